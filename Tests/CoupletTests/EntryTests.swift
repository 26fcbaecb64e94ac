import CoupletCore
import Testing

@testable import couplet

/// Entries with codes and reviews, and the cycle in one line.
@Suite struct EntryTests {
  @Test func aReviewMovesTheDayAndEndsTheReminder() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done(
      "entry add dana-rob --kind agreement --code check-in --every week --on 2026-11-02 --review 2026-11-16 -",
      input: "Sundays after supper")
    #expect(await program.done("brief dana-rob").contains("review due 2026-11-16 e1: agreement of 2026-11-02, Sundays"))
    #expect(
      await program.done("entry review e1 --review +14d -", input: "Two of two.") == """
        e1 · dana-rob · Mon 2026-11-02 · agreement: check-in · every week
            looked at Mon 2026-11-23 · review Mon 2026-12-07
            may be shown to: both partners

        """)
    #expect(!(await program.done("brief dana-rob").contains("review due")))
    #expect(await program.done("brief dana-rob --today 2026-12-07").contains("review due 2026-12-07"))
    await program.done("entry review e1")
    #expect(!(await program.done("brief dana-rob --today 2026-12-07").contains("review due")))
    #expect(
      unwrapped(await program.done("report dana-rob --audience joint")).contains(
        "agreed, check-in: Sundays after supper · every week · looked at 2026-11-23"))
  }

  @Test func theDayHasAReviewThatWasMoved() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done(
      "entry add dana-rob --kind agreement --on 2026-11-02 --review 2026-11-30 -", input: "tea at nine")
    await program.done("entry review e1 --on 2026-11-09 --review 2026-11-20")
    let due = "To look at again\n  dana-rob       Fri 2026-11-20 · agreement · tea at nine\n"
    #expect(await program.done("today").hasSuffix(due))
    #expect(await program.done("today --json").contains("\"id\": \"e1\""))
    #expect(await program.done("brief dana-rob").contains("review due 2026-11-20"))
    await program.done("couple close dana-rob --outcome completed")
    #expect(!(await program.done("today").contains("To look at again")))
    #expect(await program.done("today --json").contains("\"entries\": []"))
  }

  @Test func whatOneToldAloneIsRemindedOfWithoutItsWords() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("entry add dana-rob --kind need --by Rob --audience Rob --review today -", input: "kumquat")
    let brief = await program.done("brief dana-rob")
    #expect(brief.contains("review due 2026-11-23 e1: need of 2026-11-23\n") && !brief.contains("kumquat"))
  }

  @Test func aQuestionIsTheCounselorsUnlessSaid() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let own = await program.done("entry add dana-rob --kind question -", input: "Do I side with kumquat?")
    #expect(own.hasSuffix("may be shown to: counselor only\n"))
    #expect(await program.done("entry add dana-rob --kind question --by Rob -", input: "x").contains("counselor only"))
    for viewer in ["joint", "Rob", "Dana"] {
      #expect(await program.run("search kumquat --couple dana-rob --audience \(viewer)").status == 1, "\(viewer)")
      #expect(await program.done("entry list dana-rob --audience \(viewer) --json") == "[]\n", "\(viewer)")
    }
    #expect(await program.done("report dana-rob --page supervision").contains("Do I side with kumquat?"))
    let said = await program.done("entry add dana-rob --kind question --audience joint -", input: "What do we do then?")
    #expect(said.hasSuffix("may be shown to: both partners\n"))
    #expect(await program.done("entry list dana-rob --audience joint").contains("What do we do then?"))
    // Only where nobody says otherwise is it anybody's.
    for kind in Entry.Kind.allCases {
      let usual = kind.audience(by: nil, isCoded: false)
      #expect((usual == .counselor) == [.leaving, .crack, .question, .commitment].contains(kind), "\(kind)")
    }
  }

  @Test func theNewestCycleStandsAndEarlierOnesStay() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("cycle dana-rob --on 2026-11-09 -", input: "One asks, the other leaves.")
    await program.done("cycle dana-rob -", input: "One worries and asks, the other hears blame.")
    #expect(await program.done("brief dana-rob").contains("The cycle           e2 One worries and asks"))
    #expect(await program.done("brief dana-rob --today 2026-11-16").contains("The cycle           e1 One asks"))
    #expect(await program.done("brief dana-rob --desk").contains("The cycle           One worries and asks"))
    #expect(await program.done("entry list dana-rob --kind cycle").contains("One asks, the other leaves."))
    let page = await program.done("report dana-rob --audience joint")
    #expect(page.contains("the round you go through: One worries") && !page.contains("One asks, the other leaves."))
  }

  @Test func whereTheTroubleComesFromIsCodedForTheCounselor() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let echo = await program.done("entry add dana-rob --kind crack --code unmet-needs -", input: "nobody asks")
    #expect(echo.contains("crack: unmet-needs") && echo.hasSuffix("may be shown to: counselor only\n"))
    #expect(await program.done("report dana-rob").contains("crack unmet-needs: nobody asks"))
    await program.done("entry add dana-rob --kind crack --code erosion --audience joint -", input: "the years")
    #expect(!(await program.done("report dana-rob --audience joint").contains("the years")))
  }

  @Test func whatOneSaysOfStayingIsTheirs() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let echo = await program.done("entry add dana-rob --kind commitment --code unsure --by Rob -", input: "half")
    #expect(echo.hasSuffix("may be shown to: Rob only\n"))
    #expect(
      await program.done("entry add dana-rob --kind commitment -", input: "half").hasSuffix(
        "may be shown to: counselor only\n"))
  }

  @Test func badInputSaysWhatIsWrong() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("entry add dana-rob --kind need -", input: "a quiet hour")
    await program.done("entry review e1 --on 2026-11-23")
    await program.done("aim dana-rob Dana=improve")
    await program.done("tally s1 --member Dana --criticism 1")
    try await program.expect([
      Refusal(
        "entry add dana-rob --kind crack -", input: "x", 65,
        """
        error: code: a crack has one
        hint: infidelity, conflict, unmet-needs, erosion, misunderstanding, betrayal, withdrawal, broken-promises
        """),
      Refusal(
        "entry add dana-rob --kind crack --code weather -", input: "x", 65,
        """
        error: code: 'weather' is no code of crack
        hint: infidelity, conflict, unmet-needs, erosion, misunderstanding, betrayal, withdrawal, broken-promises
        """),
      Refusal(
        "entry add dana-rob --kind need --code money -", input: "x", 65,
        "error: code: 'money' is no code of need\nhint: it has none"),
      Refusal(
        "entry add dana-rob --kind need --every week -", input: "x", 65,
        "error: every: only an agreement recurs, a need doesn't"),
      Refusal(
        "entry add dana-rob --kind agreement --every often -", input: "x", 64,
        "error: every: 'often' is no cadence\nhint: day, week or 3-days"),
      Refusal(
        "entry review e1 --review today", 65, "error: review: 2026-11-23 doesn't lie after 2026-11-23"),
      Refusal(
        "entry review e1 --on 2026-11-20", 65, "error: on: 2026-11-20 lies before what is entered on e1 already"),
      Refusal("entry review e2", 1, "error: e2 is an aim, which has no day to look at it again"),
      Refusal("entry review e3", 1, "error: e3 is a tally, which has no day to look at it again"),
      Refusal("entry review e9", 1, "error: there is no entry e9"),
      Refusal(
        "cycle dana-rob -", input: "one\ntwo", 65, "error: cycle: has a control character at position 4 (\\u{A})"),
      Refusal("systems --row 36", 65, "error: row: 36 is outside 1 to 35"),
      Refusal("systems kumquat", 1, "error: nothing is found\nhint: couplet systems lists all 35"),
    ])
  }
}
