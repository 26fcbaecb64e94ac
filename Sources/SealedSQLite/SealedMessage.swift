import Crypto
import Foundation

/// One text sealed to a file's public key, which needs no passphrase: a HPKE message of one seal.
enum SealedMessage {
  private static let suite = HPKE.Ciphersuite(
    kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
  private static let encapsulated = 32

  /// The encapsulated key, then the ciphertext.
  ///
  /// - Parameter info: keeps the uses apart, so that a message of one doesn't pass for one of another.
  static func seal(
    _ text: [UInt8], info: String, to recipient: Curve25519.KeyAgreement.PublicKey, keyID: Identifier
  ) throws(SealedError) -> [UInt8] {
    guard var sender = try? HPKE.Sender(recipientKey: recipient, ciphersuite: suite, info: Data(info.utf8)),
      let sealed = try? sender.seal(text, authenticating: keyID.bytes)
    else { throw .impossible("seal") }
    return Array(sender.encapsulatedKey) + sealed
  }

  /// The text, nil where the message is damaged, of another key or of another use.
  static func open(
    _ message: [UInt8], info: String, by key: Curve25519.KeyAgreement.PrivateKey, keyID: Identifier
  ) -> [UInt8]? {
    guard message.count > encapsulated,
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: suite, info: Data(info.utf8),
        encapsulatedKey: Data(message[..<encapsulated])),
      let text = try? recipient.open(Data(message[encapsulated...]), authenticating: keyID.bytes)
    else { return nil }
    return Array(text)
  }
}
