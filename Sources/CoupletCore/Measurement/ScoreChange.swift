/// What may be said about a change (Jacobson & Truax 1991).
public enum ChangeClass: String, Sendable, CaseIterable {
  /// Reliable, from the dysfunctional to the functional side.
  case recovered
  /// Reliable otherwise, towards health.
  case improved
  /// Not reliable.
  case unchanged
  /// Reliable, against health.
  case deteriorated
}

/// One member's change from one total to another of the same scale and version.
public struct ScoreChange: Hashable, Sendable {
  /// The earlier total, in points.
  public let from: Double
  /// The later total, in points.
  public let to: Double
  /// RC, nil where it isn't computed from r and SD.
  public let index: Double?
  /// Whether the change is more than error, nil where that can't be computed.
  public let isReliable: Bool?
  /// Nil where no reliable change can be computed, or open items leave the side of the cut-off unknown.
  public let changeClass: ChangeClass?
  /// Unchanged, although the two totals lie on different sides: "crossed, within measurement error".
  public let isCrossedWithinError: Bool
  /// Deteriorated from the functional to the dysfunctional side: "into the clinical range".
  public let isIntoClinicalRange: Bool

  /// A change between two totals, in points.
  ///
  /// - Throws: bad data when one of them is no number.
  public init(from: Double, to: Double, scale: ScaleDefinition) throws(Problem) {
    self.init(
      from: ScoredValue(try Figure.checked(from, field: "from"), scale: scale),
      to: ScoredValue(try Figure.checked(to, field: "to"), scale: scale), scale: scale)
  }

  /// A change between two scores, nil unless both have a total.
  public init?(from: Score, to: Score, scale: ScaleDefinition) {
    guard let from = ScoredValue(from, scale: scale), let to = ScoredValue(to, scale: scale) else { return nil }
    self.init(from: from, to: to, scale: scale)
  }

  init(from: ScoredValue, to: ScoredValue, scale: ScaleDefinition?) {
    self.from = from.total
    self.to = to.total
    let change = to.total - from.total
    let rule = scale?.reliableChange
    let isReliable = rule.map { $0.isReliable(change: change) }
    index = rule?.index(ofChange: change)
    self.isReliable = isReliable
    guard let scale, let isReliable, from.side != .open, to.side != .open else {
      (changeClass, isCrossedWithinError, isIntoClinicalRange) = (nil, false, false)
      return
    }
    let isTowardsHealth = scale.direction.towardsHealth(change) > 0
    isCrossedWithinError = !isReliable && from.side != to.side
    isIntoClinicalRange =
      isReliable && !isTowardsHealth && from.side == .functional && to.side == .dysfunctional
    changeClass =
      if !isReliable {
        .unchanged
      } else if !isTowardsHealth {
        .deteriorated
      } else if from.side == .dysfunctional && to.side == .functional {
        .recovered
      } else {
        .improved
      }
  }

  /// The later total minus the earlier, in points.
  public var change: Double { to - from }

  /// What stands beside the class where the change crosses the cut-off, or may seem to.
  public var remark: String? {
    isCrossedWithinError ? "crossed, within measurement error" : isIntoClinicalRange ? "into the clinical range" : nil
  }
}

/// A total with what is known about its side of the cut-off.
struct ScoredValue: Hashable, Sendable {
  /// Where a total lies.
  enum Side: Hashable, Sendable {
    case functional, dysfunctional
    /// The scale has no cut-off.
    case none
    /// It depends on items without an answer.
    case open
  }

  let total: Double
  let side: Side

  init(_ total: Double, scale: ScaleDefinition?) {
    self.total = total
    side = scale?.cutoff.map { $0.isFunctional(total) ? .functional : .dysfunctional } ?? .none
  }

  init?(_ score: Score, scale: ScaleDefinition?) {
    guard let total = score.total else { return nil }
    self.total = total
    side =
      if let cutoff = scale?.cutoff {
        score.isFunctional(by: cutoff).map { $0 ? .functional : .dysfunctional } ?? .open
      } else {
        .none
      }
  }
}
