import CoupletCore
import Testing

@testable import couplet

/// Hurts, what each says of the way since, and what pages tell of it.
@Suite struct InjuryTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("injury add dana-rob --hurt Dana --by Rob --on 2026-11-02 -", input: "the winter alone")
    return program
  }

  @Test func stepsComeInAnyOrderAndAgain() async throws {
    let program = try await Self.practice()
    await program.done("injury step i1 apology --says Rob --on 2026-11-09")
    await program.done("injury step i1 reopened --says Dana --on 2026-11-16")
    await program.done("injury step i1 apology --says Rob --on 2026-11-20 -", input: "Once more, and slower.")
    #expect(
      await program.done("injury show i1") == """
        dana-rob · Dana Reyes & Rob Reyes
        i1 · named Mon 2026-11-02 · Dana, hurt by Rob
        shown to   both partners, but on no page for the couple

        the winter alone

        2026-11-09 Rob says: apology offered
        2026-11-16 Dana says: reopened
        2026-11-20 Rob says: apology offered: Once more, and slower.

        """)
    // What wasn't said is not missing: no page names a step that nobody said.
    let list = await program.done("injury list dana-rob")
    #expect(list.contains("apology offered, reopened") && !list.contains("forgiv") && !list.contains("let go"))
  }

  @Test func onlyWhoWasHurtReceivesForgivesAndLetsGo() async throws {
    let program = try await Self.practice()
    try await program.expect(
      [("apology-received", "apology received"), ("forgiving", "forgiveness in progress"), ("released", "let go")].map {
        Refusal("injury step i1 \($0.0) --says Rob", 1, "error: says: only who was hurt can say '\($0.1)'")
      })
    for step in ["apology-received", "forgiving", "released"] {
      await program.done("injury step i1 \(step) --says Dana")
    }
  }

  @Test func standsOnPagesForTheCoupleWhereTheHurtWantsIt() async throws {
    let program = try await Self.practice()
    await program.done("injury step i1 acknowledged --says Rob -", input: "I left you with it.")
    for viewer in ["--audience joint", "--audience Rob", "--audience Dana", "--desk"] {
      #expect(!(await program.done("report dana-rob \(viewer)").contains("winter")), "\(viewer)")
      #expect(!(await program.done("injury list dana-rob \(viewer)").contains("winter")), "\(viewer)")
      #expect(await program.run("injury show i1 \(viewer)").errors == "error: there is no injury i1\n")
    }
    #expect(await program.done("injury pages i1 yes --confirm dana-rob").contains("on pages for the couple"))
    for viewer in ["--audience joint", "--audience Rob", "--audience Dana", "--desk"] {
      #expect(await program.done("report dana-rob \(viewer)").contains("I left you with it."), "\(viewer)")
    }
    let page = await program.done("report dana-rob --audience joint")
    #expect(page.contains("What hurt, and what was said since\n  Dana, hurt by Rob, named 2026-11-02: the winter"))
    #expect(!page.contains("i1"))
    // The heading stands in any case: that it is empty tells nothing.
    await program.done("injury pages i1 no")
    let without = await program.done("report dana-rob --audience joint")
    #expect(without.contains("What hurt, and what was said since\n  None written down in this time."))
    try await program.expect([
      Refusal("injury pages i1 no", 1, "error: i1 is not on pages for the couple already")
    ])
  }

  @Test func eachIsAskedForTheirOwnPartAlone() async throws {
    let program = try await Self.practice()
    await program.done("rate dana-rob --member Dana --willingness 3 --injury i1 --session s1")
    await program.done("rate dana-rob --member Rob trust=6 --effort 7 --injury i1 --session s1")
    #expect(await program.done("injury show i1").contains("Dana, willingness of 10: 3 (2026-11-16)\n"))
    #expect(
      await program.done("rate dana-rob --member Dana --willingness 5 --injury i1 --on 2026-11-20") == """
        i1 · dana-rob · Fri 2026-11-20 · Dana: willingness 5 of 10
            may be shown to: Dana only

        """)
    let csv = await program.done("report dana-rob --format csv")
    #expect(csv.contains("dana-rob,Dana Reyes,i1/willingness,rating,0-10,2,2026-11-16,3,2026-11-20,5,2,"))
    #expect(csv.contains("dana-rob,Rob Reyes,i1/willingness,rating,0-10,0,"))
    try await program.expect([
      Refusal(
        "rate dana-rob --member Rob --willingness 3 --injury i1", 1,
        "error: willingness: it is asked of who was hurt, Dana Reyes"),
      Refusal(
        "rate dana-rob --member Dana --effort 3 --injury i1", 1,
        "error: effort: it is asked of who did it, Rob Reyes"),
      Refusal(
        "rate dana-rob --member Dana --effort 3 --willingness 3 --injury i1", 64,
        "error: willingness: is asked of the one, effort of the other\nhint: one of the two"),
      Refusal(
        "rate dana-rob --member Dana --willingness 3", 64,
        "error: injury: is missing\nhint: --injury names what it is about"),
      Refusal(
        "rate dana-rob Dana 1 1 1 1 1 1 1 1 --willingness 3 --injury i1", 64,
        "error: member: is missing\nhint: --member names who rates"),
      Refusal(
        "rate dana-rob --member Dana --injury i1", 64,
        "error: injury: the rating is missing\nhint: --willingness N or --effort N"),
      Refusal("rate dana-rob --member Dana --willingness 11 --injury i1", 65, "error: rate: 11 is outside 0 to 10"),
      Refusal(
        "rate dana-rob --member Dana --willingness 1 --injury i1 --on 2026-10-01", 65,
        "error: on: 2026-10-01 lies before the injury was named, 2026-11-02"),
    ])
  }

  /// How willing one is, how much one does, and that it is not the time, go to nobody but whoever says so, whoever may
  /// know of the hurt and whatever `--audience` says.
  @Test func howWillingOneIsStandsOnNoPageForBoth() async throws {
    let program = try await Self.practice()
    await program.done("injury pages i1 yes --confirm dana-rob")
    let reports = ["", "--page letter", "--page closing"].flatMap { page in
      ["text", "html", "json"].map { "report dana-rob \(page) --format \($0)" }
    }
    let commands =
      ["injury show i1", "injury show i1 --json", "injury list dana-rob", "report dana-rob --format csv"] + reports
    func pages(_ viewer: String) async -> [String] {
      var pages: [String] = []
      for command in commands { pages.append(await program.done("\(command) --audience \(viewer)")) }
      return pages
    }
    var joint = await pages("joint")
    let desk = await program.done("report dana-rob --desk")
    for rate in ["--member Dana --willingness 2", "--member Rob --effort 7"] {
      await program.done("rate dana-rob \(rate) --injury i1")
      await program.done("rate dana-rob \(rate) --injury i1 --audience joint --on 2026-11-20")
    }
    let said = await program.done("injury step i1 not-now --says Dana -", input: "kumquat")
    #expect(said.contains("may be shown to: Dana only"))
    await program.done("injury step i1 not-now --says Rob --audience joint -", input: "satsuma")
    #expect(await pages("joint") == joint)
    #expect(await program.done("report dana-rob --desk") == desk)
    for (viewer, own, others) in [
      ("Dana", ["willingness", "Dana says: not now"], ["effort", "Rob says: not now", "satsuma"]),
      ("Rob", ["effort", "Rob says: not now"], ["willingness", "Dana says: not now", "kumquat"]),
    ] {
      let pages = await pages(viewer)
      for word in own { #expect(pages[0].contains(word) && pages[4].contains(word), "\(viewer): \(word)") }
      for word in others { #expect(!pages.contains { $0.contains(word) }, "\(viewer): \(word)") }
      #expect(await program.run("search \(others[2]) --couple dana-rob --audience \(viewer)").status == 1)
    }
    #expect(await program.run("search kumquat --couple dana-rob --audience joint").status == 1)
    // The counselor's own have it all, and the supervisor's too.
    let own = await program.done("report dana-rob")
    for words in ["0 to 10: 2", "Rob, effort", "Dana says: not now: kumquat", "Rob says: not now: satsuma"] {
      #expect(own.contains(words), "\(words)")
    }
    #expect(await program.done("report dana-rob --page supervision").contains("says: not now: kumquat"))
    #expect(await program.done("injury show i1 --json").contains("\"audience\": \"Dana Reyes\""))
    // Other steps stand where the hurt may.
    await program.done("injury step i1 apology --says Rob -", input: "I left you with it.")
    joint = await pages("joint")
    #expect(joint[0].contains("I left you with it.") && joint[4].contains("I left you with it."))
  }

  @Test func anOpenViolenceEntrySuspendsTheWay() async throws {
    let program = try await Self.practice()
    await program.done("injury pages i1 yes --confirm dana-rob")
    let before = await program.done("report dana-rob --audience joint")
    await program.done("risk add dana-rob --member Dana --kind violence --asked alone -", input: "pushed")
    #expect(await program.done("injury show i1").contains("suspended while r1 is open\n"))
    #expect(await program.done("report dana-rob").contains("    suspended while r1 is open\n"))
    #expect(await program.done("brief dana-rob").contains("suspended while r1 is open"))
    // Nobody else can tell: the page for the couple is the same, byte for byte.
    #expect(await program.done("report dana-rob --audience joint") == before)
    try await program.expect([
      Refusal(
        "injury step i1 apology --says Rob", 1,
        """
        error: apology of i1 is suspended while r1 is open
        hint: --despite r1 --why TEXT does it nevertheless
        """),
      Refusal(
        "injury step i1 apology --says Rob --despite r2 --why x", 1, "error: despite: r1 is what suspends it"),
      Refusal(
        "injury step i1 apology --says Rob --despite r1", 64, "error: why: is missing; --despite wants a reason"),
      Refusal(
        "injury step i1 not-now --says Dana --despite r1 --why x", 64,
        "error: despite: nothing suspends it\nhint: leave --despite and --why out"),
      Refusal(
        "rate dana-rob --member Dana --willingness 3 --injury i1", 1, "error: i1 is suspended while r1 is open"),
    ])
    // That it is not the time can always be said.
    await program.done("injury step i1 not-now --says Dana")
    await program.done("injury step i1 apology --says Rob --despite r1 --why 'she asked for it'")
    #expect(
      await program.done("injury show i1").contains(
        "Rob says: apology offered (although r1 is open: she asked for it)\n"))
    #expect(!(await program.done("report dana-rob --audience joint --format json").contains("asked for it")))
  }

  @Test func badInputSaysWhatIsWrong() async throws {
    let program = try await Self.practice()
    await program.done("injury add dana-rob --hurt Rob --by Dana --audience Rob -", input: "the laugh")
    try await program.expect([
      Refusal(
        "injury add dana-rob --hurt Dana --by Dana -", input: "x", 65,
        "error: by: it is named by one and was done by another"),
      Refusal("injury add dana-rob --hurt Dana --by Rob -", input: " ", 65, "error: injury: is empty"),
      Refusal(
        "injury step i1 named --says Dana --on 2026-10-01", 65,
        "error: on: 2026-10-01 lies before the injury was named, 2026-11-02"),
      Refusal("injury step i9 named --says Dana", 1, "error: there is no injury i9"),
      Refusal("injury step i1 named --says Dana --couple eve-max", 1, "error: i1 is not in the chart of eve-max"),
      Refusal("injury step i2 named --says Dana", 1, "error: says: i2 may be shown to Rob only"),
      Refusal(
        "rate dana-rob --member Dana --effort 3 --injury i2", 1, "error: member: i2 may be shown to Rob only"),
    ])
    // Nothing of it has a day by which: there is no such option anywhere.
    for line in [
      "injury add dana-rob --hurt Dana --by Rob x --due fri", "injury step i1 forgiving --says Dana --due fri",
    ] {
      let result = await program.run(line)
      #expect(result.status == 64 && result.errors.contains("--due"))
    }
  }

  @Test func whatOneSaidAloneStaysTheirs() async throws {
    let program = try await Self.practice()
    await program.done("injury pages i1 yes --confirm dana-rob")
    await program.done("promise add dana-rob --by Rob --to Dana 'home by six'")
    await program.done("goal add dana-rob 'talk about money'")
    await program.done("entry add dana-rob --kind agreement -", input: "Phones away")
    await program.done("session add dana-rob --on 2026-11-20 --kind individual --present Dana")
    let commands = ["injury show i1", "promise list dana-rob", "goal list dana-rob", "entry list dana-rob"]
    var before: [String] = []
    let views = ["--audience Rob", "--audience joint", "--desk", "--audience Rob --json"]
    for view in views {
      for command in commands + ["report dana-rob", "report dana-rob --format json"]
      where !(command + view).contains("json --") {
        before.append(await program.run("\(command) \(view)").output)
      }
    }
    for (line, input) in [
      ("injury step i1 not-now --says Dana --audience Dana -", "kumquat"),
      ("rate dana-rob --member Dana --willingness 2 --injury i1 --session s2", ""),
      ("promise missed p1 --says Dana --audience Dana", ""),
      ("promise repaired p1 --says Dana --audience Dana -", "kumquat"),
      ("goal rate g1 3 --by Dana --audience Dana", ""), ("entry review e1 --review +7d --audience Dana -", "kumquat"),
    ] {
      #expect(
        await program.done(line, input: input).contains(
          "may be shown to: \(line.hasPrefix("entry") ? "both" : "Dana")"), "\(line)")
    }
    var after: [String] = []
    for view in views {
      for command in commands + ["report dana-rob", "report dana-rob --format json"]
      where !(command + view).contains("json --") {
        after.append(await program.run("\(command) \(view)").output)
      }
    }
    #expect(before == after)
    #expect(await program.done("injury show i1 --audience Dana").contains("kumquat"))
    #expect(await program.run("search kumquat --couple dana-rob --audience Rob").status == 1)
    await program.done("injury add dana-rob --hurt Rob --by Dana --audience Rob -", input: "the laugh")
    try await program.expect([
      Refusal(
        "injury step i2 named --says Rob --audience joint", 1,
        "error: audience: i2 may be shown to Rob only\nhint: what is said of it goes to no one else"),
      Refusal(
        "injury step i1 named --says Dana --says Rob", 64, "error: says: is given twice\nhint: one of them"),
    ])
  }
}
