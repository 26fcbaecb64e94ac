public import CoupletCore
import GRDB

extension Session: StoredRecord {
  static let place = RecordPlace("session", .session, text: .never)

  static func read(_ reader: RecordReader) throws -> [Session] {
    let attendance = try reader.parts("attendance", of: "session")
    return try reader.rows("session").read { row in try Session(row, attendance: attendance.of(row)) }
  }

  private init(_ row: StoredRow, attendance: StoredRows) throws {
    let canceller: Canceller?
    switch try row.value("cancelled_by") as String? {
    case nil: canceller = nil
    case "member": canceller = .member(try row.someone("cancelled_by_member"))
    case "counselor": canceller = .counselor
    default: throw row.damaged("cancelled_by has a word that this program doesn't know")
    }
    let start = try row.number("start", in: 0...1439).flatMap(MinuteOfDay.init(minutes:))
    try self.init(
      id: row.id(), fact: row.fact(), start: start, zone: row.zone(),
      minutes: row.value("minutes"), kind: row.choice("kind"), mode: row.choice("mode"), status: row.choice("status"),
      attendance: Dictionary(attendance.read { try ($0.someone("client"), Attendance($0)) }) { $1 },
      places: Dictionary(attendance.read { try ($0.someone("client"), Place($0)) }) { $1 },
      approaches: (row.value("approaches") as String?)?.split(separator: "\n").map(String.init) ?? [],
      cancelledBy: canceller, why: row.value("why"))
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Session.Place {
  fileprivate init(_ row: StoredRow) throws {
    try self.init(
      place: row.value("place"), isAlone: row.value("is_alone"), leftAfter: row.value("left_after"))
  }
}

extension Session.Attendance {
  fileprivate init(_ row: StoredRow) throws {
    switch try row.value("state") as String {
    case "absent": self = .absent
    case "late": self = .late(minutes: try row.value("minutes"))
    case "present": self = .present
    default: throw row.damaged("state has a word that this program doesn't know")
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
      guard (before.attendance, before.places) != (session.attendance, session.places) else { return }
      try clear("attendance", of: "session", row: row)
      try insertAttendance(of: session, row: row)
    }
  }

  /// Counts the corrections of an hour under signed notes.
  func setRevision(_ revision: Int, ofSession row: Int64) throws {
    try update("session", row: row, ["revision": revision])
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
      let place = session.places[client]
      try insert(
        "attendance",
        [
          "session": row, "client": client.number, "state": state, "minutes": minutes, "place": place?.place,
          "is_alone": place?.isAlone, "left_after": place?.leftAfter,
        ])
    }
  }
}
