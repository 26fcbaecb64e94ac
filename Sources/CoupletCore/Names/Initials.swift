/// Initials or letters for a couple's members, and their names in free text replaced by them.
struct Initials: Sendable {
  private let byClient: [Client.ID: String]
  private let names: Names
  /// What stands for each person of ``names``.
  private let standIns: [String]

  /// Initials, as few as tell everybody apart.
  ///
  /// - Parameters:
  ///   - couple: label and handles, which stand for all of them.
  ///   - isNumbered: whether those whom no initials tell apart have numbers; in a long list nobody has.
  init(of clients: [Client], couple: [String] = [], isNumbered: Bool = true) {
    let initials = Self.initials(of: clients, isNumbered: isNumbered)
    byClient = Dictionary(zip(clients.map(\.id), initials)) { first, _ in first }
    names = Names(
      clients.map { Named(of: $0) } + couple.map { Named(names: [$0], isOwn: false, isWhole: true) })
    standIns = initials + couple.map { _ in initials.joined(separator: " & ") }
  }

  /// Letters in the order of the couple, and stand-ins for everybody else who is known.
  init(lettersFor clients: [Client], hiding known: KnownNames) {
    let letters = clients.indices.map { place in
      place < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place))) : "P\(place + 1)"
    }
    byClient = Dictionary(zip(clients.map(\.id), letters)) { first, _ in first }
    let others = known.clients.filter { other in !clients.contains { $0.id == other.id } }
    let strangers = others.map { Named(of: $0, isOwn: false) } + known.people.map { Named(names: [$0], isOwn: false) }
    let couples = known.couples.map { Named(names: [$0], isOwn: false, isWhole: true) }
    names = Names(clients.map { Named(of: $0) } + strangers + couples)
    standIns = letters + strangers.map { _ in KnownNames.person } + couples.map { _ in KnownNames.couple }
  }

  private static func initials(of clients: [Client], isNumbered: Bool) -> [String] {
    func words(_ client: Client) -> [Substring] { client.name.split { $0.isWhitespace || $0 == "-" } }
    func letters(_ count: Int) -> [String] {
      clients.map { words($0).map { $0.prefix(count).uppercased() + "." }.joined() }
    }
    // First letters of the first names; of all names, then more of each where that isn't nearly all of it.
    let first = clients.map { $0.shortName.prefix(1).uppercased() + "." }
    let isLong = clients.flatMap(words).allSatisfy { $0.count > 3 }
    let ways = [first, letters(1)] + (isLong ? [letters(2)] : [])
    if let way = ways.first(where: { Set($0).count == clients.count }) { return way }
    return isNumbered ? zip(letters(1), 1...).map { "\($0)\($1)" } : letters(1)
  }

  func of(_ id: Client.ID) -> String { byClient[id] ?? "?" }

  // MARK: Texts

  /// The text with initials or letters for names; what can't be decided stands as it was written.
  func replaced(in text: String) -> String {
    let cut = names.cut(text)
    let spans = names.spans(in: cut)
    guard !spans.isEmpty else { return text }
    var result = String.UnicodeScalarView()
    var place = 0
    for span in spans {
      guard let standIn = standIn(for: span.meaning) else { continue }
      result.append(contentsOf: cut.scalars[place..<span.range.lowerBound])
      place = span.range.upperBound
      // "D." before a full stop keeps one of the two.
      let endsSentence = standIn.hasSuffix(".") && place < cut.scalars.count && cut.scalars[place] == "."
      result.append(contentsOf: (endsSentence ? String(standIn.dropLast()) : standIn).unicodeScalars)
    }
    result.append(contentsOf: cut.scalars[place...])
    return String(result)
  }

  private func standIn(for meaning: Names.Span.Meaning) -> String? {
    func all(_ people: [Int]) -> [String] {
      people.reduce(into: []) { if !$0.contains(standIns[$1]) { $0.append(standIns[$1]) } }
    }
    switch meaning {
    case .undecided: return nil
    case .name(let people): return all(people).joined(separator: " or ")
    case .plural(let people):
      let all = all(people)
      guard all.count == 1, let one = all.first else { return all.joined(separator: " & ") }
      // "As" would be a word.
      return one.last?.isLetter == true ? one + "'s" : one + "s"
    }
  }

  /// A word of which it can't be decided whether it is a name.
  struct Undecided {
    /// As it is written.
    let word: String
    /// Its letters, and those that follow it before any other sign: by them it is found again on a page.
    let letters: String
  }

  /// The words of a text of which it can't be decided whether they are names.
  func undecided(in text: String) -> [Undecided] {
    let cut = names.cut(text)
    let spans = names.spans(in: cut)
    return spans.indices.filter { spans[$0].meaning == .undecided }.map { place in
      let range = spans[place].range
      let end = place + 1 < spans.count ? spans[place + 1].range.lowerBound : cut.scalars.count
      let rest = cut.scalars[range.upperBound..<end].prefix { scalar in
        NameLetters.kind(scalar) == .letter || scalar.properties.isWhitespace
      }
      return Undecided(
        word: Self.text(cut.scalars[range]),
        letters: Self.letters(Self.text(cut.scalars[range]))
          + String(Self.letters(Self.text(rest)).prefix(Self.lettersBehind)))
    }
  }

  private static let lettersBehind = 12

  /// The letters of a text, in which a page that breaks its lines otherwise is the same.
  static func letters(_ text: String) -> String { text.filter(\.isLetter) }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
