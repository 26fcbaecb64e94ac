import FaultLayer

/// One file as a disk has it: what is certain, and what was written since its last sync.
struct PowerImage {
  /// What a power cut can't take; nil when there is no such file.
  private(set) var certain: [UInt8]?
  private var pending: [FaultPlan.Event] = []
  private var exists: Bool

  init(_ bytes: [UInt8]?) {
    certain = bytes
    exists = bytes != nil
  }

  /// Takes an event in.
  mutating func add(_ event: FaultPlan.Event) {
    switch event {
    case .mark: break
    case .open:
      if !exists { pending.append(event) }
      exists = true
    case .delete:
      exists = false
      pending.append(event)
    case .write, .truncate: pending.append(event)
    case .sync:
      for event in pending { Self.apply(event, to: &certain) }
      pending = []
    }
  }

  /// What may be there after a power cut: of the writes that aren't certain any may be missing, or be there in some of
  /// their sectors; the making and deleting of the file stay in order.
  ///
  /// - Parameter kept: the chance that a write is there.
  func cut(_ random: inout Random, kept: Double, torn: Double) -> [UInt8]? {
    let turns = pending.indices.filter {
      switch pending[$0] {
      case .open, .delete: true
      default: false
      }
    }
    let certainTurns = random.below(turns.count + 1)
    let start = certainTurns == 0 ? 0 : turns[certainTurns - 1]
    let end = certainTurns < turns.count ? turns[certainTurns] : pending.count
    var bytes = certain
    for event in pending[start..<end] {
      switch event {
      case .write(let offset, let written):
        guard random.chance(kept) else { continue }
        if random.chance(torn) {
          Self.tear(offset, written, &random, &bytes)
        } else {
          Self.apply(event, to: &bytes)
        }
      case .truncate: if random.chance(kept) { Self.apply(event, to: &bytes) }
      default: Self.apply(event, to: &bytes)
      }
    }
    return bytes
  }

  private static func tear(_ offset: Int, _ written: [UInt8], _ random: inout Random, _ bytes: inout [UInt8]?) {
    var place = offset
    let end = offset + written.count
    while place < end {
      let next = min(end, (place / 512 + 1) * 512)
      if random.chance(0.5) {
        apply(.write(offset: place, bytes: Array(written[place - offset..<next - offset])), to: &bytes)
      }
      place = next
    }
  }

  private static func apply(_ event: FaultPlan.Event, to bytes: inout [UInt8]?) {
    switch event {
    case .open: bytes = []
    case .delete: bytes = nil
    case .mark, .sync: break
    case .truncate(let size): resize(&bytes, to: size)
    case .write(let offset, let written):
      if (bytes?.count ?? 0) < offset + written.count { resize(&bytes, to: offset + written.count) }
      bytes?.withUnsafeMutableBytes { bytes in
        written.withUnsafeBytes {
          bytes.baseAddress?.advanced(by: offset).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
      }
    }
  }

  private static func resize(_ bytes: inout [UInt8]?, to size: Int) {
    guard let count = bytes?.count else { return }
    if size < count {
      bytes?.removeLast(count - size)
    } else {
      bytes?.append(contentsOf: repeatElement(0, count: size - count))
    }
  }
}
