public import CoupletCore
import GRDB

extension Change {
  // MARK: People

  /// The next client's id.
  public func nextClient() throws -> Client.ID { Client.ID(number: try nextNumber("c")) }

  /// The next couple's key.
  public func nextCouple() throws -> Couple.ID { Couple.ID(number: try nextNumber("couple")) }

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
    let places = [
      ("membership", "client"), ("fact", "member"), ("fact", "audience_of"), ("attendance", "client"),
      ("session", "cancelled_by_member"), ("entry", "noticed_by"), ("win", "noticed_by"),
      ("homework_member", "client"), ("homework_log", "client"), ("homework_log", "audience_of"),
      ("promise", "promised_to"), ("promise_mark", "says"), ("promise_repair", "says"), ("injury", "done_by"),
      ("injury_step", "says"), ("injury_rating", "client"), ("promise_mark", "audience_of"),
      ("promise_repair", "audience_of"), ("injury_step", "audience_of"), ("injury_rating", "audience_of"),
      ("entry_review", "audience_of"), ("goal_standing", "audience_of"), ("goal_standing", "client"),
      ("jot", "heard_by"),
      ("risk", "told_by"), ("policy_acknowledgement", "client"), ("audience_change", "before_of"),
      ("audience_change", "after_of"), ("disclosure", "audience_of"),
    ]
    for (table, column) in places {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT id FROM \(table) WHERE \(column) = ?", arguments: [dropped.number])
      for row in rows { try update(table, row: row, [column: kept.number]) }
    }
    try delete("client", row: Int64(dropped.number))
  }

  private func touch(client: Client.ID) {
    if let record = client.record { touch(record) }
  }

  /// Adds a couple with its handle and members.
  public func add(_ couple: Couple) throws {
    touch(couple: couple.id)
    try insert(
      "couple",
      [
        "id": couple.id.number, "label": couple.label, "since": couple.since.description,
        "written": clock.description,
      ])
    try insert("handle", ["handle": couple.handle.description, "couple": couple.id.number, "is_current": true])
    for membership in couple.memberships { try insert(membership, of: couple) }
  }

  /// Writes what differs between a couple as it was and as it is now.
  public func replace(_ old: Couple, with new: Couple) throws {
    touch(couple: new.id)
    let key = Int64(new.id.number)
    if old.label != new.label || old.since != new.since {
      try update("couple", row: key, ["label": new.label, "since": new.since.description])
    }
    if old.handle != new.handle { try replaceHandle(of: new) }
    for membership in new.memberships where !old.memberships.contains(membership) {
      let row = try Int64.fetchOne(
        database, sql: "SELECT id FROM membership WHERE couple = ? AND client = ? AND joined = ?",
        arguments: [key, membership.client.number, membership.joined.description])
      if let row {
        try update("membership", row: row, ["left_on": membership.left?.description])
      } else {
        try insert(membership, of: new)
      }
    }
    if old.closure != new.closure {
      let standing = try Int64.fetchOne(
        database, sql: "SELECT id FROM closure WHERE couple = ? AND is_standing = 1", arguments: [key])
      if let standing { try update("closure", row: standing, ["is_standing": false]) }
      if let closure = new.closure {
        try insert(
          "closure",
          [
            "couple": key, "day": closure.day.description, "outcome": closure.outcome.rawValue, "why": closure.why,
            "is_standing": true,
          ])
      }
    }
  }

  private func replaceHandle(of couple: Couple) throws {
    let key = couple.id.number
    let current = try Int64.fetchOne(
      database, sql: "SELECT id FROM handle WHERE couple = ? AND is_current = 1", arguments: [key])
    if let current { try update("handle", row: current, ["is_current": false]) }
    let former = try Int64.fetchOne(
      database, sql: "SELECT id FROM handle WHERE couple = ? AND handle = ?",
      arguments: [key, couple.handle.description])
    if let former {
      try update("handle", row: former, ["is_current": true])
    } else {
      try insert("handle", ["handle": couple.handle.description, "couple": key, "is_current": true])
    }
  }

  private func insert(_ membership: Couple.Membership, of couple: Couple) throws {
    try insert(
      "membership",
      [
        "couple": couple.id.number, "client": membership.client.number,
        "place": couple.everyMember.firstIndex(of: membership.client), "joined": membership.joined.description,
        "left_on": membership.left?.description,
      ])
  }

  // MARK: Charts

  /// Adds a session.
  public func add(_ session: Session) throws {
    let row = try insert(session, text: nil)
    try insert("session", ["id": row] + columns(session))
    try insertAttendance(of: session, row: row)
  }

  /// Writes a session again under its id.
  public func replace(_ session: Session) throws {
    let row = try update(session, text: nil)
    try update("session", row: row, columns(session))
    let attendance = try Int64.fetchAll(
      database, sql: "SELECT id FROM attendance WHERE session = ?", arguments: [row])
    for old in attendance { try delete("attendance", row: old) }
    try insertAttendance(of: session, row: row)
  }

  private func columns(_ session: Session) -> Values {
    var canceller: (by: String?, member: Int?) = (nil, nil)
    switch session.cancelledBy {
    case nil: break
    case .counselor: canceller.by = "counselor"
    case .member(let client): canceller = ("member", client.number)
    }
    return [
      "start": session.start?.minutes, "zone": session.zone?.name, "zone_offset": session.zone?.offset,
      "minutes": session.minutes, "kind": session.kind.rawValue, "mode": session.mode.rawValue,
      "status": session.status.rawValue,
      "approaches": session.approaches.isEmpty ? nil : session.approaches.joined(separator: "\n"),
      "cancelled_by": canceller.by, "cancelled_by_member": canceller.member, "why": session.why,
    ]
  }

  private func insertAttendance(of session: Session, row: Int64) throws {
    for (client, attendance) in session.attendance.sorted(by: { $0.key < $1.key }) {
      let (state, minutes): (String, Int?) =
        switch attendance {
        case .present: ("present", nil)
        case .late(let minutes): ("late", minutes)
        case .absent: ("absent", nil)
        }
      try insert("attendance", ["session": row, "client": client.number, "state": state, "minutes": minutes])
    }
  }

  /// Adds a jot.
  public func add(_ jot: Jot) throws {
    let row = try insert(jot, text: jot.text)
    try insert(
      "jot",
      [
        "id": row, "minute": jot.time.minutes, "note": try jot.note.map(key), "session": try jot.session.map(key),
        "heard_by": jot.heardBy?.number,
      ])
  }

  /// Notes that a note took a jot in.
  public func take(_ jot: Jot, into note: RecordID) throws {
    touch(couple: jot.fact.couple, record: jot.id)
    try update("jot", row: try key(of: jot.id), ["note": try key(of: note)])
  }

  /// Takes a jot away.
  public func drop(_ jot: Jot) throws {
    touch(couple: jot.fact.couple, record: jot.id)
    let row = try key(of: jot.id)
    try delete("jot", row: row)
    try delete("fact", row: row)
  }

  /// Adds an agenda line.
  public func add(_ line: AgendaLine) throws {
    let row = try insert(line, text: line.text)
    try insert("agenda", ["id": row, "is_mine": line.isMine, "done": line.done?.description])
  }

  /// Writes the day on which an agenda line was dealt with.
  public func replace(_ line: AgendaLine) throws {
    try update("agenda", row: try update(line, text: line.text), ["done": line.done?.description])
  }

  /// Adds a contact.
  public func add(_ contact: Contact) throws {
    let row = try insert(contact, text: contact.text)
    try insert(
      "contact",
      ["id": row, "other": contact.other, "mode": contact.mode.rawValue, "minutes": contact.minutes])
  }

  /// Adds a win.
  public func add(_ win: Win) throws {
    let row = try insert(win, text: win.text)
    try insert("win", ["id": row, "noticed_by": win.noticedBy?.number])
  }

  // MARK: What records have in common

  @discardableResult
  func insert(_ record: some Recorded, text: String?) throws -> Int64 {
    touch(couple: record.fact.couple, record: record.id)
    return try insert(
      "fact",
      [
        "letter": record.id.kind.rawValue, "number": record.id.number, "couple": record.fact.couple.number,
        "written": record.fact.written.description,
      ] + columns(record.fact, text: text))
  }

  @discardableResult
  func update(_ record: some Recorded, text: String?) throws -> Int64 {
    touch(couple: record.fact.couple, record: record.id)
    let row = try key(of: record.id)
    try update("fact", row: row, columns(record.fact, text: text))
    return row
  }

  private func columns(_ fact: Fact, text: String?) -> Values {
    ["day": fact.day.description, "member": fact.member?.number, "text": text] + columns(fact.audience)
  }

  func columns(_ audience: Audience) -> Values {
    let columns = audience.columns
    return ["audience": columns.word, "audience_of": columns.of]
  }

  /// The columns of what was said later of a record; nothing where it is for all who may see that.
  func columns(said audience: Audience?) -> Values {
    audience.map(columns) ?? ["audience": nil, "audience_of": nil]
  }

  func key(of id: RecordID) throws -> Int64 {
    let key = try Int64.fetchOne(
      database, sql: "SELECT id FROM fact WHERE letter = ? AND number = ?",
      arguments: [id.kind.rawValue, id.number])
    guard let key else { throw Problem(.refused, "there is no \(id.kind.noun) \(id)") }
    return key
  }
}
