import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Changing who a record may be shown to.
@Suite struct AudienceChangeTests {
  /// A session of both with a note, and one of Rob with a note.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    await program.done("note add s1 -", input: "Both spoke of money.")
    await program.done("note add s2 -", input: "He spoke of\nthe kumquat.")
    return program
  }

  private static let widening = """
    dana-rob · Dana Reyes & Rob Reyes
    becomes visible to Dana:
      dana-rob · Dana Reyes & Rob Reyes · s2 · Fri 2026-11-20 · conjoint · n2
      narrative · draft, written 3 days late · may be shown to: Rob only

      He spoke of
      the kumquat.
    This can't be undone.

    """

  /// The same as a script collects it: ids alone.
  private static let idsAlone = "becomes visible to c1: n2\nThis can't be undone.\n"

  // MARK: Wider

  @Test func wideningWantsTheHandleTyped() async throws {
    let program = try await Self.practice()
    let line = "audience n2 joint --why 'both asked' --couple dana-rob"
    let question = "Type the couple's handle to go on: "
    let wrong = "error: confirm: that is not the couple's handle; nothing was changed\n"
    let before = try UndoWalkTests.dump(program.path)
    for answer in ["", "y", "yes", "Dana & Rob", "eve-max"] {
      let refused = await program.ask(line, answers: [answer])
      #expect(refused.status == 1 && refused.errors == Self.widening + question + wrong, "\(answer)")
    }
    // Not even --yes stands for it.
    let unasked = await program.ask(line + " --yes --no-input", answers: [])
    #expect(unasked.status == 1)
    #expect(
      unasked.errors.hasSuffix("error: confirm: the handle is missing; nothing was changed\nhint: --confirm dana-rob\n")
    )
    #expect(try UndoWalkTests.dump(program.path) == before)
    let done = await program.ask(line, answers: [" dana-rob "])
    #expect(done.status == 0 && done.errors == Self.widening + question)
    #expect(done.output == "n2 · dana-rob · Fri 2026-11-20 · note · may be shown to: both partners\n")
    #expect(await program.done("note show n2 --audience Dana").contains("kumquat"))
  }

  @Test func wideningCantBeUndone() async throws {
    let program = try await Self.practice()
    let widened = await program.run("audience n2 joint --why 'both asked' --confirm dana-rob")
    #expect(widened.status == 0 && widened.errors == Self.idsAlone)
    try await program.expect(
      Refusal(
        "undo", 1,
        "error: the last command can't be taken back: j8 audience · dana-rob · n2\n"
          + "hint: nor can what was done before it"
      ))
  }

  @Test func fromOneToTheOtherIsWideningToo() async throws {
    let program = try await Self.practice()
    try await program.expect(
      Refusal(
        "audience n2 Dana --why 'it is hers'", 1,
        Self.idsAlone + "error: confirm: the handle is missing; nothing was changed\nhint: --confirm dana-rob"))
    await program.done("audience n2 Dana --why 'it is hers' --confirm dana-rob")
    #expect(await program.run("note show n2 --audience Rob").status == 1)
    #expect(await program.run("note show n2 --audience Dana").status == 0)
  }

  @Test func toBothItSaysBoth() async throws {
    let program = try await Self.practice()
    await program.done("entry add dana-rob --kind need --audience counselor -", input: "a quiet hour")
    let result = await program.ask("audience e1 joint --why 'both asked' --confirm dana-rob", answers: ["y"])
    #expect(result.errors.contains("becomes visible to Dana and Rob:\n  e1 · Mon 2026-11-23 · need\n  a quiet hour\n"))
  }

  @Test func aWidenedSessionLeavesItsNotesAsTheyWere() async throws {
    let program = try await Self.practice()
    await program.done("audience s2 joint --why 'both asked' --confirm dana-rob")
    #expect(await program.done("session list dana-rob --audience Dana --json").matches(of: /"date"/).count == 2)
    #expect(await program.run("note show n2 --audience Dana").status == 1)
  }

  // MARK: Narrower

  @Test func narrowingIsDoneAtOnceAndCanBeUndone() async throws {
    let program = try await Self.practice()
    let before = try UndoWalkTests.dump(program.path)
    let narrowed = await program.run("audience n1 Rob --why 'his after all'")
    #expect(narrowed.status == 0 && narrowed.errors.isEmpty)
    #expect(narrowed.output == "n1 · dana-rob · Mon 2026-11-16 · note · may be shown to: Rob only\n")
    #expect(await program.run("note show n1 --audience Dana").status == 1)
    await program.done("undo --confirm dana-rob")
    #expect(try UndoWalkTests.dump(program.path) == before)
  }

  @Test func whatWentOutIsNamed() async throws {
    let program = try await Self.practice()
    func report(_ audience: String, _ name: String, _ more: String = "") async {
      await program.done("report dana-rob --audience \(audience) -o \(program.folder)/\(name).txt \(more)")
    }
    await report("joint", "a", "--to-whom 'both, by hand'")
    await report("Dana", "b")
    await report("Rob", "c", "--to-whom Rob")
    await report("counselor", "d")
    let log = await program.done("log dana-rob --disclosures")
    #expect(
      log == """
        dana-rob · Dana Reyes & Rob Reyes
        left        page    as of       for         given to
        ─────────────────────────────────────────────────────────
        2026-11-23  report  2026-11-23  joint       both, by hand
        2026-11-23  report  2026-11-23  Dana Reyes
        2026-11-23  report  2026-11-23  Rob Reyes   Rob
        2026-11-23  report  2026-11-23  counselor

        """)
    let toRob = await program.run("audience n1 Rob --why 'his after all'")
    #expect(
      toRob.errors == """
        went out already: report of Mon 2026-11-23, for both partners, given to both, by hand
        went out already: report of Mon 2026-11-23, for Dana only

        """)
    await program.done("undo --confirm dana-rob")
    let toCounselor = await program.run("audience n1 counselor --why 'not theirs' --json")
    #expect(toCounselor.errors.matches(of: /went out already/).count == 3)
    #expect(
      toCounselor.output.matches(of: /"audience": "(.*)"/).map { String($0.1) } == [
        "counselor", "joint", "Dana Reyes", "Rob Reyes",
      ])
    // A page that left before the record was written doesn't have it.
    program.now = try #require(Instant("2026-11-23T13:05:00Z"))
    await program.done("win add dana-rob 'home early'")
    #expect(await program.run("audience w1 counselor --why 'not theirs'").errors.isEmpty)
  }

  @Test func aDisclosureStaysWhateverIsUndone() async throws {
    let program = try await Self.practice()
    await program.done("report dana-rob --audience joint -o \(program.folder)/a.txt")
    await program.done("undo")
    #expect(await program.done("log dana-rob --disclosures").contains("joint"))
    #expect(await program.run("note show n2").status == 1)
    #expect(await program.done("log eve-max --disclosures --json") == "[]\n")
  }

  @Test func aNarrowedSessionTakesItsNotesAlong() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 --audience counselor -", input: "mine")
    await program.done("note add s1 --audience Dana -", input: "hers")
    let narrowed = await program.done("audience s1 Rob --why 'she was not there'")
    #expect(
      narrowed == """
        s1 · dana-rob · Mon 2026-11-16 · session · may be shown to: Rob only
        with it: n1 n4

        """)
    let notes = await program.done("note list dana-rob --json")
    // Hers is nobody's now: it was never his.
    #expect(
      notes.matches(of: /"audience": "(.*)"/).map { String($0.1) } == [
        "Rob Reyes", "counselor", "counselor", "Rob Reyes",
      ])
    #expect(await program.done("note list dana-rob --audience Dana --json") == "[]\n")
  }

  // MARK: Refusals

  private static let missingWhy =
    "error: why: is missing\nhint: give --why TEXT, or --why - and write it to standard input"

  private static let refusals = [
    Refusal("audience n1 joint", 64, missingWhy),
    Refusal("audience n1 --why x", 64, "error: audience: is missing\nhint: give joint, counselor or NAME"),
    Refusal("audience n1 counselor --why ''", 65, "error: why: is empty"),
    Refusal("audience n1 joint --why x", 1, "error: audience: n1 may be shown to both partners already"),
    Refusal("audience n2 rob --why x", 1, "error: audience: n2 may be shown to Rob only already"),
    Refusal(
      "audience n1 Max --why x", 1,
      "error: audience: 'Max' is not a member of dana-rob\n  c1 Dana Reyes\n  c2 Rob Reyes\n"
        + "hint: Max Noll is in eve-max"),
    Refusal("audience n9 joint --why x", 1, "error: there is no note n9"),
    Refusal("audience c1 joint --why x", 64, "error: 'c1' is no id of a record in a chart\nhint: it looks like n12"),
    Refusal(
      "audience x1 joint --why x", 1,
      "error: x1 stands in no chart\nhint: couplet private move and private edit change psychotherapy notes"),
    Refusal("audience n1 counselor --why x --couple eve-max", 1, "error: n1 is not in the chart of eve-max"),
    Refusal(
      "audience n2 joint --why x", 1,
      idsAlone + "error: confirm: the handle is missing; nothing was changed\nhint: --confirm dana-rob"),
    Refusal(
      "audience n2 joint --why x --confirm eve-max", 1,
      idsAlone + "error: confirm: that is not the couple's handle; nothing was changed"),
    Refusal(
      "audience r1 joint --why x --confirm dana-rob", 1, "error: audience: a risk entry is the counselor's only"),
    Refusal("audience o1 Rob --why x --confirm dana-rob", 1, "error: audience: a held item is the counselor's only"),
    Refusal("audience e1 Dana --why x --confirm dana-rob", 1, "error: audience: a tally is the counselor's only"),
    Refusal(
      "audience e2 joint --why x --confirm dana-rob", 1, "error: audience: talk of leaving is the counselor's only"),
    Refusal("audience m2 Rob --why x --confirm dana-rob", 1, "error: audience: alliance is the counselor's only"),
    Refusal(
      "audience y1 joint --why x --confirm dana-rob", 1,
      "error: audience: y1 was said with one partner alone in the room, and stays theirs"),
    Refusal("log --disclosures", 64, "error: log: --disclosures goes with a couple, and with nothing else"),
    Refusal(
      "log dana-rob --disclosures --head", 64, "error: log: --disclosures goes with a couple, and with nothing else"),
    Refusal("report dana-rob --to-whom Rob", 64, "error: to-whom: goes with -o or --print"),
  ]

  @Test func refusesInTheseWords() async throws {
    let program = try await Self.practice()
    await program.done("risk add dana-rob --member Rob --kind violence -", input: "pushed her")
    await program.done("held add dana-rob --by Rob -", input: "told alone")
    await program.done("tally s1 --member Dana --contempt 1")
    await program.done("entry add dana-rob --kind leaving --by Rob -", input: "of a flat")
    await program.done("rate dana-rob Rob 1 1 1 1 1 1 1 1 a2")
    await program.done("session live dana-rob --present Rob", input: "a line he said")
    try await program.expect(Self.refusals)
  }
}
