/// One member's practice ratings of a session or day: home-made, not validated, never called scores.
public struct Rating: Hashable, Recorded {
  /// What was said to one question.
  public enum Value: Hashable, Sendable {
    /// 0 to 10.
    case value(Int)
    case skipped
    case declined

    /// As it is typed: a number, `-` or `d`.
    var typed: String {
      switch self {
      case .value(let value): String(value)
      case .skipped: "-"
      case .declined: "d"
      }
    }
  }

  /// The rating's id, a measure's such as `m5`.
  public let id: RecordID
  /// Its member is whoever rated.
  public let fact: Fact
  /// The session that is rated, nil for a rating of the day.
  public let session: RecordID?
  /// The version of the questions.
  public let version: Int
  /// What was said to each question; a domain that isn't here wasn't entered.
  public let values: [Domain: Value]
  /// Tension as the session began, 0 to 10.
  public let tensionStart: Int?
  /// Tension as it ended, 0 to 10.
  public let tensionEnd: Int?
  /// How well the work with the counselor goes, 0 to 10; such a rating is the counselor's alone.
  public let alliance: Int?

  /// The range of every rating.
  public static let range = 0...10

  /// Ratings in 0 to 10, at least one of them; alliance for the counselor alone.
  public init(
    id: RecordID, fact: Fact, session: RecordID?, version: Int, values: [Domain: Value], tensionStart: Int? = nil,
    tensionEnd: Int? = nil, alliance: Int? = nil
  ) throws(Problem) {
    guard id.kind == .measure, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no rating of somebody")
    }
    for (domain, value) in values {
      if case .value(let number) = value, !Self.range.contains(number) {
        throw Problem(.badData, "\(domain.rawValue): \(number) is outside 0 to 10")
      }
    }
    for (field, number) in [("tension-start", tensionStart), ("tension-end", tensionEnd), ("alliance", alliance)] {
      if let number, !Self.range.contains(number) { throw Problem(.badData, "\(field): \(number) is outside 0 to 10") }
    }
    guard !values.isEmpty || tensionStart != nil || tensionEnd != nil || alliance != nil else {
      throw Problem(.badData, "rate: there is nothing to enter")
    }
    guard alliance == nil || fact.audience == .counselor else {
      throw Problem(.refused, "audience: alliance is the counselor's only")
    }
    self.id = id
    self.fact = fact
    self.session = session
    self.version = version
    self.values = values
    self.tensionStart = tensionStart
    self.tensionEnd = tensionEnd
    self.alliance = alliance
  }

  /// Whether both are one member's ratings of one occasion for one audience: such a pair is one record.
  public func isSameOccasion(as other: Rating) -> Bool {
    fact.member == other.fact.member && fact.day == other.fact.day && session == other.session
      && fact.audience == other.fact.audience
  }

  /// What stands here and would be said otherwise by the other: both, field by field.
  public func contradictions(by other: Rating) -> [(what: String, before: String, now: String)] {
    let domains = Domain.allCases.map { ($0.rawValue, values[$0]?.typed, other.values[$0]?.typed) }
    let numbers = [
      ("tension at the start", tensionStart, other.tensionStart), ("tension at the end", tensionEnd, other.tensionEnd),
      ("alliance", alliance, other.alliance),
    ].map { ($0, $1.map(String.init), $2.map(String.init)) }
    return (domains + numbers).compactMap { what, before, now in
      guard let before, let now, before != now else { return nil }
      return (what, before, now)
    }
  }

  /// The same with what the other says put over it.
  public func with(_ other: Rating) throws(Problem) -> Rating {
    try Rating(
      id: id, fact: fact, session: session, version: other.version, values: values.merging(other.values) { $1 },
      tensionStart: other.tensionStart ?? tensionStart, tensionEnd: other.tensionEnd ?? tensionEnd,
      alliance: other.alliance ?? alliance)
  }
}

extension Rating {
  /// Who may know when nothing is said: those who may know of its session, else both; how the work goes is the counselor's alone.
  public static func usualAudience(in session: Session?, isOfAlliance: Bool = false) -> Audience {
    isOfAlliance ? .counselor : session?.fact.audience ?? .joint
  }

  /// The session that is rated, nil for a rating of the day.
  public var givenIn: RecordID? { session }

  /// Nil: ratings have no text.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// The whole of it: a rating has no parts that fewer people may know.
  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// The practice ratings.
  public var ratings: [Rating] {
    get { self[Rating.self] }
    set { self[Rating.self] = newValue }
  }
}
