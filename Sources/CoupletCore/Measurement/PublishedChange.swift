/// The change of a total that its publication calls reliable, or the least that matters: that many points or more.
public struct PublishedChange: Hashable, Sendable {
  /// What the publication says of such a change.
  public enum Kind: String, Sendable, CaseIterable {
    /// It is more than error of measurement.
    case reliable
    /// It is the least that people notice or that matters to them, which says nothing of error.
    case mid
  }

  /// Points, above 0; a change of exactly so many counts.
  public let points: Double
  /// What such a change is.
  public let kind: Kind
  /// The index before it was rounded up to whole points, in points; nil where none is published.
  public let index: Double?
  /// Where it was published.
  public let source: String?
  /// How far the figure was traced.
  public let verification: Verification

  /// A published threshold.
  ///
  /// - Throws: bad data when `points` is no number, not above 0 or beyond a thousand million, or when `index` isn't above
  ///   0, is above `points`, or stands beside a least change that matters.
  public init(
    points: Double, kind: Kind = .reliable, index: Double? = nil, source: String? = nil,
    verification: Verification = .unverified
  ) throws(Problem) {
    self.points = try Figure.checked(points, field: "reliable-change: points")
    guard points > 0 else {
      throw Problem(.badData, "reliable-change: points: \(DecimalText.text(points)) is not above 0")
    }
    if let index {
      guard try Figure.checked(index, field: "reliable-change: index") > 0, index <= points else {
        throw Problem(
          .badData,
          "reliable-change: index: \(DecimalText.text(index)) is not above 0 and at most the points, "
            + DecimalText.text(points))
      }
      guard kind == .reliable else {
        throw Problem(.badData, "reliable-change: index: has to be left out where kind is mid")
      }
    }
    self.kind = kind
    self.index = index
    self.source = try Figure.text(source, field: "reliable-change: source")
    self.verification = verification
  }

  /// The standard error of one total that the index implies, in points: index / (1.96·√2); nil without an index.
  public var sem: Double? { index.map { $0 / (ReliableChange.z * 2.0.squareRoot()) } }
}
