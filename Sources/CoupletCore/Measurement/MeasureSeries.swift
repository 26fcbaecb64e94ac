/// The figures of one member's values of one measure in an interval: what a row of a report needs.
///
/// Numbers are unrounded; `DecimalText` rounds them, once, where they are written.
public struct MeasureSeries: Hashable, Sendable {
  /// The values by day; those of one day in the order they came in.
  public let values: [DatedValue]
  /// From the first to the last value, nil below two values.
  public let movement: ScoreChange?
  /// Whether the last value lies on the functional side of the cut-off; nil without value or cut-off, or where open
  /// items leave it unknown.
  public let isFunctional: Bool?
  /// The line through the values, with its gates.
  public let trend: Trend

  /// The figures of values in any order, of one version of the scale; nil for what has no scale, as a rating.
  ///
  /// - Throws: bad data when a value is no number or beyond a thousand million.
  public init(values: [(Day, Double)], scale: ScaleDefinition?) throws(Problem) {
    var readings: [(DatedValue, ScoredValue)] = []
    for (day, value) in values {
      readings.append((try DatedValue(day: day, value: value), ScoredValue(value, scale: scale)))
    }
    self.init(readings, scale: scale)
  }

  /// The figures of scores in any order, of one version of the scale; a score without total doesn't count.
  ///
  /// - Throws: bad data when a total is no number or beyond a thousand million.
  public init(scores: [(Day, Score)], scale: ScaleDefinition) throws(Problem) {
    var readings: [(DatedValue, ScoredValue)] = []
    for (day, score) in scores {
      guard let scored = ScoredValue(score, scale: scale) else { continue }
      readings.append((try DatedValue(day: day, value: scored.total), scored))
    }
    self.init(readings, scale: scale)
  }

  private init(_ unordered: [(DatedValue, ScoredValue)], scale: ScaleDefinition?) {
    let readings = unordered.ordered(by: \.0.day)
    values = readings.map(\.0)
    trend = Trend(values)
    let sides = readings.map(\.1)
    movement =
      if let from = sides.first, let to = sides.last, sides.count >= 2 {
        ScoreChange(from: from, to: to, scale: scale)
      } else {
        nil
      }
    isFunctional =
      switch sides.last?.side {
      case .functional: true
      case .dysfunctional: false
      case .some(.none), .open, nil: nil
      }
  }

  /// The number of values.
  public var n: Int { values.count }

  /// The day of the first value, nil without values.
  public var firstDay: Day? { values.first?.day }

  /// The first value, nil without values.
  public var first: Double? { values.first?.value }

  /// The day of the last value, nil without values.
  public var lastDay: Day? { values.last?.day }

  /// The last value, nil without values.
  public var last: Double? { values.last?.value }

  /// The last value minus the first; nil below two values, as one value is no change.
  public var change: Double? { movement?.change }

  /// Whether the change is more than error; nil below two values or where that can't be computed.
  public var isReliable: Bool? { movement?.isReliable }

  /// The class of the change; nil below two values or where no reliable change can be computed.
  public var changeClass: ChangeClass? { movement?.changeClass }

  /// The least-squares slope per week; nil below four values or when all lie on one day.
  public var slopePerWeek: Double? { trend.leastSquares?.slopePerWeek }
}
