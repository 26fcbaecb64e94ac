/// The one form in which what was typed is compared: names, handles, headings, words of the command line, searches.
///
/// It is composed, without case, and without whatever a hurried hand or another keyboard leaves out: accents, the strokes of
/// `ł`, `ø` and `đ`, the dot of `i`; `ß`, `æ`, `œ` and `þ` are two letters. The full-text index keeps more
/// (``IndexLetters``), so that a search asks it for each spelling that it has (``spellings``).
public enum Folding {
  /// The text in the form in which it is compared.
  public static func fold(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    var marks = String.UnicodeScalarView()
    for scalar in letters(String(text)).unicodeScalars { marks.append(punctuation(scalar)) }
    return String(marks)
  }

  /// The words of a text in that form, cut where the full-text index cuts them.
  public static func words(_ text: some StringProtocol) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return IndexLetters.words(text) }
    return String(text).composed.unicodeScalars.split { !IndexLetters.isWordCharacter($0) }
      .map { letters(String(String.UnicodeScalarView($0))) }.filter { !$0.isEmpty }
  }

  /// A text in that form on one line with single blanks, in which a passage is looked for.
  public static func passage(_ text: some StringProtocol) -> String {
    fold(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// Signs that look alike and are typed for one another: quotation marks, dashes, blanks.
  private static func punctuation(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xB4, 0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xFF07: "'"
    case 0x201C...0x201F, 0x2033, 0xFF02: "\""
    case 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D: "-"
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
    default: scalar
    }
  }

  // MARK: Letters

  private static func letters(_ text: String) -> String { scalars(text.composed.unicodeScalars) }

  /// Each scalar folded for itself, for who keeps count of places.
  static func scalars(_ scalars: some Collection<Unicode.Scalar>) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar.value < 0x80 {
        folded.append(IndexLetters.fold(scalar) ?? scalar)
      } else if !isDropped(scalar) {
        // The table of the full-text index knows the capitals; what it leaves is folded on.
        guard let small = IndexLetters.fold(scalar) else { continue }
        if let more = further[small] {
          folded.append(contentsOf: more.unicodeScalars)
        } else {
          append(small, to: &folded)
        }
      }
    }
    return String(folded)
  }

  /// Appends a letter without the marks that it is made of.
  private static func append(_ letter: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
    switch letter.value {
    // Syllables and ideographs have no accents to drop; voiced kana are letters of their own.
    case 0..<0x80, 0x3040...0xD7FF, 0xF900...0xFAFF, 0x2F800...0x2FA1F: folded.append(letter)
    default:
      for part in String(Character(letter)).decomposed.unicodeScalars where !isDropped(part) {
        folded.append(contentsOf: further[part].map { Array($0.unicodeScalars) } ?? [part])
      }
    }
  }

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

  /// What the full-text index leaves as it is, and is typed without.
  private static let further: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
      "ŀ": "l", "ŧ": "t", "ĸ": "k", "ŋ": "n", "ĳ": "ij", "ŉ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d",
      "ƙ": "k", "ƴ": "y", "ɲ": "n", "ɨ": "i", "ʉ": "u", "ǆ": "dz", "ǉ": "lj", "ǌ": "nj", "ﬁ": "fi", "ﬂ": "fl",
      "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "й": "и", "ё": "е", "ї": "і", "ў": "у", "ѓ": "г", "ќ": "к", "ѝ": "и", "ѐ": "е",
      "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "ϊ": "ι", "ϋ": "υ", "ΐ": "ι", "ΰ": "υ",
      "ς": "σ", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ك": "ك", "ی": "ي", "ک": "ك",
    ]
    // Letters and digits as wide as a Chinese one.
    for value in UInt32(0xFF10)...0xFF5A where value < 0xFF1A || value > 0xFF40 {
      if let wide = Unicode.Scalar(value), let plain = Unicode.Scalar(value - 0xFEE0) {
        table[wide] = String(Character(plain))
      }
    }
    return table
  }()

  // MARK: Asking the index

  /// For one or two folded letters, the letters of the full-text index that fold to them.
  private static let kept: [String: [Unicode.Scalar]] = {
    var table: [String: [Unicode.Scalar]] = [:]
    for scalar in keptLetters.unicodeScalars { table[letters(String(Character(scalar))), default: []].append(scalar) }
    return table
  }()

  // What stands in the index and folds further; a test asks every scalar.
  static let keptLetters = """
    ßæðøþđħıĳĸŀłŉŋœŧƙƴǆǉǌǡǣǯǽǿɓɔɗəɛɨɲʉʹΐάέήίΰϊϋόύώϓϔйѐёѓїќѝўѷӂӑӓ\
    ӗӛӝӟӣӥӧӫӭӯӱӳӵӹآأؤإئةىٱکۀۂیۓۥۦऩऱऴஔဦᬆ\
    ᬈᬊᬌᬎᬒἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὐὑὒὓὔὕὖὗὠὡὢὣὤὥὦὧὰάὲ\
    έὴήὶίὸόὺύὼώᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱᾲᾳᾴᾶᾷῂῃῄῆῇῐῑῒΐῖῗῠῡῢΰῤῥῦ\
    ῧῲῳῴῶῷﬀﬁﬂﬃﬄיִײַשׁשׂשּׁשּׂאַאָאּבּגּדּהּוּזּטּיּךּכּלּמּנּסּףּפּצּקּרּשּתּוֹבֿכֿפֿ０１２３４５６７８９ａｂｃｄｅ\
    ｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐗉𐗤𑂚𑂜𑂫𑎃𑎅𑎎𑎑𖵨𖵩𖵪
    """

  /// The spellings that a folded word can have in the full-text index, itself first.
  ///
  /// - Parameters:
  ///   - most: how many at most; only those count whose letters are there.
  ///   - isThere: whether the index has a word that begins so.
  public static func spellings(
    of word: String, most: Int = 64, where isThere: (String) throws -> Bool
  ) rethrows -> [String] {
    let scalars = Array(word.unicodeScalars)
    // For each place, the beginnings that reach it.
    var reaching = [[String]](repeating: [], count: scalars.count + 1)
    reaching[0] = [""]
    for place in scalars.indices {
      for start in reaching[place] {
        reaching[place + 1].append(start + String(Character(scalars[place])))
        for length in 1...3 where place + length <= scalars.count {
          let folded = String(String.UnicodeScalarView(scalars[place..<place + length]))
          for letter in kept[folded] ?? [] where reaching[place + length].count < most {
            let spelled = start + String(Character(letter))
            if try isThere(spelled) { reaching[place + length].append(spelled) }
          }
        }
      }
    }
    return Array(reaching[scalars.count].prefix(most))
  }
}
