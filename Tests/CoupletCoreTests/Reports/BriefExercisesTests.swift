import CoupletCore
import Testing

/// Two partners with ratings, an exercise that was given, and others that weren't.
private enum UntriedSample {
  static let today = Day(iso: "2026-11-23")!
  static let dana = client(1, "Dana Reyes")
  static let rob = client(2, "Rob Reyes")

  static func client(_ number: Int, _ name: String) -> Client {
    try! Client(id: Client.ID(number: number), details: Client.Details(name: name), today: today)
  }

  static func fact(_ days: Int, _ audience: Audience = .joint, _ member: Client? = nil) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: today.adding(days: -days), audience: audience, member: member?.id,
      written: Instant(seconds: 1_795_000_000))
  }

  static func rating(_ number: Int, _ days: Int, _ who: Client, _ values: [Domain: Int]) throws -> Rating {
    try Rating(
      id: RecordID(.measure, number)!, fact: fact(days, .joint, who), session: nil, version: 1,
      values: values.mapValues { .value($0) })
  }

  static func exercise(
    _ id: String, _ theme: Domain, aims: [Aim.Kind] = [], asks: [Exercise.Request] = []
  ) throws -> Exercise {
    try Exercise(
      id: .init(id), version: 1, title: "Exercise \(id)", theme: theme, rows: [18], for: .together, aims: aims,
      minutes: 30, cadence: .weekly, purpose: "Air", steps: ["Go", "Look", "Come back"], cautions: ["Not in a storm."],
      asksFor: asks)
  }

  static func untried(_ records: Records, _ exercises: [Exercise], by viewer: Audience = .counselor) throws
    -> Brief.Untried?
  {
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: try Handle("dana-rob"), since: today.adding(days: -200),
      memberships: try [dana, rob].map { try Couple.Membership(client: $0.id, joined: today.adding(days: -200)) })
    let seen = History(couple: couple, clients: [dana, rob], records: records).seen(by: viewer, asOf: today)
    return Brief(of: seen, library: Library(scales: [], exercises: exercises, ratings: nil)).untried
  }

  static func aim(_ number: Int, _ who: Client, _ kind: Aim.Kind) throws -> Aim {
    try Aim(id: RecordID(.entry, number)!, fact: fact(9, .counselor, who), kind: kind)
  }
}

@Suite struct BriefExercisesTests {
  private func rated() throws -> Records {
    var records = Records()
    records.ratings = [
      try UntriedSample.rating(1, 40, UntriedSample.dana, [.trust: 1, .hope: 6]),
      try UntriedSample.rating(2, 10, UntriedSample.dana, [.trust: 7]),
      try UntriedSample.rating(3, 10, UntriedSample.rob, [.trust: 6, .safety: 4]),
    ]
    return records
  }

  @Test func itIsWhatIsLowestTheLastTime() throws {
    let exercises = try [
      UntriedSample.exercise("b", .safety), UntriedSample.exercise("a", .safety), UntriedSample.exercise("c", .trust),
    ]
    let untried = try #require(try UntriedSample.untried(rated(), exercises))
    #expect(untried.theme == .safety && untried.partner == "Rob" && untried.value == 4)
    #expect(untried.exercises.map(\.id.description) == ["a", "b"])
    #expect(try UntriedSample.untried(rated(), exercises, by: .joint) == nil)
    #expect(try UntriedSample.untried(Records(), exercises) == nil)
    #expect(try UntriedSample.untried(rated(), [exercises[2]]) == nil)
  }

  @Test func whatWasGivenIsNotProposed() throws {
    var records = try rated()
    records.homework = [
      try Homework(
        id: RecordID(.homework, 1)!, fact: UntriedSample.fact(5), exercise: .init(id: "a", version: 1), title: "A",
        text: "Go.", terms: Homework.Terms())
    ]
    let exercises = try ["a", "b", "c", "d", "e"].map { try UntriedSample.exercise($0, .safety) }
    let untried = try #require(try UntriedSample.untried(records, exercises))
    #expect(untried.exercises.map(\.id.description) == ["b", "c", "d"])
  }

  @Test func whatTheyWantDecides() throws {
    var records = try rated()
    let exercises = try [
      UntriedSample.exercise("any", .safety), UntriedSample.exercise("part", .safety, aims: [.separate]),
      UntriedSample.exercise("mend", .safety, aims: [.improve]),
    ]
    #expect(try UntriedSample.untried(records, exercises)?.exercises.map(\.id.description) == ["any"])
    records.aims = [try UntriedSample.aim(1, UntriedSample.dana, .separate)]
    #expect(try UntriedSample.untried(records, exercises)?.exercises.map(\.id.description) == ["part", "any"])
  }

  @Test func whatViolenceSuspendsIsNotProposed() throws {
    var records = try rated()
    let exercises = try [
      UntriedSample.exercise("open-up", .safety, asks: [.vulnerability]), UntriedSample.exercise("walk", .safety),
    ]
    records.risks = [
      try Risk(
        id: RecordID(.risk, 1)!, fact: UntriedSample.fact(3, .counselor, UntriedSample.rob), kind: .violence,
        asked: nil, told: Risk.Told(text: "Pushed."))
    ]
    #expect(try UntriedSample.untried(records, exercises)?.exercises.map(\.id.description) == ["walk"])
  }
}
