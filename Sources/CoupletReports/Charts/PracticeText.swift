public import CoupletCore

/// Text on several charts at once: couples and the day's work here, the rest in a file each.
public enum PracticeText {
  /// The couples, by handle.
  public static func couples(_ charts: [Seen]) -> [String] {
    table(
      ["couple", "members", "since", "sessions", "last", "status"],
      charts.map { chart in
        [
          .text(chart.handle),
          .text(chart.couple.everyMember.map { chart.line(chart.fullName($0)) }.joined(separator: " & ")),
          .text(chart.couple.since.description), .integer(chart.held.count),
          .text(chart.lastHeld?.fact.day.description ?? ""),
          .text(chart.couple.closure.map { "closed, \($0.outcome.rawValue)" } ?? "open"),
        ]
      })
  }

  static func table(_ titles: [String], _ rows: [[Table.Cell]]) -> [String] {
    let columns = titles.map { title in
      Table.Column(title, alignment: title == "sessions" ? .right : .left)
    }
    return Table(columns: columns, rows: rows).textLines()
  }
}
