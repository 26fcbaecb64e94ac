import CoupletCore
import Foundation
import SealedSQLite

/// The last save of a practice file that this computer made, in the user's state folder, where no copy of the practice's
/// own folder brings an older one: an older file that is put back with all that stands beside it is noticed by it.
///
/// It holds two codes of the journal and a number, and its name is a digest of the file's path. It isn't synced: after a
/// power cut it may be a save behind, which tells nothing, and never one ahead.
struct Trace: Sendable {
  /// Nil where there is no state folder.
  private let file: String?

  /// - Parameters:
  ///   - practice: the practice file's absolute path.
  ///   - folder: where the program keeps what it remembers between runs.
  init(of practice: String, in folder: String?) {
    file = folder.map { "\($0)/last-\(ShortDigest.of(Self.real(practice)))" }
  }

  /// The same file has the same path by whatever way it is reached.
  private static func real(_ path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    guard let resolved = realpath(folder, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved) + "/" + (path as NSString).lastPathComponent
  }

  /// The last save, nil where none is remembered or what stands there makes no sense.
  func read() -> Chain.Head? {
    guard let file, let bytes = try? FileGuard.start(of: file, count: Self.longest) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard words.count == 3, let number = Int(words[0]), let mac = Self.bytes(words[1]), let first = Self.bytes(words[2])
    else { return nil }
    return Chain.Head(number: number, mac: mac, first: first)
  }

  /// Remembers a save; where that can't be done nothing is lost but the notice.
  func write(_ head: Chain.Head) {
    guard let file else { return }
    let folder = (file as NSString).deletingLastPathComponent
    if access(folder, F_OK) != 0 {
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let new = "\(file).new-\(getpid())"
    unlink(new)
    let descriptor = open(new, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let text = [String(head.number), Self.words(head.mac), Self.words(head.first)].joined(separator: "\n") + "\n"
    let code = Array(text.utf8).withUnsafeBytes { writeAll($0, to: descriptor) }
    close(descriptor)
    guard code == 0, rename(new, file) == 0 else {
      unlink(new)
      return
    }
  }

  private static let longest = 256

  private static func words(_ bytes: [UInt8]) -> String {
    bytes.map { (byte: UInt8) in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  private static func bytes(_ words: String) -> [UInt8]? {
    let digits = words.compactMap(\.hexDigitValue)
    guard digits.count == 64, words.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

/// A short digest for names of files and for what was said before; it hides nothing from whoever guesses.
public enum ShortDigest {
  /// FNV-1a of the text's UTF-8, 64 bits in hexadecimal digits.
  public static func of(_ text: String) -> String {
    let digest = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(digest, radix: 16)
  }
}

/// What stands outside a practice file and knows its last save: the anchor beside an encrypted one, and the trace.
struct Witnesses: Sendable {
  private let path: String
  private let seal: PageSeal
  private let trace: Trace

  /// - Parameters:
  ///   - path: the practice file's absolute path.
  ///   - memory: where the program keeps what it remembers between runs, nil where it remembers nothing.
  init(of path: String, _ seal: PageSeal, memory: String?) {
    (self.path, self.seal) = (path, seal)
    trace = Trace(of: path, in: memory)
  }

  /// What they say, read before the file: another command may save in between, and the file may be ahead of them but not
  /// behind.
  struct Found: Sendable {
    var anchor: Anchor.Found?
    let trace: Chain.Head?
  }

  func read() throws -> Found { Found(anchor: try seal.anchor(of: path), trace: trace.read()) }

  /// Tells them of a save.
  ///
  /// - Throws: when the anchor can't be written.
  func write(_ head: Chain.Head) throws {
    trace.write(head)
    guard let keys = seal.keys else { return }
    try Anchor(number: UInt64(head.number), head: head.mac).write(of: path, keys: keys)
  }
}
