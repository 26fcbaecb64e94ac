public import CoupletCore

/// Held items as outputs show them.
extension HeldItem: ListedRecord {
  /// Who told it alone, the day to look at it again, and how it ended.
  public func parts(in chart: Seen) -> [String?] {
    [
      "held", fact.member.map { "told by \(chart.name($0)) alone" }, review.map { "review \($0.withWeekday)" },
      closing.map { "\($0.outcome.rawValue) \($0.day.withWeekday)" },
    ]
  }

  /// Who told it, the day to look at it while it is open, how it ended, and the text with the reason of the end.
  public static func columns(of items: [HeldItem], in chart: Seen) -> [ListColumn<HeldItem>] {
    [
      .date, ListColumn("by") { chart.called($0.fact.member) },
      ListColumn("review") { $0.closing == nil ? $0.review?.description : nil },
      ListColumn("closed") { item in item.closing.map { "\($0.day) \($0.outcome.rawValue)" } },
      ListColumn("text") { chart.line([$0.text, $0.closing?.why].compactMap(\.self).joined(separator: " · ")) },
    ]
  }

  /// Who told it, in which session, the day to look at it again, and how and why it ended.
  public func object(in chart: Seen) -> JSONValue {
    [
      "by": chart.person(fact.member), "session": chart.sessionID(session), "review": .day(review),
      "closed": .day(closing?.day), "outcome": .text(closing?.outcome.rawValue), "why": chart.string(closing?.why),
      "text": chart.string(text),
    ]
  }
}
