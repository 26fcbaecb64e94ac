/// What a search looks for: words that must all occur, phrases, alternatives, exclusions, prefixes, nearness.
///
/// `communication repair` finds records with both words, `"as written"` the phrase, `OR` either, `-not` or `NOT` leaves out,
/// `word*` any ending, `near(a b, 5)` words with at most five others between them. `AND` says what stands there without it.
/// What is written in a script without blanks between words, or in Korean, is found inside longer runs.
public struct SearchQuery: Hashable, Sendable {
  /// One thing to look for.
  public enum Term: Hashable, Sendable {
    /// Words in this order, side by side; the last may be the beginning of a word.
    case phrase(words: [String], isPrefix: Bool)
    /// Words in any order with at most that many others between them.
    case near(words: [String], distance: Int)
    /// What has to stand somewhere in the text, within a longer run or not, with the words that the index has of it.
    case passage(String, words: [String])
  }

  /// Alternatives, of which one has to occur.
  public struct Choice: Hashable, Sendable {
    /// The alternatives.
    public let terms: [Term]
  }

  /// All of these have to occur.
  public let wanted: [Choice]
  /// None of these may occur.
  public let unwanted: [Term]

  /// Words between the words of `near` where no number is given.
  public static let usualDistance = 10

  /// Reads a query.
  ///
  /// - Throws: a usage problem that quotes the query and points at the place that can't be read.
  public init(_ text: String) throws(Problem) {
    var reader = Reader(text)
    (wanted, unwanted) = try reader.query()
  }

  /// The words that are looked for, folded, without the unwanted ones.
  public var words: [String] {
    wanted.flatMap(\.terms).flatMap { term -> [String] in
      switch term {
      case .phrase(let words, _), .near(let words, _): words
      case .passage: []
      }
    }
  }

  /// What has to stand inside a longer run, of all that is looked for.
  public var passages: [String] {
    (wanted.flatMap(\.terms) + unwanted).compactMap { if case .passage(let passage, _) = $0 { passage } else { nil } }
  }

  /// The query as an FTS5 expression; every word stands in quotes, so that nothing in it is syntax.
  ///
  /// - Parameter spellings: those that a word has in the index.
  public func matchExpression(spellings: (String) throws -> [String]) rethrows -> String {
    let all = try wanted.map { "(\(try Self.expression(of: $0.terms, spellings: spellings)))" }
      .joined(separator: " AND ")
    guard !unwanted.isEmpty else { return all }
    return "(\(all)) NOT (\(try Self.expression(of: unwanted, spellings: spellings)))"
  }

  /// Alternatives as an FTS5 expression; of those that aren't the index's business nothing stands in it.
  public static func expression(of terms: [Term], spellings: (String) throws -> [String]) rethrows -> String {
    /// The words in every spelling.
    func ways(_ words: [String]) throws -> [[String]] {
      var ways: [[String]] = [[]]
      for word in words {
        let spelled = try spellings(word)
        ways = Array(ways.flatMap { way in spelled.map { way + [$0] } }.prefix(mostWays))
      }
      return ways
    }
    return try terms.flatMap { term -> [String] in
      switch term {
      case .phrase(let words, let isPrefix):
        try ways(words).map { "\"\($0.joined(separator: " "))\"" + (isPrefix ? " *" : "") }
      case .near(let words, let distance):
        try ways(words).map { "NEAR(\($0.map { "\"\($0)\"" }.joined(separator: " ")), \(distance))" }
      case .passage: []
      }
    }.joined(separator: " OR ")
  }

  /// Spellings of a phrase that are looked for at most.
  private static let mostWays = 64
}

extension SearchQuery {
  private enum Token {
    case word(String, isPrefix: Bool)
    case phrase(String, isPrefix: Bool)
    case near([String], Int)
    case or, and, not
  }

  /// Reads the query's characters from left to right and remembers where it stands.
  private struct Reader {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    /// The word between two others that was read last, and where it stands.
    private enum Link: Equatable {
      case or(Int), and(Int), not(Int)
    }

    mutating func query() throws(Problem) -> (wanted: [Choice], unwanted: [Term]) {
      var wanted: [[Term]] = []
      var unwanted: [Term] = []
      var link: Link?
      while skipSpace() {
        let start = position
        let isMinus = Self.dashes.contains(characters[position]) && hasWord(after: position)
        if isMinus { position += 1 }
        let token = try token()
        switch token {
        case .or where !isMinus, .and where !isMinus:
          let isOr = if case .or = token { true } else { false }
          guard link == nil, !wanted.isEmpty else {
            throw problem("\(isOr ? "OR" : "AND") stands between two words", at: start)
          }
          link = isOr ? .or(start) : .and(start)
        case .not where !isMinus:
          if case .or = link { throw problem("OR stands between two words", at: start) }
          if case .not = link { throw problem("NOT stands before a word", at: start) }
          link = .not(start)
        default:
          guard let term = try term(token, at: start) else { continue }
          var isUnwanted = isMinus
          if case .not(let place) = link {
            guard !isMinus else { throw problem("NOT stands before a word", at: place) }
            isUnwanted = true
          }
          if case .or = link {
            guard !isUnwanted else { throw problem("OR stands between two words", at: start) }
            wanted[wanted.count - 1].append(term)
          } else if isUnwanted {
            unwanted.append(term)
          } else {
            wanted.append([term])
          }
          link = nil
        }
      }
      switch link {
      case .or(let place): throw problem("OR stands between two words", at: place)
      case .and(let place): throw problem("AND stands between two words", at: place)
      case .not(let place): throw problem("NOT stands before a word", at: place)
      case nil: break
      }
      guard !wanted.isEmpty else {
        let rule =
          !unwanted.isEmpty
          ? "needs a word to look for, not only words to leave out"
          : characters.allSatisfy(\.isWhitespace) ? "is empty" : "there is no letter or digit to look for"
        throw problem(rule, at: 0)
      }
      return (wanted.map(Choice.init(terms:)), unwanted)
    }

    /// What leaves a word out: a hyphen, and what keyboards make of it.
    private static let dashes: Set<Character> = [
      "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}",
    ]

    private static let quotes: Set<Character> = [
      "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "«", "»", "「", "」", "『", "』",
    ]

    /// Whether a word or quotation begins right after the place; else a dash is a dash.
    private func hasWord(after place: Int) -> Bool {
      guard place + 1 < characters.count else { return false }
      let next = characters[place + 1]
      return next.isLetter || next.isNumber || Self.quotes.contains(next)
        || next.unicodeScalars.contains { $0.value > 0x2FFF }
    }

    private mutating func skipSpace() -> Bool {
      while position < characters.count, characters[position].isWhitespace { position += 1 }
      return position < characters.count
    }

    private mutating func token() throws(Problem) -> Token {
      if position < characters.count, Self.quotes.contains(characters[position]) { return try phrase() }
      let start = position
      while position < characters.count, !characters[position].isWhitespace,
        !Self.quotes.contains(characters[position]), characters[position] != "("
      {
        position += 1
      }
      let word = String(characters[start..<position])
      if position < characters.count, characters[position] == "(" {
        guard Folding.fold(word) == "near" else {
          throw problem("brackets stand after near only, as near(a b, 5)", at: position)
        }
        return try near(from: start)
      }
      switch word {
      case "OR": return .or
      case "AND": return .and
      case "NOT": return .not
      default: break
      }
      return .word(word.hasSuffix("*") ? String(word.dropLast()) : word, isPrefix: word.hasSuffix("*"))
    }

    private mutating func phrase() throws(Problem) -> Token {
      let start = position
      guard let end = characters[(start + 1)...].firstIndex(where: Self.quotes.contains) else {
        throw problem("the quotation mark isn't closed", at: start)
      }
      position = end + 1
      var isPrefix = false
      if position < characters.count, characters[position] == "*" {
        isPrefix = true
        position += 1
      }
      return .phrase(String(characters[(start + 1)..<end]), isPrefix: isPrefix)
    }

    private mutating func near(from start: Int) throws(Problem) -> Token {
      guard let end = characters[position...].firstIndex(of: ")") else {
        throw problem("the bracket isn't closed", at: position)
      }
      let inside = String(characters[(position + 1)..<end])
      position = end + 1
      let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
      var distance = SearchQuery.usualDistance
      if parts.count == 2 {
        guard let number = Int(String(parts[1]).trimmed), (0...1000).contains(number) else {
          throw problem("near takes a number of words from 0 to 1000 after the comma", at: start)
        }
        distance = number
      }
      let text = String(parts.first ?? "")
      guard !Self.isPassage(text) else {
        throw problem("near counts words, which stand apart by blanks", at: start)
      }
      let words = Folding.words(text)
      guard parts.count <= 2, words.count >= 2 else {
        throw problem("near takes two words or more, as near(a b, 5)", at: start)
      }
      return .near(words, distance)
    }

    /// What a token looks for, nil where it is a sign between words, such as a dash or `&`.
    private func term(_ token: Token, at start: Int) throws(Problem) -> Term? {
      switch token {
      case .near(let words, let distance): return .near(words: words, distance: distance)
      case .word(let text, let isPrefix), .phrase(let text, let isPrefix):
        // The possessive is an ending like others, which the index's stemmer doesn't know.
        let stem = ["'s", "’s"].first { text.hasSuffix($0) }.map { String(text.dropLast($0.count)) } ?? text
        let words = Folding.words(stem)
        if words.isEmpty {
          if case .phrase = token { throw problem("there is no letter or digit to look for", at: start) }
          return nil
        }
        if Self.isPassage(text) { return .passage(Folding.passage(text), words: words) }
        return .phrase(words: words, isPrefix: isPrefix)
      case .or, .and, .not: throw problem("OR, AND and NOT stand before a word", at: start)
      }
    }

    private static func isPassage(_ text: String) -> Bool {
      text.unicodeScalars.contains { [.unspaced, .hangul].contains(NameLetters.kind($0)) }
    }

    private func problem(_ rule: String, at place: Int) -> Problem {
      let before = String(characters[..<min(place, characters.count)]).shown(keepingLines: false)
      let after = String(characters[min(place, characters.count)...]).shown(keepingLines: false)
      return Problem(
        .usage, "query: \(rule)", hint: "at the mark: \(before.suffix(40))▸\(after.prefix(40))")
    }
  }
}
