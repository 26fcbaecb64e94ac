/// The value of a scale that divides totals as the reference groups divide.
public struct Cutoff: Hashable, Sendable {
  /// Where the functional totals lie, seen from the value.
  public enum Side: String, Sendable, CaseIterable {
    case above, below
  }

  /// Where the value itself belongs.
  public enum Membership: String, Sendable, CaseIterable {
    case functional, dysfunctional
  }

  /// The value, in points.
  public let value: Double
  /// The side on which functional totals lie.
  public let functional: Side
  /// The side to which the value itself belongs.
  public let valueBelongsTo: Membership
  /// Where the value was published.
  public let source: String?
  /// How far the value was traced.
  public let verification: Verification

  /// A cut-off; whether it lies within the total is for the scale to check.
  ///
  /// - Throws: bad data when the value is no number or beyond a thousand million.
  public init(
    value: Double, functional: Side, valueBelongsTo: Membership = .functional, source: String? = nil,
    verification: Verification = .unverified
  ) throws(Problem) {
    self.value = try Figure.checked(value, field: "cutoff: value")
    self.functional = functional
    self.valueBelongsTo = valueBelongsTo
    self.source = try Figure.text(source, field: "cutoff: source")
    self.verification = verification
  }

  /// Whether a total, in points, lies on the functional side; differences below 1e-9 are binary rounding.
  public func isFunctional(_ total: Double) -> Bool {
    if abs(total - value) <= Figure.rounding { return valueBelongsTo == .functional }
    return functional == .above ? total > value : total < value
  }
}
