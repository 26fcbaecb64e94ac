public import CoupletCore
import Crypto
import Foundation
import GRDB

/// What a command tells the journal about itself.
public struct CommandStamp: Sendable {
  /// The command's name, as `session add`.
  public let command: String
  /// The clock's moment.
  public let clock: Instant
  /// Seconds that the wall clock goes east of UTC where it is given, nil where nobody knows.
  public let offset: Int?
  /// The day that the command was told to take as today, nil where it took the clock's.
  public let today: Day?
  /// Who gave it, where the practice has no counselor's name.
  public let who: String

  /// A stamp.
  public init(command: String, clock: Instant, offset: Int? = nil, today: Day?, who: String) {
    self.command = command
    self.clock = clock
    self.offset = offset
    self.today = today
    self.who = who
  }
}

/// One running command: the only door through which rows are written, so that each leaves its image behind.
public final class Change {
  let database: Database
  let stamp: CommandStamp
  private let chain: Chain
  private var images: [Image] = []
  private var couples = Set<Int>()
  private var touched: [RecordID] = []
  /// Whether all that is written makes two records of one person into one: whoever reads is who read before.
  var isOfOnePerson = false
  /// Whether something was written that stays as it is, so that the command can't be undone.
  var isFinal = false

  /// A row as it was before the command, nil where there was none.
  private struct Image {
    let table: String
    let row: Int64
    let before: [Cell]?
  }

  init(database: Database, stamp: CommandStamp, chain: Chain) {
    self.database = database
    self.stamp = stamp
    self.chain = chain
  }

  /// The clock's moment, for what is recorded as written.
  public var clock: Instant { stamp.clock }

  /// The next id of a kind; it is never given again, also when the command is undone.
  public func nextID(_ kind: RecordKind) throws -> RecordID {
    guard let id = RecordID(kind, try nextNumber(kind.rawValue)) else {
      throw Problem(.internalFault, "no id for a \(kind.noun)")
    }
    return id
  }

  func nextNumber(_ kind: String) throws -> Int {
    let block = try NumberBlock(database)
    try database.execute(
      sql: """
        INSERT INTO journal_sequence (kind, last) VALUES (?, ?)
        ON CONFLICT (kind) DO UPDATE SET last = last + 1
        """, arguments: [kind, block.range.lowerBound])
    let last = try StoredRow.first(
      "journal_sequence", database, sql: "SELECT * FROM journal_sequence WHERE kind = ?", arguments: [kind])
    guard let last = try last?.number("last", in: block.range) else {
      throw Problem(
        .damaged, "file: its numbers of \(kind) are used up, or not those that it gives to ids", hint: .readCheck)
    }
    return last
  }

  // MARK: Rows

  /// Columns and what goes into them, in the order of the literal.
  struct Values: ExpressibleByDictionaryLiteral {
    let pairs: [(column: String, value: (any DatabaseValueConvertible)?)]

    init(dictionaryLiteral elements: (String, (any DatabaseValueConvertible)?)...) {
      pairs = elements.map { (column: $0.0, value: $0.1) }
    }

    private init(pairs: [(column: String, value: (any DatabaseValueConvertible)?)]) { self.pairs = pairs }

    static func + (left: Values, right: Values) -> Values { Values(pairs: left.pairs + right.pairs) }
  }

  /// Adds a row and gives its key.
  @discardableResult
  func insert(_ table: String, _ values: Values) throws -> Int64 {
    let columns = values.pairs.map(\.column).joined(separator: ", ")
    let places = values.pairs.map { _ in "?" }.joined(separator: ", ")
    try database.execute(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))",
      arguments: StatementArguments(values.pairs.map(\.value)))
    let row = database.lastInsertedRowID
    images.append(Image(table: table, row: row, before: nil))
    return row
  }

  /// Changes columns of a row.
  func update(_ table: String, row: Int64, _ values: Values) throws {
    try keepImage(table, row)
    let columns = values.pairs.map { "\($0.column) = ?" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE \(table) SET \(columns) WHERE id = ?",
      arguments: StatementArguments(values.pairs.map(\.value) + [row]))
  }

  /// Takes a row away.
  func delete(_ table: String, row: Int64) throws {
    try keepImage(table, row)
    try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [row])
  }

  private func keepImage(_ table: String, _ row: Int64) throws {
    let before = try StoredRow.first(table, database, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [row])
    guard let before else {
      throw Problem(.damaged, "file: \(table.replacing("_", with: " ")) \(row) is not there", hint: .readCheck)
    }
    images.append(Image(table: table, row: row, before: before.cells.map(Cell.init)))
  }

  // MARK: Before and after

  /// The couples whose charts the command touches.
  var touchedCouples: [Couple.ID] { couples.sorted().map(Couple.ID.init(number:)) }

  /// The rows of a table that were added or changed.
  func changedRows(of table: String) -> Set<Int64> { Set(images.lazy.filter { $0.table == table }.map(\.row)) }

  /// The rows of the common table that were there and have another audience now.
  func rowsWithNewAudience() throws -> Set<Int64> {
    let names = try database.columns(in: "fact").map(\.name)
    return Set(
      try images.filter { image in
        guard image.table == "fact", let before = image.before else { return false }
        let now = try StoredRow.first(
          "fact", database, sql: "SELECT audience, audience_of FROM fact WHERE id = ?", arguments: [image.row])
        return try zip(names, before).contains { name, cell in
          guard name.hasPrefix("audience") else { return false }
          return try now?.cell(name) ?? .null != cell.value
        }
      }.map(\.row))
  }

  /// Whether a row that was there may be seen by more people than before: it was changed in more than what it says.
  ///
  /// Whatever isn't known to be harmless counts, so that a table or column that somebody forgets is looked at.
  func mayWiden() throws -> Bool {
    guard !isOfOnePerson else { return false }
    return try images.contains { image in
      guard let before = image.before else { return image.table == "membership" }
      guard let harmless = Self.contentColumns[image.table] else { return true }
      guard
        let now = try StoredRow.first(
          image.table, database, sql: "SELECT * FROM \(image.table) WHERE id = ?", arguments: [image.row])
      else { return true }
      return zip(zip(now.columns, now.cells), before).contains { cell, before in
        cell.1 != before.value && !harmless.contains(cell.0)
      }
    }
  }

  /// Columns of rows that were there which say nothing of who may know of them.
  ///
  /// Only what is written often or has nothing to do with a chart; all else is worth a look at the whole chart.
  static let contentColumns: [String: Set<String>] = [
    "fact": ["text"], "jot": ["note"], "note": ["format", "format_version", "state"],
    "practice": ["counselor", "credential", "note_format", "sign_within"],
    "client": ["name", "called", "pronouns", "born", "phone", "safe_contact", "emergency_contact"], "couple": ["label"],
    "private_note": ["text", "couple", "session", "day"], "inbox_line": ["text", "jot"],
    "risk_prompt": ["answered", "answer"], "agenda": ["done"],
  ]

  /// What `read` gives when the rows are as they were before the command.
  func asBefore<Value>(_ read: () throws -> Value) throws -> Value {
    var value: Value?
    try database.inSavepoint {
      // What is signed can't be put back, but for a look that is taken back again.
      if isFinal { try dropGuards() }
      try putBack(images.reversed())
      value = try read()
      return .rollback
    }
    guard let value else { throw Problem(.internalFault, "file: what was there before can't be read") }
    return value
  }

  private func dropGuards() throws {
    let names = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name GLOB 'signed_*' OR name = 'addendum_stays')"
    )
    for name in names { try database.execute(sql: "DROP TRIGGER \(name)") }
  }

  /// Notes for the journal whose chart and which record the command touches.
  func touch(couple: Couple.ID, record: RecordID? = nil) {
    couples.insert(couple.number)
    if let record { touch(record) }
  }

  /// Notes for the journal which record the command touches.
  func touch(_ record: RecordID) {
    if !touched.contains(record) { touched.append(record) }
  }

  // MARK: Journal

  /// Writes the journal's row, its link in the chain and the images, as the last thing of the command.
  ///
  /// - Parameter canBeUndone: false for what stays as it is once it is said.
  /// - Returns: the chain's new end.
  func close(undoes: Int? = nil, canBeUndone: Bool = true) throws -> Chain.Head {
    let encoder = JSONEncoder()
    let before = try images.map { try $0.before.map { String(decoding: try encoder.encode($0), as: UTF8.self) } }
    let digest = Self.digest(zip(images, before).map { ($0.table, $0.row, $1) })
    let counselor = try String.fetchOne(database, sql: "SELECT counselor FROM practice")
    let id = try nextID(.journal)
    try database.execute(
      sql: """
        INSERT INTO journal (id, clock, today, who, command, couples, records, image_digest, undoes, zone_offset)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id.number, stamp.clock.description, stamp.today?.description, counselor ?? stamp.who, stamp.command,
        couples.sorted().map(String.init).joined(separator: " "),
        touched.map(\.description).joined(separator: " "),
        digest, undoes, stamp.offset,
      ])
    // An undo isn't undone itself, so it leaves no images.
    if undoes == nil, canBeUndone, !isFinal {
      for (image, text) in zip(images, before) {
        try database.execute(
          sql: "INSERT INTO journal_image (journal, changed_table, changed_row, before) VALUES (?, ?, ?, ?)",
          arguments: [id.number, image.table, image.row, text])
      }
    }
    try Self.emptyOldImages(database, now: stamp.clock)
    return try chain.append(id.number, database)
  }

  /// The digest of rows as they were before a command, as hexadecimal digits.
  private static func digest(_ images: [(table: String, row: Int64, before: String?)]) -> String {
    var digest = SHA256()
    for image in images {
      digest.update(data: Data("\(image.table)\u{0}\(image.row)\u{0}\(image.before ?? "")\u{0}".utf8))
    }
    return digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The first command whose images are not those that its journal row has the digest of, nil where all are.
  static func firstForgedImage(_ database: Database) throws -> Int? {
    let commands = try StoredRow.all(
      "journal", database,
      sql: """
        SELECT id, image_digest FROM journal WHERE id IN (SELECT journal FROM journal_image) ORDER BY id
        """
    ).read { (id: try $0.value("id") as Int, digest: try $0.value("image_digest") as String) }
    return try commands.first { try digest(ofImagesOf: $0.id, database) != $0.digest }?.id
  }

  private static func digest(ofImagesOf journal: Int, _ database: Database) throws -> String {
    digest(
      try StoredRow.all(
        "journal_image", database, sql: "SELECT * FROM journal_image WHERE journal = ? ORDER BY id",
        arguments: [journal]
      ).read { (try $0.value("changed_table"), try $0.value("changed_row"), try $0.value("before")) })
  }

  /// Days for which a command can be undone; older images hold text that nobody expects to be kept twice.
  static let undoDays = 90

  /// Empties the images of commands that can no longer be undone.
  static func emptyOldImages(_ database: Database, now: Instant) throws {
    let limit = Instant(seconds: now.seconds - undoDays * 86_400)
    try database.execute(
      sql: "DELETE FROM journal_image WHERE journal IN (SELECT id FROM journal WHERE clock < ?)",
      arguments: [limit.description])
  }

  /// Puts back every row that the command of that number changed, last change first.
  func restore(imagesOf journal: Int) throws {
    let rows = try StoredRow.all(
      "journal_image", database, sql: "SELECT * FROM journal_image WHERE journal = ? ORDER BY id DESC",
      arguments: [journal])
    let wanted = try String.fetchOne(
      database, sql: "SELECT image_digest FROM journal WHERE id = ?", arguments: [journal])
    guard try Self.digest(ofImagesOf: journal, database) == wanted else {
      throw Problem(.damaged, "journal: what j\(journal) changed is not what was kept; nothing was undone")
    }
    let decoder = JSONDecoder()
    try putBack(
      rows.read { row in
        let before = try (row.value("before") as String?).map { text in
          guard let cells = try? decoder.decode([Cell].self, from: Data(text.utf8)) else {
            throw row.damaged("before is no row")
          }
          return cells
        }
        return Image(table: try row.value("changed_table"), row: try row.value("changed_row"), before: before)
      })
    try database.execute(sql: "DELETE FROM journal_image WHERE journal = ?", arguments: [journal])
  }

  /// Puts back rows, in that order.
  private func putBack(_ images: some Collection<Image>) throws {
    let tables = try Set(String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
    for image in images {
      let (table, key) = (image.table, image.row)
      guard tables.contains(table) else { throw Problem(.damaged, "journal: a row names an unknown table") }
      let isThere =
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)", arguments: [key]) ?? false
      guard let before = image.before else {
        if isThere { try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [key]) }
        continue
      }
      // A column that a later migration added keeps what it has.
      let cells = Array(zip(try database.columns(in: table).map(\.name), before.map(\.value)))
      guard isThere else {
        try database.execute(
          sql: """
            INSERT INTO \(table) (\(cells.map(\.0).joined(separator: ", ")))
            VALUES (\(cells.map { _ in "?" }.joined(separator: ", ")))
            """, arguments: StatementArguments(cells.map(\.1)))
        continue
      }
      try database.execute(
        sql: "UPDATE \(table) SET \(cells.map { "\($0.0) = ?" }.joined(separator: ", ")) WHERE id = ?",
        arguments: StatementArguments(cells.map(\.1) + [key.databaseValue]))
    }
  }
}

/// One value of a row's image; numbers and texts come back bit for bit.
private enum Cell: Codable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(Data)

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(data)
    }
  }

  var value: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let data): data.databaseValue
    }
  }
}
