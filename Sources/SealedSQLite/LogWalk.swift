import Foundation

/// Reads the committed part of a log as SQLite's recovery does, by salts and sums, and keeps the states that it brings.
///
/// It can be asked again, and then reads only what came since.
public struct LogWalk: Sendable {
  /// The rows of the commits that have one, oldest first.
  public private(set) var rows: [StateRow] = []
  /// Commits.
  public private(set) var commits = 0
  /// Frames up to the last commit.
  public private(set) var frames = 0
  /// Where the row stands by the last first page in the log, nil where the log has none.
  public private(set) var root: UInt32?
  /// Whether there is something in the log that none of the file's keys ever wrote.
  public private(set) var isOfOtherKey = false

  /// Bytes at the log's beginning by which it was read; empty where there is no log to read.
  private(set) var header: [UInt8] = []
  private var identity = Identity(device: 0, inode: 0)
  private var sum = Sum()

  private struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64
  }

  /// A walk that hasn't begun.
  public init() {}

  /// The states that the log brings.
  public func has(_ state: [UInt8]) -> Bool { rows.contains { $0.state == state } }

  /// Where the log of a file stands.
  public static func path(of file: String, keys: FileKeys?) -> String {
    keys == nil ? file + "-wal" : SealedVFS.log(of: file)
  }

  /// Reads on, or from the beginning where it is another log now.
  ///
  /// - Parameter commit: gets the pages of each commit, the last of each number.
  public mutating func read(
    _ log: String, keys: FileKeys?, root known: UInt32?, commit: (([UInt32: [UInt8]]) -> Void)? = nil
  ) throws(SealedError) {
    let descriptor = open(log, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw .system(call: "open", code: errno) }
      self = LogWalk()
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(call: "stat", code: errno) }
    let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    let header = try FileBytes.read(descriptor, at: 0, count: Layout.logHeader)
    if identity != self.identity || header != self.header {
      self = LogWalk()
      self.identity = identity
      self.header = header
    }
    guard let format = Format(header) else { return }
    if frames == 0 { sum = format.sum }
    try readFrames(descriptor, format, keys, known, commit)
    if commits == 0, let keys { isOfOtherKey = try Self.isOfOtherKey(descriptor, keys) }
  }

  private mutating func readFrames(
    _ descriptor: Int32, _ format: Format, _ keys: FileKeys?, _ known: UInt32?,
    _ commit: (([UInt32: [UInt8]]) -> Void)?
  ) throws(SealedError) {
    var place = frames
    var running = sum
    // Of a running transaction: the rows on pages that look like the row's, and where its first page puts it.
    var found: [UInt32: StateRow] = [:]
    var newRoot: UInt32?
    var pages: [UInt32: [UInt8]] = [:]
    while let frame = try Frame(descriptor, place, format, keys, &running) {
      place += 1
      frame.page.withUnsafeBytes { page in
        found[frame.number] = StateRow(page: page)
        if frame.number == 1 { newRoot = StateRow.root(inFirstPage: page) }
      }
      if commit != nil { pages[frame.number] = frame.page }
      guard frame.endsCommit else { continue }
      (frames, sum) = (place, running)
      commits += 1
      root = newRoot ?? root
      if let row = (root ?? known).flatMap({ found[$0] }) { rows.append(row) }
      commit?(pages)
      (found, newRoot, pages) = ([:], nil, [:])
    }
  }

  /// Whether the first frame was masked by another key: then this file's log is not what stands there, though nothing in
  /// it can be read.
  ///
  /// A log that was begun and not written on has zeros there; one that was begun again, a frame of the log before. What a
  /// key of ours masked has a page's number and a database's size in front, both below four gigabytes.
  private static func isOfOtherKey(_ descriptor: Int32, _ keys: FileKeys) throws(SealedError) -> Bool {
    var bytes = try FileBytes.read(descriptor, at: Layout.logHeader, count: Layout.frameHeader)
    guard bytes.count == Layout.frameHeader, bytes.contains(where: { $0 != 0 }) else { return false }
    let isUnmasked = bytes.withUnsafeMutableBytes { PageCipher.unmask($0.baseAddress!, key: keys.frameMask) }
    guard isUnmasked else { return true }
    return bytes.withUnsafeBytes { bytes in
      let (number, size) = (UInt32(bigEndianAt: bytes.baseAddress!), UInt32(bigEndianAt: bytes.baseAddress! + 4))
      return number == 0 || number > 1 << 20 || size > 1 << 20
    }
  }

  // MARK: Format

  /// SQLite's running sum, of pairs of words.
  struct Sum: Equatable {
    var first: UInt32 = 0
    var second: UInt32 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) {
      for place in stride(from: 0, to: bytes.count - 7, by: 8) {
        let one = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        let other = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
        first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: other) : UInt32(littleEndian: other)) &+ first
      }
    }

    init() {}

    init(at place: UnsafeRawPointer) {
      first = UInt32(bigEndianAt: place)
      second = UInt32(bigEndianAt: place + 4)
    }
  }

  /// What a log's header says.
  struct Format {
    let pageSize: Int
    let isBigEndian: Bool
    /// Both salts as they stand, to be compared with a frame's.
    let salts: UInt64
    let sum: Sum

    /// Nil where SQLite would read no frame either.
    init?(_ header: [UInt8]) {
      guard header.count == Layout.logHeader else { return nil }
      let parsed: (UInt32, UInt32, UInt32, UInt64, Sum) = header.withUnsafeBytes { bytes in
        let start = bytes.baseAddress!
        return (
          UInt32(bigEndianAt: start), UInt32(bigEndianAt: start + 4), UInt32(bigEndianAt: start + 8),
          bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self), Sum(at: start + 24)
        )
      }
      guard parsed.0 & ~1 == 0x377f_0682, parsed.1 == 3_007_000, (512...65_536).contains(parsed.2),
        parsed.2 & (parsed.2 - 1) == 0
      else { return nil }
      isBigEndian = parsed.0 & 1 == 1
      pageSize = Int(parsed.2)
      salts = parsed.3
      var sum = Sum()
      let isBigEndian = isBigEndian
      header.withUnsafeBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0.prefix(24)), isBigEndian: isBigEndian) }
      guard sum == parsed.4 else { return nil }
      self.sum = sum
    }
  }

  /// A frame that belongs to the log.
  struct Frame {
    let number: UInt32
    let endsCommit: Bool
    let page: [UInt8]

    /// Reads the frame at a place; nil where SQLite's recovery would end.
    init?(
      _ descriptor: Int32, _ place: Int, _ format: Format, _ keys: FileKeys?, _ sum: inout Sum
    ) throws(SealedError) {
      let length = Layout.frameHeader + format.pageSize
      var bytes = try FileBytes.read(descriptor, at: Layout.logHeader + place * length, count: length)
      guard bytes.count == length else { return nil }
      if let keys {
        guard format.pageSize == Layout.page, Self.unseal(&bytes, place, format, keys) else { return nil }
      }
      var running = sum
      let read: (salts: UInt64, number: UInt32, size: UInt32, sum: Sum) = bytes.withUnsafeBytes { bytes in
        running.add(UnsafeRawBufferPointer(rebasing: bytes.prefix(8)), isBigEndian: format.isBigEndian)
        running.add(
          UnsafeRawBufferPointer(rebasing: bytes[Layout.frameHeader...]), isBigEndian: format.isBigEndian)
        let start = bytes.baseAddress!
        return (
          bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self), UInt32(bigEndianAt: start),
          UInt32(bigEndianAt: start + 4), Sum(at: start + 16)
        )
      }
      guard read.salts == format.salts, read.number > 0, read.sum == running else { return nil }
      sum = running
      number = read.number
      endsCommit = read.size != 0
      page = Array(bytes[Layout.frameHeader...])
    }

    private static func unseal(_ bytes: inout [UInt8], _ place: Int, _ format: Format, _ keys: FileKeys) -> Bool {
      var clear = [UInt8](repeating: 0, count: Layout.page)
      let isOpen = bytes.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress, PageCipher.unmask(start, key: keys.frameMask) else { return false }
        let additional = PageCipher.additional(
          page: UInt32(bigEndianAt: start), salts: format.salts, frame: UInt32(place))
        return clear.withUnsafeMutableBytes {
          PageCipher.open(
            start + Layout.frameHeader, into: $0.baseAddress!, key: keys.log, additional: additional)
        }
      }
      guard isOpen else { return false }
      bytes.replaceSubrange(Layout.frameHeader..., with: clear)
      return true
    }
  }
}
