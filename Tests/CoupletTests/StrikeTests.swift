import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Records that were entered in error.
@Suite struct StrikeTests {
  /// A record of a kind, the command that adds it, and those that show it.
  private struct Sample: CustomTestStringConvertible {
    let name: String
    let line: String
    var input = ""
    let shownBy: [String]
    var testDescription: String { name }
  }

  private static let samples = [
    Sample(
      name: "draft", line: "note add s1 -", input: "The kumquat.",
      shownBy: ["note list dana-rob", "note list dana-rob --unsigned", "brief dana-rob", "today", "search kumquat"]),
    Sample(
      name: "session", line: "session add dana-rob --on 2026-11-20 --approach kumquat",
      shownBy: [
        "session list dana-rob", "session list --all", "brief dana-rob", "report dana-rob", "couple show dana-rob",
      ]),
    Sample(
      name: "planned session", line: "session plan dana-rob --on 2026-11-23",
      shownBy: ["session list dana-rob", "brief dana-rob", "today"]),
    Sample(
      name: "contact", line: "contact add dana-rob --with Rob -", input: "The kumquat.",
      shownBy: ["contact list dana-rob", "search kumquat"]),
    Sample(
      name: "entry", line: "entry add dana-rob --kind agreement --review 2026-11-23 -", input: "The kumquat.",
      shownBy: [
        "entry list dana-rob", "entry list dana-rob --kind agreement", "brief dana-rob", "report dana-rob", "today",
        "search kumquat",
      ]),
    Sample(
      name: "aim", line: "aim dana-rob Rob=separate", shownBy: ["report dana-rob"]),
    Sample(
      name: "win", line: "win add dana-rob 'the kumquat'",
      shownBy: ["win list dana-rob", "brief dana-rob", "report dana-rob", "search kumquat"]),
    Sample(
      name: "jot", line: "jot dana-rob -", input: "The kumquat.",
      shownBy: ["jot list dana-rob", "brief dana-rob", "today", "search kumquat"]),
    Sample(
      name: "agenda line", line: "agenda add dana-rob --mine -", input: "The kumquat.",
      shownBy: ["agenda list dana-rob", "brief dana-rob", "today"]),
    Sample(
      name: "homework", line: "homework assign dana-rob --title Kumquat -", input: "The kumquat.",
      shownBy: [
        "homework list dana-rob", "homework list dana-rob --open", "brief dana-rob", "report dana-rob",
        "search kumquat",
      ]),
    Sample(
      name: "promise", line: "promise add dana-rob --by Rob 'the kumquat'",
      shownBy: ["promise list dana-rob", "brief dana-rob", "report dana-rob", "search kumquat"]),
    Sample(
      name: "measure", line: "measure dana-rob csi-4 --member Dana --answers 3,3,3,3",
      shownBy: [
        "answers list dana-rob", "score dana-rob", "score dana-rob csi-4", "brief dana-rob", "report dana-rob",
        "report dana-rob --format csv",
      ]),
    Sample(
      name: "rating", line: "rate dana-rob --member Dana trust=3",
      shownBy: ["brief dana-rob", "report dana-rob", "report dana-rob --format csv"]),
    Sample(
      name: "goal", line: "goal add dana-rob 'the kumquat'",
      shownBy: ["goal list dana-rob", "brief dana-rob", "report dana-rob", "search kumquat"]),
    Sample(
      name: "held item", line: "held add dana-rob --by Rob --review 2026-11-23 -", input: "The kumquat.",
      shownBy: ["held list dana-rob", "held list dana-rob --all", "brief dana-rob"]),
    Sample(
      name: "risk", line: "risk add dana-rob --member Rob --kind violence --asked alone -",
      input: "The kumquat.", shownBy: ["risk list dana-rob", "brief dana-rob", "search kumquat --in risk"]),
  ]

  private static let everywhere = [
    "session list dana-rob", "session list --all", "note list dana-rob", "jot list dana-rob", "agenda list dana-rob",
    "homework list dana-rob", "promise list dana-rob", "answers list dana-rob", "goal list dana-rob",
    "contact list dana-rob", "entry list dana-rob", "win list dana-rob", "held list dana-rob --all",
    "risk list dana-rob", "report dana-rob", "report dana-rob --format csv", "report dana-rob --format json",
    "brief dana-rob", "brief dana-rob --desk", "today", "couple show dana-rob", "couple list", "score dana-rob",
    "score dana-rob csi-4 --json", "search kumquat", "search kumqat", "search kumquat --in risk",
    "search kumqat --in risk", "search 'kumq*' --json", "search kumquat --count by-month",
  ]

  /// A practice in which somebody's aim makes a difference.
  private static func measured() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    for (day, answers) in [("2026-10-01", "5555"), ("2026-11-16", "1111")] {
      await program.done("measure dana-rob csi-4 --member Rob --answers \(answers) --on \(day)")
    }
    return program
  }

  /// The id of what was added.
  private static func id(_ added: String) throws -> String {
    String(try #require(added.firstMatch(of: /[a-z]\d+/)?.0))
  }

  private static func outputs(_ program: TestProgram, _ lines: [String] = everywhere) async -> [String: String] {
    var outputs: [String: String] = [:]
    for line in lines {
      let result = await program.run(line)
      outputs[line] = "\(result.output)\n\(result.errors)\n\(result.status)"
    }
    return outputs
  }

  @Test(arguments: samples) private func leavesWhatShowedItAndComesBack(_ sample: Sample) async throws {
    let program = try await Self.measured()
    let without = await Self.outputs(program, sample.shownBy)
    let id = try Self.id(await program.done(sample.line, input: sample.input))
    let with = await Self.outputs(program, sample.shownBy)
    for line in sample.shownBy { #expect(with[line] != without[line], "\(line) doesn't show it") }
    let before = try UndoWalkTests.dump(program.path)
    #expect(await program.done("strike \(id) --why 'entered twice'").hasPrefix("struck as entered in error\n"))
    #expect(await Self.outputs(program, sample.shownBy) == without)
    #expect(await program.done("log dana-rob").contains("\(id) (struck)"))
    await program.done("undo --confirm dana-rob")
    #expect(try UndoWalkTests.dump(program.path) == before)
    await program.done("strike \(id) --why 'entered twice'")
    #expect(
      await program.done("strike \(id) --lift --why 'it was right' --confirm dana-rob").hasPrefix("there again\n"))
    #expect(await Self.outputs(program, sample.shownBy) == with)
    #expect(!(await program.done("log dana-rob")).contains("(struck)"))
  }

  @Test func allOfThemLeaveEveryPageAsItWas() async throws {
    let program = try await Self.measured()
    let without = await Self.outputs(program)
    var ids: [String] = []
    for sample in Self.samples {
      ids.append(try Self.id(await program.done(sample.line, input: sample.input)))
    }
    let with = await Self.outputs(program)
    #expect(with.filter { $0.value == without[$0.key] }.keys.sorted() == [])
    for id in ids { await program.done("strike \(id) --why 'entered twice'") }
    let struck = await Self.outputs(program)
    for line in Self.everywhere { #expect(struck[line] == without[line], "\(line)") }
    for id in ids { await program.done("strike \(id) --lift --why 'it was right' --confirm dana-rob") }
    let lifted = await Self.outputs(program)
    for line in Self.everywhere { #expect(lifted[line] == with[line], "\(line)") }
  }

  @Test func aTallyLeavesItsSession() async throws {
    let program = try await Self.practice()
    #expect(await program.done("tally s1 --member Dana --contempt 0").hasPrefix("e1"))
    await program.done("strike e1 --why 'counted the wrong one'")
    // The next one counts again.
    #expect(await program.done("tally s1 --member Dana --criticism +1").hasPrefix("e2 · dana-rob"))
    await program.done("strike e2 --why 'counted the wrong one'")
    await program.done("strike e1 --lift --why 'it was right' --confirm dana-rob")
    #expect(await program.done("tally s1 --member Dana --criticism +1").contains("e1 · dana-rob"))
  }

  // MARK: Notes

  /// A signed note, a draft and a jot of Dana and Rob; Eve and Max, who have a session of the same day.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add eve-max --on 2026-11-16")
    await program.done("note add s1 -", input: "They spoke of the kumquat.")
    await program.done("note sign n1")
    await program.done("note add s1 --format dap -", input: "## Data\n\nThey spoke again.")
    await program.done("jot dana-rob -", input: "call them")
    return program
  }

  @Test func theTextStaysAndIsPrintedAsStruckForTheCounselor() async throws {
    let program = try await Self.practice()
    let before = await program.done("note show n1")
    await program.done("strike n1 --why 'of another couple'")
    var lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    lines.insert("struck 2026-11-23 as entered in error: of another couple", at: 2)
    #expect(await program.done("note show n1") == lines.joined(separator: "\n"))
    let json = await program.done("note show n1 --json")
    #expect(
      json.contains(
        """
          "struck": {
            "at": "2026-11-23T13:02:11Z",
            "who": "Ada Voss",
            "why": "of another couple",
            "moved_to": null
          }
        """))
    #expect(await program.done("session show s1").contains("struck 2026-11-23 as entered in error: of another couple"))
    #expect(!(await program.done("session show s1 --desk")).contains("kumquat"))
    for view in ["--desk", "--audience Dana", "--audience joint"] {
      let absent = await program.run("note show n9 \(view)")
      let struck = await program.run("note show n1 \(view)")
      #expect(struck.status == 1 && struck.errors == absent.errors.replacing("n9", with: "n1"))
    }
    #expect(await program.run("search kumqat").errors == "error: nothing found\n")
  }

  @Test func aStruckSessionTakesItsNotesAlongAndBringsBackExactlyThese() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 -", input: "a third")
    await program.done("strike n2 --why 'of another couple'")
    program.now = try #require(Instant("2026-11-23T13:05:00Z"))
    let struck = await program.done("strike s1 --why 'of another couple'")
    #expect(struck.hasSuffix("with it: n1 n3\n"))
    #expect(await program.done("note list dana-rob --json") == "[]\n")
    let page = await program.done("session show s1")
    #expect(page.contains("conjoint\nstruck 2026-11-23 as entered in error: of another couple\n\n"))
    #expect(page.matches(of: /struck 2026-11-23/).count == 4)
    let lifted = await program.done("strike s1 --lift --why 'it was right' --confirm dana-rob --json")
    #expect(lifted.matches(of: /"([sn]\d)"/).map { String($0.1) } == ["s1", "n1", "n3"])
    #expect(
      await program.done("note list dana-rob --json").matches(of: /"id": "(n\d)"/).map { String($0.1) } == ["n1", "n3"])
    #expect(await program.done("note show n2").contains("struck 2026-11-23"))
  }

  @Test func aJotInAStruckNoteWaitsAgain() async throws {
    let program = try await Self.practice()
    let edited = try await program.edit(
      "note add s1 --couple dana-rob", editor: "printf '2026-11-23 14:02 call them\\n' > \"$1\"")
    #expect(edited.status == 0)
    #expect(await program.done("jot list dana-rob --json") == "[]\n")
    await program.done("strike n3 --why 'wrong couple'")
    #expect(await program.done("jot list dana-rob").contains("call them"))
    await program.done("strike n3 --lift --why 'it was right' --confirm dana-rob")
    #expect(await program.done("jot list dana-rob --json") == "[]\n")
  }

  // MARK: Where it belongs

  @Test(arguments: [("n1", "narrative"), ("n2", "dap")])
  func aNoteOpensAsADraftInTheRightChart(_ id: String, _ format: String) async throws {
    let program = try await Self.practice()
    let before = try UndoWalkTests.dump(program.path)
    let result = await program.done("strike \(id) --why 'wrong couple' --belongs-to eve-max")
    #expect(
      result == """
        struck as entered in error
        \(id) · dana-rob · Mon 2026-11-16 · note · may be shown to: both partners
        opened as
        n3 · eve-max · Mon 2026-11-16 · note · may be shown to: counselor only

        """)
    let opened = await program.done("note show n3")
    let head = "eve-max · Eve Noll & Max Noll · s2 · Mon 2026-11-16 · conjoint · n3\n\(format) · draft"
    #expect(opened.hasPrefix(head))
    #expect(opened.hasSuffix("\n\n" + (await text(of: id, program))))
    #expect(await program.done("note show \(id)").contains("wrong couple; opened as n3\n"))
    #expect(!(await program.done("note list eve-max --json --audience joint")).contains("They spoke"))
    await program.done("undo --confirm dana-rob")
    #expect(try UndoWalkTests.dump(program.path) == before)
  }

  /// A note's own text, as its page ends when nobody has signed it.
  private func text(of id: String, _ program: TestProgram) async -> String {
    id == "n1" ? "They spoke of the kumquat.\n" : "## Data\n\nThey spoke again.\n"
  }

  @Test func aJotKeepsItsTimeAndWhatElseIsOpenedAsAJot() async throws {
    let program = try await Self.practice()
    program.now = try #require(Instant("2026-11-23T14:30:00Z"))
    await program.done("strike y1 --why 'wrong couple' --belongs-to eve-max")
    #expect(await program.done("jot list eve-max").contains("y2  Mon 2026-11-23  14:02  call them"))
    await program.done("win add dana-rob 'home early' --on 2026-11-20")
    await program.done("strike w1 --why 'wrong couple' --belongs-to eve-max")
    #expect(await program.done("jot list eve-max").contains("y3  Fri 2026-11-20  15:30  home early"))
    #expect(await program.done("jot list eve-max --audience joint --json") == "[]\n")
  }

  // MARK: Refusals

  private static let refusals = [
    Refusal(
      "strike n1", 64, "error: why: is missing\nhint: give --why TEXT, or --why - and write it to standard input"),
    Refusal("strike n1 --why ''", 65, "error: why: is empty"),
    Refusal("strike n9 --why x", 1, "error: there is no note n9"),
    Refusal("strike c1 --why x", 64, "error: 'c1' is no id of a record in a chart\nhint: it looks like n12"),
    Refusal(
      "strike x1 --why x", 1,
      "error: x1 stands in no chart\nhint: couplet private move and private edit change psychotherapy notes"),
    Refusal("strike j1 --why x", 64, "error: 'j1' is no id of a record in a chart\nhint: it looks like n12"),
    Refusal("strike n1 --why x --couple eve-max", 1, "error: n1 is not in the chart of eve-max"),
    Refusal("strike w1 --why x", 1, "error: w1 was struck on 2026-11-23 already"),
    Refusal("strike n1 --lift --why x", 1, "error: n1 is not struck"),
    Refusal("strike w1 --lift --why x --belongs-to eve-max", 64, "error: belongs-to: goes without --lift"),
    Refusal(
      "strike n1 --why x --belongs-to dana-rob", 1, "error: belongs-to: n1 is in the chart of dana-rob already"),
    Refusal(
      "strike s1 --why x --belongs-to eve-max", 1,
      "error: belongs-to: a session has no text that could be opened in another chart\n"
        + "hint: strike it, and enter it there"),
    Refusal(
      "strike h1 --why x --belongs-to eve-max", 1,
      "error: belongs-to: a homework has no text that could be opened in another chart\n"
        + "hint: strike it, and enter it there"),
    Refusal(
      "strike n4 --why x --belongs-to eve-max", 1,
      "error: eve-max has no session on Fri 2026-11-20\nhint: couplet session add eve-max"),
    Refusal(
      "note edit w1 -", input: "x", 1, "error: w1 is a win, not a note"),
    Refusal(
      "note edit n3 -", input: "x", 1,
      "error: n3 is struck as entered in error\nhint: couplet strike n3 --lift --why TEXT"),
    Refusal(
      "note sign n3", 1, "error: n3 is struck as entered in error\nhint: couplet strike n3 --lift --why TEXT"),
    Refusal(
      "audience n3 counselor --why x", 1,
      "error: n3 is struck as entered in error\nhint: couplet strike n3 --lift --why TEXT"),
  ]

  @Test func refusesInTheseWords() async throws {
    let program = try await Self.practice()
    await program.done("win add dana-rob 'home early'")
    await program.done("strike w1 --why 'entered twice'")
    await program.done("note add s1 -", input: "a third")
    await program.done("strike n3 --why 'entered twice'")
    await program.done("homework assign dana-rob say-it-back")
    await program.done("session add dana-rob --on 2026-11-20")
    await program.done("note add s3 -", input: "a fourth")
    try await program.expect(Self.refusals)
  }

  @Test func aTextStandsInOneChartAlone() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add eve-max --on 2026-11-16")
    await program.done("note add s1 -", input: "of Eve and Max")
    await program.done("note sign n1")
    await program.done("note amend n1 --kind correction --why day -", input: "It was Monday.")
    await program.done("strike n1 --why 'wrong couple' --belongs-to eve-max")
    // What was added went with it.
    #expect(await program.done("note show n2").contains("## correction\n\nIt was Monday."))
    try await program.expect(
      Refusal(
        "strike n1 --lift --why 'it was right'", 1,
        "error: n2 of eve-max has its text; nothing was lifted\nhint: couplet strike n2 --why TEXT first"))
    await program.done("strike n2 --why 'it was right before'")
    await program.done("strike n1 --lift --why 'it was right' --confirm dana-rob")
  }

  @Test func aPartOfAStruckSessionIsNotLiftedAlone() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "x")
    await program.done("tally s1 --member Dana --contempt 1")
    #expect(await program.done("strike s1 --why wrong").hasSuffix("with it: n1 e1\n"))
    #expect(await program.done("session show s1").contains("contempt 1 (struck)"))
    for id in ["n1", "e1"] {
      try await program.expect(
        Refusal(
          "strike \(id) --lift --why x", 1,
          "error: \(id) belongs to s1, which is struck; nothing was lifted\nhint: couplet strike s1 --lift --why TEXT"))
    }
    await program.done("session add dana-rob --on 2026-11-18")
    #expect(await program.done("session show s2").contains("number     1\n"))
    #expect(await program.done("strike s1 --lift --why right --confirm dana-rob").contains("with it: n1 e1\n"))
  }
}
