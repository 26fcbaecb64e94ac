public import CoupletCore

/// A couple as outputs show it.
extension Seen {
  /// A couple with members, sessions so far and what is planned.
  public func page() -> [String] {
    var lines = [title, ""]
    func add(_ label: String, _ words: String?) {
      if let words { lines.append("\(label.padded(toCells: 10)) \(words)") }
    }
    add("label", label.shown(keepingLines: false))
    add("since", couple.since.withWeekday)
    for membership in couple.memberships {
      let left = membership.left.map { ", left \($0.withWeekday)" } ?? ""
      add("member", "\(line(fullName(membership.client))), joined \(membership.joined.withWeekday)\(left)")
    }
    let last = lastHeld.map { ", last \($0.fact.day.withWeekday) (\(ago($0.fact.day)))" } ?? ""
    add("sessions", "\(held.count) held\(last)")
    add("next", nextPlanned.map { "\($0.fact.day.withWeekday)\($0.start.map { " \($0)" } ?? "")" })
    if let closure = couple.closure {
      let why = isForCounselor ? closure.why.map { ": \(line($0))" } ?? "" : ""
      add("closed", "\(closure.day.withWeekday), \(closure.outcome.rawValue)\(why)")
    }
    return lines
  }

  private func ago(_ day: Day) -> String {
    switch today.days(since: day) {
    case 0: "today"
    case 1: "yesterday"
    case let days: "\(days) days ago"
    }
  }

  /// A couple with its members over time, for one audience: names and ids are the chart's as seen.
  public var json: JSONValue {
    [
      "id": .string(handle), "label": .string(label), "since": .day(couple.since),
      "members": .array(
        couple.memberships.map { membership in
          [
            "name": person(membership.client), "joined": .day(membership.joined), "left": .day(membership.left),
          ]
        }),
      "closed": .known(
        couple.closure.map { closure in
          [
            "date": .day(closure.day), "outcome": .string(closure.outcome.rawValue),
            "why": isForCounselor ? string(closure.why) : .null,
          ]
        }),
    ]
  }
}
