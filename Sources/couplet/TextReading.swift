import CoupletCore
import Foundation

/// Reads the texts of standard input and of files: never more of them than a text may have.
enum TextReading {
  /// Standard input up to its end, or as much of it as tells that it is too long.
  static func standardInput() throws -> Data { try read(STDIN_FILENO) }

  /// A file's text.
  ///
  /// - Throws: no input when it can't be read; bad data when it is too long or no UTF-8.
  static func file(_ path: String, field: String) throws(Problem) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem(.noInput, "\(field): \(path) can't be read") }
    defer { close(descriptor) }
    guard let data = try? read(descriptor) else { throw Problem(.noInput, "\(field): \(path) can't be read") }
    return try text(of: data, field: field)
  }

  /// The text in bytes that came in.
  static func text(of data: Data, field: String) throws(Problem) -> String {
    guard data.count < TextIn.mostBytes else {
      throw Problem(.badData, "\(field): has more than \(Wording.longestText) bytes, which are allowed")
    }
    guard let text = String(validating: data) else {
      let isOfSixteenBits = data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
      throw Problem(
        .badData, "\(field): is not valid UTF-8",
        hint: isOfSixteenBits ? "it is UTF-16; save it as UTF-8" : nil)
    }
    return text
  }

  private static func read(_ descriptor: Int32) throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while data.count < TextIn.mostBytes {
      let count = Foundation.read(descriptor, &buffer, min(buffer.count, TextIn.mostBytes - data.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw POSIXError(.EIO) }
      if count == 0 { break }
      data.append(contentsOf: buffer.prefix(count))
    }
    return data
  }
}
