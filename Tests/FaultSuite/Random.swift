/// SplitMix64: the same numbers from the same seed everywhere.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of one part of a run.
  init(_ parts: UInt64...) {
    state = 0x9E37_79B9_7F4A_7C15
    for part in parts {
      state ^= part
      state = next()
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// True with that chance.
  mutating func chance(_ part: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < part }
}
