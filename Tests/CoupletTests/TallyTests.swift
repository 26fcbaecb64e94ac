import CoupletCore
import Testing

@testable import couplet

/// Counts of what one of them did in a session.
@Suite struct TallyTests {
  /// A session of both, one of Rob's and one that is planned.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("session add dana-rob --on 2026-11-20 --present Rob")
    await program.done("session plan dana-rob --on 2026-11-24")
    await program.done("tally s1 --member Dana --criticism 2 --contempt 0 --repair missed")
    return program
  }

  private static func counts(_ program: TestProgram, _ line: String) async -> [String] {
    await program.done(line + " --json").matches(of: /"([a-z_]+)": (\d+)/).map { "\($0.1) \($0.2)" }
  }

  @Test func aNumberSetsAndAPlusAdds() async throws {
    let program = try await Self.practice()
    #expect(
      await program.done("tally s1 --member Dana --criticism +1 --validation +2") == """
        e1 · dana-rob · Mon 2026-11-16 · tally · Dana
            criticism 3, contempt 0, validation 2, repair-missed 1
            may be shown to: counselor only

        """)
    #expect(
      await Self.counts(program, "tally s1 --member Dana --criticism 1 --repair missed --repair accepted --yes") == [
        "criticism 1", "contempt 0", "validation 2", "repair_accepted 1", "repair_missed 2",
      ])
  }

  @Test func zeroIsSeenNotToBeAndTheRestWasNotObserved() async throws {
    let program = try await Self.practice()
    // A count below five stands without a rate; what was not observed isn't there.
    #expect(
      unwrapped(await program.done("session show s1")).contains(
        "counted Dana, in 50 minutes: criticism 2, contempt 0, repair-missed 1"))
    #expect(
      await Self.counts(program, "tally s1 --member Rob --contempt +0 --stonewalling 0") == [
        "contempt 0", "stonewalling 0",
      ])
  }

  @Test func eachOfThemHasOneASession() async throws {
    let program = try await Self.practice()
    #expect(await program.done("tally s1 --member Rob --curiosity 1").hasPrefix("e2 "))
    #expect(await program.done("tally s2 --member Rob --curiosity 1").hasPrefix("e3 · dana-rob · Fri 2026-11-20"))
    #expect(await program.done("tally s1 --member Rob --curiosity +1").hasPrefix("e2 "))
    let before = try UndoWalkTests.dump(program.path)
    await program.done("tally s1 --member Rob --curiosity +1")
    await program.done("undo")
    #expect(try UndoWalkTests.dump(program.path) == before)
  }

  /// Every option counts under its own name.
  @Test func everythingThatIsCountedHasAnOption() async throws {
    let program = try await Self.practice()
    for (place, key) in Tally.Key.allCases.enumerated() {
      let parts = key.rawValue.split(separator: "-", maxSplits: 1)
      let isEvent = ["disclosure", "repair", "timeout"].contains(parts[0])
      let option = isEvent ? "--\(parts[0]) \(parts[1])" : "--\(key.rawValue) 1"
      await program.done("tally s1 --member Rob \(option)")
      let counts = await Self.counts(program, "tally s1 --member Rob --minutes-observed \(place + 1)")
      #expect(counts.filter { $0.hasSuffix(" 1") && !$0.hasPrefix("minutes") }.count == place + 1, "\(key)")
      #expect(counts.contains("\(key.rawValue.replacing("-", with: "_")) 1"))
    }
  }

  @Test func itIsTheCounselorsAlone() async throws {
    let program = try await Self.practice()
    for view in ["--audience Dana", "--audience joint", "--desk"] {
      let page = await program.done("session show dana-rob@2026-11-16 \(view)")
      #expect(!page.contains("counted") && !page.contains("criticism"))
    }
    await program.done("tally s1 --member Dana --minutes-observed 40")
    #expect(
      unwrapped(await program.done("session show s1")).contains("repair-missed 1"))
    #expect(await program.done("session show s1").contains("counted    Dana, in 40 minutes"))
    await program.done("tally s1 --member Rob --criticism 6 --gentle-start 0")
    let page = await program.done("session show s1")
    #expect(
      unwrapped(page).contains("counted Rob, in 50 minutes (per 30 in brackets): criticism 6 (3.6), gentle-start 0"))
  }

  private static let usage = "hint: couplet help tally lists what is counted"

  private static let number = "hint: write a number, as 50"
  private static let refusals = [
    Refusal("tally s2 --member Dana --criticism 1", 1, "error: member: Dana Reyes was not at s2"),
    Refusal("tally s3 --member Dana --criticism 1", 1, "error: session: s3 is planned, not held"),
    Refusal("tally s9 --member Dana --criticism 1", 1, "error: there is no session s9"),
    Refusal("tally s1 --criticism 1", 64, "error: member: is missing\nhint: give --member NAME"),
    Refusal("tally s1 --member Dana", 64, "error: tally: there is nothing to enter\n\(usage)"),
    Refusal("tally s1 --member Dana --criticism 2", 64, "error: tally: there is nothing to enter\n\(usage)"),
    Refusal("tally s1 --member Dana --criticism +0", 64, "error: tally: there is nothing to enter\n\(usage)"),
    Refusal("tally s1 --member Dana --criticism 1001", 65, "error: criticism: 1001 is outside 0 to 1000"),
    Refusal("tally s1 --member Dana --criticism +999", 65, "error: criticism: 1001 is outside 0 to 1000"),
    Refusal(
      "tally s1 --member Dana --criticism=-1", 64,
      "error: the value '-1' is invalid for '--criticism <criticism>'\n\(number)"),
    Refusal(
      "tally s1 --member Dana --criticism many", 64,
      "error: the value 'many' is invalid for '--criticism <criticism>'\n\(number)"),
    Refusal("tally s1 --member Dana --minutes-observed 0", 65, "error: minutes-observed: 0 is outside 1 to 1440"),
    Refusal("tally s1 --member Dana --minutes-observed 1441", 65, "error: minutes-observed: 1441 is outside 1 to 1440"),
    Refusal(
      "tally s1 --member Dana --repair kept", 64,
      "error: the value 'kept' is invalid for '--repair <repair>'\n"
        + "hint: please provide one of 'accepted', 'missed' or 'rejected'"),
    Refusal(
      "tally s1 --member Dana --disclosure kept", 64,
      "error: the value 'kept' is invalid for '--disclosure <disclosure>'\n"
        + "hint: please provide one of 'received', 'missed' or 'punished'"),
    Refusal(
      "tally s1 --member Dana --timeout kept", 64,
      "error: the value 'kept' is invalid for '--timeout <timeout>'\n"
        + "hint: please provide one of 'called', 'honoured' or 'returned'"),
    Refusal(
      "tally s1 --member Max --criticism 1", 1,
      "error: member: 'Max' is not a member of dana-rob\n  c1 Dana Reyes\n  c2 Rob Reyes\n"
        + "hint: Max Noll is in eve-max"),
    Refusal("tally s1 --member Dana --criticism 1 --couple eve-max", 1, "error: s1 is not in the chart of eve-max"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
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
}
