public import CoupletCore
import Foundation
import GRDB

/// What a search found.
public struct SearchResult: Sendable {
  /// The matches in the order asked for, as many as the limit allows.
  public let matches: [SearchMatch]
  /// How many there are without the limit, by couple and day.
  public let all: [SearchMatch]
  /// For a search that found nothing, words that exist and are near to those looked for.
  public let nearest: [String]
  /// What is said of hits that can't be read.
  public let unread: [Problem]
}

extension Practice {
  /// Searches the whole practice through its index, for the counselor.
  public func search(
    _ query: SearchQuery, filter: SearchFilter, order: SearchFilter.Order, limit: Int, asOf today: Day
  ) throws(Problem) -> SearchResult {
    try translatingFaults(path) {
      // Not `read`: looking for near words makes temporary tables. Nothing is written to the file.
      try queue.writeWithoutTransaction { database in
        // Ranks are SQLite's bm25: lower is better; among equals the newer stands first.
        let rows = try StoredRow.all(
          "fact", database,
          sql: """
            SELECT fact.*, note.state, fact.id IN (\(Halves.factsAlone)) AS is_half FROM fact_text JOIN fact ON fact.id = fact_text.rowid
            LEFT JOIN note ON note.id = fact.id
            WHERE fact_text MATCH ? AND (fact.day > ? AND typeof(fact.day) = 'text') IS NOT 1
            ORDER BY \(order == .best ? "fact_text.rank, " : "")fact.day DESC, fact.id DESC
            """, arguments: [query.matchExpression, today.description])
        let index = TextIndex(database: database, table: "fact_text")
        let (found, damaged) = try rows.sorted { row -> (key: Int64, match: SearchMatch)? in
          let id = try row.id()
          let fact = try row.fact()
          if try row.value("is_half") { throw row.damaged("a half of it is missing") }
          guard filter.admits(fact, kind: id.kind, state: try row.choiceIfAny("state")) else { return nil }
          return (try row.value("id"), SearchMatch(id, fact, snippet: ""))
        }
        return try index.result(
          found.compactMap(\.self), unread: damaged.map(\.problem), query: query, limit: limit)
      }
    }
  }

  /// Searches what one audience may see, in an index made of nothing else: no rank, count or suggestion rests on more.
  public static func search(
    _ query: SearchQuery, in charts: [Seen], filter: SearchFilter, order: SearchFilter.Order, limit: Int
  ) throws(Problem) -> SearchResult {
    try translatingFaults {
      let passages = charts.flatMap { $0.passages(withRisks: filter.places.contains(.risk)) }.filter { passage in
        filter.admits(passage.fact, kind: passage.id.kind, state: passage.state)
      }.sorted { ($0.fact.day, $0.id) > ($1.fact.day, $1.id) }
      return try DatabaseQueue().write { database in
        let index = try TextIndex(of: passages.map(\.text), in: database)
        let found = try index.keys(query, order: order).map { key in
          let passage = passages[Int(key) - 1]
          return (key, SearchMatch(passage.id, passage.fact, snippet: ""))
        }
        return try index.result(found, query: query, limit: limit)
      }
    }
  }

  /// Searches exercises in an index made for it, which is in memory alone.
  ///
  /// - Returns: the matches, best first, or in the order of the exercises, which have no day; and for a search that found
  ///   nothing, words that exist and are near to those looked for.
  public static func search(
    _ query: SearchQuery, in exercises: [Exercise], order: SearchFilter.Order = .best
  ) throws(Problem) -> (matches: [ExerciseMatch], nearest: [String]) {
    try translatingFaults {
      try DatabaseQueue().write { database in
        let index = try TextIndex(of: exercises.map(\.searchedText), in: database)
        let keys = try index.keys(query, order: order)
        let matches = try zip(keys, index.snippets(keys, query: query)).map { key, snippet in
          ExerciseMatch(exercise: exercises[Int(key) - 1], snippet: snippet)
        }
        guard matches.isEmpty else { return (matches, []) }
        let near = try index.nearest(to: query.words)
        if !near.isEmpty { return ([], near) }
        // The index knows stems, to which a mistyped `listning` is not near; so few texts can be asked word by word.
        let whole = Set(exercises.flatMap { Folding.words($0.searchedText) })
        return ([], query.words.filter { !whole.contains($0) }.compactMap { Nearest.words(to: $0, among: whole).first })
      }
    }
  }
}

/// A full-text table, the practice's own or one made for an audience.
private struct TextIndex {
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

  /// The keys of the texts that match, in the order asked for.
  func keys(_ query: SearchQuery, order: SearchFilter.Order) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY \(order == .best ? "rank, " : "")rowid",
      arguments: [query.matchExpression])
  }

  func result(
    _ found: [(key: Int64, match: SearchMatch)], unread: [Problem] = [], query: SearchQuery, limit: Int
  ) throws -> SearchResult {
    let shown = found.prefix(limit)
    let matches = try zip(shown, snippets(shown.map(\.key), query: query)).map { $0.match.with(snippet: $1) }
    return SearchResult(
      matches: matches, all: found.map(\.match), nearest: found.isEmpty ? try nearest(to: query.words) : [],
      unread: unread)
  }

  /// The place of the found words in the text of each key.
  func snippets(_ keys: [Int64], query: SearchQuery) throws -> [String] {
    let statement = try database.makeStatement(
      sql: """
        SELECT snippet(\(table), 0, ?, ?, '…', \(Self.snippetWords)) FROM \(table) WHERE \(table) MATCH ? AND rowid = ?
        """)
    return try keys.map { key in
      let snippet = try String.fetchOne(
        statement,
        arguments: [String(SearchMatch.opening), String(SearchMatch.closing), query.matchExpression, key])
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
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_words USING fts5vocab ('main', '\(table)', 'row');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_places USING fts5vocab ('main', '\(table)', 'instance');
        """)
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

extension SearchMatch {
  fileprivate init(_ id: RecordID, _ fact: Fact, snippet: String) {
    self.init(
      id: id, couple: fact.couple, day: fact.day, audience: fact.audience, member: fact.member, snippet: snippet)
  }

  fileprivate func with(snippet: String) -> SearchMatch {
    SearchMatch(id: id, couple: couple, day: day, audience: audience, member: member, snippet: snippet)
  }
}
