/// One line with its time, between two hours; the counselor's until it stands in a note.
public struct Jot: Hashable, Recorded {
  /// The line's id, such as `y4`.
  public let id: RecordID
  /// Its day is the one that `time` belongs to; it comes from no member.
  public let fact: Fact
  /// The time of day on the wall clock.
  public let time: MinuteOfDay
  /// The line, as it was typed.
  public let text: String
  /// The note that took it in, nil while it waits.
  public private(set) var note: RecordID?
  /// The session while which it was written, nil between two hours.
  public private(set) var session: RecordID?
  /// The one member who was in the room when it was written, nil for all who were at the session.
  public let heardBy: Client.ID?

  /// A jot with a text.
  public init(
    id: RecordID, fact: Fact, time: MinuteOfDay, text: String, note: RecordID? = nil, session: RecordID? = nil,
    heardBy: Client.ID? = nil
  ) throws(Problem) {
    guard id.kind == .jot else { throw Problem(.internalFault, "id: \(id) is no jot") }
    self.id = id
    self.fact = fact
    self.time = time
    self.text = try Wording.text(text, field: "jot")
    self.note = note
    self.session = session
    self.heardBy = heardBy
  }

  /// Whether it may be taken into a note for that audience: what one said alone goes into no other's.
  public func mayGo(into audience: Audience) -> Bool {
    heardBy.map { Audience.member($0).narrowed(by: audience) == audience } ?? true
  }
}

extension Jot {
  /// Who may know when nothing is said: the counselor, until it stands in a note.
  public static let usualAudience = Audience.counselor

  /// The session in which it was written, nil between two hours.
  public var givenIn: RecordID? { session }

  /// The line itself, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { text }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// A line that stands in a struck note waits again, and one of a struck session is of none.
  public func shown(in sight: Sight) -> Jot? {
    guard !sight.isForSupervision else { return nil }
    var copy = self
    copy.note = note.flatMap { sight.isStruck($0) ? nil : $0 }
    copy.session = session.flatMap { sight.isStruck($0) ? nil : $0 }
    return copy
  }

  /// By day, then in the order in which they were entered: the time of day begins anew at midnight, and in autumn an hour
  /// comes twice.
  public static func comesBefore(_ left: Jot, _ right: Jot) -> Bool {
    (left.fact.day, left.id) < (right.fact.day, right.id)
  }
}

extension Records {
  /// The lines of jots and of live capture.
  public var jots: [Jot] {
    get { self[Jot.self] }
    set { self[Jot.self] = newValue }
  }
}
