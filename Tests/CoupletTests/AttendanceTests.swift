import Testing

@testable import couplet

/// What follows from who was at a session.
@Suite struct AttendanceTests {
  @Test func nobodyRatesASessionAtWhichTheyWereNot() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --on 2026-11-18 --present Rob")
    try await program.expect(
      Refusal(
        "rate dana-rob Dana 5 5 5 5 5 5 5 5 --session s2", 1,
        "error: rate: Dana Reyes was not at s2\nhint: --session names another, --on a day without one"))
    let rated = await program.done("rate dana-rob Dana 5 5 5 5 5 5 5 5")
    #expect(rated.contains("Mon 2026-11-23") && rated.contains("both partners"))
  }

  @Test func attendanceThatNarrowsNamesThePagesThatWentOut() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "both")
    await program.done("report dana-rob --audience joint -o \(program.folder)/page.txt --to-whom both")
    let edited = await program.run("session edit s1 --present Rob")
    #expect(edited.errors == "went out already: report of Mon 2026-11-23, for both partners, given to both\n")
    #expect(edited.output.hasSuffix("may be shown to Rob only now: n1\n"))
  }

  @Test func anHourOfOneEndsNoHomeworkOfBoth() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob say-it-back --due 2026-11-20 --on 2026-11-16")
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    #expect(await program.done("homework list dana-rob --open").contains("h1"))
    await program.done("session add dana-rob --on 2026-11-21")
    #expect(!(await program.done("homework list dana-rob --open")).contains("h1"))
  }
}
