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

  /// Notes for the journal which client the command touches.
  func touch(client: Client.ID) {
    if let record = client.record { touch(record) }
  }
}
