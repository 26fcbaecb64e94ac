public import CoupletCore

/// Agenda lines as outputs show them.
extension AgendaLine: ListedRecord {
  public func parts(in chart: Seen) -> [String?] {
    [isMine ? "agenda, mine to do" : "agenda", done.map { "done \($0.withWeekday)" }]
  }

  public static func columns(of agenda: [AgendaLine], in chart: Seen) -> [ListColumn<AgendaLine>] {
    [
      .date, ListColumn("mine") { $0.isMine ? "mine" : nil }, ListColumn("done") { $0.done?.description },
      ListColumn("text") { chart.line($0.text) },
    ]
  }

  public func object(in chart: Seen) -> JSONValue {
    ["mine": .bool(isMine), "text": chart.string(text), "done": .day(done)]
  }
}
