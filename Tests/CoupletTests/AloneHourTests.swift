import Testing

@testable import couplet

/// What is entered after an hour with one of them alone, and names that belong to another couple.
@Suite struct AloneHourTests {
  private func program() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --present Dana --kind individual --at 09:00")
    return program
  }

  @Test(arguments: [
    "win add dana-rob --by Dana", "promise add dana-rob --by Dana", "goal add dana-rob --member Dana",
    "entry add dana-rob --kind need --by Dana",
  ])
  func whoMaySeeItIsAskedWhereTheDaysHourWasOfOneAlone(_ line: String) async throws {
    let program = try await program()
    program.isInteractive = true
    for (answer, words) in [("n", "Dana only"), ("", "Dana only"), ("y", "both partners")] {
      program.answers = [answer, "A walk by the river."]
      let result = await program.run(line)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("today's hour was for Dana only. May both partners see this? [y/N]"))
      #expect(result.output.contains("may be shown to: \(words)"), "\(answer): \(result.output)")
    }
    // Who says it isn't asked.
    program.answers = ["Another walk."]
    #expect(await program.run("\(line) --audience joint").output.contains("may be shown to: both partners"))
    // Without a terminal it is said, and as it was.
    program.isInteractive = false
    let piped = await program.run("\(line) -", input: "A third walk.")
    #expect(piped.output.contains("may be shown to: both partners"))
    #expect(unwrapped(piped.errors).contains("today's hour was for Dana only, and this may be shown to both partners"))
    #expect(piped.errors.contains("--audience says who may see it"))
  }

  /// What is said later of a record that both know.
  @Test(arguments: [
    "goal rate g1 6 --by Dana", "promise kept p1 --says Dana", "homework log h1 Dana=3",
    "injury step i1 named --says Dana",
    "injury add dana-rob --hurt Dana --by Rob 'a word at dinner'",
  ])
  func whatIsSaidLaterIsAskedLikewise(_ line: String) async throws {
    let program = try await program()
    await program.done("goal add dana-rob --on 2026-11-16 -", input: "An hour a week.")
    await program.done("promise add dana-rob --by Rob --on 2026-11-16 -", input: "Home by six.")
    await program.done("homework assign dana-rob say-it-back --on 2026-11-16")
    await program.done("injury add dana-rob --hurt Dana --by Rob --on 2026-11-16 -", input: "A night away.")
    program.isInteractive = true
    program.answers = ["n"]
    let result = await program.run(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("today's hour was for Dana only. May both partners see this? [y/N]"), "\(line)")
    #expect(result.output.contains("Dana only"), "\(line): \(result.output)")
    // A yes to all questions is none to this one; it is said, as without a terminal.
    let piped = await program.run(line + " --yes")
    #expect(piped.errors.contains("--audience says who may see it"), "\(line): \(piped.errors)")
  }

  @Test func whatBothSaidIsNoOnesAlone() async throws {
    let program = try await program()
    await program.done("promise add dana-rob --by Rob --on 2026-11-16 -", input: "Home by six.")
    let result = await program.run("promise mark p1 Dana=kept Rob=kept")
    #expect(result.status == 0 && !result.errors.contains("--audience"), "\(result.errors)")
  }

  @Test func nothingIsAskedWhereTheyCameTogetherToo() async throws {
    let program = try await program()
    await program.done("session add dana-rob --at 15:00 --extra")
    let result = await program.run("win add dana-rob --by Dana -", input: "A walk.")
    #expect(result.errors == "" && result.output.contains("both partners"))
    let before = await program.run("win add dana-rob --by Dana --on 2026-11-16 -", input: "A walk.")
    #expect(before.errors == "" && before.output.contains("both partners"))
  }

  /// One key would put the figures of somebody else into this chart.
  @Test func whoIsAnothersPartnerIsNotOfferedForOneOfThese() async throws {
    let program = try await program()
    await program.done("couple add 'Eve & Max' --new-member 'Eve Park' --new-member 'Max Park'")
    program.isInteractive = true
    program.answers = ["1"]
    let result = await program.run("rate eve-max Dana 5 5 5 5 5 5 5 5")
    #expect(result.status == 1)
    #expect(result.errors.contains("'Dana' is not a member of eve-max"))
    #expect(result.errors.contains("hint: Dana Reyes is in dana-rob"), "\(result.errors)")
    #expect(program.answers == ["1"])
  }
}
