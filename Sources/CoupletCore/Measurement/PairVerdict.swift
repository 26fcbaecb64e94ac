/// Why no class stands beside a member's figures of a scale.
public enum NoClass: String, Sendable, CaseIterable {
  case noTotal = "no total"
  case oneOccasion = "one total is no change"
  case noRule = "no reliable change is known"
  case modesDiffer = "the first and the last total were taken in different ways"
  case openItems = "open items leave the side of the cut-off unknown"
  case parting = "an aim is to separate or unsure"
}

/// What two members' classes say together, or why they say nothing.
public struct PairVerdict: Hashable, Sendable {
  /// Why two classes make no label.
  public enum Reason: Hashable, Sendable {
    /// Neither has a class, for one reason.
    case both(NoClass)
    /// One of the two has none.
    case one(Partner, NoClass)
    /// Neither has one, each for a reason of their own.
    case each(NoClass, NoClass)
    /// The times from the first to the last total of the two overlap by less than half of the longer one.
    case differentMonths
  }

  /// The label; not classifiable where there is a reason.
  public let label: CoupleLabel
  /// Why it isn't classifiable, nil where it is.
  public let reason: Reason?

  init(
    _ classes: (ChangeClass?, ChangeClass?), whyNot: (NoClass, NoClass), spans: (ClosedRange<Day>?, ClosedRange<Day>?)
  ) {
    reason =
      switch (classes.0, classes.1) {
      case (nil, nil): whyNot.0 == whyNot.1 ? .both(whyNot.0) : .each(whyNot.0, whyNot.1)
      case (nil, _): .one(.first, whyNot.0)
      case (_, nil): .one(.second, whyNot.1)
      default:
        if let first = spans.0, let second = spans.1, Self.isOneTime(first, second) { nil } else { .differentMonths }
      }
    label = reason == nil ? CoupleLabel(classes.0, classes.1) : .notClassifiable
  }

  /// Whether two spans are the same time: they overlap by half of the longer one or more.
  public static func isOneTime(_ first: ClosedRange<Day>, _ second: ClosedRange<Day>) -> Bool {
    func length(_ span: ClosedRange<Day>) -> Int { span.upperBound.days(since: span.lowerBound) }
    let start = max(first.lowerBound, second.lowerBound)
    let end = min(first.upperBound, second.upperBound)
    return 2 * max(0, end.days(since: start)) >= max(length(first), length(second))
  }

  /// `not the same months`, with names where one of the two is the reason; nil where there is a label.
  public func why(_ first: String, _ second: String) -> String? {
    switch reason {
    case .both(let why): why.rawValue
    case .one(.first, let why): "\(first): \(why.rawValue)"
    case .one(.second, let why): "\(second): \(why.rawValue)"
    case .each(let one, let other): "\(first): \(one.rawValue); \(second): \(other.rawValue)"
    case .differentMonths: "not the same months"
    case nil: nil
    }
  }
}
