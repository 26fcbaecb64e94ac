import CoupletCore
import GRDB

/// What writing a record of any kind has in common: its row of the common table.
extension Change {
  /// Adds the row of the common table.
  ///
  /// - Returns: its key, which is that of the kind's own row too.
  func insert(_ record: some Recorded, text: String?) throws -> Int64 {
    touch(couple: record.fact.couple, record: record.id)
    return try insert(
      "fact",
      [
        "letter": record.id.kind.rawValue, "number": record.id.number, "couple": record.fact.couple.number,
        "written": record.fact.written.description,
      ] + columns(record.fact, text: text))
  }

  /// Writes the row of the common table again.
  @discardableResult
  func update(_ record: some Recorded, text: String?) throws -> Int64 {
    let row = try key(touching: record)
    try update("fact", row: row, columns(record.fact, text: text))
    return row
  }

  /// Gives a record another audience.
  ///
  /// - Parameter isNamed: whether somebody named it for this record.
  func update(audienceOf record: some Recorded, to audience: Audience, isNamed: Bool) throws {
    try update(
      "fact", row: try key(touching: record), columns(audience) + ["is_audience_named": isNamed])
  }

  /// Takes away a record's row in its kind's table and the one in the common table.
  func delete(_ record: some Recorded, from table: String) throws {
    let row = try key(touching: record)
    try delete(table, row: row)
    try delete("fact", row: row)
  }

  private func columns(_ fact: Fact, text: String?) -> Values {
    ["day": fact.day.description, "member": fact.member?.number, "text": text] + columns(fact.audience)
      + ["is_audience_named": fact.isAudienceNamed]
  }

  func columns(_ audience: Audience) -> Values {
    let columns = audience.columns
    return ["audience": columns.word, "audience_of": columns.of]
  }

  /// The columns of what was said later of a record; nothing where it is for all who may see that.
  func columns(said audience: Audience?) -> Values {
    audience.map(columns) ?? ["audience": nil, "audience_of": nil]
  }

  /// The key of a record's rows.
  func key(of id: RecordID) throws -> Int64 {
    let key = try Int64.fetchOne(
      database, sql: "SELECT id FROM fact WHERE letter = ? AND number = ?",
      arguments: [id.kind.rawValue, id.number])
    guard let key else { throw Problem(.refused, "there is no \(id.kind.noun) \(id)") }
    return key
  }

  /// The key of a record's rows, for what changes it or is said of it: the journal has its id and its couple's.
  func key(touching record: some Recorded) throws -> Int64 {
    touch(couple: record.fact.couple, record: record.id)
    return try key(of: record.id)
  }

  /// Takes away the rows of a table that hang on a record, to be written again.
  func clear(_ table: String, of owner: String, row: Int64) throws {
    let parts = try Int64.fetchAll(database, sql: "SELECT id FROM \(table) WHERE \(owner) = ?", arguments: [row])
    for part in parts { try delete(table, row: part) }
  }
}

extension Audience {
  /// The word and the client by which tables keep it.
  var columns: (word: String, of: Int?) {
    switch self {
    case .joint: ("joint", nil)
    case .counselor: ("counselor", nil)
    case .member(let client): ("member", client.number)
    }
  }
}
