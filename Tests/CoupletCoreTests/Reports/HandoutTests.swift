import CoupletCore
import Testing

/// What stands on the page that the couple takes home.
@Suite struct HandoutTests {
  private func handout(
    _ homework: Homework, by viewer: Audience = .joint, exercise: Exercise? = nil, names: [String] = ["Dana", "Rob"]
  ) throws -> Handout {
    let seen = try HomeworkSample.seen([homework], by: viewer, names: names)
    return try Handout(of: try #require(seen.records.homework.first), in: seen, exercise: exercise)
  }

  private func rows(_ settle: @escaping (inout Homework.Terms) -> Void) throws -> [String?] {
    try handout(HomeworkSample.homework { settle(&$0) }).rows.map { $0?.description }
  }

  @Test func oneRowForEachTimeUntilDue() throws {
    // It was given on Monday 2026-11-16.
    #expect(
      try rows {
        $0.every = .days(1)
        $0.due = HomeworkSample.day("2026-11-19")
      } == ["2026-11-17", "2026-11-18", "2026-11-19"])
    #expect(
      try rows {
        $0.every = .days(3)
        $0.due = HomeworkSample.day("2026-11-24")
      } == ["2026-11-19", "2026-11-22"])
    #expect(
      try rows {
        $0.every = .days(1)
        $0.due = HomeworkSample.day("2026-11-30")
        $0.times = 2
      } == ["2026-11-17", "2026-11-18"])
    // No time fits before it is due: the day by which remains.
    #expect(
      try rows {
        $0.every = .days(7)
        $0.due = HomeworkSample.day("2026-11-20")
      } == ["2026-11-20"])
    #expect(try rows { $0.due = HomeworkSample.day("2026-11-20") } == ["2026-11-20"])
    #expect(try rows { $0.times = 3 } == [nil, nil, nil])
    #expect(try rows { _ in } == [nil])
    #expect(try rows { $0.every = .days(7) }.count == Handout.usualRows)
    #expect(
      try rows {
        $0.every = .days(1)
        $0.due = HomeworkSample.day("2027-11-20")
      }.count == Handout.mostRows)
    #expect(try rows { $0.times = 1000 }.count == Handout.mostRows)
  }

  @Test func togetherThereIsOneColumnElseOneForEach() throws {
    let together = try handout(HomeworkSample.homework())
    #expect(together.isTogether && together.columns.isEmpty && together.names == ["Dana", "Rob"])
    #expect(try handout(HomeworkSample.homework { $0.recipients = .each }).columns == ["Dana", "Rob"])
    let one = try handout(HomeworkSample.homework { $0.recipients = .members([HomeworkSample.rob]) })
    #expect(one.columns == ["Rob"] && one.names == ["Rob"] && !one.isTogether)
  }

  @Test func whatIsForOneOfThemIsAPageForThatOneAlone() throws {
    let rob = Audience.member(HomeworkSample.rob)
    let page = try handout(HomeworkSample.homework(audience: rob) { $0.recipients = .each }, by: rob)
    #expect(page.names == ["Rob"] && page.columns == ["Rob"])
    #expect(try handout(HomeworkSample.homework(audience: rob), by: rob).columns == ["Rob"])
  }

  @Test func theTitleStandsOnce() throws {
    #expect(
      try handout(HomeworkSample.homework(title: "A walk", text: "A walk\n\nTo the mill.")).task == "To the mill.")
    #expect(try handout(HomeworkSample.homework(title: "A walk", text: "A walk")).task == "A walk")
    #expect(
      try handout(HomeworkSample.homework(title: "A walk", text: "A walk to the mill")).task == "A walk to the mill")
  }

  @Test func itHasNothingOfWhatWasReportedOrDecided() throws {
    let homework = try HomeworkSample.homework(
      log: [HomeworkSample.log(HomeworkSample.rob, "2", barrier: .forgot, words: "kumquat")], review: .shrink
    ) {
      $0.confidence = [HomeworkSample.dana: 9, HomeworkSample.rob: 2]
      $0.purpose = "To be outside"
      $0.obstacle = "Rain"
      $0.plan = "Take the umbrella"
    }
    let page = try handout(homework)
    #expect((page.purpose, page.obstacle, page.plan) == ("To be outside", "Rain", "Take the umbrella"))
    let plain = try HomeworkSample.homework {
      $0.purpose = "To be outside"
      $0.obstacle = "Rain"
      $0.plan = "Take the umbrella"
    }
    #expect(page == (try handout(plain)))
  }

  @Test func whatHasToBeAtHandGoesWithItAndNoCaution() throws {
    let exercise = try Exercise(
      id: .init("walk"), version: 1, title: "Walking", theme: .connection, rows: [18], for: .together, minutes: 30,
      cadence: .weekly, purpose: "Air", steps: ["Go", "Look", "Come back"], materials: ["good shoes"],
      cautions: ["Not in a storm."], asksFor: [.vulnerability], followUp: ["How far?", "Who chose?"])
    let page = try handout(HomeworkSample.homework(title: "Our walk", text: "Walking\n\nGo."), exercise: exercise)
    #expect(page.materials == ["good shoes"] && page.minutes == 30 && page.task == "Go.")
  }

  @Test func refusesInTheseWords() throws {
    func message(_ homework: Homework, by viewer: Audience) throws -> String? {
      let problem = #expect(throws: Problem.self) { try handout(homework, by: viewer) }
      #expect(problem?.kind == .refused)
      return problem?.message
    }
    #expect(
      try message(HomeworkSample.homework(audience: .counselor), by: .counselor)
        == "h1 may be shown to the counselor only; there is no page of it to hand out")
    for decision in [Homework.Review.Decision.drop, .setAside] {
      #expect(
        try message(HomeworkSample.homework(review: decision), by: .joint) == "h1 was set aside; nothing is handed out")
    }
    let rob = Audience.member(HomeworkSample.rob)
    #expect(
      try message(HomeworkSample.homework(audience: rob) { $0.recipients = .members([HomeworkSample.dana]) }, by: rob)
        == "h1 was not given to those to whom it may be shown")
  }
}
