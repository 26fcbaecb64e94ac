public import CoupletCore

/// Homework, measures, ratings, goals and aims as text.
extension Seen {
  /// Who homework is for, in words.
  public func recipients(of homework: Homework) -> String {
    switch homework.terms.recipients {
    case .together: "together"
    case .each: "each"
    case .members(let members): members.map(name).joined(separator: ", ")
    }
  }

  // MARK: Echoes

  /// One line on homework that was given or reported on.
  public func echo(_ homework: Homework) -> String {
    let terms = homework.terms
    return echo(
      homework,
      [
        homework.title, "for \(recipients(of: homework))", terms.due.map { "due \($0.withWeekday)" } ?? "no due day",
        terms.every.map { "every \($0.description)" }, goal(of: homework).map { "for \($0.id)" },
      ])
  }

  /// One line on a report on homework.
  public func echo(_ log: Homework.Log, on homework: Homework) -> String {
    let parts: [String?] = [
      homework.id.description, handle, log.day.withWeekday, homework.title, name(log.member),
      log.done.map(Self.words), log.quality.map { "quality \($0)" },
      log.difficulty.map { "difficulty \($0)" }, log.usefulness.map { "usefulness \($0)" },
      log.barrier?.rawValue,
      log.isByCounselor ? "reported by the counselor" : nil, "may be shown to: \(words(for: log.audience))",
    ]
    return Self.packed(parts.compactMap { $0?.shown(keepingLines: false) })
  }

  /// One line on a sheet, with its total or what can be said of it.
  public func echo(_ measure: Measure, scale: ScaleDefinition) -> String {
    let score = try? measure.administration(by: scale).score(by: scale)
    return echo(
      measure,
      [
        measure.scale, measure.fact.member.map(name), measure.mode.rawValue,
        score?.total.map { "total \(DecimalText.text($0))" } ?? "no total", score?.prorationText,
        score?.openText(cutoff: scale.cutoff),
      ])
  }

  /// One line on practice ratings.
  public func echo(_ rating: Rating) -> String {
    let values = Domain.allCases.compactMap { domain -> String? in
      switch rating.values[domain] {
      case .value(let number)?: "\(domain.rawValue) \(number)"
      case .skipped?: "\(domain.rawValue) skipped"
      case .declined?: "\(domain.rawValue) preferred not"
      case nil: nil
      }
    }
    let tension = [rating.tensionStart, rating.tensionEnd].map { $0.map(String.init) ?? "?" }.joined(separator: " to ")
    return echo(
      rating,
      ["practice rating", rating.fact.member.map(name)] + values + [
        rating.tensionStart == nil && rating.tensionEnd == nil ? nil : "tension \(tension)",
        rating.alliance.map { "alliance \($0)" },
      ])
  }

  /// One line on a goal.
  public func echo(_ goal: Goal) -> String {
    echo(goal, ["goal", goal.fact.member.map { "of \(name($0))" }, goal.closed.map { "closed \($0.withWeekday)" }])
  }

  /// One line on a rating of a goal.
  public func echo(_ standing: Goal.Standing, of goal: Goal) -> String {
    let by = standing.by.map { "\(name($0)) says" } ?? "together"
    return Self.packed(
      [
        goal.id.description, handle, standing.day.withWeekday, "\(by): \(standing.value) of 10",
        "may be shown to: \(words(for: standing.audience ?? goal.fact.audience))",
      ].map { $0.shown(keepingLines: false) })
  }

  /// One line on an aim.
  public func echo(_ aim: Aim) -> String { echo(aim, ["aim", aim.fact.member.map(name), aim.kind.rawValue]) }

  // MARK: Lists

  /// Homework, oldest first, with the newest report of each member.
  public func list(_ homework: [Homework]) -> [String] {
    table(homework, [("given", .left), ("due", .left), ("for", .left), ("title", .left), ("reported", .left)]) { item in
      // The newest that says how much; words alone still count as a report.
      let newest = Dictionary(item.log.map { ($0.member, $0) }) { known, newer in
        newer.done == nil && known.done != nil ? known : newer
      }
      let reports = couple.everyMember.compactMap { client in
        newest[client].map { "\(name(client)) \($0.done?.words ?? "–")" }
      }
      let rest = [showsIDs ? goal(of: item).map { "for \($0.id)" } : nil, looked(at: item)].compactMap { $0 }
      return [
        .text(item.fact.day.description), .text(item.terms.due?.description ?? ""), .text(line(recipients(of: item))),
        .text(line(item.title)), .text(line((reports + rest).joined(separator: ", "))),
      ]
    }
  }

  /// What was decided when it was looked at last; why is the counselor's alone.
  func looked(at homework: Homework) -> String? {
    guard let review = homework.reviews.last else { return nil }
    let words = review.decision == .setAside ? "set aside" : review.decision.rawValue
    guard isForCounselor, let why = review.why else { return words }
    return "\(words): \(why)"
  }

  /// One line on what was decided when homework was looked at.
  public func echo(_ review: Homework.Review, of homework: Homework) -> String {
    echo(homework, [homework.title, looked(at: homework)])
  }

  /// Sheets, oldest first, with their totals.
  public func list(_ measures: [Measure], library: Library) -> [String] {
    table(
      measures, [("date", .left), ("scale", .left), ("who", .left), ("mode", .left), ("total", .right), ("", .left)]
    ) { measure in
      let scale = library.scale(measure.scale, version: measure.version)
      let score = scale.flatMap { scale in try? measure.administration(by: scale).score(by: scale) }
      return [
        .text(measure.fact.day.withWeekday), .text("\(measure.scale) v\(measure.version)"),
        .text(measure.fact.member.map { line(name($0)) } ?? ""), .text(measure.mode.rawValue),
        score?.total.map(Table.Cell.number) ?? .empty,
        .text(score?.prorationText ?? score?.openText(cutoff: scale?.cutoff) ?? ""),
      ]
    }
  }

  /// Goals, oldest first, with their newest ratings.
  public func list(_ goals: [Goal]) -> [String] {
    table(goals, [("set", .left), ("whose", .left), ("goal", .left), ("newest", .left), ("closed", .left)]) { goal in
      let newest = Dictionary(goal.standings.map { ($0.by, $0) }) { $1 }
      let standings = newest.values.sorted { ($0.by?.number ?? 0) < ($1.by?.number ?? 0) }.map { standing in
        "\(standing.by.map(name) ?? "together") \(standing.value)"
      }
      return [
        .text(goal.fact.day.description), .text(goal.fact.member.map { line(name($0)) } ?? "couple"),
        .text(line(goal.text)), .text(line(standings.joined(separator: ", "))), .text(goal.closed?.description ?? ""),
      ]
    }
  }

  /// A sheet with its answers and what it said before, for the counselor.
  public func page(_ measure: Measure, scale: ScaleDefinition) -> [String] {
    let own = echo(measure, scale: scale)
    // The id stands first in an echo; on pages for others there is none.
    let prefix = "\(measure.id) · "
    var lines = [title, showsIDs || !own.hasPrefix(prefix) ? own : String(own.dropFirst(prefix.count))]
    guard isForCounselor else { return lines }
    lines.append("")
    if case .answers(let answers) = measure.entered {
      for (item, answer) in zip(scale.items, answers) {
        let wording = item.text.map { "  \(line($0.onOneLine))" } ?? ""
        lines += "\(String(item.id).padded(toCells: 3)) \(answer.text.padded(toCells: 2)) of \(item.max)\(wording)"
          .wrapped(toCells: 80, hanging: 15)
      }
    }
    if let answer = measure.riskAnswer {
      lines += "answered \(answer.day.withWeekday): \(line(answer.text))".wrapped(toCells: 80, hanging: 4)
    }
    for earlier in measure.earlier {
      let was =
        switch earlier.entered {
        case .answers(let answers): answers.map(\.text).joined(separator: ",")
        case .total(let total): "total \(DecimalText.text(total))"
        }
      let why = earlier.why.map { " · \(line($0))" } ?? ""
      lines += "before \(earlier.changed): \(was)\(why)".wrapped(toCells: 80, hanging: 4)
    }
    return lines
  }
}
