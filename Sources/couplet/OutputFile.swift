import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// Files that leave the program: whole or not at all, for their owner alone, and never over another one unasked.
enum OutputFile {
  /// Writes a text to a file.
  ///
  /// - Parameter practice: the practice file, whose place and companions' it never takes.
  /// - Throws: when something is there already and isn't to be replaced, or nothing can be written.
  static func write(
    _ text: String, to path: String, replacing: Bool, besides practice: String
  ) throws(Problem) {
    try check(path, replacing: replacing, besides: practice)
    try put(text, at: path, replacing: replacing)
  }

  /// Writes a text to a new file in a folder that the program made for itself.
  static func writeNew(_ text: String, to path: String) throws(Problem) {
    try checkPlace(path, replacing: false)
    try put(text, at: path, replacing: false)
  }

  private static func put(_ text: String, at path: String, replacing: Bool) throws(Problem) {
    let temporary = "\(path).new-\(getpid())"
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    let code = Surroundings.writeAll(text, to: descriptor)
    guard code == 0 else {
      close(descriptor)
      unlink(temporary)
      throw failure(path, code)
    }
    do throws(Problem) {
      guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw failure(path) }
      try settle(temporary, as: path, replacing: replacing)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Gives a whole file its name, in the place of another one only where that was asked for: one may have been made since
  /// the place was looked at.
  static func settle(_ whole: String, as path: String, replacing: Bool) throws(Problem) {
    let code = replacing ? (rename(whole, path) == 0 ? 0 : errno) : CoupletStore.move(whole, to: path)
    guard code != EEXIST else { throw exists(path) }
    guard code == 0 else { throw failure(path, code) }
  }

  private static func exists(_ path: String) -> Problem {
    Problem(.cannotWrite, "output: \(path) exists already", hint: "--force puts the new one in its place")
  }

  /// The format that a file's ending says; text where it has none.
  ///
  /// - Throws: usage for another ending.
  static func format(of path: String) throws(Problem) -> ReportFormat {
    guard let ending = ending(of: path) else { return .text }
    guard let format = formats[ending.lowercased()] else {
      // What a browser prints, it can write as PDF too.
      let isPDF = ending.lowercased() == ".pdf"
      throw Problem(
        .usage, "format: '\(ending)' names no format",
        hint: isPDF
          ? "write it with the ending .html, and print it to PDF in the browser"
          : "give --format text, csv, html or json")
    }
    return format
  }

  /// Looks whether a file's ending says the format that was asked for; whoever opens the file goes by its ending.
  ///
  /// - Parameter option: how the format was asked for.
  /// - Throws: usage where the ending says another; one that names no format says nothing.
  static func checkEnding(of path: String, says format: ReportFormat, as option: String) throws(Problem) {
    guard let ending = ending(of: path), let named = formats[ending.lowercased()], named != format else { return }
    throw Problem(
      .usage, "format: \(option) and a file that ends with \(ending) exclude each other",
      hint: "leave \(option) out, or give the file another ending")
  }

  /// Whether what is written goes to standard output: `-` is no file's name; `./-` is.
  static func isStandardOutput(_ path: String) -> Bool { path == "-" }

  /// Whether two files stand in one folder.
  static func isFolderShared(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    func folder(_ path: String) -> String { (Folders.absolute(path) as NSString).deletingLastPathComponent }
    return stat(folder(first), &one) == 0 && stat(folder(second), &other) == 0 && one.st_ino == other.st_ino
      && one.st_dev == other.st_dev
  }

  private static let formats: [String: ReportFormat] = [
    ".txt": .text, ".csv": .csv, ".html": .html, ".htm": .html, ".json": .json,
  ]

  private static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    return String(name[dot...])
  }

  /// Looks whether a file may be written there.
  ///
  /// - Throws: when something is there already and isn't to be replaced, is no regular file, or is a practice file or
  ///   belongs to one.
  static func check(_ path: String, replacing: Bool, besides practice: String) throws(Problem) {
    guard !path.isEmpty else { throw Problem(.usage, "output: has no name") }
    try Target.check(path, for: .page, besides: practice)
    try checkPlace(path, replacing: replacing)
  }

  private static func checkPlace(_ path: String, replacing: Bool) throws(Problem) {
    let folder = path.contains("/") ? (path as NSString).deletingLastPathComponent : "."
    guard access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else { throw failure(path) }
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw Problem(.cannotWrite, "output: \(path) is there and \(Target.kind(of: path))")
      }
      guard replacing else { throw exists(path) }
    }
  }

  /// A name where nothing is yet: the wanted one, else one with a number behind it.
  static func freeName(_ wanted: String) -> String {
    var status = stat()
    let names = [wanted] + (2...99).map { "\(wanted)-\($0)" }
    return names.first { lstat($0, &status) != 0 } ?? wanted
  }

  private static func failure(_ path: String, _ code: Int32 = errno) -> Problem {
    Problem(.cannotWrite, "output: can't write to \(path): \(String(cString: strerror(code)).lowercased())")
  }
}
