public import CoupletCore

/// Small wins as outputs show them.
extension Win: ListedRecord {
  /// Whose win it is, and who noticed it.
  public func parts(in chart: Seen) -> [String?] {
    ["win", fact.member.map { "by \(chart.name($0))" }, noticedBy.map { "noticed by \(chart.name($0))" }]
  }

  /// Whose win it is, who noticed it, and the text.
  public static func columns(of wins: [Win], in chart: Seen) -> [ListColumn<Win>] {
    [
      .date, ListColumn("by") { chart.called($0.fact.member) }, ListColumn("noticed by") { chart.called($0.noticedBy) },
      ListColumn("text") { chart.line($0.text) },
    ]
  }

  /// Whose win it is and who noticed it, by full name, and the text.
  public func object(in chart: Seen) -> JSONValue {
    ["by": chart.person(fact.member), "noticed_by": chart.person(noticedBy), "text": chart.string(text)]
  }
}
