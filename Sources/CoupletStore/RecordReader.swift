import CoupletCore
import GRDB

/// Reads the records of one couple's chart: rows of the common table joined with those of their kind.
struct RecordReader {
  let database: Database
  let couple: Couple.ID

  init(_ database: Database, couple: Couple.ID) {
    self.database = database
    self.couple = couple
  }

  func records() throws -> Records {
    var records = Records()
    let attendance = try attendance()
    records.sessions = try rows("session").map { try session($0, attendance: attendance) }
    records.notes = try notes()
    records.jots = try rows(
      "jot", columns: "note_fact.number AS note_number, " + Self.sessionNumber,
      join: "LEFT JOIN fact AS note_fact ON note_fact.id = jot.note " + Self.sessionJoin("jot")
    ).map { row in
      guard let time = MinuteOfDay(minutes: row["minute"]) else { throw Problem(.damaged, "file: minute is missing") }
      return try Jot(
        id: id(row), fact: fact(row), time: time, text: row["text"],
        note: (row["note_number"] as Int?).map { try record(.note, $0) }, session: self.session(row),
        heardBy: row.client("heard_by"))
    }
    records.agenda = try rows("agenda").map { row in
      try AgendaLine(id: id(row), fact: fact(row), isMine: row["is_mine"], text: row["text"], done: row.day("done"))
    }
    records.contacts = try rows("contact").map { row in
      try Contact(
        id: id(row), fact: fact(row), other: row["other"], mode: row.choice("mode"), minutes: row["minutes"],
        text: row["text"])
    }
    records.entries = try entries()
    records.injuries = try injuries()
    records.wins = try rows("win").map { row in
      try Win(id: id(row), fact: fact(row), noticedBy: row.client("noticed_by"), text: row["text"])
    }
    try readWork(into: &records)
    try readKeptApart(into: &records)
    return records
  }

  /// The notes with their signatures and addenda.
  func notes() throws -> [Note] {
    let signatures = try signatures()
    let addenda = try addenda()
    return try rows(
      "note", columns: "session_fact.number AS session_number",
      join: "JOIN fact AS session_fact ON session_fact.id = note.session"
    ).map { row in
      try Note(
        id: id(row), fact: fact(row), session: record(.session, row["session_number"]), format: row["format"],
        formatVersion: row["format_version"], text: row["text"], signature: signatures[row["id"]],
        addenda: addenda[row["id"]] ?? [])
    }
  }

  /// The couple's rows of a kind's table with what they have in common.
  func rows(_ table: String, columns: String? = nil, join: String = "") throws -> [Row] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT fact.*, \(table).*\(columns.map { ", " + $0 } ?? "") FROM \(table) JOIN fact ON fact.id = \(table).id
        \(join) WHERE fact.couple = ? ORDER BY fact.day, fact.number
        """, arguments: [couple.number])
  }

  private func session(_ row: Row, attendance: [Int64: [Client.ID: Session.Attendance]]) throws -> Session {
    let zone: Zone? = (row["zone"] as String?).map { Zone(name: $0, offset: row["zone_offset"]) }
    let canceller: Session.Canceller? =
      switch row["cancelled_by"] as String? {
      case nil: nil
      case "member": row.client("cancelled_by_member").map(Session.Canceller.member)
      default: .counselor
      }
    return try Session(
      id: id(row), fact: fact(row), start: (row["start"] as Int?).flatMap(MinuteOfDay.init(minutes:)), zone: zone,
      minutes: row["minutes"], kind: row.choice("kind"), mode: row.choice("mode"), status: row.choice("status"),
      attendance: attendance[row["id"]] ?? [:],
      approaches: (row["approaches"] as String?)?.split(separator: "\n").map(String.init) ?? [],
      cancelledBy: canceller, why: row["why"])
  }

  private func attendance() throws -> [Int64: [Client.ID: Session.Attendance]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT attendance.* FROM attendance JOIN fact ON fact.id = attendance.session WHERE fact.couple = ?
        """, arguments: [couple.number])
    return rows.reduce(into: [:]) { result, row in
      let state: Session.Attendance =
        switch row["state"] as String {
        case "absent": .absent
        case "late": .late(minutes: row["minutes"])
        default: .present
        }
      result[row["session"], default: [:]][Client.ID(number: row["client"])] = state
    }
  }

  func id(_ row: Row) throws -> RecordID {
    let letter: String = row["letter"]
    guard let kind = RecordKind(rawValue: letter) else { throw Problem(.damaged, "file: '\(letter)' is no kind") }
    return try record(kind, row["number"])
  }

  func record(_ kind: RecordKind, _ number: Int) throws -> RecordID {
    guard let id = RecordID(kind, number) else { throw Problem(.damaged, "file: \(number) is no id") }
    return id
  }

  func fact(_ row: Row) throws -> Fact {
    guard let written = Instant(row["written"] as String) else { throw Problem(.damaged, "file: written is missing") }
    return Fact(
      couple: couple, day: try row.needed("day"), audience: try row.audience(), member: row.client("member"),
      written: written)
  }
}

extension Row {
  /// The audience of what was said later of a record, nil where it is for all who may see that.
  func saidAudience() throws -> Audience? { (self["audience"] as String?) == nil ? nil : try audience() }

  /// The audience that stands in a row of the common table.
  func audience() throws -> Audience {
    switch self["audience"] as String {
    case "joint": return .joint
    case "counselor": return .counselor
    default:
      guard let whose = client("audience_of") else { throw Problem(.damaged, "file: an audience names nobody") }
      return .member(whose)
    }
  }
}
