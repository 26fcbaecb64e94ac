public import CoupletCore

/// Goals as outputs show them.
extension Goal: ListedRecord {
  /// Whose goal it is where it is one member's, and the day it was closed.
  public func parts(in chart: Seen) -> [String?] {
    ["goal", fact.member.map { "of \(chart.name($0))" }, closed.map { "closed \($0.withWeekday)" }]
  }

  /// With the newest rating of each.
  public static func columns(of goals: [Goal], in chart: Seen) -> [ListColumn<Goal>] {
    [
      ListColumn("set") { $0.fact.day.description },
      ListColumn("whose") { $0.fact.member.map(chart.called) ?? "couple" },
      ListColumn("goal") { chart.line($0.text) },
      ListColumn("newest") { goal in
        let newest = Dictionary(goal.standings.map { ($0.by, $0) }) { $1 }
        let standings = newest.values.sorted { ($0.by?.number ?? 0) < ($1.by?.number ?? 0) }
        return chart.line(
          standings.map { "\($0.by.map(chart.name) ?? "together") \($0.value)" }.joined(separator: ", "))
      },
      ListColumn("closed") { $0.closed?.description },
    ]
  }

  /// Whose goal it is, null for the couple's, the text, and each rating as its log.
  public func object(in chart: Seen) -> JSONValue {
    [
      "member": chart.person(fact.member), "text": chart.string(text), "closed": .day(closed),
      "log": .array(
        standings.map { ["date": .day($0.day), "by": chart.person($0.by), "value": .int($0.value)] }),
    ]
  }
}

extension Seen {
  /// One line on a rating of a goal.
  public func echo(_ standing: Goal.Standing, of goal: Goal) -> String {
    let by = standing.by.map { "\(name($0)) says" } ?? "together"
    return echo(goal, ["\(by): \(standing.value) of 10"], on: standing.day, for: standing.audience)
  }
}
