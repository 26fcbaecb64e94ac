import CoupletCore
import Foundation

/// The lock beside a practice file: each command shares it, and what replaces the file holds it alone.
final class CommandLock: Sendable {
  /// How a command holds the lock.
  enum Manner {
    case shared, alone
  }

  private let descriptor: Int32

  static func path(of file: String) -> String { file + ".lock" }

  /// Takes the lock.
  ///
  /// - Throws: when another command holds it for longer than the usual patience.
  init(of file: String, _ manner: Manner) throws(Problem) {
    descriptor = open(Self.path(of: file), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      guard [EACCES, EROFS, EPERM].contains(errno) else { throw PracticeFile.cannotWrite(file, errno) }
      throw Problem(.cannotWrite, "file: the practice file or its folder can't be written")
    }
    let end = ContinuousClock.now + .seconds(PracticeFile.busyTimeout)
    while flock(descriptor, (manner == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < end else {
        close(descriptor)
        throw Problem(
          .unavailable,
          manner == .shared
            ? "file: another command is replacing the practice file; nothing was saved"
            : "file: another couplet command has the practice file open; nothing was changed")
      }
      usleep(20_000)
    }
  }

  deinit { close(descriptor) }
}
