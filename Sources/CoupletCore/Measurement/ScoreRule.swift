/// How the answers to a scale's items become its total.
public struct ScoreRule: Hashable, Sendable {
  /// What is done with the keyed answers.
  public enum Kind: String, Sendable, CaseIterable {
    case sum, mean
  }

  /// What happens when an item has no answer.
  public enum Missing: Hashable, Sendable {
    /// No total, but the lowest and highest possible.
    case complete
    /// A total in proportion to what was answered, from that share of the items (above 0, at most 1).
    case prorate(atLeast: Double)
  }

  /// The factor that no scale goes beyond.
  public static let largestFactor = 1000.0

  /// The plain sum of complete answers.
  public static let sum = ScoreRule(plain: .sum)

  /// Sum or mean of the keyed answers.
  public let kind: Kind
  /// What the sum or mean is multiplied by, as 4 in the WHO-5.
  public let times: Double
  /// What happens when an item has no answer.
  public let missing: Missing

  private init(plain kind: Kind) {
    self.kind = kind
    times = 1
    missing = .complete
  }

  /// A rule that holds together.
  ///
  /// - Throws: bad data when `times` is not above 0 and at most 1000, or the share is not above 0 and at most 1.
  public init(_ kind: Kind, times: Double = 1, missing: Missing = .complete) throws(Problem) {
    guard times > 0, times <= Self.largestFactor else {
      throw Problem(.badData, "score: times: has to be above 0 and at most 1000")
    }
    if case .prorate(let share) = missing, !(share > 0 && share <= 1) {
      throw Problem(.badData, "score: at-least: has to be above 0 and at most 1")
    }
    self.kind = kind
    self.times = times
    self.missing = missing
  }

  /// The total that a sum over `count` items makes.
  func total(ofSum sum: Int, count: Int) -> Double {
    total(ofNumerator: sum, denominator: 1, count: count)
  }

  /// The total that a sum of `numerator / denominator` over `count` items makes, rounded once.
  func total(ofNumerator numerator: Int, denominator: Int, count: Int) -> Double {
    Double(numerator) * times / Double(kind == .mean ? denominator * count : denominator)
  }
}
