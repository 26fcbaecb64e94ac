public import CoupletCore
import GRDB

extension Practice {
  /// The clients, or only those of these ids: a chart doesn't read a whole practice.
  static func clients(_ database: Database, _ ids: [Client.ID]? = nil) throws -> [Client] {
    func rows(of table: String, by column: String) throws -> [Row] {
      let places = ids.map { " WHERE \(column) IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
      return try Row.fetchAll(
        database, sql: "SELECT * FROM \(table)\(places) ORDER BY id",
        arguments: StatementArguments((ids ?? []).map(\.number)))
    }
    let former = try rows(of: "client_name", by: "client")
    let formerNames = Dictionary(grouping: former) { $0["client"] as Int }.mapValues { $0.map { $0["name"] as String } }
    return try rows(of: "client", by: "id").map { row in
      var details = Client.Details(name: row["name"])
      details.called = row["called"]
      details.pronouns = row["pronouns"]
      details.born = try row.day("born")
      details.phone = row["phone"]
      details.safeContact = row["safe_contact"]
      // A name that is theirs again is no former one.
      details.formerNames = (formerNames[row["id"]] ?? []).filter { $0 != details.name && $0 != details.called }
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

  /// Writes a client's details again; a name that isn't theirs any more is kept as a former one.
  public func replace(_ client: Client) throws {
    touch(client: client.id)
    let before = try Practice.clients(database, [client.id]).first?.details
    for name in [before?.name, before?.called].compactMap({ $0 }) { try keepName(name, of: client) }
    for name in before?.formerNames ?? [] where !client.everyName.contains(name) {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT id FROM client_name WHERE client = ? AND name = ?", arguments: [client.id.number, name])
      for row in rows { try delete("client_name", row: row) }
    }
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
  ///
  /// What the first was called stays as a former name of the other, who may be called so in a text.
  ///
  /// - Parameter correction: for the hours of signed notes, which name the first as one who was there.
  public func merge(_ dropped: Client.ID, into kept: Client.ID, _ correction: HourCorrection) throws {
    touch(client: kept)
    touch(client: dropped)
    let both = try Practice.clients(database, [kept, dropped])
    if let client = both.first(where: { $0.id == kept }), let other = both.first(where: { $0.id == dropped }) {
      for name in [other.details.name, other.details.called].compactMap({ $0 }) { try keepName(name, of: client) }
    }
    try correctSignedHours(of: dropped, to: kept, correction)
    for column in try ClientColumn.all(database) {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT id FROM \(column.table) WHERE \(column.name) = ?", arguments: [dropped.number])
      for row in rows { try update(column.table, row: row, [column.name: kept.number]) }
    }
    try delete("client", row: Int64(dropped.number))
  }

  /// Puts another client into the hours of signed notes, with a correction to each note.
  private func correctSignedHours(of dropped: Client.ID, to kept: Client.ID, _ correction: HourCorrection) throws {
    let couples = try Int.fetchAll(
      database,
      sql: """
        SELECT DISTINCT couple FROM fact JOIN attendance ON attendance.session = fact.id
        JOIN note ON note.session = fact.id JOIN note_signature ON note_signature.id = note.id
        WHERE attendance.client = ?
        """, arguments: [dropped.number])
    for couple in couples {
      let reader = RecordReader(database, couple: Couple.ID(number: couple))
      let signed = Set(try Note.read(reader).filter { $0.signature != nil }.map(\.session))
      for session in try Session.read(reader) where signed.contains(session.id) {
        var attendance = session.attendance
        guard let came = attendance.removeValue(forKey: dropped) else { continue }
        attendance[kept] = came
        try replace(try session.with(status: session.status, attendance: attendance), correction)
      }
    }
  }

  /// Keeps a name under which a client may stand in a text.
  private func keepName(_ name: String, of client: Client) throws {
    guard !client.everyName.contains(name) else { return }
    let isKept = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM client_name WHERE client = ? AND name = ?)",
      arguments: [client.id.number, name])
    if isKept != true { try insert("client_name", ["client": client.id.number, "name": name]) }
  }

  /// Notes for the journal which client the command touches.
  private func touch(client: Client.ID) {
    if let record = client.record { touch(record) }
  }
}
