import Testing

@testable import CoupletCore

@Suite struct TrendTests {
  typealias Samples = MeasurementSamples

  private func trend(_ days: [Int], _ values: [Double]) throws -> Trend {
    try Trend(zip(days, values).map { (Samples.day($0), $1) })
  }

  /// "98, 98, 98, 99, 99, 99 with SEM .5 gives slope .2571 and index 2.151, while RC is 1.414".
  @Test func theIndexSeesWhatTwoPointsDont() throws {
    let trend = try trend([0, 7, 14, 21, 28, 35], [98, 98, 98, 99, 99, 99])
    let line = try #require(trend.leastSquares)
    #expect(isClose(line.slopePerWeek, 4.5 / 17.5))
    #expect(abs(line.slopePerWeek - 0.2571) < 0.00005)
    #expect(isClose(line.intercept, 98.5 - 2.5 * 4.5 / 17.5))
    #expect(isClose(trend.reliableTrendIndex(sem: 0.5), 4.5 / 17.5 / (0.5 / 17.5.squareRoot())))
    #expect(abs(trend.reliableTrendIndex(sem: 0.5)! - 2.151) < 0.0005)
    #expect(isClose(trend.interval?.lowerBound, 0.06283217695478413))  // scipy.stats.linregress
    #expect(isClose(trend.interval?.upperBound, 0.4514535373309302))
    // s = 1 and r = .75 make SEM .5.
    let rule = try ReliableChange(reliability: Reliability(r: 0.75, sd: 1, kind: .alpha))
    #expect(rule.basis == .computed(sem: 0.5, sDiff: 0.5.squareRoot()))
    #expect(abs(rule.index(ofChange: 1)! - 1.414) < 0.0005)
    #expect(!rule.isReliable(change: 1))
    #expect(trend.reliableTrendIndex(sem: 0) == nil)
  }

  @Test func unevenDaysAndTwoValuesOnOne() throws {
    // Reference values: scipy.stats.linregress, and theilslopes with method "separate".
    let trend = try trend([35, 7, 14, 28, 0, 35], [14, 12, 11, 15, 10, 17])
    #expect(isClose(trend.leastSquares?.slopePerWeek, 1.102189781021898))
    #expect(isClose(trend.leastSquares?.intercept, 10.043795620437955))
    #expect(isClose(trend.interval?.lowerBound, 0.32835671007454026))
    #expect(isClose(trend.interval?.upperBound, 1.8760228519692554))
    #expect(isClose(trend.theilSen?.slopePerWeek, 1.125))
    #expect(isClose(trend.theilSen?.intercept, 9.625))
  }

  @Test func theGates() throws {
    let none = try trend([], [])
    #expect(none.gate == .nothing)
    #expect(none.days == nil)
    #expect(try trend([0, 30], [1, 2]).gate == .nothing)
    let three = try trend([0, 15, 30], [1, 2, 3])
    #expect(three.gate == .points)
    #expect(three.leastSquares == nil)
    #expect(three.theilSen == nil)
    let four = try trend([0, 10, 20, 30], [1, 2, 3, 5])
    #expect(four.gate == .slope)
    #expect(four.leastSquares != nil)
    #expect(four.interval == nil)
    #expect(four.reliableTrendIndex(sem: 1) == nil)
    let short = try trend([0, 5, 10, 15, 20], [1, 2, 3, 5, 4])
    #expect(short.gate == .slope)
    #expect(short.leastSquares != nil)
    #expect(short.interval == nil)
    let long = try trend([0, 5, 10, 15, 21], [1, 2, 3, 5, 4])
    #expect(long.gate == .inference)
    #expect(long.interval != nil)
    #expect(long.reliableTrendIndex(sem: 1) != nil)
  }

  @Test func oneDayHasNoSlope() throws {
    let trend = try trend([3, 3, 3, 3, 3], [1, 2, 3, 4, 5])
    #expect(trend.leastSquares == nil)
    #expect(trend.theilSen == nil)
    #expect(trend.interval == nil)
    #expect(trend.value(on: Samples.day(3)) == nil)
    let two = try self.trend([0, 0, 7, 7], [1, 3, 5, 7])
    #expect(isClose(two.leastSquares?.slopePerWeek, 4))
    #expect(isClose(two.theilSen?.slopePerWeek, 4))
  }

  @Test func aConstantSeriesHasNoSlopeAtAll() throws {
    let trend = try trend([0, 9, 11, 30, 44], Array(repeating: 0.1, count: 5))
    #expect(trend.leastSquares == Trend.Line(slopePerWeek: 0, intercept: 0.1))
    #expect(trend.theilSen == Trend.Line(slopePerWeek: 0, intercept: 0.1))
    #expect(trend.interval == 0...0)
  }

  @Test func theilSenIgnoresOneOutlier() throws {
    let trend = try trend([0, 7, 14, 21, 28], [1, 2, 3, 4, 90])
    #expect(trend.theilSen?.slopePerWeek == 1)
    #expect(trend.theilSen?.intercept == 1)
    #expect(trend.leastSquares!.slopePerWeek > 15)
  }

  @Test func nothingIsForetold() throws {
    let trend = try trend([0, 7, 14, 21], [1, 2, 3, 4])
    #expect(isClose(trend.value(on: Samples.day(0)), 1))
    #expect(isClose(trend.value(on: Samples.day(10)), 1 + 10.0 / 7))
    #expect(isClose(trend.value(on: Samples.day(21)), 4))
    #expect(trend.value(on: Samples.day(22)) == nil)
    #expect(trend.value(on: Samples.day(-1)) == nil)
  }

  @Test func valuesThatAreNoNumbers() {
    #expect(badData { try trend([0], [.nan]) } == "value: is not a number")
    #expect(badData { try trend([0], [-.infinity]) } == "value: is not a number")
    #expect(badData { try trend([0], [2e9]) } == "value: is outside -1000000000 to 1000000000")
  }

  /// Fourteen digits by mpmath, from the regularised incomplete beta function.
  @Test(
    arguments: [
      (1, 12.706204736175), (2, 4.3026527297495), (3, 3.1824463052837), (4, 2.7764451051978), (5, 2.5705818356363),
      (6, 2.446911851145), (7, 2.3646242515928), (8, 2.3060041352042), (9, 2.2621571627982), (10, 2.2281388519863),
      (11, 2.2009851600916), (29, 2.0452296421327), (30, 2.0422724563012), (31, 2.0395134463964),
      (100, 1.9839715185236), (101, 1.9837310029556), (1000, 1.9623390808264), (9999, 1.9602012636214),
    ])
  func studentsT(degrees: Int, quantile: Double) {
    #expect(abs(StudentT.quantile975(degrees: degrees) - quantile) < 1e-10)
  }

  @Test func arctangents() {
    #expect(abs(StudentT.arctangent(1) - .pi / 4) < 1e-15)
    #expect(abs(StudentT.arctangent(3.0.squareRoot()) - .pi / 3) < 1e-15)
    #expect(abs(StudentT.arctangent(1e9) - .pi / 2) < 2e-9)
    #expect(StudentT.arctangent(0) == 0)
  }
}
