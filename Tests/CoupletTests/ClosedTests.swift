import Foundation
import Testing

@testable import couplet

/// What is said of a treatment that is over.
@Suite struct ClosedTests {
  @Test func whoSeparatedReadsNoClassAndNothingThatComesNext() async throws {
    let program = try TestProgram()
    await program.withCouple()
    for (day, dana, rob) in [("2026-11-02", 36, 39), ("2026-11-20", 51, 52)] {
      await program.done("measure dana-rob rdas --member Dana --total \(dana) --on \(day)")
      await program.done("measure dana-rob rdas --member Rob --total \(rob) --on \(day)")
    }
    await program.done("homework assign dana-rob say-it-back")
    await program.done("agenda add dana-rob --audience joint -", input: "the summer")
    await program.done("session plan dana-rob --on 2026-11-30")
    let open = await program.done("report dana-rob --page letter")
    #expect(open.contains("clearly better") && open.contains("We meet again") && open.contains("the summer"))
    await program.done("couple close dana-rob --outcome separated --why 'both said so' --yes")
    for page in ["letter", "closing --audience joint", "progress --audience joint"] {
      let closed = await program.done("report dana-rob --page \(page)")
      #expect(closed.contains("36") || page == "letter")
      for words in ["clearly better", "We meet again", "the summer"] {
        #expect(!closed.contains(words), "\(page): \(words)")
      }
    }
    // A goal that was closed later was open at the end of the time asked for.
    await program.done("goal add dana-rob talk --on 2026-11-16")
    await program.done("goal close g1 --today 2026-11-22")
    #expect(await program.done("report dana-rob").contains("closed 2026-11-22"))
    #expect(!(await program.done("report dana-rob --until 2026-11-20")).contains("closed 2026"))
    let counselors = await program.done("report dana-rob")
    #expect(unwrapped(counselors).contains("they have separated: separating well is an outcome too"))
  }
}
