/// One answer for each item of a scale, in the order of the form, each within its item's range.
public struct Answers: Hashable, Sendable {
  /// In the order of the scale's items.
  public let list: [Answer]

  /// Answers to a scale.
  ///
  /// - Throws: bad data when the scale has no items, their number differs, or a value is outside its item's range.
  public init(_ list: [Answer], to scale: ScaleDefinition) throws(Problem) {
    try Self.check(count: list.count, scale)
    for (answer, item) in zip(list, scale.items) { try Self.check(answer, item) }
    self.list = list
  }

  /// Reads `4,3,-,5`, also with semicolons or blanks between, or `43-5` where every item is answered by one digit.
  ///
  /// `-` is not answered, `d` declined, `n` not applicable.
  ///
  /// - Throws: bad data that names the item, as `answers: item 3: 7 is outside 0 to 5`.
  public init(_ text: String, to scale: ScaleDefinition) throws(Problem) {
    let parts = try Self.parts(of: text.trimmed, scale)
    try Self.check(count: parts.count, scale)
    var list: [Answer] = []
    for (part, item) in zip(parts, scale.items) {
      guard let answer = Answer(part) else {
        throw Problem(.badData, "answers: item \(item.id): has to be a whole number, -, d or n")
      }
      try Self.check(answer, item)
      list.append(answer)
    }
    self.list = list
  }

  /// How they are typed: `4,3,-,5`.
  public var text: String { list.map(\.text).joined(separator: ",") }

  /// The same answers with one item's changed.
  ///
  /// - Throws: bad data when the scale has no such item or the value is outside its range.
  public func replacing(item id: Int, with answer: Answer, in scale: ScaleDefinition) throws(Problem) -> Answers {
    guard let index = scale.items.firstIndex(where: { $0.id == id }) else {
      throw Problem(.badData, "answers: item \(id) is unknown")
    }
    try Self.check(count: list.count, scale)
    var changed = list
    changed[index] = answer
    return try Answers(changed, to: scale)
  }

  private static func parts(of text: String, _ scale: ScaleDefinition) throws(Problem) -> [String] {
    if text.isEmpty { return [] }
    func isBetween(_ character: Character) -> Bool { character == "," || character == ";" }
    if text.contains(where: isBetween) || scale.items.count == 1 {
      let parts = text.split(omittingEmptySubsequences: false, whereSeparator: isBetween).map { String($0).trimmed }
      if parts.count == scale.items.count { return parts }
      return parts.flatMap { part in
        part.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace).map(String.init)
      }
    }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    // Blanks may also stand between groups of digits.
    if words.count > 1, words.count == scale.items.count || words.allSatisfy({ $0.count == 1 }) { return words }
    if let wide = scale.items.first(where: { !$0.hasOneDigit }) {
      throw Problem(
        .badData, "answers: item \(wide.id) goes from \(wide.min) to \(wide.max): put commas between the answers")
    }
    return words.joined().map(String.init)
  }

  private static func check(count: Int, _ scale: ScaleDefinition) throws(Problem) {
    guard !scale.items.isEmpty else {
      throw Problem(.badData, "answers: \(scale.id) has no items", hint: "give its total")
    }
    guard count == scale.items.count else {
      let items = scale.items.count == 1 ? "1 item" : "\(scale.items.count) items"
      throw Problem(.badData, "answers: \(count) given; \(scale.id) has \(items)")
    }
  }

  private static func check(_ answer: Answer, _ item: ScaleItem) throws(Problem) {
    guard let value = answer.value, !(item.min...item.max).contains(value) else { return }
    throw Problem(.badData, "answers: item \(item.id): \(value) is outside \(item.min) to \(item.max)")
  }
}
