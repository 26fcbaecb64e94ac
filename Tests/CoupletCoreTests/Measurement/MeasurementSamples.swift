import Testing

@testable import CoupletCore

/// Scales and helpers that the measurement tests share.
enum MeasurementSamples {
  /// Sixteen items like the CSI-16's: the first 0 to 6, the others 0 to 5.
  static func csi16(missing: ScoreRule.Missing = .complete, reliability: Reliability? = nil) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("csi-16"), version: 1, title: "Couples Satisfaction Index, 16 items", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 81), items: (1...16).map { try ScaleItem(id: $0, min: 0, max: $0 == 1 ? 6 : 5) },
      rule: ScoreRule(.sum, missing: missing), cutoff: Cutoff(value: 51.5, functional: .above),
      reliability: reliability, audience: .joint)
  }

  /// Nine items 0 to 3, higher is worse, with bands and a risk item.
  static func phq9() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("phq-9"), version: 1, title: "PHQ-9", direction: .higherIsWorse, total: ScoreRange(min: 0, max: 27),
      items: items(9, 0, 3), cutoff: Cutoff(value: 10, functional: .below, valueBelongsTo: .dysfunctional),
      publishedChange: PublishedChange(points: 6, verification: .read),
      bands: [(0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately severe"), (20, "severe")]
        .map { try ScoreBand(from: $0.0, name: $0.1) },
      riskItems: [9])
  }

  /// A total from 0 to 100 without items.
  static func totalOnly(
    direction: ScaleDirection = .higherIsBetter, cutoff: Cutoff? = nil, change: PublishedChange? = nil,
    reliability: Reliability? = nil
  ) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("own"), version: 1, title: "Own", direction: direction, total: ScoreRange(min: 0, max: 100),
      cutoff: cutoff, publishedChange: change, reliability: reliability)
  }

  /// Jacobson & Truax's example: s = 7.5, r = .80.
  static func truax() throws -> Reliability { try Reliability(r: 0.8, sd: 7.5, kind: .testRetest) }

  static func items(_ count: Int, _ min: Int, _ max: Int) throws -> [ScaleItem] {
    try (1...count).map { try ScaleItem(id: $0, min: min, max: max) }
  }

  static func score(_ text: String, _ scale: ScaleDefinition) throws -> Score {
    try Administration(
      member: Client.ID(number: 1), scale: scale, day: day(0), mode: .paper, entered: .answers(Answers(text, to: scale))
    ).score(by: scale)
  }

  static let maya = Client.ID(number: 1)
  static let jon = Client.ID(number: 2)

  /// What two have of one measure without scale: days, sessions and values.
  static func measure(_ first: [(Day, Int?, Double)], _ second: [(Day, Int?, Double)]) -> CoupleMeasure {
    func readings(_ values: [(Day, Int?, Double)]) -> [MeasureReading] {
      values.map { day, session, value in
        MeasureReading(day: day, session: session.flatMap { RecordID(.session, $0) }, value: value)
      }
    }
    return CoupleMeasure(
      .rating, MeasureID("trust"), title: "Trust", unit: "0-10", range: 0...10,
      readings: [maya: readings(first), jon: readings(second)])
  }

  /// The day that many days after 2026-01-05.
  static func day(_ offset: Int) -> Day { Day(year: 2026, month: 1, day: 5)!.adding(days: offset) }
}

/// The message of the bad data that `body` throws.
func badData(_ body: () throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation) -> String? {
  do {
    _ = try body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  } catch let problem as Problem {
    #expect(problem.kind == .badData, sourceLocation: sourceLocation)
    return problem.message
  } catch {
    Issue.record("thrown: \(error)", sourceLocation: sourceLocation)
  }
  return nil
}

/// Equal to 1e-9 of the larger one, or of 1.
func isClose(_ left: Double?, _ right: Double) -> Bool {
  guard let left else { return false }
  return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
}
