/// How often something is done.
public enum Cadence: Hashable, Sendable {
  /// Every so many days, 1 to 365; a week is 7.
  case days(Int)

  /// Reads `day`, `week` or `3-days`, nil when the text is anything else.
  public init?(_ text: String) {
    switch text {
    case "day": self = .days(1)
    case "week": self = .days(7)
    default:
      guard text.hasSuffix("-days"), let count = Int(text.dropLast(5)), (1...365).contains(count) else { return nil }
      self = .days(count)
    }
  }

  /// Days from one time to the next.
  public var days: Int {
    switch self {
    case .days(let count): count
    }
  }

  /// `day`, `week` or `3-days`.
  public var description: String {
    switch days {
    case 1: "day"
    case 7: "week"
    case let count: "\(count)-days"
    }
  }
}
