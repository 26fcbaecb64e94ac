/// How a change is judged to be more than error.
public enum ChangeMethod: Hashable, Sendable {
  /// The published threshold, else RC from r and SD (Jacobson & Truax 1991).
  case jacobsonTruax
  /// The interval around the regressed first total, with the mean of the reference group in points.
  case edwardsNunnally(mean: Double)

  /// `jacobson-truax` or `edwards-nunnally`.
  public var key: String {
    switch self {
    case .jacobsonTruax: "jacobson-truax"
    case .edwardsNunnally: "edwards-nunnally"
    }
  }
}

/// The change that is more than error when the first total is expected to move towards the group's mean.
///
/// The interval r(x₁ − M) + M ± 1.96·SEM holds the true first total; a last total outside it is a reliable change
/// (Edwards, Yarvis, Mueller, Zingale & Wagman 1978; in this form Speer 1992). All in points, r without unit.
public struct EdwardsNunnally: Hashable, Sendable {
  /// r and SD of the reference group.
  public let reliability: Reliability
  /// M, the mean of the reference group, in points.
  public let mean: Double

  /// The method with a reference group's r, SD and mean.
  ///
  /// - Throws: bad data when the mean is no number or beyond a thousand million.
  public init(reliability: Reliability, mean: Double) throws(Problem) {
    self.reliability = reliability
    self.mean = try Figure.checked(mean, field: "mean")
  }

  /// The method with a scale's r and SD; nil where the scale has none.
  ///
  /// - Throws: bad data when the mean is no number or outside the scale's total.
  public init?(scale: ScaleDefinition, mean: Double) throws(Problem) {
    let mean = try Figure.checked(mean, field: "mean")
    guard scale.total.contains(mean) else {
      throw Problem(.badData, "mean: \(DecimalText.text(mean)) is outside \(scale.total)")
    }
    guard let reliability = scale.reliability else { return nil }
    try self.init(reliability: reliability, mean: mean)
  }

  /// The first total moved towards the mean by as much as it is unreliable: r(x₁ − M) + M, in points.
  public func regressed(_ first: Double) -> Double { reliability.r * (first - mean) + mean }

  /// r(x₁ − M) + M ± 1.96·SEM, in points.
  public func interval(around first: Double) -> ClosedRange<Double> {
    let middle = regressed(first)
    let half = ReliableChange.z * reliability.sem
    return (middle - half)...(middle + half)
  }

  /// Whether the last total lies outside the interval; differences below 1e-9 are binary rounding.
  public func isReliable(from first: Double, to last: Double) -> Bool { side(of: last, from: first) != 0 }

  /// The change from one total to another of a scale, with its class.
  ///
  /// - Throws: bad data when one of them is no number.
  public func change(from: Double, to: Double, scale: ScaleDefinition) throws(Problem) -> ScoreChange {
    ScoreChange(
      from: ScoredValue(try Figure.checked(from, field: "from"), scale: scale),
      to: ScoredValue(try Figure.checked(to, field: "to"), scale: scale), scale: scale, by: self)
  }

  /// The change from one score to another of a scale, with its class; nil unless both have a total.
  public func change(from: Score, to: Score, scale: ScaleDefinition) -> ScoreChange? {
    guard let from = ScoredValue(from, scale: scale), let to = ScoredValue(to, scale: scale) else { return nil }
    return ScoreChange(from: from, to: to, scale: scale, by: self)
  }

  /// 1 above the interval, −1 below, 0 inside.
  fileprivate func side(of last: Double, from first: Double) -> Double {
    let interval = interval(around: first)
    if last > interval.upperBound + Figure.rounding { return 1 }
    return last < interval.lowerBound - Figure.rounding ? -1 : 0
  }
}

extension ScoreChange {
  /// The classes as ever, but reliable is what lies outside the interval, and for health or against it the side on
  /// which it lies: not moving where a move towards the mean was expected may be a change too.
  fileprivate init(from: ScoredValue, to: ScoredValue, scale: ScaleDefinition, by method: EdwardsNunnally) {
    self.from = from.total
    self.to = to.total
    let side = method.side(of: to.total, from: from.total)
    index = nil
    isReliable = side != 0
    guard from.side != .open, to.side != .open else {
      (changeClass, isCrossedWithinError, isIntoClinicalRange) = (nil, false, false)
      return
    }
    let isTowardsHealth = scale.direction.towardsHealth(side) > 0
    isCrossedWithinError = side == 0 && from.side != to.side
    isIntoClinicalRange = side != 0 && !isTowardsHealth && from.side == .functional && to.side == .dysfunctional
    changeClass =
      if side == 0 {
        .unchanged
      } else if !isTowardsHealth {
        .deteriorated
      } else if from.side == .dysfunctional && to.side == .functional {
        .recovered
      } else {
        .improved
      }
  }
}
