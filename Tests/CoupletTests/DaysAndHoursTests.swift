import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Days as they are typed, and the order and rules of time.
@Suite struct DaysAndHoursTests {
  private func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  @Test func theVerbSaysWhichWayADayLooks() async throws {
    let program = try await practice()
    let planned = await program.run("session plan dana-rob --on 'next fri' --at 2pm")
    #expect(planned.output.contains("Fri 2026-11-27 · 14:00"))
    #expect(planned.errors == "on: Fri 2026-11-27\n")
    let added = await program.run("session add dana-rob --on 'last fri' --at 14.30 --extra")
    #expect(added.output.contains("Fri 2026-11-20 · 14:30"))
    #expect(added.errors == "on: Fri 2026-11-20\n")
    #expect(await program.run("session plan dana-rob --on 27th --at noon").output.contains("Fri 2026-11-27 · 12:00"))
    let back = await program.run("session add dana-rob --on 17th --at 9am")
    #expect(back.output.contains("Tue 2026-11-17 · 09:00"))
    #expect(await program.run("session add dana-rob --on '3 nov'").output.contains("Tue 2026-11-03"))
  }

  @Test func aStretchOfTimeIsReadByMonthAndYear() async throws {
    let program = try await practice()
    await program.done("session add dana-rob --on 2026-10-31 --at 10:00")
    let since = await program.run("session list dana-rob --since nov")
    #expect(since.errors == "since: Sun 2026-11-01\n")
    #expect(since.output.contains("2026-11-16") && !since.output.contains("2026-10-31"))
    await program.done("note add dana-rob@2026-10-31 -", input: "kumquat")
    await program.done("note add dana-rob@2026-11-16 -", input: "kumquat")
    let until = await program.run("search kumquat --until oct")
    #expect(until.errors == "until: Sat 2026-10-31\n")
    #expect(until.output.contains("2026-10-31") && !until.output.contains("2026-11-16"))
    #expect(await program.run("search kumquat --since 2025").output.contains("2026-10-31"))
  }

  @Test(arguments: [
    ("session add dana-rob --on 11/23", "on: '11/23' is not read", "write nov 23, or YYYY-MM-DD"),
    ("session plan dana-rob --on 3.12.", "on: '3.12.' is not read", "write mar 12 or dec 3, or YYYY-MM-DD"),
    ("session plan dana-rob --on 'next week'", "on: 'next week' is a week, not a day", "nov 30 or 2026-11-30"),
    ("session add dana-rob --at 11", "at: '11' may be in the morning or after noon", "write 11am or 11pm"),
    ("jot dana-rob - --on tomorow", "on: 'tomorow' is not a day", "did you mean tomorrow?"),
  ])
  func whatCouldBeTwoDaysIsRefused(_ line: String, message: String, hint: String) async throws {
    let program = try await practice()
    let result = await program.run(line, input: "x")
    #expect(result.status == 64)
    #expect(result.errors.contains(message) && result.errors.contains(hint), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func oneCoupleHasOneSessionInAnHour() async throws {
    let program = try await practice()
    await program.done("session plan dana-rob --on 2026-11-30 --at 14:00")
    await program.done("session plan dana-rob --on 2026-12-01 --at 14:00")
    for line in [
      "session plan dana-rob --on 2026-12-01 --at 2pm", "session move s2 --on 2026-12-01",
      "session edit s2 --on 2026-12-01",
      "session plan dana-rob --on 2026-11-24 --at 14:00 --every week",
    ] {
      let result = await program.run(line)
      #expect(result.status == 1, "\(line)")
      #expect(result.errors.contains("dana-rob has a session planned on"), "\(line): \(result.errors)")
    }
    #expect(
      await program.run("session add dana-rob --on 2026-11-16 --at 14:00 --extra").errors.contains(
        "has a session on Mon 2026-11-16"))
    // The same day at its own time is no other session.
    await program.done("session move s2 --on 2026-11-30")
    await program.done("session edit s1 --minutes 60")
  }

  @Test func twoCouplesInOneHourAreSavedAndSaid() async throws {
    let program = try await practice()
    await program.done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll'")
    await program.done("session plan dana-rob --on 2026-11-30 --at 14:00")
    let other = await program.run("session plan eve-max --on 2026-11-30 --at 14:30")
    #expect(other.errors == "Mon 2026-11-30 14:30 · at the same time: dana-rob · 14:00 · s2\n")
    let same = await program.run("session plan dana-rob --on 2026-11-30 --at 14:20")
    #expect(same.errors.contains("at the same time: dana-rob · 14:00 · s2"))
    #expect(await program.run("session plan eve-max --on 2026-11-30 --at 16:00").errors.isEmpty)
    // Over midnight too.
    await program.done("session plan dana-rob --on 2026-12-02 --at 23:40")
    #expect(await program.run("session plan eve-max --on 2026-12-03 --at 00:10").errors.contains("dana-rob · 23:40"))
    let today = unwrapped(await program.done("today --today 2026-11-30"))
    #expect(today.contains("14:30 · conjoint · planned · s3 · Eve, Max · at the same time: dana-rob"))
    #expect(today.contains("16:00 · conjoint · planned · s5 · Eve, Max Hours without a note"))
  }

  @Test func linesStandInTheOrderOfEntering() async throws {
    let program = try await practice()
    // 23:59 in Berlin, and then past midnight.
    program.now = Instant("2026-11-23T22:59:00Z")!
    await program.done("session live dana-rob", input: "first\nsecond\n")
    program.now = Instant("2026-11-23T23:10:00Z")!
    let resumed = await program.run("session live dana-rob", input: "third\nfourth\n")
    #expect(resumed.output.contains("s2 · dana-rob · 2 lines captured"), "\(resumed.errors)")
    let list = await program.done("jot list dana-rob")
    let places = ["first", "second", "third", "fourth"].compactMap { list.range(of: $0)?.lowerBound }
    #expect(places.count == 4 && places == places.sorted())
  }

  @Test func theHourThatComesTwiceIsInOrder() async throws {
    let program = try await practice()
    // In the night to the 25th of October the clock goes back from 3:00 to 2:00.
    program.now = Instant("2026-10-25T00:50:00Z")!
    program.zone = Zone(name: "Europe/Berlin", offset: 7200)
    await program.done("jot dana-rob -", input: "first")
    program.now = Instant("2026-10-25T01:10:00Z")!
    program.zone = Zone(name: "Europe/Berlin", offset: 3600)
    await program.done("jot dana-rob -", input: "second")
    let list = await program.done("jot list dana-rob --today 2026-10-25")
    #expect(list.contains("02:50") && list.contains("02:10"))
    #expect(
      (list.range(of: "first")?.lowerBound ?? list.endIndex) < (list.range(of: "second")?.lowerBound ?? list.startIndex)
    )
    // A day of 25 hours is one day.
    #expect(await program.run("jot dana-rob - --on '1 day ago'", input: "x").output.contains("Sat 2026-10-24"))
    #expect(await program.done("log").contains("2026-10-25 02:50") == true)
  }

  @Test func aFileThatWasCarriedKeepsTheTimesOfItsPlaces() async throws {
    let program = try await practice()
    program.now = Instant("2026-11-23T23:30:00Z")!
    await program.done("jot dana-rob -", input: "in Berlin")
    program.now = Instant("2026-11-24T02:00:00Z")!
    program.zone = Zone(name: "America/New_York", offset: -18000)
    await program.done("jot dana-rob -", input: "in New York")
    let log = await program.done("log dana-rob")
    #expect(log.contains("2026-11-24 00:30") && log.contains("2026-11-23 21:00"))
    #expect(!log.contains("Z "))
    #expect(await program.done("undo --list").contains("2026-11-23 21:00"))
    let jots = unwrapped(await program.done("jot list dana-rob --today 2026-11-24"))
    #expect(jots.contains("Tue 2026-11-24 00:30") && jots.contains("Mon 2026-11-23 21:00"))
    #expect(await program.run("check").status == 0)
    #expect(await program.run("log --verify").status == 0)
  }
}
