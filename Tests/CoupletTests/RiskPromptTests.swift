import CoupletCore
import Foundation
import Testing

@testable import couplet

/// A risk item above its minimum reaches the counselor, and nobody else.
@Suite struct RiskPromptTests {
  @Test func asksTheCounselorAtEntry() async throws {
    let program = try TestProgram()
    await program.withCouple()
    program.isInteractive = true
    program.answers = ["asked apart, no plan"]
    let entered = await program.run("measure dana-rob phq-9 --member Rob --answers 111111112")
    #expect(entered.errors.contains("m1: item 9 is above its minimum, or has no answer. Ask them apart."))
    #expect(await program.done("answers show m1").contains("asked apart, no plan"))
    program.answers = [""]
    let later = await program.run("measure dana-rob phq-9 --member Dana --answers 111111111")
    #expect(later.errors.contains("it stays on the brief: couplet answers review m2"))
    #expect(await program.done("brief dana-rob").contains("phq-9, Dana: item 9: 1 of 3"))
    #expect(!(await program.done("brief dana-rob --desk")).contains("phq-9"))
  }

  @Test(arguments: [("-", "left open"), ("d", "rather not said"), ("n", "said not to apply")])
  func whatIsNotAnsweredCallsToo(_ answer: String, _ words: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    let entered = await program.run("measure dana-rob phq-9 --member Rob --answers 00000000\(answer)")
    #expect(entered.errors == "m1: item 9 calls for your answer: couplet answers review m1\n")
    #expect(await program.done("brief dana-rob").contains("phq-9, Rob: item 9: \(words) ("))
    #expect(await program.done("brief dana-rob --json").contains("\"answer\": \"\(answer)\""))
    #expect(!(await program.done("brief dana-rob --desk")).contains("phq-9"))
    await program.done("answers review m1 - --couple dana-rob", input: "asked apart")
    #expect(!(await program.done("brief dana-rob")).contains("phq-9, Rob: item 9"))
  }

  @Test func onAScreenItWaitsForTheNextCommandAndNamesNobody() async throws {
    let program = try TestProgram()
    await program.withCouple()
    program.isInteractive = true
    let entered = await program.run("measure dana-rob phq-9 --member Rob --answers 111111112 --mode screen")
    #expect(!entered.errors.contains("item 9"))
    let desk = await program.run("today --desk")
    #expect(!desk.errors.contains("m1"))
    let next = await program.run("today")
    #expect(next.errors == "m1 waits for your answer: couplet answers review m1\n")
    await program.done("answers review m1 - --couple dana-rob", input: "asked apart")
    #expect(await program.run("today").errors.isEmpty)
  }

  @Test func itIsSaidOnceADayAndNotInEachCouplesHour() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111112 --mode screen")
    program.isInteractive = true
    let said = "m1 waits for your answer: couplet answers review m1\n"
    #expect(await program.run("couple list").errors == said)
    #expect(await program.run("couple list").errors.isEmpty)
    #expect(await program.run("today").errors == said)
    program.now = try #require(Instant("2026-11-24T08:00:00Z"))
    #expect(await program.run("couple list").errors == said)
    // Where no home folder is known nothing can be remembered, and nothing is written anywhere else.
    for _ in 1...2 { #expect(await program.run(["couple", "list"], environment: ["HOME": ""]).errors == said) }
  }

  @Test func aSheetOfTheOtherPartnerMovesWithItsAudience() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob gad-7 --member Dana --answers 1111111")
    let moved = await program.done("answers fix m1 --member Rob --on 2026-11-20 --confirm dana-rob")
    #expect(moved.contains("Fri 2026-11-20 · gad-7 · Rob") && moved.contains("may be shown to: Rob only"))
    #expect(await program.done("answers list dana-rob --audience Dana --json") == "[]\n")
    await program.done("undo --confirm dana-rob")
    #expect(await program.done("answers list dana-rob --audience Rob --json") == "[]\n")
  }

  @Test func chartsAreColoredOnlyWhereAskedFor() async throws {
    let program = try TestProgram()
    await program.withCouple()
    for (day, total) in [("2026-10-01", 38), ("2026-11-16", 50)] {
      await program.done("measure dana-rob rdas --member Dana --total \(total) --on \(day)")
    }
    let plain = await program.done("score dana-rob rdas")
    let colored = await program.done("score dana-rob rdas --color always")
    #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[36m●\u{1B}[0m"))
    let stripped = ["\u{1B}[36m", "\u{1B}[35m", "\u{1B}[0m"].reduce(colored) {
      $0.replacingOccurrences(of: $1, with: "")
    }
    #expect(stripped == plain)
  }

  @Test func theCounselorsPromptIsNotBesideAPageForOthers() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111112")
    for view in ["--audience joint", "--audience=Dana", "--desk"] {
      #expect(await program.ask("session list dana-rob \(view)", answers: []).errors.isEmpty, "\(view)")
    }
    #expect(await program.ask("session list dana-rob", answers: []).errors.contains("m1 waits"))
    await program.done("strike m1 --why 'of another couple'")
    #expect(await program.ask("session list dana-rob", answers: []).errors.isEmpty)
  }
}
