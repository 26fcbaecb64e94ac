import CoupletCore
import Foundation

/// The lock beside a practice file: each command shares it; what replaces the file, its header or its schema holds it
/// alone.
final class CommandLock: Sendable {
  /// How a command holds the lock.
  enum Manner {
    case shared, alone
  }

  private let descriptor: Int32

  static func path(of file: String) -> String { file + ".lock" }

  /// Takes the lock.
  ///
  /// - Parameter patience: seconds to wait for another command.
  /// - Throws: when another command holds it for longer.
  init(of file: String, _ manner: Manner, patience: Double = PracticeFile.busyTimeout) throws(Problem) {
    descriptor = open(Self.path(of: file), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      guard [EACCES, EROFS, EPERM].contains(errno) else { throw PracticeFile.cannotWrite(file, errno) }
      throw PracticeFile.readOnly(file)
    }
    do {
      try change(to: manner, patience: patience)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Holds the lock in another manner.
  func change(to manner: Manner, patience: Double = PracticeFile.busyTimeout) throws(Problem) {
    let end = ContinuousClock.now + .seconds(patience)
    while flock(descriptor, (manner == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw PracticeFile.cannotLock(errno) }
      guard ContinuousClock.now < end else {
        throw Problem(
          .unavailable,
          manner == .shared
            ? "file: another command is replacing the practice file; nothing was saved"
            : "file: another couplet command has the practice file open; nothing was changed")
      }
      usleep(20_000)
    }
  }

  /// Whether the file system has no locks of ranges, which SQLite needs; tried on the lock's file, where none are taken:
  /// closing the practice file itself would drop those of a connection.
  static func lacksRanges(beside file: String) -> Bool {
    let descriptor = open(path(of: file), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var range = Foundation.flock()
    range.l_type = Int16(F_RDLCK)
    return fcntl(descriptor, F_SETLK, &range) != 0 && [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL].contains(errno)
  }

  deinit { close(descriptor) }
}
