import Testing

@testable import CoupletCore

/// A kind of record that the house doesn't know: what a reader sees of it must not hang on a list that names it.
private struct Planted: Recorded {
  let id: RecordID
  let fact: Fact
  let givenIn: RecordID?

  func shown(in sight: Sight) -> Planted? { self }
  func searchedText(byCounselor: Bool) -> String? { "quince" }
  var parts: [RecordPart] { [] }
}

@Suite struct SightTests {
  private static let viewers: [Audience] = [.counselor, .joint, .member(Sample.dana.id), .member(Sample.rob.id)]

  private static func planted(_ number: Int, _ audience: Audience, _ day: String = "2026-11-16") throws -> Planted {
    Planted(
      id: try #require(RecordID(.win, number)),
      fact: Fact(
        couple: Couple.ID(number: 1), day: try #require(Day(iso: day)), audience: audience, written: Sample.written),
      givenIn: RecordID(.session, 1))
  }

  @Test func aKindThatNobodyThoughtOfIsHiddenLikeAllOthers() throws {
    var records = Records()
    records[Planted.self] = [
      try Self.planted(1, .counselor), try Self.planted(2, .member(Sample.rob.id)), try Self.planted(3, .joint),
      try Self.planted(4, .joint, "2026-11-24"),
    ]
    for (viewer, numbers) in zip(Self.viewers, [[1, 2, 3], [3], [3], [2, 3]]) {
      let seen = try Sample.seen(records, by: viewer)
      #expect(seen.records[Planted.self].map(\.id.number) == numbers, "\(viewer)")
      #expect(seen.passages(withRisks: true).map(\.id.number) == numbers, "\(viewer)")
      #expect(seen.hanging(on: try #require(RecordID(.session, 1))).map(\.id.number) == numbers, "\(viewer)")
      #expect((seen.record(try #require(RecordID(.win, 1))) == nil) == (viewer != .counselor), "\(viewer)")
    }
    let struck = try Strike(
      record: #require(RecordID(.win, 3)), clock: Sample.written, who: "Ada Voss", why: "wrong chart")
    let history = History(
      couple: try Sample.couple(), clients: [Sample.dana, Sample.rob], records: records, strikes: [struck])
    #expect(history.seen(by: .counselor, asOf: Sample.today).records[Planted.self].map(\.id.number) == [1, 2])
    #expect(history.seen(by: .joint, asOf: Sample.today).records[Planted.self].isEmpty)
  }

  /// What was said of a record while one of its readers was not in the treatment is as far from them as a record of then.
  @Test func whatWasSaidMeanwhileIsNotForWhoComesBack() throws {
    let since = try #require(Day(iso: "2026-03-01"))
    let left = try #require(Day(iso: "2026-04-01"))
    let back = try #require(Day(iso: "2026-06-01"))
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: since,
      memberships: [
        Couple.Membership(client: Sample.dana.id, joined: since),
        Couple.Membership(client: Sample.rob.id, joined: since, left: left),
        Couple.Membership(client: Sample.rob.id, joined: back),
      ])
    func reviews(_ viewer: Audience) throws -> [String?] {
      let fact = Fact(couple: couple.id, day: since, audience: .joint, written: Sample.written)
      let days = ["2026-03-20", "2026-05-01", "2026-07-01"]
      var records = Records()
      records.entries = [
        try Entry(
          id: #require(RecordID(.entry, 1)), fact: fact, Entry.Content(.agreement, text: "tea"),
          reviews: days.map { try Entry.Review(day: #require(Day(iso: $0)), next: nil, words: $0) })
      ]
      let seen = History(couple: couple, clients: [Sample.dana, Sample.rob], records: records).seen(
        by: viewer, asOf: Sample.today)
      return seen.records.entries.flatMap(\.reviews).map(\.words)
    }
    #expect(try reviews(.counselor) == ["2026-03-20", "2026-05-01", "2026-07-01"])
    #expect(try reviews(.member(Sample.dana.id)) == ["2026-03-20", "2026-05-01", "2026-07-01"])
    #expect(try reviews(.member(Sample.rob.id)) == ["2026-03-20", "2026-07-01"])
    #expect(try reviews(.joint) == ["2026-03-20", "2026-07-01"])
  }
}
