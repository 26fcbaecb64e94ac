public import CoupletCore

/// All of one piece of homework: its terms, its text, what was reported, and what was decided on it.
extension Seen {
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
    let grades = [
      log.quality.map { "quality \($0)" }, log.difficulty.map { "difficulty \($0)" },
      log.usefulness.map { "usefulness \($0)" },
    ]
    let rest =
      isForCounselor
      ? [
        log.barrier.map { "in the way: \($0.rawValue)" }, log.isByCounselor ? "reported by the counselor" : nil,
        log.audience == .joint ? nil : "may be shown to: \(words(for: log.audience))",
      ] : []
    let parts = [name(log.member), log.done.map(Self.words)] + grades + rest
    let text = (isForCounselor ? log.wordsWithBarrier : log.words).map { ": \(line($0))" } ?? ""
    return line("\(log.day.withWeekday) \(parts.compactMap { $0 }.joined(separator: ", "))") + text
  }

  private func look(_ review: Homework.Review) -> String {
    let parts = [review.why, review.session?.description].compactMap { $0 }
    return line("\(review.day.withWeekday) \(review.decision.rawValue)")
      + (parts.isEmpty ? "" : ": \(line(parts.joined(separator: ", ")))")
  }
}
