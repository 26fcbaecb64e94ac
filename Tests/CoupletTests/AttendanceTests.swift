import Foundation
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

  @Test func whoIsNotNamedInACorrectionStaysAsTheyWereEntered() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --on 2026-11-18 --present Rob")
    let late = await program.done("session edit s2 --late Rob=10")
    #expect(late.contains("present: Rob (late 10 min)") && !late.contains("Dana,"), "\(late)")
    await program.done("session edit s1 --late Rob=10")
    #expect(await program.done("session edit s1 --late Dana=5").contains("Dana (late 5 min), Rob (late 10 min)"))
    #expect(await program.done("session edit s1 --absent Dana").contains("present: Rob (late 10 min)"))
  }

  @Test func ratingsAreAskedOneAtATimeWithAWayBack() async throws {
    let program = try TestProgram()
    await program.withCouple()
    program.isInteractive = true
    program.answers = ["5", "11", "<", "6", "1", "1", "1", "1", "1", "-", "d", ""] + Array(repeating: "4", count: 8)
    let rated = await program.run("rate dana-rob")
    #expect(rated.status == 0, "\(rated.errors)")
    let screens = rated.errors.components(separatedBy: "\u{1B}[H\u{1B}[2J\u{1B}[3J")
    #expect(screens[1].hasPrefix("Dana Reyes\nHow much") && screens[1].hasSuffix("d prefers not, < one back): "))
    #expect(screens[3].hasPrefix("Dana Reyes\nrate: it has to be 0 to 10, or one of - d <\n"))
    #expect(screens[4].hasPrefix(screens[1]) && screens[12].hasPrefix("Rob Reyes\n") && screens.last?.isEmpty == true)
    #expect(program.answers.isEmpty)
    #expect(rated.output.contains("6 1 1 1 1 1 - d") || rated.output.contains("trust 6"), "\(rated.output)")
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
