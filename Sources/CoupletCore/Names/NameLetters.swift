/// The letters of a text as names are compared: without case, accents and whatever can't be seen.
enum NameLetters {
  /// What a scalar is in a word.
  enum Kind {
    /// A letter of a script that sets blanks between words.
    case letter
    /// One of a script without blanks, such as Chinese, Japanese and Thai.
    case unspaced
    /// A Korean syllable, to which particles are set without a blank.
    case hangul
    case digit
    /// An accent or another mark on what stands before it.
    case mark
    /// What is drawn as nothing: a soft hyphen, a blank without width, a mark of direction.
    case ignorable
    case separator
  }

  static func kind(_ scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x80 {
      return switch value {
      case 0x41...0x5A, 0x61...0x7A: .letter
      case 0x30...0x39: .digit
      default: .separator
      }
    }
    // The stroke that makes Arabic words longer is drawn, and means nothing.
    if value == 0x640 || scalar.properties.isDefaultIgnorableCodePoint { return .ignorable }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .privateUse:
      return isHangul(value) ? .hangul : isUnspaced(value) ? .unspaced : .letter
    case .letterNumber, .decimalNumber, .otherNumber: return value == 0x3007 ? .unspaced : .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .separator
    }
  }

  private static func isHangul(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7FF: true
    default: false
    }
  }

  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The scalars, folded.
  static func fold(_ scalars: some Collection<Unicode.Scalar>) -> String {
    if scalars.allSatisfy({ $0.value < 0x80 }) {
      return String(unsafeUninitializedCapacity: scalars.count) { bytes in
        for (place, scalar) in scalars.enumerated() {
          let byte = UInt8(truncatingIfNeeded: scalar.value)
          bytes[place] = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        }
        return scalars.count
      }
    }
    var folded = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar.value < 0x80 {
        folded.append(Folding.fold(scalar) ?? scalar)
      } else if !isDropped(scalar) {
        // The table of the full-text index knows the capitals; what it leaves is folded on.
        guard let small = Folding.fold(scalar) else { continue }
        if let more = further[small] { folded.append(contentsOf: more.unicodeScalars) } else { folded.append(small) }
      }
    }
    return String(folded)
  }

  /// A name on one line, folded, with one blank between its words.
  static func line(_ name: String) -> String {
    fold(name.split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars)
  }

  /// A word folded, and as it is typed where a keyboard has no umlauts.
  static func spellings(_ word: String) -> [String] {
    var spellings = [""]
    for character in word.lowercased() {
      let plain = fold(character.unicodeScalars)
      let further = spellings.count < mostSpellings ? expansions[character].map { [$0] } ?? [] : []
      spellings = ([plain] + further.filter { $0 != plain }).flatMap { letter in spellings.map { $0 + letter } }
    }
    return spellings
  }

  private static let mostSpellings = 16

  /// Whether folding leaves nothing of it: accents, points and what can't be seen.
  ///
  /// Vowels of Indic scripts are letters.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x487, 0x591...0x5C7, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6ED,
      0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
      true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static let expansions: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "ñ": "ny",
  ]

  /// What SQLite's index leaves as it is, and names are typed without.
  private static let further: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
      "ŀ": "l", "ŧ": "t", "ĸ": "k", "ŋ": "n", "ĳ": "ij", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "й": "и", "ё": "е", "ї": "і",
      "ў": "у", "ѓ": "г", "ќ": "к", "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "ϊ": "ι",
      "ϋ": "υ", "ΐ": "ι", "ΰ": "υ", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
    ]
    // Letters as wide as a Chinese one.
    for (wide, plain) in zip(UInt32(0xFF41)...0xFF5A, UInt32(0x61)...0x7A) {
      if let wide = Unicode.Scalar(wide), let plain = Unicode.Scalar(plain) { table[wide] = String(Character(plain)) }
    }
    return table
  }()
}
