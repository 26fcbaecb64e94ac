import Testing

@testable import CoupletCore

@Suite struct PolicyTests {
  private func policy(_ version: Int, _ kind: Policy.Kind, _ day: String, known: [(Client, String)] = []) throws
    -> Policy
  {
    try Policy(
      couple: Couple.ID(number: 1), version: version, kind: kind, day: Kept.day(day), text: kind.words,
      acknowledgements: known.map { Policy.Acknowledgement(member: $0.0.id, day: try Kept.day($0.1)) })
  }

  @Test func theOneInForceIsTheLastOfThatDayOrBefore() throws {
    var records = Records()
    records.policies = [
      try policy(3, .confidential, "2026-11-10"), try policy(1, .noSecrets, "2026-09-01"),
      try policy(2, .limited, "2026-11-10"),
    ]
    let seen = try Sample.seen(records, by: .joint)
    #expect(try seen.policy(on: Kept.day("2026-08-31")) == nil)
    #expect(try seen.policy(on: Kept.day("2026-11-09"))?.version == 1)
    // Two of one day: the later version.
    #expect(try seen.policy(on: Kept.day("2026-11-10"))?.version == 3)
  }

  @Test func asOfADayItKnowsNoLaterAcknowledgement() throws {
    let policy = try policy(
      1, .limited, "2026-09-01", known: [(Sample.dana, "2026-09-02"), (Sample.rob, "2026-09-10")])
    let before = try policy.seen(in: Sample.sight(asOf: Kept.day("2026-09-09")))
    #expect(before?.acknowledgements.map(\.member) == [Sample.dana.id])
    #expect(try policy.seen(in: Sample.sight(asOf: Kept.day("2026-09-10"))) == policy)
  }

  @Test func heldThingsMayNotSimplyStayUnderTwoOfThem() {
    #expect(Policy.Kind.allCases.filter(\.wantsReview) == [.noSecrets, .limited])
  }

  @Test func eachHasWordsOfItsOwn() {
    #expect(Set(Policy.Kind.allCases.map(\.words)).count == Policy.Kind.allCases.count)
    #expect(throws: Problem(.badData, "policy: is empty")) {
      try Policy(couple: Couple.ID(number: 1), version: 1, kind: .limited, day: Sample.today, text: " ")
    }
  }
}
