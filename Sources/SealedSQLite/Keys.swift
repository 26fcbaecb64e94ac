public import Crypto
import Foundation

/// The 256 bits that everything in a sealed file hangs on; random, and stored only wrapped in key slots.
public struct DataKey: Sendable {
  /// The bits.
  public let secret: SymmetricKey

  /// A new one.
  public init() { secret = SymmetricKey(size: .bits256) }

  /// One that was kept elsewhere; nil when it isn't 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 32 else { return nil }
    secret = SymmetricKey(data: bytes)
  }

  /// A key for one use: HKDF-SHA256 of the data key, salted with an id.
  public func key(for use: String, salt: Identifier) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret, salt: Data(salt.bytes), info: Data(use.utf8), outputByteCount: 32)
  }
}

/// Sixteen random bytes that name a file or a data key.
public struct Identifier: Hashable, Sendable, CustomStringConvertible {
  /// The sixteen bytes.
  public let bytes: [UInt8]

  /// A new one.
  public init() {
    var generator = SystemRandomNumberGenerator()
    bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Lowercase hexadecimal digits.
  public var description: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

/// The keys of one file, each for one use.
public struct FileKeys: Sendable {
  /// The file that they are for.
  public let fileID: Identifier
  let database: SymmetricKey
  let log: SymmetricKey
  let frameMask: SymmetricKey
  let header: SymmetricKey
  let anchor: SymmetricKey

  /// The keys of the file of that id under a data key.
  public init(_ dataKey: DataKey, fileID: Identifier) {
    self.fileID = fileID
    database = dataKey.key(for: "db/1", salt: fileID)
    log = dataKey.key(for: "wal/1", salt: fileID)
    frameMask = dataKey.key(for: "walhdr/1", salt: fileID)
    header = dataKey.key(for: "hdr/1", salt: fileID)
    anchor = dataKey.key(for: "anchor/1", salt: fileID)
  }
}
