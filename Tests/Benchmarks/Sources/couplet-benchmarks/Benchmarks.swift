import CoupletCore

/// Times the scoring and classifying of a large practice; issue 5 allows one second on one core.
@main
struct Benchmarks {
  static let couples = 1000
  static let administrations = 200
  static let runs = 5

  static func main() throws {
    let scale = try Samples.csi16()
    let few = try Samples.practice(couples: couples, administrations: administrations, scale: scale)
    let many = try Samples.practice(couples: couples, administrations: 2 * administrations, scale: scale)
    // Once untimed, so that the first timed run meets warm caches as the others do.
    _ = try classify(few, scale)
    var (single, double, ratios): ([Double], [Double], [Double]) = ([], [], [])
    for run in 1...runs {
      let (short, tally) = try time(few, scale)
      let (long, _) = try time(many, scale)
      single.append(short)
      double.append(long)
      ratios.append(long / short)
      print("run \(run): \(text(short)) s, \(text(long)) s, ratio \(text(long / short)); \(tally.text)")
    }
    print("\(couples) couples × \(administrations) administrations: median \(text(median(single))) s")
    print("\(couples) couples × \(2 * administrations) administrations: median \(text(median(double))) s")
    print("ratio of twice as many administrations: median \(text(median(ratios))) (2 is linear)")
  }

  /// What was found, so that nothing of the work can be left out by the optimizer.
  struct Tally {
    var classes: [ChangeClass: Int] = [:]
    var labels: [CoupleLabel: Int] = [:]

    var text: String {
      let classes = ChangeClass.allCases.map { "\(self.classes[$0] ?? 0) \($0.rawValue)" }
      return classes.joined(separator: ", ") + "; \(labels.values.reduce(0, +)) pairs"
    }
  }

  private static func time(_ practice: [Samples.Couple], _ scale: ScaleDefinition) throws -> (Double, Tally) {
    let clock = ContinuousClock()
    let start = clock.now
    let tally = try classify(practice, scale)
    return ((clock.now - start) / .seconds(1), tally)
  }

  /// Scores every administration, classes each member's change from the first to every later one, and labels the pair.
  private static func classify(_ practice: [Samples.Couple], _ scale: ScaleDefinition) throws -> Tally {
    var tally = Tally()
    for couple in practice {
      let first = try changes(couple.first, scale)
      let second = try changes(couple.second, scale)
      for (first, second) in zip(first, second) {
        let pair = try CoupleChange(first: first, second: second, sem: scale.reliability?.sem)
        tally.labels[pair.label, default: 0] += 1
      }
      for change in first + second {
        if let found = change.changeClass { tally.classes[found, default: 0] += 1 }
      }
    }
    return tally
  }

  private static func changes(_ sheets: [Administration], _ scale: ScaleDefinition) throws -> [ScoreChange] {
    let scores = try sheets.map { try $0.score(by: scale) }
    guard let first = scores.first else { return [] }
    return scores.dropFirst().compactMap { ScoreChange(from: first, to: $0, scale: scale) }
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ value: Double) -> String { DecimalText.text((value * 1000).rounded() / 1000) }
}
