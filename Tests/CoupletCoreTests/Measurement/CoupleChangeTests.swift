import Testing

@testable import CoupletCore

@Suite struct CoupleChangeTests {
  typealias Samples = MeasurementSamples

  private func pair(
    _ first: (Double, Double), _ second: (Double, Double), _ sem: Double? = 1
  ) throws -> CoupleChange {
    let scale = try Samples.totalOnly(
      cutoff: Cutoff(value: 50, functional: .above), change: PublishedChange(points: 10))
    return try CoupleChange(
      first: ScoreChange(from: first.0, to: first.1, scale: scale),
      second: ScoreChange(from: second.0, to: second.1, scale: scale), sem: sem)
  }

  @Test func theMeanHasItsOwnError() throws {
    let couple = try pair((40, 44), (30, 32), 2)
    #expect(couple.meanFrom == 35)
    #expect(couple.meanTo == 38)
    #expect(isClose(couple.meanError.map { $0 * $0 }, 2))  // 2² / 2
    #expect(couple.meanIndex == 1.5)
    #expect(couple.isMeanChangeReliable == false)
    // S_diff of the mean is SEM: 1.96 points are not yet, 2 points are.
    #expect(try pair((40, 41.96), (40, 41.96)).isMeanChangeReliable == false)
    #expect(try pair((40, 42), (40, 42)).isMeanChangeReliable == true)
    #expect(try pair((42, 40), (42, 40)).isMeanChangeReliable == true)
  }

  @Test func theGapIsMoreThanErrorAbove277() throws {
    #expect(try pair((40, 42.77), (40, 40)).isGapToMoreThanError == false)
    #expect(try pair((40, 42.771), (40, 40)).isGapToMoreThanError == true)
    #expect(try pair((40, 40), (42.78, 40)).isGapFromMoreThanError == true)
    #expect(try pair((40, 40), (42.77, 40)).isGapFromMoreThanError == false)
    let couple = try pair((40, 50), (45, 41), 2)
    #expect(couple.gapFrom == -5)
    #expect(couple.gapTo == 9)
    #expect(couple.gapChange == 14)
    #expect(couple.isGapFromMoreThanError == false)  // 5 < 5.54
    #expect(couple.isGapToMoreThanError == true)
    #expect(couple.isGapChanged == true)  // 14 > 7.84
  }

  @Test func theGapHasChangedAbove392() throws {
    #expect(try pair((40, 43.92), (40, 40)).isGapChanged == false)
    #expect(try pair((40, 43.93), (40, 40)).isGapChanged == true)
    #expect(try pair((40, 40), (40, 43.93)).isGapChanged == true)
  }

  @Test func withoutErrorNothingIsClaimed() throws {
    let couple = try pair((40, 60), (40, 30), nil)
    #expect(couple.gapTo == 30)
    #expect(couple.meanError == nil)
    #expect(couple.meanIndex == nil)
    #expect(couple.isMeanChangeReliable == nil)
    #expect(couple.isGapFromMoreThanError == nil)
    #expect(couple.isGapToMoreThanError == nil)
    #expect(couple.isGapChanged == nil)
    #expect(badData { try pair((1, 2), (3, 4), 0) } == "sem: 0 is not above 0")
    #expect(badData { try pair((1, 2), (3, 4), .nan) } == "sem: is not a number")
  }

  @Test(
    arguments: [
      (ChangeClass.recovered, ChangeClass.recovered, CoupleLabel.bothRecovered),
      (.recovered, .improved, .bothImproved),
      (.improved, .improved, .bothImproved),
      (.improved, .unchanged, .onePartnerOnly),
      (.recovered, .unchanged, .onePartnerOnly),
      (.improved, .deteriorated, .diverging),
      (.recovered, .deteriorated, .diverging),
      (.deteriorated, .unchanged, .oneDeteriorated),
      (.unchanged, .unchanged, .bothUnchanged),
      (.deteriorated, .deteriorated, .bothDeteriorated),
    ])
  func labels(first: ChangeClass, second: ChangeClass, label: CoupleLabel) {
    #expect(CoupleLabel(first, second) == label)
    #expect(CoupleLabel(second, first) == label)
  }

  @Test(arguments: ChangeClass.allCases) func aMissingClassIsNotClassifiable(_ known: ChangeClass) {
    #expect(CoupleLabel(known, nil) == .notClassifiable)
    #expect(CoupleLabel(nil, known) == .notClassifiable)
  }

  @Test func deteriorationIsListedFirst() throws {
    #expect(CoupleLabel.order(.recovered, .deteriorated) == [.second, .first])
    #expect(CoupleLabel.order(nil, .deteriorated) == [.second, .first])
    #expect(CoupleLabel.order(.deteriorated, .deteriorated) == [.first, .second])
    #expect(CoupleLabel.order(.deteriorated, .recovered) == [.first, .second])
    #expect(CoupleLabel.order(.unchanged, .improved) == [.first, .second])
    let couple = try pair((40, 60), (60, 40))
    #expect(couple.label == .diverging)
    #expect(couple.order == [.second, .first])
  }
}
