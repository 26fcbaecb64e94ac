/// One question of a scale, answered by a whole number.
public struct ScaleItem: Hashable, Sendable, Identifiable {
  /// The magnitude that no item's end goes beyond: ten times the widest visual scale in use.
  public static let largest = 1000

  /// The item's number on the form, from 1 up.
  public let id: Int
  /// The lowest answer.
  public let min: Int
  /// The highest answer.
  public let max: Int
  /// Whether a high answer counts low: the score takes `min + max − answer`.
  public let isReversed: Bool
  /// The wording, nil where it isn't shipped.
  public let text: String?
  /// The words beside the answers from `min` to `max`, or none.
  public let anchors: [String]

  /// An item with its range.
  ///
  /// - Throws: bad data when `id` is below 1, an end is beyond 1000 in magnitude, `max` is not above `min`,
  ///   or anchors are given but not one for each answer.
  public init(
    id: Int, min: Int, max: Int, isReversed: Bool = false, text: String? = nil, anchors: [String] = []
  ) throws(Problem) {
    guard id >= 1 else { throw Problem(.badData, "items: id: \(id) is below 1") }
    let field = "items: item \(id)"
    for (name, end) in [("min", min), ("max", max)]
    where !(-Self.largest...Self.largest).contains(end) {
      throw Problem(.badData, "\(field): \(name): \(end) is outside -\(Self.largest) to \(Self.largest)")
    }
    guard min < max else { throw Problem(.badData, "\(field): max: \(max) is not above min \(min)") }
    guard anchors.isEmpty || anchors.count == max - min + 1 else {
      throw Problem(
        .badData, "\(field): anchors: \(anchors.count) given; \(min) to \(max) needs \(max - min + 1)")
    }
    var clean: [String] = []
    for anchor in anchors { clean.append(try Wording.name(anchor, field: "\(field): anchors")) }
    self.id = id
    self.min = min
    self.max = max
    self.isReversed = isReversed
    self.text = try Figure.text(text, field: "\(field): text")
    self.anchors = clean
  }

  /// Whether the item is answered by one digit, so that answers can be typed without commas.
  public var hasOneDigit: Bool { min >= 0 && max <= 9 }

  /// What an answer counts, from `min` to `max`: the answer itself, or its mirror image where the item is reversed.
  public func keyed(_ answer: Int) -> Int { isReversed ? min + max - answer : answer }
}
