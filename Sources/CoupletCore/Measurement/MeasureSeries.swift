/// The figures of one member's values of one measure in an interval: what a row of a report needs.
///
/// One day is one occasion: of several values of a day the one that came in last counts. Numbers are unrounded;
/// `DecimalText` rounds them, once, where they are written.
public struct MeasureSeries: Hashable, Sendable {
  /// A value with how it was taken; nil for what has no mode, as a rating.
  struct Reading {
    let value: DatedValue
    let scored: ScoredValue
    let mode: Administration.Mode?
  }

  /// The values by day, one a day.
  public let values: [DatedValue]
  /// From the first to the last value, nil below two values.
  public let movement: ScoreChange?
  /// Whether the first and the last value were taken differently: then no error is known, and nothing is said.
  public let isAcrossModes: Bool
  /// Whether the last value lies on the functional side of the cut-off; nil without value or cut-off, or where open
  /// items leave it unknown.
  public let isFunctional: Bool?
  /// Whether the last value can't be told from the cut-off, within 1.96 standard errors; nil where that isn't known.
  public let isNearCutoff: Bool?
  /// The room above the first value, where that is too little for a reliable change towards health.
  public let shortRoom: ShortRoom?
  /// The line through the values of the newest mode with four of them, else of the newest mode, with its gates.
  public let trend: Trend
  /// The mode of the line, nil where all values were taken alike.
  public let trendMode: Administration.Mode?

  /// The figures of values in any order, of one version of the scale; nil for what has no scale, as a rating.
  ///
  /// - Throws: bad data when a value is no number or beyond a thousand million.
  public init(values: [(Day, Double)], scale: ScaleDefinition?) throws(Problem) {
    var readings: [Reading] = []
    for (day, value) in values {
      readings.append(
        Reading(
          value: try DatedValue(day: day, value: value), scored: ScoredValue(value, scale: scale), mode: nil))
    }
    self.init(readings, scale: scale)
  }

  /// The figures of scores in any order, of one version of the scale; a score without total doesn't count.
  ///
  /// - Throws: bad data when a total is no number or beyond a thousand million.
  public init(
    scores: [(day: Day, score: Score, mode: Administration.Mode)], scale: ScaleDefinition
  ) throws(Problem) {
    var readings: [Reading] = []
    for (day, score, mode) in scores {
      guard let scored = ScoredValue(score, scale: scale) else { continue }
      readings.append(Reading(value: try DatedValue(day: day, value: scored.total), scored: scored, mode: mode))
    }
    self.init(readings, scale: scale)
  }

  private init(_ unordered: [Reading], scale: ScaleDefinition?) {
    let readings = unordered.ordered(by: \.value.day).lastOfEach(\.value.day)
    values = readings.map(\.value)
    let lined = Self.line(readings)
    trend = Trend(lined.map(\.value))
    trendMode = lined.count < readings.count ? lined.last?.mode : nil
    isAcrossModes = readings.first?.mode != readings.last?.mode
    movement =
      if let from = readings.first?.scored, let to = readings.last?.scored, readings.count >= 2 {
        // The error of measurement says nothing of what another way of asking does to a total.
        ScoreChange(from: from, to: to, scale: isAcrossModes ? nil : scale)
      } else {
        nil
      }
    isFunctional =
      switch readings.last?.scored.side {
      case .functional: true
      case .dysfunctional: false
      case .some(.none), .open, nil: nil
      }
    isNearCutoff =
      if isFunctional != nil, let last = values.last?.value, let cutoff = scale?.cutoff {
        scale?.standardError.map { $0.covers(last, at: cutoff.value) }
      } else {
        nil
      }
    shortRoom = (values.first?.value).flatMap { scale?.shortRoom(from: $0) }
  }

  /// The readings of the newest mode that has enough for a slope, else of the newest mode.
  private static func line(_ readings: [Reading]) -> [Reading] {
    var modes: [Administration.Mode?] = []
    for reading in readings.reversed() where !modes.contains(reading.mode) { modes.append(reading.mode) }
    let groups = modes.map { mode in readings.filter { $0.mode == mode } }
    return groups.first { $0.count >= Trend.fewestForSlope } ?? groups.first ?? []
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

  /// From the day of the first value to that of the last, nil without values.
  public var span: ClosedRange<Day>? { firstDay.flatMap { first in lastDay.map { first...$0 } } }

  /// The last value minus the first; nil below two values, as one value is no change.
  public var change: Double? { movement?.change }

  /// Whether the change is more than error; nil below two values or where that can't be computed.
  public var isReliable: Bool? { movement?.isReliable }

  /// The class of the change; nil below two values or where no reliable change can be computed.
  public var changeClass: ChangeClass? { movement?.changeClass }

  /// The least-squares slope per week; nil below four values or when all lie on one day.
  public var slopePerWeek: Double? { trend.leastSquares?.slopePerWeek }
}
