import Testing

@testable import CoupletCore

@Suite struct MeasureSeriesTests {
  typealias Samples = MeasurementSamples

  private func series(_ values: [(Int, Double)], _ scale: ScaleDefinition? = nil) throws -> MeasureSeries {
    try MeasureSeries(values: values.map { (Samples.day($0), $1) }, scale: scale)
  }

  @Test func aRowOfAScale() throws {
    let scale = try Samples.csi16(reliability: Reliability(r: 0.9, sd: 15, kind: .alpha))  // smallest 13.15
    let series = try series([(21, 55), (0, 38), (7, 40), (14, 45)], scale)
    #expect(series.n == 4)
    #expect(series.firstDay == Samples.day(0))
    #expect(series.first == 38)
    #expect(series.lastDay == Samples.day(21))
    #expect(series.last == 55)
    #expect(series.change == 17)
    #expect(series.isReliable == true)
    #expect(series.changeClass == .recovered)
    #expect(series.isFunctional == true)
    // Weeks −1.5 −0.5 0.5 1.5, values 38 40 45 55: 28 / 5.
    #expect(isClose(series.slopePerWeek, 28.0 / 5))
    #expect(try self.series([(0, 38), (7, 40)], scale).changeClass == .unchanged)
    #expect(try self.series([(0, 38), (7, 40)], scale).isFunctional == false)
    #expect(try self.series([(0, 38), (7, 51.5)], scale).isFunctional == true)
  }

  @Test func aRowOfRatings() throws {
    let series = try series([(0, 3), (7, 4), (14, 6)])
    #expect(series.change == 3)
    #expect(series.isReliable == nil)
    #expect(series.changeClass == nil)
    #expect(series.isFunctional == nil)
    #expect(series.slopePerWeek == nil)
  }

  @Test func oneValueIsNoChange() throws {
    let one = try series([(5, 60)], Samples.csi16(reliability: Reliability(r: 0.9, sd: 15, kind: .alpha)))
    #expect(one.n == 1)
    #expect(one.first == 60)
    #expect(one.last == 60)
    #expect(one.firstDay == one.lastDay)
    #expect(one.change == nil)
    #expect(one.isReliable == nil)
    #expect(one.changeClass == nil)
    #expect(one.isFunctional == true)
    let none = try series([])
    #expect(none.n == 0)
    #expect(none.first == nil)
    #expect(none.last == nil)
    #expect(none.firstDay == nil)
    #expect(none.lastDay == nil)
    #expect(none.change == nil)
    #expect(none.isFunctional == nil)
  }

  @Test func anIncompleteScoreDoesNotCount() throws {
    let scale = try Samples.csi16()
    let texts = ["3333333333333333", "-333333333333333", "4444444444444444"]
    let scores = try texts.enumerated().map {
      (Samples.day($0 * 7), try Samples.score($1, scale), Administration.Mode.paper)
    }
    let series = try MeasureSeries(scores: scores, scale: scale)
    #expect(series.n == 2)
    #expect(series.change == 16)
    let last = try MeasureSeries(scores: Array(scores.prefix(2)), scale: scale)
    #expect(last.n == 1)
    #expect(last.lastDay == Samples.day(0))
  }

  @Test func openItemsAtTheCutoffLeaveTheSideUnknown() throws {
    let scale = try Samples.csi16(
      missing: .prorate(atLeast: 0.8), reliability: Reliability(r: 0.9, sd: 15, kind: .alpha))
    let scores = try ["1111111111111111", "-433333333333333"].enumerated()
      .map { (Samples.day($0 * 7), try Samples.score($1, scale), Administration.Mode.paper) }
    let series = try MeasureSeries(scores: scores, scale: scale)
    #expect(series.isReliable == true)
    #expect(series.changeClass == nil)
    #expect(series.isFunctional == nil)
  }

  @Test func oneDayIsOneOccasion() throws {
    let twice = try series([(7, 5), (0, 1), (0, 2), (7, 6)])
    #expect((twice.first, twice.last, twice.n) == (2, 6, 2))
    let scale = try Samples.csi16(reliability: Reliability(r: 0.9, sd: 15, kind: .alpha))
    let thousand = try series((0..<1000).map { (0, Double($0 % 80)) }, scale)
    #expect((thousand.n, thousand.last, thousand.change, thousand.changeClass) == (1, 39, nil, nil))
    #expect(thousand.slopePerWeek == nil)
  }

  @Test func valuesThatAreNoNumbers() {
    #expect(badData { try series([(0, .nan)]) } == "value: is not a number")
    #expect(badData { try series([(0, .infinity)]) } == "value: is not a number")
    #expect(badData { try DatedValue(day: Samples.day(0), value: .nan) } == "value: is not a number")
  }
}
