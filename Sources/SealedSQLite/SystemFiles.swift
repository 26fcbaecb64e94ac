import CSystemCall
import Foundation

/// What the system can do with names and Swift's library has no call for.
public enum SystemFiles {
  private static let exchange = 2
  private static let noReplace = 1
  private static let here = -100

  /// Lets two files change their names in one step.
  ///
  /// - Returns: false where the system or the file system can't; then nothing has changed.
  public static func swap(_ first: String, _ second: String) -> Bool {
    first.withCString { first in
      second.withCString { second in
        system_call(
          system_call_renameat2(), here, Int(bitPattern: first), here, Int(bitPattern: second), exchange) == 0
      }
    }
  }

  /// Gives a file another name in the same folder, unless something has that name.
  ///
  /// - Returns: 0, or the system's error: `EEXIST` where something is there.
  public static func move(_ old: String, to new: String) -> Int32 {
    let moved = old.withCString { old in
      new.withCString { new in
        system_call(
          system_call_renameat2(), here, Int(bitPattern: old), here, Int(bitPattern: new), noReplace)
      }
    }
    if moved == 0 { return 0 }
    // File systems that don't know of this have links, which fail likewise; simple ones, as on a stick, have neither.
    guard [ENOSYS, EINVAL, ENOTSUP, EOPNOTSUPP].contains(errno) else { return errno }
    if link(old, new) == 0 {
      unlink(old)
      return 0
    }
    guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno) else { return errno }
    var status = stat()
    if lstat(new, &status) == 0 { return EEXIST }
    return rename(old, new) == 0 ? 0 : errno
  }
}
