public import CoupletCore
import Foundation
import SealedSQLite

/// The door for every file that a command is told to write: whatever `--force` says, none of them takes the place of the
/// practice file, of what belongs to one, or of more than its kind may.
public enum Target {
  /// What is to be written, and with that what it may take the place of.
  public enum Content: Sendable {
    /// A page or a recovery code: never in the place of a practice file or of a copy of one.
    case page
    /// A copy in clear: in the place of an older one, but of no file that is encrypted or worked with.
    case plainCopy
    /// A backup, or what was saved of a damaged file: never in the place of the practice file.
    case backup
    /// A practice file, which keeps what was there under another name.
    case practice
  }

  /// Looks whether something may be written at a place.
  ///
  /// - Parameter practice: the practice file that the command is about, which need not be there.
  /// - Throws: `cannotWrite` when it may not.
  public static func check(_ path: String, for content: Content, besides practice: String) throws(Problem) {
    if content != .practice, FileGuard.isSame(path, practice) || isNamed(path, practice) {
      throw Problem(.cannotWrite, "file: \(path) is the practice file itself", hint: another)
    }
    if let owner = owner(of: path, practice) {
      throw Problem(.cannotWrite, "file: \(path) belongs to the practice file \(owner)", hint: another)
    }
    let there = beginning(of: path)
    let isKept =
      switch content {
      case .page: there != .other
      case .plainCopy: there == .practice || there == .unknown
      case .backup, .practice: false
      }
    guard !isKept else {
      throw Problem(
        .cannotWrite,
        there == .unknown
          ? "file: \(path) is there and can't be read, so it may be a practice file"
          : "file: \(path) is a practice file or a copy of one", hint: another)
    }
  }

  private static let another = "give another name"

  /// What something is that stands there and is no regular file, in the words of messages.
  public static func kind(of path: String) -> String {
    var status = stat()
    return lstat(path, &status) == 0 ? FileGuard.kind(status, path) : "can't be looked at"
  }

  // MARK: Names

  /// Whether a path is the name of another one, which need not be there, by whatever way its folder is reached.
  private static func isNamed(_ path: String, _ other: String) -> Bool {
    (path as NSString).lastPathComponent == (other as NSString).lastPathComponent
      && FileGuard.isSame(folder(of: path), folder(of: other))
  }

  private static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// The practice file that a place belongs to, by name or because it is one of its companions under another name.
  private static func owner(of path: String, _ practice: String) -> String? {
    let name = (path as NSString).lastPathComponent
    for place in name.indices.dropFirst() where isEnding(name[place...]) {
      let base = folder(of: path) + "/" + name[..<place]
      if isNamed(base, practice) || [.practice, .copy].contains(beginning(of: base)) { return base }
    }
    let companions = PracticeFile.companions(of: practice) + [practice + "-journal"]
    return companions.contains { FileGuard.isSame(path, $0) } ? practice : nil
  }

  /// Whether a name that ends so, behind a practice file's, is that of something which belongs to it.
  private static func isEnding(_ ending: Substring) -> Bool {
    let whole = PracticeFile.parts(of: "") + ["-journal", ".new"]
    let begun = [".anchor.", ".inbox.", ".draft-", ".new-", ".from-", "-wal.kept-", "-cwal.kept-"]
    return whole.contains { ending == $0 } || begun.contains { ending.hasPrefix($0) }
  }

  // MARK: Content

  /// What a file is by its first bytes.
  private enum Beginning {
    case other
    /// A database that asks for no log, as plain copies do.
    case copy
    case practice
    case unknown
  }

  private static func beginning(of path: String) -> Beginning {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .other }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .unknown }
    defer { close(descriptor) }
    // The header stands there twice: its first copy may be damaged.
    for (place, magic) in [(0, "SealedSQLite"), (4096, "SealedSQLite"), (0, "SQLite format 3\0")] {
      var bytes = [UInt8](repeating: 0, count: 20)
      let count = pread(descriptor, &bytes, bytes.count, off_t(place))
      guard count >= 0 else { return .unknown }
      guard bytes.prefix(count).starts(with: magic.utf8) else { continue }
      // SQLite's own mark of a database that has a log.
      return magic.hasPrefix("SQLite") && bytes[18] == 1 ? .copy : .practice
    }
    return .other
  }
}
