import CoupletCore
import GRDB

/// The schema that this program writes: the migrations of `Schemas/migrations`, in the order of their names.
enum Schema {
  /// `Cplt`, at offset 68 of the file.
  static let applicationID = 0x4370_6c74

  /// What a migration has to do that its SQL can't, by its name.
  private static let afterwards: [String: @Sendable (Database, Chain) throws -> Void] = [
    // Journal rows of before there was a chain get into it.
    "m0004-chain": { try $1.rebuild($0) }
  ]

  /// The migrations of a file whose journal has that chain.
  static func migrator(_ chain: Chain) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for file in EmbeddedText.files where file.name.hasPrefix("migrations/") {
      let name = String(file.name.dropFirst("migrations/".count).dropLast(".sql".count))
      migrator.registerMigration(name) { database in
        try database.execute(sql: file.text)
        try afterwards[name]?(database, chain)
        // A log that brings a migration is bound to the file as any other.
        try FileState.advance(database)
      }
    }
    return migrator
  }

  // MARK: Comparing

  /// Refuses a file whose schema is another than the migrations make: a trigger that somebody put there would change what
  /// is saved, and a view in the place of a table what is read.
  static func require(_ database: Database) throws {
    if let strange = try strange(database) {
      throw Problem(.damaged, "file: its schema isn't couplet's: \(strange)", hint: .rebuildSchema)
    }
  }

  /// What there is more, less or other in a file than its migrations make, nil where it is the same.
  static func strange(_ database: Database) throws -> String? {
    if try text(of: database) == golden { return nil }
    // Of an earlier version, or golden text that a new migration has left behind: made anew and compared one by one.
    let there = try objects(of: database)
    let own = try objects(of: own(upTo: lastMigration(of: database)))
    for name in Set(there.keys).union(own.keys).sorted() where there[name] != own[name] {
      switch (there[name], own[name]) {
      case (let more?, nil): return "\(more.kind) \(name) is no part of it"
      case (nil, let less?): return "\(less.kind) \(name) is missing"
      default: return "\(there[name]?.kind ?? "") \(name) is another"
      }
    }
    return nil
  }

  private struct Object: Equatable {
    let kind: String
    let table: String
    let words: [UInt8]
  }

  /// What SQLite keeps for itself: FTS5's own tables, what `PRAGMA optimize` counts, the indexes of `UNIQUE`.
  private static let ours = """
    NOT (type = 'table' AND name IN (
      'fact_text_data', 'fact_text_idx', 'fact_text_docsize', 'fact_text_config', 'sqlite_stat1', 'sqlite_stat4'))
    AND NOT (type = 'index' AND sql IS NULL)
    """

  private static func text(of database: Database) throws -> String {
    try String.fetchAll(
      database,
      sql: "SELECT coalesce(sql, '') || ';' FROM sqlite_schema WHERE \(ours) ORDER BY type DESC, name"
    ).joined(separator: "\n\n")
  }

  /// `Schemas/schema.sql`, which a test keeps.
  private static let golden: String = {
    var text = Substring(EmbeddedText.files.first { $0.name == "schema.sql" }?.text ?? "")
    while text.last?.isNewline ?? false { text.removeLast() }
    return String(text)
  }()

  private static func objects(of database: Database) throws -> [String: Object] {
    let rows = try StoredRow.all(
      "sqlite_schema", database,
      sql: "SELECT type, name, tbl_name, coalesce(sql, '') AS sql FROM sqlite_schema WHERE \(ours)"
    ).read { row in
      // Versions of SQLite write blanks and quotes of their own.
      let words = (try row.value("sql") as String).utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
      return (
        name: try row.value("name") as String,
        object: Object(kind: try row.value("type"), table: try row.value("tbl_name"), words: Array(words))
      )
    }
    return Dictionary(rows.map { ($0.name, $0.object) }) { first, _ in first }
  }

  private static func objects(of queue: DatabaseQueue) throws -> [String: Object] {
    try queue.read { try objects(of: $0) }
  }

  private static func own(upTo migration: String?) throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    let migrator = migrator(Chain(key: nil))
    if let migration { try migrator.migrate(queue, upTo: migration) } else { try migrator.migrate(queue) }
    return queue
  }

  /// The last migration that a file had, nil where its list can't be read.
  static func lastMigration(of database: Database) throws -> String? {
    // Without the index, whose page may be the one that is damaged.
    let done = try? Set(String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations NOT INDEXED"))
    return migrator(Chain(key: nil)).migrations.last { done?.contains($0) ?? true }
  }

  /// The words in which triggers of ours refuse.
  static func refuses(in words: String) -> Bool {
    EmbeddedText.files.contains { $0.text.contains("RAISE(ABORT, '\(words.replacing("'", with: "''"))')") }
  }
}
