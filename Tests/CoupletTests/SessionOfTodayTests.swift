import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What is written without a session goes to today's, and never silently to an older one.
@Suite struct SessionOfTodayTests {
  /// A session was held a week ago; today's is planned for the evening.
  private static func planned() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session plan dana-rob --on 2026-11-23 --at 20:00")
    return program
  }

  @Test func ratingsBeforeThePlannedHourAreOfToday() async throws {
    let program = try await Self.planned()
    for name in ["Dana", "Rob"] {
      let echo = await program.done("rate dana-rob \(name) 5 5 5 5 5 5 5 5")
      #expect(echo.contains("Mon 2026-11-23"), "\(echo)")
    }
    #expect(await program.done("session show s2 --json").contains("\"status\": \"planned\""))
    let both = await program.done("rate dana-rob Rob 4 5 5 5 5 5 5 5 --yes --json")
    #expect(both.contains("\"session\": \"s2\"") && both.contains("\"id\": \"m2\""))
  }

  @Test func ratingsWithoutASessionStandAtToday() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let echo = await program.done("rate dana-rob Rob 5 5 5 5 5 5 5 5 --json")
    #expect(echo.contains("\"date\": \"2026-11-23\"") && echo.contains("\"session\": null"))
    // A day of its own goes to no hour, also where there was one.
    let dated = await program.done("rate dana-rob Rob 5 5 5 5 5 5 5 5 --on 2026-11-16 --json")
    #expect(dated.contains("\"date\": \"2026-11-16\"") && dated.contains("\"session\": null"))
  }

  @Test func ratingsGoToNoHourOfTheOtherAlone() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --present Dana")
    let robs = await program.done("rate dana-rob Rob 5 5 5 5 5 5 5 5 --json")
    #expect(robs.contains("\"session\": null") && robs.contains("\"audience\": \"joint\""))
    let danas = await program.done("rate dana-rob Dana 5 5 5 5 5 5 5 5 --json")
    #expect(danas.contains("\"session\": \"s2\"") && danas.contains("\"audience\": \"Dana Reyes\""))
  }

  @Test func sheetsGoToTodaysSessionAndAreForNoMoreThanItIs() async throws {
    let program = try await Self.planned()
    let first = await program.done("measure dana-rob csi-4 --member Rob --answers 1,1,1,1 --json")
    #expect(first.contains("\"session\": \"s2\"") && first.contains("\"audience\": \"joint\""))
    await program.done("undo")
    await program.done("session add dana-rob --present Rob")
    let alone = await program.done("measure dana-rob csi-4 --member Rob --answers 1,1,1,1 --json")
    #expect(alone.contains("\"session\": \"s2\"") && alone.contains("\"audience\": \"Rob Reyes\""))
    let without = await program.done("measure dana-rob csi-4 --member Dana --answers 1,1,1,1 --json")
    #expect(without.contains("\"session\": null"))
    let dated = await program.done("measure dana-rob rdas --member Dana --total 40 --on 2026-11-16 --json")
    #expect(dated.contains("\"session\": null"))
  }

  @Test func whoIsAskedForSeveralIsShownThem() async throws {
    let program = try await Self.planned()
    await program.done("session add dana-rob --at 09:00 --extra")
    try await program.expect(
      Refusal(
        "rate dana-rob Rob 5 5 5 5 5 5 5 5", 1,
        """
        error: dana-rob has 2 sessions on Mon 2026-11-23
          s3 · Mon 2026-11-23 09:00 · conjoint · held
          s2 · Mon 2026-11-23 20:00 · conjoint · planned
        hint: give the id
        """))
  }

  @Test func notesAndTalliesNeverGoToAnOlderHourByThemselves() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let words = """
      error: dana-rob has no session today, Mon 2026-11-23
      hint: dana-rob@2026-11-16 means the last one
      """
    try await program.expect([
      Refusal("note add dana-rob -", input: "x", 1, words),
      Refusal("tally dana-rob --member Dana --contempt 1", 1, words),
      Refusal("session edit dana-rob --minutes 45", 1, words),
    ])
    let question =
      "dana-rob has no session today, Mon 2026-11-23. The last one is s1 · Mon 2026-11-16 14:00 · conjoint · held."
      + " Take it? [y/N] "
    let no = await program.ask("tally dana-rob --member Dana --contempt 1", answers: ["n"])
    #expect(no.status == 1 && no.errors == question + words + "\n")
    let yes = await program.ask("tally dana-rob --member Dana --contempt 1", answers: ["y"])
    #expect(yes.status == 0 && yes.errors.hasPrefix(question) && yes.output.contains("Mon 2026-11-16"))
    #expect(await program.run("note add dana-rob@2026-11-16 -", input: "x").status == 0)
    // What is only read is the last one's.
    #expect(await program.done("session show dana-rob").contains("s1"))
  }

  @Test func notesAndTalliesGoToTodaysPlannedHour() async throws {
    let program = try await Self.planned()
    #expect(await program.done("note add dana-rob -", input: "x").contains("· s2 ·"))
    #expect(await program.done("tally dana-rob --member Dana --contempt 1").contains("Mon 2026-11-23"))
    await program.done("session plan dana-rob --on 2026-11-30")
    try await program.expect(
      Refusal(
        "tally s3 --member Dana --contempt 1", 1, "error: session: s3 is planned, not held"))
  }

  @Test func aPlanIsMeantByItsCoupleOnItsDayOnly() async throws {
    let program = try TestProgram()
    await program.withCouple()
    try await program.expect(
      Refusal(
        "session noshow dana-rob", 1,
        "error: dana-rob has no session planned\nhint: couplet session plan dana-rob"))
    await program.done("session plan dana-rob --on 2026-11-30 --at 14:00")
    try await program.expect(
      Refusal(
        "session cancel dana-rob --by Dana", 1,
        "error: dana-rob has no session today, Mon 2026-11-23\nhint: dana-rob@2026-11-30 means the next one planned"))
    let yes = await program.ask("session cancel dana-rob --by Dana", answers: ["y"])
    #expect(yes.status == 0 && yes.output.contains("Mon 2026-11-30 · 14:00 · conjoint · cancelled"))
  }

  @Test func homeworkIsDueAtTheSessionAfterTodays() async throws {
    let program = try await Self.planned()
    #expect(await program.done("homework assign dana-rob say-it-back --json").contains("\"due\": null"))
    await program.done("session plan dana-rob --on 2026-11-30 --at 20:00")
    #expect(await program.done("homework assign dana-rob say-it-back --json").contains("\"due\": \"2026-11-30\""))
    await program.done("session add dana-rob")
    #expect(await program.done("homework assign dana-rob say-it-back --json").contains("\"due\": \"2026-11-30\""))
  }
}
