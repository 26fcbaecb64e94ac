/// The rows on a single page of a table, read without the table: what is left where a log has lost its file.
public enum PageRecords {
  /// One value of a row.
  public enum Value: Equatable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  /// A row and its key.
  public struct Record: Equatable, Sendable {
    /// The key.
    public let key: Int64
    /// Its columns.
    public let values: [Value]
  }

  /// The rows on a page that is a leaf of a table; none of another page, and none that can't be read.
  ///
  /// - Parameters:
  ///   - reserve: bytes at a page's end that SQLite leaves alone.
  ///   - overflow: gives the pages on which long rows go on.
  public static func records(on page: [UInt8], reserve: Int, overflow: (UInt32) -> [UInt8]?) -> [Record] {
    guard page.count >= 512, page[0] == 0x0D else { return [] }
    let count = Int(page[3]) << 8 | Int(page[4])
    guard 8 + 2 * count <= page.count else { return [] }
    return (0..<count).compactMap { number in
      let place = Int(page[8 + 2 * number]) << 8 | Int(page[9 + 2 * number])
      return record(page, at: place, usable: page.count - reserve, overflow)
    }
  }

  private static func record(
    _ page: [UInt8], at place: Int, usable: Int, _ overflow: (UInt32) -> [UInt8]?
  ) -> Record? {
    var reader = Reader(bytes: page[min(place, page.count)...])
    guard let length = reader.varint(), let key = reader.varint(), length > 0, length < 1 << 30 else { return nil }
    let total = Int(length)
    // How much of a row stands on its own page is the format's rule.
    let most = usable - 35
    let least = (usable - 12) * 32 / 255 - 23
    let fitting = least + (total - least) % (usable - 4)
    let local = total <= most ? total : fitting <= most ? fitting : least
    guard var payload = reader.take(local).map(Array.init) else { return nil }
    var next = total > local ? reader.take(4).map(number) : 0
    var seen = 0
    while payload.count < total, let page = next, page != 0, let more = overflow(UInt32(page)), seen < 1 << 18 {
      next = number(more.prefix(4))
      payload += more[4..<min(more.count, usable)].prefix(total - payload.count)
      seen += 1
    }
    guard payload.count == total else { return nil }
    return values(payload).map { Record(key: key, values: $0) }
  }

  private static func values(_ payload: [UInt8]) -> [Value]? {
    var header = Reader(bytes: payload[...])
    guard let length = header.varint(), length > 0, length <= payload.count else { return nil }
    var kinds: [Int64] = []
    while payload.count - header.bytes.count < length {
      guard let kind = header.varint() else { return nil }
      kinds.append(kind)
    }
    var body = Reader(bytes: payload[Int(length)...])
    var values: [Value] = []
    for kind in kinds {
      guard let value = value(kind, &body) else { return nil }
      values.append(value)
    }
    return values
  }

  private static func value(_ kind: Int64, _ body: inout Reader) -> Value? {
    switch kind {
    case 0: return .null
    case 1...6:
      guard let bytes = body.take([1, 2, 3, 4, 6, 8][Int(kind) - 1]) else { return nil }
      // The highest bit is the sign.
      let negative = bytes.first.map { $0 & 0x80 != 0 } ?? false
      return .integer(bytes.reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) })
    case 7:
      return body.take(8).map { .real(Double(bitPattern: $0.reduce(0) { $0 << 8 | UInt64($1) })) }
    case 8: return .integer(0)
    case 9: return .integer(1)
    case 12...:
      guard let bytes = body.take(Int(kind - 12) / 2) else { return nil }
      if kind % 2 == 0 { return .blob(Array(bytes)) }
      return String(validating: bytes, as: UTF8.self).map(Value.text)
    default: return nil
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, bytes.count >= count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }

    mutating func varint() -> Int64? {
      var value: UInt64 = 0
      for place in 0..<9 {
        guard let byte = bytes.popFirst() else { return nil }
        if place == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
        value = value << 7 | UInt64(byte & 0x7F)
        if byte & 0x80 == 0 { return Int64(bitPattern: value) }
      }
      return nil
    }
  }
}
