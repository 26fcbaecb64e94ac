public import CoupletCore

/// Promises as outputs show them, with what each says became of them.
extension Promise: ListedRecord {
  /// Who promised, to whom, by when, how often, and how much it asks.
  public func parts(in chart: Seen) -> [String?] {
    [
      "promise", fact.member.map { "by \(chart.name($0))" }, to.map { "to \(chart.name($0))" },
      currentDue.map { "due \($0.withWeekday)" }, every.map { "every \($0.description)" }, size?.rawValue,
    ]
  }

  /// Who promised what by when, and every account of it for the counselor, else what both saw.
  public static func columns(of promises: [Promise], in chart: Seen) -> [ListColumn<Promise>] {
    [
      ListColumn("made") { $0.fact.day.description }, ListColumn("by") { chart.called($0.fact.member) },
      ListColumn("due") { $0.currentDue?.description }, ListColumn("promise") { chart.line($0.text) },
      ListColumn("said") { promise in
        guard chart.isForCounselor else { return chart.line(chart.seenByBoth(promise)) }
        let said =
          promise.marks.map { "\($0.says.map(chart.name) ?? "counselor"): \($0.outcome.rawValue)" }
          + promise.repairs.map { "\($0.says.map(chart.name) ?? "counselor"): repaired" }
        return chart.line(said.joined(separator: ", "))
      },
    ]
  }

  /// A promise with its days and, for the counselor, every account and repair.
  public func page(in chart: Seen) -> [String] {
    var lines = [chart.title]
    func add(_ label: String, _ words: String?) {
      guard let words else { return }
      lines += "\(label.padded(toCells: 10)) \(chart.line(words))".wrapped(toCells: 80, hanging: 11)
    }
    if chart.showsIDs { add("promise", id.description) }
    add("made", fact.day.withWeekday)
    add("by", fact.member.map(chart.name))
    add("to", to.map(chart.name) ?? "everyone else")
    add("size", size?.rawValue)
    add("every", every?.description)
    add("due", currentDue?.withWeekday)
    for move in moves {
      add("", "\(move.from.map { "was due \($0)" } ?? "had no day"), moved on \(move.day) to \(move.to)")
    }
    add("shown to", chart.words(for: fact.audience))
    add("words", chart.text(text))
    guard chart.isForCounselor else {
      let seen = chart.seenByBoth(self)
      add("said", seen.isEmpty ? nil : seen)
      return lines
    }
    for mark in marks {
      let moved = mark.due.map { ", new day \($0)" } ?? ""
      add("said", "\(mark.day) \(chart.speaker(mark.says)): \(mark.outcome.rawValue)\(moved)")
    }
    for repair in repairs {
      let words = repair.words.map { ": \(chart.text($0))" } ?? ""
      add("repaired", "\(repair.day) \(chart.speaker(repair.says))\(words)")
    }
    return lines
  }

  /// What was promised, with every account and repair for the counselor, else what both saw.
  public func object(in chart: Seen) -> JSONValue {
    [
      "by": chart.person(fact.member), "to": chart.person(to), "due": .day(currentDue),
      "every": .text(every?.description), "size": .text(size?.rawValue), "text": chart.string(text),
      "moves": .array(moves.map { ["date": .day($0.day), "from": .day($0.from), "to": .day($0.to)] }),
      "as_seen": .text(chart.isForCounselor ? nil : chart.seenByBoth(self)),
      "log": .array(
        (chart.isForCounselor ? marks : []).map { mark in
          [
            "date": .day(mark.day), "outcome": .string(mark.outcome.rawValue), "says": chart.person(mark.says),
            "due": .day(mark.due),
          ]
        }),
      "repairs": .array(
        (chart.isForCounselor ? repairs : []).map { repair in
          ["date": .day(repair.day), "says": chart.person(repair.says), "words": chart.string(repair.words)]
        }),
    ]
  }
}

extension Seen {
  /// One line on an account of a promise.
  public func echo(_ mark: Promise.Mark, on promise: Promise) -> String {
    let said = [
      "\(speaker(mark.says)): \(mark.outcome.rawValue)", mark.due.map { "new day \($0.withWeekday)" },
    ]
    return echo(promise, said, on: mark.day, for: mark.audience)
  }

  /// One line on what was done about a promise that wasn't kept.
  public func echo(_ repair: Promise.Repair, on promise: Promise) -> String {
    echo(promise, ["\(speaker(repair.says)): repaired"], on: repair.day, for: repair.audience)
  }

  fileprivate func speaker(_ says: Client.ID?) -> String {
    says.map { "\(name($0)) says" } ?? "the counselor's record"
  }

  /// What the couple reads of a promise: never one account against the other.
  func seenByBoth(_ promise: Promise) -> String {
    let repaired = promise.misses.contains(where: \.isRepaired) ? ["put right afterwards"] : []
    return (said(of: promise) + repaired).joined(separator: ", ")
  }

  private func said(of promise: Promise) -> [String] {
    let times = ProgressReport.Accounts(of: [promise])
    if times.isEmpty { return [] }
    guard promise.every == nil else { return [times.plain(members: couple.everyMember.count, withRepairs: false)] }
    if let agreed = promise.agreed {
      return ["\(agreed == .missed ? "not kept" : agreed.rawValue), as you both saw it"]
    }
    return [times.differently > 0 ? "seen differently" : "said by one of you so far"]
  }
}

extension ProgressReport.Accounts {
  /// `kept, as you both saw it: 2; seen differently: 2`: what the couple reads, never one account against the other.
  func plain(members: Int, withRepairs: Bool = true) -> String {
    let who = members == 2 ? "both" : "all"
    var parts = ["kept, as you \(who) saw it: \(kept)", "seen differently: \(differently)"]
    if otherwise > 0 { parts.append("not quite kept, as you \(who) saw it: \(otherwise)") }
    if renegotiated > 0 { parts.append("agreed anew: \(renegotiated)") }
    if single > 0 { parts.append("said by one of you so far: \(single)") }
    if withRepairs, repaired > 0 { parts.append("put right afterwards: \(repaired)") }
    return parts.joined(separator: "; ")
  }
}
