import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What is asked at a terminal where something is left out or fits several, and what is said elsewhere.
@Suite struct ChoosingTests {
  /// Dana & Rob, and Eve & Max, whose names share letters with theirs.
  private static func practice(isSealed: Bool = false) async throws -> TestProgram {
    let program = try await isSealed ? TestProgram.sealed() : TestProgram()
    if !isSealed { await program.withCouple() }
    await program.withOtherCouple()
    return program
  }

  private static let escape = "\u{1B}"

  @Test(arguments: [false, true])
  func aCoupleThatIsLeftOutIsChosen(isSealed: Bool) async throws {
    let program = try await Self.practice(isSealed: isSealed)
    for answer in ["2", "max", "eve noll"] {
      let shown = await program.ask("couple show", answers: [answer])
      #expect(shown.output.hasPrefix("eve-max"), "\(answer): \(shown.errors)")
    }
    let jotted = await program.ask("jot", answers: ["1", "She rang."])
    #expect(jotted.status == 0 && jotted.output.contains("dana-rob"), "\(jotted.errors)")
    #expect(jotted.errors.contains("  1  dana-rob · Dana Reyes & Rob Reyes\n  2  eve-max · Eve Noll & Max Noll"))
    // Whose chart it is stands there before the text is taken.
    #expect(jotted.errors.contains("dana-rob · Dana Reyes & Rob Reyes\njot: "))
  }

  @Test func leavingWritesNothing() async throws {
    let program = try await Self.practice()
    let before = try UndoWalkTests.dump(program.path)
    for line in [
      "jot", "session add", "note add", "win add", "session plan", "homework assign", "held add", "risk add",
    ] {
      for answer in [Self.escape, ""] {
        let left = await program.ask(line, answers: [answer])
        #expect(left.status == 1 && left.errors.hasSuffix("error: stopped; nothing was changed\n"), "\(line)")
      }
    }
    #expect(try UndoWalkTests.dump(program.path) == before)
    // What only reads takes the first by Enter alone.
    #expect(await program.ask("couple show", answers: [""]).output.hasPrefix("dana-rob"))
  }

  @Test func todaysHoursStandFirst() async throws {
    let program = try await Self.practice()
    await program.done("session plan eve-max --on 2026-11-23 --at 16:00")
    let asked = await program.ask("session show", answers: [""])
    #expect(asked.errors.contains("> 1  eve-max · Eve Noll & Max Noll · today 16:00\n"))
    #expect(asked.output.contains("s2"))
  }

  @Test func wordsThatFitSeveralAreAskedAbout() async throws {
    let program = try await Self.practice()
    await program.done("couple add 'Dana & Kim' --new-member 'Dana Ek' --new-member 'Kim Ek'")
    let taken = await program.ask("jot dana", answers: ["2", "x"])
    #expect(taken.status == 0 && taken.output.contains("dana-rob"), "\(taken.errors)")
    #expect(taken.errors.hasPrefix("'dana' fits 2 couples; which is meant?\n"))
    #expect(await program.ask("jot dana", answers: [""]).status == 1)
    // Where words are in doubt, Enter alone is no choice for a page either.
    #expect(await program.ask("couple show dana", answers: [""]).status == 1)
    #expect(await program.ask("couple show dana", answers: ["1"]).output.hasPrefix("dana-kim"))
    try await program.expect(
      Refusal(
        "couple show dana", 1,
        """
        error: 'dana' fits 2 couples
          dana-kim · Dana Ek & Kim Ek
          dana-rob · Dana Reyes & Rob Reyes
        hint: use the handle
        """))
    // A handle that isn't there: what is near is offered.
    let near = await program.ask("couple show dana-rbo", answers: ["1"])
    #expect(near.output.hasPrefix("dana-rob"))
  }

  @Test func aPartOfANameIsNoNameWhereSomethingIsWritten() async throws {
    let program = try await Self.practice()
    let line = "contact add dana-rob --with Dan -"
    for refused in [
      Refusal(
        line, input: "x", 1,
        "error: with: 'Dan' is a part of a name\n  c1 Dana Reyes\nhint: write the whole name, or the id"),
      Refusal(
        "couple add 'Dan & Jo' --member Dan --new-member 'Jo Li'", 1,
        "error: member: 'Dan' is a part of a name\n  c1 Dana Reyes\nhint: write the whole name, or the id; --new-member 'FULL NAME' for somebody new"
      ),
      Refusal(
        "jot dan -", input: "x", 1,
        "error: couple: 'dan' is a part of a name\n  dana-rob · Dana Reyes & Rob Reyes\nhint: write the handle"),
    ] {
      try await program.expect(refused)
    }
    let yes = await program.ask("session add dana-rob --present Dan", answers: ["1"])
    #expect(yes.status == 0 && yes.output.contains("present: Dana"), "\(yes.errors)")
    #expect(yes.errors.hasPrefix("present: 'Dan' is a part of a name; is this meant?\n  1  c1 Dana Reyes\n"))
    await program.done("undo")
    #expect(await program.ask("session add dana-rob --present Dan", answers: [""]).status == 1)
    // A page may be asked for by a part.
    #expect(await program.done("client show dan").contains("Dana Reyes"))
    #expect(await program.done("session list dan").hasPrefix("dana-rob"))
  }

  @Test func aCouplesOnlyRecordOfItsKindIsMeantByItsHandle() async throws {
    let program = try await Self.practice()
    try await program.expect(
      Refusal("note edit dana-rob -", input: "x", 1, "error: dana-rob has no unsigned note"))
    await program.done("note add s1 -", input: "They spoke of money.")
    #expect(await program.done("note edit dana-rob -", input: "They spoke of rent.").hasPrefix("n1 · dana-rob"))
    await program.done("promise add dana-rob --by Rob --to Dana -", input: "home by six")
    #expect(await program.done("promise missed dana-rob --says Dana").contains("p1"))
    await program.done("promise add dana-rob --by Dana --to Rob -", input: "call her mother")
    try await program.expect(
      Refusal(
        "promise kept dana-rob --says Rob", 1,
        """
        error: dana-rob has 2 open promises
          p1 · Mon 2026-11-23
          p2 · Mon 2026-11-23
        hint: give the id
        """))
    let chosen = await program.ask("promise kept dana-rob --says Rob", answers: ["mother"])
    #expect(chosen.output.contains("p2"), "\(chosen.errors)")
    #expect(chosen.errors.contains("  1  p1 · Mon 2026-11-23 · home by six\n"))
    #expect(await program.run("promise kept dana-rob --says Rob --couple eve-max").status == 1)
    // What is for others names no record that they may not see.
    await program.done("note add s1 --audience counselor -", input: "Mine alone.")
    let restricted = await program.run("note show dana-rob --audience Dana")
    #expect(restricted.status != 0 || !restricted.output.contains("Mine alone."))
  }

  /// Who looks at what a command prints is shown no list that says more than the page.
  @Test func nothingIsListedForOthers() async throws {
    let program = try await Self.practice()
    await program.done("session add dana-rob --present Rob --kind individual")
    for line in [
      "brief --desk nobody", "couple show --audience Dana", "note list --desk", "session list --audience Rob",
      "measure csi-4 --mode screen", "goal list --desk",
    ] {
      let refused = await program.ask(line, answers: ["1", "1", "1"])
      #expect(refused.status != 0, "\(line)")
      for word in ["eve-max", "Noll", "s2", "Reyes"] {
        #expect(!refused.errors.contains(word), "\(line): \(refused.errors)")
      }
    }
  }

  @Test func membersAndValuesThatAreLeftOutAreChosen() async throws {
    let program = try await Self.practice()
    await program.done("session plan dana-rob --on fri --at 14:00")
    let cancelled = await program.ask("session cancel s2 --couple dana-rob", answers: ["3"])
    #expect(cancelled.status == 0, "\(cancelled.errors)")
    #expect(cancelled.errors.contains("dana-rob · Dana Reyes & Rob Reyes · who called it off?\n  1  Dana Reyes\n"))
    let risk = await program.ask("risk asked dana-rob", answers: ["2", "suicide"])
    #expect(risk.status == 0 && risk.output.contains("Rob") && risk.output.contains("suicide"), "\(risk.errors)")
    let entry = await program.ask("entry add dana-rob", answers: ["gesture", "He cooked."])
    #expect(entry.status == 0 && entry.output.contains("gesture"), "\(entry.errors)")
    let injury = await program.ask("injury add dana-rob", answers: ["1", "1", "the winter alone"])
    #expect(injury.status == 0, "\(injury.errors)")
    let step = await program.ask("injury step dana-rob", answers: ["not-now", "1"])
    #expect(step.status == 0 && step.output.contains("not now"), "\(step.errors)")
    let plan = await program.ask("session plan dana-rob", answers: ["+7d"])
    #expect(plan.status == 0 && plan.output.contains("Mon 2026-11-30"), "\(plan.errors)")
    let homework = await program.ask("homework assign dana-rob", answers: ["say-it-back"])
    #expect(homework.status == 0 && homework.output.hasPrefix("h1"), "\(homework.errors)")
    let log = await program.ask("homework log dana-rob", answers: ["3", ""])
    #expect(log.status == 0 && log.output.contains("Dana") && !log.output.contains("Rob"), "\(log.errors)")
    let own = await program.ask("homework assign dana-rob", answers: ["1", "Walk on Sunday."])
    #expect(own.status == 0 && own.output.contains("Walk on Sunday."), "\(own.errors)")
    let contact = await program.ask("contact add dana-rob", answers: ["3", "Dr. Lind", "wrote"])
    #expect(contact.status == 0 && contact.output.contains("Dr. Lind"), "\(contact.errors)")
    let struck = await program.ask("strike dana-rob", answers: ["Walk on Sunday", "given twice"])
    #expect(struck.status == 0 && struck.output.contains("h2"), "\(struck.errors)")
    #expect(await program.ask("audience dana-rob", answers: [""]).status == 1)
    await program.done("private add dana-rob -", input: "My own reading.")
    #expect(await program.done("private show dana-rob").contains("My own reading."))
    await program.done("private add dana-rob -", input: "Another one.")
    let other = await program.ask("private show dana-rob", answers: ["2"])
    #expect(other.output.contains("Another one.") && !other.errors.contains("Another"), "\(other.errors)")
  }

  @Test func whatIsLeftOutIsSaidWhereNobodyCanBeAsked() async throws {
    let program = try await Self.practice()
    await program.done("session plan dana-rob --on fri --at 14:00")
    try await program.expect([
      Refusal(
        "jot", 64, "error: couple: is missing\nhint: couplet jot COUPLE; couplet couple list shows the handles"),
      Refusal(
        "note add", 64,
        "error: session: is missing\nhint: couplet note add COUPLE, COUPLE@DATE or the session's id; couplet couple list "
          + "shows the handles"),
      Refusal(
        "promise kept", 64,
        "error: promise: is missing\nhint: couplet promise kept ID, or COUPLE for its only one; couplet couple list shows "
          + "the handles"),
      Refusal(
        "client show", 64, "error: name: is missing\nhint: couplet client show NAME; couplet client list shows them all"
      ),
      Refusal(
        "exercise show", 64,
        "error: id: is missing\nhint: couplet exercise show ID; couplet exercise list shows them all"),
      Refusal("session plan dana-rob", 64, "error: on: is missing\nhint: give --on DAY, as --on fri"),
      Refusal("session cancel s2", 64, "error: by: is missing\nhint: give --by NAME, or --by counselor"),
      Refusal("tally s1", 64, "error: member: is missing\nhint: give --member NAME"),
      Refusal(
        "risk asked dana-rob --member Dana", 64,
        "error: kind: is missing\nhint: give --kind and one of violence, suicide, self-harm, harm, substance, child, elder"
      ),
      Refusal(
        "strike s1", 64,
        "error: why: is missing\nhint: give --why TEXT, or --why - and write it to standard input"),
      Refusal(
        "couple add", 65,
        "error: member: a couple has two members or more\nhint: --new-member 'FULL NAME' for somebody new, --member NAME "
          + "for a client; repeat it for each"),
      Refusal("restore", 64, "error: missing expected argument '--to <to>'"),
    ])
  }

  @Test func aCouplesPeopleAreAskedFor() async throws {
    let program = try await Self.practice()
    let added = await program.ask("couple add", answers: ["Ann  Weiss", "Rob Reyes", "y", ""])
    #expect(added.status == 0, "\(added.errors)")
    #expect(added.output.hasPrefix("ann-rob · Ann Weiss & Rob Reyes"))
    #expect(added.errors.contains("c2 Rob Reyes is a client already. Is it the same person? [y/N] "))
    #expect(await program.done("client list --json").matches(of: /Rob Reyes/).count == 1)
    #expect(await program.ask("couple add", answers: ["Ann Li", ""]).status == 1)
  }
}
