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

  @Test func asksWhoseSheetItIsAndTakesBothInTurn() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let missing = await program.run("measure dana-rob csi-4 --answers 3333")
    #expect(missing.status == 64)
    #expect(missing.errors == "error: member: whose sheet it is, is missing\nhint: --member NAME\n")
    program.isInteractive = true
    program.answers = ["9", "2", "4", "3", "3", "3"]
    let one = await program.run("measure dana-rob csi-4")
    let asked = "whose sheet? 1 Dana, 2 Rob, 3 both, one after the other: "
    #expect(one.status == 0 && one.errors.hasPrefix(asked + "member: '9' is not a member"), "\(one.errors)")
    #expect(one.errors.components(separatedBy: asked).count == 3)
    #expect(one.output.contains("m1 · dana-rob") && one.output.contains("Rob") && !one.output.contains("m2"))
    program.answers = ["3", "4", "3", "3", "3", "", "2", "1", "1", "1"]
    let both = await program.run("measure dana-rob csi-4 --json --yes")
    #expect(both.status == 0, "\(both.errors)")
    #expect(both.errors.contains("Thank you. Now Rob Reyes: Enter begins "))
    let answers = both.output.matches(of: #/"answers": "([^"]+)"/#).map(\.output.1)
    #expect(answers == ["4,3,3,3", "2,1,1,1"], "\(both.output)")
    // Where the second breaks off, the first is there, and that is said.
    program.answers = ["3", "4", "3", "3", "3", "", "2"]
    let stopped = await program.run("measure dana-rob csi-4 --yes")
    let words = "error: stopped; the sheet before is saved\nhint: couplet answers list dana-rob\n"
    #expect(stopped.errors.hasSuffix(words))
    // One sheet's answers are one member's.
    program.answers = ["dana"]
    let typed = await program.run("measure dana-rob csi-4 --answers 3,3,3,3 --yes")
    #expect(typed.status == 0 && typed.errors.hasPrefix("whose sheet? 1 Dana, 2 Rob: "), "\(typed.errors)")
    program.answers = [""]
    #expect(await program.run("measure dana-rob csi-4").status == 1)
  }

  @Test func anAnswerIsWholeWhereNoOtherBeginsWithIt() {
    let words = (0...10).map(String.init) + ["-", "d", "<"]
    #expect(["0", "2", "10", "-", " 9", "d", "<"].allSatisfy { Invocation.isWhole($0, among: words) })
    #expect(["", "1", "11", "x", "-1"].allSatisfy { !Invocation.isWhole($0, among: words) })
    #expect(["9", "x", "11", "-1"].allSatisfy { Invocation.isJudged($0, among: ["0", "1", "10", "-"]) })
    #expect(["", "1", " "].allSatisfy { !Invocation.isJudged($0, among: ["0", "1", "10"]) })
    #expect(!Invocation.isWhole("-", among: ["-5", "-"]) && !Invocation.isWhole("1", among: ["1", "10"]))
  }

  @Test func numbersAreWrittenWithAPoint() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let comma = await program.run("measure dana-rob rdas --member Dana --total 23,5")
    #expect(comma.status == 64)
    #expect(comma.errors == "error: the value '23,5' is invalid for '--total <total>'\nhint: write 23.5\n")
    for text in ["0x2c", "nan", "4e1", "1.", ".", "--5", "44 "] {
      let result = await program.run(["measure", "dana-rob", "rdas", "--member", "Dana", "--total", text])
      #expect(result.status == 64 && result.errors.hasPrefix("error: the value '\(text)' is invalid"), "\(text)")
    }
    #expect(await program.done("measure dana-rob rdas --member Dana --total 44").contains("total 44"))
  }

  @Test(arguments: ["4 3 2 5", "4;3;2;5", "4, 3 2;5", "4325"])
  func answersMayStandApartInAnyWay(_ text: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob csi-4 --member Dana --answers '\(text)'")
    #expect(await program.done("answers show m1 --json").contains("\"answers\": \"4,3,2,5\""))
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
