import CoupletCore
import CoupletStore
import Foundation
import Testing

@testable import couplet

/// Commands that meet on one record: what was changed meanwhile is not overwritten.
@Suite struct MeetingCommandsTests {
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
}
