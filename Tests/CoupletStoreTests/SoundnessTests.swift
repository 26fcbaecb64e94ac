import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore

/// What a look at a file finds, in both directions.
@Suite struct SoundnessTests {
  /// A practice with a line, past the program changed by some SQL; what is found broken, by its subject.
  private static func broken(_ sql: String) throws -> [String: String] {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    for text in ["first", "second"] {
      try practice.change(TemporaryPractice.stamp("jot add")) {
        try $0.add(try TemporaryPractice.jot($0, couple, text))
      }
    }
    practice.close()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    let check = try ClosedPractice(at: temporary.path).check(nil, deep: false, now: TemporaryPractice.clock)
    return Dictionary(
      check.findings.filter { $0.outcome == .broken }.map { ($0.subject, $0.text) },
      uniquingKeysWith: { "\($0); \($1)" })
  }

  @Test func aWholeFileIsSound() throws { #expect(try Self.broken("SELECT 1") == [:]) }

  @Test(arguments: [
    ("DELETE FROM jot WHERE id = 1", "y1"), ("UPDATE fact SET text = NULL WHERE number = 2", "y2"),
    ("UPDATE fact SET letter = 'n' WHERE number = 2", "n2"),
    ("INSERT INTO tally (id, session) VALUES (77, 78)", "tally 77"),
  ])
  func halvesAreNamed(_ sql: String, _ name: String) throws {
    let broken = try Self.broken(sql)
    #expect(broken["records"] == "a half, or the text, is missing of \(name)")
  }

  /// One page that went back to an older state takes both halves along; the journal still names what is gone.
  @Test func whatTheJournalNamesIsThere() throws {
    let broken = try Self.broken("DELETE FROM jot WHERE id = 2; DELETE FROM fact WHERE id = 2")
    #expect(broken["named ids"] == "the journal names, and nothing has y2")
    #expect(broken["records"] == nil && broken["references"] == nil)
  }

  @Test func whatWasTakenAwayIsNotMissed() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let jot = try practice.change(TemporaryPractice.stamp("jot add")) { change in
      let jot = try TemporaryPractice.jot(change, couple, "dropped")
      try change.add(jot)
      return jot
    }
    try practice.change(TemporaryPractice.stamp("jot drop")) { try $0.drop(jot) }
    try practice.change(TemporaryPractice.stamp("jot add")) { try $0.add(try TemporaryPractice.jot($0, couple, "b")) }
    let last = try #require(try practice.undoable().first)
    _ = try practice.undo(expected: last.id, TemporaryPractice.stamp("undo")).saved()
    practice.close()
    let check = try ClosedPractice(at: temporary.path).check(nil, deep: true, now: TemporaryPractice.clock)
    #expect(check.isSound, "\(check.findings)")
  }

  @Test func numbersAreWithinWhatWasGiven() throws {
    let broken = try Self.broken("UPDATE journal_sequence SET last = 1 WHERE kind = 'y'")
    #expect(broken["numbers"] == "above the last number given: y2")
    #expect(
      try Self.broken("DELETE FROM journal_sequence WHERE kind = 'couple'")["numbers"]?.hasSuffix("couple 1") == true)
  }

  @Test func bytesThatAreNoTextAreNamed() throws {
    let broken = try Self.broken("UPDATE fact SET text = CAST(x'ff41' AS TEXT) WHERE number = 2")
    #expect(broken["texts"] == "bytes that are no text in y2")
    #expect(broken["reading"] == "file: y2 can't be read: text is not what it has to be")
  }

  @Test func rowsThatBreakARuleAreNamed() throws {
    let broken = try Self.broken("PRAGMA ignore_check_constraints = ON; UPDATE jot SET minute = 4000 WHERE id = 1")
    #expect(broken["rows"] == "1 break a rule of their tables" && broken["SQLite"] == nil)
    #expect(broken["reading"] == "file: y1 can't be read: minute is no time of day")
  }

  // MARK: Schema

  @Test(arguments: [
    ("CREATE TRIGGER z AFTER INSERT ON fact BEGIN UPDATE fact SET day = day; END", "trigger z is no part of it"),
    ("CREATE VIEW z AS SELECT 1", "view z is no part of it"), ("CREATE TABLE z (a)", "table z is no part of it"),
    ("CREATE INDEX z ON fact (text)", "index z is no part of it"),
    ("DROP TRIGGER journal_stays", "trigger journal_stays is missing"), ("DROP TABLE win", "table win is missing"),
    ("ALTER TABLE win ADD COLUMN z TEXT", "table win is another"),
    (
      "DROP TABLE tally_count; CREATE VIEW tally_count AS SELECT 1 AS id, 1 AS tally, 'x' AS key, 1 AS count",
      "table tally_count is another"
    ),
  ])
  func aStrangeSchemaIsNamed(_ sql: String, _ words: String) throws {
    let broken = try Self.broken(sql)
    let said = words.replacing("table tally_count", with: "view tally_count")
    #expect(broken["schema"] == "isn't couplet's: \(said)")
    #expect(broken["reading"] == nil)
  }

  @Test func whatSQLiteKeepsForItselfIsNotStrange() throws {
    #expect(try Self.broken("ANALYZE; PRAGMA optimize") == [:])
  }
}
