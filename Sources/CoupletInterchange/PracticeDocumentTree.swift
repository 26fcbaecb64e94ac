import CoupletCore

/// A JSON value as it stands in a document; numbers aren't told apart, so `1.0` is a whole number as in the schema.
enum DocumentTree {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([DocumentTree])
  case group([String: DocumentTree])
}

/// Reads JSON as RFC 8259 has it, and refuses a key given twice.
///
/// Foundation's decoder takes the one or the other of such keys, and doesn't say on Linux where the text goes wrong.
struct DocumentTreeParser {
  /// Lists and groups inside one another at most; a document needs eight.
  private static let deepest = 64
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let file: String
  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The value that a file's bytes hold.
  ///
  /// - Throws: bad data, `FILE: line 3, column 14: RULE`.
  static func parse(_ bytes: [UInt8], file: String) throws(Problem) -> DocumentTree {
    var parser = DocumentTreeParser(bytes, file: file)
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Problem(.badData, "\(file): has to be UTF-8") }
    if bytes.starts(with: Self.byteOrderMark) { parser.position = Self.byteOrderMark.count }
    let value = try parser.value(depth: 0)
    guard parser.next == nil else { throw parser.problem("has to end here") }
    return value
  }

  private func problem(_ rule: String) -> Problem {
    let before = bytes[..<position]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Characters, not bytes: what stands before is valid UTF-8, and the bytes that continue a character don't count.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return Problem(.badData, "\(file): line \(line), column \(column): \(rule)")
  }

  /// The first byte after white space, nil at the end.
  private var next: UInt8? {
    mutating get {
      while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    }
  }

  /// Steps over a byte if it comes next.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Problem) -> DocumentTree {
    guard depth <= Self.deepest else { throw problem("is nested too deeply") }
    if take("{") { return .group(try group(depth: depth)) }
    if take("[") { return .list(try list(depth: depth)) }
    if take("\"") { return .text(try text()) }
    guard next != nil else { throw problem("ends too early") }
    let start = position
    while position < bytes.count, Self.isInWord(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      guard Self.isNumber(bytes[start..<position]), let number = Double(word), number.isFinite
      else {
        position = start
        throw problem("has to be JSON")
      }
      return .number(number)
    }
  }

  /// Whether the bytes are a number as JSON writes it, which is stricter than what `Double` reads.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest.removeFirst(count)
      return count
    }
    func take(_ characters: Unicode.Scalar...) -> Bool {
      guard let first = rest.first, characters.contains(Unicode.Scalar(first)) else { return false }
      rest.removeFirst()
      return true
    }
    _ = take("-")
    let startsWithZero = rest.first == 0x30
    let whole = digits()
    guard whole == 1 || whole > 1 && !startsWithZero else { return false }
    if take("."), digits() == 0 { return false }
    if take("e", "E") {
      _ = take("-", "+")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private mutating func list(depth: Int) throws(Problem) -> [DocumentTree] {
    var list: [DocumentTree] = []
    if take("]") { return list }
    repeat { list.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("a list has to go on with , or end with ]") }
    return list
  }

  private mutating func group(depth: Int) throws(Problem) -> [String: DocumentTree] {
    var group: [String: DocumentTree] = [:]
    if take("}") { return group }
    repeat {
      guard take("\"") else { throw problem("a key has to be in quotes") }
      let start = position - 1
      let key = try text()
      guard take(":") else { throw problem("a key has to be followed by :") }
      guard group.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        position = start
        throw problem("the key '\(key.shownOnOneLine(limit: 40))' is there twice")
      }
    } while take(",")
    guard take("}") else { throw problem("a group has to go on with , or end with }") }
    return group
  }

  /// The text after its opening quote.
  private mutating func text() throws(Problem) -> String {
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 { throw problem("a text has a control character") }
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { text += Array(String(try escaped()).utf8) } else { text.append(byte) }
    }
    throw problem("a text has to end with a quote")
  }

  /// The character that stands after a backslash.
  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    let start = position
    let letter = position < bytes.count ? bytes[position] : 0
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      if let first = fourDigits() {
        if let scalar = Unicode.Scalar(first) { return scalar }
        // The two halves of a character beyond the first 65,536.
        if first < 0xDC00, bytes[position...].starts(with: Array("\\u".utf8)) {
          position += 2
          if let second = fourDigits(), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
          {
            return scalar
          }
        }
      }
    default: break
    }
    position = min(start, bytes.count)
    throw problem("a backslash has to be followed by what JSON knows")
  }

  private mutating func fourDigits() -> UInt32? {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4,
      digits.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) || (0x30...0x39).contains($0) })
    else { return nil }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
