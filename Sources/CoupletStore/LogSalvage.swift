import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// What was got out of a log that was not written for the file beside which it stands.
public struct SalvagedLog: Sendable {
  /// Its name.
  public let name: String
  /// The practice file that was made of it and the file it was written for, nil where that file isn't there any more.
  public let file: String?
  /// Texts that stand in no other file, kept as drafts.
  public let drafts: Int
}

extension ClosedPractice {
  /// Saves what is in the logs that don't belong to the file: with the file that each was written for, else its texts.
  ///
  /// - Parameter saved: the file that was made of this one's rows, which says what texts are there already.
  func salvageLogs(
    _ key: PracticeKey?, _ own: PageSeal, besides saved: String, stamp: CommandStamp
  ) throws -> [SalvagedLog] {
    let (bond, isForeign) = try PracticeFile.bond(of: path, own)
    let folder = (path as NSString).deletingLastPathComponent
    let suffix = own.keys == nil ? "-wal" : "-cwal"
    let kept = KeptLog.names(beside: path).filter { $0.contains("\(suffix).kept-") }.map { "\(folder)/\($0)" }
    return try ((isForeign ? [bond.log] : []) + kept).map { log in
      let name = (log as NSString).lastPathComponent
      if let file = try fold(log, intoItsFileIn: folder, own, besides: saved) {
        return SalvagedLog(name: name, file: file, drafts: 0)
      }
      let copy = try PracticeFile.openUnmigrated(at: saved, try ClosedPractice(at: saved).seal(key))
      defer { try? copy.close() }
      let texts = try LogTexts(log: log, own).missing(from: copy)
      for text in texts {
        let purpose = Draft.Purpose(
          couple: text.couple, for: text.words, isPrivate: text.isPrivate, clock: stamp.clock)
        _ = try Draft.keep(Array(text.text.utf8), purpose, beside: path, own)
      }
      return SalvagedLog(name: name, file: nil, drafts: texts.count)
    }
  }

  /// Looks in a folder for the file that a log was written for, and folds it into a copy of that.
  ///
  /// - Returns: the new file's name.
  private func fold(
    _ log: String, intoItsFileIn folder: String, _ own: PageSeal, besides saved: String
  ) throws -> String? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    for file in names.map({ "\(folder)/\($0)" }) where file != path && file != saved && isLike(file) {
      var bond = LogBond(path: file, keys: own.keys, log: log)
      guard try bond.look() == .belongs, !bond.walk.rows.isEmpty else { continue }
      return try withCopy(of: file, log: log, own) { copy in
        let opened = try PracticeFile.openUnmigrated(at: copy, own)
        defer { try? opened.close() }
        let name = PracticeFile.freeName("\(saved).with-log")
        try PracticeCopy.write(opened.queue, own, to: name, own.forCopy())
        return name
      }
    }
    return nil
  }

  /// Whether a file has the same keys as this one, so that one's log could be the other's.
  private func isLike(_ file: String) -> Bool {
    var status = stat()
    guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let start = try? FileGuard.start(of: file, count: 16)
    else { return false }
    guard let header else { return start == Array("SQLite format 3\0".utf8) }
    return (try? SealedHeader.read(at: file))?.fileID == header.fileID
  }

  /// Gives `body` the name of a copy of a file and, where there is one, of a log beside it, which go afterwards.
  func withCopy<Value>(of file: String, log: String?, _ own: PageSeal, _ body: (String) throws -> Value) throws -> Value
  {
    let copy = PracticeFile.temporary(path, "from")
    PracticeFile.remove(copy)
    defer { PracticeFile.remove(copy) }
    try Self.copyBytes(file, to: copy)
    if let log { try Self.copyBytes(log, to: LogWalk.path(of: copy, keys: own.keys)) }
    return try body(copy)
  }
}

/// The texts in a log, read from its pages without the file they belong to.
private struct LogTexts {
  struct Found {
    let couple: Handle?
    let words: String
    let text: String
    let isPrivate: Bool
  }

  /// Rows of the log by our own schema, which refuses what is none.
  private let rows: DatabaseQueue
  private let tables: [String]

  init(log: String, _ own: PageSeal) throws {
    var pages: [UInt32: [UInt8]] = [:]
    var walk = LogWalk()
    try walk.read(log, keys: own.keys, root: nil) { pages.merge($0) { $1 } }
    rows = try DatabaseQueue()
    try Schema.migrator(Chain(key: nil)).migrate(rows)
    let reserve = own.keys == nil ? 0 : Layout.reserve
    let records = pages.sorted { $0.key < $1.key }.flatMap { page in
      PageRecords.records(on: page.value, reserve: reserve) { pages[$0] }
    }
    try rows.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    tables = try rows.write { database in
      for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try database.execute(sql: "DROP TRIGGER \(trigger)")
      }
      let all = try Soundness.tables(database)
      for record in records {
        for table in all where try Self.insert(record, into: table, database) { break }
      }
      return try all.filter { try database.columns(in: $0).contains { $0.name == "text" } }
    }
  }

  /// Puts a row into a table where its columns and the table's rules allow it.
  private static func insert(_ record: PageRecords.Record, into table: String, _ database: Database) throws -> Bool {
    let columns = try database.columns(in: table)
    // A column that a later migration added is missing in earlier rows.
    guard record.values.count > 1, (columns.count - 2...columns.count).contains(record.values.count) else {
      return false
    }
    let values = zip(columns, record.values).map { column, value -> DatabaseValue in
      switch value {
      case .null: column.primaryKeyIndex > 0 && column.type.uppercased() == "INTEGER" ? record.key.databaseValue : .null
      case .integer(let number): number.databaseValue
      case .real(let number): number.databaseValue
      case .text(let text): text.databaseValue
      case .blob(let bytes): Data(bytes).databaseValue
      }
    }
    let names = columns.prefix(values.count).map(\.name).joined(separator: ", ")
    let places = values.map { _ in "?" }.joined(separator: ", ")
    return
      (try? database.execute(
        sql: "INSERT OR REPLACE INTO \(table) (\(names)) VALUES (\(places))", arguments: StatementArguments(values)))
      != nil
  }

  /// The texts that aren't in a file, which is open to read.
  func missing(from file: BoundFile) throws -> [Found] {
    try rows.read { rows in
      try tables.flatMap { table in
        try StoredRow.all(
          table, rows, sql: "SELECT * FROM \(table) WHERE text IS NOT NULL AND text <> ''"
        ).read { row in
          try file.queue.read { try Self.found(row, in: table, rows, $0) }
        }.compactMap(\.self)
      }
    }
  }

  private static func found(_ row: StoredRow, in table: String, _ rows: Database, _ file: Database) throws -> Found? {
    guard let text = String.fromDatabaseValue(try row.cell("text")) else { return nil }
    let isThere = try Bool.fetchOne(
      file, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE text = ?)", arguments: [text])
    guard isThere == false else { return nil }
    func value<Found: DatabaseValueConvertible>(_ column: String, _ kind: Found.Type) -> Found? {
      (try? row.cell(column)).flatMap(Found.fromDatabaseValue)
    }
    var couple = value("couple", Int.self)
    if couple == nil, let fact = value("id", Int.self) {
      couple = try Int.fetchOne(rows, sql: "SELECT couple FROM fact WHERE id = ?", arguments: [fact])
    }
    let handle = try couple.flatMap {
      try String.fetchOne(
        file, sql: "SELECT handle FROM handle WHERE couple = ? AND is_current = 1", arguments: [$0])
    }.flatMap { try? Handle($0) }
    let kind = value("letter", String.self).flatMap(RecordKind.init(rawValue:))
    let what =
      if let kind, let number = value("number", Int.self) { "\(kind.noun) \(kind.rawValue)\(number)" } else {
        table.replacing("_", with: " ")
      }
    let words = [handle?.description, what, value("day", String.self), "from a log"].compactMap { $0 }
    return Found(
      couple: handle, words: words.joined(separator: " · "), text: text, isPrivate: table == "private_note")
  }
}
