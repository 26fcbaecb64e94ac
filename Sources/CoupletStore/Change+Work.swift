public import CoupletCore
import GRDB

/// Homework, promises, measures, ratings, goals and aims.
extension Change {
  /// Copies a definition into the practice file when it is first used.
  ///
  /// - Throws: refused when the same version is there with other words: what rests on it would change under its feet.
  public func use(_ definition: StoredDefinition) throws {
    let known = try String.fetchOne(
      database, sql: "SELECT text FROM definition WHERE kind = ? AND name = ? AND version = ?",
      arguments: [definition.kind.rawValue, definition.name, definition.version])
    if known == definition.text { return }
    guard known == nil else {
      throw Problem(
        .refused, "\(definition.name): version \(definition.version) is in the practice with other content",
        hint: "a changed word makes a new version")
    }
    try insert(
      "definition",
      [
        "kind": definition.kind.rawValue, "name": definition.name, "version": definition.version,
        "text": definition.text,
      ])
  }

  /// Adds the counselor's own figures for a scale; earlier ones stay in the file.
  public func add(_ figures: Reliability, for scale: String) throws {
    try insert(
      "own_figures",
      [
        "scale": scale, "r": figures.r, "kind": figures.kind.rawValue, "sd": figures.sd, "sample": figures.sample,
        "source": figures.source, "entered": clock.description,
      ])
  }

  /// Adds homework with what is reported on it so far.
  public func add(_ homework: Homework) throws {
    let row = try insert(homework, text: homework.text)
    let terms = homework.terms
    let named: [Client.ID]
    let recipients: String
    switch terms.recipients {
    case .together: (recipients, named) = ("together", [])
    case .each: (recipients, named) = ("each", [])
    case .members(let members): (recipients, named) = ("members", members)
    }
    try insert(
      "homework",
      [
        "id": row, "exercise": homework.exercise?.id, "exercise_version": homework.exercise?.version,
        "title": homework.title, "recipients": recipients, "due": terms.due?.description,
        "every_days": terms.every?.days, "times": terms.times, "purpose": terms.purpose, "obstacle": terms.obstacle,
        "plan": terms.plan, "session": try terms.session.map(key), "goal": try terms.goal.map(key),
        "despite": try homework.despite.map { try key(of: $0.risk) }, "despite_why": homework.despite?.why,
      ])
    for client in Set(named).union(terms.confidence.keys).sorted() {
      try insert(
        "homework_member",
        [
          "homework": row, "client": client.number, "is_named": named.contains(client),
          "confidence": terms.confidence[client],
        ])
    }
    for log in homework.log { try insert(log, of: row) }
    for review in homework.reviews { try add(review, to: homework) }
  }

  /// Adds what was decided when homework was looked at.
  public func add(_ review: Homework.Review, to homework: Homework) throws {
    touch(couple: homework.fact.couple, record: homework.id)
    try insert(
      "homework_review",
      [
        "homework": try key(of: homework.id), "day": review.day.description, "decision": review.decision.rawValue,
        "why": review.why, "session": try review.session.map(key),
      ])
  }

  /// Adds a report on homework.
  public func add(_ log: Homework.Log, to homework: Homework) throws {
    touch(couple: homework.fact.couple, record: homework.id)
    try insert(log, of: try key(of: homework.id))
  }

  private func insert(_ log: Homework.Log, of homework: Int64) throws {
    var grade: Int?
    var counted: (part: Int, all: Int)?
    switch log.done {
    case .graded(let done)?: grade = done
    case .counted(let part, let all)?: counted = (part, all)
    case .excused?, nil: break
    }
    try insert(
      "homework_log",
      [
        "homework": homework, "day": log.day.description, "client": log.member.number, "grade": grade,
        "counted": counted?.part, "counted_of": counted?.all, "quality": log.quality, "difficulty": log.difficulty,
        "usefulness": log.usefulness, "barrier": log.barrierWord ?? log.barrier?.rawValue, "words": log.words,
        "is_by_counselor": log.isByCounselor, "is_excused": log.done == .excused,
      ] + columns(log.audience))
  }

  /// Adds a promise with the accounts of it so far.
  public func add(_ promise: Promise) throws {
    let row = try insert(promise, text: promise.text)
    try insert(
      "promise",
      [
        "id": row, "promised_to": promise.to?.number, "due": promise.due?.description,
        "every_days": promise.every?.days, "size": promise.size?.rawValue,
      ])
    for mark in promise.marks { try insert(mark, of: row) }
    for repair in promise.repairs { try insert(repair, of: row) }
  }

  /// Adds an account of what became of a promise.
  public func add(_ mark: Promise.Mark, to promise: Promise) throws {
    touch(couple: promise.fact.couple, record: promise.id)
    try insert(mark, of: try key(of: promise.id))
  }

  private func insert(_ mark: Promise.Mark, of promise: Int64) throws {
    try insert(
      "promise_mark",
      [
        "promise": promise, "day": mark.day.description, "outcome": mark.outcome.rawValue, "says": mark.says?.number,
        "due": mark.due?.description,
      ] + columns(said: mark.audience))
  }

  /// Adds what was done about a promise that wasn't kept.
  public func add(_ repair: Promise.Repair, to promise: Promise) throws {
    touch(couple: promise.fact.couple, record: promise.id)
    try insert(repair, of: try key(of: promise.id))
  }

  private func insert(_ repair: Promise.Repair, of promise: Int64) throws {
    try insert(
      "promise_repair",
      [
        "promise": promise, "day": repair.day.description, "says": repair.says?.number, "words": repair.words,
      ] + columns(said: repair.audience))
  }

  /// Adds a sheet.
  public func add(_ measure: Measure) throws {
    let row = try insert(measure, text: nil)
    try insert(
      "measure",
      [
        "id": row, "scale": measure.scale, "version": measure.version, "mode": measure.mode.rawValue,
        "is_apart": measure.apart, "session": try measure.session.map(key),
      ] + columns(measure.entered))
    for earlier in measure.earlier { try insert(earlier, of: row) }
  }

  /// Writes what a corrected sheet says now, and keeps what it said before.
  public func replace(_ measure: Measure) throws {
    let row = try update(measure, text: nil)
    try update("measure", row: row, columns(measure.entered))
    let known = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM measure_earlier WHERE measure = ?", arguments: [row])!
    for earlier in measure.earlier.dropFirst(known) { try insert(earlier, of: row) }
  }

  /// Notes that a sheet's risk items call for an answer of the counselor's.
  public func askRisk(of measure: Measure) throws {
    let row = try key(of: measure.id)
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM risk_prompt WHERE measure = ?)", arguments: [row])!
    if !isKnown { try insert("risk_prompt", ["measure": row]) }
  }

  /// Writes the counselor's answer to a sheet's risk items.
  public func answerRisk(of measure: Measure, _ answer: Measure.RiskAnswer) throws {
    touch(couple: measure.fact.couple, record: measure.id)
    let prompt = try Int64.fetchOne(
      database, sql: "SELECT id FROM risk_prompt WHERE measure = ?", arguments: [try key(of: measure.id)])
    guard let prompt else {
      throw Problem(.refused, "\(measure.id) calls for no answer: no risk item is above its minimum")
    }
    try update("risk_prompt", row: prompt, ["answered": answer.day.description, "answer": answer.text])
  }

  private func insert(_ earlier: Measure.Earlier, of measure: Int64) throws {
    try insert(
      "measure_earlier",
      ["measure": measure, "changed": earlier.changed.description, "why": earlier.why] + columns(earlier.entered))
  }

  private func columns(_ entered: Measure.Entered) -> Values {
    switch entered {
    case .answers(let answers): ["answers": answers.map(\.text).joined(separator: ","), "total": nil]
    case .total(let total): ["answers": nil, "total": total]
    }
  }

  /// Adds practice ratings.
  public func add(_ rating: Rating) throws {
    let row = try insert(rating, text: nil)
    try insert("rating", ["id": row, "session": try rating.session.map(key)] + columns(rating))
    try insertValues(of: rating, row: row)
  }

  /// Writes practice ratings again under their id.
  public func replace(_ rating: Rating) throws {
    let row = try update(rating, text: nil)
    try update("rating", row: row, columns(rating))
    let values = try Int64.fetchAll(database, sql: "SELECT id FROM rating_value WHERE rating = ?", arguments: [row])
    for value in values { try delete("rating_value", row: value) }
    try insertValues(of: rating, row: row)
  }

  private func columns(_ rating: Rating) -> Values {
    [
      "version": rating.version, "tension_start": rating.tensionStart, "tension_end": rating.tensionEnd,
      "alliance": rating.alliance,
    ]
  }

  private func insertValues(of rating: Rating, row: Int64) throws {
    for domain in Domain.allCases {
      guard let value = rating.values[domain] else { continue }
      let (state, number): (String, Int?) =
        switch value {
        case .value(let number): ("value", number)
        case .skipped: ("skipped", nil)
        case .declined: ("declined", nil)
        }
      try insert("rating_value", ["rating": row, "domain": domain.rawValue, "state": state, "value": number])
    }
  }

  /// Adds a goal with its ratings so far.
  public func add(_ goal: Goal) throws {
    let row = try insert(goal, text: goal.text)
    try insert("goal", ["id": row, "closed": goal.closed?.description])
    for standing in goal.standings { try insert(standing, of: row) }
  }

  /// Adds a rating of a goal.
  public func add(_ standing: Goal.Standing, to goal: Goal) throws {
    touch(couple: goal.fact.couple, record: goal.id)
    try insert(standing, of: try key(of: goal.id))
  }

  private func insert(_ standing: Goal.Standing, of goal: Int64) throws {
    try insert(
      "goal_standing",
      ["goal": goal, "day": standing.day.description, "client": standing.by?.number, "value": standing.value]
        + columns(said: standing.audience))
  }

  /// Closes a goal.
  public func close(_ goal: Goal, on day: Day) throws {
    touch(couple: goal.fact.couple, record: goal.id)
    try update("goal", row: try key(of: goal.id), ["closed": day.description])
  }

  /// Adds a tally.
  public func add(_ tally: Tally) throws {
    let row = try insert(tally, text: nil)
    try insert("tally", ["id": row, "session": try key(of: tally.session), "minutes": tally.minutes])
    try insertCounts(of: tally, row: row)
  }

  /// Writes a tally again under its id.
  public func replace(_ tally: Tally) throws {
    let row = try update(tally, text: nil)
    try update("tally", row: row, ["minutes": tally.minutes])
    let counts = try Int64.fetchAll(database, sql: "SELECT id FROM tally_count WHERE tally = ?", arguments: [row])
    for count in counts { try delete("tally_count", row: count) }
    try insertCounts(of: tally, row: row)
  }

  private func insertCounts(of tally: Tally, row: Int64) throws {
    for key in Tally.Key.allCases {
      guard let count = tally.counts[key] else { continue }
      try insert("tally_count", ["tally": row, "key": key.rawValue, "count": count])
    }
  }

  /// Adds an aim.
  public func add(_ aim: Aim) throws {
    try insert("aim", ["id": try insert(aim, text: nil), "kind": aim.kind.rawValue])
  }
}
