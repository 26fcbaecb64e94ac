import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Signing a note, and adding to it.
@Suite struct SigningCommandTests {
  /// A signed note of s1, a draft of s2, and another couple.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add dana-rob --on 2026-11-20 --at 10:00")
    await program.done("note add s1 -", input: "They spoke of money.")
    await program.done("note add s2 -", input: "They spoke of rent.")
    await program.done("jot dana-rob -", input: "a line")
    await program.done("note sign n1")
    return program
  }

  private static let refusals = [
    Refusal("note sign n1", 1, "error: n1 was signed on 2026-11-23\nhint: couplet note amend n1 adds to it"),
    Refusal("note sign n2 n2", 64, "error: note: n2 is named twice"),
    Refusal("note sign n9", 1, "error: there is no note n9"),
    Refusal("note sign y1", 1, "error: y1 is a jot, not a note"),
    Refusal("note sign two", 64, "error: 'two' is no id of a note\nhint: it looks like n12"),
    Refusal("note sign n2 --couple eve-max", 1, "error: n2 is not in the chart of eve-max"),
    Refusal(
      "note edit n1 -", input: "other", 1,
      "error: n1 was signed on 2026-11-23\nhint: couplet note amend n1 adds to it"),
    Refusal(
      "note amend n2 --kind addendum --why later -", input: "more", 1,
      "error: n2 is a draft\nhint: couplet note edit n2 changes its text"),
    Refusal("note amend n1 --kind addendum --why ' ' -", input: "more", 65, "error: why: is empty"),
    Refusal("note amend n1 --kind addendum --why later -", input: "\n", 65, "error: addendum: is empty"),
    Refusal(
      "note amend n1 --kind addendum --why later", 64,
      "error: addendum: the text is missing\nhint: give - and write it to standard input"),
    Refusal(
      "note amend n1 --kind addendum --why later more", 64,
      "error: addendum: text isn't taken from the command line\n"
        + "hint: leave it out to be asked, or give - and write it to standard input"),
    Refusal(
      "note amend n1 --why later -", input: "more", 64,
      "error: kind: is missing\nhint: give --kind and one of addendum, correction, late-entry"),
    Refusal(
      "note amend n1 --kind addendum -", input: "more", 64,
      "error: why: is missing\nhint: give --why TEXT, or --why - and write it to standard input"),
    Refusal(
      "note amend n1 --kind addendum --why later - --couple eve-max", input: "more", 1,
      "error: n1 is not in the chart of eve-max"),
    Refusal(
      "session edit s1 --on 2026-11-15", 1,
      "error: on: n1 of s1 is signed, which fixes its day\n"
        + "hint: couplet strike s1 --why TEXT marks the session as entered in error"),
    Refusal(
      "undo", 1,
      "error: the last command can't be taken back: j9 note sign · dana-rob · n1\n"
        + "hint: nor can what was done before it"
    ),
    Refusal("counselor --sign-within 0", 65, "error: sign-within: 0 is outside 1 to 365"),
    Refusal("counselor --sign-within 366", 65, "error: sign-within: 366 is outside 1 to 365"),
    Refusal("counselor --name ''", 65, "error: name: is empty"),
    Refusal("counselor --credential ''", 65, "error: credential: is empty"),
    Refusal(
      "counselor --note-format nope", 1, "error: there is no format 'nope'\nhint: couplet note formats shows them all"),
  ]

  @Test func refusesInTheseWords() async throws {
    let program = try await Self.practice()
    try await program.expect(Self.refusals)
  }

  @Test(arguments: ["note sign n1", "note sign n1 --yes"]) func withoutANameNothingIsSigned(_ line: String) async throws
  {
    let program = try TestProgram()
    await program.done("init --plain")
    await program.done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
    await program.done("session add dana-rob --on 2026-11-16")
    await program.done("note add s1 -", input: "They spoke of money.")
    #expect(await program.done("counselor").hasPrefix("name         none: nothing can be signed\n"))
    try await program.expect(
      Refusal(line, 1, "error: sign: the practice has no counselor's name\nhint: couplet counselor --name NAME"))
    await program.done("counselor --name 'Ada Voss'")
    await program.done(line)
    #expect(await program.done("note show n1").contains("signed Mon 2026-11-23 14:02 by Ada Voss\n"))
  }

  @Test func takesTheClockAlsoUnderToday() async throws {
    let program = try await Self.practice()
    await program.done("counselor --credential LMFT")
    await program.done("note sign n2 --today 2026-11-21")
    let page = await program.done("note show n2")
    #expect(page.contains("signed Mon 2026-11-23 14:02 by Ada Voss, LMFT\n"))
    let json = await program.done("note show n2 --json")
    #expect(json.contains("\"at\": \"2026-11-23T13:02:11Z\""))
    #expect(json.contains("\"author\": \"Ada Voss\""))
    #expect(json.contains("\"credential\": \"LMFT\""))
    #expect(json.contains("\"zone\": \"Europe/Berlin\""))
    // What was signed keeps the name of then.
    await program.done("counselor --name 'Ada B. Voss'")
    #expect(await program.done("note show n2") == page)
  }

  /// The digest as computed elsewhere over the form of this note.
  @Test func theDigestIsThatOfTheForm() async throws {
    let program = try await Self.practice()
    let digest = "a8b93cfac1876091b4becf94d4fc753c703d0ba8fef9ab1c673b2226863c5f19"
    #expect(await program.done("note show n1").contains("    SHA-256 \(digest)\n"))
    #expect(await program.done("note show n1 --json").contains("\"sha256\": \"\(digest)\""))
    // It tells nobody else anything.
    for view in ["--audience Dana", "--desk"] {
      #expect(!(await program.done("note show n1 \(view) --json")).contains(digest))
      #expect(!(await program.done("note show n1 \(view)")).contains("SHA-256"))
    }
  }

  @Test(arguments: [("2026-11-21", nil), ("2026-11-20", 3), ("2026-11-22", nil)])
  func lateIsMoreThanTwoDaysByTheClock(_ day: String, _ late: Int?) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --on \(day) --at 10:00")
    for today in ["2026-11-22", "2026-11-23"] {
      await program.done("note add s2 - --today \(today)", input: "They spoke of rent.")
    }
    for id in ["n1", "n2"] {
      #expect(await program.done("note show \(id)").contains("days late") == (late != nil))
      #expect(
        await program.done("note show \(id) --json").contains("\"days_late\": \(late.map(String.init) ?? "null")"))
    }
    let state = late.map { "draft, written \($0) days late" } ?? "draft"
    #expect(await program.done("note show n1").contains("narrative · \(state) · may be shown to: both partners\n"))
    await program.done("note sign n1 n2")
    let signed = late.map { "signed, written \($0) days late" } ?? "signed"
    #expect(await program.done("note show n1").contains("narrative · \(signed) · may be shown to: both partners\n"))
    #expect(!(await program.done("note show n1 --audience Dana")).contains("late"))
    #expect(await program.done("note show n1 --audience Dana --json").contains("\"days_late\": null"))
  }

  @Test func draftsOlderThanTheSetDaysAreMarked() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 -", input: "a second look")
    func drafts(_ today: String) async -> [String] {
      await program.done("today --today \(today)").split(separator: "\n").filter { $0.contains("· n") }.map(String.init)
    }
    #expect(
      await drafts("2026-11-23") == [
        "  dana-rob       Mon 2026-11-16 · n3", "  dana-rob       Fri 2026-11-20 · n2",
      ])
    #expect(
      await drafts("2026-11-24") == [
        "  dana-rob       Mon 2026-11-16 · n3 · 8 days old, not signed", "  dana-rob       Fri 2026-11-20 · n2",
      ])
    #expect(await program.done("counselor --sign-within 3").contains("sign within  3 days\n"))
    #expect(
      await drafts("2026-11-24") == [
        "  dana-rob       Mon 2026-11-16 · n3 · 8 days old, not signed",
        "  dana-rob       Fri 2026-11-20 · n2 · 4 days old, not signed",
      ])
    #expect(!(await program.done("today --today 2026-11-24 --desk")).contains("not signed"))
    await program.done("note sign n2 n3")
    #expect(await drafts("2026-11-24") == [])
  }

  @Test func aTerminalShowsTheNoteAndAsks() async throws {
    let program = try await Self.practice()
    let page = await program.done("note show n2")
    let question = "Sign n2 of dana-rob · Dana Reyes & Rob Reyes? [y/N/e: edit] "
    let before = try UndoWalkTests.dump(program.path)
    for answers in [["n"], [""], []] {
      let refused = await program.ask("note sign n2 --couple dana-rob", answers: answers)
      #expect(refused.status == 1)
      #expect(refused.errors == page + question + "error: stopped; nothing was changed\n")
    }
    #expect(try UndoWalkTests.dump(program.path) == before)
    let signed = await program.ask("note sign n2 --couple dana-rob", answers: ["y"])
    #expect(signed.status == 0 && signed.errors == page + question)
    #expect(
      signed.output == """
        n2 · dana-rob · Fri 2026-11-20 · s2 · narrative · signed, written 3 days late
            may be shown to: both partners

        """)
  }

  @Test func yesSignsUnasked() async throws {
    let program = try await Self.practice()
    let signed = await program.ask("note sign n2 --yes --couple dana-rob", answers: [])
    #expect(signed.status == 0 && signed.errors.isEmpty)
  }

  @Test func ofSeveralEachIsAskedForAndOneNoKeepsAll() async throws {
    let program = try await Self.practice()
    await program.done("note add s2 -", input: "more of rent")
    let stopped = await program.ask("note sign n2 n3 --couple dana-rob", answers: ["y", "n"])
    #expect(stopped.status == 1)
    #expect(stopped.errors.contains("Sign n2 of") && stopped.errors.contains("Sign n3 of"))
    #expect(await program.done("note list dana-rob --unsigned --json").matches(of: /"state": "draft"/).count == 2)
    await program.done("note sign n2 n3")
    #expect(await program.done("note list dana-rob --unsigned --json") == "[]\n")
  }

  @Test func ofACoupleAllDraftsAreAskedForOneByOne() async throws {
    let program = try await Self.practice()
    await program.done("note add s2 -", input: "more of rent")
    await program.done("note add s2 -", input: "yet more")
    try await program.expect(
      Refusal(
        "note sign dana-rob", 1,
        """
        error: dana-rob has 3 drafts, which nobody has seen here
          n2 · Fri 2026-11-20
          n3 · Fri 2026-11-20
          n4 · Fri 2026-11-20
        hint: give the ids, or --yes for all
        """))
    // What is left unsigned stands in no other's way.
    let signed = await program.ask("note sign dana-rob", answers: ["y", "n", "y"])
    #expect(signed.status == 0, "\(signed.errors)")
    #expect(signed.output.contains("n2 ·") && !signed.output.contains("n3 ·") && signed.output.contains("n4 ·"))
    #expect(await program.done("note list dana-rob --unsigned --json").matches(of: /"id": "n3"/).count == 1)
    #expect(await program.ask("note sign dana-rob", answers: [""]).status == 1)
    await program.done("note sign dana-rob --yes")
    try await program.expect(Refusal("note sign dana-rob", 1, "error: dana-rob has no draft"))
  }

  /// One question a note, also far from today: `couplet note sign dana-rob`, and two keys for each.
  @Test func twoNotesAreSignedInThirtyOneKeys() async throws {
    let program = try await Self.practice()
    await program.done("note add s2 -", input: "more of rent")
    program.now = try #require(Instant("2026-12-23T13:02:11Z"))
    let signed = await program.ask("note sign dana-rob", answers: ["y", "y"])
    #expect(signed.status == 0 && program.answers.isEmpty, "\(signed.errors)")
    #expect("couplet note sign dana-rob\ny\ny\n".count <= 31)
    let one = await program.ask("note sign n2", answers: ["y"])
    #expect(!one.errors.contains("Go on?"))
  }

  @Test func whatIsMostlyEmptyIsSaidBeforeItIsSigned() async throws {
    let program = try await Self.practice()
    await program.done("note add s2 --format soap -", input: "## Subjective\nTired.\n## Plan\n")
    let said = "n3: 3 of the 4 parts of soap have nothing in them\n"
    let asked = await program.ask("note sign n3", answers: ["n"])
    #expect(asked.errors.contains(said + "Sign n3 of"), "\(asked.errors)")
    #expect(await program.run("note sign n3").errors == said)
    await program.done(
      "note add s2 --format soap -", input: "## Subjective\nTired.\n## Objective\nFlat.\n## Assessment\n## Plan\n")
    #expect(await program.run("note sign n4").errors.isEmpty)
  }

  @Test func anEditorOpensAtTheQuestion() async throws {
    let program = try await Self.practice()
    program.isInteractive = true
    program.answers = ["e", "y"]
    let signed = try await program.edit(
      "note sign n2 --couple dana-rob", editor: #"printf 'And of the heating.\n' >> "$1""#)
    #expect(signed.status == 0, "\(signed.errors)")
    #expect(signed.errors.matches(of: /Sign n2 of/).count == 2)
    #expect(await program.done("note show n2").contains("And of the heating."))
  }

  @Test(arguments: ["n9", "n1", "y1"]) func ofSeveralOneBadOneKeepsAll(_ bad: String) async throws {
    let program = try await Self.practice()
    for line in ["note sign n2 \(bad)", "note sign \(bad) n2"] {
      #expect(await program.run(line).status == 1)
      #expect(await program.done("note show n2 --json").contains("\"state\": \"draft\""))
    }
  }

  @Test func severalAsJSONAreAnArrayAndOneIsAnObject() async throws {
    let program = try await Self.practice()
    await program.done("note add s2 -", input: "more of rent")
    await program.done("note add s2 -", input: "yet more")
    #expect(await program.done("note sign n2 n3 --json").hasPrefix("[\n  {\n    \"id\": \"n2\""))
    #expect(await program.done("note sign n4 --json").hasPrefix("{\n  \"id\": \"n4\""))
  }

  @Test func whatIsAddedStandsBeneathWithItsDay() async throws {
    let program = try await Self.practice()
    let kinds = ["correction", "late-entry", "addendum"]
    for (place, kind) in kinds.enumerated() {
      program.now = try #require(Instant("2026-11-\(24 + place)T08:00:00Z"))
      await program.done("note amend n1 --kind \(kind) --why 'reason \(place)' -", input: "text \(place)")
    }
    let page = await program.done("note show n1 --audience joint")
    #expect(
      page == """
        dana-rob · Dana Reyes & Rob Reyes · Mon 2026-11-16 · conjoint
        narrative · signed · may be shown to: both partners

        They spoke of money.

        signed Mon 2026-11-23 14:02 by Ada Voss

        correction, Tue 2026-11-24 09:00 by Ada Voss
        text 0

        late-entry, Wed 2026-11-25 09:00 by Ada Voss
        text 1

        addendum, Thu 2026-11-26 09:00 by Ada Voss
        text 2

        """)
    let own = await program.done("note show n1")
    #expect(own.matches(of: /SHA-256 [0-9a-f]{64}\n/).count == 4)
    let json = await program.done("note show n1 --json")
    #expect(json.matches(of: /"kind": "(\S+)"/).map { String($0.1) } == kinds)
    #expect(await program.done("search 'text 2'").contains("n1 · dana-rob"))
    // What was added can't be taken back either.
    #expect(await program.run("undo").status == 1)
    // Why something was added is the counselor's.
    #expect(await program.done("note show n1").contains("\nwhy: reason 2\ntext 2\n"))
  }

  @Test func ofTheSessionOnlyTheDayIsFixed() async throws {
    let program = try await Self.practice()
    #expect(await program.run("session edit s1 --minutes 60").status == 1)
    #expect(await program.done("session edit s1 --minutes 60 --why 'it took longer'").contains("60 min"))
    #expect(await program.run("session edit s1 --on 2026-11-17 --why x").errors.contains("which fixes its day"))
    #expect(
      await program.done("session edit s1 --on 2026-11-16 --minutes 50 --why 'it did not'").contains("50 min"))
  }
}
