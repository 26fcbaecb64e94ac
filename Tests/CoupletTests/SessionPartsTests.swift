import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What hangs on a session is for no more people than the session, plain or sealed.
@Suite struct SessionPartsTests {
  /// Today's planned hour with a note, homework, ratings, a sheet, an injury's rating and a line of live capture on it.
  private static func fullHour(sealed: Bool) async throws -> TestProgram {
    let program = sealed ? try await TestProgram.sealed() : try TestProgram()
    if !sealed { await program.withCouple() }
    await program.done("injury add dana-rob --hurt Dana --by Rob --on-pages -", input: "the trip")
    await program.done("session plan dana-rob --on 2026-11-23 --at 14:00")
    await program.done("note add s2 -", input: "qnote")
    await program.done("homework assign dana-rob --title qwork --session s2 -", input: "qtext")
    await program.done("rate dana-rob Rob 1 2 3 4 5 6 7 8")
    await program.done("measure dana-rob csi-4 --member Rob --answers 1,1,1,1")
    await program.done("rate dana-rob --member Rob --effort 3 --injury i1")
    return program
  }

  private static let taken = "may be shown to Rob only now: n1 h1 m1 m2\n"

  /// What Dana reads of it, everywhere.
  private static func danas(_ program: TestProgram) async -> String {
    var all = ""
    for line in [
      "note list dana-rob", "homework list dana-rob", "answers list dana-rob", "report dana-rob",
      "session list dana-rob", "injury show i1", "score dana-rob",
    ] {
      for audience in ["Dana", "joint"] { all += await program.run("\(line) --audience \(audience) --json").output }
    }
    return all
  }

  @Test(arguments: [false, true]) func whoComesAloneToAPlannedHourHasItsPartsAlone(sealed: Bool) async throws {
    let program = try await Self.fullHour(sealed: sealed)
    let before = await Self.danas(program)
    #expect(before.contains("qnote") && before.contains("qwork") && before.contains("\"trust\""))
    let added = await program.done("session add dana-rob --present Rob")
    #expect(added.hasSuffix(Self.taken), "\(added)")
    let after = await Self.danas(program)
    #expect(!after.contains("qnote") && !after.contains("qwork") && !after.contains("2026-11-23\",\"first\""))
    #expect(!after.contains("csi-4"))
    // Rob still has all of it, and undo gives it back to both.
    #expect(await program.done("note list dana-rob --audience Rob").contains("qnote"))
    #expect(await program.done("report dana-rob --audience Rob --format csv").contains("csi-4"))
    await program.done("undo --confirm dana-rob")
    #expect(await Self.danas(program) == before)
  }

  @Test(arguments: [false, true]) func correctingWhoWasThereTakesAllOfTheHour(sealed: Bool) async throws {
    let program = try await Self.fullHour(sealed: sealed)
    await program.done("session add dana-rob")
    let edited = await program.done("session edit s2 --present Rob")
    #expect(edited.hasSuffix(Self.taken), "\(edited)")
    let after = await Self.danas(program)
    #expect(!after.contains("qnote") && !after.contains("qwork") && !after.contains("csi-4"))
    // The other one comes in afterwards: nothing is widened by that.
    await program.done("session edit s2 --present Rob --present Dana")
    #expect(await Self.danas(program) == after)
  }

  @Test(arguments: [false, true]) func aNarrowedSessionTakesAllOfTheHour(sealed: Bool) async throws {
    let program = try await Self.fullHour(sealed: sealed)
    await program.done("session add dana-rob")
    let narrowed = await program.done("audience s2 Rob --why 'he was alone'")
    #expect(narrowed.hasSuffix("with it: n1 h1 m1 m2\n"), "\(narrowed)")
    let after = await Self.danas(program)
    #expect(!after.contains("qnote") && !after.contains("qwork") && !after.contains("csi-4"))
  }

  @Test func whatIsTheOthersIsTheCounselorsThen() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("rate dana-rob Dana 1 2 3 4 5 6 7 8 --session s1")
    await program.done("note add s1 --audience Dana -", input: "hers")
    let edited = await program.done("session edit s1 --present Rob")
    #expect(
      edited.hasSuffix(
        "may be shown to Rob only now: m1\nmay be shown to counselor only now: n1\n"), "\(edited)")
  }

  @Test func aRatingOfAnInjuryIsOfTheHourToo() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("injury add dana-rob --hurt Dana --by Rob --on 2026-11-16 --on-pages -", input: "the trip")
    await program.done("rate dana-rob --member Dana --willingness 3 --injury i1 --session s1")
    #expect(await program.done("injury show i1 --audience Dana").contains("willingness"))
    let edited = await program.done("session edit s1 --present Rob")
    #expect(edited.hasSuffix("may be shown to counselor only now: i1\n"), "\(edited)")
    #expect(await !program.done("injury show i1 --audience Dana").contains("willingness"))
    #expect(await program.done("injury show i1").contains("willingness"))
  }

  @Test func linesOfTheHourGoIntoNoNoteForBoth() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.run("session live dana-rob --extra", input: "he said qline\n/done\n")
    let edited = await program.done("session edit s2 --present Rob")
    #expect(edited.hasSuffix("may be shown to Rob only now: y1\n"), "\(edited)")
    #expect(await program.done("jot list dana-rob --json").contains("\"heard_by\": \"Rob Reyes\""))
  }

  @Test func whatIsStruckIsNarrowedToo() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "qnote")
    await program.done("strike n1 --why 'not sure'")
    await program.done("session edit s1 --present Rob")
    await program.done("strike n1 --lift --why 'it was right' --confirm dana-rob")
    #expect(await !program.run("note list dana-rob --audience Dana").output.contains("qnote"))
  }

  @Test func aNewSessionAndAWideOneTakeNothing() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session plan dana-rob --on 2026-11-23")
    await program.done("note add dana-rob -", input: "x")
    #expect(await !program.done("session add dana-rob --present Rob --audience joint").contains("now:"))
    #expect(await !program.done("session edit s2 --minutes 60").contains("now:"))
  }

  @Test func asJSONTheWordsGoToStandardError() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add s1 -", input: "x")
    let edited = await program.run("session edit s1 --present Rob --json")
    #expect(edited.errors == "may be shown to Rob only now: n1\n" && !edited.output.contains("now:"))
  }
}
