/// The change of a total that its publication calls reliable: that many points or more.
public struct PublishedChange: Hashable, Sendable {
  /// Points, above 0; a change of exactly so many is reliable.
  public let points: Double
  /// Where it was published.
  public let source: String?
  /// Whether the figure was read in its source; pages print "unverified norm" where it wasn't.
  public let isVerified: Bool

  /// A published threshold.
  ///
  /// - Throws: bad data when `points` is no number, not above 0 or beyond a thousand million.
  public init(points: Double, source: String? = nil, isVerified: Bool = false) throws(Problem) {
    self.points = try Figure.checked(points, field: "reliable-change: points")
    guard points > 0 else {
      throw Problem(.badData, "reliable-change: points: \(DecimalText.text(points)) is not above 0")
    }
    self.source = try Figure.text(source, field: "reliable-change: source")
    self.isVerified = isVerified
  }
}
