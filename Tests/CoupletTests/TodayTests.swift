import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The page of the day: what it has, and that it fits a screen.
@Suite struct TodayTests {
  @Test func knowsHoursWithoutANoteReviewsAndRescuedTexts() async throws {
    let program = try await TestProgram.withNewCouple()
    await program.done("session add dana-rob --on 2026-11-18")
    await program.done("session add dana-rob --on 2026-11-19")
    await program.done("note add s2 -", input: "They spoke of money.")
    await program.done("held add dana-rob --by rob --on 2026-11-19 --review 2026-11-23 -", input: "a debt at the bank")
    await program.done(
      "risk add dana-rob --member dana --kind violence --asked alone --on 2026-11-19 --review 2026-11-22 -",
      input: "a push")
    await program.done("session plan dana-rob --on 2026-11-23 --at 14:00")
    let draft = program.path + ".draft-abcdef"
    #expect(
      FileManager.default.createFile(
        atPath: draft, contents: Data("half a note".utf8), attributes: [.posixPermissions: 0o600]))
    let today = await program.run("today")
    #expect(
      today.output == """
        Mon 2026-11-23

        Sessions
          dana-rob       14:00 · conjoint · planned · s3 · Dana, Rob

        Risks to look at
          dana-rob       r1 · due Sun 2026-11-22

        Held, to look at
          dana-rob       o1 · due Mon 2026-11-23

        Hours without a note
          dana-rob       Wed 2026-11-18 · s1

        Drafts
          dana-rob       Thu 2026-11-19 · n1

        Rescued
          a text that a crash left: couplet note recover

        """, "\(today.errors)")
    let json = await program.done("today --json")
    for words in ["\"unwritten\": [", "\"risks\": [", "\"id\": \"r1\"", "\"id\": \"o1\"", "\"rescued\": 1"] {
      #expect(json.contains(words), "\(words) in \(json)")
    }
    for word in ["debt", "push", "Rob Reyes"] { #expect(!json.contains("\"text\": \"\(word)"), "\(word)") }
    let desk = await program.done("today --desk --all")
    for word in ["r1", "o1", "s1", "Dana", "Held", "Risks", "Rescued", "without"] {
      #expect(!desk.contains(word), "\(word)")
    }
    // Closing says all that is open.
    let closed = await program.run("couple close dana-rob --outcome completed")
    for words in ["still planned: s3", "hours without a note: s1", "drafts: n1", "held: o1", "risks not closed: r1"] {
      #expect(closed.errors.contains(words), "\(words) in \(closed.errors)")
    }
  }

  @Test func fitsAScreenOnABusyPractice() async throws {
    let program = try await TestProgram.withNewCouple()
    for day in 1...22 {
      await program.done("session add dana-rob --on 2026-10-\(day < 10 ? "0" : "")\(day)")
      await program.done("jot dana-rob -", input: "a line of day \(day)")
      if day % 2 == 0 { await program.done("note add s\(day) -", input: "They spoke of money.") }
    }
    for hour in 9...13 {
      await program.done("session plan dana-rob --on 2026-11-23 --at \(hour < 10 ? "0" : "")\(hour):00")
    }
    let lines = await program.done("today").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 22)
    #expect(lines.filter { $0.contains("planned · s") }.count == 5)
    #expect(
      lines.contains("Can't wait") && lines.contains("  dana-rob       Thu 2026-10-01 · s1 · no note")
        && lines.filter { $0.hasPrefix("  dana-rob       ") }.count == 8)
    #expect(
      lines.contains { $0 == "  hours without a note 8, oldest 47 days: couplet today --all" }, "\(lines)")
    #expect(
      lines.contains { $0 == "  drafts 11, oldest 52 days: couplet note list --unsigned" })
    #expect(await program.done("today --all").split(separator: "\n").count > 45)
    let drafts = await program.done("note list --unsigned --json")
    #expect(drafts.matches(of: /"id": "n/).count == 11)
    #expect(await program.run("note list").errors.contains("--unsigned for every couple's drafts"))
  }

  @Test func anEmptyPracticeSaysWhatToType() async throws {
    let program = try TestProgram()
    await program.done("init --plain --counselor 'Ada Voss'")
    let today = await program.run("today")
    #expect(
      today.output.hasSuffix(
        """
        Nothing is planned, and nothing waits.

        The first couple, their first hour, a line in between:

          couplet couple add "Ann & Bo" --new-member "Ann Lee" --new-member "Bo Lee"
          couplet session plan ann-bo --on fri --at 14:00
          couplet jot ann-bo

        """) && today.errors.isEmpty)
    // They work as typed.
    await program.done("couple add 'Ann & Bo' --new-member 'Ann Lee' --new-member 'Bo Lee'")
    await program.done("session plan ann-bo --on fri --at 14:00")
  }

  @Test func contactsSinceTheLastSessionStandInTheBrief() async throws {
    let program = try await TestProgram.withNewCouple()
    await program.done("contact add dana-rob --with rob --mode mail --on 2026-11-10 -", input: "an older letter")
    await program.done("session add dana-rob --on 2026-11-16")
    await program.done(
      "contact add dana-rob --with dana --mode phone --on 2026-11-18 -", input: "will sleep at her sister's")
    let brief = await program.done("brief dana-rob")
    #expect(brief.contains("Since then          t2 Wed 2026-11-18 Dana, phone: will sleep at her sister's"), "\(brief)")
    #expect(!brief.contains("older letter"))
    #expect(!(await program.done("brief dana-rob --desk")).contains("sister"))
  }
}
