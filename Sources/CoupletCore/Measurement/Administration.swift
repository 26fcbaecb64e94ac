/// One member's answers to one scale on one day; what is stored, and what every score is computed from.
public struct Administration: Hashable, Sendable {
  /// How the answers were taken; scores of different modes aren't put on one line without saying so.
  public enum Mode: String, Sendable, CaseIterable {
    case paper, screen, read, phone
  }

  /// What was entered.
  public enum Entered: Hashable, Sendable {
    case answers(Answers)
    /// A total from the counselor's own sheet, in points.
    case total(Double)
  }

  /// Whose answers they are.
  public let member: Client.ID
  /// The scale that was answered.
  public let scale: ScaleDefinition.ID
  /// The version of the scale that was answered.
  public let version: Int
  /// The day they were given.
  public let day: Day
  /// How they were taken.
  public let mode: Mode
  /// Whether the partners answered apart, nil where that isn't known.
  public let apart: Bool?
  /// Answers within their ranges, or a total within the scale's.
  public let entered: Entered

  /// An administration of a scale.
  ///
  /// - Throws: bad data when the answers don't fit the scale's items, or a total is no number, outside the scale's
  ///   range, or has decimals where complete answers always make a whole number.
  public init(
    member: Client.ID, scale: ScaleDefinition, day: Day, mode: Mode, apart: Bool? = nil, entered: Entered
  ) throws(Problem) {
    switch entered {
    case .answers(let answers):
      self.entered = .answers(try Answers(answers.list, to: scale))
    case .total(let total):
      self.entered = .total(try Self.checked(total, scale))
    }
    self.member = member
    self.scale = scale.id
    self.version = scale.version
    self.day = day
    self.mode = mode
    self.apart = apart
  }

  /// The score by the definition that was answered.
  ///
  /// - Throws: an internal fault when `definition` is of another scale or version.
  public func score(by definition: ScaleDefinition) throws(Problem) -> Score {
    try check(definition)
    switch entered {
    case .answers(let answers): return Score(answers, scale: definition)
    case .total(let total): return Score(typed: total)
    }
  }

  /// The ids of the scale's risk items that call for the counselor, whatever the total: answered above the item's minimum,
  /// or left without an answer, for whatever reason was given.
  ///
  /// - Throws: an internal fault when `definition` is of another scale or version.
  public func risks(by definition: ScaleDefinition) throws(Problem) -> [Int] {
    try check(definition)
    guard case .answers(let answers) = entered else { return [] }
    return zip(definition.items, answers.list).compactMap { item, answer in
      guard definition.riskItems.contains(item.id) else { return nil }
      return answer.value.map { item.keyed($0) > item.min } ?? true ? item.id : nil
    }
  }

  private func check(_ definition: ScaleDefinition) throws(Problem) {
    guard definition.id == scale, definition.version == version else {
      throw Problem(
        .internalFault,
        "scale: answers to \(scale) version \(version) met \(definition.id) version \(definition.version)")
    }
  }

  private static func checked(_ total: Double, _ scale: ScaleDefinition) throws(Problem) -> Double {
    let total = try Figure.checked(total, field: "total")
    guard scale.total.contains(total) else {
      throw Problem(.badData, "total: \(DecimalText.text(total)) is outside \(scale.total)")
    }
    let rule = scale.rule
    let isWhole = rule.kind == .sum && rule.missing == .complete && rule.times == rule.times.rounded()
    guard scale.items.isEmpty || !isWhole || total == total.rounded() else {
      throw Problem(.badData, "total: \(DecimalText.text(total)) has decimals; \(scale.id) counts whole points")
    }
    return total
  }
}
