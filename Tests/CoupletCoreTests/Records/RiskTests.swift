import Testing

@testable import CoupletCore

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
