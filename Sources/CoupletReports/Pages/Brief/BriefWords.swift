internal import CoupletCore

/// What a brief's values are called on the page; every text that people typed leaves it on one line and escaped.
struct BriefWords {
  /// Cells for the name of a measure.
  static let measureColumn = 14
  static let ratingsLabel = "Practice ratings 0-10, written for this toolkit: not validated, no norms"
  private static let mostNameCells = 12
  private static let mostTitleCells = 30
  /// More of a text than any line of the page holds; a record may have a megabyte.
  private static let mostCharacters = 400

  let brief: Brief

  // MARK: Upper part

  /// Two lines: whose page and which session; when, and who is expected.
  var heading: [String] {
    let heading = brief.heading
    let last = heading.daysSinceLast.map { days in
      days == 0 ? "a session was held today" : "\(days == 1 ? "1 day" : "\(days) days") since the last"
    }
    let planned = heading.plannedDay.map { day in
      "planned \(day == brief.today ? "today" : day.withWeekday)\(heading.plannedStart.map { " \($0)" } ?? "")"
    }
    let expected = heading.expected.isEmpty ? nil : "expected: \(heading.expected.map(name).joined(separator: ", "))"
    let policy = heading.policy.map { "policy: \($0.kind.rawValue)" }
    let held = heading.held.map { held in
      "held: \(held.count)\(held.review.map { ", review \($0.withWeekday)" } ?? "")"
    }
    let agreed = [policy, held].compactMap { $0 }
    return [
      "\(clean(heading.handle)) · \(clean(heading.label).clipped(toCells: 26)) · "
        + "session \(heading.number) · \(brief.today.withWeekday)",
      [last ?? "first session", planned, expected].compactMap { $0 }.joined(separator: " · "),
    ] + (agreed.isEmpty ? [] : [agreed.joined(separator: " · ")])
  }

  private func words(for item: Brief.Risk.Item) -> String {
    switch item.answer {
    case .value(let value): "\(value) of \(item.max)"
    case .notAnswered: "left open"
    case .declined: "rather not said"
    case .notApplicable: "said not to apply"
    }
  }

  func alert(_ alert: Brief.Alert) -> String {
    switch alert {
    case .risk(let risk):
      let items = risk.items.map { "item \($0.id): \(words(for: $0))" }.joined(separator: ", ")
      return "\(name(risk.scale)), \(name(risk.partner)): \(items) (\(risk.day.withWeekday))\(suffix(risk.id))"
    case .doubt(let doubt): return words(doubt)
    case .openRisk(let risk):
      let review = risk.review.map { ", review \($0.withWeekday)" } ?? ""
      return
        "\(risk.id.map(\.description) ?? "an entry") \(risk.status.rawValue) since \(risk.since.withWeekday)\(review)"
    case .held(let item):
      return "held item\(suffix(item.id)): review due \(item.due.withWeekday)"
    case .leaving(let talk):
      let by = talk.by.isEmpty ? "" : " (\(talk.by.map(name).joined(separator: ", ")))"
      return "talk of leaving: \(talk.count) in \(Brief.leavingDays) days, last \(talk.newest)\(by)"
    case .fall(let fall):
      let row = fall.row
      let change = "\(signed(row.change ?? 0)), \(ruleWords(fall.threshold))"
      let parts = [
        "\(number(row.first)) → \(number(row.last)) (\(change))", fall.threshold.verification.words,
        row.aim.map(aim), row.isIntoClinicalRange ? "into the clinical range" : nil,
        "\(row.firstDay) to \(row.lastDay)",
      ]
      return "\(name(fall.scale)), \(name(row.partner)): \(parts.compactMap { $0 }.joined(separator: ", "))"
    case .gap(let widening):
      let gap = widening.gap
      let error = gap.isMoreThanError == true ? ", more than error" : ""
      return
        "\(gap.finding == .widened ? "gap widened" : "gap"), \(name(widening.measure)): \(name(gap.one)) - \(name(gap.other)) "
        + "\(signed(gap.first)) → \(signed(gap.last))\(error) (\(gap.firstDay) to \(gap.lastDay))"
    case .alliance(let alliance):
      // Who falls stands first, where the line is cut last.
      let ordered =
        alliance.ratings.filter { $0.fallsFrom != nil } + alliance.ratings.filter { $0.fallsFrom == nil }
      let ratings = ordered.map { rating in
        "\(name(rating.partner)) \(rating.fallsFrom.map { "\($0) → " } ?? "")\(rating.value) (\(rating.day))"
      }.joined(separator: ", ")
      let isFalling = alliance.ratings.contains { $0.fallsFrom != nil }
      let found = [
        alliance.isLow ? "low" : nil, isFalling ? "falling" : nil, alliance.split.map { "\($0) apart" },
      ].compactMap { $0 }
      return "alliance \(found.joined(separator: ", ")): \(ratings)"
    case .missedSessions(let missed):
      let days = missed.sessions.suffix(2).map { "\($0.day) \($0.status.rawValue)" }.joined(separator: ", ")
      let who = missed.partners.isEmpty ? "" : missed.partners.map(name).joined(separator: ", ") + " "
      return "\(who)missed \(missed.sessions.count) in a row: \(days)"
    case .missedHomework(let missed):
      let titles = missed.reports.map(\.title)
      let what =
        if titles.first == titles.last {
          missed.reports.map { "\($0.day)" }.joined(separator: ", ") + ": " + title(titles.first ?? "")
        } else {
          missed.reports.map { "\($0.day) \(title($0.title))" }.joined(separator: ", ")
        }
      return "\(name(missed.partner)), homework not done twice: \(what)"
    case .review(let review):
      let entry = "\(review.kind.rawValue) of \(review.day)"
      return "review due \(review.due)\(suffix(review.id)): \(entry)\(review.text.map { ", \(clean($0))" } ?? "")"
    }
  }

  private func words(_ doubt: Brief.Doubt) -> String {
    let own = name(doubt.partner)
    let why =
      doubt.near.map { "near the last one of \(name($0)), far from that of \(own)" }
      ?? (doubt.isTurned ? "as if it had been read the wrong way round" : "the second of that day")
    return "\(name(doubt.scale)), \(own), from a screen\(suffix(doubt.id)): \(why) (\(doubt.day.withWeekday))"
  }

  func line(_ line: Brief.Line) -> String { prefix(line.id) + clean(line.text) }

  /// The same with its day.
  func dated(_ line: Brief.Line) -> String { "\(prefix(line.id))\(line.day.withWeekday) \(clean(line.text))" }

  /// A partner's homework in one line: as many as fit, and how many more there are.
  func homework(_ homework: Brief.PartnerHomework, cells: Int) -> String {
    var line = "\(name(homework.partner)): "
    for (place, item) in homework.items.enumerated() {
      let next = (place == 0 ? "" : "; ") + "\(title(item.title)), \(report(item))"
      let rest = homework.items.count - place - 1
      let more = rest == 0 ? "" : "; and \(rest) more"
      guard place == 0 || (line + next + more).cellWidth <= cells else { return line + "; and \(rest + 1) more" }
      line += next
    }
    return line
  }

  /// `3/7 · Thu`, `most · 2026-10-02`, `nothing reported`.
  private func report(_ item: Brief.PartnerHomework.Item) -> String {
    guard let day = item.reported else { return "nothing reported" }
    let done =
      switch item.done {
      case .graded(let grade)?: ["none", "a bit", "half", "most", "all"][min(max(grade, 0), 4)]
      case .counted?, .excused?: item.done?.words ?? ""
      case nil: "reported"
      }
    // A weekday names one day only within the week.
    return "\(done) · \(brief.today.days(since: day) < 7 ? day.weekday.short : day.description)"
  }

  // MARK: Lower part

  func win(_ win: Brief.WinLine) -> String {
    let who = [win.by.map(name), win.noticedBy.map { "noticed by \(name($0))" }].compactMap { $0 }
    return "\(prefix(win.id))\(win.day) \(who.isEmpty ? "" : who.joined(separator: ", ") + ": ")\(clean(win.text))"
  }

  func promise(_ promise: Brief.PromiseLine) -> String {
    let accounts = promise.accounts.map { account in
      let who = account.says.map(name) ?? "own record"
      // One account says what it was, several are counted.
      return account.of < 2
        ? "\(who) says \(account.newest.rawValue)" : "\(who) says kept \(account.kept) of \(account.of)"
    }
    let repaired =
      promise.repaired == 0 ? [] : [promise.every == nil ? "repaired" : "repaired \(promise.repaired)"]
    let said = accounts.isEmpty ? "no report" : (accounts + repaired).joined(separator: ", ")
    let to = promise.to.map { " to \(name($0))" } ?? ""
    let due = promise.due.map { ", due \($0)" } ?? ""
    // What was said goes before the text, which may be long.
    return "\(prefix(promise.id))\(name(promise.by))\(to) (\(said)\(due)): \(clean(promise.text))"
  }

  /// What was said of it last; what wasn't said is not missing.
  func injury(_ injury: Brief.InjuryLine) -> String {
    let way = injury.ratings.map { rating in
      "\(name(rating.partner)), \(rating.partner == injury.hurt ? "willing" : "effort") \(rating.value) of 10"
    }.joined(separator: ", ")
    let suspended = injury.suspendedBy.map { "suspended while \($0) is open" }
    let last = injury.last.map { "last said: \($0.title)" }
    let said = [suspended, last, way.isEmpty ? nil : way].compactMap { $0 }
    let who = "\(name(injury.hurt)), hurt by \(name(injury.by))"
    return
      "\(prefix(injury.id))\(who)\(said.isEmpty ? "" : " (\(said.joined(separator: "; ")))"): \(clean(injury.text))"
  }

  func goal(_ goal: Brief.GoalLine) -> String {
    let said = goal.standings.map { "\($0.by.map(name) ?? "together") \($0.value)" }.joined(separator: ", ")
    let whose = goal.member.map { "(\(name($0))) " } ?? ""
    return "\(prefix(goal.id))\(whose)\(said.isEmpty ? "not rated" : "\(said) of 10"): \(clean(goal.text))"
  }

  func attendance(_ line: Brief.AttendanceLine) -> String {
    let members = line.members.map { member in
      switch member.attendance {
      case .present: name(member.name)
      case .late(nil): "\(name(member.name)) late"
      case .late(let minutes?): "\(name(member.name)) late \(minutes) min"
      case .absent: "\(name(member.name)) absent"
      }
    }
    let what = line.status == .held ? members.joined(separator: ", ") : line.status.rawValue
    let number = line.number.map { " no. \($0)" } ?? ""
    let about = line.themes.map(\.rawValue) + line.approaches.map(clean)
    let themes = about.isEmpty ? "" : " · \(about.joined(separator: ", "))"
    return "\(prefix(line.id))\(line.day.withWeekday)\(number) \(line.kind.rawValue): \(what)\(themes)"
  }

  func missing(_ missing: Brief.Missing) -> String {
    switch missing {
    case .violenceNotAsked(let members): "violence not asked apart yet: \(members.map(name).joined(separator: ", "))"
    case .policyNotAcknowledged(let members): "policy not acknowledged by \(members.map(name).joined(separator: ", "))"
    }
  }

  func untried(_ untried: Brief.Untried) -> String {
    let exercises = untried.exercises.map(\.id.description).joined(separator: ", ")
    return "for \(untried.theme.rawValue) (\(name(untried.partner)) \(untried.value)): \(exercises)"
  }

  func unsigned(_ note: Brief.NoteLine) -> String { "\(prefix(note.id))\(note.day.withWeekday) \(clean(note.format))" }

  // MARK: Words

  func name(_ name: String) -> String { clean(name).clipped(toCells: Self.mostNameCells) }
  private func title(_ title: String) -> String { clean(title).clipped(toCells: Self.mostTitleCells) }

  func clean(_ text: String) -> String {
    text.count > Self.mostCharacters ? (text.prefix(Self.mostCharacters) + "…").clean : text.clean
  }

  func number(_ value: Double) -> String { DecimalText.text(value) }
  func signed(_ value: Double) -> String { value > 0 ? "+" + number(value) : number(value) }
  /// `reliable ≥ 12`; of a change that matters, that it isn't the error's.
  func ruleWords(_ threshold: ReliableChange) -> String {
    "\(threshold.kind == .mid ? "what matters" : "reliable") \(bound(threshold))"
  }
  func bound(_ threshold: ReliableChange) -> String {
    (threshold.isInclusive ? "≥ " : "> ") + number(threshold.smallest)
  }
  private func prefix(_ id: RecordID?) -> String { id.map { "\($0) " } ?? "" }
  private func suffix(_ id: RecordID?) -> String { id.map { " \($0)" } ?? "" }
}
