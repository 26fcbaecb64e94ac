public import CoupletCore
import GRDB

extension Practice {
  /// The clients, or only those of these ids: a chart doesn't read a whole practice.
  static func clients(_ database: Database, _ ids: [Client.ID]? = nil) throws -> [Client] {
    let places = ids.map { " WHERE id IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM client\(places) ORDER BY id",
      arguments: StatementArguments((ids ?? []).map(\.number)))
    return try rows.map { row in
      var details = Client.Details(name: row["name"])
      details.called = row["called"]
      details.pronouns = row["pronouns"]
      details.born = try row.day("born")
      details.phone = row["phone"]
      details.safeContact = row["safe_contact"]
      return try Client(id: Client.ID(number: row["id"]), details: details, today: Day.range.upperBound)
    }
  }
}

extension Change {
  /// The next client's id.
  public func nextClient() throws -> Client.ID { Client.ID(number: try nextNumber("c")) }

  /// Adds a client.
  public func add(_ client: Client) throws {
    touch(client: client.id)
    try insert("client", columns(client, with: ["id": client.id.number, "written": clock.description]))
  }

  /// Writes a client's details again.
  public func replace(_ client: Client) throws {
    touch(client: client.id)
    try update("client", row: Int64(client.id.number), columns(client, with: [:]))
  }

  private func columns(_ client: Client, with others: Values) -> Values {
    let details = client.details
    return others + [
      "name": details.name, "called": details.called, "pronouns": details.pronouns,
      "born": details.born?.description, "phone": details.phone, "safe_contact": details.safeContact,
    ]
  }

  /// Puts everything that points at one client to another and takes the first away.
  public func merge(_ dropped: Client.ID, into kept: Client.ID) throws {
    touch(client: kept)
    touch(client: dropped)
    for column in try ClientColumn.all(database) {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT id FROM \(column.table) WHERE \(column.name) = ?", arguments: [dropped.number])
      for row in rows { try update(column.table, row: row, [column.name: kept.number]) }
    }
    try delete("client", row: Int64(dropped.number))
  }

  /// Notes for the journal which client the command touches.
  private func touch(client: Client.ID) {
    if let record = client.record { touch(record) }
  }
}
