import Foundation
import SeededNumbers
import Testing

@testable import CoupletCore

/// Writes seeded series with Couplet's figures for `Tests/check-statistics.py`, which compares them with scipy's.
@Suite struct CrossCheckTests {
  static let folder = ProcessInfo.processInfo.environment["COUPLET_CROSSCHECK"].map { URL(filePath: $0) }

  /// The name is known to `Tests/check-statistics.py`.
  static let name = "statistics.json"

  struct File: Codable {
    let series: [Series]
    let rates: [Rate]
    let errors: [DerivedError]
    let spans: [Spans]
  }

  /// A standard error that was derived from a published index, and whether totals and gaps are within it.
  struct DerivedError: Codable {
    let index, sem, total, cutoff, gapChange: Double
    let isNearCutoff, isGapChanged: Bool
  }

  /// From the first to the last total of two, in days, and whether that is the same time.
  struct Spans: Codable {
    let first, second: [Int]
    let isOneTime: Bool
  }

  struct Series: Codable {
    /// Days since the first one.
    let days: [Int]
    let values: [Double]
    let slope, intercept: Double
    let theilSenSlope, theilSenIntercept: Double
    /// Left out where the gate isn't reached.
    let low, high: Double?
  }

  struct Rate: Codable {
    let successes, of: Int
    let low, high: Double
  }

  @Test(.enabled(if: folder != nil, "COUPLET_CROSSCHECK names no folder to write to"))
  func writesWhatScipyIsAskedFor() throws {
    let folder = try #require(Self.folder)
    var numbers = SeededNumbers(state: 20_261_121)
    let file = File(
      series: try (0..<1000).map { _ in try series(&numbers) }, rates: try (0..<1000).map { _ in try rate(&numbers) },
      errors: try (0..<1000).map { _ in try derived(&numbers) }, spans: (0..<1000).map { _ in spans(&numbers) })
    #expect(file.series.contains { Set($0.days).count < $0.days.count })
    #expect(file.series.contains { Set($0.values).count < $0.values.count })
    #expect(file.series.contains { $0.low == nil })
    #expect(file.series.count { $0.low != nil } > 900)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try encoder.encode(file).write(to: folder.appending(path: Self.name))
  }

  /// Five to forty values on random days, several on one day among them: whole points, or two decimals.
  private func series(_ numbers: inout SeededNumbers) throws -> Series {
    let count = Int.random(in: 5...40, using: &numbers)
    let span = Int.random(in: 10...700, using: &numbers)
    var days = (0..<count).map { _ in Int.random(in: 0...span, using: &numbers) }
    for place in 1..<count where Int.random(in: 0..<8, using: &numbers) == 0 { days[place] = days[place - 1] }
    if Set(days).count == 1 { days[count - 1] += 7 }
    let isWhole = Bool.random(using: &numbers)
    let drift = Double.random(in: -0.2...0.2, using: &numbers)
    var values = days.map { day in
      let value = 50 + drift * Double(day) + Double.random(in: -20...20, using: &numbers)
      return isWhole ? value.rounded() : (value * 100).rounded() / 100
    }
    for place in 1..<count where Int.random(in: 0..<8, using: &numbers) == 0 { values[place] = values[place - 1] }
    let trend = try Trend(zip(days, values).map { (MeasurementSamples.day($0), $1) })
    let line = try #require(trend.leastSquares)
    let middle = try #require(trend.theilSen)
    let first = try #require(days.min())
    return Series(
      days: days.map { $0 - first }, values: values, slope: line.slopePerWeek, intercept: line.intercept,
      theilSenSlope: middle.slopePerWeek, theilSenIntercept: middle.intercept, low: trend.interval?.lowerBound,
      high: trend.interval?.upperBound)
  }

  /// An index of up to 30 points, to two places; totals near the cut-off and changes of a gap near their limit too.
  private func derived(_ numbers: inout SeededNumbers) throws -> DerivedError {
    let index = Double(Int.random(in: 100...3000, using: &numbers)) / 100
    let scale = try ScaleDefinition(
      id: .init("own"), version: 1, title: "Own", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 1000),
      cutoff: Cutoff(value: 500, functional: .above),
      publishedChange: PublishedChange(points: index.rounded(.up), index: index))
    let error = try #require(scale.standardError)
    let total = Double(Int.random(in: 470...530, using: &numbers))
    let growth = Double(Int.random(in: 0...90, using: &numbers))
    let still = try ScoreChange(from: 500, to: 500, scale: scale)
    let change = try CoupleChange(
      first: ScoreChange(from: 500, to: 500 + growth, scale: scale), second: still, sem: error.points)
    let series = try MeasureSeries(values: [(MeasurementSamples.day(0), total)], scale: scale)
    return DerivedError(
      index: index, sem: error.points, total: total, cutoff: 500, gapChange: growth,
      isNearCutoff: try #require(series.isNearCutoff as Bool?), isGapChanged: try #require(change.isGapChanged as Bool?)
    )
  }

  private func spans(_ numbers: inout SeededNumbers) -> Spans {
    func span() -> [Int] {
      let start = Int.random(in: 0...60, using: &numbers)
      return [start, start + Int.random(in: 1...90, using: &numbers)]
    }
    let (first, second) = (span(), span())
    func days(_ ends: [Int]) -> ClosedRange<Day> { MeasurementSamples.day(ends[0])...MeasurementSamples.day(ends[1]) }
    return Spans(first: first, second: second, isOneTime: PairVerdict.isOneTime(days(first), days(second)))
  }

  /// One to 400 cases; every tenth rate is 0 or all of them.
  private func rate(_ numbers: inout SeededNumbers) throws -> Rate {
    let cases = Int.random(in: 1...400, using: &numbers)
    let successes =
      switch Int.random(in: 0..<20, using: &numbers) {
      case 0: 0
      case 1: cases
      default: Int.random(in: 0...cases, using: &numbers)
      }
    let interval = try #require(Wilson(successes, of: cases).interval)
    return Rate(successes: successes, of: cases, low: interval.lowerBound, high: interval.upperBound)
  }
}
