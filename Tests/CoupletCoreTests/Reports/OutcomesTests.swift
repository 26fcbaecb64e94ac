import SeededNumbers
import Testing

@testable import CoupletCore

@Suite struct OutcomesTests {
  private static let today = Day(iso: "2026-11-23")!
  private static let names = ["Dana Reyes", "Rob Reyes"]

  /// A couple with an RDAS of both at first and now.
  private static func chart(_ number: Int, _ first: (Double, Double), _ last: (Double, Double)?) throws -> Seen {
    let members = [Client.ID(number: 2 * number), Client.ID(number: 2 * number + 1)]
    var records = Records()
    for (day, totals) in [("2026-09-07", first), ("2026-11-16", last)] {
      guard let totals else { continue }
      for (member, total) in zip(members, [totals.0, totals.1]) {
        records.measures.append(
          try Measure(
            id: RecordID(.measure, records.measures.count + 1)!,
            fact: Fact(
              couple: Couple.ID(number: number), day: Day(iso: day)!, audience: .joint, member: member,
              written: Instant(seconds: 1_795_000_000)), scale: "rdas", version: 1, mode: .paper, session: nil,
            entered: .total(total)))
      }
    }
    let couple = try Couple(
      id: Couple.ID(number: number), label: "Couple \(number)", handle: Handle("couple-\(number)"),
      since: Day(iso: "2026-09-01")!,
      memberships: members.map { try Couple.Membership(client: $0, joined: Day(iso: "2026-09-01")!) })
    let clients = try zip(members, names).map {
      try Client(id: $0, details: Client.Details(name: $1), today: today)
    }
    return History(couple: couple, clients: clients, records: records).seen(by: .counselor, asOf: today)
  }

  /// Six recovered, seven unchanged, two of which one fell, one with one sheet each.
  private static func caseload() throws -> [Seen] {
    var charts: [Seen] = []
    for number in 1...6 { charts.append(try chart(number, (30, 32), (60, 61))) }
    for number in 7...13 { charts.append(try chart(number, (40, 42), (41, 43))) }
    for number in 14...15 { charts.append(try chart(number, (40, 42), (41, 20))) }
    return charts + [try chart(16, (40, 42), nil)]
  }

  private static func outcomes(isClosedUp: Bool, isPublic: Bool = true, until: Day? = nil) throws -> Outcomes {
    Outcomes(
      of: try caseload(), library: Library(scales: [try WhatFiguresCarryTests.rdas()], exercises: [], ratings: nil),
      since: nil, until: until, today: today, isClosedUp: isClosedUp, isPublic: { _ in isPublic })
  }

  @Test func aLineAScale() throws {
    let line = try #require(Self.outcomes(isClosedUp: false).lines.first)
    #expect((line.scale, line.n, line.notClassifiable) == ("rdas", 15, 1))
    #expect(Outcomes.Kind.allCases.map { line.counts[$0]?.successes } == [6, 0, 0, 7, 2])
    #expect(line.counts[.bothRecovered]?.text == "6 of 15, 40 % (20–64 %)")
    #expect(line.rule == "12 points or more, Anderson et al. 2014")
    // Of the first sheets alone nobody has changed.
    let before = try #require(Self.outcomes(isClosedUp: false, until: Day(iso: "2026-10-01")!).lines.first)
    #expect((before.n, before.notClassifiable) == (0, 16))
  }

  @Test func aCopyThatLeavesHasNoSmallCounts() throws {
    let line = try #require(Self.outcomes(isClosedUp: true).lines.first)
    #expect((line.n, line.notClassifiable) == (15, nil))
    // 0, 0 and 2 make 2, which would follow from 15, 6 and 7: the 6 goes too.
    #expect(Outcomes.Kind.allCases.map { line.counts[$0]?.successes } == [nil, nil, nil, 7, nil])
    let own = try #require(Self.outcomes(isClosedUp: true, isPublic: false).lines.first)
    #expect((own.scale, own.rule) == ("own scale 1", nil))
  }

  @Test func whatIsClosedUpDoesNotFollowFromTheRest() {
    #expect(Outcomes.closedUp([1, 1, 1, 1, 0], of: 4) == [nil, nil, nil, nil, nil])
    #expect(Outcomes.closedUp([5, 6, 7, 8, 9], of: 35) == [5, 6, 7, 8, 9])
    #expect(Outcomes.closedUp([4, 6, 7, 8, 9], of: 34) == [nil, nil, 7, 8, 9])
    #expect(Outcomes.closedUp([4, 4, 7, 8, 9], of: 32) == [nil, nil, 7, 8, 9])
    #expect(Outcomes.closedUp([0, 0, 0, 0, 20], of: 20) == [nil, nil, nil, nil, nil])
    for seed in 1...200 as ClosedRange<UInt64> {
      var numbers = SeededNumbers(state: seed)
      let counts = (0..<5).map { _ in Int.random(in: 0...12, using: &numbers) }
      let shown = Outcomes.closedUp(counts, of: counts.reduce(0, +))
      let closed = zip(counts, shown).filter { $0.1 == nil }.map(\.0)
      #expect(shown.allSatisfy { $0 ?? 5 >= 5 } && closed.count != 1)
      #expect(closed.isEmpty || closed.count == 5 || closed.reduce(0, +) >= 5)
    }
  }
}
