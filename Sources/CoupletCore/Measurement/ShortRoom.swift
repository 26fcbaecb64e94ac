/// So little room between a first total and the healthy end of the scale that a change towards it can't be reliable.
public struct ShortRoom: Hashable, Sendable {
  /// Points from the first total to the end, 0 or more.
  public let points: Double
  /// Whether the healthy end is the top.
  public let isTop: Bool
  /// What isn't possible: a reliable change, or one that matters.
  public let kind: PublishedChange.Kind

  /// `3 points to the top: a reliable rise isn't possible`.
  public var words: String {
    let unit = points == 1 ? "point" : "points"
    let change = isTop ? "rise" : "fall"
    let missing = kind == .mid ? "a \(change) that matters" : "a reliable \(change)"
    return "\(DecimalText.text(points)) \(unit) to the \(isTop ? "top" : "bottom"): \(missing) isn't possible"
  }
}
