import CoupletCore
import GRDB
import SealedSQLite

/// Whether a file is as it was written: pages, SQLite's own structures, the full-text index, references, the journal.
enum Soundness {
  /// The tables that hold what was entered: neither SQLite's own nor those of the full-text index.
  static func tables(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
          AND name NOT LIKE 'fact~_text%' ESCAPE '~'
        ORDER BY rowid
        """)
  }

  /// The rows of each table.
  static func counts(_ database: Database) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in try tables(database) {
      counts[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
    }
    return counts
  }

  /// Looks at what a connection sees.
  static func findings(_ database: Database, _ chain: Chain) throws -> [FileCheck.Finding] {
    var findings: [FileCheck.Finding] = []
    let complaints = try String.fetchAll(database, sql: "PRAGMA integrity_check")
    let ofRows = complaints.count(where: isOfRow)
    let isWhole = complaints.count == max(ofRows, 1) && (ofRows > 0 || complaints == ["ok"])
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    findings.append(
      FileCheck.Finding(
        "SQLite", isWhole ? .sound : .broken,
        isWhole ? "structure of \(pages) pages is whole" : "\(complaints.count) faults in its structure"))
    if ofRows > 0 {
      findings.append(
        FileCheck.Finding("rows", .broken, "\(ofRows) break a rule of their tables", remedy: .salvage))
    }
    findings.append(try fullText(database))
    let broken = try orphans(database).count
    let rows = try counts(database).values.reduce(0, +)
    findings.append(
      FileCheck.Finding(
        "references", broken == 0 ? .sound : .broken,
        broken == 0 ? "all of \(rows) rows hold" : "\(broken) rows point to what is not there"))
    let strange = try Schema.strange(database)
    findings.append(
      strange.map { FileCheck.Finding(schema, .broken, "isn't couplet's: \($0)", remedy: .rebuildSchema) }
        ?? FileCheck.Finding(schema, .sound, "tables, views and triggers are couplet's own"))
    if isWhole, strange == nil { findings += try Halves.findings(database) }
    if isWhole, strange == nil, let numbers = try NumberBlock.finding(database) { findings.append(numbers) }
    if isWhole, let signatures = try SignatureCheck.finding(database) { findings.append(signatures) }
    guard try database.tableExists("journal_chain") else { return findings }
    let state = try chain.verify(database)
    let kind = state.hasKey ? "" : " (not encrypted, so the chain has no key)"
    let head = state.head.map { ", head \($0.code) at j\($0.number)" } ?? ""
    findings.append(
      state.firstBroken.map { FileCheck.Finding("journal", .broken, "changed or cut at j\($0)") }
        ?? FileCheck.Finding("journal", .sound, "chain of \(state.rows) rows is whole\(head)\(kind)"))
    if !state.turnedBack.isEmpty {
      let rows = state.turnedBack.prefix(10).map { "j\($0)" }.joined(separator: ", ")
      let more = state.turnedBack.count > 10 ? " …" : ""
      findings.append(
        FileCheck.Finding(
          "clock", .warning, "it was set back before \(rows)\(more): the row above each is dated later"))
    }
    return findings
  }

  /// Whether a complaint of SQLite's is about what a row says, and not about where it stands.
  private static func isOfRow(_ complaint: String) -> Bool {
    ["NULL value in ", "CHECK constraint failed in ", "non-"].contains { complaint.hasPrefix($0) }
      || complaint.contains(" value in ")
  }

  /// The subject of what is said of the schema.
  static let schema = "schema"

  /// What can be wrong with rows and schema alone: then the rows that are sound can be taken into a schema of ours.
  static let ofRows: Set<String> = [
    "rows", schema, "references", "records", "named ids", "numbers", "texts", "full text",
  ]

  /// A row that points to what isn't there.
  struct Orphan: Hashable {
    let table: String
    let row: Int64
  }

  /// All rows that point to what isn't there.
  static func orphans(_ database: Database) throws -> Set<Orphan> {
    Set(
      try StoredRow.all("foreign_key_check", database, sql: "PRAGMA foreign_key_check").read { row in
        Orphan(table: try row.value("table"), row: try row.value("rowid"))
      })
  }

  /// FTS5 compares its index with the text, and complains where they differ.
  private static func fullText(_ database: Database) throws -> FileCheck.Finding {
    guard !database.configuration.readonly else {
      return FileCheck.Finding("full text", .warning, "not looked at: the file is open for reading only")
    }
    let passages = try Int.fetchOne(database, sql: "SELECT count(*) FROM passage") ?? 0
    do {
      try database.execute(sql: "INSERT INTO fact_text (fact_text, rank) VALUES ('integrity-check', 1)")
      return FileCheck.Finding("full text", .sound, "index agrees with \(passages) texts")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return FileCheck.Finding(
        "full text", .broken, "index doesn't agree with the texts", remedy: .makeIndex)
    }
  }

  /// Refuses a file that a connection doesn't see whole, or that has other rows than it should.
  static func require(_ queue: DatabaseQueue, _ seal: PageSeal, counts expected: [String: Int]? = nil) throws {
    let found = try queue.writeWithoutTransaction { try findings($0, seal.chain) }
    if let broken = found.first(where: { $0.outcome == .broken }) {
      throw Problem(.damaged, "file: \(broken.subject): \(broken.text)", hint: .readCheck)
    }
    if let expected, try queue.read(counts) != expected {
      throw Problem(.damaged, "file: what was written has other rows than it should")
    }
  }

  /// Reads a new file back: every page, every structure, and the rows that it has to have.
  static func require(_ path: String, _ seal: PageSeal, counts expected: [String: Int]?) throws {
    if let keys = seal.keys {
      let scan = try SealedFile.scan(path, keys: keys)
      guard scan.damagedPages.isEmpty, !scan.endsInPage, scan.pages > 0 else {
        throw Problem(.damaged, "file: what was written to \(path) can't be read back")
      }
    }
    let file = try PracticeFile.connect(to: path, seal)
    defer { try? file.close() }
    try require(file.queue, seal, counts: expected)
  }
}
