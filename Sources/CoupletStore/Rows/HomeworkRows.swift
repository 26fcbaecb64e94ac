public import CoupletCore
import GRDB

extension Homework: StoredRecord {
  static let place = RecordPlace("homework", .homework, text: .always)

  static func read(_ reader: RecordReader) throws -> [Homework] {
    let members = try reader.parts("homework_member", of: "homework")
    let logs = try reader.parts("homework_log", of: "homework")
    let reviews = try reader.parts("homework_review", of: "homework", links: ["session"])
    return try reader.rows("homework", links: ["session", "despite", "goal"]).read { row in
      let template = try (row.value("exercise") as String?).map { name in
        Template(id: name, version: try row.value("exercise_version"))
      }
      return try Homework(
        id: row.id(), fact: row.fact(), exercise: template, title: row.value("title"), text: row.value("text"),
        terms: Terms(row, members: members.of(row)), log: logs.of(row).read(Log.init),
        reviews: reviews.of(row).read { review in
          try Review(
            day: review.needed("day"), decision: review.choice("decision"), why: review.value("why"),
            session: review.record(in: "session"))
        }, despite: Despite(row))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Homework.Terms {
  fileprivate init(_ row: StoredRow, members: StoredRows) throws {
    self.init()
    let people = try members.read { member in
      (
        client: try member.someone("client"), isNamed: try member.value("is_named") as Bool,
        confidence: try member.value("confidence") as Int?
      )
    }
    switch try row.value("recipients") as String {
    case "together": recipients = .together
    case "each": recipients = .each
    case "members": recipients = .members(people.filter(\.isNamed).map(\.client).sorted())
    default: throw row.damaged("recipients has a word that this program doesn't know")
    }
    due = try row.day("due")
    every = try row.cadence("every_days")
    times = try row.value("times")
    purpose = try row.value("purpose")
    obstacle = try row.value("obstacle")
    plan = try row.value("plan")
    session = try row.record(in: "session")
    goal = try row.record(in: "goal")
    for person in people { confidence[person.client] = person.confidence }
  }
}

extension Homework.Log {
  fileprivate init(_ row: StoredRow) throws {
    var done = try (row.value("grade") as Int?).map(Homework.Done.graded)
    if let counted: Int = try row.value("counted") { done = .counted(counted, of: try row.value("counted_of")) }
    if try row.value("is_excused") { done = .excused }
    let stored = try (row.value("barrier") as String?).map(Self.barrier(stored:))
    try self.init(
      day: row.needed("day"), member: row.someone("client"), done: done, quality: row.value("quality"),
      difficulty: row.value("difficulty"), usefulness: row.value("usefulness"), barrier: stored?.barrier,
      barrierWord: stored?.word, words: row.value("words"), isByCounselor: row.value("is_by_counselor"),
      audience: row.audience())
  }
}

extension Homework.Despite {
  /// The reason in a row, nil where nothing suspended what it says.
  init?(_ row: StoredRow) throws {
    guard let risk = try row.record(in: "despite") else { return nil }
    try self.init(risk: risk, why: row.value("despite_why"))
  }
}

extension Change {
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
    for review in homework.reviews { try insert(review, of: row) }
  }

  /// Adds what was decided when homework was looked at.
  public func add(_ review: Homework.Review, to homework: Homework) throws {
    try insert(review, of: key(touching: homework))
  }

  private func insert(_ review: Homework.Review, of homework: Int64) throws {
    try insert(
      "homework_review",
      [
        "homework": homework, "day": review.day.description, "decision": review.decision.rawValue,
        "why": review.why, "session": try review.session.map(key),
      ])
  }

  /// Adds a report on homework.
  public func add(_ log: Homework.Log, to homework: Homework) throws { try insert(log, of: key(touching: homework)) }

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
}
