import CoupletStore
import Foundation

/// What is said once a day, and again when there is more to say: a digest of what was said last, in a file of the user's
/// state folder that has nothing else in it.
struct Reminder {
  /// Nil where no home folder is known.
  private let path: String?

  /// - Parameter practice: the practice file's absolute path, of which the file's name has a digest alone.
  init(of practice: String, _ environment: [String: String]) {
    path = Folders.memory(environment).map { "\($0)/said-\(ShortDigest.of(practice))" }
  }

  /// Whether it isn't what was said last; then it is noted that it is now.
  ///
  /// Where nothing can be noted it is said again: twice is better than never.
  func isDue(_ words: String) -> Bool {
    guard let path else { return true }
    if (try? String(contentsOfFile: path, encoding: .utf8)) == ShortDigest.of(words) { return false }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? ShortDigest.of(words).write(toFile: path, atomically: true, encoding: .utf8)
    return true
  }
}
