import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What one of them told alone, and the agreement on it.
@Suite struct HeldAndPolicyTests {
  /// No secrets since September, limited since 2026-11-17; a session of Rob's; o1 held, o2 at its end.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add dana-rob --on 2026-11-18 --present Rob")
    await program.done("policy dana-rob --kind no-secrets --from 2026-09-01 --acknowledged-by Dana --on 2026-09-02")
    await program.done("policy dana-rob --kind limited --from 2026-11-17")
    await program.done("held add dana-rob --by Rob --session s2 --review 2026-11-26 -", input: "the kumquat")
    await program.done("held add dana-rob --by Dana --on 2026-11-18 --review 2026-11-20 -", input: "a loan")
    await program.done("held close o2 --told --why 'over dinner' --on 2026-11-21")
    return program
  }

  // MARK: Held

  @Test func thePolicyInForceIsShown() async throws {
    let program = try await Self.practice()
    #expect(
      await program.done("held add dana-rob --by Rob --review +14d -", input: "told alone") == """
        o3 · dana-rob · Mon 2026-11-23 · held · told by Rob alone
            review Mon 2026-12-07 · may be shown to: counselor only
        policy in force: limited since Tue 2026-11-17

        """)
    // That of the day on which it was told.
    #expect(
      await program.done("held add dana-rob --by Rob --review +14d --on 2026-11-16 -", input: "x").hasSuffix(
        "policy in force: no-secrets since Tue 2026-09-01\n"))
    #expect(
      await program.done("held add eve-max --by Max -", input: "x").hasSuffix(
        "policy in force: none entered: couplet policy eve-max --kind KIND\n"))
  }

  @Test func aTerminalShowsItBeforeTheTextIsTaken() async throws {
    let program = try await Self.practice()
    let added = await program.ask("held add dana-rob --by Rob --review +3d --session s2", answers: ["told alone"])
    #expect(added.status == 0)
    #expect(
      added.errors == """
        dana-rob · Dana Reyes & Rob Reyes · s2 · Wed 2026-11-18 · conjoint
        policy in force: limited since Tue 2026-11-17
        held item:\u{20}
        """)
  }

  @Test(arguments: [("no-secrets", true), ("limited", true), ("confidential", false), ("case-by-case", false)])
  func aDayToLookAgainIsWantedUnderTwoAgreements(_ kind: String, _ isWanted: Bool) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("policy dana-rob --kind \(kind) --from 2026-09-01")
    let refused = await program.run("held add dana-rob --by Rob -", input: "told alone")
    #expect(refused.status == (isWanted ? 64 : 0))
    await program.done("held add dana-rob --by Rob --review +3d -", input: "told alone")
    let id = isWanted ? "o1" : "o2"
    #expect(await program.run("held review \(id)").status == (isWanted ? 64 : 0))
    // What is kept stays held, which a promise of no secrets doesn't allow.
    let kept = await program.run("held close \(id) --kept")
    #expect(kept.status == (kind == "no-secrets" ? 1 : 0))
  }

  @Test func itsEndIsKeptWithTheReason() async throws {
    let program = try await Self.practice()
    #expect(!(await program.done("held list dana-rob")).contains("o2"))
    let all = await program.done("held list dana-rob --all")
    #expect(all.contains("o2  Wed 2026-11-18  Dana              2026-11-21 told  a loan · over dinner\n"))
    // On a day before, it was still held.
    #expect(
      await program.done("held list dana-rob --today 2026-11-20").contains("o2  Wed 2026-11-18  Dana  2026-11-20"))
    let json = await program.done("held list dana-rob --all --json")
    for pair in [
      #""by": "Rob Reyes""#, #""session": "s2""#, #""review": "2026-11-26""#, #""closed": "2026-11-21""#,
      #""outcome": "told""#, #""why": "over dinner""#, #""text": "the kumquat""#, #""audience": "counselor""#,
    ] { #expect(json.contains(pair), "\(pair)") }
    #expect(
      await program.done("held close o1 --ended") == """
        o1 · dana-rob · Wed 2026-11-18 · held · told by Rob alone
            review Thu 2026-11-26 · ended Mon 2026-11-23
            may be shown to: counselor only

        """)
  }

  @Test func theBriefCountsWhatIsHeldAndSaysNoMore() async throws {
    let program = try await Self.practice()
    let brief = await program.done("brief dana-rob")
    #expect(brief.contains("policy: limited · held: 1, review Thu 2026-11-26\n"))
    #expect(!brief.contains("kumquat") && !brief.contains("Can't wait"))
    let due = await program.done("brief dana-rob --today 2026-11-26")
    #expect(due.contains("Can't wait          held item o1: review due Thu 2026-11-26") && !due.contains("kumquat"))
    #expect(!(await program.done("brief dana-rob --desk")).contains("held"))
    await program.done("held review o1 --review +14d")
    #expect(await program.done("brief dana-rob").contains("held: 1, review Mon 2026-12-07\n"))
    await program.done("held close o1 --told")
    #expect(!(await program.done("brief dana-rob")).contains("held"))
  }

  @Test(arguments: ["held list dana-rob", "held list dana-rob --all", "search kumquat", "report dana-rob", "today"])
  func nobodyElseLearnsOfIt(_ line: String) async throws {
    let program = try await Self.practice()
    for view in line == "today" ? ["--desk"] : ["--desk", "--audience joint"] {
      let result = await program.run("\(line) \(view)")
      #expect(result.status == (line.hasPrefix("search") ? 1 : 0))
      #expect(!(result.output + result.errors).contains("kumquat"))
      #expect(!(result.output + result.errors).contains("loan"))
    }
    #expect(!(await program.run("search kumquat")).output.contains("kumquat"))
  }

  // MARK: The agreement

  @Test func itsVersionsStandBeneathTheNewest() async throws {
    let program = try await Self.practice()
    await program.done("policy dana-rob --acknowledged-by Rob")
    #expect(
      await program.done("policy dana-rob") == """
        dana-rob · Dana Reyes & Rob Reyes

        secrets agreement, version 2: limited since Tue 2026-11-17

        What one of you tells alone may stay with your counselor for a while, until
        there is a good way to tell it. What matters for your decisions about each other
        does not stay secret; a day to look at it again is set.

        Dana         not yet acknowledged
        Rob          acknowledged Mon 2026-11-23
        before       version 1: no-secrets since Tue 2026-09-01

        """)
    let json = await program.done("policy dana-rob --json")
    #expect(json.matches(of: /"version": (\d)/).map { String($0.1) } == ["1", "2"])
    #expect(json.matches(of: /"member": "(.*)"/).map { String($0.1) } == ["Dana Reyes", "Rob Reyes"])
    #expect(await program.done("policy dana-rob --today 2026-11-16").contains("version 1: no-secrets"))
    #expect(await program.done("policy eve-max").hasSuffix("\n\nNo secrets agreement is entered.\n"))
  }

  @Test func itIsForBothToRead() async throws {
    let program = try await Self.practice()
    let own = await program.done("policy dana-rob")
    #expect(await program.done("policy dana-rob --audience Dana") == own)
    let desk = await program.done("policy dana-rob --desk")
    #expect(desk.contains("R.           not yet acknowledged") && !desk.contains("Rob"))
  }

  @Test func itsWordsMayBeTheCounselorsOwn() async throws {
    let program = try await Self.practice()
    let path = try program.write("What Dana tells stays.\n", to: "agreement.txt")
    #expect(
      await program.done("policy dana-rob --text \(path)").contains(
        "version 3: limited since Mon 2026-11-23\n\nWhat Dana tells stays.\n\n"))
    #expect(
      await program.done("policy dana-rob --kind confidential --text -", input: "Other words.").contains(
        "version 4: confidential"))
    #expect(await program.done("policy dana-rob --desk").contains("Other words."))
  }

  @Test(arguments: [("s1", "no-secrets since Tue 2026-09-01"), ("s2", "limited since Tue 2026-11-17")])
  func eachSessionShowsTheOneOfItsDay(_ session: String, _ words: String) async throws {
    let program = try await Self.practice()
    #expect(await program.done("session show \(session)").contains("\npolicy     \(words)\n"))
  }

  // MARK: Refusals

  private static let notMember =
    "is not a member of dana-rob\n  c1 Dana Reyes\n  c2 Rob Reyes\nhint: Max Noll is in eve-max"
  private static let wantsReview =
    "error: review: the policy in force, limited, wants a day to look at it again\nhint: --review DATE"

  private static let refusals = [
    Refusal("held add dana-rob --by Rob -", input: "x", 64, wantsReview),
    Refusal("held add dana-rob --by Max --review +3d -", input: "x", 1, "error: by: 'Max' \(notMember)"),
    Refusal("held add dana-rob --review +3d -", input: "x", 64, "error: by: is missing\nhint: give --by NAME"),
    Refusal("held add dana-rob --by Rob --review +3d -", input: " ", 65, "error: held item: is empty"),
    Refusal(
      "held add dana-rob --by Rob --review +3d", 64,
      "error: held item: the text is missing\nhint: give - and write it to standard input"),
    Refusal(
      "held add dana-rob --by Rob --review 2026-11-22 -", input: "x", 65,
      "error: review: 2026-11-22 lies before the item's day 2026-11-23"),
    Refusal(
      "held add dana-rob --by Rob --review +3d --on 2026-11-24 -", input: "x", 65,
      "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal("held add dana-rob --by Rob --review +3d --session s9 -", input: "x", 1, "error: there is no session s9"),
    Refusal("held review o1", 64, wantsReview),
    Refusal("held review o1 --review 2026-11-26", 64, "error: review: o1 has that day already"),
    Refusal(
      "held review o1 --review 2026-11-17", 65, "error: review: 2026-11-17 lies before the item's day 2026-11-18"),
    Refusal("held review o9 --review +3d", 1, "error: there is no held item o9"),
    Refusal("held review n1 --review +3d", 1, "error: n1 is a note, not a held item"),
    Refusal("held review o2 --review +3d", 1, "error: o2 came to an end on 2026-11-21"),
    Refusal("held review o1 --review +3d --couple eve-max", 1, "error: o1 is not in the chart of eve-max"),
    Refusal("held close o2 --told", 1, "error: o2 came to an end on 2026-11-21"),
    Refusal("held close o1", 64, "error: outcome: is missing\nhint: give --told or --ended or --kept"),
    Refusal("held close o1 --told --why ''", 65, "error: why: is empty"),
    Refusal(
      "held close o1 --told --on 2026-11-17", 65, "error: on: 2026-11-17 lies before the item's day 2026-11-18"),
    Refusal("held close o1 --told --on 2026-11-24", 65, "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "policy dana-rob --kind secret", 64,
      "error: the value 'secret' is invalid for '--kind <kind>'\n"
        + "hint: please provide one of 'no-secrets', 'limited', 'confidential' or 'case-by-case'"),
    Refusal("policy dana-rob --from 2026-11-20", 64, "error: from: goes with --kind or --text"),
    Refusal("policy dana-rob --on 2026-11-20", 64, "error: on: goes with --acknowledged-by"),
    Refusal(
      "policy dana-rob --kind limited --audience Dana", 64,
      "error: audience: an agreement is joint; --audience and --desk only show it"),
    Refusal(
      "policy dana-rob --acknowledged-by Rob --desk", 64,
      "error: audience: an agreement is joint; --audience and --desk only show it"),
    Refusal("policy dana-rob --acknowledged-by Max", 1, "error: acknowledged-by: 'Max' \(notMember)"),
    Refusal(
      "policy dana-rob --acknowledged-by Rob --acknowledged-by rob", 64,
      "error: acknowledged-by: Rob Reyes is named twice"),
    Refusal(
      "policy dana-rob --acknowledged-by Rob --on 2026-11-16", 65,
      "error: on: 2026-11-16 lies before the agreement is in force, 2026-11-17"),
    Refusal(
      "policy dana-rob --acknowledged-by Rob --on 2026-11-24", 65, "error: on: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "policy eve-max --acknowledged-by Eve", 1, "error: policy: eve-max has none yet\nhint: --kind makes one"),
    Refusal(
      "policy eve-max --text -", input: "words", 64,
      "error: kind: is missing\nhint: no-secrets, limited, confidential or case-by-case"),
    Refusal(
      "policy dana-rob --kind limited --from 2026-11-16", 65,
      "error: from: 2026-11-16 lies before version 2, in force since 2026-11-17"),
    Refusal(
      "policy dana-rob --kind limited --from 2026-11-24", 65, "error: from: 2026-11-24 lies after 2026-11-23"),
    Refusal(
      "policy dana-rob --kind limited --acknowledged-by Rob --on 2026-11-20", 65,
      "error: on: 2026-11-20 lies before the agreement is in force, 2026-11-23"),
    Refusal(
      "policy dana-rob --text /nowhere/agreement.txt", 66, "error: text: /nowhere/agreement.txt can't be read"),
    Refusal("policy dana-rob --text -", input: " ", 65, "error: policy: is empty"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }

  @Test func keptIsRefusedWhereNoSecretsAreKept() async throws {
    let program = try await Self.practice()
    await program.done("policy dana-rob --kind no-secrets --from 2026-11-20")
    try await program.expect(
      Refusal("held close o1 --kept", 1, "error: kept: the policy in force, no-secrets, doesn't allow it"))
    // On the day before, another agreement was in force.
    await program.done("held close o1 --kept --on 2026-11-19")
  }

  @Test func nobodyTakesNoteTwice() async throws {
    let program = try await Self.practice()
    await program.done("policy dana-rob --acknowledged-by Rob --on 2026-11-18")
    try await program.expect(
      Refusal(
        "policy dana-rob --acknowledged-by Dana --acknowledged-by Rob", 1,
        "error: acknowledged-by: Rob Reyes has taken note of version 2 on 2026-11-18 already"))
  }

  @Test func theWordsAreText() async throws {
    let program = try await Self.practice()
    let path = program.folder + "/agreement.txt"
    try Data([0x41, 0xFF]).write(to: URL(filePath: path))
    try await program.expect(Refusal("policy dana-rob --text \(path)", 65, "error: text: is not valid UTF-8"))
    try Data([0x20]).write(to: URL(filePath: path))
    try await program.expect(Refusal("policy dana-rob --text \(path)", 65, "error: text: is empty"))
  }

  // MARK: On paper

  /// A spooler that keeps what it is given.
  private static func spool(_ program: TestProgram, _ script: String) async throws -> TestProgram.Result {
    let folder = program.folder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "#!/bin/sh\n\(script)\n".write(toFile: folder + "/lp", atomically: true, encoding: .utf8)
    chmod(folder + "/lp", 0o700)
    return await program.run(
      TestProgram.split("policy dana-rob --print"), environment: ["PATH": "\(folder):/usr/bin:/bin"])
  }

  @Test func theAgreementIsPrintedForTheCoupleAndWrittenDown() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let none = try await Self.spool(program, "cat > /dev/null")
    #expect(none.status == 1 && none.errors.hasPrefix("error: policy: dana-rob has none yet\n"))
    await program.done("policy dana-rob --kind limited --acknowledged-by Dana")
    let refused = try await Self.spool(program, "cat > /dev/null; exit 1")
    #expect(refused.status == 69)
    #expect(
      refused.errors == """
        error: print: the spooler took no job; nothing was printed
        hint: lpstat -p -d shows the printers

        """)
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
    let printed = try await Self.spool(program, "echo \"$@\" > \"$HOME/job\"; cat > \"$HOME/page\"")
    #expect(printed.status == 0 && printed.errors == "printed, for both partners\n", "\(printed.errors)")
    #expect(try String(contentsOfFile: program.folder + "/job", encoding: .utf8) == "-s -t couplet\n")
    let page = try String(contentsOfFile: program.folder + "/page", encoding: .utf8)
    #expect(page.hasPrefix("d-r · D. & R.\n") && page.contains("D.           acknowledged"))
    #expect(!page.contains("Dana") && !page.contains("Rob"))
    #expect(await program.done("log dana-rob --disclosures").contains("policy"))
  }

  @Test func withoutASpoolerNothingIsPrinted() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("policy dana-rob --kind limited")
    let empty = program.folder + "/none"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    // The shell itself is still found: it alone stands on that path.
    try FileManager.default.createSymbolicLink(atPath: empty + "/sh", withDestinationPath: "/bin/sh")
    let result = await program.run(TestProgram.split("policy dana-rob --print"), environment: ["PATH": empty])
    #expect(result.status == 69)
    #expect(result.errors == "error: print: there is no spooler (lp) here; nothing was printed\n")
    #expect(
      await program.run("policy dana-rob --kind limited --print").errors.hasPrefix(
        "error: print: goes with no other change\n"))
  }
}
