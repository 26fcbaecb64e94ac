import CoupletCore
import CoupletStore
import Testing

@testable import couplet

/// Nobody sees more of what was there unless the couple's handle is typed, whatever the command is called.
@Suite struct GateTests {
  /// A practice with a couple, and one session of both on 2026-11-16.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  /// Expects that a command is refused without the handle, also under `--yes`, and done with it.
  private static func expectGate(
    _ program: TestProgram, _ line: String, _ who: String, _ ids: String, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let words = """
      becomes visible to \(who): \(ids)
      error: confirm: the handle is missing; nothing was changed
      hint: --confirm dana-rob
      """
    let other = words.replacing("the handle is missing", with: "that is not the couple's handle")
      .replacing("\nhint: --confirm dana-rob", with: "")
    try await program.expect(
      [
        Refusal(line, 1, words), Refusal("\(line) --yes", 1, words), Refusal("\(line) --confirm eve-max", 1, other),
      ], location)
    await program.done("\(line) --confirm dana-rob", location)
  }

  @Test func aSheetThatBecomesTheOthers() async throws {
    let program = try await Self.practice()
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111111")
    try await Self.expectGate(program, "answers fix m1 --member Dana --why 'it was hers'", "c1", "m1")
  }

  @Test func aStrikeThatIsLifted() async throws {
    let program = try await Self.practice()
    await program.done("win add dana-rob 'home early'")
    await program.done("strike w1 --why 'entered twice'")
    try await Self.expectGate(program, "strike w1 --lift --why 'it was right'", "c1 and c2", "w1")
  }

  @Test func whoComesBackOnAnEarlierDay() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob --title 'A walk' --on 2026-10-01 -", input: "Walk.")
    await program.done("couple leave dana-rob Rob --on 2026-10-10")
    await program.done("homework log h1 --member Dana --done 3 --on 2026-10-20 -", input: "alone")
    // Coming back later shows nothing of what was said meanwhile.
    await program.done("couple join dana-rob Rob --on 2026-11-22")
    await program.done("undo")
    try await Self.expectGate(program, "couple join dana-rob Rob --on 2026-10-15", "c2", "h1 s1")
  }

  @Test func aHurtThatComesOntoPages() async throws {
    let program = try await Self.practice()
    await program.done("injury add dana-rob --hurt Dana --by Rob -", input: "the summer")
    try await Self.expectGate(program, "injury pages i1 yes", "c1 and c2", "i1")
  }

  @Test func whatMovesToADayOfBoth() async throws {
    let program = try await Self.practice()
    await program.done("couple leave dana-rob Rob --on 2026-11-17")
    await program.done("measure dana-rob csi-4 --member Dana --answers 3,3,3,3 --on 2026-11-20")
    try await Self.expectGate(program, "answers fix m1 --on 2026-11-13 --why 'the wrong day'", "c2", "m1")
  }

  @Test func aSealedFileHasTheSameGate() async throws {
    let program = try await TestProgram.sealed()
    await program.done("note add s1 --audience Rob -", input: "They talked.")
    let refused = await program.run("audience n1 joint --why 'both asked'")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("becomes visible to c1: n1\nThis can't be undone.\n"))
    #expect(!(await program.done("note list dana-rob --audience Dana")).contains("They talked."))
    await program.done("audience n1 joint --why 'both asked' --confirm dana-rob")
    #expect(await program.done("note list dana-rob --audience Dana").contains("They talked."))
  }

  @Test func aSheetOfAnHourThatTheOtherHadAloneIsTheCounselorsThen() async throws {
    let program = try await Self.practice()
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111111 --session s2")
    let moved = await program.done("answers fix m1 --member Dana --why 'it was hers'")
    #expect(moved.contains("may be shown to: counselor only"), "\(moved)")
  }

  @Test func anHourThatBecomesTheOthersLeavesWhatWasSaidInItToTheCounselor() async throws {
    let program = try await Self.practice()
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    await program.done("note add s2 -", input: "They talked.")
    await program.done("audience s2 Dana --why 'it was hers' --confirm dana-rob")
    #expect(await program.done("note list dana-rob --audience Dana --json") == "[]\n")
    #expect(await program.done("note list dana-rob --audience Rob --json") == "[]\n")
    #expect(await program.done("note list dana-rob").contains("They talked."))
  }

  @Test func anUndoneNarrowing() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 -", input: "They talked.")
    await program.done("audience n1 Rob --why 'said alone'")
    try await Self.expectGate(program, "undo", "c1", "n1")
  }

  @Test func atATerminalWhatWouldBeSeenIsShown() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 --audience Rob -", input: "They talked.")
    let refused = await program.ask("audience n1 joint --why 'both asked'", answers: ["y", "rob-dana"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("becomes visible to Dana:\n"))
    #expect(refused.errors.contains("  They talked.\n"))
    #expect(refused.errors.contains("Type the couple's handle to go on: "))
    #expect(refused.errors.hasSuffix("error: confirm: that is not the couple's handle; nothing was changed\n"))
    let done = await program.ask("audience n1 joint --why 'both asked'", answers: ["y", "dana-rob"])
    #expect(done.status == 0, "\(done.errors)")
    #expect(await program.done("note list dana-rob --audience Dana").contains("They talked."))
  }

  @Test func aChangeThatShowsNobodyMoreAsksNothing() async throws {
    let program = try await Self.practice()
    await program.done("note add s1 -", input: "They talked.")
    for line in [
      "note edit n1 -", "session edit s1 --approach EFT", "session edit s1 --on 2026-11-17", "audience n1 Rob --why x",
      "session edit s1 --present Rob", "client edit dana --called Dee", "couple edit dana-rob --label 'D & R'",
      "client add 'Zoe Quinn'", "couple join dana-rob Zoe",
    ] {
      let result = await program.run(line, input: "Other words.")
      #expect(result.status == 0 && !result.errors.contains("becomes visible"), "\(line): \(result.errors)")
    }
  }
}

/// What was given a wider audience than its hour by name is known, and asked about when the hour is narrowed.
@Suite struct NamedAudienceTests {
  private static func hour() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    return program
  }

  @Test func nothingOfAnHourIsWiderThanTheHourUnlessSomebodyTypedSo() async throws {
    let program = try await Self.hour()
    await program.done("measure dana-rob csi-4 --member Rob --answers 3,3,3,3 --session s2")
    await program.done("rate dana-rob Rob 1 2 3 4 5 6 7 8 --session s2")
    await program.done("homework assign dana-rob --title q --session s2 -", input: "one")
    await program.done("note add s2 -", input: "two")
    await program.done("note add s2 --audience joint -", input: "three")
    let open = await program.done("search one OR two OR three --couple dana-rob --audience Dana")
    #expect(!open.contains("one") && !open.contains("two") && open.contains("three"))
    #expect(!(await program.done("answers list dana-rob --audience Dana")).contains("csi-4"))
  }

  @Test func whatWasNamedIsListedAndAsked() async throws {
    let program = try await Self.hour()
    await program.done("note add s1 -", input: "usual")
    await program.done("note add s1 --audience joint -", input: "named")
    let kept = await program.ask("session edit s1 --present Rob", answers: ["y", "n"])
    #expect(kept.status == 0)
    #expect(kept.errors.contains("n2 may be shown to both partners, which somebody may have meant\n"))
    #expect(kept.errors.contains("Narrow n2 along with s1? [y/N] "))
    #expect(kept.output.hasSuffix("may be shown to Rob only now: n1\n"))
    #expect(await program.done("note list dana-rob --audience Dana").contains("named"))
    // It is kept that somebody wants it so: it is asked again, and without a terminal goes along.
    let taken = await program.done("session edit s1 --absent Rob --present Dana")
    #expect(taken.contains("n2"), "\(taken)")
    #expect(!(await program.done("note list dana-rob --audience Rob")).contains("named"))
  }

  @Test func theStoreRefusesWhatIsWiderThanItsHour() async throws {
    let program = try await Self.hour()
    let practice = try Practice.open(at: program.path)
    let couple = try #require(try practice.directory().couples.first)
    let session = try #require(RecordID("s2"))
    let day = try #require(Day(iso: "2026-11-20"))
    let stamp = CommandStamp(command: "note add", clock: program.now, today: nil, who: "ada")
    func add(_ isNamed: Bool) throws {
      try practice.change(stamp) { change in
        try change.add(
          try Note(
            id: try change.nextID(.note),
            fact: Fact(
              couple: couple.id, day: day, audience: .joint, isAudienceNamed: isNamed, written: change.clock),
            session: session, format: "free", text: "wide"))
      }
    }
    let problem = #expect(throws: Problem.self) { try add(false) }
    #expect(problem?.kind == .internalFault)
    #expect(
      problem?.message == "n1 would be open to more people than the hour that it belongs to; nothing was saved")
    try add(true)
  }
}
