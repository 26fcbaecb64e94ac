import Testing

@testable import CoupletCore

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
    // What was decided last, whatever day it is of.
    #expect(try !homework([review("2026-11-18", .drop), review("2026-11-17", .keep)]).isTakenBack)
    #expect(try homework([review("2026-11-18", .keep), review("2026-11-17", .drop)]).isTakenBack)
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
