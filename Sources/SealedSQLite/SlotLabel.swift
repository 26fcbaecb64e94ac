import Crypto
import Foundation

/// What a key slot is called, sealed so that nobody reads it, changes it or moves it to another slot.
public enum SlotLabel {
  /// Bytes that a label's text has at most; the rest is filled up, so that the box says nothing of its length.
  public static let longest = 100
  /// Bytes that a label takes in the header: nonce, text, tag.
  static let length = 12 + longest + 16

  static func seal(
    _ label: String, _ dataKey: DataKey, keyID: Identifier, place: Int, salt: [UInt8]
  ) throws(SealedError) -> [UInt8] {
    let text = Array(label.utf8)
    guard !text.isEmpty, text.count <= longest, !text.contains(0) else { throw .impossible("label") }
    let box = try? AES.GCM.seal(
      text + Array(repeating: 0, count: longest - text.count), using: dataKey.key(for: "label/1", salt: keyID),
      authenticating: additional(keyID, place, salt))
    guard let combined = box?.combined else { throw .impossible("wrap") }
    return Array(combined)
  }

  /// The text, nil where the box isn't this slot's.
  static func open(
    _ box: [UInt8], _ dataKey: DataKey, keyID: Identifier, place: Int, salt: [UInt8]
  ) -> String? {
    guard let box = try? AES.GCM.SealedBox(combined: box),
      let text = try? AES.GCM.open(
        box, using: dataKey.key(for: "label/1", salt: keyID), authenticating: additional(keyID, place, salt))
    else { return nil }
    return String(validating: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func additional(_ keyID: Identifier, _ place: Int, _ salt: [UInt8]) -> [UInt8] {
    Array("LAB1".utf8) + keyID.bytes + [UInt8(place)] + salt
  }
}
