public import Crypto
import Foundation

/// Lines that are written while a file is locked: each sealed to the file's public key, in a file beside it.
public enum SealedLines {
  private static let info = "inbox/1"
  /// No line is longer, so that a damaged length can't ask for all memory.
  static let longest = 1 << 24

  /// Where the lines of a file stand.
  public static func path(of file: String) -> String { file + ".inbox" }

  /// Adds a line and makes it durable.
  public static func append(_ line: [UInt8], to file: String, header: SealedHeader) throws(SealedError) {
    let message = try SealedMessage.seal(line, info: info, to: header.inboxPublicKey, keyID: header.keyID)
    guard message.count <= longest else { throw .impossible("seal") }
    let record = UInt32(message.count).bytes + message
    guard let descriptor = try openLocked(file, making: true) else { throw .impossible("open") }
    defer { close(descriptor) }
    let end = try mend(descriptor)
    if end == 0 { try FileBytes.syncFolder(of: file) }
    do throws(SealedError) {
      try FileBytes.write(descriptor, at: end, record)
      guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    } catch {
      // A part of a line would hide every later one.
      ftruncate(descriptor, off_t(end))
      throw error
    }
  }

  /// Opens and locks the file that has the name; one that was taken empty or replaced meanwhile has it no more.
  ///
  /// - Returns: nil where there is none and none is to be made.
  private static func openLocked(_ file: String, making: Bool) throws(SealedError) -> Int32? {
    while true {
      let descriptor = open(path(of: file), (making ? O_CREAT : 0) | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor < 0, errno == ENOENT, !making { return nil }
      guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
      var (opened, named) = (stat(), stat())
      if flock(descriptor, LOCK_EX) == 0, fstat(descriptor, &opened) == 0 {
        if lstat(path(of: file), &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev {
          return descriptor
        }
        close(descriptor)
      } else {
        let code = errno
        close(descriptor)
        throw .system(call: "flock", code: code)
      }
    }
  }

  /// Gives a record that was cut off at the end the length that it has, so that it doesn't swallow the next one.
  ///
  /// - Returns: where the next record goes.
  private static func mend(_ descriptor: Int32) throws(SealedError) -> Int {
    let end = Int(lseek(descriptor, 0, SEEK_END))
    var place = 0
    while place < end {
      let head = try FileBytes.read(descriptor, at: place, count: 4)
      guard head.count == 4 else {
        guard ftruncate(descriptor, off_t(place)) == 0 else { throw .system(call: "ftruncate", code: errno) }
        return place
      }
      let length = head.withUnsafeBytes { Int(UInt32(bigEndianAt: $0.baseAddress!)) }
      guard length <= longest, place + 4 + length <= end else {
        try FileBytes.write(descriptor, at: place, UInt32(end - place - 4).bytes)
        return end
      }
      place += 4 + length
    }
    return end
  }

  /// What stands in the file.
  public struct Content: Sendable {
    /// The lines that open, oldest first.
    public var lines: [[UInt8]] = []
    /// Records that don't open: damaged, or of another key.
    public var unreadable = 0
  }

  /// Reads all lines and gives them to `body`; the file is emptied of those that `body` says were taken, and nothing is
  /// added meanwhile.
  ///
  /// - Parameter body: gets the lines and gives the places of those that may go.
  public static func take(
    from file: String, header: SealedHeader, key: Curve25519.KeyAgreement.PrivateKey,
    _ body: (Content) throws -> Set<Int>
  ) throws {
    guard let descriptor = try openLocked(file, making: false) else { return }
    defer { close(descriptor) }
    let bytes = try FileBytes.read(descriptor, at: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    guard !bytes.isEmpty else { return }
    var content = Content()
    var kept: [[UInt8]] = []
    var taken: [[UInt8]] = []
    for record in records(of: bytes) {
      if let line = SealedMessage.open(record, info: info, by: key, keyID: header.keyID) {
        content.lines.append(line)
        taken.append(record)
      } else {
        content.unreadable += 1
        kept.append(record)
      }
    }
    let gone = try body(content)
    guard !gone.isEmpty else { return }
    kept += taken.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    // Written beside and renamed, so that a crash loses no line that stays.
    try replace(file, with: kept.flatMap { UInt32($0.count).bytes + $0 })
  }

  /// Moves records to a new file of the same form, from where they aren't read again; nothing is added meanwhile.
  ///
  /// - Parameter isMoved: gets each line, nil for a record that doesn't open.
  /// - Returns: how many were moved; where there were none, no file is made.
  public static func setAside(
    from file: String, to kept: String, header: SealedHeader, key: Curve25519.KeyAgreement.PrivateKey,
    _ isMoved: ([UInt8]?) -> Bool
  ) throws(SealedError) -> Int {
    guard let descriptor = try openLocked(file, making: false) else { return 0 }
    defer { close(descriptor) }
    let bytes = try FileBytes.read(descriptor, at: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    var (moved, staying): ([[UInt8]], [[UInt8]]) = ([], [])
    for record in records(of: bytes) {
      let line = SealedMessage.open(record, info: info, by: key, keyID: header.keyID)
      if isMoved(line) { moved.append(record) } else { staying.append(record) }
    }
    guard !moved.isEmpty else { return 0 }
    // On the disk there before they go from here.
    try write(moved.flatMap { UInt32($0.count).bytes + $0 }, toNew: kept)
    try FileBytes.syncFolder(of: kept)
    try replace(file, with: staying.flatMap { UInt32($0.count).bytes + $0 })
    return moved.count
  }

  private static func records(of bytes: [UInt8]) -> [[UInt8]] {
    var records: [[UInt8]] = []
    var place = 0
    while place + 4 <= bytes.count {
      let length = bytes.withUnsafeBytes { Int(UInt32(bigEndianAt: $0.baseAddress! + place)) }
      let end = place + 4 + length
      // What follows a length that can't be is kept as one record, unreadable but not lost.
      guard length <= longest, end <= bytes.count else { return records + [Array(bytes[(place + 4)...])] }
      records.append(Array(bytes[place + 4..<end]))
      place = end
    }
    return records
  }

  private static func replace(_ file: String, with bytes: [UInt8]) throws(SealedError) {
    if bytes.isEmpty {
      guard unlink(path(of: file)) == 0 else { throw .system(call: "unlink", code: errno) }
      return
    }
    let temporary = path(of: file) + ".new-\(getpid())"
    unlink(temporary)
    try write(bytes, toNew: temporary)
    guard rename(temporary, path(of: file)) == 0 else { throw .system(call: "rename", code: errno) }
    try FileBytes.syncFolder(of: file)
  }

  private static func write(_ bytes: [UInt8], toNew path: String) throws(SealedError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    try FileBytes.write(descriptor, at: 0, bytes)
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
  }
}
