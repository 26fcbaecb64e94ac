import CoupletCore
import SeededNumbers
import Testing

/// What each member did of all homework, and how far apart they are.
@Suite struct ProgressHomeworkTests {
  @Test func everyMemberHasTheirOwnRateAndTheGapStandsBeside() throws {
    let report = try HomeworkSample.report([
      try HomeworkSample.homework(
        1,
        log: [
          HomeworkSample.log(HomeworkSample.dana, "5/6", quality: 4, usefulness: 3),
          HomeworkSample.log(HomeworkSample.dana, "3", on: "2026-11-21", quality: 3),
          HomeworkSample.log(HomeworkSample.rob, "1/5", difficulty: 4, barrier: .noTime),
        ]),
      try HomeworkSample.homework(
        2,
        log: [
          HomeworkSample.log(HomeworkSample.dana, "1/2"),
          HomeworkSample.log(HomeworkSample.rob, "2/3", barrier: .forgot),
          HomeworkSample.log(HomeworkSample.rob, nil, barrier: .noTime),
        ]),
    ])
    let total = try #require(report.homeworkTotal)
    // 5 + 1 + 1 of 6 + 1 + 2, and 1 + 2 of 5 + 3.
    #expect(total.parts.map(\.done.text) == ["7 of 9, 78 % (45–94 %)", "3 of 8, 38 % (14–69 %)"])
    #expect(total.parts.map(\.quality) == [3.5, nil])
    #expect(total.parts.map(\.difficulty) == [nil, 4])
    #expect(total.parts.map(\.usefulness) == [3, nil])
    #expect(total.parts[0].barriers.isEmpty)
    #expect(total.parts[1].barriers.map(\.code) == [.noTime, .forgot])
    #expect(total.parts[1].barriers.map(\.count) == [2, 1])
    #expect(total.gaps.count == 1 && total.gaps[0].first == "Dana" && total.gaps[0].second == "Rob")
    let difference = try #require(total.gaps[0].difference)
    let expected: Double = 7.0 / 9 - 3.0 / 8
    #expect(abs(difference - expected) < 1e-12)
  }

  @Test func belowFiveThereIsNoGap() throws {
    let report = try HomeworkSample.report([
      try HomeworkSample.homework(log: [
        HomeworkSample.log(HomeworkSample.dana, "5/6"), HomeworkSample.log(HomeworkSample.rob, "3/4"),
      ])
    ])
    #expect(report.homeworkTotal?.gaps.map(\.difference) == [nil])
    #expect(report.homeworkTotal?.parts.map(\.done.percentage) == [83, nil])
  }

  @Test func threeHaveAGapForEachTwo() throws {
    let kim = Client.ID(number: 3)
    let report = try HomeworkSample.report(
      [
        try HomeworkSample.homework(
          log: [HomeworkSample.dana, HomeworkSample.rob, kim].map { try HomeworkSample.log($0, "5/6") })
      ],
      names: ["Dana", "Rob", "Kim"])
    #expect(report.homeworkTotal?.gaps.map { "\($0.first) \($0.second)" } == ["Dana Rob", "Dana Kim", "Rob Kim"])
  }

  @Test func forTheCoupleThereIsNothingButHowOften() throws {
    for viewer in [Audience.joint, .member(HomeworkSample.dana)] {
      let report = try HomeworkSample.report(
        [
          try HomeworkSample.homework(log: [
            HomeworkSample.log(HomeworkSample.dana, "5/6", quality: 4),
            HomeworkSample.log(HomeworkSample.rob, "1/5", difficulty: 4, barrier: .noTime),
          ])
        ], by: viewer)
      let total = try #require(report.homeworkTotal)
      #expect(total.parts.map(\.done.countText) == ["5 of 6", "1 of 5"])
      #expect(total.parts.allSatisfy { $0.quality == nil && $0.difficulty == nil && $0.barriers.isEmpty })
      #expect(total.gaps.isEmpty)
    }
  }

  @Test func withoutAReportOnHowMuchThereIsNoTotal() throws {
    #expect(try HomeworkSample.report([]).homeworkTotal == nil)
    #expect(
      try HomeworkSample.report([HomeworkSample.homework(log: [HomeworkSample.log(HomeworkSample.rob, "excused")])])
        .homeworkTotal == nil)
    #expect(
      try HomeworkSample.report([
        HomeworkSample.homework(log: [HomeworkSample.log(HomeworkSample.rob, nil, words: "Later.")])
      ]).homeworkTotal == nil)
  }

  @Test func onlyTheTimeAskedForCounts() throws {
    let homework = try HomeworkSample.homework(log: [
      HomeworkSample.log(HomeworkSample.dana, "0", on: "2026-11-17"),
      HomeworkSample.log(HomeworkSample.dana, "4", on: "2026-11-20"),
    ])
    #expect(
      try HomeworkSample.report([homework], since: "2026-11-18").homeworkTotal?.parts.map(\.done.countText) == [
        "1 of 1"
      ])
  }

  /// Seeded practices, each with and without what mustn't count.
  @Test(arguments: 1...150) func goodReasonsAndWhatWasTakenBackChangeNoFigure(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    var plain: [Homework] = []
    var withMore: [Homework] = []
    for number in 1...3 {
      let logs = try (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
        let all = Int.random(in: 1...7, using: &numbers)
        let isCounted = Bool.random(using: &numbers)
        let done = isCounted ? "\(Int.random(in: 0...all, using: &numbers))/\(all)" : "\(all % 5)"
        return try HomeworkSample.log(
          Bool.random(using: &numbers) ? HomeworkSample.dana : HomeworkSample.rob, done, on: "2026-11-\(17 + all % 5)",
          quality: Int.random(in: 0...4, using: &numbers))
      }
      let excused = try (0...Int.random(in: 0...2, using: &numbers)).map { _ in
        try HomeworkSample.log(
          Bool.random(using: &numbers) ? HomeworkSample.dana : HomeworkSample.rob, "excused", on: "2026-11-22",
          quality: 0,
          usefulness: 4)
      }
      plain.append(try HomeworkSample.homework(number, log: logs))
      withMore.append(
        try HomeworkSample.homework(number, log: Bool.random(using: &numbers) ? logs + excused : excused + logs))
    }
    let aside = try HomeworkSample.homework(
      9,
      log: [
        HomeworkSample.log(HomeworkSample.dana, "0/7", barrier: .noTime),
        HomeworkSample.log(HomeworkSample.rob, "4", difficulty: 1),
      ],
      review: Bool.random(using: &numbers) ? .drop : .setAside)
    withMore.insert(aside, at: Int.random(in: 0...3, using: &numbers))
    for viewer in [Audience.counselor, .joint] {
      let one = try HomeworkSample.report(plain, by: viewer)
      let other = try HomeworkSample.report(withMore, by: viewer)
      #expect(one.measures == other.measures && one.pairs == other.pairs)
      // A member with nothing but good reasons has a line that says so, and figures of nobody change.
      let reported = other.homeworkTotal?.parts.filter { $0.done.of > 0 }
      #expect(one.homeworkTotal?.parts.map(\.done) == reported?.map(\.done))
      #expect(one.homeworkTotal?.parts.map(\.quality) == reported?.map(\.quality))
      #expect(one.homeworkTotal?.parts.map(\.usefulness) == reported?.map(\.usefulness))
      let kept = other.homework.filter { !$0.isTakenBack }
      #expect(one.homework.map { line in line.parts.map(\.done) } == kept.map { line in line.parts.map(\.done) })
      let aside = other.homework.filter { $0.isTakenBack }
      #expect(aside.count == 1 && aside[0].parts.isEmpty)
    }
  }

  @Test func theGoalIsNamedAsItsRowsAre() throws {
    let goals = [
      try Goal(id: RecordID(.goal, 4)!, fact: HomeworkSample.fact(.counselor, on: "2026-11-02"), text: "Mine"),
      try Goal(id: RecordID(.goal, 7)!, fact: HomeworkSample.fact(on: "2026-11-02"), text: "Eat together"),
    ]
    let homework = [
      try HomeworkSample.homework(1) { $0.goal = goals[1].id },
      try HomeworkSample.homework(2) { $0.goal = goals[0].id },
    ]
    #expect(try HomeworkSample.report(homework, goals: goals).homework.map(\.goal) == ["g7", "g4"])
    // Others neither read the id nor that there is a goal that they don't know.
    #expect(try HomeworkSample.report(homework, by: .joint, goals: goals).homework.map(\.goal) == ["goal-1", nil])
  }
}
