import CoupletCore

/// A practice of the size that issue 5 names, the same on every machine.
enum Samples {
  struct Couple {
    let first: [Administration]
    let second: [Administration]
  }

  /// The scale's sixteen items and cut-off; r and SD are made up, so that every change gets a class.
  static func csi16() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("csi-16"), version: 1, title: "Couples Satisfaction Index, 16 items", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 81), items: (1...16).map { try ScaleItem(id: $0, min: 0, max: $0 == 1 ? 6 : 5) },
      cutoff: Cutoff(value: 51.5, functional: .above),
      reliability: Reliability(r: 0.9, sd: 18, kind: .testRetest, isOwn: true), audience: .joint)
  }

  /// Couples with so many weekly administrations, half of them each partner's, all items answered at random.
  static func practice(couples: Int, administrations: Int, scale: ScaleDefinition) throws -> [Couple] {
    var numbers = SeededNumbers(state: 5)
    return try (0..<couples).map { couple in
      Couple(
        first: try sheets(Client.ID(number: 2 * couple + 1), administrations / 2, scale, &numbers),
        second: try sheets(Client.ID(number: 2 * couple + 2), administrations / 2, scale, &numbers))
    }
  }

  private static func sheets(
    _ member: Client.ID, _ count: Int, _ scale: ScaleDefinition, _ numbers: inout SeededNumbers
  ) throws -> [Administration] {
    let start = Day.range.lowerBound.number
    return try (0..<count).map { week in
      // A level for each sheet, so that totals spread over the whole range.
      let level = Int.random(in: 0...3, using: &numbers)
      let answers = scale.items.map { item in
        Answer.value(min(item.max, level + Int.random(in: 0...2, using: &numbers)))
      }
      return try Administration(
        member: member, scale: scale, day: Day(number: start + 7 * week) ?? Day.range.lowerBound, mode: .paper,
        entered: .answers(Answers(answers, to: scale)))
    }
  }
}

/// SplitMix64: the same numbers from the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
