import CoupletCore
import GRDB

/// Whether each record is whole: a row in the common table and one in its kind's, and the journal's word for both.
///
/// Keys of one table alone say nothing of a page that went back to an older state: the two halves, and the journal, do.
enum Halves {
  /// The kinds' own tables with the letter of their rows in the common one.
  private static let places: [(table: String, letter: String, text: RecordPlace.Text)] = StoredKinds.all.compactMap {
    let place = $0.place
    return place.letter.map { (place.table, $0.rawValue, place.text) }
  }

  /// A query for the keys of rows of the common table without one in a table of their kind.
  static let factsAlone: String = Dictionary(grouping: places, by: \.letter).sorted { $0.key < $1.key }
    .map { letter, places in
      let own = places.map { "id NOT IN (SELECT id FROM \($0.table))" }.joined(separator: " AND ")
      return "SELECT id FROM fact WHERE letter = '\(letter)' AND \(own)"
    }.joined(separator: " UNION ALL ")

  /// A query for the keys of rows of the common table with another kind's letter, or whose text is missing.
  static let factsUnlike: String = places.map { table, letter, text in
    """
    SELECT fact.id FROM fact JOIN \(table) USING (id)
    WHERE letter IS NOT '\(letter)' OR (fact.text IS NULL) IS NOT \(text == .always ? 0 : 1)
    """
  }.joined(separator: " UNION ALL ")

  // MARK: Both directions

  /// Looks at every record, every id of the journal, every number and every text; a file of an earlier schema has fewer
  /// tables, and is looked at after its migration.
  static func findings(_ database: Database) throws -> [FileCheck.Finding] {
    let tables = try Set(Soundness.tables(database))
    guard StoredKinds.all.allSatisfy({ tables.contains($0.place.table) }) else { return [] }
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM fact") ?? 0
    return [
      finding(
        "records", try halves(database), "all \(count) have both their rows and their text",
        "a half, or the text, is missing of"),
      finding(
        "named ids", try unnamed(database), "all that the journal names are there", "the journal names, and nothing has"
      ),
      finding("numbers", try beyond(database), "none is above the last one given", "above the last number given:"),
      finding("texts", try bytes(database, tables), "all can be read", "bytes that are no text in"),
    ]
  }

  private static func finding(
    _ subject: String, _ broken: [String], _ sound: String, _ words: String
  ) -> FileCheck.Finding {
    guard !broken.isEmpty else { return FileCheck.Finding(subject, .sound, sound) }
    let shown = broken.prefix(8).joined(separator: " ") + (broken.count > 8 ? " and \(broken.count - 8) more" : "")
    return FileCheck.Finding(subject, .broken, "\(words) \(shown)", remedy: .salvage)
  }

  /// Records of which a half is missing, or whose text is missing or where none has to be.
  private static func halves(_ database: Database) throws -> [String] {
    var broken = try names(
      of: "fact", database, "SELECT * FROM fact WHERE id IN (\(factsAlone)) OR id IN (\(factsUnlike))")
    for place in places {
      broken += try names(
        of: place.table, database, "SELECT * FROM \(place.table) WHERE id NOT IN (SELECT id FROM fact)")
    }
    var known: Set<String> = []
    return broken.filter { known.insert($0).inserted }
  }

  private static func names(of table: String, _ database: Database, _ sql: String) throws -> [String] {
    try StoredRow.all(table, database, sql: sql).names
  }

  /// The commands that may take a record away; the others leave what they name.
  private static let takers: Set<String> = ["undo", "jot drop", "session live", "client merge", "check", "restore"]

  /// Ids that the journal names, without a record and without a later command that took it away.
  static func unnamed(_ database: Database) throws -> [String] {
    var last: [RecordID: String] = [:]
    let journal = try StoredRow.all("journal", database, sql: "SELECT * FROM journal ORDER BY id")
    for entry in try journal.sorted(Practice.entry).sound {
      for id in entry.records { last[id] = entry.undoes == nil ? entry.command : "undo" }
    }
    let facts = try StoredRow.all("fact", database, sql: "SELECT letter, number FROM fact").sorted { try $0.id() }.sound
    let clients = try Int.fetchAll(database, sql: "SELECT id FROM client").compactMap { RecordID(.client, $0) }
    let there = Set(facts + clients)
    return last.filter { !there.contains($0.key) && !takers.contains($0.value) }.keys.sorted().map(\.description)
  }

  /// Ids with a number above the last one that was given of their kind.
  private static func beyond(_ database: Database) throws -> [String] {
    let others = [("c", "client"), ("couple", "couple"), ("j", "journal"), ("x", "private_note")]
    let counted =
      "SELECT letter AS kind, max(number) AS highest FROM fact GROUP BY letter"
      + others.map { " UNION ALL SELECT '\($0)', max(id) FROM \($1)" }.joined()
    return try StoredRow.all(
      "journal_sequence", database,
      sql: """
        SELECT given.kind, given.highest FROM (\(counted)) AS given LEFT JOIN journal_sequence USING (kind)
        WHERE given.highest IS NOT NULL AND given.highest > coalesce(last, 0) ORDER BY given.kind
        """
    ).read { row in
      let kind: String = try row.value("kind")
      return (kind.count == 1 ? kind : "\(kind) ") + String(try row.value("highest") as Int)
    }
  }

  /// Rows with a text that is none: bytes that aren't UTF-8, or a zero that would cut it.
  private static func bytes(_ database: Database, _ tables: Set<String>) throws -> [String] {
    var broken: [String] = []
    for table in tables.sorted() {
      let texts = try database.columns(in: table).filter { $0.type.uppercased() == "TEXT" }.map(\.name)
      guard !texts.isEmpty, table != "grdb_migrations" else { continue }
      try StoredRow.each(table, database, sql: "SELECT * FROM \(table)") { row in
        if try texts.contains(where: { if case .blob = try row.cell($0).storage { true } else { false } }) {
          broken.append(try row.nameOfRecord(database))
        }
      }
    }
    return broken
  }
}
