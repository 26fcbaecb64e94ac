import Foundation

/// What is said once a day, whichever command comes first: the day on which it was said last, in a file of the user's state
/// folder that has nothing else in it.
struct Reminder {
  /// Nil where no home folder is known.
  private let path: String?

  /// - Parameter practice: the practice file's absolute path, of which the file's name has a digest alone.
  init(of practice: String, _ environment: [String: String]) {
    let digest = practice.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    path = Folders.state(environment).map { "\($0)/couplet/said-\(String(digest, radix: 16))" }
  }

  /// Whether it wasn't said on that day yet; then it is noted that it is now.
  ///
  /// Where nothing can be noted it is said again: twice is better than never.
  func isDue(on day: String) -> Bool {
    guard let path else { return true }
    if (try? String(contentsOfFile: path, encoding: .utf8)) == day { return false }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? day.write(toFile: path, atomically: true, encoding: .utf8)
    return true
  }
}
