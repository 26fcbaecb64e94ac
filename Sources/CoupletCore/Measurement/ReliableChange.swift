/// The rule by which a change of a total is more than error of measurement.
public struct ReliableChange: Hashable, Sendable {
  /// What the rule rests on.
  public enum Basis: Hashable, Sendable {
    /// A published threshold in points: that change or more is reliable.
    case published(points: Double)
    /// The standard errors of a total and of a difference, in points: |RC| above 1.96, strictly, is reliable.
    case computed(sem: Double, sDiff: Double)
  }

  /// The normal deviate of 95 %, rounded as Jacobson & Truax 1991 print it.
  public static let z = 1.96

  /// A published threshold, or standard errors.
  public let basis: Basis
  /// Whether the figures were read in their source.
  public let isVerified: Bool
  /// Whether the figures are the counselor's own.
  public let isOwn: Bool

  /// The rule of a published threshold.
  public init(published: PublishedChange) {
    basis = .published(points: published.points)
    isVerified = published.isVerified
    isOwn = false
  }

  /// The rule of a reference group's r and SD (Jacobson & Truax 1991).
  public init(reliability: Reliability) {
    basis = .computed(sem: reliability.sem, sDiff: reliability.sDiff)
    isVerified = reliability.isVerified
    isOwn = reliability.isOwn
  }

  /// The threshold of a raw change, in points: the published one, or 1.96·S_diff, which has to be exceeded.
  public var smallest: Double {
    switch basis {
    case .published(let points): points
    case .computed(_, let sDiff): Self.z * sDiff
    }
  }

  /// Whether a change of exactly `smallest` is reliable.
  public var isInclusive: Bool { if case .published = basis { true } else { false } }

  /// RC = change / S_diff (Jacobson & Truax 1991), without unit; nil for a published threshold.
  public func index(ofChange change: Double) -> Double? {
    if case .computed(_, let sDiff) = basis { change / sDiff } else { nil }
  }

  /// Whether a change in points, in either direction, is reliable; differences below 1e-9 are binary rounding.
  public func isReliable(change: Double) -> Bool {
    switch basis {
    case .published(let points): abs(change) >= points - Figure.rounding
    case .computed: abs(change) > smallest + Figure.rounding
    }
  }
}
