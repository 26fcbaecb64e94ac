import SealedSQLite

/// A way in which bytes are damaged.
enum Strike: String {
  case bit, zeros, garbage, cut
  /// Two pages or frames change places.
  case swapped
  /// An old version of another page or frame, in the place of this one.
  case neighbour
  /// The page or frame of another file under the same data key.
  case stranger
  /// An old version of the same page, which the format can't tell from the newest.
  case replayed
  /// The file is no more.
  case gone

  /// Damages bytes in a range; the rest stays.
  func apply(to bytes: inout [UInt8], _ range: Range<Int>, _ random: inout Random) {
    let start = range.lowerBound + random.below(range.count)
    let length = random.chance(0.3) ? 4_096 : 1 + random.below(600)
    let end = min(range.upperBound, start + length)
    switch self {
    case .bit: bytes[start] ^= 1 << UInt8(random.below(8))
    case .zeros: for place in start..<end { bytes[place] = 0 }
    case .garbage: for place in start..<end { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
    case .cut: bytes.removeLast(bytes.count - start)
    default: break
    }
  }

  /// Damages whole pages or frames.
  ///
  /// - Parameter source: where strange or old ones come from.
  func apply(
    to bytes: inout [UInt8], from source: [UInt8], start: Int, unit: Int, _ random: inout Random
  ) {
    let count = (bytes.count - start) / unit
    let found = (source.count - start) / unit
    guard count > 1, found > 1 else { return }
    let target = random.below(count)
    let range = start + target * unit..<start + (target + 1) * unit
    switch self {
    case .swapped:
      let other = start + random.below(count) * unit
      let kept = Array(bytes[range])
      bytes.replaceSubrange(range, with: Array(bytes[other..<other + unit]))
      bytes.replaceSubrange(other..<other + unit, with: kept)
    case .neighbour:
      let other = (target + 1 + random.below(3)) % found
      bytes.replaceSubrange(range, with: source[start + other * unit..<start + (other + 1) * unit])
    case .stranger, .replayed:
      let other = min(target, found - 1)
      bytes.replaceSubrange(range, with: source[start + other * unit..<start + (other + 1) * unit])
    default: break
    }
  }
}
