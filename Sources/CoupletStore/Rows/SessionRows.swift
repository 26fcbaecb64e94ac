public import CoupletCore
import GRDB

extension Session: StoredRecord {
  static func read(_ reader: RecordReader) throws -> [Session] {
    let attendance = try reader.parts("attendance", of: "session")
    return try reader.rows("session").map { row in try Session(row, attendance: attendance[row]) }
  }

  private init(_ row: Row, attendance: [Row]) throws {
    let zone: Zone? = (row["zone"] as String?).map { Zone(name: $0, offset: row["zone_offset"]) }
    let canceller: Canceller? =
      switch row["cancelled_by"] as String? {
      case nil: nil
      case "member": row.client("cancelled_by_member").map(Canceller.member)
      default: .counselor
      }
    try self.init(
      id: row.id(), fact: row.fact(), start: (row["start"] as Int?).flatMap(MinuteOfDay.init(minutes:)), zone: zone,
      minutes: row["minutes"], kind: row.choice("kind"), mode: row.choice("mode"), status: row.choice("status"),
      attendance: attendance.reduce(into: [:]) { $0[try $1.someone("client")] = Attendance($1) },
      approaches: (row["approaches"] as String?)?.split(separator: "\n").map(String.init) ?? [],
      cancelledBy: canceller, why: row["why"])
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Session.Attendance {
  fileprivate init(_ row: Row) {
    self =
      switch row["state"] as String {
      case "absent": .absent
      case "late": .late(minutes: row["minutes"])
      default: .present
      }
  }

  /// The word and the minutes by which the table keeps it.
  fileprivate var columns: (state: String, minutes: Int?) {
    switch self {
    case .present: ("present", nil)
    case .late(let minutes): ("late", minutes)
    case .absent: ("absent", nil)
    }
  }
}

extension Change {
  /// Adds a session.
  public func add(_ session: Session) throws {
    let row = try insert(session, text: nil)
    try insert("session", ["id": row] + columns(session))
    try insertAttendance(of: session, row: row)
  }

  /// Writes a session again under its id; where notes of it are signed, with a correction of the hour to each.
  ///
  /// - Throws: refused where a correction has no reason.
  public func replace(_ session: Session, _ correction: HourCorrection) throws {
    try correct(session, correction) { before in
      let row = try update(session, text: nil)
      try update("session", row: row, columns(session))
      guard before.attendance != session.attendance else { return }
      try clear("attendance", of: "session", row: row)
      try insertAttendance(of: session, row: row)
    }
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
      let (state, minutes) = attendance.columns
      try insert("attendance", ["session": row, "client": client.number, "state": state, "minutes": minutes])
    }
  }
}
