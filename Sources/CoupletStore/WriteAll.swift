import Foundation
import SealedSQLite

/// Writes all of the bytes to an open file, however often the system is interrupted.
///
/// - Returns: 0, or the system's error.
public func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var rest = bytes
  while !rest.isEmpty {
    let written = write(descriptor, rest.baseAddress, rest.count)
    if written < 0, errno == EINTR { continue }
    guard written > 0 else { return errno }
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
  }
  return 0
}

/// Gives a file another name in the same folder, unless something has that name.
///
/// - Returns: 0, or the system's error: `EEXIST` where something is there.
public func move(_ old: String, to new: String) -> Int32 { SystemFiles.move(old, to: new) }
