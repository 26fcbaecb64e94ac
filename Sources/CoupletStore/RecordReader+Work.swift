import CoupletCore
import GRDB

/// Homework, promises, measures, ratings, goals and aims.
extension RecordReader {
  func readWork(into records: inout Records) throws {
    let members = try parts("homework_member", of: "homework")
    let logs = try parts("homework_log", of: "homework")
    let reviews = try parts("homework_review", of: "homework")
    records.homework = try rows(
      "homework",
      columns: Self.sessionNumber + ", risk_fact.number AS despite_number, goal_fact.number AS goal_number",
      join: Self.sessionJoin("homework") + " LEFT JOIN fact AS risk_fact ON risk_fact.id = homework.despite"
        + " LEFT JOIN fact AS goal_fact ON goal_fact.id = homework.goal"
    ).map { row in
      try homework(
        row, members: members[row["id"]] ?? [], logs: logs[row["id"]] ?? [], reviews: reviews[row["id"]] ?? [])
    }
    let marks = try parts("promise_mark", of: "promise")
    let repairs = try parts("promise_repair", of: "promise")
    records.promises = try rows("promise").map { row in
      try Promise(
        id: id(row), fact: fact(row), to: row.client("promised_to"), text: row["text"], due: row.day("due"),
        every: (row["every_days"] as Int?).map(Cadence.days),
        size: (row["size"] as String?).flatMap(Promise.Size.init(rawValue:)),
        marks: (marks[row["id"]] ?? []).map { mark in
          try Promise.Mark(
            day: mark.needed("day"), outcome: mark.choice("outcome"), says: mark.client("says"), due: mark.day("due"),
            audience: mark.saidAudience())
        },
        repairs: (repairs[row["id"]] ?? []).map { repair in
          try Promise.Repair(
            day: repair.needed("day"), says: repair.client("says"), words: repair["words"],
            audience: repair.saidAudience())
        })
    }
    let earlier = try parts("measure_earlier", of: "measure")
    records.measures = try rows(
      "measure", columns: Self.sessionNumber + ", risk_prompt.answered, risk_prompt.answer",
      join: Self.sessionJoin("measure") + " LEFT JOIN risk_prompt ON risk_prompt.measure = measure.id"
    ).map { row in
      let answered = try row.day("answered")
      return try Measure(
        id: id(row), fact: fact(row), scale: row["scale"], version: row["version"], mode: row.choice("mode"),
        apart: row["is_apart"], session: session(row), entered: entered(row),
        earlier: (earlier[row["id"]] ?? []).map { earlier in
          guard let changed = Instant(earlier["changed"] as String) else {
            throw Problem(.damaged, "file: changed is missing")
          }
          return Measure.Earlier(entered: try entered(earlier), changed: changed, why: earlier["why"])
        }, riskAnswer: try answered.map { try Measure.RiskAnswer(day: $0, text: row["answer"]) })
    }
    let values = try parts("rating_value", of: "rating")
    records.ratings = try rows("rating", columns: Self.sessionNumber, join: Self.sessionJoin("rating")).map { row in
      try Rating(
        id: id(row), fact: fact(row), session: session(row), version: row["version"],
        values: ratingValues(values[row["id"]] ?? []), tensionStart: row["tension_start"],
        tensionEnd: row["tension_end"], alliance: row["alliance"])
    }
    let standings = try parts("goal_standing", of: "goal")
    records.goals = try rows("goal").map { row in
      try Goal(
        id: id(row), fact: fact(row), text: row["text"],
        standings: (standings[row["id"]] ?? []).map { standing in
          try Goal.Standing(
            day: standing.needed("day"), by: standing.client("client"), value: standing["value"],
            audience: standing.saidAudience())
        }, closed: row.day("closed"))
    }
    let counts = try parts("tally_count", of: "tally")
    records.tallies = try rows("tally", columns: Self.sessionNumber, join: Self.sessionJoin("tally")).map { row in
      try Tally(
        id: id(row), fact: fact(row), session: record(.session, row["session_number"]), minutes: row["minutes"],
        counts: (counts[row["id"]] ?? []).reduce(into: [:]) { counts, row in
          counts[try row.choice("key")] = row["count"]
        })
    }
    records.aims = try rows("aim").map { row in try Aim(id: id(row), fact: fact(row), kind: row.choice("kind")) }
  }

  static let sessionNumber = "session_fact.number AS session_number"

  static func sessionJoin(_ table: String) -> String {
    "LEFT JOIN fact AS session_fact ON session_fact.id = \(table).session"
  }

  func session(_ row: Row) throws -> RecordID? {
    try (row["session_number"] as Int?).map { try record(.session, $0) }
  }

  /// The rows of a table that belong to a record each, by the record's key.
  func parts(_ table: String, of owner: String) throws -> [Int64: [Row]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT \(table).* FROM \(table) JOIN fact ON fact.id = \(table).\(owner)
        WHERE fact.couple = ? ORDER BY \(table).id
        """, arguments: [couple.number])
    return Dictionary(grouping: rows) { $0[owner] }
  }

  private func homework(_ row: Row, members: [Row], logs: [Row], reviews: [Row]) throws -> Homework {
    var terms = Homework.Terms()
    switch row["recipients"] as String {
    case "together": terms.recipients = .together
    case "each": terms.recipients = .each
    default:
      terms.recipients = .members(members.filter { $0["is_named"] }.compactMap { $0.client("client") }.sorted())
    }
    terms.due = try row.day("due")
    terms.every = (row["every_days"] as Int?).map(Cadence.days)
    terms.times = row["times"]
    terms.purpose = row["purpose"]
    terms.obstacle = row["obstacle"]
    terms.plan = row["plan"]
    terms.session = try session(row)
    terms.goal = try (row["goal_number"] as Int?).map { try record(.goal, $0) }
    for member in members {
      if let client = member.client("client") { terms.confidence[client] = member["confidence"] }
    }
    let template: Homework.Template? = (row["exercise"] as String?).map { name in
      Homework.Template(id: name, version: row["exercise_version"])
    }
    return try Homework(
      id: id(row), fact: fact(row), exercise: template, title: row["title"], text: row["text"], terms: terms,
      log: try logs.map(log), reviews: try self.reviews(reviews),
      despite: (row["despite_number"] as Int?).map {
        try Homework.Despite(risk: record(.risk, $0), why: row["despite_why"])
      })
  }

  private func reviews(_ rows: [Row]) throws -> [Homework.Review] {
    try rows.map { row in
      let session = try Int.fetchOne(
        database, sql: "SELECT number FROM fact WHERE id = ?", arguments: [row["session"] as Int64?])
      return try Homework.Review(
        day: row.needed("day"), decision: row.choice("decision"), why: row["why"],
        session: session.map { try record(.session, $0) })
    }
  }

  private func log(_ row: Row) throws -> Homework.Log {
    var done: Homework.Done? = (row["grade"] as Int?).map(Homework.Done.graded)
    if let counted: Int = row["counted"] { done = .counted(counted, of: row["counted_of"]) }
    if row["is_excused"] { done = .excused }
    let stored = (row["barrier"] as String?).map(Homework.Log.barrier(stored:))
    guard let member = row.client("client") else { throw Problem(.damaged, "file: a homework log names nobody") }
    return try Homework.Log(
      day: row.needed("day"), member: member, done: done, quality: row["quality"], difficulty: row["difficulty"],
      usefulness: row["usefulness"], barrier: stored?.barrier, barrierWord: stored?.word, words: row["words"],
      isByCounselor: row["is_by_counselor"], audience: row.audience())
  }

  private func entered(_ row: Row) throws -> Measure.Entered {
    guard let answers: String = row["answers"] else { return .total(row["total"]) }
    return .answers(
      try answers.split(separator: ",", omittingEmptySubsequences: false).map { text in
        guard let answer = Answer(text) else { throw Problem(.damaged, "file: an answer can't be read") }
        return answer
      })
  }

  private func ratingValues(_ rows: [Row]) throws -> [Domain: Rating.Value] {
    try rows.reduce(into: [:]) { values, row in
      let domain: Domain = try row.choice("domain")
      switch row["state"] as String {
      case "value": values[domain] = .value(row["value"])
      case "declined": values[domain] = .declined
      default: values[domain] = .skipped
      }
    }
  }
}
