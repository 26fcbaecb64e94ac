import Testing

@testable import CoupletCore

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
