import Testing

@testable import CoupletCore

/// Records that the counselor alone may see, and what others may know of what was taken back.
private enum Kept {
  static let zone = Zone(name: "Europe/Berlin", offset: 3600)

  static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  static func fact(_ day: String = "2026-11-16", _ audience: Audience = .counselor, of member: Client? = Sample.rob)
    throws -> Fact
  {
    Fact(
      couple: Couple.ID(number: 1), day: try self.day(day), audience: audience, member: member?.id,
      written: Sample.written)
  }

  static func risk(
    _ kind: Risk.Kind = .violence, told: Risk.Told? = nil, asked: Risk.Asked? = nil, reviews: [Risk.Review] = [],
    audience: Audience = .counselor
  ) throws -> Risk {
    try Risk(
      id: #require(RecordID(.risk, 1)), fact: fact("2026-11-16", audience), kind: kind, asked: asked, told: told,
      reviews: reviews)
  }

  static func look(_ on: String, _ status: Risk.Status, next: String? = nil) throws -> Risk.Review {
    try Risk.Review(day: day(on), why: "asked again", status: status, next: try next.map(day))
  }

  static func held(_ audience: Audience = .counselor, review: String? = nil, closed: String? = nil) throws -> HeldItem {
    try HeldItem(
      id: #require(RecordID(.heldItem, 1)), fact: fact("2026-11-16", audience), session: nil, text: "told alone",
      review: try review.map(day),
      closing: try closed.map { try HeldItem.Closing(day: day($0), outcome: .told, why: nil) })
  }
}

@Suite struct RiskTests {
  @Test func whatWasToldIsOpenAndWhatWasOnlyAskedHasNoStatus() throws {
    let told = try Kept.risk(told: Risk.Told(text: "pushed her"))
    #expect(told.status == .open && told.nextReview == nil)
    let asked = try Kept.risk(asked: .alone)
    #expect(asked.status == nil && !asked.suspendsExercises)
  }

  @Test func standsWhereTheLastLookPutIt() throws {
    let told = try Risk.Told(text: "pushed her", review: Kept.day("2026-11-20"))
    #expect(try Kept.risk(told: told).nextReview == Kept.day("2026-11-20"))
    let watched = try Kept.risk(
      told: told, reviews: [Kept.look("2026-11-17", .open), Kept.look("2026-11-18", .watched, next: "2026-12-01")])
    #expect(try watched.status == .watched && watched.nextReview == Kept.day("2026-12-01"))
    let closed = try Kept.risk(told: told, reviews: [Kept.look("2026-11-18", .closed, next: "2026-12-01")])
    #expect(closed.status == .closed && closed.nextReview == nil)
  }

  @Test func onlyOpenViolenceSuspends() throws {
    let told = try Risk.Told(text: "told")
    for kind in Risk.Kind.allCases {
      #expect(try Kept.risk(kind, told: told).suspendsExercises == (kind == .violence), "\(kind)")
    }
    for status in Risk.Status.allCases {
      let looked = try Kept.risk(told: told, reviews: [Kept.look("2026-11-17", status)])
      #expect(looked.suspendsExercises == (status == .open), "\(status)")
    }
  }

  @Test func asOfADayItKnowsNoLaterLook() throws {
    let risk = try Kept.risk(
      told: Risk.Told(text: "told"), reviews: [Kept.look("2026-11-18", .watched), Kept.look("2026-11-20", .closed)])
    #expect(try risk.seen(in: Sample.sight(asOf: Kept.day("2026-11-17")))?.status == .open)
    #expect(try risk.seen(in: Sample.sight(asOf: Kept.day("2026-11-18")))?.status == .watched)
    #expect(try risk.seen(in: Sample.sight(asOf: Kept.day("2026-11-20"))) == risk)
  }

  @Test func isTheCounselorsAlone() throws {
    for audience in [Audience.joint, .member(Sample.rob.id)] {
      #expect(throws: Problem(.refused, "audience: a risk entry is the counselor's only")) {
        try Kept.risk(asked: .alone, audience: audience)
      }
    }
  }

  @Test func refusesDaysThatComeTooEarly() throws {
    let early = try Risk.Told(text: "told", review: Kept.day("2026-11-15"))
    #expect(throws: Problem(.badData, "review: 2026-11-15 lies before the entry's day 2026-11-16")) {
      try Kept.risk(told: early)
    }
    #expect(throws: Problem(.badData, "review: 2026-11-16 lies before 2026-11-17")) {
      try Kept.look("2026-11-17", .open, next: "2026-11-16")
    }
  }

  @Test func saysEitherWhatWasToldOrHowItWasAsked() throws {
    #expect(throws: Problem.self) { try Kept.risk() }
    #expect(throws: Problem.self) { try Kept.risk(asked: .alone, reviews: [Kept.look("2026-11-18", .open)]) }
  }

  @Test func whatItSuspendsAsksForVulnerabilityTransparencyOrForgiveness() {
    #expect(Exercise.suspendedRequests == [.vulnerability, .transparency, .forgiveness])
  }
}

@Suite struct HeldItemTests {
  @Test func asOfADayBeforeItsEndItIsOpen() throws {
    let item = try Kept.held(closed: "2026-11-20")
    #expect(try item.seen(in: Sample.sight(asOf: Kept.day("2026-11-19")))?.closing == nil)
    #expect(try item.seen(in: Sample.sight(asOf: Kept.day("2026-11-20"))) == item)
    #expect(try item.seen(in: Sample.sight(asOf: Kept.day("2026-11-19")))?.text == item.text)
  }

  @Test func isTheCounselorsAlone() throws {
    for audience in [Audience.joint, .member(Sample.rob.id)] {
      #expect(throws: Problem(.refused, "audience: a held item is the counselor's only")) { try Kept.held(audience) }
    }
  }

  @Test func isNotLookedAtBeforeItWasTold() throws {
    #expect(throws: Problem(.badData, "review: 2026-11-15 lies before the item's day 2026-11-16")) {
      try Kept.held(review: "2026-11-15")
    }
    #expect(try Kept.held(review: "2026-11-16").review == Kept.day("2026-11-16"))
  }
}

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

@Suite struct TakenBackTests {
  private func review(_ day: String, _ decision: Homework.Review.Decision) throws -> Homework.Review {
    try Homework.Review(
      day: Kept.day(day), decision: decision, why: "too much", session: RecordID(.session, 1))
  }

  private func homework(_ reviews: [Homework.Review], despite: Bool = false) throws -> Homework {
    try Homework(
      id: #require(RecordID(.homework, 1)), fact: Kept.fact("2026-11-16", .joint, of: nil), exercise: nil,
      title: "Walk",
      text: "A walk.", terms: Homework.Terms(), reviews: reviews,
      despite: despite ? Homework.Despite(risk: #require(RecordID(.risk, 1)), why: "both asked") : nil)
  }

  @Test func theLastDecisionCounts() throws {
    for decision in Homework.Review.Decision.allCases {
      let ends = decision == .drop || decision == .setAside
      #expect(try homework([review("2026-11-17", decision)]).isTakenBack == ends, "\(decision)")
    }
    #expect(try !homework([review("2026-11-17", .setAside), review("2026-11-18", .keep)]).isTakenBack)
    // By day, not by the order of entering.
    #expect(try homework([review("2026-11-18", .drop), review("2026-11-17", .keep)]).isTakenBack)
    #expect(try !homework([]).isTakenBack)
  }

  @Test func othersReadTheSameWhateverTheReason() throws {
    let dropped = try homework([review("2026-11-17", .drop)], despite: true).withoutReasons
    #expect(try dropped == homework([review("2026-11-16", .shrink), review("2026-11-17", .setAside)]).withoutReasons)
    #expect(dropped.despite == nil)
    #expect(dropped.reviews.map(\.decision) == [.setAside])
    #expect(dropped.reviews.allSatisfy { $0.why == nil && $0.session == nil })
    #expect(dropped.isTakenBack)
  }

  @Test func othersKnowNothingOfALookThatLetItRun() throws {
    for decision in [Homework.Review.Decision.keep, .shrink, .change] {
      #expect(try homework([review("2026-11-17", decision)]).withoutReasons.reviews == [])
    }
  }

  @Test func asOfADayBeforeItStillRuns() throws {
    let homework = try homework([review("2026-11-18", .setAside)])
    let before = try homework.seen(in: Sample.sight(asOf: Kept.day("2026-11-17")))
    #expect(try before?.isOpen(on: Sample.today, sessions: [], of: Sample.couple()) == true)
    let after = try homework.seen(in: Sample.sight(asOf: Kept.day("2026-11-18")))
    #expect(try after?.isOpen(on: Sample.today, sessions: [], of: Sample.couple()) == false)
  }
}

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
