/// How often something is done.
public enum Cadence: Hashable, Sendable {
  /// Every so many days, 1 to 365; a week is 7.
  case days(Int)

  /// Reads `day`, `week`, `3-days` or `2-weeks`, nil when the text is anything else.
  public init?(_ text: String) {
    switch text {
    case "day": self = .days(1)
    case "week": self = .days(7)
    default:
      let days = [("-days", 1), ("-weeks", 7)].lazy.compactMap { ending, days -> Int? in
        guard text.hasSuffix(ending), let count = Int(text.dropLast(ending.count)), (1...365).contains(count) else {
          return nil
        }
        return count * days
      }.first
      guard let days, days <= 365 else { return nil }
      self = .days(days)
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
