import Crypto

/// A text that could not be saved, sealed to the file's public key; a file of its own beside the file.
public enum SealedDraft {
  private static let info = "draft/1"

  /// The content of a draft's file.
  ///
  /// - Parameter dataKey: the public key is taken from what it unwraps: the one in the header could be another's.
  public static func seal(
    _ text: [UInt8], header: SealedHeader, dataKey: DataKey
  ) throws(SealedError) -> [UInt8] {
    try SealedMessage.seal(text, info: info, to: header.inboxKey(dataKey).publicKey, keyID: header.keyID)
  }

  /// What was sealed, nil where it is damaged or of another key.
  public static func open(
    _ content: [UInt8], header: SealedHeader, dataKey: DataKey
  ) throws(SealedError) -> [UInt8]? {
    SealedMessage.open(content, info: info, by: try header.inboxKey(dataKey), keyID: header.keyID)
  }
}
