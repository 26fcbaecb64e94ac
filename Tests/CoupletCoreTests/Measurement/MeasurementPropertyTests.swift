import SeededNumbers
import Testing

@testable import CoupletCore

/// Laws that hold for all values, tried on seeded ones.
@Suite struct MeasurementPropertyTests {
  typealias Samples = MeasurementSamples

  private func randomItems(_ numbers: inout SeededNumbers) throws -> [ScaleItem] {
    try (1...Int.random(in: 2...12, using: &numbers)).map { id in
      let high = Int.random(in: 1...9, using: &numbers)
      return try ScaleItem(id: id, min: 0, max: high, isReversed: Bool.random(using: &numbers))
    }
  }

  private func scale(_ items: [ScaleItem], _ rule: ScoreRule) throws -> ScaleDefinition {
    let high = Double(items.reduce(0) { $0 + $1.max })
    return try ScaleDefinition(
      id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: ScoreRange(min: 0, max: high),
      items: items, rule: rule)
  }

  private func randomAnswer(_ item: ScaleItem, _ numbers: inout SeededNumbers) -> Answer {
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: .notAnswered
    case 1: .declined
    case 2: .notApplicable
    default: .value(Int.random(in: item.min...item.max, using: &numbers))
    }
  }

  @Test(arguments: 1...200) func scoringHasNoOrder(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let rule = try ScoreRule(.sum, missing: .prorate(atLeast: 0.5))
    let items = try randomItems(&numbers)
    let pairs = items.map { ($0, randomAnswer($0, &numbers)) }
    let shuffled = pairs.shuffled(using: &numbers)
    func score(_ pairs: [(ScaleItem, Answer)]) throws -> Score {
      let scale = try scale(pairs.map(\.0), rule)
      return try Samples.score(pairs.map(\.1.text).joined(separator: ","), scale)
    }
    let (one, two) = (try score(pairs), try score(shuffled))
    #expect(one.total == two.total)
    #expect(one.possible == two.possible)
    #expect(Set(one.open) == Set(two.open))
    // By independent arithmetic.
    var (sum, highest, all) = (0.0, 0.0, 0.0)
    for (item, answer) in pairs {
      all += Double(item.max)
      guard let value = answer.value else { continue }
      sum += Double(item.isReversed ? item.max - value : value)
      highest += Double(item.max)
    }
    if one.answered * 2 < items.count {
      #expect(one.total == nil)
    } else {
      #expect(isClose(one.total, sum / highest * all))
    }
    if let total = one.total, let possible = one.possible {
      #expect(possible.lowerBound - 1e-9 <= total && total <= possible.upperBound + 1e-9)
      #expect(one.answered < items.count)
    }
  }

  @Test(arguments: 1...100) func reversingTwiceChangesNothing(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    for item in try randomItems(&numbers) {
      let reversed = try ScaleItem(id: item.id, min: item.min - 3, max: item.max, isReversed: true)
      for answer in reversed.min...reversed.max {
        let keyed = reversed.keyed(answer)
        #expect((reversed.min...reversed.max).contains(keyed))
        #expect(keyed - reversed.min == reversed.max - answer)
        #expect(reversed.keyed(keyed) == answer)
      }
      #expect(item.keyed(item.max) == (item.isReversed ? 0 : item.max))
    }
  }

  @Test(arguments: 1...100) func answersReadWhatTheyWrite(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let items = try randomItems(&numbers)
    let scale = try scale(items, .sum)
    let list = items.map { randomAnswer($0, &numbers) }
    let answers = try Answers(list, to: scale)
    #expect(try Answers(answers.text, to: scale) == answers)
    #expect(try Answers(list.map(\.text).joined(), to: scale) == answers)
  }

  private func randomSeries(_ numbers: inout SeededNumbers) -> [(Day, Double)] {
    (0..<Int.random(in: 4...15, using: &numbers)).map { _ in
      (
        Samples.day(Int.random(in: 0...200, using: &numbers)),
        Double(Int.random(in: 0...200, using: &numbers)) / 4
      )
    }
  }

  @Test(arguments: 1...200) func aConstantLeavesSlopeAndChange(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    // One day is one occasion.
    let values = randomSeries(&numbers).enumerated().map { ($1.0.adding(days: 201 * $0), $1.1) }
    let constant = Double.random(in: -500...500, using: &numbers)
    let before = try MeasureSeries(values: values, scale: nil)
    let after = try MeasureSeries(values: values.map { ($0, $1 + constant) }, scale: nil)
    let (one, two) = (try #require(before.trend.leastSquares), try #require(after.trend.leastSquares))
    #expect(isClose(after.change, try #require(before.change)))
    #expect(isClose(two.slopePerWeek, one.slopePerWeek))
    #expect(isClose(two.intercept, one.intercept + constant))
    let (robust, moved) = (try #require(before.trend.theilSen), try #require(after.trend.theilSen))
    #expect(isClose(moved.slopePerWeek, robust.slopePerWeek))
    #expect(isClose(moved.intercept, robust.intercept + constant))
  }

  @Test(arguments: 1...200) func trendsHaveNoOrderAndTurnWithTheirSign(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let values = randomSeries(&numbers)
    let one = try Trend(values)
    let shuffled = try Trend(values.shuffled(using: &numbers))
    let turned = try Trend(values.map { ($0, -$1) })
    let slope = try #require(one.leastSquares).slopePerWeek
    #expect(isClose(shuffled.leastSquares?.slopePerWeek, slope))
    #expect(isClose(turned.leastSquares?.slopePerWeek, -slope))
    #expect(isClose(shuffled.theilSen?.slopePerWeek, try #require(one.theilSen).slopePerWeek))
    // The least-squares line has no smaller sum of squares beside it.
    let start = try #require(values.map(\.0).min())
    func squares(_ slope: Double, _ intercept: Double) -> Double {
      values.reduce(0) { sum, point in
        let off = point.1 - intercept - slope * Double(point.0.days(since: start)) / 7
        return sum + off * off
      }
    }
    let line = try #require(one.leastSquares)
    let least = squares(line.slopePerWeek, line.intercept)
    for (slope, intercept) in [(0.01, 0.0), (-0.01, 0), (0, 0.01), (0, -0.01)] {
      #expect(least < squares(line.slopePerWeek + slope, line.intercept + intercept))
    }
    if let interval = one.interval { #expect(interval.contains(line.slopePerWeek)) }
  }

  @Test(arguments: 1...200) func swappingPartnersNegatesTheGap(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let scale = try Samples.totalOnly(
      cutoff: Cutoff(value: 50, functional: .above), reliability: Samples.truax())
    func change() throws -> ScoreChange {
      try ScoreChange(
        from: Double.random(in: 0...100, using: &numbers), to: Double.random(in: 0...100, using: &numbers),
        scale: scale)
    }
    let (maya, jon) = (try change(), try change())
    let sem = scale.reliability?.sem
    let couple = try CoupleChange(first: maya, second: jon, sem: sem)
    let swapped = try CoupleChange(first: jon, second: maya, sem: sem)
    #expect(swapped.gapFrom == -couple.gapFrom)
    #expect(swapped.gapTo == -couple.gapTo)
    #expect(swapped.gapChange == -couple.gapChange)
    #expect(swapped.isGapToMoreThanError == couple.isGapToMoreThanError)
    #expect(swapped.isGapChanged == couple.isGapChanged)
    #expect(swapped.meanTo == couple.meanTo)
    #expect(swapped.label == couple.label)
    let (first, second) = (randomSeries(&numbers), randomSeries(&numbers))
    let measure = Samples.measure(first.map { ($0, nil, $1) }, (second + [first[0]]).map { ($0, nil, $1) })
    let (gap, other) = (measure.gap(Samples.maya, Samples.jon), measure.gap(Samples.jon, Samples.maya))
    #expect(gap != nil)
    #expect(gap?.first.difference == other.map { -$0.first.difference })
    #expect(gap?.last.difference == other.map { -$0.last.difference })
    #expect(gap?.finding == other?.finding)
  }

  @Test(arguments: 1...200) func classesMirrorWithDirection(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let reliability = try Samples.truax()
    let better = try Samples.totalOnly(cutoff: Cutoff(value: 50, functional: .above), reliability: reliability)
    let worse = try Samples.totalOnly(
      direction: .higherIsWorse, cutoff: Cutoff(value: 50, functional: .below), reliability: reliability)
    let from = Double(Int.random(in: 0...100, using: &numbers))
    let to = Double(Int.random(in: 0...100, using: &numbers))
    let one = try ScoreChange(from: from, to: to, scale: better)
    let two = try ScoreChange(from: 100 - from, to: 100 - to, scale: worse)
    #expect(one.changeClass != nil)
    #expect(one.changeClass == two.changeClass)
    #expect(one.index == two.index.map { -$0 })
    #expect((one.changeClass == .unchanged) == (abs(to - from) <= 9.297))
  }
}
