public import CoupletCore

/// Injuries as text and as objects.
extension Seen {
  /// That an open violence entry suspends them, for the counselor alone.
  public var suspendedWords: String? {
    guard isForCounselor, let risk = suspending, !records.injuries.isEmpty else { return nil }
    return "suspended while \(risk.id) is open"
  }

  /// One line on an injury that was added or changed.
  public func echo(_ injury: Injury) -> String {
    echo(injury, [roles(of: injury), injury.isOnPages ? "on pages for the couple" : "not on pages for the couple"])
  }

  /// One line on a step that somebody said was taken.
  public func echo(_ account: Injury.Account, on injury: Injury) -> String {
    Self.packed(
      [
        injury.id.description, handle, account.day.withWeekday, "\(name(account.says)) says: \(account.step.title)",
        "may be shown to: \(words(for: injury.audience(of: account)))",
      ].map { $0.shown(keepingLines: false) })
  }

  /// One line on a rating of willingness or effort.
  public func echo(_ standing: Injury.Standing, of injury: Injury) -> String {
    Self.packed(
      [
        injury.id.description, handle, standing.day.withWeekday,
        "\(name(standing.by)): \(part(of: standing.by, in: injury)) \(standing.value) of 10",
        "may be shown to: \(words(for: injury.audience(of: standing)))",
      ].map { $0.shown(keepingLines: false) })
  }

  /// `Dana, by Rob`: who was hurt, and who did it.
  private func roles(of injury: Injury) -> String {
    "\(injury.fact.member.map(name) ?? ""), hurt by \(name(injury.doneBy))"
  }

  /// What one of the two rates: the way back, or what is done for it.
  private func part(of member: Client.ID, in injury: Injury) -> String {
    member == injury.fact.member ? "willingness" : "effort"
  }

  /// Injuries, oldest first, with the steps that were said; those that weren't are not missing.
  public func list(_ injuries: [Injury]) -> [String] {
    table(injuries, [("named", .left), ("hurt", .left), ("by", .left), ("what", .left), ("said", .left)]) { injury in
      [
        .text(injury.fact.day.description), .text(injury.fact.member.map { line(name($0)) } ?? ""),
        .text(line(name(injury.doneBy))), .text(line(injury.text)),
        .text(injury.stepsSaid.map(\.title).joined(separator: ", ")),
      ]
    }
  }

  /// An injury with every step as it was said, by whom, and the newest ratings of the two.
  public func page(_ injury: Injury) -> [String] {
    let prefix = showsIDs ? "\(injury.id) · " : ""
    var lines = [title, "\(prefix)named \(injury.fact.day.withWeekday) · \(line(roles(of: injury)))"]
    if isForCounselor {
      lines.append(
        "shown to   \(words(for: injury.fact.audience))\(injury.isOnPages ? "" : ", but on no page for the couple")")
      if let suspendedWords { lines.append(suspendedWords) }
    }
    lines += [""] + self.lines(injury.text).wrapped(toCells: 80)
    if !injury.accounts.isEmpty { lines.append("") }
    for account in injury.accounts {
      let said = "\(account.day) \(line(name(account.says))) says: \(account.step.title)"
      let words = account.words.map { ": \(line($0))" } ?? ""
      let despite = account.despite.map { " (although \($0.risk) is open: \(line($0.why)))" } ?? ""
      lines += (said + words + despite).wrapped(toCells: 80, hanging: 11)
    }
    for member in [injury.fact.member, injury.doneBy].compactMap(\.self) {
      let values = injury.standings.filter { $0.by == member }.map { "\($0.value) (\($0.day))" }
      guard !values.isEmpty else { continue }
      let title = "\(line(name(member))), \(part(of: member, in: injury)) of 10: "
      lines += (title + values.joined(separator: ", ")).wrapped(toCells: 80, hanging: 4)
    }
    return lines
  }

  /// Who may know what was said later, for the counselor; null where it is for all who may see the record.
  func said(_ audience: Audience?) -> JSONValue {
    isForCounselor ? audience.map { .string(key(for: $0)) } ?? .null : .null
  }

  private func said(_ audience: Audience, of injury: Injury) -> JSONValue {
    said(audience == injury.fact.audience ? nil : audience)
  }

  /// An injury with what each says of it.
  public func json(_ injury: Injury) -> JSONValue {
    record(
      injury,
      [
        "hurt": person(injury.fact.member), "by": person(injury.doneBy), "text": .string(text(injury.text)),
        "on_pages": .bool(injury.isOnPages),
        "suspended_by": isForCounselor ? id(suspending?.id) : .null,
        "steps": .array(
          injury.accounts.map { account in
            [
              "date": day(account.day), "step": .string(account.step.rawValue), "says": person(account.says),
              "words": string(account.words), "audience": said(injury.audience(of: account), of: injury),
              "despite": isForCounselor
                ? account.despite.map { ["risk": id($0.risk), "why": .string($0.why)] } ?? .null : .null,
            ]
          }),
        "ratings": .array(
          injury.standings.map { standing in
            [
              "date": day(standing.day), "by": person(standing.by),
              "part": .string(part(of: standing.by, in: injury)), "value": .int(standing.value),
              "session": sessionID(standing.session),
              "audience": said(injury.audience(of: standing), of: injury),
            ]
          }),
      ])
  }
}
