import SeededNumbers

/// Numbers of one part of a run.
struct Random: RandomNumberGenerator {
  private var numbers: SeededNumbers

  /// The numbers of one part of a run.
  init(_ parts: UInt64...) {
    numbers = SeededNumbers(state: 0x9E37_79B9_7F4A_7C15)
    for part in parts {
      numbers.state ^= part
      numbers.state = numbers.next()
    }
  }

  mutating func next() -> UInt64 { numbers.next() }

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// True with that chance.
  mutating func chance(_ part: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < part }
}
