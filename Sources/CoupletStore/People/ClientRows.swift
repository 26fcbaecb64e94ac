public import CoupletCore
import GRDB

extension Practice {
  /// The clients of these ids: a chart doesn't read a whole practice.
  ///
  /// - Throws: damaged, where one of them can't be read or isn't there.
  static func clients(_ database: Database, _ ids: [Client.ID]) throws -> [Client] {
    let (clients, damaged) = try clientsApart(database, ids)
    if let (_, problem) = damaged.min(by: { $0.key < $1.key }) { throw problem }
    if let lost = Set(ids).subtracting(clients.map(\.id)).min() {
      throw Problem(.damaged, "file: \(lost) is not there", hint: .readCheck)
    }
    return clients
  }

  /// The clients that can be read, and by their numbers what is said of those that can't.
  ///
  /// What can't even be told whose it is stands at 0.
  static func clientsApart(
    _ database: Database, _ ids: [Client.ID]? = nil
  ) throws -> (sound: [Client], damaged: [Int: Problem]) {
    func rows(of table: String, by column: String) throws -> StoredRows {
      let places = ids.map { " WHERE \(column) IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
      return try StoredRow.all(
        table, database, sql: "SELECT * FROM \(table)\(places) ORDER BY id",
        arguments: StatementArguments((ids ?? []).map(\.number)))
    }
    var damaged: [Int: Problem] = [:]
    // A name that is lost would stand on a page that hides names.
    let former = try rows(of: "client_name", by: "client").sorted { row in
      (client: try row.value("client") as Int, name: try row.value("name") as String)
    }
    for (row, problem) in former.damaged { damaged[row.numberIfAny("client")] = problem }
    let formerNames = Dictionary(grouping: former.sound, by: \.client).mapValues { $0.map(\.name) }
    let clients = try rows(of: "client", by: "id").sorted { try client($0, formerNames) }
    for (row, problem) in clients.damaged { damaged[row.numberIfAny("id")] = problem }
    return (clients.sound.filter { damaged[$0.id.number] == nil }, damaged)
  }

  private static func client(_ row: StoredRow, _ formerNames: [Int: [String]]) throws -> Client {
    var details = Client.Details(name: try row.value("name"))
    details.called = try row.value("called")
    details.pronouns = try row.value("pronouns")
    details.born = try row.day("born")
    details.phone = try row.value("phone")
    details.safeContact = try row.value("safe_contact")
    details.emergencyContact = try row.value("emergency_contact")
    let id: Int = try row.value("id")
    // A name that is theirs again is no former one.
    details.formerNames = (formerNames[id] ?? []).filter { $0 != details.name && $0 != details.called }
    return try Client(id: Client.ID(number: id), details: details, today: Day.range.upperBound)
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
      "emergency_contact": details.emergencyContact,
    ]
  }

  /// Puts everything that points at one client to another and takes the first away.
  ///
  /// What the first was called stays as a former name of the other, who may be called so in a text.
  ///
  /// - Parameter correction: for the hours of signed notes, which name the first as one who was there.
  public func merge(_ dropped: Client.ID, into kept: Client.ID, _ correction: HourCorrection) throws {
    isOfOnePerson = true
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
