public import CoupletCore
import Foundation

/// Links to files: followed where nobody else can change where they lead, and else said with where that is.
public enum FileLink {
  private static let most = 8

  /// The file that a path means: what its link leads to, else itself.
  ///
  /// - Parameters:
  ///   - field: what the path is given for.
  ///   - isCopy: for what is only read and proven by itself, any link will do.
  /// - Throws: where somebody else could change where it leads, or it leads nowhere.
  public static func target(of path: String, field: String = "file", isCopy: Bool = false) throws(Problem) -> String {
    var place = path
    for _ in 0...most {
      var status = stat()
      guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return place }
      let next = destination(of: place)
      guard access(next, F_OK) == 0 || errno != ENOENT else {
        throw Problem(.noInput, "\(field): \(place) is a link to \(next), and nothing is there")
      }
      guard isCopy || isOwnersAlone(place, status.st_uid) && isFolderOwnersAlone(of: next) else {
        throw Problem(
          .noPermission, "\(field): \(place) is a link to \(next), and others can change where that is",
          hint: "give \(next) itself, in a folder that is yours alone")
      }
      place = next
    }
    throw Problem(.noInput, "\(field): \(path) is a link that leads back to itself, or through too many others")
  }

  /// What stands in a link, as an absolute path where the link's is one.
  static func destination(of link: String) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    guard !text.hasPrefix("/") else { return text }
    let folder = (link as NSString).deletingLastPathComponent
    return folder.isEmpty ? text : folder + "/" + text
  }

  private static func isOwnersAlone(_ link: String, _ owner: uid_t) -> Bool {
    [geteuid(), 0].contains(owner) && isFolderOwnersAlone(of: link)
  }

  private static func isFolderOwnersAlone(of path: String) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    var status = stat()
    guard stat(folder.isEmpty ? "." : folder, &status) == 0 else { return false }
    // In a sticky folder only its owner puts another file in the place of one.
    return status.st_mode & S_ISVTX != 0
      || [geteuid(), 0].contains(status.st_uid) && status.st_mode & 0o022 == 0
  }
}
