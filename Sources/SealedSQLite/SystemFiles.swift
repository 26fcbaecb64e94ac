import CSystemCall
import Foundation

/// What the system can do with names and Swift's library has no call for.
public enum SystemFiles {
  private static let exchange = 2
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
}
