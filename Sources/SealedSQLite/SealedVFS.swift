import CSQLite
import Foundation
import Synchronization

/// The page layer under stock SQLite: a VFS that seals the main database and its log, and refuses every other file.
///
/// A connection opens a file through it by ``uri(of:)``, after the file's keys were admitted. The database has to be
/// in WAL mode with `temp_store=MEMORY`; rollback journals and temporary files are refused.
public final class SealedVFS: Sendable {
  /// Rules that keep data; the tests switch them off one at a time and have to see data lost.
  package struct Rules: Sendable {
    /// The key is proven inside the opening of the main file, before SQLite can see the log.
    package var provesKeyFirst = true
    /// The probe of a torn first page is answered, so that the log's copy of it can be used.
    package var answersProbe = true
    /// A frame at the log's end that can't be opened ends the log.
    package var endsLogAtTornFrame = true
    /// Salts are taken from the log's file header, not from frames, whose salts are zero after a cache spill.
    package var takesSaltsFromLogHeader = true
    /// Salts are read again, because another process may have begun the log again.
    package var refreshesSalts = true

    /// All rules on.
    package init() {}
  }

  /// Where a file was found damaged.
  public struct Damage: Equatable, Sendable {
    /// The kind of place.
    public enum Place: Equatable, Sendable {
      /// A page of the database, counted from 1.
      case page(UInt32)
      /// A frame of the log, counted from 0, which has that page.
      case frame(Int, page: UInt32)
    }

    /// The file, the log's own where it is the log.
    public let path: String
    /// The place in it.
    public let place: Place
  }

  /// The versions of SQLite with which the fault suite has passed; the layer rests on their pattern of calls.
  public static let provenVersions = ["3.40.1"]

  /// Whether the SQLite that is running is one of ``provenVersions``.
  public static var isProven: Bool { provenVersions.contains(String(cString: sqlite3_libversion())) }

  private static let only = Result<SealedVFS, SealedError> { () throws(SealedError) in
    try SealedVFS(name: "sealed", over: nil, rules: Rules())
  }

  /// The process's own, registered when first used.
  public static func standard() throws(SealedError) -> SealedVFS { try only.get() }

  let name: String
  let rules: Rules
  nonisolated(unsafe) let base: UnsafeMutablePointer<sqlite3_vfs>
  private let files = Mutex<[String: FileKeys]>([:])
  private let seen = Mutex<Seen>(Seen())

  private struct Seen {
    var damage: Damage?
    var refusal: SealedError?
  }

  /// Registers a page layer over another VFS; it lives as long as the process.
  package init(name: String, over baseName: String?, rules: Rules) throws(SealedError) {
    guard sqlite3_compileoption_used("USE_URI") == 1 else {
      throw .unsuitableSQLite("it was built without USE_URI")
    }
    guard let base = sqlite3_vfs_find(baseName ?? "unix") else { throw .unsuitableSQLite("it has no such VFS") }
    self.name = name
    self.base = base
    self.rules = rules
    register()
  }

  // MARK: Files

  /// Lets connections open a file under these keys.
  public func admit(_ keys: FileKeys, path: String) {
    let path = fullPath(path)
    files.withLock { $0[path] = keys }
  }

  /// Takes the keys of a file away; connections that are open keep theirs.
  public func withdraw(path: String) {
    let path = fullPath(path)
    _ = files.withLock { $0.removeValue(forKey: path) }
  }

  /// The name by which a connection opens a file through this layer.
  public func uri(of path: String) -> String { Self.plainURI(of: fullPath(path)) + "?vfs=" + name }

  /// The name by which a connection opens a file through the system's own layer, to which parameters can be added.
  public static func plainURI(of path: String) -> String {
    var text = "file:"
    for byte in path.utf8 {
      let isPlain =
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/-._".utf8.contains(byte)
      if isPlain {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    return text
  }

  /// The name of the log that belongs to a file: one that stock SQLite doesn't know, so that it can't delete it.
  public static func log(of path: String) -> String { path + "-cwal" }

  /// The pragma by which a connection asks whether this layer is under it; it answers with the file's id.
  public static let selfCheck = "sealed_file_id"

  func keys(of path: String) -> FileKeys? { files.withLock { $0[path] } }

  private func fullPath(_ path: String) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(base.pointee.mxPathname) + 1) { buffer in
      guard base.pointee.xFullPathname(base, path, Int32(buffer.count), buffer.baseAddress!) & 0xFF == SQLITE_OK else {
        return path
      }
      return String(cString: buffer.baseAddress!)
    }
  }

  // MARK: Faults

  /// The last damage that a read met, which SQLite reports as an I/O error without a place; asking empties it.
  public func takeDamage() -> Damage? {
    seen.withLock { seen in
      defer { seen.damage = nil }
      return seen.damage
    }
  }

  /// Why the last file was refused, which SQLite reports as one that can't be opened; asking empties it.
  public func takeRefusal() -> SealedError? {
    seen.withLock { seen in
      defer { seen.refusal = nil }
      return seen.refusal
    }
  }

  func report(_ damage: Damage) { seen.withLock { $0.damage = damage } }

  func report(_ refusal: SealedError) { seen.withLock { $0.refusal = refusal } }
}
