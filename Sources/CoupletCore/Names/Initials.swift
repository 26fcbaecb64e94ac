/// Initials for a couple's members, and their names in free text replaced by them.
struct Initials: Sendable {
  private let byClient: [Client.ID: String]
  /// Folded words and what stands for them, by the first word; the longest run of words is tried first.
  private let replacements: [String: [Replacement]]

  private struct Replacement {
    let words: [String]
    let standIn: String
    /// Whether it is one word that may be an everyday one too, and is a name only where it is written large.
    var isName = false
  }

  init(of clients: [Client]) {
    func letters(_ name: String, each count: Int) -> String {
      name.split { $0.isWhitespace || $0 == "-" }.map { $0.prefix(count).uppercased() + "." }.joined()
    }
    // First letters of the first names; of all names, then more letters of each, until nobody shares theirs.
    let ways: [(Client) -> String] =
      [{ $0.shortName.prefix(1).uppercased() + "." }] + (1...4).map { count in { letters($0.name, each: count) } }
    let way = ways.first { way in Set(clients.map(way)).count == clients.count } ?? ways[1]
    byClient = Dictionary(clients.map { ($0.id, way($0)) }) { first, _ in first }
    replacements = Self.indexed(clients.flatMap { client in Self.parts(of: client).map { ($0, way(client), false) } })
  }

  /// Letters in the order of the couple, and stand-ins for everybody else who is known.
  init(lettersFor clients: [Client], hiding known: KnownNames) {
    let letters = zip(clients, 0...).map { client, place in
      (client, place < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place))) : "P\(place + 1)")
    }
    byClient = Dictionary(letters.map { ($0.0.id, $0.1) }) { first, _ in first }
    let own = letters.flatMap { client, letter in Self.parts(of: client).map { ($0, letter, false) } }
    let others = known.clients.filter { other in !clients.contains { $0.id == other.id } }
    replacements = Self.indexed(
      own + known.couples.map { ($0, KnownNames.couple, false) }
        + others.flatMap { client in Self.parts(of: client).map { ($0, KnownNames.person, true) } }
        + known.people.flatMap { name in [name] + Self.words(of: name) }.map { ($0, KnownNames.person, true) })
  }

  /// The names by which a client may be called in a text.
  private static func parts(of client: Client) -> [String] {
    // A particle of a name ("de", "van") is an everyday word in somebody's language; it is written small.
    [client.name, client.shortName] + words(of: client.name)
  }

  /// First names that are everyday words too: written small they are no name.
  private static let everyday: Set = [
    "april", "art", "august", "bill", "chase", "dale", "dawn", "dean", "drew", "duke", "earl", "faith", "frank", "gay",
    "gene", "glen", "grace", "grant", "guy", "heather", "holly", "hope", "ivy", "jack", "joy", "june", "king", "lily",
    "long", "major", "mark", "may", "miles", "nick", "olive", "pat", "pearl", "penny", "ray", "reed", "rich", "rose",
    "ruby", "sage", "sandy", "short", "skip", "small", "sky", "sue", "summer", "violet", "wade", "will", "young",
  ]

  private static func words(of name: String) -> [String] {
    let parts =
      name.split(whereSeparator: \.isWhitespace).map(String.init)
      + name.split { !$0.isLetter }.filter { $0.count > 2 }.map(String.init)
    return parts.filter { $0.first?.isLowercase != true }
  }

  /// The first that names a run of words stands for it.
  private static func indexed(_ names: [(name: String, standIn: String, isName: Bool)]) -> [String: [Replacement]] {
    var found: [String: [Replacement]] = [:]
    var known: Set<[String]> = []
    for (name, standIn, isName) in names {
      let words = Folding.words(name)
      guard let first = words.first, known.insert(words).inserted else { continue }
      found[first, default: []].append(
        Replacement(
          words: words, standIn: standIn, isName: words.count == 1 && (isName || everyday.contains(first))))
    }
    return found.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  func of(_ id: Client.ID) -> String { byClient[id] ?? "?" }

  func replaced(in text: String) -> String {
    let pieces = Self.pieces(of: text)
    let folded = pieces.map { $0.isWord ? Folding.fold($0.text) : nil }
    // The words of one name stand apart by a blank, a hyphen or an apostrophe, not by the end of a sentence.
    let separators = pieces.map { !$0.isWord && $0.text.allSatisfy { $0.isWhitespace || "-‐‑'’".contains($0) } }
    var result = ""
    var index = 0
    while index < pieces.count {
      if folded[index] != nil, let hit = match(pieces[index].text, folded, separators, at: index) {
        result += hit.initials
        index = hit.end
        // "D." before a full stop keeps one of the two.
        if index < pieces.count, pieces[index].text.hasPrefix("."), hit.initials.hasSuffix(".") { result.removeLast() }
      } else {
        result += pieces[index].text
        index += 1
      }
    }
    return result
  }

  /// The longest name that begins at that piece; its words stand apart by one separator each.
  private func match(
    _ text: String, _ folded: [String?], _ separators: [Bool], at start: Int
  ) -> (initials: String, end: Int)? {
    for replacement in folded[start].flatMap({ replacements[$0] }) ?? [] {
      if replacement.isName, text.first?.isLowercase == true { continue }
      let last = start + 2 * (replacement.words.count - 1)
      guard last < folded.count else { continue }
      let words = stride(from: start, through: last, by: 2).map { folded[$0] }
      let between = stride(from: start + 1, to: last, by: 2).allSatisfy { separators[$0] }
      if between, words.elementsEqual(replacement.words.map(Optional.some)) { return (replacement.standIn, last + 1) }
    }
    return nil
  }

  private static func pieces(of text: String) -> [(text: String, isWord: Bool)] {
    var pieces: [(text: String, isWord: Bool)] = []
    for character in text {
      let isWord = character.unicodeScalars.allSatisfy(Folding.isWordCharacter)
      if pieces.last?.isWord == isWord {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append((String(character), isWord))
      }
    }
    return pieces
  }
}

/// Everybody whom a practice knows, to be replaced in a text that somebody else reads.
public struct KnownNames: Sendable {
  static let person = "[person]"
  static let couple = "[couple]"

  let clients: [Client]
  /// Handles and labels.
  let couples: [String]
  /// Third persons, and the counselor.
  let people: [String]

  /// The clients and couples of a practice, its counselor, and the third persons that a couple's chart names.
  public init(_ directory: Directory, counselor: String?, others: [String]) {
    clients = directory.clients
    couples = directory.couples.flatMap { couple in
      [couple.handle.description, couple.label] + couple.formerHandles.map(\.description)
    }
    people = others + [counselor].compactMap { $0 }
  }
}

extension Seen {
  /// The third persons whom the chart names.
  public var thirdPersons: [String] {
    records.contacts.compactMap(\.other)
      + records.risks.compactMap { risk in
        if case .other(let name)? = risk.told?.by { name } else { nil }
      }
  }
}
