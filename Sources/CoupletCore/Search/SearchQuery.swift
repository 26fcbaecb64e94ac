/// What a search looks for: words that must all occur, phrases, alternatives, exclusions, prefixes, nearness.
///
/// `communication repair` finds records with both words, `"as written"` the phrase, `OR` either, `-not` leaves out,
/// `word*` any ending, `near(a b, 5)` words with at most five others between them.
public struct SearchQuery: Hashable, Sendable {
  /// One thing to look for.
  public enum Term: Hashable, Sendable {
    /// Words in this order, side by side; the last may be the beginning of a word.
    case phrase(words: [String], isPrefix: Bool)
    /// Words in any order with at most that many others between them.
    case near(words: [String], distance: Int)
  }

  /// Alternatives, of which one has to occur.
  public struct Choice: Hashable, Sendable {
    let terms: [Term]
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
    wanted.flatMap(\.terms).flatMap { term in
      switch term {
      case .phrase(let words, _), .near(let words, _): words
      }
    }
  }

  /// The query as an FTS5 expression; every word stands in quotes, so that nothing in it is syntax.
  public var matchExpression: String {
    func quoted(_ words: [String]) -> String { "\"\(words.joined(separator: " "))\"" }
    func expression(_ term: Term) -> String {
      switch term {
      case .phrase(let words, let isPrefix): quoted(words) + (isPrefix ? " *" : "")
      case .near(let words, let distance):
        "NEAR(\(words.map { quoted([$0]) }.joined(separator: " ")), \(distance))"
      }
    }
    let all = wanted.map { "(\($0.terms.map(expression).joined(separator: " OR ")))" }.joined(separator: " AND ")
    return unwanted.isEmpty ? all : "(\(all)) NOT (\(unwanted.map(expression).joined(separator: " OR ")))"
  }
}

extension SearchQuery {
  private enum Token {
    case word(String, isPrefix: Bool)
    case phrase(String, isPrefix: Bool)
    case near([String], Int)
    case or
  }

  /// Reads the query's characters from left to right and remembers where it stands.
  private struct Reader {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    mutating func query() throws(Problem) -> (wanted: [Choice], unwanted: [Term]) {
      var wanted: [[Term]] = []
      var unwanted: [Term] = []
      // The place of an OR that still waits for its right side.
      var openOr: Int?
      while skipSpace() {
        let start = position
        let isUnwanted = characters[position] == "-"
        if isUnwanted { position += 1 }
        switch try token() {
        case .or:
          guard !isUnwanted, openOr == nil, !wanted.isEmpty else {
            throw problem("OR stands between two words", at: start)
          }
          openOr = start
        case let token:
          let term = try term(token, at: start)
          if isUnwanted {
            guard openOr == nil else { throw problem("OR stands between two words", at: start) }
            unwanted.append(term)
          } else if openOr != nil {
            wanted[wanted.count - 1].append(term)
            openOr = nil
          } else {
            wanted.append([term])
          }
        }
      }
      if let openOr { throw problem("OR stands between two words", at: openOr) }
      guard !wanted.isEmpty else {
        throw problem(unwanted.isEmpty ? "is empty" : "needs a word to look for, not only words to leave out", at: 0)
      }
      return (wanted.map(Choice.init(terms:)), unwanted)
    }

    private mutating func skipSpace() -> Bool {
      while position < characters.count, characters[position].isWhitespace { position += 1 }
      return position < characters.count
    }

    private mutating func token() throws(Problem) -> Token {
      if position < characters.count, characters[position] == "\"" { return try phrase() }
      let start = position
      while position < characters.count, !characters[position].isWhitespace, characters[position] != "\"",
        characters[position] != "("
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
      if word == "OR" { return .or }
      return .word(word.hasSuffix("*") ? String(word.dropLast()) : word, isPrefix: word.hasSuffix("*"))
    }

    private mutating func phrase() throws(Problem) -> Token {
      let start = position
      guard let end = characters[(start + 1)...].firstIndex(of: "\"") else {
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
      let words = Folding.words(parts.first ?? "")
      guard parts.count <= 2, words.count >= 2 else {
        throw problem("near takes two words or more, as near(a b, 5)", at: start)
      }
      return .near(words, distance)
    }

    private func term(_ token: Token, at start: Int) throws(Problem) -> Term {
      switch token {
      case .near(let words, let distance): return .near(words: words, distance: distance)
      case .word(let text, let isPrefix), .phrase(let text, let isPrefix):
        // The possessive is an ending like others, which the index's stemmer doesn't know.
        let stem = ["'s", "’s"].first { text.hasSuffix($0) }.map { String(text.dropLast($0.count)) } ?? text
        let words = Folding.words(stem)
        guard !words.isEmpty else { throw problem("there is no letter or digit to look for", at: start) }
        return .phrase(words: words, isPrefix: isPrefix)
      case .or: throw problem("OR stands between two words", at: start)
      }
    }

    private func problem(_ rule: String, at place: Int) -> Problem {
      let before = String(characters[..<min(place, characters.count)]).shown(keepingLines: false)
      let after = String(characters[min(place, characters.count)...]).shown(keepingLines: false)
      return Problem(
        .usage, "query: \(rule)", hint: "at the mark: \(before.suffix(40))▸\(after.prefix(40))")
    }
  }
}
