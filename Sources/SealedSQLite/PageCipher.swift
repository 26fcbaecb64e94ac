import Crypto
import CryptoExtras
import Foundation

/// Seals and opens pages and frame headers in place.
enum PageCipher {
  /// Seals a page: content, then nonce, tag and four zero bytes.
  ///
  /// - Returns: false when the cipher refuses, which it has no reason to.
  static func seal(
    _ source: UnsafeRawPointer, into target: UnsafeMutableRawPointer, key: SymmetricKey, additional: [UInt8]
  ) -> Bool {
    let content = UnsafeRawBufferPointer(start: source, count: Layout.content)
    // Nonce, content and tag in one piece: each part of its own would be another `Data`.
    guard let whole = try? AES.GCM.seal(content, using: key, authenticating: additional).combined else { return false }
    let trailer = target + Layout.content
    whole.withUnsafeBytes {
      let nonce = $0.baseAddress!
      let tag = nonce + Layout.nonce + Layout.content
      target.copyMemory(from: nonce + Layout.nonce, byteCount: Layout.content)
      trailer.copyMemory(from: nonce, byteCount: Layout.nonce)
      (trailer + Layout.nonce).copyMemory(from: tag, byteCount: Layout.tag)
    }
    (trailer + Layout.nonce + Layout.tag).initializeMemory(as: UInt8.self, repeating: 0, count: 4)
    return true
  }

  /// Opens a sealed page; the reserved bytes come back as the zeros that SQLite wrote.
  ///
  /// - Returns: false when the page isn't the one that was sealed under this key and place.
  static func open(
    _ source: UnsafeRawPointer, into target: UnsafeMutableRawPointer, key: SymmetricKey, additional: [UInt8]
  ) -> Bool {
    let trailer = source + Layout.content
    // The last four bytes are outside the seal, so they are compared.
    guard (trailer + Layout.nonce + Layout.tag).loadUnaligned(as: UInt32.self) == 0 else { return false }
    // Nonce, content and tag in one piece: of three, swift-crypto puts the box together in generic code.
    let box = withUnsafeTemporaryAllocation(byteCount: Layout.content + Layout.nonce + Layout.tag, alignment: 16) {
      let nonce = $0.baseAddress!
      let tag = nonce + Layout.nonce + Layout.content
      nonce.copyMemory(from: trailer, byteCount: Layout.nonce)
      (nonce + Layout.nonce).copyMemory(from: source, byteCount: Layout.content)
      tag.copyMemory(from: trailer + Layout.nonce, byteCount: Layout.tag)
      return try? AES.GCM.SealedBox(combined: UnsafeRawBufferPointer($0))
    }
    guard let box, let content = try? AES.GCM.open(box, using: key, authenticating: additional) else { return false }
    content.withUnsafeBytes { target.copyMemory(from: $0.baseAddress!, byteCount: Layout.content) }
    (target + Layout.content).initializeMemory(as: UInt8.self, repeating: 0, count: Layout.reserve)
    return true
  }

  /// What a page of the database is bound to: its number.
  static func additional(page: UInt32) -> [UInt8] { Array("DB01".utf8) + page.bytes }

  /// What a page in the log is bound to: its number, the log's salts as they stand in its header, the frame's place.
  static func additional(page: UInt32, salts: UInt64, frame: UInt32) -> [UInt8] {
    Array("WAL1".utf8) + page.bytes + withUnsafeBytes(of: salts, Array.init) + frame.bytes
  }

  /// Masks a frame's header: two AES permutations that overlap, so that all 24 bytes depend on each other.
  static func mask(_ header: UnsafeMutableRawPointer, key: SymmetricKey) -> Bool {
    var last = block(header + 8)
    var first = block(header)
    return (try? AES.permute(&last, key: key)) != nil && (try? AES.permute(&first, key: key)) != nil
  }

  /// Takes the mask off a frame's header.
  static func unmask(_ header: UnsafeMutableRawPointer, key: SymmetricKey) -> Bool {
    var last = block(header + 8)
    var first = block(header)
    return (try? AES.inversePermute(&first, key: key)) != nil && (try? AES.inversePermute(&last, key: key)) != nil
  }

  private static func block(_ start: UnsafeMutableRawPointer) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: 16)
  }
}

extension FixedWidthInteger {
  /// The bytes, the highest first.
  var bytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }

  /// The number whose bytes stand there, the highest first.
  init(bigEndianAt place: UnsafeRawPointer) { self.init(bigEndian: place.loadUnaligned(as: Self.self)) }
}
