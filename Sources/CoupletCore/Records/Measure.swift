/// One member's sheet of a scale on one day, as entered; its score is computed from the scale's definition.
public struct Measure: Hashable, Recorded {
  /// What was written down: answers, or a total from the counselor's own sheet.
  public enum Entered: Hashable, Sendable {
    case answers([Answer])
    case total(Double)
  }

  /// How it stood before it was corrected or completed.
  public struct Earlier: Hashable, Sendable {
    /// The answers or the total that stood there before.
    public let entered: Entered
    /// When it was changed.
    public let changed: Instant
    /// Why it was changed, nil where no reason was given.
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
    /// The day on which the counselor answered.
    public let day: Day
    /// The answer, as it was typed.
    public let text: String

    /// An answer with a text.
    public init(day: Day, text: String) throws(Problem) {
      self.day = day
      self.text = try Wording.text(text, field: "answer")
    }
  }

  /// The sheet's id, such as `m5`.
  public let id: RecordID
  /// Its member is whoever answered.
  public let fact: Fact
  /// The scale's short name, as `csi-16`.
  public let scale: String
  /// The version of the scale that was answered, from 1 up.
  public let version: Int
  /// How the answers were taken.
  public let mode: Administration.Mode
  /// Whether the partners answered apart, nil where that isn't known.
  public let apart: Bool?
  /// The session that it belongs to, nil where none is named.
  public let session: RecordID?
  /// What was written down; `administration(by:)` checks it against the scale.
  public let entered: Entered
  /// Oldest first.
  public let earlier: [Earlier]
  /// The counselor's answer to its risk items, nil where there is none or none is called for.
  public private(set) var riskAnswer: RiskAnswer?

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

  /// The same of another member or day; a sheet that was the member's own goes to the other member with it, as far as
  /// the hour with which it was given is theirs too.
  ///
  /// - Parameter hour: who may know of that hour.
  public func moved(to member: Client.ID?, on day: Day?, hour: Audience) throws(Problem) -> Measure {
    guard let old = fact.member else { throw Problem(.internalFault, "id: \(id) is nobody's") }
    let new = member ?? old
    let goesAlong = new != old && fact.audience == .member(old)
    return try Measure(
      id: id,
      fact: Fact(
        couple: fact.couple, day: day ?? fact.day,
        audience: goesAlong ? Audience.member(new).narrowed(by: hour) : fact.audience,
        isAudienceNamed: goesAlong ? false : fact.isAudienceNamed, member: new, written: fact.written),
      scale: scale, version: version, mode: mode, apart: apart, session: session, entered: entered, earlier: earlier,
      riskAnswer: riskAnswer)
  }

  /// The same with another answer of the counselor's to its risk items, or none.
  public func with(riskAnswer: RiskAnswer?) -> Measure {
    var copy = self
    copy.riskAnswer = riskAnswer
    return copy
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

extension Measure {
  /// Who may know when nothing is said: those for whom the scale is, and of an hour no more people than the hour.
  public static func usualAudience(of member: Client.ID, on scale: ScaleDefinition, in session: Session?) -> Audience {
    scale.audience.audience(of: member).narrowed(by: session?.fact.audience ?? .joint)
  }

  /// The session that it belongs to, nil where none is named.
  public var givenIn: RecordID? { session }

  /// Nil: figures aren't searched, and the counselor's answer to a risk isn't either.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// The counselor's answer to its risk items.
  public var parts: [RecordPart] { riskAnswer.map { [RecordPart($0.day, "answer")] } ?? [] }

  /// The counselor's answer is for no other reader.
  public func shown(in sight: Sight) -> Measure? {
    let isShown = sight.isCounselors && riskAnswer.map { sight.shows(day: $0.day) } ?? false
    return isShown ? self : with(riskAnswer: nil)
  }
}

extension Records {
  /// The sheets.
  public var measures: [Measure] {
    get { self[Measure.self] }
    set { self[Measure.self] = newValue }
  }
}
