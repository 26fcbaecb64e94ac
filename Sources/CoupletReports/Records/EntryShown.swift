public import CoupletCore

/// Entries as outputs show them.
extension Entry: ListedRecord {
  /// Its kind with its code, who said it and who noticed it, how often it recurs, and the last look and the next.
  public func parts(in chart: Seen) -> [String?] {
    [
      kindWords, fact.member.map { "by \(chart.name($0))" }, content.noticedBy.map { "noticed by \(chart.name($0))" },
      content.every.map { "every \($0.description)" }, reviews.last.map { "looked at \($0.day.withWeekday)" },
      nextReview.map { "review \($0.withWeekday)" },
    ]
  }

  /// `agreement: time-out`, `gesture`.
  private var kindWords: String { [kind.rawValue, content.code].compactMap(\.self).joined(separator: ": ") }

  /// Its kind with its code, who said it, the next look, and the text with what was found later.
  public static func columns(of entries: [Entry], in chart: Seen) -> [ListColumn<Entry>] {
    [
      .date, ListColumn("kind") { $0.kindWords }, ListColumn("by") { chart.called($0.fact.member) },
      ListColumn("review") { $0.nextReview?.description },
      ListColumn("text") { chart.line(([$0.text] + $0.reviews.compactMap(\.words)).joined(separator: " · ")) },
    ]
  }

  /// The text, and what was found at each later look.
  public func page(in chart: Seen) -> [String] {
    ["\(id) · \(fact.day.withWeekday) · \(kindWords)"] + chart.lines(text).wrapped(toCells: 76)
      + reviews.compactMap(\.words).flatMap { "looked at: \(chart.line($0))".wrapped(toCells: 76, hanging: 4) }
  }

  /// All that it says, with each later look that the reader may see.
  public func object(in chart: Seen) -> JSONValue {
    [
      "kind": .string(kind.rawValue), "code": .text(content.code), "by": chart.person(fact.member),
      "noticed_by": chart.person(content.noticedBy), "every": .text(content.every?.description),
      "review": .day(nextReview), "text": chart.string(text),
      "reviews": .array(
        reviews.map { ["date": .day($0.day), "review": .day($0.next), "text": chart.string($0.words)] }),
    ]
  }
}
