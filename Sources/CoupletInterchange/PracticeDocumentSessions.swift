public import CoupletCore

/// A session of a document.
public struct DocumentSession: Hashable, Sendable {
  /// Who called a session off.
  public enum Canceller: Hashable, Sendable {
    case counselor
    /// The client of that index.
    case member(Int)
  }

  /// What the document calls the session, within its couple.
  public let key: String
  /// The day it was held or was to be; one that was held doesn't lie after today.
  public let day: Day
  /// The time of day, nil where the document doesn't say.
  public let start: MinuteOfDay?
  /// How many minutes it takes or took, 1 to 1440; nil where the document doesn't say.
  public let minutes: Int?
  /// Who the meeting is meant for.
  public let kind: Session.Kind
  /// In the room, by phone or by video.
  public let mode: Session.Mode
  /// What became of it.
  public let status: Session.Status
  /// Who it is for, nil for whoever had it alone, else for all members.
  public let audience: DocumentAudience?
  /// By index of the client; empty while it is planned.
  public let attendance: [Int: Session.Attendance]
  /// The counselor's methods, in their own words.
  public let approaches: [String]
  /// Who called it off, where it was cancelled and somebody did.
  public let cancelledBy: Canceller?
  /// Why it was called off or moved, for the counselor alone.
  public let why: String?

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow([
      "key", "date", "time", "minutes", "kind", "mode", "status", "audience", "present", "late", "absent",
      "approaches", "cancelled_by", "why",
    ])
    key = try entry.required("key").key()
    kind = try entry.required("kind").choice(Session.Kind.self)
    mode = try entry.required("mode").choice(Session.Mode.self)
    status = try entry.required("status").choice(Session.Status.self)
    // What was held has happened; a session may be planned for, or called off on, a day ahead.
    day = status == .held ? try entry.required("date").pastDay() : try entry.required("date").day()
    start = try entry.optional("time")?.time()
    minutes = try entry.optional("minutes")?.int(in: 1...Session.longest)
    audience = try chart.audience(of: entry)
    attendance = try Self.attendance(entry, chart)
    approaches = try entry.list("approaches") { part throws(Problem) in try part.name() }
    why = try entry.optional("why")?.name()
    cancelledBy = try entry.optional("cancelled_by").map { part throws(Problem) in
      try part.string() == "counselor" ? .counselor : .member(try chart.member(part))
    }
    if cancelledBy != nil, status != .cancelled, status != .cancelledLate {
      throw try entry.required("cancelled_by").problem("the session wasn't cancelled")
    }
    let there = attendance.values.count(where: \.wasThere)
    switch status {
    case .held where there == 0: throw entry.problem("a session that was held had somebody in it")
    case .held where kind == .individual && there != 1:
      throw entry.problem("an individual session has one member present")
    case .held: break
    case _ where there > 0: throw entry.problem("nobody attends a session that wasn't held")
    case .planned where !attendance.isEmpty: throw entry.problem("nobody is absent from a session that is planned")
    default: break
    }
  }

  private static func attendance(
    _ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart
  ) throws(Problem) -> [Int: Session.Attendance] {
    var result: [Int: Session.Attendance] = [:]
    func add(_ value: PracticeDocumentReader, _ attendance: Session.Attendance) throws(Problem) {
      guard result.updateValue(attendance, forKey: try chart.member(value)) == nil else {
        throw value.problem("the client stands in present, late or absent already")
      }
    }
    for part in try entry.list("present", of: { part throws(Problem) in part }) { try add(part, .present) }
    for part in try entry.list("late", of: { part throws(Problem) in part }) {
      try part.allow(["client", "minutes"])
      let minutes = try part.optional("minutes")?.int(in: 1...Session.longest)
      try add(part.required("client"), .late(minutes: minutes))
    }
    for part in try entry.list("absent", of: { part throws(Problem) in part }) { try add(part, .absent) }
    return result
  }
}

/// A note of a session, on the session's day.
public struct DocumentNote: Hashable, Sendable {
  /// An index into the couple's sessions.
  public let session: Int
  /// Who it is for, nil for those who may know of its session.
  public let audience: DocumentAudience?
  /// One text without sections.
  public let text: String

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["session", "audience", "text"])
    let part = try entry.required("session")
    let session = try chart.session(part)
    guard chart.days[session] <= entry.today else { throw part.problem("the session lies after \(entry.today)") }
    self.session = session
    audience = try chart.audience(of: entry)
    text = try entry.required("text").text()
  }
}
