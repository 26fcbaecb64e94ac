/// A text cut into words, for finding names in it.
struct NameText {
  /// A word: letters of one kind, with the marks and the unseen between them.
  struct Word {
    /// Where it stands, counted in scalars.
    let range: Range<Int>
    let kind: NameLetters.Kind
    let folded: String
    /// Whether it begins with a capital; scripts without capitals write everything so.
    let isLarge: Bool
    /// Whether it is of two letters or more, and all of them are capitals.
    let isAllLarge: Bool
  }

  let scalars: [Unicode.Scalar]
  /// Where the words stand: a word is folded only when it is looked at, which few are.
  private(set) var places: [(range: Range<Int>, kind: NameLetters.Kind)] = []
  private let kinds: [NameLetters.Kind]

  /// The words, each made when it is asked for.
  var words: Words { Words(text: self) }

  struct Words: RandomAccessCollection {
    fileprivate let text: NameText

    var startIndex: Int { 0 }
    var endIndex: Int { text.places.count }

    subscript(place: Int) -> Word { text.word(text.places[place].range, text.places[place].kind) }
  }

  /// The words of a text.
  ///
  /// - Parameter isKnown: whether a folded word is a name as a whole, so that it isn't cut where its case changes.
  init(_ text: String, isKnown: (String) -> Bool) {
    scalars = Array(text.unicodeScalars)
    kinds = scalars.map(NameLetters.kind)
    var index = 0
    while index < scalars.count {
      let kind = kinds[index]
      guard kind != .separator, kind != .ignorable, kind != .mark else {
        index += 1
        continue
      }
      var end = index + 1
      var next = end
      while next < scalars.count, kinds[next] == kind || kinds[next] == .mark || kinds[next] == .ignorable {
        next += 1
        // What can't be seen is a word's own only between its letters.
        if kinds[next - 1] != .ignorable { end = next }
      }
      add(index..<end, kind, isKnown)
      index = end
    }
  }

  /// Adds the words of a run of letters: one, or several that are set together.
  private mutating func add(_ run: Range<Int>, _ kind: NameLetters.Kind, _ isKnown: (String) -> Bool) {
    guard kind == .letter, hasBorder(run) else { return places.append((run, kind)) }
    let borders = borders(in: run)
    if borders.count > Self.mostBorders || isKnown(folded(run)) { return places.append((run, kind)) }
    let starts = [run.lowerBound] + borders + [run.upperBound]
    var place = 0
    while place < starts.count - 1 {
      var end = starts.count - 1
      while end > place + 1, !isKnown(folded(starts[place]..<starts[end])) { end -= 1 }
      // "McKane" is another name than "Kane".
      if end == place + 1, end < starts.count - 1, kinds[starts[end]] == .letter,
        Self.prefixes.contains(folded(starts[place]..<starts[end]))
      {
        end += 1
      }
      places.append((starts[place]..<starts[end], kind))
      place = end
    }
  }

  private func folded(_ range: Range<Int>) -> String { NameLetters.fold(scalars[range]) }

  /// Whether a run may have to be cut; nearly none has.
  private func hasBorder(_ run: Range<Int>) -> Bool {
    for index in run.dropFirst() where kinds[index] == .ignorable || Self.isCapital(scalars[index]) { return true }
    return false
  }

  private static let mostBorders = 12
  private static let prefixes: Set = ["mc", "mac", "o", "de", "di", "da", "la", "le", "van", "von", "fitz"]

  /// Where a run may be cut: at a capital after a small letter, and at what can't be seen.
  private func borders(in run: Range<Int>) -> [Int] {
    run.dropFirst().filter { index in
      let before = kinds[index - 1]
      if before == .ignorable { return kinds[index] == .letter }
      return kinds[index] == .letter && Self.isCapital(scalars[index]) && Self.isSmall(scalars[index - 1])
    }
  }

  private func word(_ range: Range<Int>, _ kind: NameLetters.Kind) -> Word {
    let own = scalars[range]
    var (capitals, smalls) = (0, 0)
    for scalar in own {
      if Self.isCapital(scalar) { capitals += 1 } else if Self.isSmall(scalar) { smalls += 1 }
    }
    return Word(
      range: range, kind: kind, folded: NameLetters.fold(own), isLarge: own.first.map { !Self.isSmall($0) } ?? false,
      isAllLarge: capitals > 1 && smalls == 0)
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x41...0x5A).contains(scalar.value) }
    return scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
  }

  private static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x61...0x7A).contains(scalar.value) }
    return scalar.properties.isLowercase
  }

  // MARK: Between words

  /// What stands before a word, back to the word before it, without the unseen.
  func gap(before place: Int) -> String {
    let start = place == 0 ? 0 : places[place - 1].range.upperBound
    let end = place == places.count ? scalars.count : places[place].range.lowerBound
    var gap = String.UnicodeScalarView()
    for index in start..<end where kinds[index] != .ignorable { gap.append(scalars[index]) }
    return String(gap)
  }

  /// What may stand between the words of a name.
  enum Joint {
    /// Blanks, a new line, a hyphen, an apostrophe and their like.
    case loose
    /// Nothing but blanks, as the two may as well be two people.
    case tight
    /// Nothing but a hyphen or what stands for one, as in a handle.
    case hyphen
  }

  /// Whether two words that stand one after the other can be words of one name.
  func joins(before place: Int, as joint: Joint, takesComma: Bool = false) -> Bool {
    let gap = gap(before: place)
    if joint == .hyphen { return gap.count == 1 && "-‐‑–_.".contains(gap) }
    let lines = gap.count(where: \.isNewline)
    if gap.allSatisfy(\.isWhitespace) { return lines == 0 || lines == 1 && joint == .loose }
    let signs = gap.filter { !$0.isWhitespace }
    if takesComma, signs == "," { return lines <= 1 }
    if signs == ".", isInitial(place - 1) { return lines == 0 }
    guard joint == .loose, signs.count == 1 else { return false }
    if gap.count == 1 { return "-‐‑–'’ʼ`´._・·＝".contains(signs) }
    // A name that is broken at the end of a line.
    return gap.first == "-" && gap.dropFirst().first?.isNewline == true && lines == 1
  }

  /// Whether what stands between two names can stand within one: blanks, or one hyphen.
  func isOneName(_ between: Range<Int>) -> Bool {
    let scalars = scalars[between].filter { NameLetters.kind($0) != .ignorable }
    if scalars.isEmpty { return false }
    return scalars.allSatisfy { $0.properties.isWhitespace && $0 != "\n" && $0 != "\r" }
      || scalars.count == 1 && "-‐‑–_.".unicodeScalars.contains(scalars[scalars.startIndex])
  }

  /// Whether a word is the rest of one that is broken at the end of a line, by a hyphen or a soft one.
  func isBroken(before place: Int) -> Bool {
    let gap = scalars[places[place - 1].range.upperBound..<places[place].range.lowerBound]
    guard let first = gap.first, "-‐\u{AD}".unicodeScalars.contains(first) else { return false }
    let rest = gap.dropFirst()
    return rest.contains { $0 == "\n" || $0 == "\r" } && rest.allSatisfy(\.properties.isWhitespace)
  }

  /// Whether a sentence, a line or something quoted begins with the word.
  func isFirst(_ place: Int) -> Bool {
    let gap = gap(before: place)
    guard place > 0 else { return true }
    if gap.contains(where: \.isNewline) { return true }
    if let last = gap.last, "\"'“‘„«‹「『".contains(last), gap.count > 1 || last == "“" || last == "„" { return true }
    guard gap.contains(where: { ".!?:…。！？؟۔।".contains($0) }) else { return false }
    // "Mr. Price" and "J. Price" go on, and so does an address.
    if gap.contains(where: \.isWhitespace) {
      return !(gap.first == "." && (isTitle(place - 1) || isInitial(place - 1)))
    }
    return gap != "."
  }

  /// Whether the word before is a form of address: what follows it is a name.
  func isAddressed(_ place: Int) -> Bool {
    guard place > 0, isTitle(place - 1) else { return false }
    let gap = gap(before: place)
    return gap.contains(where: \.isWhitespace) && gap.allSatisfy { $0.isWhitespace || $0 == "." }
      && !gap.contains(where: \.isNewline)
  }

  private func isInitial(_ place: Int) -> Bool { words[place].kind == .letter && words[place].folded.count == 1 }

  private func isTitle(_ place: Int) -> Bool {
    // Who misses somebody is not addressing her.
    Self.titles.contains(words[place].folded) && (words[place].isLarge || words[place].folded != "miss")
  }

  /// The word at a place, where nothing but blanks stands before it.
  func folded(_ place: Int) -> String? {
    guard place >= 0, place < words.count else { return nil }
    return place == 0 || gap(before: place).allSatisfy(\.isWhitespace) ? words[place].folded : nil
  }

  /// Forms of address.
  static let titles: Set = [
    "mr", "mrs", "ms", "miss", "mx", "mister", "dr", "doctor", "prof", "professor", "herr", "frau", "senor",
    "senora", "sra", "mme", "mlle", "madame", "monsieur", "signor", "signora", "pani", "господин", "госпожа",
  ]
}
