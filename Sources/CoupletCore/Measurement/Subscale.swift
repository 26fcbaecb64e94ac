/// Some of a scale's items, scored on their own by the scale's rule.
public struct Subscale: Hashable, Sendable, Identifiable {
  /// Lower case, digits, hyphens.
  public let id: String
  /// The ids of its items, in the order of the definition file.
  public let items: [Int]

  /// A subscale; whether its items exist is for the scale to check.
  ///
  /// - Throws: bad data when the id is of another form, there are no items, or one is there twice.
  public init(id: String, items: [Int]) throws(Problem) {
    self.id = try Figure.slug(id, field: "subscales: id")
    guard !items.isEmpty else { throw Problem(.badData, "subscales: \(id): has no items") }
    if let twice = items.firstRepeated {
      throw Problem(.badData, "subscales: \(id): item \(twice) is there twice")
    }
    self.items = items
  }
}

extension Sequence where Element: Hashable {
  /// The first element that was there before.
  var firstRepeated: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}
