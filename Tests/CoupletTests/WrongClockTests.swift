import CoupletCore
import Foundation
import Testing

@testable import couplet

/// A clock that is wrong is met with a word, stands in the journal, and hides nothing in silence.
@Suite struct WrongClockTests {
  private func program(_ isSealed: Bool) async throws -> TestProgram {
    let program = isSealed ? try await TestProgram.sealed() : try TestProgram()
    if !isSealed { await program.withCouple() }
    return program
  }

  @Test(arguments: [false, true]) func aYearAheadAndBack(isSealed: Bool) async throws {
    let program = try await program(isSealed)
    let right = program.now
    program.now = try #require(Instant("2027-11-30T13:02:11Z"))
    let ahead = await program.run("jot dana-rob -", input: "tamarind")
    #expect(
      ahead.errors
        == "the clock stands at Tue 2027-11-30 14:02, 372 days after the last command (j3, Mon 2026-11-23 14:02): is it right?\n"
    )
    // It is in the journal now, and not said again.
    #expect(await program.run("jot list dana-rob").errors.isEmpty)
    program.now = right
    let list = await program.run("jot list dana-rob")
    #expect(!list.output.contains("tamarind"))
    #expect(
      list.errors
        == """
        the clock stands at Mon 2026-11-23 14:02, before the last command (j4, Tue 2027-11-30 14:02): is it right?
        dana-rob: 1 line is dated after today, up to Tue 2027-11-30: --today 2027-11-30 shows it

        """)
    for line in ["search tamarind", "brief dana-rob", "note list dana-rob"] {
      #expect(await program.run(line).errors.contains("1 line is dated after today"), "\(line)")
    }
    // Who looks at another day knows; who isn't the counselor is told nothing of it.
    #expect(await program.run("jot list dana-rob --today 2027-11-30").output.contains("tamarind"))
    for line in ["jot list dana-rob --today 2026-11-23", "jot list dana-rob --audience joint", "brief dana-rob --desk"]
    {
      #expect(await !program.run(line).errors.contains("dated after"), "\(line)")
    }
    await program.done("jot dana-rob -", input: "medlar")
    #expect(await !program.run("jot list dana-rob").errors.contains("the clock stands"))
    let log = await program.done("log")
    #expect(log.contains("2026-11-23 14:02 set back"), "\(log)")
    let verified = await program.done("log --verify")
    #expect(verified.contains("j5 is dated before the row above it: the clock was set back\n"))
    let json = unwrapped(await program.done("log --verify --json"))
    #expect(json.contains("\"turned_back\": [ \"j5\" ]"), "\(json)")
    let check = unwrapped(await program.done("check"))
    #expect(check.contains("clock note it was set back before j5: the row above each is dated later"), "\(check)")
  }

  @Test(arguments: ["1970-01-01T00:03:00Z", "2020-01-01T00:03:00Z"]) func aFlatBattery(_ moment: String) async throws {
    let program = try await program(false)
    await program.done("note add s1 -", input: "tamarind")
    program.now = try #require(Instant(moment))
    let said = await program.run("note sign n1 --yes")
    #expect(said.status == 1)
    #expect(said.errors.contains(", before the last command (j4, Mon 2026-11-23 14:02): is it right?\n"))
    #expect(said.errors.contains("error: n1 is dated after today, "))
    #expect(said.errors.hasSuffix("hint: if the clock is right, --today with a later day shows it\n"), "\(said.errors)")
    #expect(!said.errors.contains("leave --today out"))
    program.now = try #require(Instant("2026-11-23T13:03:00Z"))
    let other = await program.run("note sign n1 --yes --today 2026-11-01")
    #expect(other.errors == "error: n1 lies after the day taken as today\nhint: leave --today out\n")
  }

  /// A holiday is no reason to doubt, and neither are commands that run at once.
  @Test func aClockThatMayBeRightIsNotDoubted() async throws {
    let program = try await program(false)
    for moment in ["2026-11-23T13:01:30Z", "2026-11-24T13:02:11Z", "2027-02-01T08:00:00Z"] {
      program.now = try #require(Instant(moment))
      #expect(await program.run("couple list").errors.isEmpty, "\(moment)")
    }
    // What is planned is in the lists, and no line that is missing there.
    program.now = try #require(Instant("2026-11-23T13:02:11Z"))
    await program.done("session plan dana-rob --on 2026-12-07 --at 14:00")
    #expect(await program.run("session list dana-rob").errors.isEmpty)
  }
}
