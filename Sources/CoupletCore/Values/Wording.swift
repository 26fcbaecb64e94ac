/// The rules for what people type: names are one clean line, texts are kept as they came.
public enum Wording {
  /// Characters in a name, label or other short line; the longest name in use is far shorter.
  public static let longestName = 200
  /// Bytes in a text: a session of several hours, typed out, is a tenth of it.
  public static let longestText = 1_048_576

  /// A name, label or other short line: trimmed, not empty, no control or direction-changing character.
  public static func name(_ text: String, field: String) throws(Problem) -> String {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { throw Problem(.badData, "\(field): is empty") }
    var position = 0
    for scalar in trimmed.unicodeScalars {
      position += 1
      if scalar.isControlOrDirection {
        throw Problem(
          .badData, "\(field): has a control character at position \(position) (\(scalar.escaped))")
      }
    }
    guard trimmed.count <= longestName else {
      throw Problem(
        .badData, "\(field): has \(trimmed.count) characters; \(longestName) are allowed")
    }
    return trimmed
  }

  /// A text as it came: not blank, no NUL, at most a megabyte; one newline at the end is dropped.
  public static func text(_ text: String, field: String) throws(Problem) -> String {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Problem(.badData, "\(field): is empty")
    }
    guard !text.utf8.contains(0) else { throw Problem(.badData, "\(field): has a NUL character") }
    guard text.utf8.count <= longestText else {
      throw Problem(.badData, "\(field): has \(text.utf8.count) bytes; \(longestText) are allowed")
    }
    return text.last?.isNewline == true ? String(text.dropLast()) : text
  }
}

extension Unicode.Scalar {
  /// Control characters, separators of lines and paragraphs, and marks that turn the direction of the text around them.
  var isControlOrDirection: Bool {
    switch value {
    // What is a control character is fixed for all versions of Unicode; asking for its category takes far longer.
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: isDirectionMark
    }
  }

  /// Embeddings, overrides, isolates and marks of the bidirectional algorithm.
  var isDirectionMark: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `\u{1B}`.
  var escaped: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}

extension String {
  /// `a note`, `an entry`.
  public var withArticle: String { (first.map { "aeiou".contains($0) } ?? false ? "an " : "a ") + self }

  /// The text without white space at both ends.
  public var trimmed: String {
    var view = Substring(self)
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }

  /// The text with control and direction-changing characters written out, so that a terminal is never steered by it.
  ///
  /// - Parameter keepingLines: newlines and tabs stay as they are, for texts of several lines.
  public func shown(keepingLines: Bool) -> String {
    // The common case costs one scan: printable ASCII needs nothing.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || keepingLines && $0 == 0x0A }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isControlOrDirection, !(keepingLines && (scalar == "\n" || scalar == "\t")) {
        result += scalar.escaped
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line of at most `limit` characters, fit for a message.
  public func shownOnOneLine(limit: Int) -> String {
    let line = shown(keepingLines: false)
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }
}
