import CoupletCore
import CoupletReports
import Testing

/// What no page says, whoever it is for: nobody is praised for a row of days, ranked or added up.
@Suite struct NoRankingTests {
  private static let dana = Client.ID(number: 1)
  private static let rob = Client.ID(number: 2)
  private static let viewers: [Audience] = [.counselor, .joint, .member(dana), .member(rob)]

  private static func day(_ number: Int) -> Day { Day(iso: "2026-09-01")!.adding(days: number - 1) }

  private static func fact(_ number: Int, _ audience: Audience, _ member: Client.ID?) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: day(number), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  private static func promise(
    _ number: Int, by: Client.ID, _ outcome: Promise.Outcome, every: Cadence? = nil
  ) throws -> Promise {
    try Promise(
      id: RecordID(.promise, number)!, fact: fact(1, .joint, by), to: by == dana ? rob : dana, text: "Call",
      due: day(20), every: every, size: .small,
      marks: (every == nil ? [7] : [7, 14, 21]).flatMap { number in
        [dana, rob].map { Promise.Mark(day: day(number), outcome: outcome, says: $0) }
      }, repairs: outcome == .missed ? [Promise.Repair(day: day(22), says: dana)] : [])
  }

  /// Something of all that is counted: a long time of kept promises, homework done and missed, ratings, tallies.
  private static func records() throws -> Records {
    var records = Records()
    records.promises = [
      try promise(1, by: dana, .kept, every: .days(7)), try promise(2, by: rob, .missed, every: .days(7)),
      try promise(3, by: rob, .partly), try promise(4, by: dana, .renegotiated),
    ]
    for (place, number) in [1, 8, 15].enumerated() {
      records.sessions.append(
        try Session(
          id: RecordID(.session, place + 1)!, fact: fact(number, .joint, nil), minutes: 50, status: .held,
          attendance: [dana: .present, rob: .absent]))
      for member in [dana, rob] {
        records.ratings.append(
          try Rating(
            id: RecordID(.measure, records.ratings.count + 1)!, fact: fact(number, .joint, member),
            session: RecordID(.session, place + 1)!, version: 1,
            values: Dictionary(uniqueKeysWithValues: Domain.allCases.map { ($0, .value(5)) }), tensionStart: 6,
            tensionEnd: 4))
        records.tallies.append(
          try Tally(
            id: RecordID(.entry, records.tallies.count + 1)!, fact: fact(number, .counselor, member),
            session: RecordID(.session, place + 1)!, minutes: nil,
            counts: Dictionary(uniqueKeysWithValues: Tally.Key.allCases.map { ($0, 2) })))
      }
    }
    records.homework = [
      try Homework(
        id: RecordID(.homework, 1)!, fact: fact(1, .joint, nil), exercise: nil, title: "A walk", text: "Walk",
        terms: Homework.Terms(),
        log: try [7, 14].map {
          try Homework.Log(day: day($0), member: rob, done: .graded(0), audience: .joint)
        })
    ]
    return records
  }

  private static func seen(_ records: Records, by viewer: Audience) throws -> Seen {
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: day(1),
      memberships: [dana, rob].map { try Couple.Membership(client: $0, joined: day(1)) })
    let clients = try [(dana, "Dana Reyes"), (rob, "Rob Reyes")].map {
      try Client(id: $0.0, details: Client.Details(name: $0.1), today: day(30))
    }
    return History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: day(30))
  }

  private static let library = Library(scales: [], exercises: [], ratings: nil)

  private static func report(_ records: Records, by viewer: Audience) throws -> ProgressReport {
    ProgressReport(of: try seen(records, by: viewer), library: library, since: nil, until: nil)
  }

  private static func pages(_ records: Records, by viewer: Audience) throws -> [String] {
    let report = try report(records, by: viewer)
    let seen = try seen(records, by: viewer)
    // Of HTML what is read; lengths in drawings are no figures.
    return ReportFormat.allCases.map { $0 == .html ? readable(render(report, as: $0)) : render(report, as: $0) } + [
      seen.list(records.promises.filter { $0.fact.audience.isOpen(to: viewer) }).joined(separator: "\n"),
      seen.page(seen.records.promises[0]).joined(separator: "\n"),
    ]
  }

  @Test(arguments: viewers)
  func theseWordsAreOnNoPage(_ viewer: Audience) throws {
    for page in try Self.pages(Self.records(), by: viewer) {
      let words = page.lowercased()
      for word in [
        "failed", "failure", "streak", "in a row", "league", "score board", "scoreboard", "winner", "points won",
      ] {
        #expect(!words.contains(word), "\(word)")
      }
    }
  }

  @Test(arguments: viewers)
  func nothingIsAddedUpOverTheDomains(_ viewer: Audience) throws {
    let report = try Self.report(Self.records(), by: viewer)
    let rated = Set(report.measures.filter { $0.kind == .rating }.map(\.measure))
    #expect(rated == Set(Domain.allCases.map(\.rawValue) + ["tension-start", "tension-end"]))
    for page in try Self.pages(Self.records(), by: viewer) {
      // Eight domains of 5 each; all homework together is a key of its own.
      let words = page.lowercased().replacing("\"homework_total\"", with: "")
      #expect(!page.contains(#/\b40\b/#) && !words.contains("total"))
    }
  }

  /// Whoever keeps more: the page for the couple is the same.
  @Test(arguments: [Audience.joint, .member(dana), .member(rob)])
  func theCouplesPageNamesNobodyWhoKeptLess(_ viewer: Audience) throws {
    func pages(dana: Promise.Outcome, rob: Promise.Outcome) throws -> [String] {
      var records = Records()
      records.promises = [
        try Self.promise(1, by: Self.dana, dana, every: .days(7)),
        try Self.promise(2, by: Self.rob, rob, every: .days(7)),
      ]
      let report = try Self.report(records, by: viewer)
      return ReportFormat.allCases.map { render(report, as: $0) }
    }
    let pages = (try pages(dana: .kept, rob: .missed), try pages(dana: .missed, rob: .kept))
    #expect(pages.0 == pages.1)
    #expect(pages.0[0].contains("kept, as you both saw it: 3; seen differently: 0"))
  }

  /// Accounts stand in the order of the couple, whoever keeps more.
  @Test func theCounselorsPageSortsNobody() throws {
    for (dana, rob) in [(Promise.Outcome.kept, Promise.Outcome.missed), (.missed, .kept)] {
      var records = Records()
      records.promises = [
        try Self.promise(1, by: Self.rob, rob, every: .days(7)),
        try Self.promise(2, by: Self.dana, dana, every: .days(7)),
      ]
      #expect(try Self.report(records, by: .counselor).promiseCounts.map(\.by) == ["Dana", "Dana", "Rob", "Rob"])
    }
  }
}
