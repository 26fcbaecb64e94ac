import Testing

@testable import CoupletCore

@Suite struct JotAudienceTests {
  private func jot(heardBy: Client?) throws -> Jot {
    try Jot(
      id: #require(RecordID(.jot, 1)), fact: Kept.fact("2026-11-16", of: nil), time: #require(MinuteOfDay("14:02")),
      text: "a line", heardBy: heardBy?.id)
  }

  @Test func whatAllHeardMayGoAnywhere() throws {
    let jot = try jot(heardBy: nil)
    for audience in [Audience.joint, .counselor, .member(Sample.dana.id), .member(Sample.rob.id)] {
      #expect(jot.mayGo(into: audience))
    }
  }

  @Test func whatOneSaidAloneStaysTheirsOrTheCounselors() throws {
    let jot = try jot(heardBy: Sample.rob)
    #expect(jot.mayGo(into: .member(Sample.rob.id)) && jot.mayGo(into: .counselor))
    #expect(!jot.mayGo(into: .joint) && !jot.mayGo(into: .member(Sample.dana.id)))
  }
}
