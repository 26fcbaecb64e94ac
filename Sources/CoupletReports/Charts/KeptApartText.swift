public import CoupletCore

/// Risks, held items, psychotherapy notes, the policy and tallies as text and as objects.
extension Seen {
  // MARK: Risks

  /// One line on a risk entry.
  public func echo(_ risk: Risk) -> String {
    echo(
      risk,
      [
        risk.kind.rawValue, risk.fact.member.map(name), risk.told?.part?.rawValue,
        risk.asked.map { "asked \($0.rawValue)" },
        risk.status?.rawValue ?? "asked, nothing told", risk.nextReview.map { "review \($0.withWeekday)" },
      ])
  }

  /// The risk entries, oldest first.
  public func list(_ risks: [Risk]) -> [String] {
    table(
      risks,
      [
        ("date", .left), ("who", .left), ("kind", .left), ("asked", .left), ("status", .left), ("review", .left),
        ("told", .left),
      ]
    ) { risk in
      [
        .text(risk.fact.day.withWeekday), .text(risk.fact.member.map { line(name($0)) } ?? ""),
        .text(risk.kind.rawValue), .text(risk.asked?.rawValue ?? ""), .text(risk.status?.rawValue ?? "asked"),
        .text(risk.nextReview?.description ?? ""), .text(line(told(risk))),
      ]
    }
  }

  /// What was told and decided; that nothing was told is said as that.
  private func told(_ risk: Risk) -> String {
    guard let told = risk.told else { return "nothing told" }
    let source: String? =
      switch told.by {
      case nil: nil
      case .member(let client)?: "told by \(name(client))"
      case .other(let name)?: "told by \(name)"
      }
    let parts = [
      told.text, told.part.map { "part: \($0.rawValue)" }, source, told.decision.map { "decided: \($0)" },
      told.plan.map { "plan: \($0)" },
    ]
    let looks = risk.reviews.map { "\($0.day) \($0.status.rawValue): \($0.why)" }
    return (parts.compactMap { $0 } + looks).joined(separator: " · ")
  }

  /// A risk entry.
  public func json(_ risk: Risk) -> JSONValue {
    let told = risk.told
    let source: JSONValue =
      switch told?.by {
      case nil: .null
      case .member(let client)?: .string(fullName(client))
      case .other(let name)?: .string(text(name))
      }
    return record(
      risk,
      [
        "member": person(risk.fact.member), "kind": .string(risk.kind.rawValue), "told": .bool(told != nil),
        "part": told?.part.map { .string($0.rawValue) } ?? .null, "told_by": source,
        "asked": risk.asked.map { .string($0.rawValue) } ?? .null, "decision": string(told?.decision),
        "plan": string(told?.plan), "review": day(risk.nextReview),
        "status": risk.status.map { .string($0.rawValue) } ?? .null, "text": string(told?.text),
        "reviews": .array(
          risk.reviews.map { review in
            [
              "date": day(review.day), "why": .string(text(review.why)), "status": .string(review.status.rawValue),
              "review": day(review.next),
            ]
          }),
      ])
  }

  // MARK: Held items

  /// One line on a held item.
  public func echo(_ item: HeldItem) -> String {
    echo(
      item,
      [
        "held", item.fact.member.map { "told by \(name($0)) alone" }, item.review.map { "review \($0.withWeekday)" },
        item.closing.map { "\($0.outcome.rawValue) \($0.day.withWeekday)" },
      ])
  }

  /// The held items, oldest first.
  public func list(_ items: [HeldItem]) -> [String] {
    table(items, [("date", .left), ("by", .left), ("review", .left), ("closed", .left), ("text", .left)]) { item in
      [
        .text(item.fact.day.withWeekday), .text(item.fact.member.map { line(name($0)) } ?? ""),
        .text(item.closing == nil ? item.review?.description ?? "" : ""),
        .text(item.closing.map { "\($0.day) \($0.outcome.rawValue)" } ?? ""),
        .text(line([item.text, item.closing?.why].compactMap { $0 }.joined(separator: " · "))),
      ]
    }
  }

  /// A held item.
  public func json(_ item: HeldItem) -> JSONValue {
    record(
      item,
      [
        "by": person(item.fact.member), "session": sessionID(item.session), "review": day(item.review),
        "closed": day(item.closing?.day), "outcome": item.closing.map { .string($0.outcome.rawValue) } ?? .null,
        "why": string(item.closing?.why), "text": .string(text(item.text)),
      ])
  }

  // MARK: The policy

  /// `limited since Tue 2026-09-01`, for a line that says which agreement is in force.
  public func words(_ policy: Policy) -> String { "\(policy.kind.rawValue) since \(policy.day.withWeekday)" }

  /// The secrets agreement in its versions, the newest with its text and who has taken note of it.
  public func page(_ policies: [Policy]) -> [String] {
    guard let newest = policies.last else { return [title, "", "No secrets agreement is entered."] }
    var lines = [title, "", "secrets agreement, version \(newest.version): \(words(newest))", ""]
    lines += self.lines(newest.text).wrapped(toCells: 80)
    lines.append("")
    for member in members {
      let day = newest.acknowledgements.last { $0.member == member }?.day.withWeekday
      lines.append(
        "\(line(name(member)).padded(toCells: 12)) \(day.map { "acknowledged \($0)" } ?? "not yet acknowledged")")
    }
    for earlier in policies.dropLast().reversed() {
      lines.append("before       version \(earlier.version): \(words(earlier))")
    }
    return lines
  }

  /// A version of the secrets agreement.
  public func json(_ policy: Policy) -> JSONValue {
    [
      "couple": .string(handle), "version": .int(policy.version), "kind": .string(policy.kind.rawValue),
      "date": day(policy.day), "text": .string(text(policy.text)),
      "acknowledged": .array(
        policy.acknowledgements.map { ["member": .string(fullName($0.member)), "date": day($0.day)] }),
    ]
  }

  // MARK: Tallies

  /// One line on a tally.
  public func echo(_ tally: Tally) -> String {
    echo(tally, ["tally", tally.fact.member.map(name), counted(tally)])
  }

  /// `criticism 2, contempt 0, in 40 minutes`; what wasn't observed isn't there.
  func counted(_ tally: Tally) -> String {
    let counts = Tally.Key.allCases.compactMap { key in tally.counts[key].map { "\(key.rawValue) \($0)" } }
    return (counts + (tally.minutes.map { ["in \($0) minutes"] } ?? [])).joined(separator: ", ")
  }

  /// `Dana, in 50 minutes (per 30 in brackets): criticism 2 (1.2), contempt 0`; without brackets where no minutes are
  /// known, the tally's own or the session's.
  func counted(_ tally: Tally, in session: Session) -> String {
    let who = line(tally.fact.member.map(name) ?? "")
    guard let minutes = tally.minutes ?? session.minutes, !tally.counts.isEmpty else {
      return "\(who): \(counted(tally))"
    }
    let counts = Tally.Key.allCases.compactMap { key -> String? in
      guard let rate = tally.rate(key, in: session), let per30 = rate.per30 else { return nil }
      return rate.count == 0 ? "\(key.rawValue) 0" : "\(key.rawValue) \(rate.count) (\(DecimalText.text(per30)))"
    }
    return "\(who), in \(minutes) minutes (per 30 in brackets): \(counts.joined(separator: ", "))"
  }

  /// A tally; a key that wasn't observed isn't there.
  public func json(_ tally: Tally) -> JSONValue {
    record(
      tally,
      [
        "member": person(tally.fact.member), "session": sessionID(tally.session),
        "minutes_observed": tally.minutes.map(JSONValue.int) ?? .null,
        "counts": .object(
          Tally.Key.allCases.compactMap { key in
            tally.counts[key].map { JSONValue.Member(key.rawValue.replacing("-", with: "_"), .int($0)) }
          }),
      ])
  }
}

extension Seen {
  /// A page that left the practice.
  public func json(_ disclosure: Disclosure) -> JSONValue {
    [
      "couple": .string(handle), "at": .string(disclosure.clock.description), "date": day(disclosure.day),
      "page": .string(disclosure.page), "audience": .string(key(for: disclosure.audience)),
      "to_whom": string(disclosure.toWhom),
    ]
  }
}

/// Psychotherapy notes, which no chart holds.
public enum PrivateNoteText {
  /// One line on a note that was added or changed.
  public static func echo(_ note: PrivateNote, _ chart: Seen) -> String {
    Seen.packed([
      note.id.description, chart.handle, note.day.withWeekday, "psychotherapy note", "kept apart from everything else",
    ])
  }

  /// A couple's notes, oldest first, without their text.
  public static func list(_ notes: [PrivateNote], _ chart: Seen) -> [String] {
    [chart.title]
      + Table(
        columns: [Table.Column("id"), Table.Column("date"), Table.Column("session")],
        rows: notes.map { note in
          [.text(note.id.description), .text(note.day.withWeekday), .text(note.session?.description ?? "")]
        }
      ).textLines()
  }

  /// One note with its text.
  public static func page(_ note: PrivateNote, _ chart: Seen) -> [String] {
    [
      "\(chart.headline(note.session.flatMap(chart.session))) · \(note.id)",
      "psychotherapy note · kept apart from everything else", "",
    ] + chart.lines(note.text).wrapped(toCells: 80)
  }

  /// A note; its text only where one is shown.
  public static func json(_ note: PrivateNote, _ chart: Seen, withText: Bool) -> JSONValue {
    let common: JSONValue = [
      "id": .string(note.id.description), "session": note.session.map { .string($0.description) } ?? .null,
      "couple": .string(chart.handle), "date": .string(note.day.description),
    ]
    guard withText, case .object(let pairs) = common else { return common }
    return .object(pairs + [JSONValue.Member("text", .string(note.text))])
  }
}
