import Foundation

/// What is said once a day, and again when there is more to say: a digest of what was said last, in a file of the user's
/// state folder that has nothing else in it.
struct Reminder {
  /// Nil where no home folder is known.
  private let path: String?

  /// - Parameter practice: the practice file's absolute path, of which the file's name has a digest alone.
  init(of practice: String, _ environment: [String: String]) {
    path = Folders.state(environment).map { "\($0)/couplet/said-\(Self.digest(practice))" }
  }

  private static func digest(_ text: String) -> String {
    let digest = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(digest, radix: 16)
  }

  /// Whether it isn't what was said last; then it is noted that it is now.
  ///
  /// Where nothing can be noted it is said again: twice is better than never.
  func isDue(_ words: String) -> Bool {
    guard let path else { return true }
    if (try? String(contentsOfFile: path, encoding: .utf8)) == Self.digest(words) { return false }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? Self.digest(words).write(toFile: path, atomically: true, encoding: .utf8)
    return true
  }
}
