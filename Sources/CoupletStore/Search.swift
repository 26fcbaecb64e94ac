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
        let index = TextIndex(database: database, table: "fact_text")
        let place = try index.place(of: query)
        // Ranks are SQLite's bm25: lower is better; among equals the newer stands first.
        let rows = try StoredRow.all(
          "fact", database,
          sql: """
            SELECT fact.*, note.state, fact.id IN (\(Halves.factsAlone)) AS is_half FROM fact_text JOIN fact ON fact.id = fact_text.rowid
            LEFT JOIN note ON note.id = fact.id
            WHERE \(place.condition) AND (fact.day > ? AND typeof(fact.day) = 'text') IS NOT 1
            ORDER BY \(place.order(order))fact.day DESC, fact.id DESC
            """, arguments: [place.argument, today.description])
        let (found, damaged) = try rows.sorted { row -> (key: Int64, match: SearchMatch)? in
          let id = try row.id()
          let fact = try row.fact()
          if try row.value("is_half") { throw row.damaged("a half of it is missing") }
          guard filter.admits(fact, kind: id.kind, state: try row.choiceIfAny("state")) else { return nil }
          return (try row.value("id"), SearchMatch(id, fact, snippet: ""))
        }
        return try index.result(
          found.compactMap(\.self), unread: damaged.map(\.problem), query: query, at: place, limit: limit)
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
        let place = try index.place(of: query)
        let found = try index.keys(place, order: order).map { key in
          let passage = passages[Int(key) - 1]
          return (key, SearchMatch(passage.id, passage.fact, snippet: ""))
        }
        return try index.result(found, query: query, at: place, limit: limit)
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
        let place = try index.place(of: query)
        let keys = try index.keys(place, order: order)
        let matches = try zip(keys, index.snippets(keys, query: query, at: place)).map { key, snippet in
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

extension SearchMatch {
  fileprivate init(_ id: RecordID, _ fact: Fact, snippet: String) {
    self.init(
      id: id, couple: fact.couple, day: fact.day, audience: fact.audience, member: fact.member, snippet: snippet)
  }

  func with(snippet: String) -> SearchMatch {
    SearchMatch(id: id, couple: couple, day: day, audience: audience, member: member, snippet: snippet)
  }
}
