import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Sheets that a client answers at the program itself, and what is on the screen then.
@Suite struct ScreenEntryTests {
  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"
  private static let thanks = "it is saved, thank you; please give it back\n"

  private static func practice(isSealed: Bool) async throws -> TestProgram {
    if isSealed { return try await TestProgram.sealed() }
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  @Test(arguments: [false, true]) func theClientSeesTheItemsAndThanksAndNothingElse(isSealed: Bool) async throws {
    let program = try await Self.practice(isSealed: isSealed)
    // Another sheet calls for the counselor: that isn't said here.
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111112 --on 2026-11-20")
    program.isInteractive = true
    program.answers = ["1", "<", "2", "-", "n", "d", "1", "1", "1", "1", "1", "<", "2", ""]
    let entered = await program.run("measure dana-rob phq-9 --member Dana --mode screen")
    #expect(entered.status == 0, "\(entered.errors)")
    #expect(entered.output == Self.thanks)
    let screens = entered.errors.components(separatedBy: Self.cleared)
    // One item a screen, and once more after each way back.
    #expect(screens.count == 16 && screens[15].isEmpty)
    #expect(screens[0] == "dana-rob · Dana Reyes & Rob Reyes\n", "\(screens[0])")
    #expect(
      screens[1].hasPrefix(
        """

        Over the last 2 weeks
        1. Little interest or pleasure in doing things
           0  Not at all
           1  Several days
           2  More than half the days
           3  Nearly every day
        0 to 3, - leave it open, d rather not say, n doesn't apply, < one back: 
        """))
    #expect(screens[1...].filter { $0.contains("Over the last 2 weeks\n") }.count == 12)
    let last = "That was the last one. Enter gives it in, < goes one back: "
    #expect(screens[12] == last && screens[14] == last)
    for word in ["m1", "m2", "total", "Rob", "waits", "item 9"] {
      #expect(!screens[1...].contains { $0.contains(word) }, "\(word)")
    }
    program.isInteractive = false
    #expect(await program.done("answers list dana-rob").contains("m2"))
    #expect(await program.done("answers show m2 --json").contains("\"answers\": \"2,-,n,d,1,1,1,1,2\""))
    program.isInteractive = true
    #expect(
      await program.run("today").errors == """
        m1 waits for your answer: couplet answers review m1
        m2 waits for your answer: couplet answers review m2

        """)
  }

  @Test func typedAnswersEndInTheSameWords() async throws {
    let program = try await Self.practice(isSealed: false)
    let typed = await program.run("measure dana-rob phq-9 --member Rob --answers 333333333 --mode screen")
    #expect(typed.output == Self.thanks && typed.errors.isEmpty)
    let json = await program.done("measure dana-rob rdas --member Rob --total 40 --mode screen --json")
    #expect(json == "{\n  \"saved\": true\n}\n")
    #expect(await program.done("answers show m2 --json").contains("\"total\": 40"))
  }

  @Test func whatIsCutOffLeavesNothingOnTheScreen() async throws {
    let program = try await Self.practice(isSealed: false)
    program.isInteractive = true
    program.answers = ["1", "2"]
    let stopped = await program.run("measure dana-rob phq-9 --member Dana --mode screen")
    #expect(stopped.status == 1)
    #expect(stopped.errors.components(separatedBy: Self.cleared).last == "error: stopped; nothing was changed\n")
    #expect(await program.done("answers list dana-rob --json") == "[]\n")
  }

  @Test func aDoubtIsSaidToTheCounselorAndNotOnTheScreen() async throws {
    let program = try await Self.practice(isSealed: false)
    await program.done("measure dana-rob rdas --member Dana --total 60 --on 2026-11-16")
    await program.done("measure dana-rob rdas --member Rob --total 31 --on 2026-11-16")
    program.isInteractive = true
    let entered = await program.run("measure dana-rob rdas --member Dana --total 31 --mode screen")
    #expect(entered.status == 0 && entered.output == Self.thanks)
    #expect(!entered.errors.contains("near") && !entered.errors.contains("Rob Reyes."))
    program.isInteractive = false
    let doubt = """
      m3 is far from the last sheet of Dana Reyes, near that of Rob Reyes; if it is theirs: couplet answers fix m3 \
      --member "Rob Reyes"

      """
    for line in ["answers list dana-rob", "answers show m3", "answers list dana-rob --json"] {
      #expect(await program.run(line).errors == doubt, "\(line)")
    }
    for line in [
      "answers list dana-rob --audience joint", "answers list dana-rob --desk", "answers list dana-rob --audience Dana",
      "answers show m1",
    ] {
      #expect(await program.run(line).errors.isEmpty, "\(line)")
    }
    // The next command of hers says it without a name, then her pages; nobody else's do.
    let named = "m3 may not be whose it says: couplet answers show m3\n"
    program.isInteractive = true
    #expect(await program.run("couple list").errors == named)
    #expect(await program.run("couple list").errors.isEmpty)
    #expect(await program.run("today --desk").errors.isEmpty)
    program.isInteractive = false
    #expect(await program.run("today").errors == named)
    let brief = await program.done("brief dana-rob")
    #expect(brief.contains("rdas, Dana, from a screen m3: near the last one of Rob"), "\(brief)")
    #expect(await program.done("brief dana-rob --json").contains("\"kind\": \"sheet-doubt\""))
    #expect(!(await program.done("brief dana-rob --desk")).contains("from a screen"))
    // It ends with the next sheet, or when the sheet is the other's.
    await program.done("answers fix m3 --member Rob")
    #expect(await program.run("answers list dana-rob").errors.isEmpty)
    await program.done("undo --confirm dana-rob")
    #expect(await program.run("answers list dana-rob").errors == doubt)
    await program.done("measure dana-rob rdas --member Dana --total 58 --on 2026-11-23 --yes")
    #expect(await program.run("answers list dana-rob").errors.isEmpty)
  }

  @Test func aSecondSheetOfOneDayIsAskedAboutByNobodyAndSaidLater() async throws {
    let program = try await Self.practice(isSealed: false)
    await program.done("measure dana-rob rdas --member Dana --total 60")
    program.isInteractive = true
    program.answers = []
    let entered = await program.run("measure dana-rob rdas --member Dana --total 55 --mode screen")
    #expect(entered.status == 0 && entered.output == Self.thanks && !entered.errors.contains("m1"))
    program.isInteractive = false
    #expect(
      await program.run("answers show m2").errors == """
        m2 is the second rdas of Dana Reyes on that day, after m1; if it is another's: couplet answers fix m2 --member NAME

        """)
    #expect(await program.done("brief dana-rob").contains("rdas, Dana, from a screen m2: the second of that day"))
    // On paper it is asked, or refused.
    #expect(await program.run("measure dana-rob rdas --member Dana --total 55").status == 1)
  }
}
