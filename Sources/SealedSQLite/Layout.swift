/// Where everything stands in a sealed file, in bytes; `Format.md` describes it for other implementations.
public enum Layout {
  /// SQLite's page, the only size that is supported.
  public static let page = 4096
  /// The end of each page that SQLite leaves alone: nonce 12, tag 16, zeros 4.
  public static let reserve = 32
  /// What of a page SQLite uses.
  public static let content = page - reserve
  /// The nonce of AES-GCM.
  static let nonce = 12
  /// The tag of AES-GCM.
  static let tag = 16
  /// One header slot.
  static let slot = 4096
  /// Both header slots, which the pages follow.
  public static let header = 2 * slot
  /// The header of the log, which stays clear.
  static let logHeader = 32
  /// The header of a frame in the log.
  static let frameHeader = 24
  /// A frame: its header and a page.
  static let frame = frameHeader + page
  /// The page that SQLite never writes, because its locks stand at that offset (1 GiB).
  public static let lockBytePage: UInt32 = 0x4000_0000 / 4096 + 1
  /// The first page of every database, as its first 16 bytes say it.
  static let magic = Array("SQLite format 3\0".utf8)
}
