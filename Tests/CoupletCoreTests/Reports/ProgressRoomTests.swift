import Testing

@testable import CoupletCore

/// Promises according to each, and the counts of the room, in a report's value.
@Suite struct ProgressRoomTests {
  private static let dana = Client.ID(number: 1)
  private static let rob = Client.ID(number: 2)

  private static func day(_ number: Int) -> Day { Day(iso: "2026-09-01")!.adding(days: number - 1) }

  private static func fact(_ number: Int, _ audience: Audience, _ member: Client.ID?) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: day(number), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  private static func report(
    _ records: Records, by viewer: Audience = .counselor, since: Int? = nil
  ) throws -> ProgressReport {
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: day(1),
      memberships: [dana, rob].map { try Couple.Membership(client: $0, joined: day(1)) })
    let clients = try [(dana, "Dana Reyes"), (rob, "Rob Reyes")].map {
      try Client(id: $0.0, details: Client.Details(name: $0.1), today: day(80))
    }
    return ProgressReport(
      of: History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: day(80)),
      library: Library(scales: [], exercises: [], ratings: nil), since: since.map(day), until: nil)
  }

  // MARK: Promises

  private static func promise(
    _ number: Int, by: Client.ID = rob, every: Cadence? = .days(7),
    _ marks: [(Int, Promise.Outcome, Client.ID?)], repairs: [Int] = [], says: Client.ID? = dana
  ) throws -> Promise {
    try Promise(
      id: RecordID(.promise, number)!, fact: fact(1, .joint, by), to: by == rob ? dana : rob, text: "Call",
      every: every, marks: marks.map { Promise.Mark(day: day($0.0), outcome: $0.1, says: $0.2) },
      repairs: repairs.map { try Promise.Repair(day: day($0), says: says) })
  }

  @Test func eachMembersPromisesAccordingToEach() throws {
    var records = Records()
    let outcomes: [Promise.Outcome] = [.kept, .kept, .missed, .kept, .partly, .kept]
    records.promises = [
      try Self.promise(
        1,
        outcomes.enumerated().flatMap { place, outcome in
          [(7 * place + 7, outcome, Self.dana), (7 * place + 7, .kept, Self.rob)]
        } + [(49, .renegotiated, Self.dana), (50, .missed, nil)]),
      try Self.promise(2, by: Self.dana, every: nil, [(7, .kept, Self.rob), (9, .renegotiated, Self.dana)]),
    ]
    let report = try Self.report(records)
    let counts = report.promiseCounts
    // In the order of the couple, whoever keeps more; the counselor's own record counts for nobody.
    #expect(counts.map(\.by) == ["Dana", "Dana", "Rob", "Rob"])
    #expect(counts.map(\.says) == ["Dana", "Rob", "Dana", "Rob"])
    #expect(
      counts.map(\.kept.text) == ["no data", "1 of 1 (21–100 %)", "4 of 6, 67 % (30–90 %)", "6 of 6, 100 % (61–100 %)"])
    #expect(counts.map(\.partly) == [0, 0, 1, 0] && counts.map(\.renegotiated) == [1, 0, 1, 0])
    for viewer in [Audience.joint, .member(Self.dana)] {
      let other = try Self.report(records, by: viewer)
      #expect(other.promiseCounts.isEmpty && other.promiseMisses == nil)
      #expect(other.measures.isEmpty && other.promises.allSatisfy { $0.repairs.isEmpty && $0.accounts.isEmpty })
    }
  }

  @Test func whatIsRenegotiatedNeverChangesTheDenominator() throws {
    for _ in 0..<30 {
      let marks = (1...8).map { place in
        (7 * place, Promise.Outcome.allCases.randomElement() ?? .kept, Bool.random() ? Self.dana : Self.rob)
      }
      func kept(_ marks: [(Int, Promise.Outcome, Client.ID?)]) throws -> [String: Wilson] {
        var records = Records()
        records.promises = [try Self.promise(1, marks)]
        return Dictionary(try Self.report(records).promiseCounts.map { ($0.says, $0.kept) }) { $1 }
      }
      let without = try kept(marks.filter { $0.1 != .renegotiated })
      let with = try kept(marks + [(60, .renegotiated, Self.dana), (67, .renegotiated, Self.rob)])
      let none = try Wilson(0, of: 0)
      for (says, rate) in with { #expect(rate == without[says] ?? none, "\(says)") }
      #expect(with.count == 2)
    }
  }

  @Test func whatBothAgreedAnewIsNotMissed() throws {
    var records = Records()
    records.promises = [
      try Self.promise(1, every: nil, [(7, .renegotiated, Self.dana), (7, .renegotiated, Self.rob)]),
      try Self.promise(2, every: nil, [(7, .partly, Self.dana), (7, .missed, Self.rob)], repairs: [8]),
    ]
    let accounts = try Self.report(records).accounts
    #expect((accounts.renegotiated, accounts.otherwise, accounts.differently, accounts.repaired) == (1, 0, 1, 1))
    #expect(try Self.report(records, by: .joint).accounts == accounts)
  }

  @Test func howMissesWereHandled() throws {
    var records = Records()
    records.promises = [
      try Self.promise(
        1, [(7, .missed, Self.dana), (14, .partly, Self.rob), (15, .renegotiated, Self.rob), (21, .missed, nil)],
        repairs: [8]),
      try Self.promise(2, every: nil, [(7, .kept, Self.dana)]),
    ]
    let misses = try #require(try Self.report(records).promiseMisses)
    #expect((misses.count, misses.repaired, misses.renegotiated, misses.nothing) == (3, 1, 1, 1))
    // Of the time asked for alone.
    #expect(try Self.report(records, since: 20).promiseMisses?.count == 1)
    #expect(try Self.report(Records()).promiseMisses == nil)
    // A repair that only the counselor wrote down is on no page for the couple.
    records.promises = [try Self.promise(1, [(7, .missed, Self.dana)], repairs: [8], says: nil)]
    #expect(try Self.report(records).accounts.repaired == 1)
    #expect(try Self.report(records, by: .joint).accounts.repaired == 0)
  }

  // MARK: The room

  private static func room() throws -> Records {
    var records = Records()
    for (number, minutes) in [(1, 50), (8, 50), (15, nil)] {
      records.sessions.append(
        try Session(
          id: RecordID(.session, records.sessions.count + 1)!, fact: fact(number, .joint, nil), minutes: minutes,
          status: .held, attendance: [dana: .present, rob: .present]))
    }
    func tally(_ session: Int, _ member: Client.ID, _ minutes: Int?, _ counts: [Tally.Key: Int]) throws {
      records.tallies.append(
        try Tally(
          id: RecordID(.entry, records.tallies.count + 1)!,
          fact: fact(session * 7 - 6, .counselor, member), session: RecordID(.session, session)!, minutes: minutes,
          counts: counts))
    }
    try tally(1, dana, nil, [.criticism: 6, .gentleStart: 0, .repairAccepted: 3, .repairMissed: 1])
    try tally(2, dana, 25, [.criticism: 2, .repairAccepted: 1])
    try tally(3, dana, nil, [.curiosity: 4])
    try tally(2, rob, nil, [.criticism: 1])
    records.ratings = [
      try Rating(
        id: RecordID(.measure, 1)!, fact: fact(2, .joint, dana), session: RecordID(.session, 1)!, version: 1,
        values: [:], tensionStart: 8, tensionEnd: 6),
      try Rating(
        id: RecordID(.measure, 2)!, fact: fact(1, .joint, rob), session: RecordID(.session, 1)!, version: 1,
        values: [:], tensionEnd: 3),
    ]
    return records
  }

  @Test func countsWithTheirMinutesAndTheRateInHalfAnHour() throws {
    let room = try #require(try Self.report(Self.room()).room)
    let dana = try #require(room.members.first)
    let criticism = try #require(dana.count(.criticism))
    #expect((criticism.sessions, criticism.first.per30, criticism.last.per30) == (2, 3.6, 2.4))
    #expect(criticism.all == TallyRate(count: 8, minutes: 75))
    // Zero was looked for; what isn't here was not.
    #expect(dana.count(.gentleStart)?.first == TallyRate(count: 0, minutes: 50))
    #expect(dana.count(.contempt) == nil)
    // A session of unknown length has counts and no rate.
    #expect(dana.count(.curiosity)?.all == TallyRate(count: 4, minutes: nil))
    #expect(dana.sessions == 3 && room.members.map(\.name) == ["Dana", "Rob"])
  }

  @Test func eachKeyHasARowForEachMember() throws {
    let report = try Self.report(Self.room())
    let rows = report.measures.filter { $0.kind == .tally }
    #expect(
      rows.map(\.measure) == ["criticism", "gentle-start", "repair-accepted", "repair-missed"].flatMap { [$0, $0] })
    let dana = try #require(rows.first)
    #expect((dana.n, dana.first, dana.last, dana.unit) == (2, 3.6, 2.4, "per-30-min"))
    #expect(dana.change.map(DecimalText.text) == "-1.2")
    #expect(dana.changeClass == nil && dana.isReliable == nil && dana.cutoff == nil && dana.isFunctional == nil)
    // Both were counted in the second session alone: 2.4 − 0.6.
    #expect(dana.gapFirst.map { abs($0 - 1.8) < 1e-9 } == true && dana.gapFirst == dana.gapLast)
  }

  @Test func tensionIsOfTheSessionThatWasRated() throws {
    let tension = try #require(try Self.report(Self.room()).room?.tension)
    #expect(tension.map(\.day) == [Self.day(1)])
    #expect(tension.first?.parts.map(\.start) == [8, nil] && tension.first?.parts.map(\.end) == [6, 3])
  }

  @Test func theRoomIsTheCounselorsAlone() throws {
    for viewer in [Audience.joint, .member(Self.dana)] {
      let report = try Self.report(Self.room(), by: viewer)
      #expect(report.room == nil && !report.measures.contains { $0.kind == .tally })
    }
    #expect(try Self.report(Records()).room == nil)
    #expect(try Self.report(Self.room(), since: 30).room == nil)
  }
}
