public import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// What could be copied out of a damaged file.
public struct Salvaged: Sendable {
  /// One table's rows.
  public struct Table: Sendable {
    /// The table.
    public let name: String
    /// Rows that were copied.
    public let copied: Int
    /// Keys that can't be read, nil where the table's own end can't be, so that nobody knows how many there were.
    public let unreadable: Int?
    /// Rows that were left out because what they belong to is lost.
    public let orphaned: Int
  }

  /// In the order of the file's schema.
  public let tables: [Table]
  /// Clients, couples and sessions that stand in for lost ones, so that what belongs to them can be read.
  public let standIns: Int
  /// What the program says when it reads every record of the copy, nil where it reads them all.
  public let problem: String?
  /// What was got out of logs beside the file that were not written for it.
  public let logs: [SalvagedLog]
}

extension ClosedPractice {
  /// Copies every row that can still be read into a new file of this program's schema, under the same keys.
  ///
  /// A log beside the file that was not written for it is read by itself; the file and the log stay as they are.
  ///
  /// - Throws: when the file can't be opened at all.
  public func salvage(_ key: PracticeKey?, to path: String, stamp: CommandStamp) throws(Problem) -> Salvaged {
    let own = try seal(key)
    try Target.check(path, for: .backup, besides: self.path)
    let copied: (tables: [Salvaged.Table], standIns: Int)
    do {
      copied = try copyRows(own, to: path, stamp)
    } catch {
      guard error.kind == .damaged else { throw error }
      throw Problem(
        .damaged, error.message, hint: "too much of it can't be read to save it row by row; restore a backup")
    }
    let logs = try translatingFaults(self.path) { try salvageLogs(key, own, besides: path, stamp: stamp) }
    return Salvaged(
      tables: copied.tables, standIns: copied.standIns, problem: Self.problem(at: path, key), logs: logs)
  }

  private func copyRows(
    _ own: PageSeal, to path: String, _ stamp: CommandStamp
  ) throws(Problem) -> (tables: [Salvaged.Table], standIns: Int) {
    try translatingFaults(self.path) {
      let lock = try CommandLock(of: self.path, .alone)
      defer { withExtendedLifetime(lock) {} }
      // A file beside which another's log stands can only be read where that log isn't.
      guard try PracticeFile.bond(of: self.path, own).isForeign else {
        return try copyRows(own, of: self.path, to: path, stamp)
      }
      return try withCopy(of: self.path, log: nil, own) { try copyRows(own, of: $0, to: path, stamp) }
    }
  }

  private func copyRows(
    _ own: PageSeal, of original: String, to path: String, _ stamp: CommandStamp
  ) throws -> (tables: [Salvaged.Table], standIns: Int) {
    let file = try PracticeFile.connect(to: original, own)
    defer { try? file.close() }
    let source = file.queue
    let target = own.forCopy()
    var result: (tables: [Salvaged.Table], standIns: Int) = ([], 0)
    try PracticeFile.create(at: path, target) { queue in
      try Schema.migrator(target.chain).migrate(queue, upTo: Self.lastMigration(of: source))
      result = try Self.copyRows(from: source, to: queue)
      try Schema.migrator(target.chain).migrate(queue)
      try queue.write { database in
        try target.chain.rebuild(database)
        // A row of its own: the journal's last ones may be among what was lost.
        _ = try Change(database: database, stamp: stamp, chain: target.chain).close(canBeUndone: false)
      }
      return nil
    }
    return result
  }

  /// What a look at every record of a file comes to, nil where all can be read.
  private static func problem(at path: String, _ key: PracticeKey?) -> String? {
    do {
      let practice = try ClosedPractice(at: path).open(key)
      defer { practice.close() }
      for couple in try practice.directory().couples { _ = try practice.recordCount(of: couple) }
      return nil
    } catch {
      return error.message
    }
  }

  /// The schema that a file has; where its list can't be read, this program's own.
  private static func lastMigration(of source: DatabaseQueue) -> String {
    let all = Schema.migrator(Chain(key: nil)).migrations
    let done = try? source.read { database in
      // Without the index, whose page may be the one that is damaged.
      try Set(String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations NOT INDEXED"))
    }
    return all.last { done?.contains($0) ?? true } ?? all[all.count - 1]
  }

  private static func copyRows(
    from source: DatabaseQueue, to target: DatabaseQueue
  ) throws -> (tables: [Salvaged.Table], standIns: Int) {
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    let result = try target.write { database in
      // The triggers guard what is signed and fill the index; rows that are put back pass them by.
      let triggers = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      var results: [(name: String, copied: Int, unreadable: Int?)] = []
      var highest: Int64 = 0
      // The kinds of record are the schema's own, and stand there already.
      for table in try Soundness.tables(database)
      where !["grdb_migrations", "record_kind", "file_state"].contains(table) {
        try database.execute(sql: "DELETE FROM \(table)")
        let rows = try source.writeWithoutTransaction { source in
          try RowSalvage(table: table, highestElsewhere: highest).copy(from: source, to: database)
        }
        highest = max(highest, rows.highest)
        results.append((table, rows.copied, rows.unreadable))
      }
      let standIns = try StandIns(database).add()
      let orphaned = try dropOrphans(database)
      for trigger in triggers { try database.execute(sql: trigger["sql"] as String) }
      try database.execute(sql: "INSERT INTO fact_text (fact_text) VALUES ('rebuild')")
      let tables = results.map { result in
        Salvaged.Table(
          name: result.name, copied: result.copied, unreadable: result.unreadable,
          orphaned: orphaned[result.name] ?? 0)
      }
      return (tables: tables, standIns: standIns)
    }
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
    return result
  }

  /// Takes out rows that point to what is lost, until none is left.
  private static func dropOrphans(_ database: Database) throws -> [String: Int] {
    var dropped: [String: Int] = [:]
    while true {
      let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      if orphans.isEmpty { return dropped }
      for orphan in Set(orphans.map { Orphan(table: $0["table"], row: $0["rowid"]) }) {
        try database.execute(sql: "DELETE FROM \(orphan.table) WHERE rowid = ?", arguments: [orphan.row])
        dropped[orphan.table, default: 0] += 1
      }
    }
  }

  private struct Orphan: Hashable {
    let table: String
    let row: Int64
  }
}

/// Copies one table row by row, around what can't be read.
private struct RowSalvage {
  let table: String
  /// The highest key in other tables: where a table's own end can't be read, keys are tried up to there.
  let highestElsewhere: Int64
  /// Keys beyond the highest known one that are tried.
  private static let margin: Int64 = 1000

  func copy(from source: Database, to target: Database) throws -> (copied: Int, unreadable: Int?, highest: Int64) {
    var copied = 0
    var unreadable = 0
    var isEndKnown = true
    var last: Int64 = 0
    // From the beginning, and around every key that fails, for its page may hold others that don't.
    var bound: Int64?
    var key: Int64? = nil
    while true {
      do {
        guard let row = try next(after: key, source) else { break }
        try insert(row, target)
        key = row["salvage_key"]
        last = max(last, key ?? 0)
        copied += 1
      } catch let error as DatabaseError where Self.isDamage(error) {
        if bound == nil {
          let end = end(source)
          isEndKnown = end != nil
          bound = end ?? max(last, highestElsewhere) + Self.margin
        }
        guard let bound, (key ?? 0) < bound else { break }
        let tried = (key ?? 0) + 1
        do {
          if let row = try one(tried, source) {
            try insert(row, target)
            copied += 1
            last = max(last, tried)
          }
        } catch let error as DatabaseError where Self.isDamage(error) {
          unreadable += 1
        }
        key = tried
      }
    }
    return (copied, isEndKnown ? unreadable : nil, last)
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_IOERR, .SQLITE_CORRUPT].contains(error.resultCode)
  }

  private func next(after key: Int64?, _ source: Database) throws -> Row? {
    try Row.fetchOne(
      source, sql: "SELECT rowid AS salvage_key, * FROM \(table) WHERE rowid > ? ORDER BY rowid LIMIT 1",
      arguments: [key ?? 0])
  }

  private func one(_ key: Int64, _ source: Database) throws -> Row? {
    try Row.fetchOne(source, sql: "SELECT rowid AS salvage_key, * FROM \(table) WHERE rowid = ?", arguments: [key])
  }

  private func end(_ source: Database) -> Int64? {
    try? Int64.fetchOne(source, sql: "SELECT max(rowid) FROM \(table)")
  }

  private func insert(_ row: Row, _ target: Database) throws {
    let columns = row.columnNames.dropFirst()
    try target.execute(
      sql: """
        INSERT INTO \(table) (\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """, arguments: StatementArguments(row.databaseValues.dropFirst()))
  }
}
