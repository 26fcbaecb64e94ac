import CoupletCore
import Foundation

/// One side of a pair.
enum Side: String, CaseIterable {
  case plain, sealed
}

/// The same work on a plain and on a sealed file, in turns, so that whatever else the machine does meets both.
struct Pairs {
  let rounds: Int
  private static let clock = ContinuousClock()

  /// Seconds that some work takes.
  static func time(_ body: () throws -> Void) rethrows -> Double {
    let start = clock.now
    try body()
    return (clock.now - start) / .seconds(1)
  }

  /// Times the pairs of a row and prints it.
  ///
  /// - Parameters:
  ///   - target: the most that sealing may cost, nil where nothing is asked.
  ///   - count: how often each side does it in one pair; the sides take turns from one to the next.
  ///   - body: does it once and gives its seconds, so that it can leave out what doesn't count. Both sides get the same
  ///     numbers, which go on through the pairs.
  func row(
    _ name: String, target: Double? = nil, count: Int, _ body: (Side, Int) throws -> Double
  ) rethrows {
    var seconds: [Side: [Double]] = [.plain: [], .sealed: []]
    var number = 0
    // Once untimed, so that the first pair meets warm caches as the others do.
    for round in 0...rounds {
      var sums: [Side: Double] = [:]
      for _ in 0..<count {
        let order = number.isMultiple(of: 2) ? Side.allCases : Side.allCases.reversed()
        for side in order { sums[side, default: 0] += try body(side, number) }
        number += 1
      }
      guard round > 0 else { continue }
      for (side, sum) in sums { seconds[side, default: []].append(sum / Double(count)) }
    }
    let (plain, sealed) = (seconds[.plain] ?? [], seconds[.sealed] ?? [])
    let ratios = zip(plain, sealed).map { $1 / $0 }.sorted()
    let ratio = Self.median(ratios)
    let verdict =
      target.map { target in "≤ \(Self.text(target)) | \(ratio <= target ? "met" : "**missed**")" } ?? "– | –"
    let range = "\(Self.text(ratios[0]))–\(Self.text(ratios[ratios.count - 1]))"
    let times = "\(Self.span(Self.median(plain))) | \(Self.span(Self.median(sealed)))"
    print("| \(name) | \(times) | \(Self.text(ratio)) | \(range) | \(verdict) | \(rounds) × \(count) |")
    // Also into a pipe each row comes out when it is there.
    fflush(nil)
  }

  /// Prints a time that has no plain side.
  func single(_ name: String, count: Int, _ body: (Int) throws -> Double) rethrows {
    var seconds: [Double] = []
    for round in 0...rounds {
      let sum = try (0..<count).map { try body(round * count + $0) }.reduce(0, +)
      if round > 0 { seconds.append(sum / Double(count)) }
    }
    print("| \(name) | – | \(Self.span(Self.median(seconds))) | – | – | – | – | \(rounds) × \(count) |")
  }

  static func heading(_ title: String) {
    print("\n| \(title) | plain | sealed | ratio | least–most | target | | pairs × each |")
    print("|---|---|---|---|---|---|---|---|")
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ ratio: Double) -> String { DecimalText.text((ratio * 100).rounded() / 100) }

  private static func span(_ seconds: Double) -> String {
    switch seconds {
    case 1...: "\(text(seconds)) s"
    case 0.001...: "\(text(seconds * 1000)) ms"
    default: "\(DecimalText.text((seconds * 10_000_000).rounded() / 10)) µs"
    }
  }
}
