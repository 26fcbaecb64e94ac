public import CoupletCore

/// What goes to the couple in words: a letter on the way, a summary at the end.
public struct CouplePages {
  private let report: ProgressReport
  private let facts: PageFacts
  private let counselor: Counselor

  /// The pages of a chart as its audience sees it.
  public init(of seen: Seen, library: Library, since: Day?, until: Day?, counselor: Counselor) {
    report = ProgressReport(of: seen, library: library, since: since, until: until)
    facts = PageFacts(of: seen)
    self.counselor = counselor
  }

  // MARK: The letter

  /// A letter to the couple, or to one of them: where things stand, in plain words.
  public var letter: PageDocument {
    PageDocument(
      title: "Letter", header: header,
      blocks: [
        .paragraph("Dear \(Self.list(facts.readers)),"),
        .paragraph(report.sessions.count > 0 ? "\(met) This is what I have in mind of it." : met),
      ]
        + section("What you came for", .items(report.goals.filter { $0.closed == nil }.map { .init(goal($0)) }))
        + section("What went well", .items(good)) + howItGoes + agreed
        + section("What comes next", .items(next)) + signed)
  }

  // MARK: The closing summary

  /// A summary at the end: for the couple in plain words, for the counselor with outcome and classes.
  public var closing: PageDocument {
    let wins = report.wins.map { PageDocument.Item(credited($0.text, by: $0.by, noticedBy: $0.noticedBy)) }
    let lookOut =
      [facts.cycle.map { PageDocument.Item("The round that you know: \($0)") }].compactMap { $0 }
      + facts.agreements.filter(\.isTimeOut).map { PageDocument.Item("When it gets too much: \($0.text)") }
    let standing = facts.agreements.filter { !$0.isTimeOut }.map { PageDocument.Item(agreement($0)) }
    return PageDocument(
      title: "Closing summary", header: header,
      blocks: [.paragraph(met)] + outcome
        + section("Your goals, from first to last", .items(goalsFirstToLast))
        + section("How it went for each of you, from first to last", .items(measuresFirstToLast), remarks)
        + section("What helped", .items(facts.useful.prefix(8).map { .init($0) }))
        + section("What went well", .items(wins))
        + section("What you agreed, and when you look at it again", .items(standing))
        + section("What to look out for", .items(lookOut)) + (report.isForCounselor ? [] : signed))
  }

  /// How it ended, on the counselor's page alone.
  private var outcome: [PageDocument.Block] {
    guard report.isForCounselor else { return [] }
    guard let closure = facts.closure else {
      return [.heading("Outcome"), .paragraph("The treatment has not been closed yet.")]
    }
    let words =
      switch closure.outcome {
      case .completed: "completed"
      case .separated: "separated; separating well is an outcome like the others"
      case .stoppedComing: "stopped coming"
      case .referred: "referred"
      case .moved: "moved away"
      case .paused: "paused"
      }
    let why = closure.why.map { [PageDocument.Fact("Why", $0)] } ?? []
    return [
      .heading("Outcome"),
      .facts([PageDocument.Fact("Closed", "\(closure.day.withWeekday), \(words)")] + why),
    ]
  }

  private var goalsFirstToLast: [PageDocument.Item] {
    report.goals.map { line in
      let rows = report.measures.filter { $0.kind == .goal && $0.measure == line.measure && $0.n > 0 }
      let said = rows.map { "\($0.name): \($0.span) of 10\($0.plain.map { ", \($0.words)" } ?? "")" }
      return PageDocument.Item(goal(line), details: said + (rows.isEmpty ? [] : report.gapTexts(rows)))
    }
  }

  private var measuresFirstToLast: [PageDocument.Item] {
    report.groups(of: .scale).compactMap { rows in
      guard let head = rows.first else { return nil }
      let said = rows.filter { $0.n > 0 }.map { row in
        let words = report.isForCounselor ? row.changeClass?.words(by: row.rule?.kind) : row.plain?.words
        return "\(row.name): \(row.span)\(words.map { ", \($0)" } ?? "")"
      }
      return PageDocument.Item("\(head.title), \(head.rangeText)", details: said + report.gapTexts(rows))
    }
  }

  // MARK: What both have

  /// The couple, for whom, the day: what stands on top of every page.
  private var header: [String] {
    // A page of an earlier day is for the readers of that day: who came into the treatment since isn't one of them.
    let readers = report.until == nil ? "" : ", for who was in the treatment then"
    return [
      report.coupleWords, "for: \(report.audienceWords.clipped(toCells: 24))",
      "\(report.since.map { "from \($0), " } ?? "")as of \(report.today)\(readers)",
    ]
  }

  private var signed: [PageDocument.Block] {
    let name = [counselor.name, counselor.credential].compactMap { $0 }.joined(separator: ", ")
    return [.paragraph("With good wishes, \(name.isEmpty ? "your counselor" : name)")]
  }

  /// From when to when, and how often.
  private var met: String {
    guard report.sessions.count > 0, let first = report.sessions.first, let last = report.sessions.last else {
      return "No session was held in this time."
    }
    return report.sessions.count == 1
      ? "We met once, on \(first.day.withWeekday)."
      : "We met \(report.sessions.count) times, from \(first.day.withWeekday) to \(last.day.withWeekday)."
  }

  private var good: [PageDocument.Item] {
    let gestures = report.entries.filter { $0.kind == .gesture }
    return report.wins.map { .init(credited($0.text, by: $0.by, noticedBy: $0.noticedBy)) }
      + gestures.map { .init(credited($0.text, by: $0.by, noticedBy: $0.noticedBy)) }
  }

  private func credited(_ text: String, by: String?, noticedBy: String?) -> String {
    let words = [by, noticedBy.map { "noticed by \($0)" }].compactMap { $0 }.joined(separator: ", ")
    return words.isEmpty ? text : "\(text) (\(words))"
  }

  /// In words alone: the figures stand on the page that shows how it goes.
  private var howItGoes: [PageDocument.Block] {
    let scales = report.groups(of: .scale).compactMap(changes)
    let ratings = report.groups(of: .rating).filter { $0.first?.id.owner == nil }
      .compactMap(changes).map { PageDocument.Item("\($0.title): \($0.said.joined(separator: "; "))") }
    guard !scales.isEmpty || !ratings.isEmpty else { return [] }
    return [
      .heading("How each of you sees it, then and now"),
      .items(scales.map { .init($0.title, details: $0.said) } + ratings),
    ]
      + (ratings.isEmpty ? [] : [.remark(report.ratingsLabel)]) + remarks
  }

  /// What each one's change is called; nil where nothing can be said of anybody.
  private func changes(_ rows: [ProgressReport.MeasureRow]) -> (title: String, said: [String])? {
    let said = rows.compactMap { row in row.plain.map { "\(row.name): \($0.words)" } }
    return rows.first.flatMap { said.isEmpty ? nil : ($0.title, said) }
  }

  /// What has to be known beside the words and figures.
  private var remarks: [PageDocument.Block] {
    let shown = Set(report.groups(of: .scale).compactMap { $0.first?.measure })
    let titles = Dictionary(report.groups(of: .scale).compactMap { $0.first.map { ($0.measure, $0.title) } }) { $1 }
    return report.notes.filter { note in note.measure.map { shown.contains($0) } ?? true }.map { note in
      .remark([note.measure.flatMap { titles[$0] }, note.name, note.text].compactMap { $0 }.joined(separator: ": "))
    }
  }

  private var agreed: [PageDocument.Block] {
    let promises = report.promises.map { promise in
      PageDocument.Item("\(promise.by)\(promise.to.map { " to \($0)" } ?? ""): \(promise.text)")
    }
    return section(
      "What you agreed and promised", .items(facts.agreements.map { .init(agreement($0)) } + promises))
  }

  private var next: [PageDocument.Item] {
    let homework = facts.homework.map { item in
      let terms = [item.every.map(\.often), item.due.map { "until \($0.withWeekday)" }].compactMap { $0 }
      return PageDocument.Item("Homework: \(([item.title] + terms).joined(separator: ", "))")
    }
    let meeting = facts.next.map { next in
      PageDocument.Item("We meet again on \(next.day.withWeekday)\(next.start.map { " at \($0)" } ?? "").")
    }
    return homework + facts.agenda.map { .init("To talk about: \($0)") } + [meeting].compactMap { $0 }
  }

  private func goal(_ goal: ProgressReport.GoalLine) -> String { "\(goal.of.map { "\($0): " } ?? "")\(goal.text)" }

  private func agreement(_ agreement: PageFacts.Agreement) -> String {
    let terms = [agreement.every.map(\.often), agreement.review.map { "to look at again \($0.withWeekday)" }]
    return ([agreement.text] + terms.compactMap { $0 }).joined(separator: " · ")
  }

  /// A heading with what stands under it; neither where that is nothing.
  private func section(
    _ heading: String, _ content: PageDocument.Block, _ rest: [PageDocument.Block] = []
  ) -> [PageDocument.Block] {
    if case .items(let items) = content, items.isEmpty { return [] }
    return [.heading(heading), content] + rest
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "both of you" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}

extension Cadence {
  /// `every day`, `every week`, `every 3 days`.
  var often: String { days == 1 ? "every day" : days == 7 ? "every week" : "every \(days) days" }
}
