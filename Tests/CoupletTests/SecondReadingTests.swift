import CoupletCore
import CoupletStore
import Foundation
import Testing

@testable import couplet

/// What a second reader found: commands that meet, days that tell, and what stays behind a strike.
@Suite struct SecondReadingTests {
  @Test func twoEditsThatMeetLoseNeither() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "as it was")
    let stamp = CommandStamp(command: "test", clock: program.now, today: nil, who: "ada")
    let practice = try Practice.open(at: program.path)
    let couple = try practice.directory().couple(matching: "dana-rob")
    let day = try #require(Day(iso: "2026-11-23"))
    let read = try practice.history(of: couple).seen(by: .counselor, asOf: day).records.notes[0]
    practice.close()
    await program.done("note edit n1 -", input: "from another terminal")
    let later = try Practice.open(at: program.path)
    defer { later.close() }
    let changed = Problem(
      .refused, "n1 was changed meanwhile; nothing was saved", hint: "look at it, then do it again")
    #expect(throws: changed) { try later.change(stamp) { try $0.replace(read, with: read.with(text: "mine")) } }
    // Nor is signed what nobody has seen.
    #expect(throws: changed) {
      try later.change(stamp) { _ = try $0.sign(read, zone: Zone(name: "Europe/Berlin", offset: 3600)) }
    }
    #expect(await program.done("note show n1").contains("from another terminal"))
  }

  @Test func aNoteOfASessionThatWasStruckMeanwhileIsKeptAsADraft() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let stamp = CommandStamp(command: "test", clock: program.now, today: nil, who: "ada")
    let session = try #require(RecordID(.session, 1))
    await program.done("strike s1 --why 'not theirs'")
    let practice = try Practice.open(at: program.path)
    defer { practice.close() }
    let couple = try practice.directory().couple(matching: "dana-rob")
    let fact = Fact(
      couple: couple.id, day: try #require(Day(iso: "2026-11-16")), audience: .joint, written: program.now)
    #expect(throws: Problem(.refused, "s1 was struck meanwhile; nothing was saved")) {
      try practice.change(stamp) { try $0.add(Note(id: $0.nextID(.note), fact: fact, session: session, text: "x")) }
    }
  }

  @Test func nobodyRatesASessionAtWhichTheyWereNot() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --on 2026-11-18 --present Rob")
    try await program.expect(
      Refusal(
        "rate dana-rob Dana 5 5 5 5 5 5 5 5 --session s2", 1,
        "error: rate: Dana Reyes was not at s2\nhint: --session names another, --on a day without one"))
    let rated = await program.done("rate dana-rob Dana 5 5 5 5 5 5 5 5")
    #expect(rated.contains("Mon 2026-11-23") && rated.contains("both partners"))
  }

  @Test func aSheetHasNoIDOnAPageForOthers() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("measure dana-rob csi-4 --member Dana --answers 3,3,3,3")
    for view in ["--desk", "--audience joint", "--audience Dana"] {
      #expect(!(await program.done("answers show m1 \(view)")).contains("m1"), "\(view)")
    }
    #expect(await program.done("answers show m1").contains("m1"))
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
    #expect(await program.done("session show s1").contains("contempt 1 (0.6) (struck)"))
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

  @Test func attendanceThatNarrowsNamesThePagesThatWentOut() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "both")
    await program.done("report dana-rob --audience joint -o \(program.folder)/page.txt --to-whom both")
    let edited = await program.run("session edit s1 --present Rob")
    #expect(edited.errors == "went out already: report of Mon 2026-11-23, for both partners, given to both\n")
    #expect(edited.output.hasSuffix("may be shown to Rob only now: n1\n"))
  }

  @Test func aCountBeyondAllCountingIsRefused() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("tally s1 --member Dana --criticism 1")
    let huge = await program.run("tally s1 --member Dana --criticism +9223372036854775807")
    #expect(huge.status == 64)
    let many = await program.run("tally s1 --member Dana --criticism +1000")
    #expect(many.status == 65 && many.errors == "error: criticism: 1001 is outside 0 to 1000\n")
  }

  @Test func anHourOfOneEndsNoHomeworkOfBoth() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob say-it-back --due 2026-11-20 --on 2026-11-16")
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    #expect(await program.done("homework list dana-rob --open").contains("h1"))
    await program.done("session add dana-rob --on 2026-11-21")
    #expect(!(await program.done("homework list dana-rob --open")).contains("h1"))
  }
}
