/// A meeting: planned, held, or why it didn't come to be.
public struct Session: Hashable, Recorded {
  /// Who the meeting is meant for.
  public enum Kind: String, Sendable, CaseIterable {
    case conjoint, individual, intake, feedback, closing, crisis
  }

  /// Where it takes place.
  public enum Mode: String, Sendable, CaseIterable {
    case room, phone, video
  }

  /// What became of it; only held ones are numbered.
  public enum Status: String, Sendable, CaseIterable {
    case planned, held, cancelled
    case cancelledLate = "cancelled-late"
    case noShow = "no-show"
    case moved
  }

  /// How one member attended.
  public enum Attendance: Hashable, Sendable {
    case present
    /// Came later, by that many minutes where they are known.
    case late(minutes: Int?)
    case absent

    /// Whether the member was in the room.
    public var wasThere: Bool { self != .absent }
  }

  /// Where one member is, and when they left: what is known of it.
  public struct Place: Hashable, Sendable {
    /// Where the member is, by video or telephone; for the counselor alone.
    public fileprivate(set) var place: String?
    /// Whether nobody else is in the room there; for the counselor alone.
    public fileprivate(set) var isAlone: Bool?
    /// After how many minutes the member left, where that was before the end.
    public let leftAfter: Int?

    /// What is known of a member's place; each may be missing.
    public init(place: String? = nil, isAlone: Bool? = nil, leftAfter: Int? = nil) throws(Problem) {
      if let leftAfter, !(1...Session.longest).contains(leftAfter) {
        throw Problem(.badData, "left: \(leftAfter) minutes is outside 1 to \(Session.longest)")
      }
      self.place = try place.map { (text) throws(Problem) in try Wording.name(text, field: "where") }
      self.isAlone = isAlone
      self.leftAfter = leftAfter
    }

    /// The same with what else is known put over it.
    public func with(_ newer: Place) throws(Problem) -> Place {
      try Place(
        place: newer.place ?? place, isAlone: newer.isAlone ?? isAlone, leftAfter: newer.leftAfter ?? leftAfter)
    }

    /// Whether nothing is known.
    public var isEmpty: Bool { place == nil && isAlone == nil && leftAfter == nil }
  }

  /// Who called a session off.
  public enum Canceller: Hashable, Sendable {
    case counselor
    case member(Client.ID)
  }

  /// The longest session in minutes: a day.
  public static let longest = 1440

  /// The session's id, such as `s41`.
  public let id: RecordID
  /// Its day is the one on which it was held or was to be; it comes from no member.
  public let fact: Fact
  /// The time of day at which it began or is planned to begin.
  public let start: MinuteOfDay?
  /// The zone of `start`.
  public let zone: Zone?
  /// How long it takes or took.
  public let minutes: Int?
  /// Conjoint or individual, or what it is besides: intake, feedback, closing, crisis.
  public let kind: Kind
  /// In the room, by phone or by video.
  public let mode: Mode
  /// What became of it; `planned` while nothing has.
  public let status: Status
  /// Each member who was expected, and how they attended; empty until it is held.
  public let attendance: [Client.ID: Attendance]
  /// Where members are who were there or are expected, and when they left; those of whom nothing is known aren't in it.
  public private(set) var places: [Client.ID: Place]
  /// The counselor's methods, in their own words.
  public let approaches: [String]
  /// Who called it off, where somebody did.
  public let cancelledBy: Canceller?
  /// Why it was called off or moved, for the counselor alone.
  public let why: String?

  /// A session whose parts fit together.
  public init(
    id: RecordID, fact: Fact, start: MinuteOfDay? = nil, zone: Zone? = nil, minutes: Int? = nil,
    kind: Kind = .conjoint, mode: Mode = .room, status: Status,
    attendance: [Client.ID: Attendance] = [:], places: [Client.ID: Place] = [:], approaches: [String] = [],
    cancelledBy: Canceller? = nil, why: String? = nil
  ) throws(Problem) {
    guard id.kind == .session else { throw Problem(.internalFault, "id: \(id) is no session") }
    if let minutes, !(1...Self.longest).contains(minutes) {
      throw Problem(.badData, "minutes: \(minutes) is outside 1 to \(Self.longest)")
    }
    for case .late(let late?) in attendance.values where !(1...Self.longest).contains(late) {
      throw Problem(.badData, "late: \(late) minutes is outside 1 to \(Self.longest)")
    }
    let there = attendance.filter(\.value.wasThere)
    self.places = places.filter { !$0.value.isEmpty && there[$0.key] != nil }
    if status == .held, there.isEmpty {
      throw Problem(.badData, "present: a session that was held had somebody in it")
    }
    if status == .held, kind == .individual, there.count != 1 {
      throw Problem(.badData, "present: an individual session has one member present", hint: .namePresent)
    }
    var cleaned: [String] = []
    for approach in approaches { cleaned.append(try Wording.name(approach, field: "approach")) }
    if let why { self.why = try Wording.name(why, field: "why") } else { self.why = nil }
    self.id = id
    self.fact = fact
    self.start = start
    self.zone = start == nil ? nil : zone
    self.minutes = minutes
    self.kind = kind
    self.mode = mode
    self.status = status
    self.attendance = attendance
    self.approaches = cleaned
    self.cancelledBy = cancelledBy
  }

  /// The same with another status, and who called it off, why, or who came, where that is given.
  public func with(
    status: Status, cancelledBy: Canceller? = nil, attendance: [Client.ID: Attendance]? = nil, why: String? = nil
  ) throws(Problem) -> Session {
    try Session(
      id: id, fact: fact, start: start, zone: zone, minutes: minutes, kind: kind, mode: mode, status: status,
      attendance: attendance ?? self.attendance, places: places, approaches: approaches,
      cancelledBy: cancelledBy ?? self.cancelledBy,
      why: why ?? self.why)
  }

  /// Who a session shows to when nothing is said: whoever had it alone, else all.
  public static func audience(of attendance: [Client.ID: Attendance]) -> Audience {
    let there = attendance.filter(\.value.wasThere).keys
    return there.count == 1 ? there.first.map(Audience.member) ?? .joint : .joint
  }

  /// The members who were in the room, lowest id first.
  public var present: [Client.ID] { attendance.filter(\.value.wasThere).keys.sorted() }

  /// Whether the member was there, or is expected where it is only planned.
  public func isFor(_ member: Client.ID) -> Bool {
    status == .planned && attendance.isEmpty ? fact.audience.isOpen(to: .member(member)) : present.contains(member)
  }

  /// Whether it comes earlier: by day, time of day, id.
  public func isBefore(_ other: Session) -> Bool { Self.comesBefore(self, other) }
}

extension Session {
  /// Nil: it is the session with which other records are entered.
  public var givenIn: RecordID? { nil }

  /// Nil: what is said in it stands in notes and jots.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// Where each is, is the counselor's to know; all else is the whole hour's.
  public func shown(in sight: Sight) -> Self? {
    guard !sight.isCounselors else { return self }
    var copy = self
    for member in copy.places.keys {
      copy.places[member]?.place = nil
      copy.places[member]?.isAlone = nil
    }
    return copy
  }

  /// Plans and what was called off stand in the chart before their day.
  public var isAhead: Bool { status != .held }

  /// By day and time of day, those without a time last; then in the order of giving ids.
  public static func comesBefore(_ left: Session, _ right: Session) -> Bool {
    (left.fact.day, left.start?.minutes ?? Int.max, left.id.number)
      < (right.fact.day, right.start?.minutes ?? Int.max, right.id.number)
  }
}

extension Records {
  /// The sessions, in whatever state.
  public var sessions: [Session] {
    get { self[Session.self] }
    set { self[Session.self] = newValue }
  }
}
