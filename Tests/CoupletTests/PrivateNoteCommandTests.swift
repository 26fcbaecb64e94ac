import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Psychotherapy notes are kept apart from everything else.
@Suite struct PrivateNoteCommandTests {
  /// One of a session and one of the couple.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session plan dana-rob --on 2026-11-24")
    await program.done("note add s1 -", input: "They spoke of money.")
    await program.done("private add s1 -", input: "My reading: the kumquat.")
    await program.done("private add dana-rob - --today 2026-11-20", input: "The kumquat again.")
    return program
  }

  @Test func haveIDsOfTheirOwnAndAreShownOneByOne() async throws {
    let program = try await Self.practice()
    #expect(
      await program.done("private list dana-rob") == """
        dana-rob · Dana Reyes & Rob Reyes
        id  date            session
        ───────────────────────────
        x1  Mon 2026-11-16  s1
        x2  Fri 2026-11-20

        """)
    #expect(
      await program.done("private show x1") == """
        dana-rob · Dana Reyes & Rob Reyes · s1 · Mon 2026-11-16 · conjoint · x1
        psychotherapy note · kept apart from everything else

        My reading: the kumquat.

        """)
    #expect(await program.done("private show x2").hasPrefix("dana-rob · Dana Reyes & Rob Reyes · x2\n"))
    // Without text, but where one is shown.
    #expect(!(await program.done("private list dana-rob --json")).contains("text"))
    #expect(
      await program.done("private show x1 --json") == """
        {
          "id": "x1",
          "session": "s1",
          "couple": "dana-rob",
          "date": "2026-11-16",
          "text": "My reading: the kumquat."
        }

        """)
    #expect(await program.done("private list dana-rob --today 2026-11-19").contains("x1"))
    #expect(!(await program.done("private list dana-rob --today 2026-11-19")).contains("x2"))
  }

  @Test func addingPrintsNoText() async throws {
    let program = try await Self.practice()
    let added = await program.done("private add dana-rob@2026-11-16 -", input: "Another kumquat.")
    #expect(added == "x3 · dana-rob · Mon 2026-11-16 · psychotherapy note\n    kept apart from everything else\n")
    #expect(!(await program.done("private add s1 - --json", input: "Another kumquat.")).contains("kumquat"))
    #expect(!(await program.done("private edit x1 - --json", input: "Yet another kumquat.")).contains("kumquat"))
  }

  @Test func anEditReplacesTheText() async throws {
    let program = try await Self.practice()
    await program.done("private edit x1 -", input: "Another reading.")
    #expect(await program.done("private show x1").hasSuffix("\n\nAnother reading.\n"))
    await program.done("undo")
    #expect(await program.done("private show x1").contains("kumquat"))
  }

  @Test func theirNumbersLeaveNoGapElsewhere() async throws {
    let program = try await Self.practice()
    #expect(await program.done("note add s1 -", input: "more").hasPrefix("n2 "))
  }

  /// Everything else that prints, for the counselor herself.
  private static let everythingElse = [
    "search kumquat", "search kumqat", "search kumquat --in notes", "search 'kumq*' --json", "brief dana-rob",
    "brief dana-rob --json", "report dana-rob", "report dana-rob --format json", "report dana-rob --format csv",
    "session show s1", "session show s1 --json", "note list dana-rob", "note list dana-rob --json",
    "couple show dana-rob",
    "couple show dana-rob --json", "today", "today --json", "log", "log dana-rob --json", "undo --list",
    "undo --list --json", "score dana-rob", "check", "couple list --json", "session list dana-rob --json",
    "jot list dana-rob",
  ]

  @Test func areInNothingElse() async throws {
    let program = try await Self.practice()
    for line in Self.everythingElse {
      let result = await program.run(line)
      let all = (result.output + result.errors).lowercased()
      #expect(result.status == (line.hasPrefix("search") ? 1 : 0), "\(line)")
      #expect(!all.contains("kumquat"), "\(line)")
      #expect(!all.contains(/\bx\d\b/), "\(line)")
    }
  }

  @Test func theJournalSaysWhoseAndNoMore() async throws {
    let program = try await Self.practice()
    let log = await program.done("log dana-rob")
    #expect(log.matches(of: /private add +dana-rob *\n/).count == 2)
    #expect(await program.done("undo") == "undone: j8 private add · dana-rob\n")
    #expect(await program.run("private show x2").status == 1)
  }

  @Test func anUndoneOnesIDIsNotGivenAgain() async throws {
    let program = try await Self.practice()
    await program.done("undo")
    #expect(await program.done("private add dana-rob -", input: "Anew.").hasPrefix("x3 "))
  }

  @Test func forOthersThereAreNone() async throws {
    let program = try await Self.practice()
    for view in ["--desk", "--audience joint", "--audience Dana"] {
      #expect(await program.done("private list dana-rob \(view) --json") == "[]\n")
      try await program.expect(Refusal("private show x1 \(view)", 1, "error: there is no psychotherapy note x1"))
      try await program.expect(Refusal("private show x9 \(view)", 1, "error: there is no psychotherapy note x9"))
    }
  }

  // MARK: Refusals

  /// The fields that the law keeps in the session note, as options.
  @Test(arguments: [
    "at", "minutes", "mode", "kind", "frequency", "format", "medication", "total", "scale", "diagnosis", "status",
    "plan", "symptoms", "prognosis", "progress",
  ])
  func aFieldOfTheSessionNoteIsNoOption(_ name: String) async throws {
    let program = try await Self.practice()
    let errors = """
      error: \(name): a psychotherapy note doesn't hold it
      hint: the law (45 CFR 164.501) keeps times, modality, medication, test results, diagnosis, status, plan, \
      symptoms, prognosis and progress in the session note
      """
    try await program.expect(Refusal("private add s1 - --\(name) x", input: "Mine.", 64, errors))
    try await program.expect(Refusal("private edit x1 - --\(name) x", input: "Mine.", 64, errors))
  }

  private static func field(_ line: Int, _ what: String) -> String {
    "error: psychotherapy note: line \(line) is a field for \(what)\n"
      + "hint: the law (45 CFR 164.501) keeps that in the session note; left there, this one may be kept apart"
  }

  private static let refusals = [
    Refusal("private add s1 -", input: "Mine.\nDiagnosis: F43.2", 65, field(2, "diagnosis")),
    Refusal("private add dana-rob -", input: "## Plan\n\nA walk.", 65, field(1, "treatment plan")),
    Refusal("private edit x1 -", input: "Mine.\n\n- Meds: none", 65, field(3, "medication")),
    Refusal("private add s1 -", input: "\n", 65, "error: psychotherapy note: is empty"),
    Refusal(
      "private add s1", 64,
      "error: psychotherapy note: the text is missing\nhint: give - and write it to standard input"),
    Refusal(
      "private add s1 mine", 64,
      "error: psychotherapy note: text isn't taken from the command line\n"
        + "hint: leave it out to be asked, or give - and write it to standard input"),
    Refusal("private add s9 -", input: "x", 1, "error: there is no session s9"),
    Refusal("private add n1 -", input: "x", 1, "error: n1 is a note, not a session"),
    Refusal(
      "private add s2 -", input: "x", 65, "error: session: s2 is planned for 2026-11-24, after 2026-11-23"),
    Refusal("private add s1 - --couple eve-max", input: "x", 1, "error: s1 is not in the chart of eve-max"),
    Refusal(
      "private add dana-rob - --couple eve-max", input: "x", 1,
      "error: couple: 'dana-rob' is another couple than --couple says"),
    Refusal("private show x9", 1, "error: there is no psychotherapy note x9"),
    Refusal("private show n1", 1, "error: n1 is a note, not a psychotherapy note"),
    Refusal("private show one", 64, "error: 'one' is no id of a psychotherapy note\nhint: it looks like x12"),
    Refusal("private show x1 --couple eve-max", 1, "error: x1 is not in the chart of eve-max"),
    Refusal("private show x2 --today 2026-11-19", 1, "error: there is no psychotherapy note x2"),
    Refusal("private edit x9 -", input: "x", 1, "error: there is no psychotherapy note x9"),
    Refusal("private edit x1 - --couple eve-max", input: "x", 1, "error: x1 is not in the chart of eve-max"),
    Refusal("note show x1", 1, "error: x1 is a psychotherapy note, not a note"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }
}
