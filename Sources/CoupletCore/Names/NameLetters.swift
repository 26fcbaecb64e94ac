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
    return Folding.scalars(scalars)
  }

  /// A name on one line, folded, with one blank between its words.
  static func line(_ name: String) -> String {
    Folding.fold(name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// A word folded, and as it is typed where a keyboard has no umlauts.
  static func spellings(_ word: String) -> [String] {
    var spellings = [""]
    for character in word.composed.lowercased() {
      let plain = Folding.fold(String(character))
      let further = spellings.count < mostSpellings ? expansions[character].map { [$0] } ?? [] : []
      spellings = ([plain] + further.filter { $0 != plain }).flatMap { letter in spellings.map { $0 + letter } }
    }
    return spellings
  }

  private static let mostSpellings = 16

  private static let expansions: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "ñ": "ny",
  ]
}
