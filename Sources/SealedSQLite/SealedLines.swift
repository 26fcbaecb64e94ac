public import Crypto
import Foundation

/// Lines that are written while a file is locked: each sealed to the file's public key, in a file beside it.
public enum SealedLines {
  private static let suite = HPKE.Ciphersuite(
    kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
  private static let info = Data("inbox/1".utf8)
  private static let encapsulated = 32
  /// No line is longer, so that a damaged length can't ask for all memory.
  static let longest = 1 << 20

  /// Where the lines of a file stand.
  public static func path(of file: String) -> String { file + ".inbox" }

  /// Adds a line and makes it durable.
  public static func append(_ line: [UInt8], to file: String, header: SealedHeader) throws(SealedError) {
    guard var sender = try? HPKE.Sender(recipientKey: header.inboxPublicKey, ciphersuite: suite, info: info),
      let sealed = try? sender.seal(line, authenticating: header.keyID.bytes), sealed.count < longest
    else { throw .impossible("seal") }
    let record = UInt32(Self.encapsulated + sealed.count).bytes + sender.encapsulatedKey + sealed
    let descriptor = open(path(of: file), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw .system(call: "flock", code: errno) }
    let end = Int(lseek(descriptor, 0, SEEK_END))
    do throws(SealedError) {
      try FileBytes.write(descriptor, at: end, record)
      guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    } catch {
      // A part of a line would hide every later one.
      ftruncate(descriptor, off_t(end))
      throw error
    }
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
    let descriptor = open(path(of: file), O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw SealedError.system(call: "open", code: errno)
    }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw SealedError.system(call: "flock", code: errno) }
    let bytes = try FileBytes.read(descriptor, at: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    guard !bytes.isEmpty else { return }
    var content = Content()
    var kept: [[UInt8]] = []
    var taken: [[UInt8]] = []
    for record in records(of: bytes) {
      if let line = line(ofRecord: record, header: header, key: key) {
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

  private static func line(
    ofRecord record: [UInt8], header: SealedHeader, key: Curve25519.KeyAgreement.PrivateKey
  ) -> [UInt8]? {
    guard record.count > encapsulated,
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: suite, info: info, encapsulatedKey: Data(record[..<encapsulated])),
      let line = try? recipient.open(Data(record[encapsulated...]), authenticating: header.keyID.bytes)
    else { return nil }
    return Array(line)
  }

  private static func replace(_ file: String, with bytes: [UInt8]) throws(SealedError) {
    if bytes.isEmpty {
      guard unlink(path(of: file)) == 0 else { throw .system(call: "unlink", code: errno) }
      return
    }
    let temporary = path(of: file) + ".new-\(getpid())"
    unlink(temporary)
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    try FileBytes.write(descriptor, at: 0, bytes)
    guard fsync(descriptor) == 0, rename(temporary, path(of: file)) == 0 else {
      throw .system(call: "rename", code: errno)
    }
  }
}
