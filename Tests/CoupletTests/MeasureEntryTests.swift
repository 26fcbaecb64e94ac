import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Answers typed item by item at a terminal.
@Suite struct MeasureEntryTests {
  @Test func asksItemByItemWithTheRangeAndAWayBack() async throws {
    let program = try TestProgram()
    await program.withCouple()
    program.isInteractive = true
    // A wrong one is asked again, `<` goes one back, and `d` is kept apart from a number.
    program.answers = ["4", "9", "2", "<", "3", "d", "5"]
    let entered = await program.run("measure dana-rob csi-4 --member Dana --mode read --apart")
    #expect(entered.status == 0, "\(entered.errors)")
    #expect(
      entered.errors.contains(
        """
        Now
        1. Please indicate the degree of happiness, all things considered, of your
           relationship.
           0  Extremely Unhappy
        """))
    #expect(entered.errors.contains("0 to 6, - leave it open, d rather not say, n doesn't apply, < one back: "))
    #expect(entered.errors.contains("answers: item 2: it has to be 0 to 5, or one of - d n <\n"))
    let sheet = await program.done("answers show m1 --json")
    #expect(sheet.contains("\"answers\": \"4,3,d,5\""))
    #expect(sheet.contains("\"total\": null") && sheet.contains("\"lowest_possible\": 12"))
    #expect(sheet.contains("\"mode\": \"read\"") && sheet.contains("\"apart\": true"))
  }

  @Test func anEndedInputEntersNothing() async throws {
    let program = try TestProgram()
    await program.withCouple()
    program.isInteractive = true
    program.answers = ["4", "3"]
    #expect(await program.run("measure dana-rob csi-4 --member Dana").status == 1)
    #expect(await program.done("answers list dana-rob --json") == "[]\n")
  }

  @Test func asksBeforeASecondSheetOfTheDay() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob rdas --member Dana --total 40")
    program.isInteractive = true
    program.answers = ["n"]
    #expect(await program.run("measure dana-rob rdas --member Dana --total 41").status == 1)
    program.answers = ["y"]
    #expect(await program.run("measure dana-rob rdas --member Dana --total 41").status == 0)
  }

  @Test func asksWhoseSheetItIs() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob rdas --member Dana --total 60 --on 2026-11-16")
    await program.done("measure dana-rob rdas --member Rob --total 31 --on 2026-11-16")
    program.isInteractive = true
    program.answers = ["n"]
    let doubted = await program.run("measure dana-rob rdas --member Dana --total 31")
    #expect(doubted.status == 1)
    #expect(doubted.errors.contains("Far from the last sheet of Dana Reyes, near that of Rob Reyes."))
  }

  @Test func refusesADayBeforeBirth() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("client edit dana --born 2026-10-01")
    let result = await program.run("measure dana-rob rdas --member Dana --total 40 --on 2026-09-30")
    #expect(result.status == 65)
    #expect(result.errors == "error: on: 2026-09-30 lies before Dana Reyes was born\n")
  }
}
