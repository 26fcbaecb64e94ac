extension Character {
  /// Terminal cells that the character takes: 0 for what only changes its neighbour, 2 for wide ones and emoji.
  ///
  /// A terminal adds up what stands in a character, so that a syllable of Hindi or Tamil has a cell for each of its letters and
  /// for each vowel beside them; emoji that are joined, tinted or made of two letters of a flag are one picture.
  public var cellWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300, scalars.count == 1 { return first.cellWidth }
    if scalars.count > 1, first.properties.isEmoji, scalars.dropFirst().contains(where: \.makesPicture) { return 2 }
    return scalars.reduce(0) { $0 + $1.cellWidth }
  }
}

extension Unicode.Scalar {
  /// Whether it asks for a picture together with an emoji before it: variation selector 16, a tint, the second letter of a
  /// flag, a joiner, a tag.
  fileprivate var makesPicture: Bool {
    switch value {
    case 0xFE0F, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF, 0x200D, 0xE0020...0xE007F: true
    default: false
    }
  }

  /// Cells of the scalar alone, by Unicode's general category and East Asian width, as terminals and the C library have it.
  var cellWidth: Int {
    switch value {
    case 0x20..<0x7F, 0xA0..<0x300: return 1
    case 0..<0x20, 0x7F..<0xA0: return 0
    // The vowels and endings of a Korean syllable stand in the cells of its beginning.
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
    // Arabic signs that stand around the figures after them are drawn.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return 1
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return WideScalars.contains(value) || properties.isEmojiPresentation && !isFlagLetter ? 2 : 1
    }
  }

  private var isFlagLetter: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

/// The scalars that take two cells.
private enum WideScalars {
  static func contains(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  // East Asian width W and F of Unicode 14, with what is kept free in the blocks of ideographs.
  private static let ranges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
    0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1,
    0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
    0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B,
    0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x2E99,
    0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x2FF0...0x2FFB, 0x3000...0x303E, 0x3041...0x3096, 0x3099...0x30FF,
    0x3105...0x312F, 0x3131...0x318E, 0x3190...0x31E3, 0x31F0...0x321E, 0x3220...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA48C, 0xA490...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE52, 0xFE54...0xFE66, 0xFE68...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE4,
    0x16FF0...0x16FF1, 0x17000...0x187F7, 0x18800...0x18CD5, 0x18D00...0x18D08, 0x1AFF0...0x1AFF3,
    0x1AFF5...0x1AFFB, 0x1AFFD...0x1AFFE, 0x1B000...0x1B122, 0x1B150...0x1B152, 0x1B164...0x1B167,
    0x1B170...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
    0x1F200...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265,
    0x1F300...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
    0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440,
    0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A,
    0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC,
    0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DD...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF,
    0x1FA70...0x1FA74, 0x1FA78...0x1FA7C, 0x1FA80...0x1FA86, 0x1FA90...0x1FAAC, 0x1FAB0...0x1FABA,
    0x1FAC0...0x1FAC5, 0x1FAD0...0x1FAD9, 0x1FAE0...0x1FAE7, 0x1FAF0...0x1FAF6, 0x20000...0x2FFFD,
    0x30000...0x3FFFD,
  ]
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
