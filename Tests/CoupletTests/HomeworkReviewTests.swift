import CoupletCore
import Testing

@testable import couplet

/// What was decided on homework, and what others read of it.
@Suite struct HomeworkReviewTests {
  /// h1, given on 2026-11-20 and reported on by both.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("homework assign dana-rob say-it-back --on 2026-11-20")
    await program.done("homework log h1 Dana=0 Rob=4 --on 2026-11-21")
    return program
  }

  private static let others = ["--audience Dana", "--audience Rob", "--audience joint", "--desk"]

  @Test(arguments: ["keep", "shrink", "change"])
  func theseLetItRunAndOthersReadNothingOfIt(_ decision: String) async throws {
    let program = try await Self.practice()
    var before: [String] = []
    for view in Self.others { before.append(await program.done("homework list dana-rob --json \(view)")) }
    let report = await program.done("report dana-rob --format json --audience joint")
    #expect(
      await program.done("homework review h1 --\(decision) --why 'once a week is enough'").hasPrefix(
        "h1 · dana-rob · Fri 2026-11-20 · Say it back before you answer"))
    for (view, page) in zip(Self.others, before) {
      #expect(await program.done("homework list dana-rob --json \(view)") == page)
    }
    #expect(await program.done("report dana-rob --format json --audience joint") == report)
    let own = await program.done("homework list dana-rob --json")
    #expect(own.contains("\"decision\": \"\(decision)\"") && own.contains("once a week is enough"))
    #expect(await program.done("homework list dana-rob --open").contains("h1"))
  }

  @Test func droppedAndSetAsideReadAlikeForAllButTheCounselor() async throws {
    let dropped = try await Self.practice()
    let aside = try await Self.practice()
    await dropped.done("homework review h1 --drop --why boring")
    await aside.done("homework review h1 --shrink --why 'too long'")
    await aside.done("homework review h1 --set-aside --why 'not safe' --session s1")
    let lines = [
      "homework list dana-rob", "homework list dana-rob --json", "homework list dana-rob --open", "report dana-rob",
      "report dana-rob --format json", "report dana-rob --format csv", "search boring", "search safe",
    ]
    for view in Self.others {
      for line in lines + (view == "--desk" ? ["brief dana-rob", "brief dana-rob --json", "today"] : []) {
        let couple = line.hasPrefix("search") ? " --couple dana-rob" : ""
        let one = await dropped.run("\(line) \(view)\(couple)")
        let other = await aside.run("\(line) \(view)\(couple)")
        #expect(
          one.output == other.output && one.errors == other.errors && one.status == other.status, "\(line) \(view)")
        #expect(!(one.output + other.output).contains(#/boring|safe|too long/#), "\(line) \(view)")
      }
      #expect(await aside.done("homework list dana-rob \(view)").contains("set aside\n"))
    }
    #expect(await aside.done("homework list dana-rob --json").contains("\"why\": \"not safe\""))
    #expect(await dropped.done("homework list dana-rob") != (await aside.done("homework list dana-rob")))
  }

  @Test func whatWasTakenBackLeavesTheFigures() async throws {
    let program = try await Self.practice()
    let without = try TestProgram()
    await without.withCouple()
    await without.withOtherCouple()
    #expect(await program.done("brief dana-rob").contains("Homework"))
    let csv = await program.done("report dana-rob --format csv")
    #expect(csv.contains("dana-rob,Dana Reyes,homework,homework"))
    await program.done("homework review h1 --set-aside")
    #expect(await program.done("report dana-rob --format csv") == (await without.done("report dana-rob --format csv")))
    #expect(await program.done("brief dana-rob") == (await without.done("brief dana-rob")))
    #expect(await program.done("homework list dana-rob --open --json") == "[]\n")
    // It stays in the list, with what was reported.
    #expect(await program.done("homework list dana-rob --json").matches(of: #/"done": /#).count == 2)
    await program.done("homework review h1 --keep --why 'they asked for it'")
    #expect(await program.done("report dana-rob --format csv") == csv)
  }

  @Test func asOfADayBeforeItStillRuns() async throws {
    let program = try await Self.practice()
    await program.done("homework review h1 --set-aside --on 2026-11-22")
    #expect(await program.done("homework list dana-rob --open --today 2026-11-21").contains("h1"))
    #expect(await program.done("homework list dana-rob --open --today 2026-11-22 --json") == "[]\n")
  }

  @Test func theCoupleStandsForItsOneOpenHomework() async throws {
    let program = try await Self.practice()
    #expect(await program.done("homework review dana-rob --keep").hasPrefix("h1 "))
    let before = try UndoWalkTests.dump(program.path)
    await program.done("homework review h1 --set-aside")
    await program.done("undo")
    #expect(try UndoWalkTests.dump(program.path) == before)
  }

  private static let refusals = [
    Refusal(
      "homework review h1", 64,
      "error: decision: is missing\nhint: give --keep or --shrink or --change or --drop or --set-aside"),
    Refusal(
      "homework review h1 --keep --drop", 64,
      "error: value to be set with flag '--drop' had already been set with flag '--keep'"),
    Refusal(
      "homework review h1 --keep --on 2026-11-19", 65,
      "error: on: 2026-11-19 lies before the homework was given, 2026-11-20"),
    Refusal("homework review h1 --keep --on 2026-11-24", 65, "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal("homework review h1 --keep --why ''", 65, "error: why: is empty"),
    Refusal("homework review h1 --keep --session s9", 1, "error: there is no session s9"),
    Refusal("homework review h9 --keep", 1, "error: there is no homework h9"),
    Refusal("homework review s1 --keep", 1, "error: s1 is a session, not a homework"),
    Refusal("homework review h1 --keep --couple eve-max", 1, "error: h1 is not in the chart of eve-max"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }
}
