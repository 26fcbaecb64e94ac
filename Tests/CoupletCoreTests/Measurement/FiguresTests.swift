import SeededNumbers
import Testing

@testable import CoupletCore

@Suite struct FiguresTests {
  private static let written: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (12, "12"), (0.25, "0.25"), (-0.0001, "-0.0001"), (48.6, "48.6"), (-0.00004, "0"),
    (0.00004, "0"), (0.00005, "0.0001"), (-0.00005, "-0.0001"), (0.00015, "0.0002"), (0.03125, "0.0313"),
    (1.00005, "1.0001"), (0.99995, "1"), (9.99995, "10"), (99.99994, "99.9999"), (-99.99996, "-100"), (100, "100"),
    (0.30000000000000004, "0.3"), (48.599999999999994, "48.6"), (0.3333333333333333, "0.3333"),
    (0.6666666666666666, "0.6667"), (1e-5, "0"),
    (6e-5, "0.0001"), (1e-300, "0"), (.leastNonzeroMagnitude, "0"), (1_000_000_000, "1000000000"),
    (123_456_789.12345, "123456789.1235"),
    (1e16, "10000000000000000"), (1.5e17, "150000000000000000"), (-1e21, "-1000000000000000000000"),
    (10.5, "10.5"), (0.0101, "0.0101"), (0.001, "0.001"), (.nan, ""), (.infinity, ""), (-.infinity, ""),
  ]

  @Test(arguments: written)
  func decimals(value: Double, text: String) {
    #expect(DecimalText.text(value) == text)
  }

  @Test func decimalsReadBack() {
    var numbers = SeededNumbers(state: 7)
    for _ in 0..<2000 {
      let value = Double.random(in: -2000...2000, using: &numbers)
      let text = DecimalText.text(value)
      let back = Double(text)
      #expect(back != nil && abs(back! - value) <= 0.000_050_000_001, "\(value) \(text)")
      #expect(!text.contains("e") && text != "-0", "\(text)")
      #expect(text.split(separator: ".").dropFirst().first.map { $0.count <= 4 && $0.last != "0" } ?? true, "\(text)")
      // Written once, it is written the same way ever after.
      #expect(DecimalText.text(back ?? .nan) == text)
    }
  }

  /// "3 of 4 (30–95 %)"; below five no percentage; 0 of 0 is "no data".
  @Test(
    arguments: [
      (3, 4, "3 of 4 (30–95 %)"), (6, 8, "6 of 8, 75 % (41–93 %)"), (1, 3, "1 of 3 (6–79 %)"),
      (4, 5, "4 of 5, 80 % (38–96 %)"), (0, 0, "no data"), (0, 10, "0 of 10, 0 % (0–28 %)"),
      (10, 10, "10 of 10, 100 % (72–100 %)"),
    ])
  func rates(successes: Int, of: Int, text: String) throws {
    let rate = try Wilson(successes, of: of)
    #expect(rate.text == text)
    #expect(rate.countText == (of == 0 ? "no data" : "\(successes) of \(of)"))
    #expect((rate.percentage == nil) == (of < 5))
  }

  @Test func theIntervalSolvesWilsonsEquation() throws {
    for of in 1...30 {
      for successes in 0...of {
        let interval = try #require(try Wilson(successes, of: of).interval)
        let share = Double(successes) / Double(of)
        // (p − x)² = z²·x(1−x)/n at both ends.
        for end in [interval.lowerBound, interval.upperBound] {
          let left = (share - end) * (share - end)
          #expect(abs(left - 1.959964 * 1.959964 * end * (1 - end) / Double(of)) < 1e-12)
        }
        #expect(interval.contains(share) && interval.lowerBound >= 0 && interval.upperBound <= 1)
        #expect(interval.lowerBound < interval.upperBound)
      }
    }
    // mpmath, 15 digits
    #expect(isClose(try Wilson(3, of: 4).interval?.lowerBound, 0.300641840096908))
    #expect(isClose(try Wilson(3, of: 4).interval?.upperBound, 0.954412739704631))
    #expect(try Wilson(0, of: 0).interval == nil)
    #expect(try Wilson(0, of: 0).share == nil)
    #expect(try Wilson(3, of: 4).share == 0.75)
    #expect(try Wilson(6, of: 8).percentInterval == 41...93)
  }

  @Test func ratesThatArent() {
    #expect(badData { try Wilson(0, of: -1) } == "rate: -1 cases is below 0")
    #expect(badData { try Wilson(5, of: 4) } == "rate: 5 is outside 0 to 4")
    #expect(badData { try Wilson(-1, of: 4) } == "rate: -1 is outside 0 to 4")
  }
}
