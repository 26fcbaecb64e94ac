import CoupletCore
import Crypto
import Foundation
import GRDB

/// The journal's chain of codes: HMAC-SHA256 under the file's audit key over the code before and the row as stored.
///
/// A plain file has no key, so plain SHA-256 stands there: it shows damage, but not a hand that makes a new chain.
struct Chain: Equatable, Sendable {
  let key: SymmetricKey?

  /// The end of the chain.
  struct Head: Equatable, Sendable {
    let number: Int
    let mac: [UInt8]
    /// The code of the chain's first row, by which another practice's is told from an older state of this one.
    let first: [UInt8]
  }

  private static let columns = [
    "id", "clock", "today", "who", "command", "couples", "records", "image_digest", "undoes",
  ]

  /// The code of a row: each column with its kind and length, so that no two rows give the same bytes.
  func mac(after previous: [UInt8], _ row: StoredRow) throws -> [UInt8] {
    var bytes = previous
    // Rows from before the column was there have the code that they had.
    let isPlaced = try row.value("zone_offset") as Int? != nil
    for column in Self.columns + (isPlaced ? ["zone_offset"] : []) {
      let value: [UInt8]
      switch try row.cell(column).storage {
      case .null: value = [0]
      case .int64(let number): value = [1] + withUnsafeBytes(of: number.bigEndian, Array.init)
      case .string(let text): value = [2] + Array(text.utf8)
      case .double(let number): value = [3] + withUnsafeBytes(of: number.bitPattern.bigEndian, Array.init)
      case .blob(let data): value = [4] + Array(data)
      }
      bytes += withUnsafeBytes(of: UInt32(value.count).bigEndian, Array.init) + value
    }
    guard let key else { return Array(SHA256.hash(data: bytes)) }
    return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
  }

  private static let start = [UInt8](repeating: 0, count: 32)

  /// The head as stored, nil before the first row.
  static func head(_ database: Database) throws -> Head? {
    try StoredRow.first(
      "journal_chain", database,
      sql: """
        SELECT id, mac, (SELECT mac FROM journal_chain ORDER BY id LIMIT 1) AS first
        FROM journal_chain ORDER BY id DESC LIMIT 1
        """
    ).map {
      Head(
        number: try $0.value("id"), mac: Array(try $0.value("mac") as Data), first: Array(try $0.value("first") as Data)
      )
    }
  }

  /// The code of one row as stored.
  static func mac(of number: Int, _ database: Database) throws -> [UInt8]? {
    try Data.fetchOne(database, sql: "SELECT mac FROM journal_chain WHERE id = ?", arguments: [number]).map(Array.init)
  }

  /// Adds the last row of the journal.
  func append(_ number: Int, _ database: Database) throws -> Head {
    let row = try StoredRow.first(
      "journal", database, sql: "SELECT * FROM journal WHERE id = ?", arguments: [number])
    guard let row else { throw Problem(.internalFault, "journal: there is no row \(number)") }
    let last = try Self.head(database)
    let mac = try mac(after: last?.mac ?? Self.start, row)
    try insert(mac, of: number, database)
    return Head(number: number, mac: mac, first: last?.first ?? mac)
  }

  private func insert(_ mac: [UInt8], of number: Int, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO journal_chain (id, mac) VALUES (?, ?)", arguments: [number, Data(mac)])
  }

  /// Makes the chain again over all rows, as under another key; the last row keeps the head that it had before.
  func rebuild(_ database: Database) throws {
    // A file of an earlier schema gets its chain with the migration that brings the table.
    guard try database.tableExists("journal_chain") else { return }
    let former = try StoredRow.all(
      "journal_chain", database, sql: "SELECT id, former FROM journal_chain WHERE former IS NOT NULL"
    ).read { (number: try $0.value("id") as Int, former: try $0.value("former") as Data) }
    let last = try Self.head(database)
    try database.execute(sql: "DELETE FROM journal_chain")
    var previous = Self.start
    _ = try StoredRow.all("journal", database, sql: "SELECT * FROM journal ORDER BY id").read { row in
      previous = try mac(after: previous, row)
      try insert(previous, of: try row.value("id"), database)
    }
    for (number, former) in former {
      try database.execute(
        sql: "UPDATE journal_chain SET former = ? WHERE id = ?", arguments: [former, number])
    }
    if let last {
      try database.execute(
        sql: "UPDATE journal_chain SET former = ? WHERE id = ?", arguments: [Data(last.mac), last.number])
    }
  }

  /// What a look at the whole chain found.
  func verify(_ database: Database) throws -> ChainState {
    var previous = Self.start
    var state = ChainState(rows: 0, firstBroken: nil, head: nil, hasKey: key != nil, madeAnew: [])
    let stored = try StoredRow.all(
      "journal", database,
      sql: "SELECT journal.*, mac, former FROM journal LEFT JOIN journal_chain USING (id) ORDER BY id")
    var clock: Instant?
    _ = try stored.read { row in
      let number: Int = try row.value("id")
      let next = String.value(in: try row.cell("clock")).flatMap { Instant($0) }
      if let clock, let next, PracticeClock.isBack(next, from: clock) { state.turnedBack.append(number) }
      clock = next ?? clock
      previous = try mac(after: previous, row)
      let found = Data.value(in: try row.cell("mac")).map(Array.init)
      if state.firstBroken == nil, found != previous { state.firstBroken = number }
      state.rows += 1
      if let former: Data = try row.value("former") {
        state.madeAnew.append(ChainState.Anew(number: number, former: ChainState.code(Array(former))))
      }
    }
    // A code without its row is a row that was taken out.
    let orphan = try Int.fetchOne(
      database, sql: "SELECT min(id) FROM journal_chain WHERE id NOT IN (SELECT id FROM journal)")
    if let orphan { state.firstBroken = min(state.firstBroken ?? orphan, orphan) }
    // Rows before a change are what undo puts back, so they must be those that the journal means.
    if let forged = try Change.firstForgedImage(database) {
      state.firstBroken = min(state.firstBroken ?? forged, forged)
    }
    // Numbers are never given twice, so the last one that was given is the last row's.
    let last = try Int.fetchOne(database, sql: "SELECT last FROM journal_sequence WHERE kind = 'j'") ?? 0
    if state.firstBroken == nil, let end = try Self.head(database)?.number, end < last { state.firstBroken = end + 1 }
    state.head = try Self.head(database).map { ChainState.Head(number: $0.number, code: ChainState.code($0.mac)) }
    return state
  }
}

extension ChainState {
  /// A code for paper: the first 100 bits in Crockford's digits, which no hand writes alike.
  ///
  /// Its first two groups are what earlier versions printed: a page with ten digits is compared with those. Fewer bits would
  /// let whoever has the key look for another history with the same code.
  static func code(_ mac: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let groups = (0..<4).map { group in
      String(
        (0..<5).map { place in
          let first = 5 * (5 * group + place)
          let pair = UInt16(mac[first / 8]) << 8 | UInt16(mac[first / 8 + 1])
          return digits[Int(pair >> (11 - first % 8) & 31)]
        })
    }
    return groups.joined(separator: "-")
  }
}
