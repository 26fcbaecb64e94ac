/// What a key asks of the line that is being typed.
enum Key: Equatable {
  case text(Unicode.Scalar)
  case enter, endOfInput, interrupt, suspend, redraw
  /// The end of a line within a pasted text.
  case pastedLineEnd
  case left, right, wordLeft, wordRight, start, end, earlier, later
  case deleteBack, deleteForward, deleteBlankedWordBack, deleteWordBack, deleteWordForward, deleteToEnd, deleteToStart
  case putBack
}

/// Turns the bytes of a terminal into keys.
///
/// Escape sequences are read to their end, known or not, so that nothing of a pasted one stays in the text.
struct KeyDecoder {
  private enum State {
    case ground
    /// A newline right after a return belongs to it.
    case afterReturn
    case escape
    /// `ESC [`, and what stands before its last byte.
    case sequence([UInt8])
    /// One more byte ends it.
    case oneMore
    /// A title or the like, up to BEL or the escape that ends it.
    case string
    /// Part of a character of more than one byte, and how many bytes are still to come.
    case character([UInt8], missing: Int)
  }

  private var state = State.ground
  /// Whether what comes is pasted, as a terminal says before and after it: then no key is meant.
  private(set) var isPasting = false

  /// The keys that are whole with this byte.
  mutating func keys(_ byte: UInt8) -> [Key] {
    let keys = decoded(byte)
    guard isPasting else { return keys }
    return keys.compactMap { key in
      switch key {
      // Ctrl-C gets out of a paste that never ends.
      case .text, .interrupt: key
      case .enter: .pastedLineEnd
      default: nil
      }
    }
  }

  private mutating func decoded(_ byte: UInt8) -> [Key] {
    switch state {
    case .ground: return ground(byte)
    case .afterReturn:
      state = .ground
      return byte == 0x0A ? [] : ground(byte)
    case .character(let bytes, let missing):
      guard byte & 0xC0 == 0x80 else {
        state = .ground
        return [.text("\u{FFFD}")] + ground(byte)
      }
      return character(bytes + [byte], missing: missing - 1)
    case .escape, .sequence, .oneMore, .string:
      // A sequence that was cut off must not swallow the end of the line.
      if byte < 0x20, byte != 0x1B, byte != 0x07 {
        state = .ground
        return ground(byte)
      }
      return escaped(byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x1B: state = .escape
    case 0x0D:
      state = .afterReturn
      return [.enter]
    case 0..<0x20, 0x7F: return Self.controls[byte].map { [$0] } ?? []
    case 0x20..<0x7F: return [.text(Unicode.Scalar(byte))]
    case 0xC2...0xDF: state = .character([byte], missing: 1)
    case 0xE0...0xEF: state = .character([byte], missing: 2)
    case 0xF0...0xF4: state = .character([byte], missing: 3)
    default: return [.text("\u{FFFD}")]
    }
    return []
  }

  private mutating func character(_ bytes: [UInt8], missing: Int) -> [Key] {
    guard missing == 0 else {
      state = .character(bytes, missing: missing)
      return []
    }
    state = .ground
    guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first else {
      return [.text("\u{FFFD}")]
    }
    return scalar.properties.generalCategory == .control ? [] : [.text(scalar)]
  }

  private mutating func escaped(_ byte: UInt8) -> [Key] {
    switch (state, byte) {
    case (.string, 0x07): state = .ground
    case (_, 0x1B): state = .escape
    case (.string, _): break
    case (.escape, UInt8(ascii: "[")): state = .sequence([])
    case (.escape, UInt8(ascii: "O")): state = .sequence([UInt8(ascii: "O")])
    case (.escape, UInt8(ascii: "]")), (.escape, UInt8(ascii: "P")), (.escape, UInt8(ascii: "X")),
      (.escape, UInt8(ascii: "^")), (.escape, UInt8(ascii: "_")):
      state = .string
    case (.escape, 0x20..<0x30): state = .oneMore
    case (.escape, _):
      state = .ground
      return Self.withAlt[byte].map { [$0] } ?? []
    // The Linux console writes its function keys as `ESC [ [ A`.
    case (.sequence(let parts), UInt8(ascii: "[")) where parts.isEmpty: state = .oneMore
    case (.sequence(let parts), 0x20..<0x40): state = .sequence(parts + [byte])
    case (.sequence(let parts), _):
      state = .ground
      if byte == UInt8(ascii: "~"), ["200", "201"].contains(String(decoding: parts, as: UTF8.self)) {
        isPasting = parts.last == UInt8(ascii: "0")
        return []
      }
      return Self.key(parts.filter { $0 != UInt8(ascii: "O") }, last: byte).map { [$0] } ?? []
    default: state = .ground
    }
    return []
  }

  private static let controls: [UInt8: Key] = [
    0x01: .start, 0x02: .left, 0x03: .interrupt, 0x04: .endOfInput, 0x05: .end, 0x06: .right, 0x08: .deleteBack,
    0x09: .text(" "), 0x0A: .enter, 0x0B: .deleteToEnd, 0x0C: .redraw, 0x0E: .later, 0x10: .earlier,
    0x15: .deleteToStart, 0x17: .deleteBlankedWordBack, 0x19: .putBack, 0x1A: .suspend, 0x7F: .deleteBack,
  ]

  private static let withAlt: [UInt8: Key] = [
    UInt8(ascii: "b"): .wordLeft, UInt8(ascii: "f"): .wordRight, UInt8(ascii: "d"): .deleteWordForward,
    UInt8(ascii: "B"): .wordLeft, UInt8(ascii: "F"): .wordRight, UInt8(ascii: "D"): .deleteWordForward,
    0x7F: .deleteWordBack,
  ]

  /// `ESC [ 1 ; 5 D` is Ctrl-Left: the second number is one more than the sum of Shift 1, Alt 2, Ctrl 4.
  private static func key(_ parts: [UInt8], last: UInt8) -> Key? {
    let numbers = parts.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) }
    // Older terminals write `ESC O d` and `ESC [ 5 D`.
    let modifier = numbers.count > 1 ? numbers[1] ?? 1 : numbers.first == 5 ? 5 : 1
    let isByWord = (modifier - 1) & 6 != 0
    switch last {
    case UInt8(ascii: "A"): return .earlier
    case UInt8(ascii: "B"): return .later
    case UInt8(ascii: "C"): return isByWord ? .wordRight : .right
    case UInt8(ascii: "D"): return isByWord ? .wordLeft : .left
    case UInt8(ascii: "c"): return .wordRight
    case UInt8(ascii: "d"): return .wordLeft
    case UInt8(ascii: "H"): return .start
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "~"):
      switch numbers.first {
      case 1, 7: return .start
      case 4, 8: return .end
      case 3: return isByWord ? .deleteWordForward : .deleteForward
      default: return nil
      }
    default: return nil
    }
  }
}
