/// How a text comes in, whichever door it takes: standard input, the editor, a file, a line that was typed.
///
/// What a text says stays as it is; what belongs to the file, the other system or the terminal that it came from goes.
public enum TextIn {
  /// Bytes that are read of an input at most: the longest text with the other system's line ends, and one more to tell that
  /// it is too long.
  public static let mostBytes = 2 * Wording.longestText + 4

  /// A whole text: its lines without anything blank or invisible around them.
  public static func text(_ text: String) -> String {
    let lines = lines(text)
    if lines.utf8.first.map({ $0 > 0x20 && $0 < 0x80 }) ?? true, lines.utf8.last.map({ $0 > 0x20 && $0 < 0x80 }) ?? true
    {
      return lines
    }
    var scalars = lines.unicodeScalars[...]
    while let first = scalars.first, first.isBlankOrInvisible { scalars.removeFirst() }
    while let last = scalars.last, last.isBlankOrInvisible { scalars.removeLast() }
    return String(scalars)
  }

  /// A text of one line: line ends and other blanks in a row are one blank.
  public static func line(_ text: String) -> String {
    var line = ""
    var isInBlank = false
    for scalar in self.text(text).unicodeScalars {
      let isBlank = scalar.properties.isWhitespace
      if !isBlank || !isInBlank { line.unicodeScalars.append(isBlank ? " " : scalar) }
      isInBlank = isBlank
    }
    return line
  }

  /// A text's lines: composed, ended by a newline alone, tabs as blanks, no control character but NUL, which no text has.
  ///
  /// A mark of byte order and a soft hyphen belong to the file and the page that they come from, and are in no way of the text;
  /// an escape sequence is what a terminal was told, and goes as a whole.
  public static func lines(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
    var result = String.UnicodeScalarView()
    var isAfterReturn = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      defer { isAfterReturn = scalar == "\r" }
      switch scalar.value {
      case 0x0A where isAfterReturn: break
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: result.append("\n")
      case 0x09, 0xA0: result.append(" ")
      case 0x1B: dropSequence(&scalars)
      case 0x9B: dropSequence(&scalars, isOpen: true)
      case 0x01...0x1F, 0x7F...0x9F, 0xAD, 0x2060, 0xFEFF: break
      default: result.append(scalar)
      }
    }
    return String(result).composed
  }

  /// Takes away what follows an escape: `[31m`, a title up to its end, or one character.
  private static func dropSequence(_ scalars: inout Substring.UnicodeScalarView, isOpen: Bool = false) {
    // What was cut off must not swallow the text: a sequence ends with its line.
    func isWithin(_ scalar: Unicode.Scalar) -> Bool { (0x20...0x3F).contains(scalar.value) }
    if !isOpen {
      guard let first = scalars.first, first.value >= 0x20, first.value < 0x7F else { return }
      scalars.removeFirst()
      switch first {
      case "[": break
      case "]", "P", "X", "^", "_":
        let end = scalars.firstIndex { $0.value == 0x07 || $0.value == 0x1B || $0 == "\n" || $0 == "\r" }
        guard let end, ![0x0A, 0x0D].contains(scalars[end].value) else { return }
        let isEscape = scalars[end].value == 0x1B
        scalars = scalars[scalars.index(after: end)...]
        if isEscape, scalars.first == "\\" { scalars.removeFirst() }
        return
      default: return
      }
    }
    while let next = scalars.first, isWithin(next) { scalars.removeFirst() }
    if let last = scalars.first, (0x40...0x7E).contains(last.value) { scalars.removeFirst() }
  }
}

extension Unicode.Scalar {
  /// Blanks, and what is drawn as nothing and means nothing at the edge of a text.
  ///
  /// The sign that asks for a picture stays: it belongs to what stands before it.
  var isBlankOrInvisible: Bool {
    switch value {
    case 0..<0x21, 0x7F...0xA0: return value != 0
    case 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164,
      0xFEFF, 0xFFA0:
      return true
    default: return properties.isWhitespace
    }
  }
}
