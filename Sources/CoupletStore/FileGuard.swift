import CoupletCore
import Foundation
import SealedSQLite

/// What must hold of files and folders before anything in them is read.
enum FileGuard {
  /// Looks at a practice file, what stands beside it, and its folder.
  ///
  /// - Parameter isCopy: a copy that is only read may stand where nothing has permissions, as on a stick.
  static func check(_ path: String, isCopy: Bool) throws(Problem) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      switch errno {
      case ENOENT, ENOTDIR:
        throw Problem(.noInput, "file: there is no practice file at \(path)", hint: .makePractice)
      case EACCES: throw Problem(.noPermission, "file: \(path) can't be reached with your permissions")
      default: throw Problem(.damaged, "file: \(path): \(PracticeFile.describe(errno))")
      }
    }
    try checkIsOwn(path, status, isCopy)
    if isCopy { return }
    for companion in PracticeFile.companions(of: path) where lstat(companion, &status) == 0 {
      try checkIsOwn(companion, status, isCopy)
    }
    try checkFolder(of: path)
  }

  /// Who may rename in a folder may put another file in the place of one in it.
  static func checkFolder(of path: String) throws(Problem) {
    let folder = (path as NSString).deletingLastPathComponent
    var status = stat()
    guard stat(folder, &status) == 0 else { throw PracticeFile.cannotWrite(path, errno) }
    guard status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0 else {
      throw Problem(.noPermission, "file: others can write in the folder \(folder)", hint: "chmod go-w \(folder)")
    }
    // What is made in it would be ours, and its owner would be locked out.
    guard [geteuid(), 0].contains(status.st_uid) || status.st_mode & S_ISVTX != 0 else {
      throw notOwned("the folder \(folder)", status.st_uid)
    }
  }

  /// Refuses a file that is there and another user's: what takes its place would be ours.
  static func refuseOthers(_ path: String) throws(Problem) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_uid != geteuid() { throw notOwned(path, status.st_uid) }
  }

  private static func notOwned(_ what: String, _ owner: uid_t) -> Problem {
    let name = name(of: owner)
    return Problem(.noPermission, "file: \(what) belongs to \(name)", hint: "give the command as \(name)")
  }

  /// The account's name, else its number.
  private static func name(of user: uid_t) -> String {
    getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
  }

  /// What something is that is no regular file, in the words of messages.
  static func kind(_ status: stat, _ path: String) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: "is a folder"
    case S_IFLNK: "is a link to \(FileLink.destination(of: path))"
    default: "is not a regular file"
    }
  }

  private static func checkIsOwn(_ path: String, _ status: stat, _ isCopy: Bool) throws(Problem) {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.noInput, "file: \(path) \(kind(status, path))")
    }
    guard isCopy || status.st_uid == geteuid() else { throw notOwned(path, status.st_uid) }
    guard isCopy || status.st_mode & 0o077 == 0 else {
      throw Problem(.noPermission, "file: others can read or write \(path)", hint: "chmod 600 \(path)")
    }
  }

  /// Refuses a copy in the place of the practice file itself, under whatever name, or of what is in use.
  static func refuseInUse(_ path: String, for content: Target.Content, besides own: String) throws(Problem) {
    try refuseOther(path)
    try Target.check(path, for: content, besides: own)
    try refuseLog(beside: path)
  }

  /// Whether two names mean one file.
  static func isSame(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_ino == other.st_ino
      && one.st_dev == other.st_dev
  }

  /// Refuses what is there and is no regular file.
  static func refuseOther(_ path: String) throws(Problem) {
    var status = stat()
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.cannotWrite, "file: \(path) \(kind(status, path))")
    }
  }

  /// Refuses a place where the log of a file that is gone or in use stands: SQLite would take it for the new file's.
  static func refuseLog(beside path: String) throws(Problem) {
    for log in [path + "-wal", SealedVFS.log(of: path)] where access(log, F_OK) == 0 {
      throw Problem(
        .cannotWrite, "file: \(log) stands there, of a file that is in use or was not closed",
        hint: "move it away, with whatever else it belongs to")
    }
  }

  /// Refuses a plain file beside which the rollback journal of another program stands: SQLite would put its pages into the
  /// file, whatever file they are of.
  ///
  /// Ours has none, but for a copy without a log that is opened for the first time: its first page then tells it.
  static func refuseJournal(beside path: String) throws(Problem) {
    let journal = path + "-journal"
    var status = stat()
    guard lstat(journal, &status) == 0, status.st_size > 0 else { return }
    let start = try start(of: path, count: 20)
    let onePage = 512 + 8 + 4096
    guard start.count == 20, start[18] == 2, status.st_size > onePage else { return }
    throw Problem(
      .damaged,
      "file: a journal that couplet didn't write stands beside \(path): "
        + "\((journal as NSString).lastPathComponent)", hint: "move it away; nothing of it belongs into the file")
  }

  /// The first bytes of a file, fewer where it is shorter; closed again before SQLite opens it.
  static func start(of path: String, count wanted: Int = 16) throws(Problem) -> [UInt8] {
    let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem(.noPermission, "file: \(path) can't be read with your permissions") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: wanted)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// Whether others can see the names in a file's folder.
  static func isFolderListed(of path: String) -> Bool {
    var status = stat()
    return stat((path as NSString).deletingLastPathComponent, &status) == 0 && status.st_mode & 0o055 != 0
  }
}
