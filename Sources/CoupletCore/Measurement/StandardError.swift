/// The standard error of one total of a scale, with where it comes from.
///
/// The errors of a mean, a gap and a trend rest on it, and so does whether a total can be told from the cut-off.
public struct StandardError: Hashable, Sendable {
  /// Where a standard error comes from.
  public enum Origin: Hashable, Sendable {
    /// r and SD of a reference group: s√(1−r).
    case reliability
    /// The published index of reliable change, which is 1.96·√2 times it.
    case publishedIndex
  }

  /// In points, above 0.
  public let points: Double
  /// Where it comes from.
  public let origin: Origin
  /// How far what it comes from was traced.
  public let verification: Verification
  /// Whether it comes from the counselor's own figures.
  public let isOwn: Bool

  /// Whether it was derived from a published index, which pages say.
  public var isDerived: Bool { origin == .publishedIndex }

  /// Whether a total can't be told from a cut-off: at most 1.96 standard errors lie between the two.
  public func covers(_ total: Double, at cutoff: Double) -> Bool {
    abs(total - cutoff) <= ReliableChange.z * points + Figure.rounding
  }

  /// Whether a total lies beyond a cut-off by more than two standard errors, on the side of distress.
  public func isFar(_ total: Double, beyond cutoff: Cutoff) -> Bool {
    !cutoff.isFunctional(total) && abs(total - cutoff.value) > 2 * points + Figure.rounding
  }
}
