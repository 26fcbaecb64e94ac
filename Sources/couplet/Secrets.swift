import CoupletCore
import CoupletStore
import Foundation

/// Secrets that come in: from a file, a pipe or a descriptor, never from an argument or a variable.
enum SecretFile {
  /// What is to be said of a new passphrase, nil where nothing speaks against it.
  static func warning(of phrase: [UInt8]) -> String? {
    let text = String(decoding: phrase, as: UTF8.self)
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\t" }) else {
      return "the passphrase has characters in it that no keyboard types; four or five words are better"
    }
    let characters = text.filter { !$0.isWhitespace }
    guard characters.count < 12 || Set(characters).count < 5 else { return nil }
    return "a short passphrase is soon guessed; four or five words are better"
  }

  /// More is no passphrase.
  private static let longest = 4096

  /// Reads a passphrase; one line end at its end and a mark at its beginning, of whatever system, don't count.
  ///
  /// - Throws: missing, open to others, empty or too long.
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: longest)
    while bytes.count <= longest {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Problem(.noInput, "passphrase-file: \(path) can't be read") }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    // A file from another system ends its line with two characters.
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    // So does its mark of UTF-8 belong to the file, and not to the words.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.count <= longest else { throw Problem(.badData, "passphrase-file: it has more than \(longest) bytes") }
    guard !bytes.isEmpty else { throw Problem(.badData, "passphrase-file: it is empty") }
    return bytes
  }

  private static func open(_ path: String) throws(Problem) -> Int32 {
    // A process that can't be dumped doesn't own its entries in /proc, so descriptors are taken by their number.
    let number = path == "/dev/stdin" ? "0" : path.wholeSuffix(after: ["/dev/fd/", "/proc/self/fd/"])
    if let number, let given = Int32(number) {
      let copy = fcntl(given, F_DUPFD_CLOEXEC, 0)
      guard copy >= 0 else { throw Problem(.noInput, "passphrase-file: descriptor \(given) is not open") }
      return copy
    }
    let place = try FileLink.target(of: path, field: "passphrase-file")
    let descriptor = Foundation.open(place, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(
        errno == EACCES ? .noPermission : .noInput,
        "passphrase-file: \(path): \(String(cString: strerror(errno)).lowercased())")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFREG || status.st_mode & 0o077 == 0 else {
      close(descriptor)
      throw Problem(.noPermission, "passphrase-file: others can read or write \(path)", hint: "chmod 600 \(path)")
    }
    return descriptor
  }
}

extension String {
  /// What follows the first of these beginnings that the text has.
  fileprivate func wholeSuffix(after beginnings: [String]) -> String? {
    beginnings.first(where: hasPrefix).map { String(dropFirst($0.count)) }
  }
}
