import Foundation

/// Reading and writing files without the layers that would follow links or hide errors.
enum FileBytes {
  /// A call of the system that a test can let fail.
  enum Call: Sendable {
    case read, write, sync, readBack
  }

  /// What a test puts between this code and the system: it gets each call and its file, and gives the error that the
  /// call shall end with.
  ///
  /// The program has no way to set it.
  @TaskLocal static var fault: (@Sendable (Call, String) -> Int32?)?

  private static func meetFault(_ call: Call, _ path: String) throws(SealedError) {
    guard let code = fault?(call, path) else { return }
    let name =
      switch call {
      case .read: "read"
      case .write: "write"
      case .sync: "fsync"
      case .readBack: "read back"
      }
    throw .system(call: name, code: code)
  }

  /// The first bytes of a file, fewer when it is shorter.
  static func read(_ path: String, count: Int) throws(SealedError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    try meetFault(.read, path)
    return try read(descriptor, at: 0, count: count)
  }

  /// Bytes at an offset, fewer at the end of the file.
  static func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SealedError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + done, count - done, off_t(offset + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw .system(call: "read", code: errno) }
      if read == 0 { break }
      done += read
    }
    return Array(bytes.prefix(done))
  }

  /// Writes all bytes at an offset.
  static func write(_ descriptor: Int32, at offset: Int, _ bytes: [UInt8]) throws(SealedError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(offset + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .system(call: "write", code: errno) }
      done += written
    }
  }

  /// Makes the names in a file's folder durable.
  static func syncFolder(of path: String) throws(SealedError) {
    let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
  }

  /// Overwrites bytes of a file, makes them durable and reads them back.
  static func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws(SealedError) {
    let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
    defer { close(descriptor) }
    try meetFault(.write, path)
    try write(descriptor, at: offset, bytes)
    try meetFault(.sync, path)
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", code: errno) }
    try meetFault(.readBack, path)
    guard try read(descriptor, at: offset, count: bytes.count) == bytes else {
      throw .system(call: "read back", code: EIO)
    }
  }
}
