/// A goal of the couple, or of the fact's member, with ratings over time.
public struct Goal: Hashable, Recorded {
  /// How near somebody finds it.
  public struct Standing: Hashable, Sendable {
    /// The day of the rating.
    public let day: Day
    /// The member who rates, nil for the couple together.
    public let by: Client.ID?
    /// 0 to 10.
    public let value: Int
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// A rating in 0 to 10.
    public init(day: Day, by: Client.ID?, value: Int, audience: Audience? = nil) throws(Problem) {
      self.audience = audience
      guard Rating.range.contains(value) else { throw Problem(.badData, "rate: \(value) is outside 0 to 10") }
      self.day = day
      self.by = by
      self.value = value
    }
  }

  /// The goal's id, such as `g3`.
  public let id: RecordID
  /// Its member is whose goal it is, nil for the couple's.
  public let fact: Fact
  /// What is to be reached, as it was typed.
  public let text: String
  /// Oldest first.
  public private(set) var standings: [Standing]
  /// The day it was closed, nil while it is open.
  public private(set) var closed: Day?

  /// A goal with a text.
  public init(id: RecordID, fact: Fact, text: String, standings: [Standing] = [], closed: Day? = nil) throws(Problem) {
    guard id.kind == .goal else { throw Problem(.internalFault, "id: \(id) is no goal") }
    self.id = id
    self.fact = fact
    self.text = try Wording.text(text, field: "goal")
    self.standings = standings.sorted { $0.day < $1.day }
    self.closed = closed
  }
}

extension Goal {
  /// Who may know when nothing is said: both, whosever it is.
  public static let usualAudience = Audience.joint

  /// Nil: a goal runs over many sessions.
  public var givenIn: RecordID? { nil }

  /// What is to be reached, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { text }

  /// Each rating, and that it was closed.
  public var parts: [RecordPart] {
    standings.map { RecordPart($0.day, says: $0.by, "\($0.value)") } + (closed.map { [RecordPart($0, "closed")] } ?? [])
  }

  /// The ratings that the sight shows, and that it was closed where the sight reaches that day.
  public func shown(in sight: Sight) -> Goal? {
    var copy = self
    copy.standings.removeAll { !sight.shows(day: $0.day, audience: $0.audience) }
    copy.closed = closed.flatMap { sight.shows(day: $0) ? $0 : nil }
    return copy
  }
}

extension Records {
  /// The goals.
  public var goals: [Goal] {
    get { self[Goal.self] }
    set { self[Goal.self] = newValue }
  }
}
