import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What is reported on homework, what it serves, and the text that a couple gets.
@Suite struct HomeworkCommandTests {
  /// h1, given on 2026-11-16; g1 is open to both, g2 is Rob's alone, g3 is closed, g4 is Eve and Max's.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("homework assign dana-rob say-it-back --on 2026-11-16")
    await program.done("goal add dana-rob 'eat together'")
    await program.done("goal add dana-rob --audience Rob 'a kumquat'")
    await program.done("goal add dana-rob 'done with'")
    await program.done("goal close g3")
    await program.done("goal add eve-max 'theirs'")
    return program
  }

  private static func homework(_ program: TestProgram, _ view: String = "") async throws -> [[String: Any]] {
    let text = await program.done("homework list dana-rob --json \(view)")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  private static func logs(_ program: TestProgram, _ view: String = "") async throws -> [[String: Any]] {
    try #require(try await homework(program, view).first?["log"] as? [[String: Any]])
  }

  // MARK: Reports

  @Test func aGoodReasonIsSaidInWords() async throws {
    let program = try await Self.practice()
    let echo = await program.done("homework log dana-rob Dana=excused Rob=good-reason")
    #expect(echo.matches(of: /not done – good reason/).count == 2)
    #expect(try await Self.logs(program).map { $0["done"] as? String } == ["excused", "excused"])
    #expect(await program.done("homework list dana-rob").contains("Dana not done – good"))
    #expect(await program.done("brief dana-rob").contains("not done – good reason"))
    #expect(await program.done("report dana-rob").contains("Dana: no data"))
    #expect(!(await program.done("report dana-rob --format csv")).contains("homework"))
    await program.done("homework log h1 --member Dana --done excused --barrier unwell")
    #expect(try await Self.logs(program).last?["barrier"] as? String == "unwell")
    await program.done("homework log h1 --member Dana --done 4")
    #expect(
      await program.done("report dana-rob --audience joint").contains("Say it back before you answer: Dana 1 of 1"))
  }

  @Test func severalAtOnceAndTheGradesOfOne() async throws {
    let program = try await Self.practice()
    await program.done(
      "homework log h1 Dana=3 Rob=5/7 --member Dana --quality 4 --barrier tension --audience joint -", input: "Loud.")
    let logs = try await Self.logs(program)
    #expect(logs.map { $0["done"] as? String } == ["3", "5/7"])
    #expect(logs.map { $0["quality"] as? Int } == [4, nil])
    #expect(logs.map { $0["barrier"] as? String } == ["tension", nil])
    #expect(logs.map { $0["words"] as? String } == ["Loud.", nil])
    await program.done("homework log h1 Dana=1 --member Rob --quality 2")
    #expect(try await Self.logs(program).count == 4)
  }

  @Test func whatWasInTheWayIsForTheCounselorAlone() async throws {
    let program = try await Self.practice()
    await program.done(
      "homework log h1 --member Rob --done 1 --barrier partner-not-ready --audience joint -", input: "Later.")
    for command in ["homework list dana-rob --json", "homework show h1", "homework show h1 --json", "report dana-rob"] {
      for view in ["--audience Rob", "--audience Dana", "--audience joint", "--desk"] {
        #expect(!(await program.done("\(command) \(view)")).contains("partner-not-ready"), "\(command) \(view)")
      }
    }
    #expect(await program.done("homework show h1").contains("in the way: partner-not-ready: Later."))
    #expect(await program.done("report dana-rob").contains("in the way: partner-not-ready 1"))
  }

  @Test func wordsOnWhatWasInTheWayAreTheirOwn() async throws {
    let program = try await Self.practice()
    let echo = await program.done("homework log h1 --member Rob --done 1 --barrier tension -", input: "She was loud.")
    #expect(echo.contains("done 1\n    may be shown to: both partners") && echo.contains("tension\n    may be"))
    for view in ["--audience Dana", "--audience joint", "--desk"] {
      #expect(!(await program.done("homework show h1 \(view)")).contains("loud"), "\(view)")
      #expect(await program.done("homework show h1 \(view)").contains("done 1"), "\(view)")
      #expect(await program.run("search loud --couple dana-rob \(view)").status == 1, "\(view)")
    }
    #expect(await program.done("homework show h1 --audience Rob").contains("She was loud."))
    #expect(await program.done("report dana-rob").contains("in the way: tension 1"))
  }

  @Test func anOldWordIsReadAsOtherAndNothingIsLost() async throws {
    let program = try await Self.practice()
    await program.done("homework log h1 --member Rob --done 1 --barrier other --audience joint -", input: "It rained.")
    try program.sql("UPDATE homework_log SET barrier = 'weather'")
    let log = try #require(try await Self.logs(program).first)
    #expect(log["barrier"] as? String == "other" && log["words"] as? String == "weather: It rained.")
    let others = try #require(try await Self.logs(program, "--audience Rob").first)
    #expect(others["barrier"] is NSNull && others["words"] as? String == "It rained.")
    #expect(await program.done("report dana-rob").contains("in the way: other 1"))
    #expect(await program.done("homework show h1").contains("weather: It rained."))
    #expect(!(await program.done("homework show h1 --audience Rob")).contains("weather"))
  }

  @Test func theCodesAreListedWithTheirMeaning() async throws {
    let program = try TestProgram()
    let list = await program.done("homework barriers")
    #expect(list.split(separator: "\n").count == Homework.Barrier.allCases.count)
    #expect(list.hasPrefix("no-time            no time, or never the right moment\n"))
    let json = await program.done("homework barriers --json")
    #expect(json.contains("\"id\": \"no-time\",\n    \"meaning\": \"no time, or never the right moment\""))
  }

  // MARK: Goals

  @Test func aGoalIsNamedWhereIdsAre() async throws {
    let program = try await Self.practice()
    #expect(await program.done("homework assign dana-rob weekly-check-in --goal g1").contains("for g1 · "))
    #expect(try await Self.homework(program).map { $0["goal"] as? String } == [nil, "g1"])
    #expect(await program.done("homework list dana-rob").contains("for g1"))
    #expect(await program.done("report dana-rob").contains("for g1"))
    #expect(await program.done("homework show h2").contains("goal        g1 eat together"))
    #expect(await program.done("homework show h2 --audience Dana").contains("goal        eat together"))
    for view in ["--audience Dana", "--desk"] {
      #expect(!(await program.done("homework list dana-rob \(view)")).contains("g1"))
      #expect(try await Self.homework(program, view).allSatisfy { $0["goal"] is NSNull })
    }
    #expect(await program.done("report dana-rob --format json --audience joint").contains("\"goal\": \"goal-1\""))
    // Whoever may not see the goal any more reads nothing of it.
    await program.done("audience g1 counselor --why 'not theirs'")
    #expect(!(await program.done("homework show h2 --audience Dana")).contains("goal"))
    #expect(await program.done("homework show h2").contains("g1 eat together"))
    await program.done("strike g1 --why 'entered twice'")
    #expect(!(await program.done("homework show h2")).contains("g1"))
  }

  @Test func homeworkOfOneMayServeTheirOwnGoal() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob --title Fruit --audience Rob --for Rob --goal g2 -", input: "Buy it.")
    #expect(await program.done("homework show h2 --audience Rob").contains("goal        a kumquat"))
    #expect(await program.run("homework show h2 --audience Dana").errors == "error: there is no homework h2\n")
  }

  // MARK: The text for this couple

  @Test func theEditorBeginsWithTheExerciseAndTheCoupleKeepsItsVersion() async throws {
    let program = try await Self.practice()
    let result = try await program.edit(
      "homework assign dana-rob weekly-check-in --edit --yes",
      editor: #"cp "$1" "$HOME/seen"; printf 'On Sundays.\n' >> "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    let seen = try String(contentsOfFile: program.folder + "/seen", encoding: .utf8)
    #expect(seen.hasPrefix("#| dana-rob · Dana Reyes & Rob Reyes · homework · Weekly check-in\n"))
    #expect(seen.contains("\n#| may be shown to: both partners\nWeekly check-in\n"))
    let given = try #require(try await Self.homework(program).last)
    let text = try #require(given["text"] as? String)
    #expect(text.hasPrefix("Weekly check-in\n") && text.hasSuffix("\nOn Sundays.") && !text.contains("#|"))
    #expect(given["exercise"] as? String == "weekly-check-in")
    #expect(await program.done("homework handout h2").contains("  On Sundays."))
    // Without an exercise it begins empty.
    let own = try await program.edit(
      "homework assign dana-rob --title 'A walk' --edit --yes", editor: #"printf 'To the mill.\n' >> "$1""#)
    #expect(own.status == 0, "\(own.errors)")
    #expect(try await Self.homework(program).last?["text"] as? String == "To the mill.")
  }

  @Test(arguments: [("true", "as it was", 0), (#": > "$1""#, "empty", 1), ("exit 1", "error", 1)])
  func nothingIsGivenWhereTheTextIsNotWritten(_ script: String, _ what: String, _ status: Int32) async throws {
    let program = try await Self.practice()
    let before = try UndoWalkTests.dump(program.path)
    let result = try await program.edit("homework assign dana-rob weekly-check-in --edit --yes", editor: script)
    #expect(result.status == status && (result.output + result.errors).contains(what), "\(result.errors)")
    #expect(try UndoWalkTests.dump(program.path) == before)
  }

  // MARK: All of one

  @Test func showHasTheTermsTheReportsAndTheQuestions() async throws {
    let program = try await Self.practice()
    await program.done(
      "homework assign dana-rob say-it-back --every day --times 3 --purpose 'to be heard' --obstacle 'the phone' "
        + "--plan 'it stays out' --confidence Dana=7 --session s1")
    await program.done("homework log h2 Dana=2 --member Rob --done 1 --usefulness 4 -", input: "It was good.")
    await program.done("homework review h2 --shrink --why 'three was too much'")
    let own = await program.done("homework show h2")
    for words in [
      "h2 · Say it back", "what for    to be heard", "may be hard the phone", "then        it stays out",
      "sure        Dana 7 of 10", "exercise    say-it-back v1", "session     s1", "times       3",
      "Rob, done 1, usefulness 4: It was good.", "shrink: three was too much",
      "Ask next time\n- What was it like to be said back correctly?",
    ] {
      #expect(own.contains(words), "\(words)\n\(own)")
    }
    for view in ["--audience Dana", "--audience joint", "--desk"] {
      let page = await program.done("homework show h2 \(view)")
      #expect(page.contains("It was good.") && page.contains("may be hard the phone"))
      for words in ["h2", "sure", "shrink", "too much", "Ask next time", "say-it-back", "s1"] {
        #expect(!page.contains(words), "\(words)\n\(page)")
      }
    }
    await program.done("homework review h2 --set-aside --why 'not safe'")
    #expect(await program.done("homework show h2").contains("state       set aside: not safe"))
    #expect(await program.done("homework show h2 --audience Dana").contains("state       set aside\n"))
  }

  @Test func forAnotherAudienceItIsNotThere() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob --title Alone --audience Rob --for Rob -", input: "x")
    for view in ["--audience Dana", "--desk", "--audience joint --json"] {
      let known = await program.run("homework show h2 \(view)")
      let unknown = await program.run("homework show h9 \(view)")
      #expect(known.status == 1 && known.output.isEmpty)
      #expect(known.errors == unknown.errors.replacing("h9", with: "h2"))
    }
  }

  // MARK: Refusals

  private static let refusals = [
    Refusal(
      "homework log h1 --member Rob --barrier no-tme", 64,
      "error: barrier: 'no-tme' is no code\nhint: did you mean no-time"),
    Refusal(
      "homework log h1 --member Rob --barrier weather", 64,
      "error: barrier: 'weather' is no code\nhint: couplet homework barriers lists them"),
    Refusal(
      "homework log h1 Rob=sorry", 65,
      "error: done: 'sorry' is neither 0 to 4, nor so many of so many as 5/7, nor excused"),
    Refusal(
      "homework log h1 Rob=3 --quality 2", 64, "error: member: whose report it is, is missing\nhint: --member NAME"),
    Refusal("homework log h1 Rob=3 --member Rob --done 2", 64, "error: log: somebody is named twice"),
    Refusal("homework log h1 Rob=3 Rob=2", 64, "error: log: somebody is named twice"),
    Refusal("homework log h1 --member Rob", 65, "error: done: there is nothing to log"),
    Refusal("homework assign dana-rob say-it-back --goal g9", 1, "error: there is no goal g9"),
    Refusal("homework assign dana-rob say-it-back --goal h1", 1, "error: h1 is a homework, not a goal"),
    Refusal("homework assign dana-rob say-it-back --goal g4", 1, "error: g4 is not in the chart of dana-rob"),
    Refusal("homework assign dana-rob say-it-back --goal g3", 1, "error: goal: g3 was closed on 2026-11-23"),
    Refusal(
      "homework assign dana-rob say-it-back --goal g2", 1,
      "error: goal: g2 may be shown to Rob only, the homework to both partners"),
    Refusal(
      "homework assign dana-rob say-it-back --edit", 64,
      "error: edit: an editor wants a terminal\nhint: give - and write the text to standard input"),
    Refusal(
      "homework assign dana-rob say-it-back --edit -", 64,
      "error: edit: the text comes from standard input already\nhint: leave --edit or - out"),
    Refusal("homework show h9", 1, "error: there is no homework h9"),
    Refusal("homework show h1 --couple eve-max", 1, "error: h1 is not in the chart of eve-max"),
    Refusal("homework show g1", 1, "error: g1 is a goal, not a homework"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }

  @Test func noEditorOpensWhileASessionIsCaptured() async throws {
    let program = try await Self.practice()
    await program.done("session add dana-rob")
    let result = await program.run("session live dana-rob", input: "/homework say-it-back --edit\n")
    #expect(result.errors.contains("edit: no editor opens while a session is captured"), "\(result.errors)")
    #expect(try await Self.homework(program).count == 1)
  }
}
