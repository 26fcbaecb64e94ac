import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What endangers somebody: for the counselor alone, and what it suspends.
@Suite struct RiskCommandTests {
  /// An open violence entry r1, and r2, which says that Dana was asked and told nothing.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.run(
      "risk add dana-rob --member Rob --kind violence --part source --told-by Dana --asked alone --on 2026-11-20 -",
      input: "pushed her")
    await program.done("risk asked dana-rob --member Dana --kind suicide --alone")
    return program
  }

  @Test func keepsWhatWasToldAndBySaysWhom() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let added = await program.run(
      "risk add dana-rob --member Dana --kind self-harm --part at-risk --told-by 'her sister' --asked together "
        + "--decision 'see her alone' --plan 'ring on Friday' --review +3d --on 2026-11-20 -", input: "cuts herself")
    #expect(added.errors.isEmpty)
    #expect(
      added.output == """
        r1 · dana-rob · Fri 2026-11-20 · self-harm · Dana · at-risk · asked together
            open · review Thu 2026-11-26 · may be shown to: counselor only

        """)
    let json = await program.done("risk list dana-rob --json")
    for pair in [
      #""member": "Dana Reyes""#, #""kind": "self-harm""#, #""told": true"#, #""part": "at-risk""#,
      #""told_by": "her sister""#, #""asked": "together""#, #""decision": "see her alone""#,
      #""plan": "ring on Friday""#, #""review": "2026-11-26""#, #""status": "open""#, #""text": "cuts herself""#,
      #""audience": "counselor""#, #""date": "2026-11-20""#, #""reviews": []"#,
    ] { #expect(json.contains(pair), "\(pair)") }
    let list = await program.done("risk list dana-rob").replacing(/\s+/, with: " ")
    for word in ["cuts", "part: at-risk", "decided:", "plan: ring"] { #expect(list.contains(word), "\(word)") }
  }

  @Test func aTerminalAsksForTheText() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let added = await program.ask("risk add dana-rob --member Dana --kind suicide", answers: ["passing thoughts"])
    #expect(added.status == 0)
    #expect(added.errors == "dana-rob · Dana Reyes & Rob Reyes\nrisk entry: ")
    #expect(await program.done("risk list dana-rob").contains("passing"))
  }

  @Test func thatNothingWasToldIsSaidAsThat() async throws {
    let program = try await Self.practice()
    let asked = await program.done("risk asked dana-rob --member Rob --kind violence --on 2026-11-16")
    #expect(
      asked == """
        r3 · dana-rob · Mon 2026-11-16 · violence · Rob · asked together
            asked, nothing told · may be shown to: counselor only

        """)
    let list = await program.done("risk list dana-rob")
    #expect(list.contains("r2  Mon 2026-11-23  Dana  suicide   alone     asked"))
    #expect(list.matches(of: /nothing told/).count == 2)
    #expect(!list.lowercased().contains("safe"))
    let json = await program.done("risk list dana-rob --json")
    #expect(json.matches(of: /"told": false/).count == 2 && json.matches(of: /"status": null/).count == 2)
  }

  @Test func aLookIsAddedToTheOthers() async throws {
    let program = try await Self.practice()
    let watched = await program.run("risk review r1 --why 'asked again, alone' --status watched --review +14d")
    #expect(watched.errors.isEmpty)
    #expect(
      watched.output == """
        r1 · dana-rob · Fri 2026-11-20 · violence · Rob · source · asked alone · watched
            review Mon 2026-12-07 · may be shown to: counselor only

        """)
    #expect(await program.done("risk review r1 --why 'over' --status closed").contains("· closed\n"))
    let list = await program.done("risk list dana-rob --json")
    #expect(list.matches(of: /"why": "(.*)"/).map { String($0.1) } == ["asked again, alone", "over"])
    // Left out, it stands as before.
    #expect(await program.done("risk review r1 --why 'still over'").contains("· closed\n"))
    #expect(await program.done("risk list dana-rob --today 2026-11-21 --json").contains("\"status\": \"open\""))
  }

  @Test func openItSuspendsAndSaysWhatWasGivenAlready() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob hard-talk-on-purpose")
    await program.done("homework assign dana-rob say-it-back")
    let added = await program.run("risk add dana-rob --member Rob --kind violence -", input: "pushed her")
    let words = """
      while r1 is open, exercises that ask for vulnerability, transparency or forgiveness are suspended
      given already: h1 · couplet homework review h1 --set-aside

      """
    #expect(added.status == 0 && added.errors == words)
    #expect(await program.run("risk review r1 --why x --status watched").errors.isEmpty)
    #expect(await program.run("risk review r1 --why x --status open").errors == words)
    #expect(await program.run("risk review r1 --why x").errors.isEmpty)
    await program.done("homework review h1 --set-aside")
    await program.done("risk review r1 --why x --status watched")
    #expect(!(await program.run("risk review r1 --why x --status open")).errors.contains("given already"))
  }

  /// Every exercise that comes with the program, by what it asks for.
  @Test func whatItSuspendsIsRefusedAndTheRestIsGiven() async throws {
    let program = try await Self.practice()
    let ids = await program.done("exercise list --json").matches(of: /"id": "(.*)"/).map { String($0.1) }
    var suspended: [String] = []
    for id in ids {
      let asks = await program.done("exercise show \(id) --json")
        .contains(/"(vulnerability|transparency|forgiveness)"/)
      let result = await program.run("homework assign dana-rob \(id) --for Rob")
      #expect(result.status == (asks ? 1 : 0), "\(id): \(result.errors)")
      if asks {
        suspended.append(id)
        #expect(
          result.errors.hasPrefix("error: \(id) asks for ") && result.errors.contains("is suspended while r1 is open\n")
        )
      }
    }
    #expect(!suspended.isEmpty && suspended.count < ids.count)
    // Another couple's are its own.
    await program.done("homework assign eve-max \(suspended[0]) --for Max")
  }

  @Test func despiteItIsGivenWithAReasonThatIsKept() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob hard-talk-on-purpose --despite r1 --why 'both asked, apart'")
    let own = await program.done("homework list dana-rob --json")
    #expect(own.contains("\"risk\": \"r1\"") && own.contains("\"why\": \"both asked, apart\""))
    for view in ["--audience Dana", "--audience Rob", "--audience joint", "--desk"] {
      let page = await program.done("homework list dana-rob --json \(view)")
      #expect(page.contains("\"despite\": null") && !page.contains("both asked"))
    }
    await program.done("risk review r1 --why 'over' --status closed")
    await program.done("homework assign dana-rob hard-talk-on-purpose")
  }

  // MARK: The brief

  @Test func theBriefHasANeutralMark() async throws {
    let program = try await Self.practice()
    let brief = await program.done("brief dana-rob")
    #expect(brief.contains("Can't wait          r1 open since Fri 2026-11-20\n"))
    for word in ["violence:", "violence,", "Rob is", "pushed", "source", "suicide"] {
      #expect(!brief.contains(word), "\(word)")
    }
    await program.done("risk review r1 --why x --review +3d")
    #expect(await program.done("brief dana-rob").contains("r1 open since Fri 2026-11-20, review Thu 2026-11-26\n"))
    for view in ["--desk", "--desk --json"] {
      #expect(!(await program.done("brief dana-rob \(view)")).contains("r1"))
    }
  }

  @Test func whatIsWatchedStandsThereWhenItsDayHasCome() async throws {
    let program = try await Self.practice()
    await program.done("risk review r1 --why x --status watched --review +3d")
    #expect(!(await program.done("brief dana-rob")).contains("Can't wait"))
    #expect(
      await program.done("brief dana-rob --today 2026-11-26").contains(
        "Can't wait          r1 watched since Fri 2026-11-20, review Thu 2026-11-26\n"))
    await program.done("risk review r1 --why x --status closed")
    #expect(!(await program.done("brief dana-rob --today 2026-11-26")).contains("Can't wait"))
  }

  @Test func theBriefSaysWhoWasNotAskedApart() async throws {
    let program = try TestProgram()
    await program.withCouple()
    func todo() async -> String {
      await program.done("brief dana-rob").split(separator: "\n").filter { $0.hasPrefix("Still to do") }.joined()
    }
    #expect(await todo() == "Still to do         violence not asked apart yet: Dana, Rob")
    await program.done("risk asked dana-rob --member Dana --kind violence")
    await program.done("risk asked dana-rob --member Dana --kind suicide --alone")
    #expect(await todo() == "Still to do         violence not asked apart yet: Dana, Rob")
    await program.done("risk asked dana-rob --member Dana --kind violence --alone")
    #expect(await todo() == "Still to do         violence not asked apart yet: Rob")
    await program.done("risk asked dana-rob --member Rob --kind violence --alone")
    #expect(await todo() == "")
    await program.done("policy dana-rob --kind limited --acknowledged-by Rob")
    #expect(await todo() == "Still to do         policy not acknowledged by Dana")
    #expect(!(await program.done("brief dana-rob --desk")).contains("Still to do"))
  }

  // MARK: Refusals

  private static let notMember =
    "is not a member of dana-rob\n  c1 Dana Reyes\n  c2 Rob Reyes\nhint: Max Noll is in eve-max"
  private static let kinds = "hint: one of violence, suicide, self-harm, harm, substance, child, elder"

  private static let refusals = [
    Refusal(
      "risk add dana-rob --member Rob --kind violent -", input: "x", 64,
      "error: the value 'violent' is invalid for '--kind <kind>'\n\(kinds)"),
    Refusal(
      "risk add dana-rob --member Rob -", input: "x", 64,
      "error: kind: is missing\nhint: give --kind and \(kinds.dropFirst(6))"),
    Refusal(
      "risk add dana-rob --kind harm -", input: "x", 64, "error: member: is missing\nhint: give --member NAME"),
    Refusal("risk add dana-rob --member Max --kind harm -", input: "x", 1, "error: member: 'Max' \(notMember)"),
    Refusal("risk add dana-rob --member Rob --kind harm -", input: " ", 65, "error: risk entry: is empty"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm", 64,
      "error: risk entry: the text is missing\nhint: give - and write it to standard input"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm pushed", 64,
      "error: risk entry: text isn't taken from the command line\n"
        + "hint: leave it out to be asked, or give - and write it to standard input"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm --review 2026-11-22 -", input: "x", 65,
      "error: review: 2026-11-22 lies before the entry's day 2026-11-23"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm --on 2026-11-24 -", input: "x", 65,
      "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm --told-by '' -", input: "x", 65, "error: told-by: is empty"),
    Refusal(
      "risk add dana-rob --member Rob --kind harm --decision '' -", input: "x", 65, "error: decision: is empty"),
    Refusal("risk add dana-rob --member Rob --kind harm --plan '' -", input: "x", 65, "error: plan: is empty"),
    Refusal("risk asked dana-rob --member Max --kind harm", 1, "error: member: 'Max' \(notMember)"),
    Refusal(
      "risk asked dana-rob --member Rob --kind harm --on 2026-11-24", 65,
      "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "risk asked dana-rob --member Rob --kind fear", 64,
      "error: the value 'fear' is invalid for '--kind <kind>'\n\(kinds)"),
    Refusal(
      "risk review r2 --why x", 1,
      "error: r2 says that nothing was told\nhint: risk add enters what was told later"),
    Refusal(
      "risk review r1", 64,
      "error: why: is missing\nhint: give --why TEXT, or --why - and write it to standard input"),
    Refusal("risk review r1 --why ''", 65, "error: why: is empty"),
    Refusal("risk review r9 --why x", 1, "error: there is no risk entry r9"),
    Refusal("risk review n1 --why x", 1, "error: n1 is a note, not a risk entry"),
    Refusal("risk review r1 --why x --couple eve-max", 1, "error: r1 is not in the chart of eve-max"),
    Refusal(
      "risk review r1 --why x --on 2026-11-19", 65,
      "error: on: 2026-11-19 lies before what is entered on r1 already"),
    Refusal("risk review r1 --why x --on 2026-11-24", 65, "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal("risk review r1 --why x --review 2026-11-22", 65, "error: review: 2026-11-22 lies before 2026-11-23"),
    Refusal(
      "homework assign dana-rob hard-talk-on-purpose", 1,
      "error: hard-talk-on-purpose asks for transparency and vulnerability and is suspended while r1 is open\n"
        + "hint: --despite r1 --why TEXT does it nevertheless"),
    Refusal(
      "homework assign dana-rob hard-talk-on-purpose --despite r2 --why x", 1,
      "error: despite: r1 is what suspends it"),
    Refusal(
      "homework assign dana-rob hard-talk-on-purpose --despite n1 --why x", 1,
      "error: n1 is a note, not a risk entry"),
    Refusal(
      "homework assign dana-rob hard-talk-on-purpose --despite r1", 64,
      "error: why: is missing; --despite wants a reason"),
    Refusal(
      "homework assign dana-rob hard-talk-on-purpose --despite r1 --why ''", 65, "error: why: is empty"),
    Refusal(
      "homework assign dana-rob say-it-back --despite r1 --why x", 64,
      "error: despite: nothing suspends it\nhint: leave --despite and --why out"),
    Refusal(
      "homework assign dana-rob say-it-back --why x", 64,
      "error: despite: nothing suspends it\nhint: leave --despite and --why out"),
    Refusal(
      "homework assign eve-max hard-talk-on-purpose --despite r1 --why x", 64,
      "error: despite: nothing suspends it\nhint: leave --despite and --why out"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }

  @Test func aLookIsNotBeforeTheLastOne() async throws {
    let program = try await Self.practice()
    await program.done("risk review r1 --why x --on 2026-11-22")
    try await program.expect(
      Refusal(
        "risk review r1 --why x --on 2026-11-21", 65, "error: on: 2026-11-21 lies before what is entered on r1 already")
    )
  }
}
