import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Live capture in this process: lines from standard input, and as typed.
@Suite struct LiveTests {
  private static func couple() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  @Test func makesTheSessionAndKeepsEachLineWithItsTime() async throws {
    let program = try await Self.couple()
    let output = await program.done(
      "session live dana-rob --kind intake --mode video", input: "one\n\n  two  \n//three\n")
    #expect(output.hasPrefix("s2 · dana-rob · Mon 2026-11-23 · 14:02 · 50 min · intake"))
    #expect(output.hasSuffix("s2 · dana-rob · 3 lines captured\n"))
    let jots = await program.done("jot list dana-rob")
    #expect(jots.contains("y1  Mon 2026-11-23  14:02  one\n") && jots.contains("14:02  two\n"))
    #expect(jots.contains("14:02  /three\n"))
    // Each line is a command of its own for the journal.
    #expect(await program.done("undo") == "undone: j7 session live · dana-rob · y3\n")
    #expect(await program.done("jot list dana-rob").contains("two"))
  }

  @Test func takesTheSessionThatRunsElseThePlannedOne() async throws {
    let program = try await Self.couple()
    await program.done("session plan dana-rob --on 2026-11-23 --at 14:00 --kind feedback")
    let held = await program.done("session live dana-rob", input: "one")
    #expect(held.hasPrefix("s2 · dana-rob · Mon 2026-11-23 · 14:00 · 50 min · feedback"))
    // A second run the same hour goes on with it; later that day there is another one planned.
    let second = await program.done("session live dana-rob", input: "two")
    #expect(second == "s2 · dana-rob · 1 line captured, 2 with those of before\n")
    await program.done("session plan dana-rob --on 2026-11-23 --at 18:00 --kind individual --present Rob")
    let third = await program.done("session live dana-rob", input: "three")
    #expect(third == "s2 · dana-rob · 1 line captured, 3 with those of before\n")
    program.now = Instant("2026-11-23T16:58:00Z")!
    #expect(await program.done("session live dana-rob", input: "four").contains("\ns3 · dana-rob · 1 line captured\n"))
    #expect(await program.done("session live dana-rob --extra", input: "five").contains("\ns4 · "))
    program.now = Instant("2026-11-23T19:30:00Z")!
    let over = await program.run("session live dana-rob", input: "six")
    #expect(over.status == 1 && over.errors.hasPrefix("error: s3 of today began at 18:00\n"))
    let fourth = await program.done("session live dana-rob --yes", input: "six")
    #expect(fourth == "s3 · dana-rob · 1 line captured, 2 with those of before\n")
    let refused = await program.run("session live dana-rob --yes --mode phone")
    #expect(refused.status == 1 && refused.errors.contains("is held already"))
  }

  @Test func anErrorLeavesTheRestAndIsCounted() async throws {
    let program = try await Self.couple()
    let result = await program.run(
      "session live dana-rob", input: "one\n/hepl secret words\n/promise --by Nobody home\n/undo now\ntwo\n")
    #expect(result.status == 1 && result.output.hasPrefix("s2 · "))
    #expect(result.errors.contains("did you mean /help") && !result.errors.contains("secret"))
    #expect(result.errors.contains("error: by: "))
    #expect(result.errors.hasSuffix("error: live: 3 lines not taken; what was wrong stands above\n"))
    #expect(await program.done("jot list dana-rob").contains("two"))
  }

  @Test func otherCommandsRunWithinIt() async throws {
    let program = try await Self.couple()
    let output = await program.done(
      "session live dana-rob",
      input: """
        /promise --by Rob I'll be home by six
        /measure csi-4 --member Dana --answers 3,3,3,3
        /rate Rob 2 4 3 1 3 5 2 3
        /homework weekly-check-in --for each
        /homework --title Walk -
        Walk on Sunday.
        the end
        """)
    #expect(output.contains("p1 · dana-rob") && output.contains("m1 · dana-rob") && output.contains("m2 · dana-rob"))
    #expect(output.contains("h1 · dana-rob") && output.contains("h2 · dana-rob"))
    #expect(await program.done("promise list dana-rob").contains("I'll be home by six"))
    #expect(await program.done("jot list dana-rob --json").contains("\"text\": \"the end\""))
    #expect(await program.done("jot list dana-rob").contains("Sunday") == false)
  }

  @Test func whoCameLateAgendaAndWinsAreTakenToo() async throws {
    let program = try await Self.couple()
    await program.done("session plan dana-rob --on 2026-11-23 --at 13:50")
    let output = await program.done(
      "session live dana-rob",
      input: """
        /late rob
        /late dana 5
        /agenda ask about the house
        /agenda --mine send her the letter
        /win --by Rob he called first
        /only rob
        /win he slept well
        /late rob 10 minutes
        """.replacingOccurrences(of: "/late rob 10 minutes", with: "/late rob=15"))
    #expect(output.contains("a1 · ") && output.contains("a2 · ") && output.contains("w1 · "), "\(output)")
    let session = await program.done("session show s2")
    #expect(session.contains(/Dana +late by 5 minutes\nRob +late by 15 minutes\n/), "\(session)")
    #expect(output.contains("present: Dana, Rob (late 12 min)"), "\(output)")
    let agenda = await program.done("agenda list dana-rob")
    #expect(agenda.contains("ask about the house") && agenda.contains("send her the letter"))
    #expect(await program.done("agenda list dana-rob --audience joint --json") == "[]\n")
    #expect(await program.done("win list dana-rob --audience Dana --json").contains("he called first"))
    #expect(!(await program.done("win list dana-rob --audience Dana --json")).contains("slept"))
  }

  @Test func whoComesAfterAllIsThere() async throws {
    let program = try await Self.couple()
    let result = await program.run(
      "session live dana-rob --present Dana", input: "hers\n/both\n/late rob 20\n/only rob\nhis\n/both\nboth\n")
    #expect(result.errors.contains("both: s2 has one member present"))
    let lines = await program.done("session live dana-rob", input: "/list")
    #expect(lines.hasPrefix("14:02 Dana  hers\n14:02 Rob  his\n14:02  both\n"), "\(lines)")
    // What she had alone stays hers.
    #expect(await program.done("session show s2").contains(/shown to +Dana only\n/))
  }

  @Test func theFormatsAreListedWhereOneIsAskedFor() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["one", "/d", "n"]
    let result = await program.run("session live dana-rob --format dap-couples")
    let list = "formats: birp, closing, crisis, dap, dap-couples, girp, intake, narrative, pirp, soap, soap-couples\n"
    #expect(
      result.errors.contains(
        list + "1 line. Make the draft of a note that may be shown to both partners? "
          + "Enter for dap-couples, n for none, or a format: "), "\(result.errors)")
  }

  @Test func whatIsForTheCounselorAloneIsTakenToo() async throws {
    let program = try await Self.couple()
    let output = await program.done(
      "session live dana-rob",
      input: """
        /tally rob criticism repair accepted
        /tally Rob criticism 2 contempt 0
        /risk --member Dana --kind suicide --asked alone
        told on the way out
        /private
        what stays apart
        /private and this
        the end
        """)
    #expect(output.contains("e1 · dana-rob") && output.contains("r1 · dana-rob") && output.contains("x2 · dana-rob"))
    #expect(output.contains("criticism 3") && output.contains("contempt 0"))
    #expect(await program.done("risk list dana-rob --json").contains("told on the way out"))
    #expect(await program.done("private show x1").contains("what stays apart"))
    #expect(await program.done("private show x2").contains("and this"))
    #expect(output.hasSuffix("s2 · dana-rob · 1 line captured\n"))
  }

  @Test func whatOneSaysAloneKeepsThatAudience() async throws {
    let program = try await Self.couple()
    await program.done(
      "session live dana-rob", input: "together\n/only rob\nrob alone\n/promise --by Rob write to her\n/both\nagain\n")
    let queries = await program.done("session live dana-rob", input: "/list")
    #expect(queries.hasPrefix("14:02  together\n14:02 Rob  rob alone\n14:02  again\n"))
    #expect(await program.done("promise list dana-rob --audience Dana --json") == "[]\n")
    #expect(await program.done("promise list dana-rob --audience Rob --json").contains("write to her"))
    // Another hour, as one couple can't have two at one time.
    program.now = try #require(Instant("2026-11-23T15:02:11Z"))
    let extra = await program.run(
      "session live dana-rob --extra --present Dana", input: "hers\n/both\n/only rob\n/list")
    #expect(extra.output.contains("\n16:02 Dana  hers\n") && extra.status == 1)
    #expect(extra.errors.contains("both: s3 has one member present"))
    #expect(extra.errors.contains("only: Rob Reyes is not entered as present in s3"))
  }

  @Test func undoTakesBackTheLastLineOfThisRun() async throws {
    let program = try await Self.couple()
    await program.done("session live dana-rob", input: "one\ntwo\n/undo\nthree")
    #expect(await program.done("jot list dana-rob").contains("two") == false)
    let result = await program.run("session live dana-rob", input: "/undo")
    #expect(result.errors.contains("undo: no line of this run is left"))
    #expect(await program.done("jot list dana-rob").contains("three"))
  }

  @Test func undoGoesNoFurtherThanTheCommandThatCameLast() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["one", "/tally Rob criticism 2", "/undo", "two", "/undo", "/undo", "/done", "n"]
    let result = await program.run("session live dana-rob")
    let refusal = "error: undo: the last thing entered was /tally; couplet undo takes that back\n"
    #expect(result.errors.components(separatedBy: refusal).count == 3)
    // The text is shown to who sits there, and goes into no file.
    #expect(result.output.contains("taken back: y2\n") && !result.output.contains("two"))
    #expect(result.errors.contains("14:02  two\n"))
    program.isInteractive = false
    #expect(await program.done("jot list dana-rob").contains("one"))
  }

  @Test func whoWasAloneInTheRoomIsSoAfterwards() async throws {
    let program = try await Self.couple()
    await program.done("session live dana-rob", input: "together\n/only rob\nwhat he said")
    program.isInteractive = true
    program.answers = ["and this", "/both", "again", "/done", "n", "n"]
    let result = await program.run("session live dana-rob")
    #expect(result.errors.contains("Rob alone is in the room, as before; /both when all are\n"))
    #expect(result.errors.contains("what he said"))
    program.answers = ["/done", "n", "n"]
    let later = await program.run("session live dana-rob")
    #expect(!later.errors.contains("as before"))
    #expect(later.errors.contains("14:02  together\n14:02  again\n2 lines with Rob alone\n"))
    #expect(!later.errors.contains("what he said") && !later.errors.contains("and this"))
    // Each hearer's lines are asked for by a command of their own.
    let all = "the lines wait for the note: couplet note add s2\n"
    let own = "the lines with Rob alone wait for the note: couplet note add s2 --audience Rob\n"
    #expect(later.errors.hasSuffix(all + own))
    program.isInteractive = false
    let list = await program.done("jot list dana-rob")
    #expect(list.contains("heard by") && list.contains(/y2 .* Rob +what he said/))
  }

  @Test func whatAllHeardStandsUnderNoPartnersHeading() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["together", "not this", "/only rob", "rob alone", "/done", "y", "y"]
    let result = await program.run(
      ["session", "live", "dana-rob", "--format", "dap-couples"],
      environment: ["EDITOR": "sed -i '/^14:02 not this$/d'"])
    #expect(result.status == 0, "\(result.errors)")
    program.isInteractive = false
    let joint = await program.done("note show n1 --json")
    #expect(joint.contains(#"Data\n14:02 together\n\n## Data: Dana\n\n## Data: Rob\n\n## Cycle"#), "\(joint)")
    // It is one of the format's headings, where there is something to stand under it.
    #expect(!result.errors.contains("is none of") && !result.errors.contains("Data,"))
    #expect(await program.done("note show n2 --json").contains(#": Rob\n14:02 rob alone"#))
    // What was taken out of the text waits on.
    #expect(await program.done("jot list dana-rob").contains("not this"))
  }

  @Test func theHelpFitsATerminal() {
    #expect(LiveCapture.help.allSatisfy { $0.count <= 80 })
  }

  @Test func jsonIsOneDocument() async throws {
    let program = try await Self.couple()
    let output = await program.done("session live dana-rob --json", input: "one\n/list\n/promise --by Rob home\n")
    let document = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    #expect((document?["jots"] as? [Any])?.count == 1 && document?["session"] != nil)
  }

  @Test func bytesThatAreNoTextAreRefused() async throws {
    let program = try await Self.couple()
    let result = await program.run(
      ["session", "live", "dana-rob"], input: Data("one\n".utf8) + Data([0xFF, 0x0A]) + Data("two".utf8))
    #expect(result.status == 1 && result.errors.contains("live: the line is not valid UTF-8"))
    #expect(await program.done("jot list dana-rob").contains("two"))
  }

  @Test func theLinesAreOfferedAsNotesEachForWhoHeardThem() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["together", "/only rob", "rob alone", "/both", "again", "/done", "dopp", "dap", "y"]
    let arguments = ["session", "live", "dana-rob"]
    let result = await program.run(arguments, environment: ["EDITOR": "true"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("2 lines. Make the draft of a note that may be shown to both partners? "))
    #expect(result.errors.contains("error: there is no format 'dopp'\n"))
    #expect(result.errors.contains("1 line with Rob alone. Make the draft of a note that may be shown to Rob only? "))
    program.isInteractive = false
    let joint = await program.done("note show n1")
    #expect(joint.contains("## Data\n14:02 together\n14:02 again\n") && joint.contains("dap"))
    #expect(!joint.contains("rob alone"))
    let own = await program.done("note show n2 --audience Rob")
    #expect(own.contains("14:02 rob alone"))
    #expect(await program.run("note show n2 --audience Dana").status == 1)
    #expect(await program.done("jot list dana-rob --json") == "[]\n")
    await program.done("undo")
    #expect(await program.run("note show n2").status == 1)
  }

  @Test func linesThatAreLeftWaitForTheNote() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["one", "/done", "n"]
    let result = await program.run("session live dana-rob")
    #expect(result.errors.hasSuffix("the lines wait for the note: couplet note add s2\n"))
    // Without an editor nothing is lost either.
    program.answers = ["two", "/done", "y"]
    let failed = await program.run("session live dana-rob --format soap")
    #expect(failed.errors.contains("error: editor: none is set") && failed.status == 0)
    program.isInteractive = false
    #expect(await program.done("jot list dana-rob").contains("two"))
  }

  @Test func atATerminalCtrlCSaysHowToEndAndTheSecondEnds() async throws {
    let program = try await Self.couple()
    program.isInteractive = true
    program.answers = ["one", "^C half a line", "two", "^C", "^C", "n", "not reached"]
    let result = await program.run("session live dana-rob")
    #expect(result.status == 0)
    #expect(result.errors.contains("/help lists the commands, /done ends\n14:02 › \n"))
    #expect(result.errors.contains("/done ends; what was entered is kept\n"))
    #expect(program.answers == ["not reached"])
    program.isInteractive = false
    #expect(await program.done("jot list dana-rob --json").contains("one"))
  }
}
