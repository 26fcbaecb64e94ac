import CoupletCore
import Testing

/// A chart for briefs: two partners, seen on a Monday.
private enum BriefSample {
  static let today = Day(iso: "2026-11-23")!
  static let written = Instant(seconds: 1_795_000_000)
  static let dana = client(1, "Dana Reyes")
  static let rob = client(2, "Rob Reyes")

  static func client(_ number: Int, _ name: String) -> Client {
    try! Client(id: Client.ID(number: number), details: Client.Details(name: name), today: today)
  }

  /// The day so many days before today.
  static func ago(_ days: Int) -> Day { today.adding(days: -days) }

  static func fact(_ days: Int, _ audience: Audience = .joint, _ member: Client? = nil) -> Fact {
    Fact(couple: Couple.ID(number: 1), day: ago(days), audience: audience, member: member?.id, written: written)
  }

  static func id(_ kind: RecordKind, _ number: Int) -> RecordID { RecordID(kind, number)! }

  static func seen(
    _ records: Records, by viewer: Audience = .counselor, closed: Couple.Closure? = nil
  ) throws -> Seen {
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: try Handle("dana-rob"), since: ago(200),
      memberships: try [dana, rob].map { try Couple.Membership(client: $0.id, joined: ago(200)) }, closure: closed)
    return History(couple: couple, clients: [dana, rob], records: records).seen(by: viewer, asOf: today)
  }

  static func brief(_ records: Records, by viewer: Audience = .counselor) throws -> Brief {
    Brief(of: try seen(records, by: viewer), library: try library())
  }

  static func library() throws -> Library {
    let closeness = try ScaleDefinition(
      id: try ScaleDefinition.ID("close"), version: 1, title: "Closeness", direction: .higherIsBetter,
      total: try ScoreRange(min: 0, max: 81), cutoff: try Cutoff(value: 50, functional: .above),
      publishedChange: try PublishedChange(points: 12), audience: .joint)
    let mood = try ScaleDefinition(
      id: try ScaleDefinition.ID("mood"), version: 1, title: "Mood", direction: .higherIsWorse,
      total: try ScoreRange(min: 0, max: 9), items: try (1...3).map { try ScaleItem(id: $0, min: 0, max: 3) },
      publishedChange: try PublishedChange(points: 6), riskItems: [3])
    return Library(scales: [closeness, mood], exercises: [], ratings: nil)
  }

  static func session(
    _ number: Int, _ days: Int, _ status: Session.Status = .held, _ audience: Audience = .joint,
    by canceller: Session.Canceller? = nil, present: [Client] = [dana, rob]
  ) throws -> Session {
    try Session(
      id: id(.session, number), fact: fact(days, audience), status: status,
      attendance: status == .held || status == .planned
        ? Dictionary(uniqueKeysWithValues: present.map { ($0.id, .present) }) : [:], cancelledBy: canceller)
  }

  static func total(_ number: Int, _ days: Int, _ who: Client, _ total: Double) throws -> Measure {
    try Measure(
      id: id(.measure, number), fact: fact(days, .joint, who), scale: "close", version: 1, mode: .paper,
      entered: .total(total))
  }

  static func mood(_ number: Int, _ days: Int, _ who: Client, _ answers: [Answer]) throws -> Measure {
    try Measure(
      id: id(.measure, number), fact: fact(days, .member(who.id), who), scale: "mood", version: 1, mode: .paper,
      entered: .answers(answers))
  }

  static func alliance(_ number: Int, _ days: Int, _ who: Client, _ value: Int) throws -> Rating {
    try Rating(
      id: id(.measure, number), fact: fact(days, .counselor, who), session: nil, version: 1, values: [:],
      alliance: value)
  }

  static func homework(
    _ number: Int, _ days: Int, due: Int? = nil, _ log: [(days: Int, who: Client, done: String)] = []
  ) throws -> Homework {
    var terms = Homework.Terms()
    terms.due = due.map(ago)
    return try Homework(
      id: id(.homework, number), fact: fact(days), exercise: nil, title: "Pause \(number)", text: "Stop and breathe.",
      terms: terms,
      log: try log.map {
        try Homework.Log(day: ago($0.days), member: $0.who.id, done: Homework.Done($0.done), audience: .joint)
      })
  }

  static func entry(_ days: Int, _ kind: Entry.Kind, review: Int? = nil, by: Client? = nil) throws -> Entry {
    try Entry(
      id: id(.entry, 1 + days), fact: fact(days, kind.audience(by: nil, isCoded: false), by),
      Entry.Content(kind, review: review.map(ago), text: "Words"))
  }
}

@Suite struct BriefAlertTests {
  @Test(arguments: [(48.0, 1), (49.0, 0), (72.0, 0)])
  func aFallIsReliableFromItsThreshold(last: Double, count: Int) throws {
    var records = Records()
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 60), try BriefSample.total(2, 5, BriefSample.dana, last),
    ]
    let alerts = try BriefSample.brief(records).alerts
    #expect(alerts.count == count)
    guard case .fall(let fall)? = alerts.first else { return }
    #expect(fall.scale == "close" && fall.row.partner == "Dana" && fall.threshold.smallest == 12)
    #expect(fall.row.first == 60 && fall.row.last == 48 && fall.row.change == -12 && fall.row.isIntoClinicalRange)
  }

  @Test(arguments: [(6, 1), (5, 0)])
  func aRiseIsAFallWhereHigherIsWorse(last: Int, count: Int) throws {
    var records = Records()
    let answers: [Answer] = [.value(3), .value(last - 3), .value(0)]
    records.measures = [
      try BriefSample.mood(1, 40, BriefSample.rob, [.value(0), .value(0), .value(0)]),
      try BriefSample.mood(2, 5, BriefSample.rob, answers),
    ]
    #expect(try BriefSample.brief(records).alerts.count == count)
  }

  @Test(arguments: [Aim.Kind.separate, .unsure, .improve])
  func anAimToSeparateForbidsAClassButNotTheFigures(kind: Aim.Kind) throws {
    var records = Records()
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 60), try BriefSample.total(2, 5, BriefSample.dana, 40),
    ]
    records.aims = [
      try Aim(
        id: BriefSample.id(.entry, 9), fact: BriefSample.fact(50, .member(BriefSample.dana.id), BriefSample.dana),
        kind: kind)
    ]
    let brief = try BriefSample.brief(records)
    let row = try #require(brief.measures.first?.rows.first)
    #expect(brief.alerts.count == 1)
    #expect(row.changeClass == (kind == .improve ? .deteriorated : nil))
    #expect(row.aim == (kind == .improve ? nil : kind))
    // Into the clinical range goes with a class, and stands nowhere where none may: the side is a figure and stands.
    #expect(row.isIntoClinicalRange == (kind == .improve) && row.isFunctional == false)
    guard case .fall(let fall)? = brief.alerts.first else { return #expect(Bool(false), "\(brief.alerts)") }
    #expect(fall.row == row)
  }

  /// A class of the one would say of the other's as much; a mood isn't about the two.
  @Test(arguments: [Aim.Kind.separate, .unsure])
  func oneAimKeepsClassesFromBothButNotFromAMood(kind: Aim.Kind) throws {
    var records = Records()
    let low: [Answer] = [.value(0), .value(0), .value(0)]
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 30), try BriefSample.total(2, 5, BriefSample.dana, 60),
      try BriefSample.total(3, 40, BriefSample.rob, 30), try BriefSample.total(4, 5, BriefSample.rob, 31),
      try BriefSample.mood(5, 40, BriefSample.rob, [.value(3), .value(3), .value(0)]),
      try BriefSample.mood(6, 5, BriefSample.rob, low),
    ]
    #expect(try BriefSample.brief(records).measures[0].rows.map(\.changeClass) == [.recovered, .unchanged])
    records.aims = [
      try Aim(
        id: BriefSample.id(.entry, 9), fact: BriefSample.fact(50, .joint, BriefSample.rob), kind: kind)
    ]
    let measures = try BriefSample.brief(records).measures
    #expect(measures.map(\.key) == ["close", "mood"] && measures.map(\.mayClassify) == [false, true])
    #expect(measures[0].rows.map(\.changeClass) == [nil, nil] && measures[0].rows.map(\.aim) == [nil, kind])
    #expect(measures[0].rows.map(\.isReliable) == [true, false])
    #expect(measures[1].rows.map(\.changeClass) == [.improved] && measures[1].rows.map(\.aim) == [nil])
  }

  @Test func noClassStandsWhereTheyHaveSeparated() throws {
    var records = Records()
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 30), try BriefSample.total(2, 5, BriefSample.dana, 60),
    ]
    for (outcome, isJudged) in [(Couple.Outcome.separated, false), (.completed, true)] {
      let seen = try BriefSample.seen(
        records, closed: Couple.Closure(day: BriefSample.ago(1), outcome: outcome, why: nil))
      let row = try #require(Brief(of: seen, library: BriefSample.library()).measures.first?.rows.first)
      #expect(row.changeClass == (isJudged ? .recovered : nil) && row.aim == nil && row.isReliable == true)
    }
  }

  @Test func sheetsOfOneSessionMakeAGapThoughADayApart() throws {
    var records = Records()
    for (number, days, who, total) in [
      (1, 40, BriefSample.dana, 30.0), (2, 39, BriefSample.rob, 40), (3, 5, BriefSample.dana, 55),
      (4, 5, BriefSample.rob, 40),
    ] {
      records.measures.append(
        try Measure(
          id: BriefSample.id(.measure, number), fact: BriefSample.fact(days, .joint, who), scale: "close", version: 1,
          mode: .paper, session: BriefSample.id(.session, days > 30 ? 1 : 2), entered: .total(total)))
    }
    let gap = try #require(try BriefSample.brief(records).measures.first?.gaps.first)
    #expect((gap.firstDay, gap.first, gap.lastDay, gap.last) == (BriefSample.ago(39), -10, BriefSample.ago(5), 15))
    // The error isn't known: the figures stand alone.
    #expect(gap.finding == .unknown)
  }

  @Test func aRiskItemAboveZeroIsAnAlertWhateverTheTotal() throws {
    func alerts(_ sheets: [[Answer]]) throws -> [Brief.Alert] {
      var records = Records()
      records.measures = try sheets.enumerated().map { place, answers in
        try BriefSample.mood(place + 1, 20 - place, BriefSample.rob, answers)
      }
      return try BriefSample.brief(records).alerts
    }
    let low: [Answer] = [.value(0), .value(0), .value(1)]
    let none: [Answer] = [.value(3), .value(3), .value(0)]
    let skipped: [Answer] = [.value(3), .value(3), .declined]
    let found = try alerts([low])
    guard case .risk(let risk)? = found.first else {
      Issue.record("no risk")
      return
    }
    #expect(risk.partner == "Rob" && risk.day == BriefSample.ago(20))
    #expect(risk.items.map { [$0.id, $0.answer.value, $0.max] } == [[3, 1, 3]])
    #expect(try alerts([none]).isEmpty)
    // A later sheet doesn't answer an earlier one; the counselor does.
    #expect(try alerts([low, none]).contains { if case .risk = $0 { true } else { false } })
    var records = Records()
    let answer = try Measure.RiskAnswer(day: BriefSample.ago(19), text: "Asked apart.")
    records.measures = [try BriefSample.mood(1, 20, BriefSample.rob, low).with(riskAnswer: answer)]
    #expect(try BriefSample.brief(records).alerts.isEmpty)
    // A skipped item doesn't take back what was answered before.
    // A skipped item calls too, and doesn't take back what was answered before.
    #expect(try alerts([low, skipped]) == found)
    guard case .risk(let open)? = try alerts([none, skipped]).first else {
      Issue.record("no risk")
      return
    }
    #expect(open.items.map(\.answer) == [.declined])
  }

  @Test func twoMissedSessionsInARow() throws {
    func missed(_ statuses: [(Session.Status, Session.Canceller?)]) throws -> Int {
      var records = Records()
      records.sessions = try statuses.enumerated().map { place, status in
        try BriefSample.session(place + 1, 50 - 7 * place, status.0, by: status.1)
      }
      for case .missedSessions(let missed) in try BriefSample.brief(records).alerts { return missed.sessions.count }
      return 0
    }
    #expect(try missed([(.held, nil), (.noShow, nil)]) == 0)
    #expect(try missed([(.held, nil), (.noShow, nil), (.cancelledLate, nil)]) == 2)
    #expect(try missed([(.noShow, nil), (.held, nil), (.noShow, nil)]) == 0)
    #expect(try missed([(.noShow, nil), (.noShow, nil), (.held, nil)]) == 0)
    #expect(try missed([(.noShow, nil), (.cancelled, nil), (.noShow, nil), (.noShow, nil)]) == 3)
    #expect(try missed([(.noShow, nil), (.cancelledLate, .counselor)]) == 0)
    #expect(try missed([(.noShow, nil), (.moved, nil), (.planned, nil)]) == 0)
  }

  @Test func homeworkThatWasNotDoneTwice() throws {
    func missed(_ homework: Homework...) throws -> [Brief.MissedHomework] {
      var records = Records()
      records.homework = homework
      return try BriefSample.brief(records).alerts.compactMap { alert in
        if case .missedHomework(let missed) = alert { missed } else { nil }
      }
    }
    let rob = BriefSample.rob
    let dana = BriefSample.dana
    #expect(try missed(BriefSample.homework(1, 30, [(20, rob, "0")])).isEmpty)
    #expect(try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, rob, "1")])).isEmpty)
    #expect(try missed(BriefSample.homework(1, 30, [(20, rob, "1"), (13, rob, "0")])).isEmpty)
    #expect(try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, dana, "0")])).isEmpty)
    #expect(try missed(BriefSample.homework(1, 30, [(13, rob, "0"), (13, rob, "0")])).isEmpty)
    let found = try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, rob, "0/7")]))
    #expect(found.map(\.partner) == ["Rob"])
    #expect(found.first?.reports.map(\.day) == [BriefSample.ago(20), BriefSample.ago(13)])
    let inTurn = try missed(
      BriefSample.homework(1, 30, [(20, rob, "0")]), BriefSample.homework(2, 20, [(13, rob, "0")]))
    #expect(inTurn.first?.reports.map(\.title) == ["Pause 1", "Pause 2"])
    // What wasn't done for a good reason is no miss, and ends no row of misses.
    #expect(try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, rob, "excused")])).isEmpty)
    let around = try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, rob, "excused"), (6, rob, "0")]))
    #expect(around.first?.reports.map(\.day) == [BriefSample.ago(20), BriefSample.ago(6)])
    // Said later on the same day, it puts the miss right.
    #expect(
      try missed(BriefSample.homework(1, 30, [(20, rob, "0"), (13, rob, "0"), (13, rob, "excused")])).isEmpty)
  }

  static let alliances: [([Int], Bool, Int?)] = [
    ([5, 7], false, nil), ([4, 6], true, nil), ([5, 8], false, 3), ([6, 8], false, nil), ([2, 9], true, 7),
  ]

  @Test(arguments: alliances)
  func allianceLowOrSplit(values: [Int], isLow: Bool, split: Int?) throws {
    var records = Records()
    records.ratings = [
      try BriefSample.alliance(1, 30, BriefSample.dana, 0), try BriefSample.alliance(2, 9, BriefSample.dana, values[0]),
      try BriefSample.alliance(3, 9, BriefSample.rob, values[1]),
    ]
    let alerts = try BriefSample.brief(records).alerts
    guard isLow || split != nil else {
      #expect(alerts.isEmpty)
      return
    }
    guard case .alliance(let alliance)? = alerts.first else {
      Issue.record("no alliance")
      return
    }
    #expect(alliance.isLow == isLow && alliance.split == split && alliance.ratings.map(\.value) == values)
  }

  @Test(arguments: [(60, 1), (61, 0), (0, 1)])
  func talkOfLeavingStaysSixtyDays(days: Int, count: Int) throws {
    var records = Records()
    records.entries = [try BriefSample.entry(days, .leaving, by: BriefSample.rob)]
    let alerts = try BriefSample.brief(records).alerts
    #expect(alerts.count == count)
    if case .leaving(let talk)? = alerts.first { #expect(talk.count == 1 && talk.by == ["Rob"]) }
  }

  @Test(arguments: [(0, 1), (-1, 0), (3, 1)])
  func aReviewIsDueFromItsDay(days: Int, count: Int) throws {
    var records = Records()
    records.entries = [try BriefSample.entry(20, .agreement, review: days)]
    #expect(try BriefSample.brief(records).alerts.count == count)
  }

  @Test func theMostPressingComesFirstAndNobodyElseSeesAny() throws {
    var records = Records()
    records.entries = [try BriefSample.entry(20, .agreement, review: 1), try BriefSample.entry(5, .leaving)]
    records.sessions = [try BriefSample.session(1, 14, .noShow), try BriefSample.session(2, 7, .noShow)]
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 60), try BriefSample.total(2, 5, BriefSample.dana, 40),
      try BriefSample.mood(3, 4, BriefSample.rob, [.value(0), .value(0), .value(2)]),
    ]
    records.ratings = [try BriefSample.alliance(4, 9, BriefSample.dana, 1)]
    let kinds = try BriefSample.brief(records).alerts.map { String(String(describing: $0).prefix { $0 != "(" }) }
    #expect(kinds == ["risk", "leaving", "fall", "alliance", "missedSessions", "review"])
    for viewer in [Audience.joint, .member(BriefSample.rob.id)] {
      #expect(try BriefSample.brief(records, by: viewer).alerts.isEmpty)
      #expect(
        Brief(of: try BriefSample.seen(records, by: viewer).forDesk(), library: try BriefSample.library()).alerts
          .isEmpty)
    }
  }
}

@Suite struct BriefTests {
  @Test func namesTheNextSessionOfTheAudience() throws {
    var records = Records()
    records.sessions = [
      try BriefSample.session(1, 20),
      try BriefSample.session(2, 6, .held, .member(BriefSample.rob.id), present: [BriefSample.rob]),
      try BriefSample.session(3, -2, .planned, present: [BriefSample.dana]),
    ]
    let own = try BriefSample.brief(records).heading
    #expect(own.number == 3 && own.daysSinceLast == 6 && own.expected == ["Dana"])
    let joint = try BriefSample.brief(records, by: .joint).heading
    #expect(joint.number == 2 && joint.daysSinceLast == 20 && joint.plannedDay == BriefSample.ago(-2))
    #expect(try BriefSample.brief(Records()).heading.expected == ["Dana", "Rob"])
    #expect(try BriefSample.brief(Records()).heading.number == 1)
  }

  @Test func takesTheEndOfTheNewestNoteOfTheLastSession() throws {
    var records = Records()
    records.sessions = [try BriefSample.session(1, 20), try BriefSample.session(2, 6)]
    func note(_ number: Int, _ session: Int, _ text: String) throws -> Note {
      try Note(
        id: BriefSample.id(.note, number), fact: BriefSample.fact(6), session: BriefSample.id(.session, session),
        text: text)
    }
    #expect(try BriefSample.brief(records).lastNote == nil)
    records.notes = [
      try note(1, 2, "old"), try note(2, 2, "1\n2\n\n3\n4\n5\n  6"), try note(3, 1, "of the session before"),
    ]
    let end = try #require(try BriefSample.brief(records).lastNote)
    #expect(end.lines == ["2", "3", "4", "5", "  6"] && end.isCut && end.day == BriefSample.ago(6))
  }

  @Test func homeworkIsOverOnceItWasTalkedAbout() throws {
    var records = Records()
    records.homework = [
      try BriefSample.homework(1, 30, due: 14, [(15, BriefSample.rob, "3/7")]), try BriefSample.homework(2, 14, due: 3),
    ]
    records.sessions = [try BriefSample.session(1, 14)]
    let open = try BriefSample.brief(records).homework
    #expect(open.map(\.partner) == ["Dana", "Rob"])
    #expect(open.allSatisfy { $0.items.map(\.title) == ["Pause 2"] })
    records.sessions = [try BriefSample.session(1, 15)]
    let item = try #require(try BriefSample.brief(records).homework.last?.items.last)
    #expect(item.done == .counted(3, of: 7) && item.reported == BriefSample.ago(15))
  }

  @Test func aPromiseIsOpenUntilBothHaveSaid() throws {
    func open(_ marks: [(Client?, Promise.Outcome)], every: Cadence? = nil) throws -> [Brief.PromiseLine] {
      var records = Records()
      records.promises = [
        try Promise(
          id: BriefSample.id(.promise, 1), fact: BriefSample.fact(20, .joint, BriefSample.rob), to: BriefSample.dana.id,
          text: "Call",
          every: every, marks: marks.map { Promise.Mark(day: BriefSample.ago(3), outcome: $1, says: $0?.id) })
      ]
      return try BriefSample.brief(records).promises
    }
    #expect(try open([]).first?.accounts.isEmpty == true)
    #expect(try open([(BriefSample.rob, .kept)]).first?.accounts.map(\.says) == ["Rob"])
    #expect(try open([(nil, .kept)]).first?.accounts.map(\.says) == [nil])
    #expect(try open([(BriefSample.rob, .kept), (BriefSample.dana, .missed)]).isEmpty)
    #expect(try open([(BriefSample.rob, .kept), (BriefSample.dana, .renegotiated)]).count == 1)
    #expect(try open([(BriefSample.rob, .kept), (BriefSample.dana, .kept)], every: .days(1)).count == 1)
  }

  @Test func figuresPerPartnerAndTheGap() throws {
    var records = Records()
    records.measures = [
      try BriefSample.total(1, 40, BriefSample.dana, 30), try BriefSample.total(2, 40, BriefSample.rob, 40),
      try BriefSample.total(3, 20, BriefSample.dana, 45), try BriefSample.total(4, 5, BriefSample.dana, 55),
      try BriefSample.total(5, 5, BriefSample.rob, 40),
    ]
    let measure = try #require(try BriefSample.brief(records).measures.first)
    let dana = try #require(measure.rows.first)
    #expect(dana.first == 30 && dana.previous == 45 && dana.last == 55 && dana.change == 25)
    #expect(dana.changeClass == .recovered && dana.isFunctional == true && dana.isReliable == true)
    #expect(measure.rows.last?.changeClass == .unchanged)
    #expect(measure.gaps.map(\.first) == [-10] && measure.gaps.map(\.last) == [15])
    #expect(measure.gaps.first?.finding == .unknown)
    let joint = try #require(try BriefSample.brief(records, by: .joint).measures.first)
    #expect(joint.rows.allSatisfy { $0.changeClass == nil && $0.isFunctional == nil && !$0.isIntoClinicalRange })
  }

  @Test func namesAScaleWithoutDefinition() throws {
    var records = Records()
    records.measures = [try BriefSample.total(1, 40, BriefSample.dana, 30)]
    let brief = Brief(of: try BriefSample.seen(records), library: Library(scales: [], exercises: [], ratings: nil))
    #expect(brief.measures.isEmpty && brief.unknownScales == ["close"])
  }

  @Test func showsIDsToTheCounselorAlone() throws {
    var records = Records()
    records.agenda = [
      try AgendaLine(id: BriefSample.id(.agendaLine, 7), fact: BriefSample.fact(3), isMine: false, text: "Ask Dana"),
      try AgendaLine(
        id: BriefSample.id(.agendaLine, 8), fact: BriefSample.fact(3), isMine: true, text: "Send the form"),
      try AgendaLine(
        id: BriefSample.id(.agendaLine, 9), fact: BriefSample.fact(3), isMine: false, text: "Done",
        done: BriefSample.ago(1)),
    ]
    let own = try BriefSample.brief(records)
    #expect(own.agenda.map(\.id) == [BriefSample.id(.agendaLine, 7)] && own.owed.map(\.text) == ["Send the form"])
    let desk = Brief(of: try BriefSample.seen(records, by: .joint).forDesk(), library: try BriefSample.library())
    #expect(desk.agenda.map(\.id) == [nil] && desk.agenda.map(\.text) == ["Ask D."] && desk.owed.isEmpty)
  }

  @Test func aDeskPageOfTheCounselorsChartIsStillJoint() throws {
    var records = Records()
    records.sessions = [try BriefSample.session(1, 20), try BriefSample.session(2, 6, .held, .counselor)]
    records.wins = [
      try Win(id: BriefSample.id(.win, 1), fact: BriefSample.fact(3, .counselor), noticedBy: nil, text: "Own"),
      try Win(id: BriefSample.id(.win, 2), fact: BriefSample.fact(4), noticedBy: nil, text: "Shared"),
    ]
    let library = try BriefSample.library()
    #expect(
      Brief(of: try BriefSample.seen(records).forDesk(), library: library)
        == Brief(of: try BriefSample.seen(records, by: .joint).forDesk(), library: library))
  }
}
