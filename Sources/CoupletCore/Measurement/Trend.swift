/// The line through one member's values, on real days, of one version and mode of a measure.
public struct Trend: Hashable, Sendable {
  /// How much may be said, by the number of values and the days they span.
  public enum Gate: Hashable, Sendable, CaseIterable {
    /// Below three values: nothing.
    case nothing
    /// Three values: the points alone.
    case points
    /// Four values, or more within less than 21 days: a slope without inference.
    case slope
    /// Five values or more over 21 days or more: a slope with its interval.
    case inference
  }

  /// A straight line over weeks since the first day.
  public struct Line: Hashable, Sendable {
    /// Units of the measure per week.
    public let slopePerWeek: Double
    /// The line's value on the first day, in units of the measure.
    public let intercept: Double
  }

  /// Values below which nothing is shown, only points are shown, and no interval is given.
  public static let (fewestPoints, fewestForSlope, fewestForInference) = (3, 4, 5)
  /// Days from the first to the last value below which no interval is given.
  public static let shortestSpan = 21

  /// The number of values.
  public let n: Int
  /// The first and the last day, nil without values.
  public let days: ClosedRange<Day>?
  /// Ordinary least squares; nil below four values and when all lie on one day.
  public let leastSquares: Line?
  /// Theil–Sen: the median of the slopes of all pairs on different days, through the medians (Sen 1968; Conover 1980).
  public let theilSen: Line?
  /// The 95 % interval of the least-squares slope per week, by Student's t with n − 2 degrees; nil below the gate.
  public let interval: ClosedRange<Double>?
  /// Σ(t − mean t)², in square weeks.
  private let spread: Double

  /// The trend of values in any order; several may lie on one day.
  ///
  /// - Throws: bad data when a value is no number or beyond a thousand million.
  public init(_ values: [(Day, Double)]) throws(Problem) {
    var points: [DatedValue] = []
    for (day, value) in values { points.append(try DatedValue(day: day, value: value)) }
    self.init(points)
  }

  /// The trend of dated values in any order.
  public init(_ values: [DatedValue]) {
    let points = values.ordered(by: \.day)
    n = points.count
    guard let first = points.first, let last = points.last else {
      (days, leastSquares, theilSen, interval, spread) = (nil, nil, nil, nil, 0)
      return
    }
    days = first.day...last.day
    guard points.count >= Self.fewestForSlope, first.day < last.day else {
      (leastSquares, theilSen, interval, spread) = (nil, nil, nil, 0)
      return
    }
    let weeks = points.map { Double($0.day.days(since: first.day)) / 7 }
    // Values are taken from the first one, so that a constant series has a slope of exactly 0.
    let heights = points.map { $0.value - first.value }
    let fit = Self.leastSquares(weeks, heights)
    leastSquares = Line(slopePerWeek: fit.slope, intercept: first.value + fit.intercept)
    spread = fit.spread
    let middle = Self.middleSlope(weeks, heights)
    theilSen = Line(
      slopePerWeek: middle, intercept: first.value + heights.median - middle * weeks.median)
    guard n >= Self.fewestForInference, last.day.days(since: first.day) >= Self.shortestSpan else {
      interval = nil
      return
    }
    let error = (fit.residual / Double(n - 2) / fit.spread).squareRoot()
    let half = StudentT.quantile975(degrees: n - 2) * error
    interval = (fit.slope - half)...(fit.slope + half)
  }

  /// How much may be said.
  public var gate: Gate {
    if n < Self.fewestPoints { return .nothing }
    if n < Self.fewestForSlope { return .points }
    let span = days.map { $0.upperBound.days(since: $0.lowerBound) } ?? 0
    return n >= Self.fewestForInference && span >= Self.shortestSpan ? .inference : .slope
  }

  /// The Reliable Trend Index, slope / (SEM/√Sxx), without unit; nil below five values over 21 days.
  ///
  /// - Parameter sem: the standard error of one value, in units of the measure, above 0.
  public func reliableTrendIndex(sem: Double) -> Double? {
    guard gate == .inference, sem > 0, sem.isFinite, let leastSquares else { return nil }
    return leastSquares.slopePerWeek * spread.squareRoot() / sem
  }

  /// The value of the least-squares line on a day; nil before the first and after the last, as nothing is foretold.
  public func value(on day: Day) -> Double? {
    guard let days, days.contains(day), let leastSquares else { return nil }
    return leastSquares.intercept + leastSquares.slopePerWeek * Double(day.days(since: days.lowerBound)) / 7
  }

  private static func leastSquares(
    _ weeks: [Double], _ heights: [Double]
  ) -> (slope: Double, intercept: Double, spread: Double, residual: Double) {
    let count = Double(weeks.count)
    let meanWeek = weeks.reduce(0, +) / count
    let meanHeight = heights.reduce(0, +) / count
    var (spread, product) = (0.0, 0.0)
    for (week, height) in zip(weeks, heights) {
      spread += (week - meanWeek) * (week - meanWeek)
      product += (week - meanWeek) * (height - meanHeight)
    }
    let slope = product / spread
    var residual = 0.0
    for (week, height) in zip(weeks, heights) {
      let off = height - meanHeight - slope * (week - meanWeek)
      residual += off * off
    }
    return (slope, meanHeight - slope * meanWeek, spread, residual)
  }

  /// The median of the slopes of all pairs on different days; there is at least one such pair.
  private static func middleSlope(_ weeks: [Double], _ heights: [Double]) -> Double {
    var slopes: [Double] = []
    for later in weeks.indices {
      for earlier in 0..<later where weeks[earlier] < weeks[later] {
        slopes.append((heights[later] - heights[earlier]) / (weeks[later] - weeks[earlier]))
      }
    }
    return slopes.median
  }
}
