/// The hour that a session takes on the wall clock.
public struct Hour: Hashable, Sendable {
  /// Minutes of a session where nothing else is said.
  public static let usualMinutes = 50

  /// Whose it is.
  public let couple: Couple.ID
  /// The session's id.
  public let session: RecordID
  /// The day on which it begins.
  public let day: Day
  /// When it begins.
  public let start: MinuteOfDay
  /// How long it takes.
  public let minutes: Int

  /// The hour of a session.
  public init(couple: Couple.ID, session: RecordID, day: Day, start: MinuteOfDay, minutes: Int?) {
    self.couple = couple
    self.session = session
    self.day = day
    self.start = start
    self.minutes = minutes ?? Self.usualMinutes
  }

  /// Minutes on the wall clock from 1970 on, over midnight too.
  public var span: Range<Int> {
    let first = day.number * 1440 + start.minutes
    return first..<first + minutes
  }

  /// Whether both take place, in part, at the same time.
  public func overlaps(_ other: Hour) -> Bool { session != other.session && span.overlaps(other.span) }
}

extension Session {
  /// Whether it is to come or was held: what was called off takes no hour.
  public var isStanding: Bool { status == .planned || status == .held }

  /// The hour that it takes, nil where it has no time of day or doesn't take place.
  public var hour: Hour? {
    guard isStanding, let start else { return nil }
    return Hour(couple: fact.couple, session: id, day: fact.day, start: start, minutes: minutes)
  }

  /// Whether it takes the hour of another one: a couple has one session at a time of a day.
  ///
  /// Of two without a time only those that are planned can't be told apart.
  func takesHour(of other: Session) -> Bool {
    id != other.id && fact.couple == other.fact.couple && isStanding && other.isStanding && fact.day == other.fact.day
      && start == other.start && (start != nil || status == .planned && other.status == .planned)
  }
}

extension Records {
  /// The session that has the hour already that another one of the same couple is to take, nil where it is free.
  ///
  /// - Parameter old: one that gives its hour up.
  public func session(atHourOf session: Session, besides old: RecordID? = nil) -> Session? {
    sessions.first { $0.id != old && session.takesHour(of: $0) }
  }
}
