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
  /// What a change of that size is.
  public let kind: PublishedChange.Kind
  /// How far the figures were traced.
  public let verification: Verification
  /// Whether the figures are the counselor's own.
  public let isOwn: Bool
  /// Where a threshold was published.
  public let source: String?
  /// r and SD, where the threshold is computed from them.
  public let reliability: Reliability?

  /// The rule of a published threshold.
  public init(published: PublishedChange) {
    basis = .published(points: published.points)
    kind = published.kind
    verification = published.verification
    isOwn = false
    source = published.source
    reliability = nil
  }

  /// The rule of a reference group's r and SD (Jacobson & Truax 1991).
  public init(reliability: Reliability) {
    basis = .computed(sem: reliability.sem, sDiff: reliability.sDiff)
    kind = .reliable
    verification = reliability.verification
    isOwn = reliability.isOwn
    source = nil
    self.reliability = reliability
  }

  /// The threshold of a raw change, in points: the published one, or 1.96·S_diff, which has to be exceeded.
  public var smallest: Double {
    switch basis {
    case .published(let points): points
    case .computed(_, let sDiff): Self.z * sDiff
    }
  }

  /// `12 points or more, Anderson et al. 2014`: the rule as it stands beside a class.
  public var words: String {
    let size =
      isInclusive ? "\(DecimalText.text(smallest)) points or more" : "more than \(DecimalText.text(smallest)) points"
    let matters = kind == .mid ? "the least change that matters, not a reliable one" : nil
    let figures = reliability.map { reliability in
      "r \(DecimalText.text(reliability.r)) \(reliability.kind.rawValue), SD \(DecimalText.text(reliability.sd))"
    }
    let grounds = isOwn ? ["with your figures"] : [source.map(Self.short), verification.words]
    return ([size, matters, figures] + grounds).compactMap { $0 }.joined(separator: ", ")
  }

  /// A source up to its year, or to its first comma.
  private static func short(_ source: String) -> String {
    var digits = 0
    for place in source.indices {
      digits = source[place].isASCII && source[place].isNumber ? digits + 1 : 0
      if digits == 4 { return String(source[...place]) }
    }
    return String(source.prefix { $0 != "," })
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
