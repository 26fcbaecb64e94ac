public import CoupletCore

/// Promises as text and as objects.
extension Seen {
  /// One line on a promise.
  public func echo(_ promise: Promise) -> String {
    echo(
      promise,
      [
        "promise", promise.fact.member.map { "by \(name($0))" }, promise.to.map { "to \(name($0))" },
        promise.currentDue.map { "due \($0.withWeekday)" }, promise.every.map { "every \($0.description)" },
        promise.size?.rawValue,
      ])
  }

  /// One line on an account of a promise.
  public func echo(_ mark: Promise.Mark, on promise: Promise) -> String {
    echo(of: promise, mark.day, "\(speaker(mark.says)): \(mark.outcome.rawValue)", due: mark.due, for: mark.audience)
  }

  /// One line on what was done about a promise that wasn't kept.
  public func echo(_ repair: Promise.Repair, on promise: Promise) -> String {
    echo(of: promise, repair.day, "\(speaker(repair.says)): repaired", due: nil, for: repair.audience)
  }

  private func echo(
    of promise: Promise, _ day: Day, _ said: String, due: Day?, for audience: Audience?
  ) -> String {
    Self.packed(
      [
        promise.id.description, handle, day.withWeekday, said, due.map { "new day \($0.withWeekday)" },
        "may be shown to: \(words(for: audience ?? promise.fact.audience))",
      ].compactMap { $0?.shown(keepingLines: false) })
  }

  private func speaker(_ says: Client.ID?) -> String { says.map { "\(name($0)) says" } ?? "the counselor's record" }

  /// Promises, oldest first, with what each says became of them.
  public func list(_ promises: [Promise]) -> [String] {
    table(promises, [("made", .left), ("by", .left), ("due", .left), ("promise", .left), ("said", .left)]) { promise in
      let said =
        isForCounselor
        ? promise.marks.map { "\($0.says.map(name) ?? "counselor"): \($0.outcome.rawValue)" }
          + promise.repairs.map { "\($0.says.map(name) ?? "counselor"): repaired" } : [seenByBoth(promise)]
      return [
        .text(promise.fact.day.description), .text(promise.fact.member.map { line(name($0)) } ?? ""),
        .text(promise.currentDue?.description ?? ""), .text(line(promise.text)),
        .text(line(said.joined(separator: ", "))),
      ]
    }
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

  /// A promise with its days and, for the counselor, every account and repair.
  public func page(_ promise: Promise) -> [String] {
    var lines = [title]
    func add(_ label: String, _ words: String?) {
      guard let words else { return }
      lines += "\(label.padded(toCells: 10)) \(line(words))".wrapped(toCells: 80, hanging: 11)
    }
    if showsIDs { add("promise", promise.id.description) }
    add("made", promise.fact.day.withWeekday)
    add("by", promise.fact.member.map(name))
    add("to", promise.to.map(name) ?? "everyone else")
    add("size", promise.size?.rawValue)
    add("every", promise.every?.description)
    add("due", promise.currentDue?.withWeekday)
    for move in promise.moves {
      add("", "\(move.from.map { "was due \($0)" } ?? "had no day"), moved on \(move.day) to \(move.to)")
    }
    add("shown to", words(for: promise.fact.audience))
    add("words", text(promise.text))
    guard isForCounselor else {
      let seen = seenByBoth(promise)
      add("said", seen.isEmpty ? nil : seen)
      return lines
    }
    for mark in promise.marks {
      let moved = mark.due.map { ", new day \($0)" } ?? ""
      add("said", "\(mark.day) \(speaker(mark.says)): \(mark.outcome.rawValue)\(moved)")
    }
    for repair in promise.repairs {
      add("repaired", "\(repair.day) \(speaker(repair.says))\(repair.words.map { ": \(text($0))" } ?? "")")
    }
    return lines
  }

  /// A promise with what each says became of it.
  public func json(_ promise: Promise) -> JSONValue {
    record(
      promise,
      [
        "by": person(promise.fact.member), "to": person(promise.to), "due": day(promise.currentDue),
        "every": promise.every.map { .string($0.description) } ?? .null,
        "size": promise.size.map { .string($0.rawValue) } ?? .null, "text": .string(text(promise.text)),
        "moves": .array(
          promise.moves.map { move in ["date": day(move.day), "from": day(move.from), "to": day(move.to)] }),
        "as_seen": isForCounselor ? .null : .string(seenByBoth(promise)),
        "log": .array(
          (isForCounselor ? promise.marks : []).map { mark in
            [
              "date": day(mark.day), "outcome": .string(mark.outcome.rawValue), "says": person(mark.says),
              "due": day(mark.due),
            ]
          }),
        "repairs": .array(
          (isForCounselor ? promise.repairs : []).map { repair in
            ["date": day(repair.day), "says": person(repair.says), "words": string(repair.words)]
          }),
      ])
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
