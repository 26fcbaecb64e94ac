import Testing

@testable import CoupletCore

/// A small practice for tests: two clients in a couple, a third who comes in later.
enum Sample {
  static let today = Day(iso: "2026-11-23")!
  static let written = Instant(seconds: 1_795_000_000)
  static let dana = client(1, "Dana Reyes")
  static let rob = client(2, "Rob Reyes")
  static let robert = client(3, "Robert Klein", called: "Bo")

  static func client(_ number: Int, _ name: String, called: String? = nil) -> Client {
    var details = Client.Details(name: name)
    details.called = called
    return try! Client(id: Client.ID(number: number), details: details, today: today)
  }

  static func couple(
    _ number: Int = 1, _ handle: String = "dana-rob", label: String = "Dana & Rob", members: [Client] = [dana, rob],
    former: [String] = [], closure: Couple.Closure? = nil
  ) throws -> Couple {
    let since = Day(iso: "2026-09-01")!
    return try Couple(
      id: Couple.ID(number: number), label: label, handle: try Handle(handle),
      formerHandles: try former.map { try Handle($0) }, since: since,
      memberships: try members.map { try Couple.Membership(client: $0.id, joined: since) }, closure: closure)
  }

  static func session(
    _ number: Int, _ day: String, audience: Audience = .joint, status: Session.Status = .held, at: String? = nil,
    present: [Client] = [dana, rob]
  ) throws -> Session {
    try Session(
      id: RecordID(.session, number)!,
      fact: Fact(couple: Couple.ID(number: 1), day: Day(iso: day)!, audience: audience, written: written),
      start: at.flatMap { MinuteOfDay($0) }, status: status,
      attendance: Dictionary(uniqueKeysWithValues: present.map { ($0.id, .present) }))
  }

  /// What somebody may see of a chart on a day.
  static func sight(_ viewer: Audience = .counselor, asOf day: Day = today) throws -> Sight {
    Sight(viewer, of: try couple(), asOf: day)
  }

  static func seen(
    _ records: Records, by viewer: Audience, asOf day: Day = today, members: [Client] = [dana, rob]
  ) throws -> Seen {
    History(couple: try couple(members: members), clients: members, records: records).seen(by: viewer, asOf: day)
  }
}

@Suite struct SeenTests {
  private func records() throws -> Records {
    var records = Records()
    records.sessions = [
      try Sample.session(3, "2026-11-16"), try Sample.session(1, "2026-11-02"),
      try Sample.session(2, "2026-11-09", audience: .member(Sample.rob.id), present: [Sample.rob]),
      try Sample.session(4, "2026-11-30", status: .planned, present: []),
    ]
    return records
  }

  @Test func numbersOnlyWhatTheAudienceMaySee() throws {
    func numbers(_ viewer: Audience) throws -> [Int?] {
      let seen = try Sample.seen(records(), by: viewer)
      return seen.records.sessions.map(seen.number)
    }
    #expect(try numbers(.counselor) == [1, 2, 3, nil])
    #expect(try numbers(.member(Sample.rob.id)) == [1, 2, 3, nil])
    #expect(try numbers(.member(Sample.dana.id)) == [1, 2, nil])
    #expect(try numbers(.joint) == [1, 2, nil])
  }

  @Test func countsDaysSinceTheLastSessionOfTheAudience() throws {
    var records = try records()
    records.sessions.removeAll { $0.id.number == 3 }
    #expect(try Sample.seen(records, by: .counselor).daysSinceLast == 14)
    #expect(try Sample.seen(records, by: .joint).daysSinceLast == 21)
  }

  @Test func leavesOutLaterFactsButNotPlans() throws {
    let day = try #require(Day(iso: "2026-11-09"))
    let seen = try Sample.seen(records(), by: .counselor, asOf: day)
    #expect(seen.records.sessions.map(\.id.description) == ["s1", "s2", "s4"])
    #expect(seen.daysSinceLast == 0)
  }

  @Test func showsIDsToTheCounselorAlone() throws {
    #expect(try Sample.seen(records(), by: .counselor).showsIDs)
    #expect(try !Sample.seen(records(), by: .joint).showsIDs)
    #expect(try !Sample.seen(records(), by: .counselor).forDesk().showsIDs)
  }

  @Test func cutsNamesToInitialsInFreeText() throws {
    let seen = try Sample.seen(Records(), by: .joint).forDesk()
    #expect(
      seen.text("Rob and Dana Reyes; ROB's brother, Robbie. Dána said so.")
        == "R. and D.; R.'s brother, Robbie. D. said so.")
    #expect(seen.text("They asked Rob.") == "They asked R.")
    #expect(seen.label == "D. & R.")
    #expect(seen.handle == "d-r")
  }

  @Test func cutsShortNamesAndLeavesParticles() throws {
    let two = [Sample.client(1, "Jo van Dyk"), Sample.client(2, "李 王")]
    let seen = try Sample.seen(Records(), by: .joint, members: two).forDesk()
    let text = "Jo came in a van with 李; jo and Jo van Dyk left."
    #expect(seen.text(text) == "J. came in a van with 李.; J. and J. left.")
  }

  @Test func initialsTellPartnersApart() throws {
    let two = [Sample.client(1, "Robin Ames"), Sample.client(2, "Robert Berg")]
    let seen = try Sample.seen(Records(), by: .joint, members: two).forDesk()
    #expect(two.map { seen.name($0.id) } == ["R.A.", "R.B."])
  }

  @Test func namesInFullWhoShareAShortName() throws {
    let two = [Sample.client(1, "Robin Ames"), Sample.client(2, "Robin Berg")]
    let seen = try Sample.seen(Records(), by: .counselor, members: two)
    #expect(two.map { seen.name($0.id) } == ["Robin Ames", "Robin Berg"])
  }
}

@Suite struct SessionTests {
  @Test func whoeverHadItAloneIsItsAudience() {
    #expect(Session.audience(of: [Sample.rob.id: .present, Sample.dana.id: .absent]) == .member(Sample.rob.id))
    #expect(Session.audience(of: [Sample.rob.id: .late(minutes: 5), Sample.dana.id: .present]) == .joint)
    #expect(Session.audience(of: [:]) == .joint)
  }

  @Test func aCoupleMeansTodaysElseTheLastHeld() throws {
    var records = Records()
    records.sessions = [
      try Sample.session(1, "2026-11-02"), try Sample.session(2, "2026-11-16"),
      try Sample.session(3, "2026-11-23", status: .planned, present: []),
      try Sample.session(4, "2026-11-23", status: .cancelled, present: []),
    ]
    #expect(try Sample.seen(records, by: .counselor).sessionMeant(on: nil).id.number == 3)
    records.sessions.removeAll { $0.id.number == 3 }
    #expect(try Sample.seen(records, by: .counselor).sessionMeant(on: nil).id.number == 2)
    #expect(try Sample.seen(records, by: .counselor).sessionMeant(on: Day(iso: "2026-11-02")).id.number == 1)
    #expect(try Sample.seen(records, by: .counselor).sessionMeant(on: Day(iso: "2026-11-23")).id.number == 4)
  }

  @Test func severalOnADayAreListed() throws {
    var records = Records()
    records.sessions = [
      try Sample.session(1, "2026-11-16", at: "09:00"), try Sample.session(2, "2026-11-16", at: "14:00"),
    ]
    let problem = #expect(throws: Problem.self) {
      try Sample.seen(records, by: .counselor).sessionMeant(on: nil)
    }
    #expect(problem?.message == "dana-rob has 2 sessions on Mon 2026-11-16")
    #expect(problem?.candidates.count == 2)
  }

  @Test func noneIsSaid() throws {
    let seen = try Sample.seen(Records(), by: .counselor)
    #expect(throws: Problem.self) { try seen.sessionMeant(on: nil) }
    let problem = #expect(throws: Problem.self) { try seen.sessionMeant(on: Day(iso: "2026-11-02")) }
    #expect(problem?.message == "dana-rob has no session on Mon 2026-11-02")
  }

  @Test func refusesWhatDoesNotFit() throws {
    let problem = #expect(throws: Problem.self) { try Sample.session(1, "2026-11-02", present: []) }
    #expect(problem?.message == "present: a session that was held had somebody in it")
    let fact = Fact(couple: Couple.ID(number: 1), day: Sample.today, audience: .joint, written: Sample.written)
    let id = RecordID(.session, 1)!
    let both: [Client.ID: Session.Attendance] = [Sample.dana.id: .present, Sample.rob.id: .present]
    #expect(throws: Problem.self) {
      try Session(id: id, fact: fact, kind: .individual, status: .held, attendance: both)
    }
    let minutes = #expect(throws: Problem.self) {
      try Session(id: id, fact: fact, minutes: 1441, status: .held, attendance: both)
    }
    #expect(minutes?.message == "minutes: 1441 is outside 1 to 1440")
    let late = #expect(throws: Problem.self) {
      try Session(id: id, fact: fact, status: .held, attendance: [Sample.dana.id: .late(minutes: 0)])
    }
    #expect(late?.message == "late: 0 minutes is outside 1 to 1440")
  }
}

@Suite struct DirectoryTests {
  private func directory() throws -> Directory {
    Directory(
      couples: [
        try Sample.couple(),
        try Sample.couple(
          2, "bo-mia", label: "Bo & Mia", members: [Sample.robert, Sample.client(4, "Mia Roe")], former: ["klein"]),
        try Sample.couple(
          3, "dan-eve", label: "Dan & Eve Danaher",
          members: [Sample.client(5, "Dan Danaher"), Sample.client(6, "Eve Danaher")],
          closure: Couple.Closure(day: Sample.today, outcome: .completed, why: nil)),
      ],
      clients: [
        Sample.dana, Sample.rob, Sample.robert, Sample.client(4, "Mia Roe"), Sample.client(5, "Dan Danaher"),
        Sample.client(6, "Eve Danaher"),
      ])
  }

  @Test(arguments: [
    ("dana-rob", "dana-rob"), ("DANA-ROB", "dana-rob"), ("klein", "bo-mia"), ("mia", "bo-mia"), ("eve", "dan-eve"),
    ("Rób", "dana-rob"),
  ])
  func findsTheCouple(_ query: String, handle: String) throws {
    #expect(try directory().couple(matching: query).handle.description == handle)
  }

  @Test func listsCandidatesClosedOnesToo() throws {
    let problem = #expect(throws: Problem.self) { try directory().couple(matching: "dan") }
    #expect(problem?.message == "'dan' fits 2 couples")
    #expect(
      problem?.candidates == ["dan-eve · Dan Danaher & Eve Danaher (closed)", "dana-rob · Dana Reyes & Rob Reyes"])
  }

  @Test func offersTheNearest() throws {
    let problem = #expect(throws: Problem.self) { try directory().couple(matching: "dana-bor") }
    #expect(problem?.message == "there is no couple 'dana-bor'")
    #expect(problem?.candidates == ["dana-rob · Dana Reyes & Rob Reyes"])
    #expect(throws: Problem.self) { try directory().couple(matching: "") }
  }

  @Test func aWholeNameWinsOverAWordOverAPart() throws {
    let all = try directory()
    #expect(try all.client(matching: "rob", field: "name") == Sample.rob)
    #expect(try all.client(matching: "bo", field: "name") == Sample.robert)
    #expect(try all.client(matching: "robe", field: "name") == Sample.robert)
    #expect(try all.client(matching: "c2", field: "name") == Sample.rob)
    let problem = #expect(throws: Problem.self) { try all.client(matching: "danaher", field: "name") }
    #expect(problem?.message == "name: 'danaher' fits 2 people")
  }

  @Test func aFormerNameAndOtherSpellingsFindTheirClient() throws {
    var details = Client.Details(name: "Dana Müller")
    details.formerNames = ["Dana Łukowska", "Dee"]
    let dana = try Client(id: Client.ID(number: 7), details: details, today: Sample.today)
    let all = Directory(couples: [], clients: [dana, Sample.rob, Sample.client(8, "Eve  Lukow")])
    for query in ["lukowska", "Łukowska", "dana lukowska", "dee", "Mueller", "muller", "dana\u{A0}müller", "c7"] {
      #expect(try all.client(matching: query, field: "name") == dana, "\(query)")
    }
    #expect(try all.client(matching: "eve lukow", field: "name").id.number == 8)
    let problem = #expect(throws: Problem.self) { try all.client(matching: "luko", field: "name") }
    #expect(problem?.candidates == ["c7 Dana Müller", "c8 Eve Lukow"])
  }

  @Test func aMemberIsOfThatCoupleOnly() throws {
    let all = try directory()
    let couple = try all.couple(matching: "dana-rob")
    #expect(try all.member(matching: "rob", of: couple, field: "by") == Sample.rob)
    let problem = #expect(throws: Problem.self) { try all.member(matching: "mia", of: couple, field: "by") }
    #expect(problem?.message == "by: 'mia' is not a member of dana-rob")
    #expect(problem?.candidates == ["c1 Dana Reyes", "c2 Rob Reyes"])
  }

  @Test func proposesHandlesNeverNumbered() throws {
    let all = try directory()
    #expect(all.freeHandle(for: [Sample.client(7, "Ana Li"), Sample.client(8, "Tom Ek")])?.description == "ana-tom")
    #expect(all.freeHandle(for: [Sample.client(7, "Dana Poe"), Sample.client(8, "Rob Ek")])?.description == "poe-ek")
    #expect(
      all.freeHandle(for: [Sample.client(7, "Dana Poe"), Sample.client(8, "Rob Poe")])?.description == "dana-rob-poe")
    #expect(all.freeHandle(for: [Sample.client(7, "Élise Ōe"), Sample.client(8, "李 王")])?.description == "elise-李")
  }
}

@Suite struct CoupleTests {
  @Test func hasTwoMembersOrMore() {
    let problem = #expect(throws: Problem.self) { try Sample.couple(members: [Sample.dana]) }
    #expect(problem?.message == "member: a couple has two members or more")
    #expect(throws: Problem.self) { try Sample.couple(members: [Sample.dana, Sample.dana]) }
  }

  @Test func knowsWhoIsInTheTreatmentOnADay() throws {
    let day = { (text: String) in Day(iso: text)! }
    let couple = try Sample.couple().with(memberships: [
      Couple.Membership(client: Sample.dana.id, joined: day("2026-09-01")),
      Couple.Membership(client: Sample.rob.id, joined: day("2026-09-01"), left: day("2026-10-01")),
      Couple.Membership(client: Sample.robert.id, joined: day("2026-10-15")),
    ])
    #expect(couple.members(on: day("2026-09-15")) == [Sample.dana.id, Sample.rob.id])
    #expect(couple.members(on: day("2026-10-01")) == [Sample.dana.id, Sample.rob.id])
    #expect(couple.members(on: day("2026-11-01")) == [Sample.dana.id, Sample.robert.id])
    #expect(couple.members(on: day("2026-08-01")) == [Sample.dana.id, Sample.rob.id])
  }

  @Test func anOldHandleKeepsLeadingThere() throws {
    let moved = try Sample.couple().with(label: nil, handle: Handle("reyes"), since: nil)
    #expect(moved.formerHandles.map(\.description) == ["dana-rob"])
    let back = try moved.with(label: nil, handle: Handle("dana-rob"), since: nil)
    #expect(back.formerHandles.map(\.description) == ["reyes"])
  }
}

@Suite struct SmallRecordTests {
  private let fact = Fact(couple: Couple.ID(number: 1), day: Sample.today, audience: .joint, written: Sample.written)

  @Test func talkOfLeavingIsTheCounselorsOnly() {
    let problem = #expect(throws: Problem.self) {
      try Entry(id: RecordID(.entry, 1)!, fact: fact, Entry.Content(.leaving, text: "x"))
    }
    #expect(problem?.message == "audience: talk of leaving is the counselor's only")
  }

  @Test func aReviewIsNotDueBeforeTheDay() {
    let problem = #expect(throws: Problem.self) {
      try Entry(
        id: RecordID(.entry, 1)!, fact: fact,
        Entry.Content(.agreement, review: Sample.today.adding(days: -1), text: "x"))
    }
    #expect(problem?.message == "review: 2026-11-22 lies before the entry's day 2026-11-23")
  }

  @Test func nobodyIsBornTomorrow() {
    var details = Client.Details(name: "Dana")
    details.born = Sample.today.adding(days: 1)
    let problem = #expect(throws: Problem.self) {
      try Client(id: Client.ID(number: 1), details: details, today: Sample.today)
    }
    #expect(problem?.message == "born: 2026-11-24 lies after 2026-11-23")
  }
}
