public import CoupletCore

/// Agenda lines as outputs show them.
extension AgendaLine: ListedRecord {
  /// Whether it is the counselor's to do, and the day it was dealt with.
  public func parts(in chart: Seen) -> [String?] {
    [isMine ? "agenda, mine to do" : "agenda", done.map { "done \($0.withWeekday)" }]
  }

  /// Whether it is the counselor's to do, the day it was dealt with, and the text.
  public static func columns(of agenda: [AgendaLine], in chart: Seen) -> [ListColumn<AgendaLine>] {
    [
      .date, ListColumn("mine") { $0.isMine ? "mine" : nil }, ListColumn("done") { $0.done?.description },
      ListColumn("text") { chart.line($0.text) },
    ]
  }

  /// Whether it is the counselor's to do, the text, and the day it was dealt with, null while it is open.
  public func object(in chart: Seen) -> JSONValue {
    ["mine": .bool(isMine), "text": chart.string(text), "done": .day(done)]
  }
}
