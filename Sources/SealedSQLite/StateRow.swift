import Foundation

/// The row by which a database and its log know each other: sixteen random bytes that every save puts in the place of
/// those before, and those before.
///
/// It is the only row of a table of one page, with the columns `id INTEGER PRIMARY KEY`, `state BLOB`, `before BLOB`. The
/// number of that page stands in the database's `user_version`, so that it is found without SQLite.
public struct StateRow: Hashable, Sendable {
  /// Names what the file has said since the last save.
  public let state: [UInt8]
  /// Names what it had said until then; zeros where there was nothing.
  public let before: [UInt8]

  /// How long each of both is.
  public static let length = 16
  /// What stands before the first save that had a state.
  public static let none = [UInt8](repeating: 0, count: length)

  /// A row as read by a connection; nil where it isn't one.
  public init?(state: [UInt8], before: [UInt8]) {
    guard state.count == Self.length, before.count == Self.length else { return nil }
    self.state = state
    self.before = before
  }

  /// The length of the record, the row's key, the record's header: its length, the key's place, two blobs of sixteen.
  private static let cell: [UInt8] = [36, 1, 4, 0, 44, 44]

  /// The row in a page, nil where the page is none of such a table.
  init?(page: UnsafeRawBufferPointer) {
    // A leaf of a table, with one cell.
    guard page.count >= 512, page[0] == 0x0D, page[3] == 0, page[4] == 1 else { return nil }
    let place = Int(page[8]) << 8 | Int(page[9])
    let start = place + Self.cell.count
    guard start + 2 * Self.length <= page.count, page[place..<start].elementsEqual(Self.cell) else { return nil }
    state = Array(page[start..<start + Self.length])
    before = Array(page[start + Self.length..<start + 2 * Self.length])
  }

  /// The page on which the row stands, as a database's first page says it; 0 where there is none yet.
  static func root(inFirstPage page: UnsafeRawBufferPointer) -> UInt32 {
    page.count < 64 ? 0 : UInt32(bigEndianAt: page.baseAddress! + 60)
  }
}

/// What a database says of its state when its file is read without the log.
public enum FoundState: Equatable, Sendable {
  /// The row.
  case row(StateRow)
  /// It is of before there was one.
  case none
  /// Its page is there and can't be read, as when the power went while it was written.
  case damaged
  /// The file ends before its page.
  case cut
  /// The first page can't be read, so nobody knows where the row stands.
  case noFirstPage

  /// Looks at a database whose pages are read by `page`.
  ///
  /// - Parameters:
  ///   - root: where the row stands, if that is known.
  ///   - page: gives a page, or why it can't.
  static func look(
    root known: UInt32? = nil, _ page: (UInt32) throws(SealedError) -> PageRead
  ) throws(SealedError) -> FoundState {
    var root = known ?? 0
    if known == nil {
      guard case .whole(let first) = try page(1) else { return .noFirstPage }
      root = first.withUnsafeBytes { StateRow.root(inFirstPage: $0) }
    }
    // The first page is no table's alone.
    guard root > 1 else { return .none }
    switch try page(root) {
    case .whole(let bytes): return bytes.withUnsafeBytes { StateRow(page: $0) }.map(FoundState.row) ?? .damaged
    case .damaged: return .damaged
    case .beyondEnd: return .cut
    }
  }
}

/// One page of a database's file.
enum PageRead {
  case whole([UInt8])
  case damaged
  case beyondEnd
}

/// The pages of a database, read from its file alone with no connection of this process on it.
struct FilePages {
  let descriptor: Int32
  let keys: FileKeys?

  func read(_ number: UInt32) throws(SealedError) -> PageRead {
    guard let keys else { return try readPlain(number) }
    let bytes = try FileBytes.read(
      descriptor, at: Layout.header + Int(number - 1) * Layout.page, count: Layout.page)
    if bytes.isEmpty { return .beyondEnd }
    guard bytes.count == Layout.page else { return .damaged }
    var clear = [UInt8](repeating: 0, count: Layout.page)
    let isWhole = bytes.withUnsafeBytes { bytes in
      clear.withUnsafeMutableBytes {
        PageCipher.open(
          bytes.baseAddress!, into: $0.baseAddress!, key: keys.database,
          additional: PageCipher.additional(page: number))
      }
    }
    return isWhole ? .whole(clear) : .damaged
  }

  private func readPlain(_ number: UInt32) throws(SealedError) -> PageRead {
    let start = try FileBytes.read(descriptor, at: 0, count: 100)
    guard start.count == 100, start.starts(with: Layout.magic) else { return .damaged }
    // 1 stands for 65,536.
    let size = start[17] == 1 && start[16] == 0 ? 65_536 : Int(start[16]) << 8
    guard size >= 512 else { return .damaged }
    let bytes = try FileBytes.read(descriptor, at: Int(number - 1) * size, count: size)
    return bytes.isEmpty ? .beyondEnd : bytes.count == size ? .whole(bytes) : .damaged
  }
}
