/// The rules for the wording of a definition; lengths are those of the JSON Schemas.
public enum DefinitionText {
  /// Characters in a step, question or caution: two sentences, which a page prints without scrolling.
  public static let longestLine = 400
  /// Characters in a text of several sentences.
  public static let longestText = 4000

  /// One clean line: trimmed, not empty, no control or direction-changing character.
  static func line(_ text: String, field: String, upTo longest: Int = longestLine) throws(Problem) -> String {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { throw Problem(.badData, "\(field): is empty") }
    if let scalar = trimmed.unicodeScalars.first(where: \.isControlOrDirection) {
      throw Problem(.badData, "\(field): has a control character (\(scalar.escaped))")
    }
    return try checked(trimmed, field: field, upTo: longest)
  }

  /// A text of one or more lines.
  static func text(_ text: String, field: String) throws(Problem) -> String {
    try checked(Wording.text(text, field: field), field: field, upTo: longestText)
  }

  /// As many different lines as `count` allows.
  static func lines(
    _ texts: [String], field: String, count: ClosedRange<Int>, upTo longest: Int = longestLine
  ) throws(Problem) -> [String] {
    try check(texts.count, field: field, in: count)
    var lines: [String] = []
    for text in texts {
      let entry = "\(field): entry \(lines.count + 1)"
      let line = try line(text, field: entry, upTo: longest)
      if lines.contains(line) { throw Problem(.badData, "\(entry): is there twice") }
      lines.append(line)
    }
    return lines
  }

  /// How many there are.
  static func check(_ given: Int, field: String, in allowed: ClosedRange<Int>) throws(Problem) {
    if given < allowed.lowerBound {
      throw Problem(.badData, "\(field): \(given) given; at least \(allowed.lowerBound) needed")
    }
    if given > allowed.upperBound {
      throw Problem(.badData, "\(field): \(given) given; \(allowed.upperBound) allowed")
    }
  }

  private static func checked(_ text: String, field: String, upTo longest: Int) throws(Problem) -> String {
    guard text.count <= longest else {
      throw Problem(.badData, "\(field): has \(text.count) characters; \(longest) are allowed")
    }
    return text
  }
}
