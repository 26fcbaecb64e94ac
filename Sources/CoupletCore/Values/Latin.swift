/// Names in letters that every keyboard has, for the handles that the program makes.
///
/// Greek and Cyrillic letters have one Latin spelling that most people would try first. Other scripts have none without the
/// knowledge of a language (a Chinese name reads otherwise in Japan), so that what is in them stays: whoever enters such names
/// has their keyboard, and can give the couple another handle.
enum Latin {
  /// The folded text with Greek and Cyrillic letters spelled.
  static func spelled(_ text: some StringProtocol) -> String {
    let folded = Folding.fold(text)
    if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
    return folded.unicodeScalars.map { table[$0] ?? String(Character($0)) }.joined()
  }

  private static let table: [Unicode.Scalar: String] = [
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "τ": "t", "υ": "u", "φ": "f", "χ": "ch",
    "ψ": "ps", "ω": "o",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "е": "e", "є": "ye", "ж": "zh", "з": "z",
    "ѕ": "dz", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "џ": "dz",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
  ]
}
