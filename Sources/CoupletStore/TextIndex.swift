import CoupletCore
import Foundation
import GRDB

/// A full-text table, the practice's own or one made for an audience.
struct TextIndex {
  let database: Database
  let table: String

  /// Words around a hit in a snippet.
  private static let snippetWords = 12

  init(database: Database, table: String) {
    self.database = database
    self.table = table
  }

  /// An index made of texts, whose keys are their places from 1 up; the tokenizer is that of the practice's own.
  init(of texts: [String], in database: Database) throws {
    self.init(database: database, table: "made")
    try database.execute(
      sql: "CREATE VIRTUAL TABLE made USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
    for (place, text) in texts.enumerated() {
      try database.execute(sql: "INSERT INTO made (rowid, text) VALUES (?, ?)", arguments: [place + 1, text])
    }
  }

  /// Where a query's words stand, as a condition on the table's rows.
  struct Place {
    let condition: String
    let argument: String
    /// The table, where its rows can be ranked.
    let ranked: String?

    func order(_ order: SearchFilter.Order) -> String { order == .best ? ranked.map { "\($0).rank, " } ?? "" : "" }
  }

  /// Where the query's words stand: an expression of the index, or the rows themselves where a part of it has to stand inside
  /// longer runs, which the index doesn't know; these have no rank.
  func place(of query: SearchQuery) throws -> Place {
    if query.passages.isEmpty {
      return Place(
        condition: "\(table) MATCH ?", argument: try query.matchExpression(spellings: spellings), ranked: table)
    }
    var rows: Set<Int64>?
    for choice in query.wanted {
      let found = try self.rows(choice.terms)
      rows = rows.map(found.intersection) ?? found
    }
    let left = (rows ?? []).subtracting(try self.rows(query.unwanted))
    let list = "[\(left.sorted().map(String.init).joined(separator: ","))]"
    return Place(
      condition: "\(table).rowid IN (SELECT value FROM json_each(?))", argument: list, ranked: nil)
  }

  /// The rows in which one of the terms stands.
  private func rows(_ terms: [SearchQuery.Term]) throws -> Set<Int64> {
    var rows: Set<Int64> = []
    let expression = try SearchQuery.expression(of: terms, spellings: spellings)
    if !expression.isEmpty {
      rows = try Int64.fetchSet(
        database, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ?", arguments: [expression])
    }
    for case .passage(let passage, let words) in terms { rows.formUnion(try self.rows(passage, words)) }
    return rows
  }

  /// The rows in which a passage stands: of the texts with a word that holds its longest one, those that hold it all.
  private func rows(_ passage: String, _ words: [String]) throws -> Set<Int64> {
    guard let longest = words.max(by: { $0.unicodeScalars.count < $1.unicodeScalars.count }) else { return [] }
    try openVocabulary()
    let rows = try Int64.fetchSet(
      database,
      sql: """
        SELECT doc FROM temp.\(table)_places
        WHERE term IN (SELECT term FROM temp.\(table)_words WHERE instr(term, ?) > 0)
        """, arguments: [longest])
    // A passage that is one word to the index is in the text wherever it is in a word.
    if longest == passage { return rows }
    let statement = try database.makeStatement(sql: "SELECT text FROM \(table) WHERE rowid = ?")
    return try rows.filter { row in
      try String.fetchOne(statement, arguments: [row]).map { Folding.passage($0).contains(passage) } ?? false
    }
  }

  /// The spellings that a folded word has in the index.
  private func spellings(_ word: String) throws -> [String] {
    try openVocabulary()
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM temp.\(table)_words WHERE term >= ? AND term <= ? LIMIT 1")
    return try Folding.spellings(of: word) { start in
      try Int.fetchOne(statement, arguments: [start, start + "\u{10FFFF}"]) != nil
    }
  }

  /// The index's words, and the places of each, for this connection.
  private func openVocabulary() throws {
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_words USING fts5vocab ('main', '\(table)', 'row');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_places USING fts5vocab ('main', '\(table)', 'instance');
        """)
  }

  /// The keys of the texts that match, in the order asked for.
  func keys(_ place: Place, order: SearchFilter.Order) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: "SELECT rowid FROM \(table) WHERE \(place.condition) ORDER BY \(place.order(order))rowid",
      arguments: [place.argument])
  }

  func result(
    _ found: [(key: Int64, match: SearchMatch)], unread: [Problem] = [], query: SearchQuery, at place: Place, limit: Int
  ) throws -> SearchResult {
    let shown = found.prefix(limit)
    let matches = try zip(shown, snippets(shown.map(\.key), query: query, at: place)).map { $0.match.with(snippet: $1) }
    return SearchResult(
      matches: matches, all: found.map(\.match), nearest: found.isEmpty ? try nearest(to: query.words) : [],
      unread: unread)
  }

  /// The place of the found words in the text of each key.
  func snippets(_ keys: [Int64], query: SearchQuery, at place: Place) throws -> [String] {
    guard place.ranked != nil else {
      let statement = try database.makeStatement(sql: "SELECT text FROM \(table) WHERE rowid = ?")
      return try keys.map { key in
        let text = try String.fetchOne(statement, arguments: [key]) ?? ""
        return try named(SearchMatch.snippet(of: text, around: query.passages), of: key)
      }
    }
    let statement = try database.makeStatement(
      sql: """
        SELECT snippet(\(table), 0, ?, ?, '…', \(Self.snippetWords)) FROM \(table) WHERE \(table) MATCH ? AND rowid = ?
        """)
    return try keys.map { key in
      let snippet = try String.fetchOne(
        statement,
        arguments: [String(SearchMatch.opening), String(SearchMatch.closing), place.argument, key])
      return try named(snippet ?? "", of: key)
    }
  }

  /// The snippet with the heading of the section in which the found word stands, where the text has sections.
  private func named(_ snippet: String, of key: Int64) throws -> String {
    let text = try String.fetchOne(database, sql: "SELECT text FROM \(table) WHERE rowid = ?", arguments: [key])
    let marks: Set<Character> = [SearchMatch.opening, SearchMatch.closing]
    let words = snippet.filter { !marks.contains($0) }.trimmingCharacters(in: ["…"])
    guard let hit = snippet.firstIndex(of: SearchMatch.opening), let text, let place = text.range(of: words) else {
      return snippet
    }
    let before = snippet[..<hit].drop { $0 == "…" }.count
    let start = text.index(place.lowerBound, offsetBy: before)
    let line = text[..<start].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    // A word of a heading names its section itself.
    guard !line.hasPrefix(NoteText.mark), let heading = NoteText(String(text[..<start])).parts.last?.heading else {
      return snippet
    }
    return "\(heading): \(snippet)"
  }

  /// Words of the texts that are near to those looked for and not the same.
  func nearest(to words: [String]) throws -> [String] {
    try openVocabulary()
    let stems = try String.fetchAll(database, sql: "SELECT term FROM temp.\(table)_words")
    var found: [String] = []
    for word in words where word.unicodeScalars.count > 1 {
      for stem in Nearest.words(to: word, among: stems.filter { !word.hasPrefix($0) && $0.unicodeScalars.count > 1 }) {
        // The index knows stems; the word itself stands in any text that has the stem.
        let text = try String.fetchOne(
          database,
          sql: """
            SELECT text FROM \(table) WHERE rowid = (SELECT doc FROM temp.\(table)_places WHERE term = ? LIMIT 1)
            """, arguments: [stem])
        let whole = Folding.words(text ?? "").filter { $0.hasPrefix(stem.prefix(3)) }
        if let nearest = Nearest.words(to: word, among: whole).first, !found.contains(nearest), nearest != word {
          found.append(nearest)
        }
      }
    }
    return found
  }
}
