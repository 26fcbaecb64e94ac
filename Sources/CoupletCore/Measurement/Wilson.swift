/// A rate with its 95 % interval (Wilson 1927), which is honest for the few cases that a couple has.
public struct Wilson: Hashable, Sendable {
  /// The normal deviate of 95 %, to the six places that the design fixes.
  public static let z = 1.959964
  /// Cases below which the rate itself is not given as a percentage.
  public static let fewestForPercentage = 5

  /// How many of the cases it was so.
  public let successes: Int
  /// How many cases there were.
  public let of: Int

  /// A rate, from which its interval comes.
  ///
  /// - Throws: bad data when there are fewer than no cases, or not 0 to `of` successes.
  public init(_ successes: Int, of: Int) throws(Problem) {
    guard of >= 0 else { throw Problem(.badData, "rate: \(of) cases is below 0") }
    guard (0...of).contains(successes) else {
      throw Problem(.badData, "rate: \(successes) is outside 0 to \(of)")
    }
    self.successes = successes
    self.of = of
  }

  /// The rate, 0 to 1; nil without cases.
  public var share: Double? { of == 0 ? nil : Double(successes) / Double(of) }

  /// The 95 % interval of the rate, within 0 to 1; nil without cases.
  public var interval: ClosedRange<Double>? {
    guard let share else { return nil }
    let n = Double(of)
    let square = Self.z * Self.z
    let centre = share + square / (2 * n)
    let half = Self.z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // At the ends the formula is exactly 0 or 1, which binary rounding may miss.
    let low = successes == 0 ? 0 : (centre - half) / scale
    let high = successes == of ? 1 : (centre + half) / scale
    return low...high
  }

  /// The rate in whole per cent, 0 to 100; nil below five cases.
  public var percentage: Int? { of < Self.fewestForPercentage ? nil : share.map(Self.percent) }

  /// The interval's ends in whole per cent, 0 to 100; nil without cases.
  public var percentInterval: ClosedRange<Int>? {
    interval.map { Self.percent($0.lowerBound)...Self.percent($0.upperBound) }
  }

  /// `3 of 4`, as pages for the couple print it; `no data` without cases.
  public var countText: String { of == 0 ? "no data" : "\(successes) of \(of)" }

  /// `3 of 4 (30–95 %)`, from five cases on `6 of 8, 75 % (41–93 %)`; `no data` without cases.
  public var text: String {
    guard let ends = percentInterval else { return countText }
    let rate = percentage.map { ", \($0) %" } ?? ""
    return "\(countText)\(rate) (\(ends.lowerBound)–\(ends.upperBound) %)"
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
