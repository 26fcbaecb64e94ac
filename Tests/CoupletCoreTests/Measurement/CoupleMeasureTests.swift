import Testing

@testable import CoupletCore

@Suite struct CoupleMeasureTests {
  typealias Samples = MeasurementSamples

  /// The gap of values with their days and sessions.
  private func gap(_ first: [(Int, Int?, Double)], _ second: [(Int, Int?, Double)]) -> CoupleGap? {
    func on(_ values: [(Int, Int?, Double)]) -> [(Day, Int?, Double)] { values.map { (Samples.day($0), $1, $2) } }
    return Samples.measure(on(first), on(second)).gap(Samples.maya, Samples.jon)
  }

  @Test func theGapStandsOnCommonDays() throws {
    let first: [(Int, Int?, Double)] = [(0, nil, 10), (7, nil, 12), (14, nil, 20), (21, nil, 25)]
    let gap = try #require(self.gap(first, [(1, nil, 1), (7, nil, 8), (14, nil, 9), (22, nil, 3)]))
    #expect((gap.first.day, gap.first.difference) == (Samples.day(7), 4))
    #expect((gap.last.day, gap.last.difference) == (Samples.day(14), 11))
    #expect(gap.occasions.map(\.difference) == [4, 11] && gap.finding == .widened)
    #expect(self.gap(first, [(1, nil, 1)]) == nil)
    #expect(self.gap(first, []) == nil)
  }

  @Test func oneOccasionIsNoMovement() throws {
    let one = try #require(self.gap([(7, nil, 12), (14, nil, 20)], [(14, nil, 9)]))
    #expect(one.first.difference == 11 && one.last.difference == 11)
    #expect(
      one.finding == .oneOccasion && one.finding.movement == nil && one.change == nil && one.isMoreThanError == nil)
    // Of several on the only day the newest counts.
    let several = try #require(self.gap([(7, nil, 1), (7, nil, 2)], [(7, nil, 0)]))
    #expect(several.first.difference == 2 && several.last.difference == 2 && several.finding == .oneOccasion)
    #expect(several.occasions.map(\.difference) == [2])
  }

  @Test func ofSeveralOnADayTheLastCounts() throws {
    let gap = try #require(self.gap([(0, nil, 1), (0, nil, 2), (7, nil, 5), (7, nil, 6)], [(0, nil, 0), (7, nil, 0)]))
    #expect(gap.first.difference == 2 && gap.last.difference == 6)
  }

  @Test func sheetsOfOneSessionGoTogether() throws {
    let apart = try #require(self.gap([(0, 1, 10), (7, 2, 20)], [(1, 1, 7), (7, 2, 11)]))
    #expect(apart.first.day == Samples.day(1) && apart.first.difference == 3 && apart.finding == .widened)
    let named = try #require(self.gap([(0, nil, 1), (0, 1, 5)], [(0, 1, 4)]))
    #expect(named.first.difference == 1 && named.last.difference == 1)
    #expect(self.gap([(0, 1, 1)], [(1, 2, 1)]) == nil)
  }

  @Test func aGapWithinRoundingIsTheSame() throws {
    let gap = try #require(self.gap([(0, nil, 0.3), (7, nil, 0.1 + 0.2)], [(0, nil, 0), (7, nil, 0)]))
    #expect(gap.finding == .same)
    #expect(self.gap([(0, nil, -3), (7, nil, 3)], [(0, nil, 0), (7, nil, 0)])?.finding == .same)
    // A point is about the same; two are not.
    #expect(self.gap([(0, nil, -3), (7, nil, 2)], [(0, nil, 0), (7, nil, 0)])?.finding == .same)
    #expect(self.gap([(0, nil, -3), (7, nil, -1)], [(0, nil, 0), (7, nil, 0)])?.finding == .narrowed)
  }

  @Test func noDirectionWhereOneOfTheTwoFell() throws {
    // One comes down to the other, or goes away from them.
    #expect(self.gap([(0, nil, 8), (7, nil, 4)], [(0, nil, 3), (7, nil, 3)])?.finding == .changedByFall)
    #expect(self.gap([(0, nil, 8), (7, nil, 8)], [(0, nil, 7), (7, nil, 2)])?.finding == .changedByFall)
    // A point lower is about the same, and so no fall.
    #expect(self.gap([(0, nil, 2), (7, nil, 8)], [(0, nil, 7), (7, nil, 6)])?.finding == .narrowed)
  }

  @Test func aPartNamesItsOwner() {
    let part = MeasureID("consensus", of: "rdas")
    #expect(part.description == "rdas/consensus" && part.owner == "rdas" && part.name == "consensus")
    #expect(MeasureID("rdas").description == "rdas" && MeasureID("rdas").owner == nil)
  }
}
