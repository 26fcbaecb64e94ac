import Crypto
import Foundation

/// The last save that was acknowledged, in a file of its own: a damaged log loses its tail silently, and this tells.
public struct Anchor: Equatable, Sendable {
  /// The number of the last save.
  public let number: UInt64
  /// What stands at the end of the chain of saves, 32 bytes.
  public let head: [UInt8]

  private static let magic = Array("SQAN".utf8)
  private static let contentLength = 4 + 16 + 8 + 32
  /// Each slot begins a sector of its own, so that a torn write can't touch both.
  private static let slot = 512

  /// An anchor.
  public init(number: UInt64, head: [UInt8]) {
    self.number = number
    self.head = head
  }

  /// Where the anchor of a file stands.
  public static func path(of file: String) -> String { file + ".anchor" }

  private func bytes(_ keys: FileKeys) -> [UInt8] {
    let content = Self.magic + keys.fileID.bytes + number.bytes + head
    return content + Array(HMAC<SHA256>.authenticationCode(for: content, using: keys.anchor))
  }

  private init?(_ bytes: ArraySlice<UInt8>, _ keys: FileKeys) {
    let bytes = Array(bytes)
    let end = Self.contentLength
    guard bytes.count >= end + 32, bytes.starts(with: Self.magic), Array(bytes[4..<20]) == keys.fileID.bytes,
      HMAC<SHA256>.isValidAuthenticationCode(
        bytes[end..<end + 32], authenticating: bytes[..<end], using: keys.anchor)
    else { return nil }
    number = bytes.withUnsafeBytes { UInt64(bigEndianAt: $0.baseAddress! + 20) }
    head = Array(bytes[28..<60])
  }

  /// What a look at the anchor found.
  public enum Found: Equatable, Sendable {
    /// The highest that holds.
    case anchor(Anchor)
    /// The same of another file under the same data key, as of the one that a copy was made of.
    case other(Anchor)
    case missing
    /// Neither slot holds.
    case damaged
  }

  /// Reads the anchor of a file.
  ///
  /// - Parameter dataKey: proves an anchor of another file under it; without it such an anchor is damaged.
  public static func read(of file: String, keys: FileKeys, dataKey: DataKey? = nil) throws(SealedError) -> Found {
    let bytes: [UInt8]
    do throws(SealedError) {
      bytes = try FileBytes.read(path(of: file), count: 2 * slot)
    } catch .system(_, ENOENT) {
      return .missing
    } catch {
      throw error
    }
    let slots = [bytes.prefix(slot), bytes.dropFirst(slot)]
    if let highest = highest(slots.compactMap { Anchor($0, keys) }) { return .anchor(highest) }
    // The file that an anchor is of stands in it, and with the data key its own key follows from that.
    let others = slots.compactMap { bytes -> Anchor? in
      guard let dataKey, bytes.count >= contentLength else { return nil }
      let id = Identifier(bytes: Array(bytes.dropFirst(4).prefix(16)))
      return Anchor(bytes, FileKeys(dataKey, fileID: id))
    }
    return highest(others).map(Found.other) ?? .damaged
  }

  private static func highest(_ anchors: [Anchor]) -> Anchor? { anchors.max { $0.number < $1.number } }

  /// Writes the anchor of a file and makes it durable; slots take turns, so that the one before it stays whole.
  ///
  /// An anchor never goes back: another process may have saved since.
  public func write(of file: String, keys: FileKeys) throws(SealedError) {
    let descriptor = open(Self.path(of: file), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw .system(call: "flock", code: errno) }
    let bytes = try FileBytes.read(descriptor, at: 0, count: 2 * Self.slot)
    if bytes.isEmpty { try FileBytes.syncFolder(of: file) }
    let found = [bytes.prefix(Self.slot), bytes.dropFirst(Self.slot)].map { Anchor($0, keys)?.number }
    if let highest = found.compactMap({ $0 }).max(), highest > number { return }
    let isFirstOlder =
      switch (found[0], found[1]) {
      case (nil, _): true
      case (_, nil): false
      case (let first?, let second?): first < second
      }
    let place = isFirstOlder ? 0 : 1
    let padding = Array(repeating: UInt8(0), count: Self.slot - Self.contentLength - 32)
    // Of one number there may be another head, of a save whose loss was accepted: then this one goes into both.
    for place in found[1 - place] == number ? [place, 1 - place] : [place] {
      try FileBytes.write(descriptor, at: place * Self.slot, self.bytes(keys) + padding)
      guard fdatasync(descriptor) == 0 else { throw .system(call: "fdatasync", code: errno) }
    }
  }
}
