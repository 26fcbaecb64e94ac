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
    /// Rows that were left out because they break a rule of their table.
    public let refused: Int
  }

  /// In the order of the file's schema.
  public let tables: [Table]
  /// Clients, couples and sessions that stand in for lost ones, so that what belongs to them can be read.
  public let standIns: Int
  /// Records and rows that were left out, by their names, as far as those can be read.
  public let leftOut: [String]
  /// Those in whose texts bytes that are none were replaced.
  public let mended: [String]
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
    let copied: RowCopy
    do {
      copied = try translatingFaults(self.path) {
        let lock = try CommandLock(of: self.path, .alone)
        defer { withExtendedLifetime(lock) {} }
        // A file beside which another's log stands can only be read where that log isn't.
        guard try PracticeFile.bond(of: self.path, own).isForeign else {
          return try copyRows(own, of: self.path, to: path, stamp)
        }
        return try withCopy(of: self.path, log: nil, own) { try copyRows(own, of: $0, to: path, stamp) }
      }
    } catch {
      guard error.kind == .damaged || error.kind == .internalFault else { throw error }
      throw Problem(
        .damaged, error.message, hint: "too much of it can't be read to save it row by row; restore a backup")
    }
    let logs = try translatingFaults(self.path) { try salvageLogs(key, own, besides: path, stamp: stamp) }
    return Salvaged(
      tables: copied.tables, standIns: copied.standIns, leftOut: copied.leftOut, mended: copied.mended,
      problem: Self.problem(at: path, key), logs: logs)
  }

  private func copyRows(
    _ own: PageSeal, of original: String, to path: String, _ stamp: CommandStamp
  ) throws -> RowCopy {
    let file = try PracticeFile.connect(to: original, own)
    defer { try? file.close() }
    return try RowCopy.write(file.queue, to: path, own.forCopy(), stamp)
  }

  /// What a look at every record of a file comes to, nil where all can be read.
  private static func problem(at path: String, _ key: PracticeKey?) -> String? {
    do {
      let practice = try ClosedPractice(at: path).open(key)
      defer { practice.close() }
      let problems = try practice.unreadable()
      return problems.isEmpty ? nil : problems.map(\.message).joined(separator: "; ")
    } catch {
      return error.message
    }
  }
}

/// Copies every row that can be read, and that our tables take, into a new file of this program's schema.
///
/// Nothing of the other file's own SQL is run: neither its triggers nor its views, and what is no table there isn't read.
struct RowCopy {
  private(set) var tables: [Salvaged.Table] = []
  private(set) var standIns = 0
  private(set) var leftOut: [String] = []
  private(set) var mended: [String] = []
  /// The end of the new file's chain.
  private(set) var head: Chain.Head?

  /// Makes the new file.
  static func write(
    _ source: DatabaseQueue, to path: String, _ target: PageSeal, _ stamp: CommandStamp
  ) throws -> RowCopy {
    var copy = RowCopy()
    try PracticeFile.create(at: path, target) { queue in
      let migrator = Schema.migrator(target.chain)
      let last = try source.read(Schema.lastMigration) ?? migrator.migrations[migrator.migrations.count - 1]
      try migrator.migrate(queue, upTo: last)
      try copy.copyRows(from: source, to: queue)
      try migrator.migrate(queue)
      copy.head = try queue.write { database in
        try target.chain.rebuild(database)
        // A row of its own: the journal's last ones may be among what was lost.
        let change = Change(database: database, stamp: stamp, chain: target.chain)
        // From here on nobody looks for what the journal names and the copy hasn't.
        for id in try Halves.unnamed(database).compactMap({ RecordID($0) }) { change.touch(id) }
        return try change.close(canBeUndone: false)
      }
      return nil
    }
    return copy
  }

  private mutating func copyRows(from source: DatabaseQueue, to target: DatabaseQueue) throws {
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    try target.write { database in
      // The triggers guard what is signed and fill the index; rows that are put back pass them by.
      let triggers = try StoredRow.all(
        "sqlite_schema", database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
      ).read { (name: try $0.value("name") as String, sql: try $0.value("sql") as String) }
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.name)") }
      var results: [(name: String, copied: Int, unreadable: Int?, refused: Int)] = []
      var highest: Int64 = 0
      // The kinds of record are the schema's own, and stand there already.
      for table in try Soundness.tables(database)
      where !["grdb_migrations", "record_kind", "file_state"].contains(table) {
        try database.execute(sql: "DELETE FROM \(table)")
        var rows = TableCopy(table: table, highestElsewhere: highest)
        try source.writeWithoutTransaction { try rows.copy(from: $0, to: database) }
        highest = max(highest, rows.highest)
        leftOut += rows.refused
        mended += rows.mended
        results.append((table, rows.copied, rows.unreadable, rows.refused.count))
      }
      if try database.tableExists("number_block") { try NumberBlock.putBack(database) }
      standIns = try StandIns(database).add()
      let orphaned = try dropOrphans(database)
      for trigger in triggers { try database.execute(sql: trigger.sql) }
      try database.execute(sql: "INSERT INTO fact_text (fact_text) VALUES ('rebuild')")
      tables = results.map { result in
        Salvaged.Table(
          name: result.name, copied: result.copied, unreadable: result.unreadable,
          orphaned: orphaned[result.name] ?? 0, refused: result.refused)
      }
    }
    try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
  }

  /// Takes out rows that point to what is lost, and halves of records, until none is left.
  private mutating func dropOrphans(_ database: Database) throws -> [String: Int] {
    var dropped: [String: Int] = [:]
    let hasAll = try StoredKinds.all.allSatisfy { try database.tableExists($0.place.table) }
    while true {
      var orphans = try Soundness.orphans(database)
      if hasAll {
        for row in try Int64.fetchAll(database, sql: "\(Halves.factsAlone) UNION ALL \(Halves.factsUnlike)") {
          orphans.insert(Soundness.Orphan(table: "fact", row: row))
        }
      }
      if orphans.isEmpty { return dropped }
      for orphan in orphans {
        let row = try StoredRow.first(
          orphan.table, database, sql: "SELECT * FROM \(orphan.table) WHERE rowid = ?", arguments: [orphan.row])
        if let name = try row?.nameOfRecord(database), !leftOut.contains(name) { leftOut.append(name) }
        try database.execute(sql: "DELETE FROM \(orphan.table) WHERE rowid = ?", arguments: [orphan.row])
        dropped[orphan.table, default: 0] += 1
      }
    }
  }
}

/// Copies one table row by row, around what can't be read and what our table doesn't take.
private struct TableCopy {
  let table: String
  /// The highest key in other tables: where a table's own end can't be read, keys are tried up to there.
  let highestElsewhere: Int64
  private(set) var copied = 0
  private(set) var unreadable: Int? = 0
  /// The names of rows that our table doesn't take.
  private(set) var refused: [String] = []
  /// The names of rows in whose texts bytes that are none were replaced.
  private(set) var mended: [String] = []
  private(set) var highest: Int64 = 0
  /// Keys beyond the highest known one that are tried.
  private static let margin: Int64 = 1000

  init(table: String, highestElsewhere: Int64) {
    self.table = table
    self.highestElsewhere = highestElsewhere
  }

  mutating func copy(from source: Database, to target: Database) throws {
    // A view of that name would be somebody else's SQL.
    let isTable = try? Bool.fetchOne(
      source, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?)", arguments: [table])
    guard isTable == true else {
      unreadable = nil
      return
    }
    let columns = try target.columns(in: table).map(\.name)
    let texts = try Set(target.columns(in: table).filter { $0.type.uppercased() == "TEXT" }.map(\.name))
    // From the beginning, and around every key that fails, for its page may hold others that don't.
    var bound: Int64?
    var key: Int64? = nil
    while true {
      do {
        guard let row = try next(after: key, source) else { break }
        let found: Int64 = try row.value("salvage_key")
        try take(row, columns, texts, source, target)
        key = found
        highest = max(highest, found)
      } catch let error as DatabaseError where Self.isDamage(error) {
        if bound == nil {
          let end = end(source)
          if end == nil { unreadable = nil }
          bound = end ?? max(highest, highestElsewhere) + Self.margin
        }
        guard let bound, (key ?? 0) < bound else { break }
        let tried = (key ?? 0) + 1
        do {
          if let row = try one(tried, source) {
            try take(row, columns, texts, source, target)
            highest = max(highest, tried)
          }
        } catch let error as DatabaseError where Self.isDamage(error) {
          unreadable = unreadable.map { $0 + 1 }
        }
        key = tried
      } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
        // Another table of that name, which has other columns.
        unreadable = nil
        break
      }
    }
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_IOERR, .SQLITE_CORRUPT].contains(error.resultCode)
  }

  private func next(after key: Int64?, _ source: Database) throws -> StoredRow? {
    try StoredRow.first(
      table, source,
      sql: "SELECT rowid AS salvage_key, * FROM \(table) NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1",
      arguments: [key ?? 0])
  }

  private func one(_ key: Int64, _ source: Database) throws -> StoredRow? {
    try StoredRow.first(
      table, source, sql: "SELECT rowid AS salvage_key, * FROM \(table) NOT INDEXED WHERE rowid = ?",
      arguments: [key])
  }

  private func end(_ source: Database) -> Int64? {
    try? Int64.fetchOne(source, sql: "SELECT max(rowid) FROM \(table)")
  }

  /// Puts a row into our table; one that breaks its rules stays out, and is named.
  private mutating func take(
    _ row: StoredRow, _ columns: [String], _ texts: Set<String>, _ source: Database, _ target: Database
  ) throws {
    let shared = columns.filter(row.has)
    var isMended = false
    let cells = try shared.map { column -> DatabaseValue in
      let cell = try row.cell(column)
      guard texts.contains(column), case .blob(let data) = cell.storage else { return cell }
      // A text with one flipped bit is worth more than none.
      isMended = true
      return String(decoding: data.filter { $0 != 0 }, as: UTF8.self).databaseValue
    }
    do {
      try target.execute(
        sql: """
          INSERT INTO \(table) (\(shared.joined(separator: ", ")))
          VALUES (\(shared.map { _ in "?" }.joined(separator: ", ")))
          """, arguments: StatementArguments(cells))
      copied += 1
      if isMended { mended.append((try? row.nameOfRecord(source)) ?? row.name) }
    } catch let error as DatabaseError where Self.breaksRule(error) {
      refused.append((try? row.nameOfRecord(source)) ?? row.name)
    }
  }

  private static func breaksRule(_ error: DatabaseError) -> Bool {
    [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG].contains(error.resultCode)
  }
}
