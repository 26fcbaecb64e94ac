import CoupletCore

/// A couple with homework, for the tests of what is counted and of handouts.
enum HomeworkSample {
  static let today = Day(iso: "2026-11-23")!
  static let dana = Client.ID(number: 1)
  static let rob = Client.ID(number: 2)

  static func day(_ iso: String) -> Day { Day(iso: iso)! }

  static func fact(_ audience: Audience = .joint, on day: String = "2026-11-16") -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: self.day(day), audience: audience, written: Instant(seconds: 1_795_000_000))
  }

  static func homework(
    _ number: Int = 1, title: String = "A walk", text: String = "Walk to the mill.", audience: Audience = .joint,
    log: [Homework.Log] = [], review: Homework.Review.Decision? = nil,
    _ settle: (inout Homework.Terms) -> Void = { _ in }
  ) throws -> Homework {
    var terms = Homework.Terms()
    settle(&terms)
    return try Homework(
      id: RecordID(.homework, number)!, fact: fact(audience), exercise: nil, title: title, text: text, terms: terms,
      log: log,
      reviews: review.map {
        [try Homework.Review(day: day("2026-11-22"), decision: $0, why: "kumquat", session: nil)]
      } ?? [])
  }

  static func log(
    _ member: Client.ID, _ done: String?, on day: String = "2026-11-20", quality: Int? = nil, difficulty: Int? = nil,
    usefulness: Int? = nil, barrier: Homework.Barrier? = nil, words: String? = nil
  ) throws -> Homework.Log {
    try Homework.Log(
      day: self.day(day), member: member, done: done.flatMap { Homework.Done($0) }, quality: quality,
      difficulty: difficulty, usefulness: usefulness, barrier: barrier, words: words, audience: .joint)
  }

  static func seen(
    _ homework: [Homework], by viewer: Audience = .counselor, goals: [Goal] = [], names: [String] = ["Dana", "Rob"]
  ) throws -> Seen {
    let members = names.indices.map { Client.ID(number: $0 + 1) }
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: day("2026-09-01"),
      memberships: members.map { try Couple.Membership(client: $0, joined: day("2026-09-01")) })
    let clients = try zip(members, names).map {
      try Client(id: $0, details: Client.Details(name: "\($1) Reyes"), today: today)
    }
    var records = Records()
    records.homework = homework
    records.goals = goals
    return History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today)
  }

  static func report(
    _ homework: [Homework], by viewer: Audience = .counselor, goals: [Goal] = [], names: [String] = ["Dana", "Rob"],
    since: String? = nil
  ) throws -> ProgressReport {
    ProgressReport(
      of: try seen(homework, by: viewer, goals: goals, names: names),
      library: Library(scales: [], exercises: [], ratings: nil), since: since.map(day), until: nil)
  }
}
