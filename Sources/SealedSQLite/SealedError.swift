/// What can be wrong with a sealed file or its key.
public enum SealedError: Error, Equatable, Sendable {
  /// The file doesn't begin with a header of this format.
  case notSealed
  /// Neither header slot holds.
  case headerDamaged
  /// The file asks for a later version of this format.
  case newerFormat
  /// A key slot asks for more work than any program gives one, or there are more of a kind than any program writes.
  case tooMuchWork
  /// The passphrase or the code opens no slot of this file's.
  case wrongKey
  /// The header isn't proven by the key: it is another file's, or was changed.
  case unproven
  /// The system doesn't give the memory that a try takes.
  case noMemory(mebibytes: Int)
  /// A passphrase without a character.
  case emptyPassphrase
  /// All key slots are taken.
  case noFreeSlot
  /// The file ends in its header: there is no page in it.
  case noPages
  /// SQLite lacks something that the page layer rests on.
  case unsuitableSQLite(String)
  /// A call of the system failed.
  case system(call: String, code: Int32)
  /// The library failed at something that can't fail.
  case impossible(String)
}
