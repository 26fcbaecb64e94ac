/// How reliable a scale's total is, and how far it spreads, in a reference group; never from a client's own series.
public struct Reliability: Hashable, Sendable {
  /// How the coefficient was found.
  public enum Kind: String, Sendable, CaseIterable {
    case alpha
    case testRetest = "test-retest"
  }

  /// The coefficient, above 0 and below 1.
  public let r: Double
  /// The standard deviation of the reference group's totals, in points, above 0.
  public let sd: Double
  /// How `r` was found.
  public let kind: Kind
  /// The reference group.
  public let sample: String?
  /// Where the figures were published.
  public let source: String?
  /// How far the figures were traced.
  public let verification: Verification
  /// Whether the counselor entered the figures; pages say "with your figures".
  public let isOwn: Bool

  /// Reliability of a reference group.
  ///
  /// - Throws: bad data when `r` is not between 0 and 1 or `sd` is not above 0.
  public init(
    r: Double, sd: Double, kind: Kind, sample: String? = nil, source: String? = nil,
    verification: Verification = .unverified,
    isOwn: Bool = false
  ) throws(Problem) {
    self.r = try Figure.checked(r, field: "reliability: r")
    self.sd = try Figure.checked(sd, field: "reliability: sd")
    guard r > 0, r < 1 else {
      throw Problem(.badData, "reliability: r: \(DecimalText.text(r)) is not between 0 and 1")
    }
    guard sd > 0 else {
      throw Problem(.badData, "reliability: sd: \(DecimalText.text(sd)) is not above 0")
    }
    self.kind = kind
    self.sample = try Figure.text(sample, field: "reliability: sample")
    self.source = try Figure.text(source, field: "reliability: source")
    self.verification = verification
    self.isOwn = isOwn
  }

  /// The standard error of one total, in points: s√(1−r) (Jacobson & Truax 1991).
  public var sem: Double { sd * (1 - r).squareRoot() }

  /// The standard error of the difference of two totals, in points: s√(2(1−r)) (Jacobson & Truax 1991).
  public var sDiff: Double { sd * (2 * (1 - r)).squareRoot() }
}
