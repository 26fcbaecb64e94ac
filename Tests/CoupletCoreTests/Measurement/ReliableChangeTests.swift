import Testing

@testable import CoupletCore

@Suite struct ReliableChangeTests {
  typealias Samples = MeasurementSamples

  /// "s = 7.5, r = .80, 32.5 → 47.5: SEM 3.354, S_diff 4.743, RC 3.162, smallest 9.297".
  @Test func jacobsonAndTruax() throws {
    let reliability = try Samples.truax()
    // s²(1−r) = 56.25 · 0.2 = 11.25, and twice that.
    #expect(isClose(reliability.sem * reliability.sem, 11.25))
    #expect(isClose(reliability.sDiff * reliability.sDiff, 22.5))
    #expect(abs(reliability.sem - 3.354) < 0.0005)
    #expect(abs(reliability.sDiff - 4.743) < 0.0005)
    let rule = ReliableChange(reliability: reliability)
    #expect(isClose(rule.index(ofChange: 15), 10.0.squareRoot()))  // 15² / 22.5 = 10
    #expect(abs(rule.index(ofChange: 47.5 - 32.5)! - 3.162) < 0.0005)
    #expect(isClose(rule.smallest * rule.smallest, 1.96 * 1.96 * 22.5))
    #expect(abs(rule.smallest - 9.297) < 0.0005)
  }

  @Test func aComputedIndexIsStrict() throws {
    // s = 5, r = .5 make S_diff exactly 5: 9.8 points are RC 1.96, which is not yet reliable.
    let rule = try ReliableChange(reliability: Reliability(r: 0.5, sd: 5, kind: .alpha))
    #expect(rule.basis == .computed(sem: 5 * 0.5.squareRoot(), sDiff: 5))
    #expect(!rule.isReliable(change: 9.8))
    #expect(!rule.isReliable(change: -9.8))
    #expect(!rule.isReliable(change: 50.3 - 40.5))
    #expect(rule.isReliable(change: 9.81))
    #expect(rule.isReliable(change: -9.81))
  }

  @Test func aPublishedThresholdIsInclusive() throws {
    let rule = try ReliableChange(published: PublishedChange(points: 12, verification: .read))
    #expect(rule.isReliable(change: 12))
    #expect(rule.isReliable(change: -12))
    #expect(rule.isReliable(change: 48.6 - 36.6))
    #expect(!rule.isReliable(change: 11.99))
    #expect(rule.smallest == 12)
    #expect(rule.index(ofChange: 12) == nil)
    #expect(rule.verification == .read && rule.words == "12 points or more")
    #expect(!rule.isOwn)
  }

  /// "(40, 7.5; 60, 7.5) gives 55, 45, 50; (70.7, 23.8; 114.8, 17.8) gives 118.3, 79.2, 95.93".
  @Test func cutoffs() throws {
    let one = try NormGroups(clinicalMean: 40, clinicalSD: 7.5, functionalMean: 60, functionalSD: 7.5)
    #expect([one.cutoffA(.higherIsBetter), one.cutoffB(.higherIsBetter), one.cutoffC] == [55, 45, 50])
    let two = try NormGroups(clinicalMean: 70.7, clinicalSD: 23.8, functionalMean: 114.8, functionalSD: 17.8)
    #expect(isClose(two.cutoffA(.higherIsBetter), 118.3))
    #expect(isClose(two.cutoffB(.higherIsBetter), 79.2))
    #expect(isClose(two.cutoffC, (17.8 * 70.7 + 23.8 * 114.8) / 41.6))
    #expect(abs(two.cutoffC - 95.93) < 0.005)
    // c lies as many clinical SDs above the clinical mean as functional SDs below the functional one.
    #expect(isClose((two.cutoffC - 70.7) / 23.8, (114.8 - two.cutoffC) / 17.8))
    let worse = try NormGroups(clinicalMean: 60, clinicalSD: 10, functionalMean: 40, functionalSD: 5)
    #expect([worse.cutoffA(.higherIsWorse), worse.cutoffB(.higherIsWorse)] == [40, 50])
  }

  @Test func normGroupErrors() {
    func norms(_ a: Double, _ b: Double, _ c: Double, _ d: Double) throws -> NormGroups {
      try NormGroups(clinicalMean: a, clinicalSD: b, functionalMean: c, functionalSD: d)
    }
    #expect(badData { try norms(.nan, 1, 1, 1) } == "clinical mean: is not a number")
    #expect(badData { try norms(1, 0, 1, 1) } == "clinical sd: 0 is not above 0")
    #expect(badData { try norms(1, 1, .infinity, 1) } == "functional mean: is not a number")
    #expect(badData { try norms(1, 1, 1, -2) } == "functional sd: -2 is not above 0")
  }

  @Test func theCutoffItselfBelongsToOneSide() throws {
    let rdas = try Cutoff(value: 47.31, functional: .above)
    #expect([47.3, 47.31, 47.32].map(rdas.isFunctional) == [false, true, true])
    let phq = try Cutoff(value: 10, functional: .below, valueBelongsTo: .dysfunctional)
    #expect([9, 10, 11].map(phq.isFunctional) == [true, false, false])
    let mean = try Cutoff(value: 0.3, functional: .above)
    #expect(mean.isFunctional(0.1 + 0.2))
    let strict = try Cutoff(value: 0.3, functional: .above, valueBelongsTo: .dysfunctional)
    #expect(!strict.isFunctional(0.1 + 0.2))
  }

  @Test(
    arguments: [
      (30.0, 45.0, ChangeClass.unchanged, false, false),
      (30, 52, .recovered, false, false),
      (30, 49, .improved, false, false),
      (55, 80, .improved, false, false),
      (45, 52, .unchanged, true, false),
      (52, 45, .unchanged, true, false),
      (60, 40, .deteriorated, false, true),
      (90, 70, .deteriorated, false, false),
      (40, 20, .deteriorated, false, false),
      (40, 40, .unchanged, false, false),
    ])
  func classes(from: Double, to: Double, expected: ChangeClass, crossed: Bool, clinical: Bool) throws {
    let change = try PublishedChange(points: 16)
    let better = try Samples.totalOnly(cutoff: Cutoff(value: 50, functional: .above), change: change)
    let worse = try Samples.totalOnly(
      direction: .higherIsWorse, cutoff: Cutoff(value: 50, functional: .below), change: change)
    for result in try [
      ScoreChange(from: from, to: to, scale: better), ScoreChange(from: 100 - from, to: 100 - to, scale: worse),
    ] {
      #expect(result.changeClass == expected)
      #expect(result.isCrossedWithinError == crossed)
      #expect(result.isIntoClinicalRange == clinical)
      #expect(result.isReliable == (abs(to - from) >= 16))
    }
  }

  @Test func withoutCutoffNobodyRecovers() throws {
    let scale = try Samples.totalOnly(change: PublishedChange(points: 10))
    #expect(try ScoreChange(from: 0, to: 100, scale: scale).changeClass == .improved)
    #expect(try ScoreChange(from: 100, to: 0, scale: scale).isIntoClinicalRange == false)
  }

  @Test func withoutReliableChangeNothingIsClaimed() throws {
    let change = try ScoreChange(
      from: 10, to: 90, scale: Samples.totalOnly(cutoff: Cutoff(value: 50, functional: .above)))
    #expect(change.change == 80)
    #expect(change.isReliable == nil)
    #expect(change.changeClass == nil)
    #expect(!change.isCrossedWithinError)
  }

  @Test func aChangeOfNoNumberIsRefused() throws {
    let scale = try Samples.totalOnly()
    #expect(badData { try ScoreChange(from: .nan, to: 1, scale: scale) } == "from: is not a number")
    #expect(badData { try ScoreChange(from: 1, to: .infinity, scale: scale) } == "to: is not a number")
  }

  @Test func aCutoffBetweenTheBoundsMeansNoClass() throws {
    let scale = try Samples.csi16(
      missing: .prorate(atLeast: 0.8), reliability: Reliability(r: 0.9, sd: 15, kind: .alpha))
    let low = try Samples.score("1111111111111111", scale)
    let open = try Samples.score("-433333333333333", scale)  // 46 to 52, the cut-off is 51.5
    let high = try Samples.score("-544444444444444", scale)  // 61 to 67
    let unknown = try #require(ScoreChange(from: low, to: open, scale: scale))
    #expect(unknown.isReliable == true)
    #expect(unknown.changeClass == nil)
    #expect(ScoreChange(from: low, to: high, scale: scale)?.changeClass == .recovered)
    #expect(ScoreChange(from: low, to: try Samples.score("----444444444444", scale), scale: scale) == nil)
  }
}
