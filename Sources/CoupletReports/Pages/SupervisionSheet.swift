public import CoupletCore

/// A sheet about a couple for the counselor's supervisor: letters for names, weeks for dates.
public struct SupervisionSheet {
  private let report: ProgressReport
  private let facts: PageFacts
  private let alerts: [Brief.Alert]

  /// The sheet of a chart as it is seen for supervision; of any other nothing is made.
  public init?(of seen: Seen, library: Library, since: Day?, until: Day?) {
    guard seen.isForSupervision else { return nil }
    report = ProgressReport(of: seen, library: library, since: since, until: until)
    facts = PageFacts(of: seen)
    alerts = Brief(of: seen, library: library).alerts
  }

  /// The sheet.
  public var document: PageDocument {
    PageDocument(
      title: "Supervision", header: [report.label, "for: supervision", week(report.today)],
      blocks: [.facts(frame)]
        + section("What can't wait", alerts.compactMap(words).map { .init($0) })
        + section("Open questions", entries(.question)) + section("What they want", aims)
        + section("Where the trouble comes from", entries(.crack))
        + section("The cycle", facts.cycle.map { [.init(free($0))] } ?? [])
        + section("Goals", goals) + scales + ratings
        + section("Homework", homework) + section("Promises", promises) + section("In the room", room)
        + section("Injuries", injuries)
        + section("Notes on the figures", report.notes.map { .init(free($0.line)) }))
  }

  /// What somebody wrote and the sheet shows, with the names replaced that the file knows.
  public var freeTexts: [String] {
    report.goals.map(\.text) + report.entries.filter { [.question, .crack].contains($0.kind) }.map(\.text)
      + [facts.cycle].compactMap { $0 } + report.homework.map(\.title) + report.promises.map(\.text)
      + report.injuries.flatMap { [$0.text] + $0.steps.compactMap(\.words) }
  }

  /// What in the texts may still tell who it is: what is written like a name, a number, a date or an address.
  ///
  /// Names written small, ages, occupations and what is rare about a life can't be found; who writes the sheet reads it
  /// through.
  public var identifying: [String] {
    var found: [String] = []
    var known: Set<String> = []
    func note(_ word: some StringProtocol) {
      if known.insert(String(word)).inserted { found.append(String(word)) }
    }
    let texts = freeTexts.map(free)
    // Who writes a word small elsewhere, or begins sentences with it in our own words, means no name.
    let small = Set(
      texts.flatMap { $0.split { !$0.isLetter }.filter { $0.first?.isLowercase == true }.map(String.init) })
    for text in texts {
      // Telephone numbers and dates have blanks, points, strokes and brackets between their digits.
      for match in text.matches(of: #/[+(]?\d[\d\s()./\-]*\d/#) {
        let isDate = match.output.contains(#/\d[./\-]\d/#)
        if isDate || match.output.count(where: \.isNumber) >= Self.leastDigits { note(match.output) }
      }
      for piece in text.split(whereSeparator: \.isWhitespace) {
        if piece.contains("@") || piece.contains("://") || piece.contains(#/\w\.\w\w/#) {
          note(piece.trimmingPrefix("(").prefix { !",;)".contains($0) })
          continue
        }
        for part in piece.split(whereSeparator: { !$0.isLetter && !$0.isNumber && !"'’-".contains($0) }) {
          let word = part.drop { "'’-".contains($0) }
          let isMixed = word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
          let isOfAnotherScript = word.contains { $0.isLetter && !$0.isCased }
          if isMixed && word.count > 3 || isOfAnotherScript
            || isName(word.startIndex..<word.endIndex, in: text, besides: small)
          {
            note(word)
          }
        }
      }
    }
    return found
  }

  /// Digits from which on a number may be one's telephone, account or insurance.
  private static let leastDigits = 5
  /// Words that sentences begin with.
  private static let starters: Set = [
    "A", "After", "All", "Also", "Always", "An", "And", "Another", "As", "Ask", "At", "Away", "Back", "Be", "Because",
    "Before", "Begin", "Being", "Both", "Bring", "But", "By", "Call", "Came", "Can", "Come", "Could", "Did", "Do",
    "Does",
    "Don", "Each", "Early", "Evening", "Evenings", "Every", "Find", "First", "For", "From", "Get", "Give", "Go", "Had",
    "Has", "Have", "He", "Hears", "Her", "Here", "His", "Holding", "Home", "How", "I", "If", "In", "Is", "It", "Keep",
    "Last", "Late", "Leave", "Leaving", "Let", "Listen", "Look", "Make", "May", "Maybe", "Money", "More", "Morning",
    "Mornings",
    "My", "Never", "Next", "Night", "Nights", "No", "Nobody", "Not", "Nothing", "Now", "Of", "Often", "On", "Once",
    "One",
    "Only", "Or", "Our", "Out", "Put", "Ring", "Rings", "Say", "Says", "See", "She", "Should", "Since", "Sleep",
    "So", "Some", "Something", "Sometimes", "Speak", "Still", "Stop", "Take", "Talk", "Tell", "That", "The", "Their",
    "Then", "There", "They", "This", "Time", "Times", "To", "Together", "Too", "Trust", "Two", "Until", "Up", "Walk",
    "Wants", "Was", "We", "What", "When", "Where", "Which", "While", "Who", "Why", "With", "Without", "Work", "Would",
    "Write", "Yes", "You", "Your",
  ]

  /// Whether a word is written large, and is none of ours; where a sentence begins, also none of everyday.
  private func isName(_ range: Range<String.Index>, in text: String, besides small: Set<String>) -> Bool {
    let word = text[range]
    // "A's" is as much A as "A" is, and "I'm" is nobody's name.
    let stem = word.prefix { $0 != "'" && $0 != "’" }
    guard word.first?.isUppercase == true, stem != "I", !report.names.contains(String(stem)) else { return false }
    let before = text[..<range.lowerBound]
    let last = before.last { !$0.isWhitespace && !"\"'“‘’-(".contains($0) }
    let isNewLine = before.reversed().prefix { $0.isWhitespace }.contains(where: \.isNewline)
    let beginsSentence = last.map { isNewLine || ".!?:…".contains($0) } ?? true
    return !(beginsSentence && (Self.starters.contains(String(stem)) || small.contains(stem.lowercased())))
  }

  // MARK: Weeks

  /// `week 3`, from the first day of the treatment on.
  private func week(_ day: Day) -> String {
    let days = day.days(since: facts.since)
    return days < 0 ? "before the start" : "week \(days / 7 + 1)"
  }

  /// A text in which days are weeks too.
  private func free(_ text: String) -> String {
    text.replacing(#/\d{4}-\d{1,2}-\d{1,2}/#) { match in Day(iso: String(match.output)).map(week) ?? "[day]" }
      .replacing(#/\b\d{1,4}([./])\d{1,2}\1\d{2,4}\b/#) { _ in "[day]" }
  }

  // MARK: Parts

  private var frame: [PageDocument.Fact] {
    let sessions = report.sessions
    let weeks = [sessions.first, sessions.last].compactMap { $0 }.map { week($0.day) }
    let span = Set(weeks).count > 1 ? weeks.joined(separator: " to ") : weeks.first ?? ""
    let came = sessions.attendance.map { "\($0.name) \($0.present) of \($0.of)" }.joined(separator: ", ")
    return [
      .init("Members", "\(facts.members)"),
      .init("Sessions", span.isEmpty ? "\(sessions.count)" : "\(sessions.count), \(span)"),
    ] + (sessions.count > 0 ? [.init("There", came)] : [])
      + (facts.closure.map { [.init("Closed", "\(week($0.day)), \($0.outcome.rawValue)")] } ?? [])
  }

  private var aims: [PageDocument.Item] { facts.aims.map { .init("\($0.name): \($0.kind.rawValue)") } }

  private func entries(_ kind: Entry.Kind) -> [PageDocument.Item] {
    report.entries.filter { $0.kind == kind }.map { entry in
      let head = [week(entry.day), entry.code, entry.by].compactMap { $0 }.joined(separator: ", ")
      return .init("\(head): \(free(entry.text))")
    }
  }

  private var goals: [PageDocument.Item] {
    report.goals.map { goal in
      let rows = report.measures.filter { $0.kind == .goal && $0.measure == goal.measure && $0.n > 0 }
      let figures = rows.map { "\($0.name) \($0.span)" } + (rows.isEmpty ? [] : report.gapTexts(rows))
      return .init(
        "\(goal.of.map { "\($0): " } ?? "")\(free(goal.text))\(goal.closed.map { ", closed in \(week($0))" } ?? "")",
        details: figures.isEmpty ? [] : ["0 to 10: \(figures.joined(separator: "; "))"])
    }
  }

  private var scales: [PageDocument.Block] {
    report.groups(of: .scale).flatMap { rows -> [PageDocument.Block] in
      guard let head = rows.first else { return [] }
      let lines = rows.filter { $0.n > 0 }.map { row in
        let weeks = [row.firstDate, row.lastDate].compactMap { $0 }.map(week)
        let words = [
          "\(row.span), \(Set(weeks).count > 1 ? weeks.joined(separator: " to ") : weeks.first ?? ""), n \(row.n)",
          row.changeClass.map { "\($0.words(by: row.rule?.kind))\(row.remark.map { " (\($0))" } ?? "")" },
          row.shortRoom?.words,
          row.cutoff.map { cutoff in
            let side = row.isFunctional.map { $0 ? "functional" : "clinical" } ?? "unknown"
            return "\(side) side of \(DecimalText.text(cutoff))\(nearWords(row.isNearCutoff))"
          },
        ]
        return PageDocument.Item("\(row.name): \(words.compactMap { $0 }.joined(separator: "; "))")
      }
      let gaps = report.pairs(of: rows).filter { $0.gapLast != nil }.map { pair in
        let error = pair.isMoreThanError.map { ", \(errorWords($0))" } ?? ""
        let label = pair.label.map { "; couple: \($0.rawValue)\(pair.labelWhy.map { ": \($0)" } ?? "")" } ?? ""
        let movement = pair.finding.words.map { ", \($0)" } ?? ""
        return PageDocument.Item(
          "gap \(pair.first) - \(pair.second): \(report.gapSpan(pair))\(movement)\(error)\(label)")
      }
      let rule = rows.contains { $0.changeClass != nil } ? rows.compactMap(\.rule).first : nil
      let rules = rule.map { [PageDocument.Item("class: \(free($0.words))")] } ?? []
      // Without its id, which may be a name: the title has gone through what replaces those.
      return [.heading("\(free(head.title)) (\(head.rangeText))"), .items(lines + gaps + rules)]
    }
  }

  private var ratings: [PageDocument.Block] {
    let groups = report.groups(of: .rating).filter { $0.first?.id.owner == nil }
    guard !groups.isEmpty else { return [] }
    let columns =
      [Table.Column("measure", title: "rating")]
      + report.names.enumerated().map { Table.Column("\($0.offset)", title: $0.element) } + [Table.Column("gap")]
    let rows = groups.map { rows -> [Table.Cell] in
      [.text(rows.first?.measure ?? "")] + rows.map { .text($0.n == 0 ? "" : $0.span) }
        + [.text(report.names.count == 2 ? report.pairs(of: rows).first.map(report.gapSpan) ?? "" : "")]
    }
    return [
      .heading("Ratings"), .remark(report.ratingsLabel), .table(caption: nil, Table(columns: columns, rows: rows)),
    ]
  }

  private var homework: [PageDocument.Item] {
    let items = report.homework.map { item in
      let parts = item.isTakenBack ? ["set aside"] : item.parts.map { "\($0.name) \($0.plain)" }
      return PageDocument.Item("\(week(item.given)), \(item.recipients): \(free(item.title))", details: parts)
    }
    let total = report.homeworkTotal?.parts.map { part in
      let named = part.barriers.map { "\($0.code.rawValue) \($0.count)" }.joined(separator: ", ")
      return PageDocument.Item(
        "in all: \(part.name) \(part.done.text)\(named.isEmpty ? "" : "; in the way: \(named)")")
    }
    return items + (total ?? [])
  }

  private var promises: [PageDocument.Item] {
    report.promises.map { promise in
      .init(
        "\(week(promise.made)), \(promise.by)\(promise.to.map { " to \($0)" } ?? ""): \(free(promise.text))",
        details: promise.accounts.map(\.words))
    }
  }

  private var room: [PageDocument.Item] {
    (report.room?.members ?? []).filter { $0.sessions > 0 }.map { member in
      .init(
        "\(member.name), \(member.sessions) \(member.sessions == 1 ? "session" : "sessions") counted",
        details: member.counts.map { count in
          let span = count.sessions < 2 ? count.last.words : "\(count.first.words) → \(count.last.words)"
          return "\(count.key.rawValue): \(span)"
        })
    }
  }

  private var injuries: [PageDocument.Item] {
    report.injuries.map { injury in
      .init(
        "\(injury.hurt), hurt by \(injury.by), \(week(injury.named)): \(free(injury.text))",
        details: injury.steps.map { step in
          "\(week(step.day)), \(step.says) says: \(step.step.title)\(step.words.map { ": \(free($0))" } ?? "")"
        })
    }
  }

  /// What of the alerts can be told: nothing of risks, of what is held, of leaving or of a sheet that is in doubt.
  private func words(_ alert: Brief.Alert) -> String? {
    switch alert {
    case .risk, .openRisk, .held, .leaving, .doubt: return nil
    case .fall(let fall):
      return
        "\(fall.scale), \(fall.row.partner): \(DecimalText.text(fall.row.first)) → \(DecimalText.text(fall.row.last)), "
        + "\(week(fall.row.firstDay)) to \(week(fall.row.lastDay)), \(fall.threshold.kind.words(true))"
    case .gap(let gap):
      return
        "\(gap.gap.finding == .widened ? "gap widened" : "gap"), \(gap.measure): \(gap.gap.one) - \(gap.gap.other) \(DecimalText.text(gap.gap.first)) → "
        + "\(DecimalText.text(gap.gap.last)), \(week(gap.gap.firstDay)) to \(week(gap.gap.lastDay))"
    case .alliance(let alliance):
      let ratings = alliance.ratings.map { "\($0.partner) \($0.fallsFrom.map { "\($0) → " } ?? "")\($0.value)" }
      return "alliance low, falling or apart: \(ratings.joined(separator: ", "))"
    case .missedSessions(let missed):
      return
        "missed sessions: \(missed.sessions.map { "\(week($0.day)) \($0.status.rawValue)" }.joined(separator: ", "))"
    case .missedHomework(let missed):
      return
        "\(missed.partner), homework not done twice: \(missed.reports.map { free($0.title) }.joined(separator: ", "))"
    case .review(let review): return "review due in \(week(review.due)): \(review.kind.rawValue) of \(week(review.day))"
    }
  }

  private func section(_ heading: String, _ items: [PageDocument.Item]) -> [PageDocument.Block] {
    items.isEmpty ? [] : [.heading(heading), .items(items)]
  }
}
