import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The right person first: ids, names and heads.
@Suite struct RightChartTests {
  private func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll'")
    await program.done("note add s1 -", input: "kumquat")
    await program.done("jot dana-rob -", input: "a line")
    await program.done("agenda add dana-rob -", input: "a line")
    await program.done("session plan dana-rob --on 2026-11-24")
    return program
  }

  @Test(arguments: [
    "note show n1", "note edit n1 -", "jot drop y1", "agenda done a1", "session edit s1 --minutes 60",
    "session move s2 --on fri", "session cancel s2 --by Rob", "session noshow s2", "session show s1", "note add s1 -",
  ])
  func anIDOfAnotherCoupleIsRefused(_ line: String) async throws {
    let program = try await practice()
    let result = await program.run("\(line) --couple eve-max", input: "x")
    #expect(result.status == 1)
    #expect(result.errors.contains("is not in the chart of eve-max"))
    #expect(result.output.isEmpty)
  }

  @Test func aTerminalIsShownWhoseChartItIs() async throws {
    let program = try await practice()
    program.isInteractive = true
    program.answers = ["one line"]
    let jot = await program.run("jot dana-rob")
    #expect(jot.errors == "dana-rob · Dana Reyes & Rob Reyes\njot: ")
    let note = await program.run("note add s1 -", input: "x")
    #expect(note.errors.hasPrefix("dana-rob · Dana Reyes & Rob Reyes · s1 · Mon 2026-11-16 · conjoint\n"))
  }

  @Test func aBareIDOfACoupleWithoutARecentSessionAsksOnce() async throws {
    let program = try await practice()
    program.now = Instant("2026-12-20T10:00:00Z")!
    program.isInteractive = true
    program.answers = ["n"]
    let stopped = await program.run("jot drop y1")
    #expect(stopped.status == 1)
    #expect(stopped.errors.contains("y1 is in the chart of dana-rob · Dana Reyes & Rob Reyes. Go on? [y/N] "))
    program.answers = ["y"]
    #expect(await program.run("jot drop y1").status == 0)
    await program.done("undo --yes")
    #expect(await program.run("jot drop y1 --couple dana-rob").status == 0)
    await program.done("undo --yes")
    program.isInteractive = false
    #expect(await program.run("jot drop y1").status == 0)
  }

  @Test func aCoupleStandsForItsSessionAndADayForTheOneOnIt() async throws {
    let program = try await practice()
    await program.done("session add dana-rob --on 2026-11-20")
    #expect(await program.done("note add dana-rob@2026-11-16 -", input: "x").contains("· s1 ·"))
    #expect(await program.done("note add dana-rob@fri -", input: "x").contains("· s3 ·"))
    await program.done("session add dana-rob")
    #expect(await program.done("note add dana-rob -", input: "x").contains("· s4 ·"))
  }

  @Test func aPlannedSessionBecomesTheOneHeldAndKeepsItsID() async throws {
    let program = try await practice()
    program.now = Instant("2026-11-24T10:00:00Z")!
    #expect(await program.done("session add dana-rob").hasPrefix("s2 · dana-rob · Tue 2026-11-24"))
    let again = await program.run("session add dana-rob")
    #expect(again.status == 1)
    #expect(again.errors.contains("dana-rob has a session on Tue 2026-11-24 already"))
    #expect(await program.done("session add dana-rob --extra").hasPrefix("s3"))
  }

  @Test func stdoutStaysEmptyOnFailure() async throws {
    let program = try await practice()
    for line in ["note show n9", "session list nobody", "session add dana-rob --on never", "jot drop s1", "sesion"] {
      let result = await program.run(line)
      #expect(result.status != 0)
      #expect(result.output.isEmpty, "\(line)")
      #expect(result.errors.hasPrefix("error: "), "\(line)")
    }
  }

  @Test func aSearchThatFindsNothingGivesAnEmptyArray() async throws {
    let program = try await practice()
    let result = await program.run("search wombat --json")
    #expect(result.status == 1)
    #expect(result.output == "[]\n")
    #expect(await program.done("note list eve-max --json") == "[]\n")
  }

  @Test func theJournalKeepsBothDaysWhenTheyDiffer() async throws {
    let program = try await practice()
    await program.done("jot dana-rob - --today 2026-11-20", input: "late")
    let log = await program.done("log dana-rob --json")
    #expect(log.contains("\"today\": \"2026-11-20\""))
    #expect(log.contains("\"clock\": \"2026-11-23T13:02:11Z\""))
    #expect(await program.done("jot list dana-rob --json").contains("\"date\": \"2026-11-20\""))
  }

  @Test func mergingTakesEverythingAlong() async throws {
    let program = try await practice()
    await program.done("client add 'Robert Reyes'")
    #expect(await program.run("client merge dana rob").status == 1)
    await program.done("client merge 'Robert Reyes' 'Rob Reyes'")
    #expect(await program.done("session list dana-rob").contains("Dana, Robert"))
  }

  /// Where the hour of a signed note names the one, each note gets a correction; nobody else reads it by that.
  @Test func mergingCorrectsSignedHours() async throws {
    let program = try await TestProgram.withNewCouple()
    await program.done("session add dana-rob --on 2026-11-16")
    await program.done("note add s1 -", input: "They spoke of money.")
    await program.done("note sign n1")
    await program.done("client add 'Robert Reyes'")
    await program.done("client merge 'Robert Reyes' 'Rob Reyes'")
    let note = await program.done("note show n1")
    #expect(note.contains("present: Dana Reyes, Rob Reyes → Dana Reyes, Robert Reyes"), "\(note)")
    #expect(await program.done("check").contains("all 2 texts are as they were signed"))
    #expect(await program.run("undo").status == 1)
  }
}
