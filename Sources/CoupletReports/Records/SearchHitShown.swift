public import CoupletCore

/// Search hits as outputs show them.
extension PracticeText {
  /// Search hits, two lines each: whose, when and who may know; then the place in the text.
  public static func hits(_ matches: [(match: SearchMatch, chart: Seen)], marks: (String, String)) -> [String] {
    matches.flatMap { match, chart in
      let parts =
        (chart.showsIDs ? [match.id.description] : [match.id.kind.noun]) + [chart.handle, match.day.withWeekday]
        + (match.member.map { [chart.name($0)] } ?? []) + ["may be shown to: \(chart.words(for: match.audience))"]
      return [
        parts.joined(separator: " · ").shown(keepingLines: false), "    \(marked(match.snippet, marks: marks))",
      ]
    }
  }

  /// A snippet on one line, what was found between these marks.
  static func marked(_ snippet: String, marks: (String, String)) -> String {
    // Shown first, so that only our own marks become escape sequences.
    snippet.clean
      .replacing(SearchMatch.opening, with: marks.0).replacing(SearchMatch.closing, with: marks.1)
  }
}

extension Seen {
  /// A search hit.
  public func json(_ match: SearchMatch) -> JSONValue {
    [
      "id": id(match.id), "kind": .string(match.id.kind.noun), "couple": .string(handle),
      "member": person(match.member), "date": .day(match.day), "audience": .string(key(for: match.audience)),
      "snippet": .string(SearchMatch.unmarked(match.snippet)),
    ]
  }
}

extension String {
  fileprivate func replacing(_ character: Character, with text: String) -> String {
    map { $0 == character ? text : String($0) }.joined()
  }
}
