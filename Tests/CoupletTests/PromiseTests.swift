import CoupletCore
import Testing

@testable import couplet

/// Promises: their days, what each says became of them, and what came after.
@Suite struct PromiseCommandTests {
  /// p1, due on 2026-11-20, and p2, without a day.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("promise add dana-rob --by Rob --to Dana --due 2026-11-20 --on 2026-11-10 'home by six'")
    await program.done("promise add dana-rob --by Dana --on 2026-11-10 'no phone at dinner'")
    return program
  }

  @Test func theSizeIsPrinted() async throws {
    let program = try await Self.practice()
    #expect(
      await program.done("promise add dana-rob --by Rob --size small 'the bins'") == """
        p3 · dana-rob · Mon 2026-11-23 · promise · by Rob · small
            may be shown to: both partners

        """)
    #expect(await program.done("promise list dana-rob --json").contains("\"size\": \"small\""))
    #expect(await program.done("report dana-rob").contains("p3 Rob: the bins (2026-11-23, small)"))
  }

  @Test func aNewDayMovesItAndTheOldOneStaysSeen() async throws {
    let program = try await Self.practice()
    #expect(
      await program.done("promise renegotiated p1 --says Rob --on 2026-11-18 --due 2026-11-27") == """
        p1 · dana-rob · Wed 2026-11-18 · Rob says: renegotiated · new day Fri 2026-11-27
            may be shown to: both partners

        """)
    await program.done("promise mark p1 Dana=renegotiated --due 2026-11-27 --on 2026-11-19")
    #expect(
      await program.done("promise show p1") == """
        dana-rob · Dana Reyes & Rob Reyes
        promise    p1
        made       Tue 2026-11-10
        by         Rob
        to         Dana
        due        Fri 2026-11-27
                   was due 2026-11-20, moved on 2026-11-19 to 2026-11-27
        shown to   both partners
        words      home by six
        said       2026-11-18 Rob says: renegotiated, new day 2026-11-27
        said       2026-11-19 Dana says: renegotiated, new day 2026-11-27

        """)
    #expect(await program.done("promise list dana-rob").contains("2026-11-27"))
    #expect(
      await program.done("report dana-rob").split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "(2026-11-10, due 2026-11-27; was due 2026-11-20, moved on 2026-11-19 to 2026-11-27)"))
    // It is open again, and by the new day it may be moved once more.
    #expect(await program.done("brief dana-rob").contains("due 2026-11-27"))
    await program.done("promise renegotiated p1 --says Rob --due 2026-11-30")
    let before = try UndoWalkTests.dump(program.path)
    await program.done("promise mark p1 Dana=kept Rob=kept")
    await program.done("undo")
    #expect(try UndoWalkTests.dump(program.path) == before)
    // As it was on that day.
    #expect(await program.done("promise show p1 --today 2026-11-17").contains("due        Fri 2026-11-20"))
  }

  @Test func aRepairAfterAMiss() async throws {
    let program = try await Self.practice()
    await program.done("promise missed p1 --says Dana --on 2026-11-20")
    #expect(
      await program.done("promise repaired p1 --says Dana --on 2026-11-21 -", input: "He rang and said sorry.") == """
        p1 · dana-rob · Sat 2026-11-21 · Dana says: repaired
            may be shown to: both partners

        """)
    await program.done("promise repaired p1")
    let page = await program.done("promise show p1")
    #expect(page.contains("repaired   2026-11-21 Dana says: He rang and said sorry.\n"))
    #expect(page.contains("repaired   2026-11-23 the counselor's record\n"))
    #expect(await program.done("promise list dana-rob").contains("Dana: missed"))
    #expect(await program.done("brief dana-rob").contains("(Dana says missed, repaired, due 2026-11-20)"))
    let report = await program.done("report dana-rob")
    #expect(report.contains("Rob's promises, as Dana says: kept 0 of 1"))
    #expect(report.contains("repaired on 2026-11-21, Dana says"))
    #expect(report.contains("of 1 missed or only partly kept: repaired 1, renegotiated afterwards 0"))
  }

  @Test func othersReadNoWordOfARepairNorWhoSaysWhat() async throws {
    let program = try await Self.practice()
    await program.done("promise missed p1 --says Dana --on 2026-11-20")
    await program.done("promise repaired p1 --says Dana --on 2026-11-21 -", input: "kumquat")
    for view in ["--audience joint", "--audience Dana", "--audience Rob", "--desk"] {
      let page = await program.done("promise show p1 \(view)")
      #expect(page.contains("said       said by one of you so far, put right afterwards\n"), "\(view)")
      for line in ["promise show p1", "promise show p1 --json", "promise list dana-rob --json"] {
        let text = await program.done("\(line) \(view)")
        #expect(!text.contains(#/kumquat|missed|2026-11-21|"p1"|p1\b/#), "\(line) \(view)")
      }
      #expect(await program.done("report dana-rob \(view)").contains("put right afterwards: 1"))
    }
  }

  @Test func whoSaysSoIsAskedFor() async throws {
    let program = try await Self.practice()
    await program.done("promise missed p1 --says Dana")
    #expect(await program.ask("promise repaired p1", answers: ["y", "Dana"]).output.contains("Dana says: repaired"))
    #expect(
      await program.ask("promise repaired p1", answers: ["y", ""]).output.contains("counselor's record: repaired"))
  }

  @Test func anotherCouplesPromiseIsNotThereForOthers() async throws {
    let program = try await Self.practice()
    await program.done("promise add eve-max --by Eve 'the keys'")
    await program.done("promise add dana-rob --by Rob --audience Rob 'his own'")
    for (id, view) in [("p4", "--audience Dana"), ("p9", "--audience Dana"), ("p9", "--desk")] {
      try await program.expect(Refusal("promise show \(id) \(view)", 1, "error: there is no promise \(id)"))
    }
    try await program.expect(
      Refusal("promise show p3 --audience Dana --couple dana-rob", 1, "error: there is no promise p3"))
    #expect(await program.done("promise show p4 --audience Rob").contains("his own"))
  }

  private static let refusals = [
    Refusal(
      "promise renegotiated p1 --says Rob --on 2026-11-21", 1,
      "error: renegotiated: p1 was due on 2026-11-20, before 2026-11-21\nhint: kept, partly or missed"),
    Refusal(
      "promise renegotiated p2 --says Rob --due 2026-11-22", 65,
      "error: due: 2026-11-22 lies before the day it was agreed anew, 2026-11-23"),
    Refusal(
      "promise mark p2 Rob=kept --due 2026-11-27", 64,
      "error: due: a new day by which belongs to NAME=renegotiated"),
    Refusal("promise mark p2 Rob=kept Rob=missed", 64, "error: mark: somebody is named twice"),
    Refusal(
      "promise mark p2 Rob=kept --on 2026-11-09", 65,
      "error: on: 2026-11-09 lies before the promise was made, 2026-11-10"),
    Refusal(
      "promise repaired p2", 1,
      "error: repaired: nothing says that p2 was missed, or only partly kept, up to 2026-11-23\n"
        + "hint: couplet promise missed or promise partly comes first"),
    Refusal(
      "promise repaired p2 --on 2026-11-09", 65,
      "error: on: 2026-11-09 lies before the promise was made, 2026-11-10"),
    Refusal("promise repaired p2 --on 2026-11-24", 65, "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "promise repaired p2 sorry", 64,
      "error: repair: text isn't taken from the command line\n"
        + "hint: leave it out to be asked, or give - and write it to standard input"),
    Refusal("promise repaired p2 -", input: " \n", 65, "error: repair: is empty"),
    Refusal(
      "promise repaired p2 --says Max", 1,
      "error: says: 'Max' is not a member of dana-rob\n  c1 Dana Reyes\n  c2 Rob Reyes\n"
        + "hint: Max Noll is in eve-max"),
    Refusal("promise repaired p9", 1, "error: there is no promise p9"),
    Refusal("promise repaired s1", 1, "error: s1 is a session, not a promise"),
    Refusal("promise repaired p2 --couple eve-max", 1, "error: p2 is not in the chart of eve-max"),
    Refusal("promise show p2 --couple eve-max", 1, "error: p2 is not in the chart of eve-max"),
    Refusal(
      "promise add dana-rob --by Rob --size huge 'x'", 64,
      "error: the value 'huge' is invalid for '--size <size>'\n"
        + "hint: please provide one of 'small', 'middling' or 'large'"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }
}
