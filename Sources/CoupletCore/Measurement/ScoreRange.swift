/// The lowest and highest total that a scale allows, in points.
public struct ScoreRange: Hashable, Sendable, CustomStringConvertible {
  /// The lowest total.
  public let min: Double
  /// The highest total.
  public let max: Double

  /// A range of totals.
  ///
  /// - Throws: bad data when an end is no number or beyond a thousand million, or `max` is not above `min`.
  public init(min: Double, max: Double) throws(Problem) {
    self.min = try Figure.checked(min, field: "total: min")
    self.max = try Figure.checked(max, field: "total: max")
    guard min < max else {
      throw Problem(
        .badData, "total: max: \(DecimalText.text(max)) is not above min \(DecimalText.text(min))")
    }
  }

  /// The distance from lowest to highest, in points.
  public var width: Double { max - min }

  /// `0 to 81`.
  public var description: String { "\(DecimalText.text(min)) to \(DecimalText.text(max))" }

  /// Whether a total lies in the range, both ends included; false for what is no number.
  public func contains(_ value: Double) -> Bool { value >= min && value <= max }
}
