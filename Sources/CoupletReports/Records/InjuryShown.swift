public import CoupletCore

/// Injuries as outputs show them, with what each says of them.
extension Injury: ListedRecord {
  /// Who was hurt by whom, and whether pages for the couple may have it.
  public func parts(in chart: Seen) -> [String?] {
    [roles(in: chart), isOnPages ? "on pages for the couple" : "not on pages for the couple"]
  }

  /// `Dana, hurt by Rob`.
  private func roles(in chart: Seen) -> String {
    "\(fact.member.map(chart.name) ?? ""), hurt by \(chart.name(doneBy))"
  }

  /// What one of the two rates: the way back, or what is done for it.
  fileprivate func part(of member: Client.ID) -> String { member == fact.member ? "willingness" : "effort" }

  /// With the steps that were said; those that weren't are not missing.
  public static func columns(of injuries: [Injury], in chart: Seen) -> [ListColumn<Injury>] {
    [
      ListColumn("named") { $0.fact.day.description }, ListColumn("hurt") { chart.called($0.fact.member) },
      ListColumn("by") { chart.called($0.doneBy) }, ListColumn("what") { chart.line($0.text) },
      ListColumn("said") { $0.stepsSaid.map(\.title).joined(separator: ", ") },
    ]
  }

  /// An injury with every step as it was said, by whom, and the newest ratings of the two.
  public func page(in chart: Seen) -> [String] {
    let prefix = chart.showsIDs ? "\(id) · " : ""
    var lines = [chart.title, "\(prefix)named \(fact.day.withWeekday) · \(chart.line(roles(in: chart)))"]
    if chart.isForCounselor {
      lines.append("shown to   \(chart.words(for: fact.audience))\(isOnPages ? "" : ", but on no page for the couple")")
      if let words = chart.suspendedWords { lines.append(words) }
    }
    lines += [""] + chart.lines(text).wrapped(toCells: 80)
    if !accounts.isEmpty { lines.append("") }
    for account in accounts {
      let said = "\(account.day) \(chart.called(account.says)) says: \(account.step.title)"
      let words = account.words.map { ": \(chart.line($0))" } ?? ""
      let despite = account.despite.map { " (although \($0.risk) is open: \(chart.line($0.why)))" } ?? ""
      lines += (said + words + despite).wrapped(toCells: 80, hanging: 11)
    }
    for member in [fact.member, doneBy].compactMap(\.self) {
      let values = standings.filter { $0.by == member }.map { "\($0.value) (\($0.day))" }
      guard !values.isEmpty else { continue }
      let title = "\(chart.called(member)), \(part(of: member)) of 10: "
      lines += (title + values.joined(separator: ", ")).wrapped(toCells: 80, hanging: 4)
    }
    return lines
  }

  /// Each step and each rating; who may know of one, where fewer may, and what suspends them are the counselor's.
  public func object(in chart: Seen) -> JSONValue {
    // Who may know what was said later, for the counselor; null where it is for all who may see the record.
    func key(_ audience: Audience) -> JSONValue {
      .text(chart.isForCounselor && audience != fact.audience ? chart.key(for: audience) : nil)
    }
    let steps: [JSONValue] = accounts.map { account in
      let despite = chart.isForCounselor ? account.despite : nil
      return [
        "date": .day(account.day), "step": .string(account.step.rawValue), "says": chart.person(account.says),
        "words": chart.string(account.words), "audience": key(audience(of: account)),
        "despite": .known(despite.map { ["risk": chart.id($0.risk), "why": .string($0.why)] }),
      ]
    }
    let ratings: [JSONValue] = standings.map { standing in
      [
        "date": .day(standing.day), "by": chart.person(standing.by), "part": .string(part(of: standing.by)),
        "value": .int(standing.value), "session": chart.sessionID(standing.session),
        "audience": key(audience(of: standing)),
      ]
    }
    return [
      "hurt": chart.person(fact.member), "by": chart.person(doneBy), "text": chart.string(text),
      "on_pages": .bool(isOnPages), "suspended_by": chart.isForCounselor ? chart.id(chart.suspending?.id) : .null,
      "steps": .array(steps), "ratings": .array(ratings),
    ]
  }
}

extension Seen {
  /// That an open violence entry suspends them, for the counselor alone.
  public var suspendedWords: String? {
    guard isForCounselor, let risk = suspending, !records.injuries.isEmpty else { return nil }
    return "suspended while \(risk.id) is open"
  }

  /// One line on a step that somebody said was taken.
  public func echo(_ account: Injury.Account, on injury: Injury) -> String {
    let said = "\(name(account.says)) says: \(account.step.title)"
    return echo(injury, [said], on: account.day, for: injury.audience(of: account))
  }

  /// One line on a rating of willingness or effort.
  public func echo(_ standing: Injury.Standing, of injury: Injury) -> String {
    let said = "\(name(standing.by)): \(injury.part(of: standing.by)) \(standing.value) of 10"
    return echo(injury, [said], on: standing.day, for: injury.audience(of: standing))
  }
}
