/// The rules for what people type: names are one clean line, texts are kept as they came.
public enum Wording {
  /// Characters in a name, label or other short line; the longest name in use is far shorter.
  public static let longestName = 200
  /// Bytes in a text: a session of several hours, typed out, is a tenth of it.
  public static let longestText = 1_048_576

  /// A name, label or other short line: trimmed, not empty, no control or direction-changing character.
  public static func name(_ text: String, field: String) throws(Problem) -> String {
    // A tab is a blank wherever it is typed.
    let trimmed = (text.utf8.contains(0x09) ? text.split(separator: "\t").joined(separator: " ") : text).trimmed
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

  /// A person's, couple's or counselor's name: a name with one blank between its words, of whatever kind they were typed,
  /// so that no two look the same and are not.
  public static func properName(_ text: String, field: String) throws(Problem) -> String {
    try name(text.withSingleBlanks.composed, field: field)
  }

  /// A text as it comes in: its lines as any system has them, with nothing blank or invisible around them.
  public static func typed(_ text: String, field: String) throws(Problem) -> String {
    try self.text(TextIn.text(text), field: field)
  }

  /// A text as it is kept: not blank, no NUL, at most a megabyte; one newline at the end is dropped.
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

  /// The text with one plain blank between its words, and nothing blank or invisible around them.
  ///
  /// Line ends stay: a name has none.
  var withSingleBlanks: String {
    if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    var isInBlank = false
    for scalar in unicodeScalars {
      switch scalar.value {
      // What can't be seen in a name makes two that look the same.
      case 0xAD, 0x200B, 0x2060, 0xFEFF: continue
      default: break
      }
      let isBlank = scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
      if !isBlank || !isInBlank { result.append(isBlank ? " " : scalar) }
      isInBlank = isBlank
    }
    return String(result).trimmed
  }

  /// The text with control and direction-changing characters written out, so that a terminal is never steered by it.
  ///
  /// What other systems end lines with ends them here too, a tab is a blank, and a mark of byte order is nothing: texts that
  /// came in before they were read so are shown as those that come in now.
  ///
  /// - Parameter keepingLines: newlines stay as they are, for texts of several lines; else they are written out too.
  public func shown(keepingLines: Bool) -> String {
    // The common case costs one scan: printable ASCII needs nothing.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || keepingLines && $0 == 0x0A }) { return self }
    var result = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0xFEFF: break
      case 0x0A where keepingLines && isAfterReturn: break
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
        if keepingLines { result.append("\n") } else { result.append(contentsOf: scalar.escaped.unicodeScalars) }
      default:
        if scalar.isControlOrDirection {
          result.append(contentsOf: scalar.escaped.unicodeScalars)
        } else {
          result.append(scalar)
        }
      }
    }
    return String(result)
  }

  /// The text on one line of at most `limit` characters, fit for a message.
  public func shownOnOneLine(limit: Int) -> String {
    let line = shown(keepingLines: false)
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }
}
