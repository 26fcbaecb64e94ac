public import CoupletCore
import Foundation
import GRDB
import SealedSQLite

/// What could be copied out of a damaged file.
public struct Salvaged: Sendable {
  /// One table's rows.
  public struct Table: Sendable {
    public let name: String
    public let copied: Int
    /// Keys of rows that can't be read; some of them may never have been given.
    public let unreadable: Int
    /// Rows that were left out because what they belong to is lost.
    public let orphaned: Int
  }

  public let tables: [Table]
}

extension ClosedPractice {
  /// Copies every row that can still be read into a new file, under the same keys.
  ///
  /// - Throws: when the file's list of tables itself can't be read.
  public func salvage(_ key: PracticeKey?, to path: String, stamp: CommandStamp) throws(Problem) -> Salvaged {
    let own = try seal(key)
    return try translatingFaults(self.path) {
      let lock = try CommandLock(of: self.path, .alone)
      defer { withExtendedLifetime(lock) {} }
      let source = try PracticeFile.connect(to: self.path, own)
      defer { try? source.close() }
      let target = own.forCopy()
      var tables: [Salvaged.Table] = []
      try PracticeFile.create(at: path, target) { queue in
        try Self.migrate(queue, like: source, target.chain)
        tables = try Self.copyRows(from: source, to: queue)
        try queue.write { database in
          try target.chain.rebuild(database)
          // A row of its own: the journal's last ones may be among what was lost.
          _ = try Change(database: database, stamp: stamp, chain: target.chain).close(canBeUndone: false)
        }
        return nil
      }
      return Salvaged(tables: tables)
    }
  }

  /// Brings the new file to the schema of the old one.
  private static func migrate(_ queue: DatabaseQueue, like source: DatabaseQueue, _ chain: Chain) throws {
    let done = try source.read { try Schema.migrator(chain).appliedIdentifiers($0) }
    let migrator = Schema.migrator(chain)
    guard let last = migrator.migrations.last(where: { done.contains($0) }) else {
      throw Problem(.damaged, "file: its list of tables can't be read", hint: "restore a backup")
    }
    try migrator.migrate(queue, upTo: last)
  }

  private static func copyRows(from source: DatabaseQueue, to target: DatabaseQueue) throws -> [Salvaged.Table] {
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    let tables = try target.write { database in
      // The triggers guard what is signed and fill the index; rows that are put back pass them by.
      let triggers = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      var results: [(name: String, copied: Int, unreadable: Int)] = []
      var highest: Int64 = 0
      for table in try Soundness.tables(database) where table != "grdb_migrations" {
        // Migrations put rows of their own there; the file's own take their place.
        try database.execute(sql: "DELETE FROM \(table)")
        let rows = try source.writeWithoutTransaction { source in
          try RowSalvage(table: table, highestElsewhere: highest).copy(from: source, to: database)
        }
        highest = max(highest, rows.highest)
        results.append((table, rows.copied, rows.unreadable))
      }
      let orphaned = try dropOrphans(database)
      for trigger in triggers { try database.execute(sql: trigger["sql"] as String) }
      try database.execute(sql: "INSERT INTO fact_text (fact_text) VALUES ('rebuild')")
      return results.map { result in
        Salvaged.Table(
          name: result.name, copied: result.copied, unreadable: result.unreadable,
          orphaned: orphaned[result.name] ?? 0)
      }
    }
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
    return tables
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

  func copy(from source: Database, to target: Database) throws -> (copied: Int, unreadable: Int, highest: Int64) {
    var copied = 0
    var unreadable = 0
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
        if bound == nil { bound = end(source) ?? max(last, highestElsewhere) + Self.margin }
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
    return (copied, unreadable, last)
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
