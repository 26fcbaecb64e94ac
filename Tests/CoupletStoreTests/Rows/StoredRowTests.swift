import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore

/// What is read of a row is there and of its type, or the row is damaged: whatever a cell holds.
@Suite struct StoredRowTests {
  /// Reads one cell, which an expression of SQL makes, by an accessor.
  private static func read<Value>(_ cell: String, _ accessor: (StoredRow) throws -> Value) throws -> Value {
    try DatabaseQueue().read { database in
      let row = try StoredRow.first("note", database, sql: "SELECT 'n' AS letter, 7 AS number, \(cell) AS a")
      return try #require(row).judged(accessor)
    }
  }

  /// The words that a cell comes to, nil where it can be read.
  private static func words<Value>(_ cell: String, _ accessor: (StoredRow) throws -> Value) throws -> String? {
    do {
      _ = try read(cell, accessor)
      return nil
    } catch let problem as Problem {
      #expect(problem.kind == .damaged && problem.hint == .readCheck)
      return problem.message
    }
  }

  @Test func whatIsSoundIsRead() throws {
    #expect(try Self.read("'word'") { try $0.value("a") as String } == "word")
    #expect(try Self.read("'Zoë \u{1F308} \u{FFFD}'") { try $0.value("a") as String } == "Zoë \u{1F308} \u{FFFD}")
    #expect(try Self.read("''") { try $0.value("a") as String } == "")
    #expect(try Self.read("4") { try $0.value("a") as Int } == 4)
    #expect(try Self.read("4") { try $0.value("a") as Double } == 4)
    #expect(try Self.read("1") { try $0.value("a") as Bool })
    #expect(try Self.read("x'00ff'") { try $0.value("a") as Data } == Data([0, 255]))
    #expect(try Self.read("NULL") { try $0.value("a") as String? } == nil)
    // A file of an earlier schema has fewer columns.
    #expect(try Self.read("1") { try $0.value("b") as String? } == nil)
    #expect(try Self.read("'2026-11-23'") { try $0.needed("a") } == Day(iso: "2026-11-23"))
  }

  @Test(arguments: ["NULL", "4", "4.5", "x'41'", "CAST(x'ff41' AS TEXT)", "'cut' || char(0) || 'off'"])
  func noTextIsDamaged(_ cell: String) throws {
    let words = try #require(try Self.words(cell) { try $0.value("a") as String })
    #expect(words.hasPrefix("file: n7 can't be read: a is "))
    #expect(!words.contains("cut") && !words.contains("4"))
    if cell != "NULL" { #expect(try Self.words(cell) { try $0.value("a") as String? } != nil) }
  }

  @Test func noNumberIsDamaged() throws {
    for cell in ["NULL", "'4'", "4.5", "x'04'"] {
      #expect(try Self.words(cell) { try $0.value("a") as Int } != nil, "\(cell)")
    }
    for cell in ["NULL", "2", "-1", "'true'"] {
      #expect(try Self.words(cell) { try $0.value("a") as Bool } != nil, "\(cell)")
    }
    for cell in ["9e999", "-9e999", "'4.5'", "NULL"] {
      #expect(try Self.words(cell) { try $0.value("a") as Double } != nil, "\(cell)")
    }
    for cell in ["0", "366", "9223372036854775807"] {
      #expect(try Self.words(cell) { try $0.cadence("a") } != nil, "\(cell)")
    }
  }

  @Test func whatTheCoreRefusesIsDamagedInOtherWords() throws {
    let words = try Self.words("'secret'") { row in
      throw Problem(.badData, "text: 'secret' is too long")
    }
    #expect(words == "file: n7 can't be read: it breaks a rule of its kind")
    #expect(try Self.words("'2026-02-30'") { try $0.needed("a") } == "file: n7 can't be read: a is not a day")
    #expect(try Self.words("'x'") { try $0.choice("a") as Session.Mode } != nil)
    #expect(try Self.words("'soon'") { try $0.moment("a") } == "file: n7 can't be read: a is no moment")
  }

  @Test func aRowIsCalledByWhatItIs() throws {
    let names: [(String, String, String)] = [
      ("client", "SELECT 5 AS id", "c5"), ("journal", "SELECT 5 AS id", "j5"),
      ("private_note", "SELECT 5 AS id", "x5"), ("inbox_line", "SELECT 5 AS id", "inbox line 5"),
      ("note", "SELECT 'secret' AS letter, 7 AS number, 5 AS id", "note 5"),
      ("note", "SELECT 'n' AS letter, -7 AS number, 'secret' AS id", "note without a key"),
    ]
    try DatabaseQueue().read { database in
      for (table, sql, name) in names {
        let row = try StoredRow.first(table, database, sql: sql)
        #expect(row?.name == name)
      }
    }
  }

  // MARK: The law

  /// Whether a source meets rows of GRDB's own.
  private static func meeting(_ source: String) -> Bool {
    let code = source.split(separator: "\n").filter { !$0.contains(#/^\s*///#) }.joined(separator: "\n")
    // By the usual boundary the point of `Row.fetchOne` ends no word.
    return code.contains(#/\bRow\b/#.wordBoundaryKind(.simple)) || code.contains("RowCursor")
      || code.contains("FetchableRecord")
  }

  /// GRDB's rows end the program where a column isn't what was asked for, and print what stands there.
  @Test func onlyOneFileMeetsRowsOfGRDB() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/CoupletStore")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(names.count > 40)
    let meeting = try names.filter { name in
      Self.meeting(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
    #expect(meeting == ["Rows/StoredRow.swift"])
    let forced = try names.filter { name in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8).contains(#/try!|\)!(?:\s|$|\))/#)
    }
    #expect(forced == [])
  }

  @Test func aPlantedRowIsSeen() {
    for planted in [
      "let row = try Row.fetchOne(database, sql: sql)", "func read(_ row: Row) {}", "  rows: [Row]",
      "extension Note: FetchableRecord {}",
    ] {
      #expect(Self.meeting(planted), "\(planted)")
    }
    for sound in ["/// GRDB's `Row` isn't used.", "let row = try StoredRow.first(", "RowCopy.write(", "rows"] {
      #expect(!Self.meeting(sound), "\(sound)")
    }
  }
}
