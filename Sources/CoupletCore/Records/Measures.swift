/// One member's sheet of a scale on one day, as entered; its score is computed from the scale's definition.
public struct Measure: Hashable, Recorded {
  /// What was written down: answers, or a total from the counselor's own sheet.
  public enum Entered: Hashable, Sendable {
    case answers([Answer])
    case total(Double)
  }

  /// How it stood before it was corrected or completed.
  public struct Earlier: Hashable, Sendable {
    public let entered: Entered
    /// When it was changed.
    public let changed: Instant
    public let why: String?

    /// An earlier state.
    public init(entered: Entered, changed: Instant, why: String?) {
      self.entered = entered
      self.changed = changed
      self.why = why
    }
  }

  /// What the counselor answered where a risk item was above its minimum; for the counselor alone.
  public struct RiskAnswer: Hashable, Sendable {
    public let day: Day
    public let text: String

    /// An answer with a text.
    public init(day: Day, text: String) throws(Problem) {
      self.day = day
      self.text = try Wording.text(text, field: "answer")
    }
  }

  public let id: RecordID
  /// Its member is whoever answered.
  public let fact: Fact
  public let scale: String
  public let version: Int
  public let mode: Administration.Mode
  /// Whether the partners answered apart, nil where that isn't known.
  public let apart: Bool?
  public let session: RecordID?
  public let entered: Entered
  /// Oldest first.
  public let earlier: [Earlier]
  /// The counselor's answer to its risk items, nil where there is none or none is called for.
  public let riskAnswer: RiskAnswer?

  /// A sheet of a member.
  public init(
    id: RecordID, fact: Fact, scale: String, version: Int, mode: Administration.Mode, apart: Bool? = nil,
    session: RecordID? = nil, entered: Entered, earlier: [Earlier] = [], riskAnswer: RiskAnswer? = nil
  ) throws(Problem) {
    guard id.kind == .measure, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no measure of somebody")
    }
    self.id = id
    self.fact = fact
    self.scale = scale
    self.version = version
    self.mode = mode
    self.apart = apart
    self.session = session
    self.entered = entered
    self.earlier = earlier
    self.riskAnswer = riskAnswer
  }

  /// The same of another member or day; a sheet that was the member's own goes to the other member with it.
  public func moved(to member: Client.ID?, on day: Day?) throws(Problem) -> Measure {
    guard let old = fact.member else { throw Problem(.internalFault, "id: \(id) is nobody's") }
    let new = member ?? old
    let audience = fact.audience == .member(old) ? Audience.member(new) : fact.audience
    return try Measure(
      id: id,
      fact: Fact(couple: fact.couple, day: day ?? fact.day, audience: audience, member: new, written: fact.written),
      scale: scale, version: version, mode: mode, apart: apart, session: session, entered: entered, earlier: earlier,
      riskAnswer: riskAnswer)
  }

  /// The same with another answer of the counselor's to its risk items, or none.
  public func with(riskAnswer: RiskAnswer?) -> Measure {
    let copy = try? Measure(
      id: id, fact: fact, scale: scale, version: version, mode: mode, apart: apart, session: session, entered: entered,
      earlier: earlier, riskAnswer: riskAnswer)
    return copy ?? self
  }

  /// The sheet checked against its scale.
  ///
  /// - Throws: bad data when the answers or the total don't fit it.
  public func administration(by scale: ScaleDefinition) throws(Problem) -> Administration {
    guard let member = fact.member else { throw Problem(.internalFault, "id: \(id) is nobody's") }
    let checked: Administration.Entered =
      switch entered {
      case .answers(let answers): .answers(try Answers(answers, to: scale))
      case .total(let total): .total(total)
      }
    return try Administration(
      member: member, scale: scale, day: fact.day, mode: mode, apart: apart, entered: checked)
  }

  /// The same with other answers or another total; what stood before stays to be seen.
  public func corrected(_ entered: Entered, at clock: Instant, why: String?) throws(Problem) -> Measure {
    try Measure(
      id: id, fact: fact, scale: scale, version: version, mode: mode, apart: apart, session: session, entered: entered,
      earlier: earlier + [Earlier(entered: self.entered, changed: clock, why: why)], riskAnswer: riskAnswer)
  }
}

/// One member's practice ratings of a session or day: home-made, not validated, never called scores.
public struct Rating: Hashable, Recorded {
  /// What was said to one question.
  public enum Value: Hashable, Sendable {
    /// 0 to 10.
    case value(Int)
    case skipped
    case declined
  }

  public let id: RecordID
  /// Its member is whoever rated.
  public let fact: Fact
  public let session: RecordID?
  /// The version of the questions.
  public let version: Int
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

  /// Whether something that stands here would be said again by the other.
  public func isContradicted(by other: Rating) -> Bool {
    func differs(_ old: Int?, _ new: Int?) -> Bool { old != nil && new != nil && old != new }
    return other.values.contains { values[$0.key] != nil && values[$0.key] != $0.value }
      || differs(tensionStart, other.tensionStart) || differs(tensionEnd, other.tensionEnd)
      || differs(alliance, other.alliance)
  }

  /// The same with what the other says put over it.
  public func with(_ other: Rating) throws(Problem) -> Rating {
    try Rating(
      id: id, fact: fact, session: session, version: other.version, values: values.merging(other.values) { $1 },
      tensionStart: other.tensionStart ?? tensionStart, tensionEnd: other.tensionEnd ?? tensionEnd,
      alliance: other.alliance ?? alliance)
  }
}

/// A goal of the couple, or of the fact's member, with ratings over time.
public struct Goal: Hashable, Recorded {
  /// How near somebody finds it.
  public struct Standing: Hashable, Sendable {
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

  public let id: RecordID
  public let fact: Fact
  public let text: String
  /// Oldest first.
  public let standings: [Standing]
  /// The day it was closed, nil while it is open.
  public let closed: Day?

  /// A goal with a text.
  public init(id: RecordID, fact: Fact, text: String, standings: [Standing] = [], closed: Day? = nil) throws(Problem) {
    guard id.kind == .goal else { throw Problem(.internalFault, "id: \(id) is no goal") }
    self.id = id
    self.fact = fact
    self.text = try Wording.text(text, field: "goal")
    self.standings = standings.sorted { $0.day < $1.day }
    self.closed = closed
  }

  /// The same as another than the counselor may know it.
  func open(to viewer: Audience) -> Goal {
    let known = try? Goal(
      id: id, fact: fact, text: text, standings: standings.filter { $0.audience.isOpen(to: viewer) }, closed: closed)
    return known ?? self
  }

  /// The goal as it stood on a day.
  func asOf(_ today: Day) -> Goal {
    let known = try? Goal(
      id: id, fact: fact, text: text, standings: standings.filter { $0.day <= today },
      closed: closed.flatMap { $0 <= today ? $0 : nil })
    return known ?? self
  }
}

/// What a member wants of the treatment, on the day it was said; separating well is an aim like the others.
public struct Aim: Hashable, Recorded {
  /// The aims.
  public enum Kind: String, Sendable, CaseIterable {
    case improve, clarify, separate, unsure
  }

  public let id: RecordID
  /// Its member is whose aim it is.
  public let fact: Fact
  public let kind: Kind

  /// An aim of a member.
  public init(id: RecordID, fact: Fact, kind: Kind) throws(Problem) {
    guard id.kind == .entry, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no aim of somebody")
    }
    self.id = id
    self.fact = fact
    self.kind = kind
  }
}
