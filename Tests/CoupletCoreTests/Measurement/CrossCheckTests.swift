import Foundation
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
      series: try (0..<1000).map { _ in try series(&numbers) }, rates: try (0..<1000).map { _ in try rate(&numbers) })
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
