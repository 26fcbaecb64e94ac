public import CoupletCore

/// Homework as outputs show it: its terms, its text, what was reported, and what was decided on it.
extension Homework: ListedRecord {
  /// What it is, who does it, by when and how often, and the goal that it serves.
  public func parts(in chart: Seen) -> [String?] {
    [
      title, "for \(chart.recipients(of: self))", terms.due.map { "due \($0.withWeekday)" } ?? "no due day",
      terms.every.map { "every \($0.description)" }, chart.goal(of: self).map { "for \($0.id)" },
    ]
  }

  /// With the newest report of each member.
  public static func columns(of homework: [Homework], in chart: Seen) -> [ListColumn<Homework>] {
    [
      ListColumn("given") { $0.fact.day.description }, ListColumn("due") { $0.terms.due?.description },
      ListColumn("for") { chart.line(chart.recipients(of: $0)) }, ListColumn("title") { chart.line($0.title) },
      ListColumn("reported") { item in
        // The newest that says how much; words alone still count as a report.
        let newest = Dictionary(item.log.map { ($0.member, $0) }) { known, newer in
          newer.done == nil && known.done != nil ? known : newer
        }
        let reports = chart.couple.everyMember.compactMap { client in
          newest[client].map { "\(chart.name(client)) \($0.done?.words ?? "–")" }
        }
        let goal = chart.showsIDs ? chart.goal(of: item).map { "for \($0.id)" } : nil
        return chart.line((reports + [goal, chart.looked(at: item)].compactMap(\.self)).joined(separator: ", "))
      },
    ]
  }

  /// Terms, text and reports; confidence, decisions and the reason in spite of a risk are the counselor's.
  public func object(in chart: Seen) -> JSONValue {
    let isOwn = chart.isForCounselor
    let recipients: JSONValue =
      switch terms.recipients {
      case .together: "together"
      case .each: "each"
      case .members(let members): .texts(members.map(chart.fullName))
      }
    let sure: [JSONValue] = terms.confidence.sorted { $0.key < $1.key }.map { client, value in
      ["member": chart.person(client), "value": .int(value)]
    }
    let looks: [JSONValue] = reviews.map { review in
      [
        "date": .day(review.day), "decision": .string(review.decision.rawValue), "why": chart.string(review.why),
        "session": chart.sessionID(review.session),
      ]
    }
    return [
      "exercise": .text(exercise?.id), "version": .count(exercise?.version), "title": chart.string(title),
      "for": recipients, "assigned": .day(fact.day), "due": .day(terms.due), "every": .text(terms.every?.description),
      "times": .count(terms.times), "purpose": chart.string(terms.purpose), "obstacle": chart.string(terms.obstacle),
      "plan": chart.string(terms.plan), "goal": chart.id(chart.goal(of: self)?.id),
      "confidence": .array(isOwn ? sure : []), "text": chart.string(text),
      "state": isTakenBack ? "set aside" : "given", "reviews": isOwn ? .array(looks) : .null,
      "despite": .known(isOwn ? despite.map { ["risk": chart.id($0.risk), "why": .string($0.why)] } : nil),
      "log": .array(log.map { $0.object(in: chart) }),
    ]
  }
}

extension Homework.Log {
  fileprivate func object(in chart: Seen) -> JSONValue {
    [
      "date": .day(day), "member": chart.person(member), "done": .text(done?.description), "quality": .count(quality),
      "difficulty": .count(difficulty), "usefulness": .count(usefulness),
      "barrier": .text(chart.isForCounselor ? barrier?.rawValue : nil),
      "words": chart.string(chart.isForCounselor ? wordsWithBarrier : words),
      "reported_by": isByCounselor ? "counselor" : "member", "audience": .string(chart.key(for: audience)),
    ]
  }
}

/// All of one piece of homework.
extension Seen {
  /// Who homework is for, in words.
  public func recipients(of homework: Homework) -> String {
    switch homework.terms.recipients {
    case .together: "together"
    case .each: "each"
    case .members(let members): members.map(name).joined(separator: ", ")
    }
  }

  /// One line on a report on homework.
  public func echo(_ log: Homework.Log, on homework: Homework) -> String {
    echo(
      homework,
      [homework.title, name(log.member), log.done.map(Self.words)] + grades(log) + [
        log.barrier?.rawValue, log.isByCounselor ? "reported by the counselor" : nil,
      ], on: log.day, for: log.audience)
  }

  /// One line on what was decided when homework was looked at.
  public func echo(_ review: Homework.Review, of homework: Homework) -> String {
    echo(homework, [homework.title, looked(at: homework)])
  }

  /// What was decided when it was looked at last; why is the counselor's alone.
  func looked(at homework: Homework) -> String? {
    guard let review = homework.reviews.last else { return nil }
    let words = review.decision == .setAside ? "set aside" : review.decision.rawValue
    guard isForCounselor, let why = review.why else { return words }
    return "\(words): \(why)"
  }

  /// The goal that homework serves, nil where there is none that this audience sees.
  func goal(of homework: Homework) -> Goal? {
    homework.terms.goal.flatMap { id in records.goals.first { $0.id == id } }
  }

  /// `done 3`, `done 5/7`, `not done – good reason`.
  static func words(_ done: Homework.Done) -> String {
    done == .excused ? done.words : "done \(done.description)"
  }

  /// The homework to read at 80 columns.
  ///
  /// - Parameter exercise: what it rests on; its questions for the next session stand on the counselor's page.
  public func page(_ homework: Homework, exercise: Exercise?) -> [String] {
    let reports = homework.log.flatMap { log in report(log).wrapped(toCells: 80, hanging: 4) }
    let looks = isForCounselor ? homework.reviews.map(look) : []
    let questions = isForCounselor ? exercise?.followUp ?? [] : []
    return [title, (showsIDs ? "\(homework.id) · " : "") + line(homework.title)] + terms(of: homework)
      + [""] + lines(homework.text).wrapped(toCells: 80)
      + block("Reported", reports) + block("Looked at", looks.flatMap { $0.wrapped(toCells: 80, hanging: 4) })
      + block("Ask next time", questions.flatMap { "- \(line($0))".wrapped(toCells: 80, hanging: 2) })
  }

  private func block(_ heading: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["", heading] + lines }

  private func terms(of homework: Homework) -> [String] {
    let terms = homework.terms
    let sure = terms.confidence.sorted { $0.key < $1.key }.map { "\(name($0.key)) \($0.value)" }
    var rows: [(title: String, text: String?)] = [
      ("for", recipients(of: homework)), ("given", homework.fact.day.withWeekday),
      ("due", terms.due?.withWeekday), ("every", terms.every?.description), ("times", terms.times.map(String.init)),
      ("what for", terms.purpose), ("goal", goal(of: homework).map { (showsIDs ? "\($0.id) " : "") + $0.text }),
      ("may be hard", terms.obstacle), ("then", terms.plan),
    ]
    if isForCounselor {
      rows += [
        ("sure", sure.isEmpty ? nil : "\(sure.joined(separator: ", ")) of 10"),
        ("exercise", homework.exercise.map { "\($0.id) v\($0.version)" }),
        ("session", terms.session.flatMap(session)?.id.description),
        ("despite", homework.despite.map { "\($0.risk): \($0.why)" }),
        ("shown to", words(for: homework.fact.audience)),
      ]
    }
    // Others read that it was taken back, and never why.
    if homework.isTakenBack { rows.append(("state", isForCounselor ? looked(at: homework) : "set aside")) }
    return rows.flatMap { row in
      row.text.map { "\(row.title.padded(toCells: 11)) \(line($0))".wrapped(toCells: 80, hanging: 12) } ?? []
    }
  }

  private func report(_ log: Homework.Log) -> String {
    let rest =
      isForCounselor
      ? [
        log.barrier.map { "in the way: \($0.rawValue)" }, log.isByCounselor ? "reported by the counselor" : nil,
        log.audience == .joint ? nil : "may be shown to: \(words(for: log.audience))",
      ] : []
    let parts = [name(log.member), log.done.map(Self.words)] + grades(log) + rest
    let text = (isForCounselor ? log.wordsWithBarrier : log.words).map { ": \(line($0))" } ?? ""
    return line("\(log.day.withWeekday) \(parts.compactMap { $0 }.joined(separator: ", "))") + text
  }

  private func grades(_ log: Homework.Log) -> [String?] {
    [
      log.quality.map { "quality \($0)" }, log.difficulty.map { "difficulty \($0)" },
      log.usefulness.map { "usefulness \($0)" },
    ]
  }

  private func look(_ review: Homework.Review) -> String {
    let parts = [review.why, review.session?.description].compactMap { $0 }
    return line("\(review.day.withWeekday) \(review.decision.rawValue)")
      + (parts.isEmpty ? "" : ": \(line(parts.joined(separator: ", ")))")
  }
}
