extension Character {
  /// Terminal cells that the character takes: 0 for what only changes its neighbour, 2 for wide ones and emoji.
  public var cellWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300, scalars.count == 1 { return 1 }
    // Variation selector 16 asks for the picture; joined and flagged emoji are one picture of two cells.
    if scalars.contains(where: { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) { return 2 }
    if first.isWide { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }
}

extension Unicode.Scalar {
  /// East Asian Wide and Fullwidth, after Unicode's EastAsianWidth; emoji have a property of their own.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension String {
  /// Terminal cells that the text takes on one line.
  public var cellWidth: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.cellWidth }
  }

  /// The text with blanks after it, or before it, up to that many cells.
  public func padded(toCells cells: Int, onLeft: Bool = false) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, cells - cellWidth))
    return onLeft ? blanks + self : self + blanks
  }

  /// The text cut to that many cells, with `…` where something is missing.
  public func clipped(toCells cells: Int) -> String {
    guard cellWidth > cells else { return self }
    guard cells > 0 else { return "" }
    var result = ""
    var width = 0
    for character in self {
      let next = width + character.cellWidth
      if next > cells - 1 { break }
      result.append(character)
      width = next
    }
    return result + "…"
  }

  /// The text in lines of at most that many cells, broken between words; its own lines stay.
  ///
  /// - Parameter hanging: blanks before every line that continues another.
  public func wrapped(toCells cells: Int, hanging: Int = 0) -> [String] {
    split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      // Two cells always stay beside the blanks: the widest character needs them.
      Self.wrapped(line: String(line), cells: cells, hanging: Swift.max(0, Swift.min(hanging, cells / 2, cells - 2)))
    }
  }

  private static func wrapped(line: String, cells: Int, hanging: Int) -> [String] {
    guard line.cellWidth > cells else { return [line] }
    let indent = String(repeating: " ", count: hanging)
    var lines: [String] = []
    var current = ""
    var width = 0
    func startLine() {
      current = lines.isEmpty ? "" : indent
      width = lines.isEmpty ? 0 : hanging
    }
    func endLine() {
      while current.last == " " { current.removeLast() }
      lines.append(current)
      startLine()
    }
    // Words keep the blanks before them, so that columns made by hand stay columns.
    for piece in pieces(of: line) {
      let needed = piece.cellWidth
      if width + needed > cells, width > (lines.isEmpty ? 0 : hanging) { endLine() }
      let isAtStart = width == (lines.isEmpty ? 0 : hanging)
      for character in isAtStart && !lines.isEmpty ? piece.drop(while: { $0 == " " }) : piece[...] {
        if width + character.cellWidth > cells { endLine() }
        current.append(character)
        width += character.cellWidth
      }
    }
    if !current.allSatisfy({ $0 == " " }) { endLine() }
    return lines
  }

  /// Words with the blanks before each.
  private static func pieces(of line: String) -> [String] {
    var pieces: [String] = []
    var isInWord = false
    for character in line {
      if pieces.isEmpty || character == " " && isInWord { pieces.append("") }
      pieces[pieces.count - 1].append(character)
      isInWord = character != " "
    }
    return pieces
  }
}
