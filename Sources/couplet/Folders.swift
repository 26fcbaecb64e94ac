import CoupletCore
import Foundation

/// Where files are: the user's folders after the XDG Base Directory Specification, and paths as they were typed.
enum Folders {
  /// The folder for data: `$XDG_DATA_HOME`, else `~/.local/share`.
  ///
  /// - Throws: where no home folder is known; the root of the file system is none.
  static func data(_ environment: [String: String]) throws(Problem) -> String {
    if let folder = named("XDG_DATA_HOME", environment) { return folder }
    guard let home = home(environment) else {
      throw Problem(
        .noInput, "file: no home folder is known, so the practice file has no usual place",
        hint: "name it with --file, or set COUPLET_FILE or HOME")
    }
    return home + "/.local/share"
  }

  /// The folder for settings: `$XDG_CONFIG_HOME`, else `~/.config`; nil where no home folder is known.
  static func configuration(_ environment: [String: String]) -> String? {
    named("XDG_CONFIG_HOME", environment) ?? home(environment).map { $0 + "/.config" }
  }

  /// The folder for what is remembered between runs: `couplet` in `$XDG_STATE_HOME`, else in `~/.local/state`; nil where
  /// no home folder is known.
  static func memory(_ environment: [String: String]) -> String? {
    (named("XDG_STATE_HOME", environment) ?? home(environment).map { $0 + "/.local/state" }).map { $0 + "/couplet" }
  }

  /// The user's own folder; nil where none is known.
  static func home(_ environment: [String: String]) -> String? {
    named("HOME", environment).flatMap { home in home.allSatisfy { $0 == "/" } ? nil : home }
  }

  /// The variables with the account's home folder in the place of one that says nothing.
  static func withHome(_ environment: [String: String], ofAccount account: () -> String?) -> [String: String] {
    guard home(environment) == nil, let folder = account(), home(["HOME": folder]) != nil else { return environment }
    return environment.merging(["HOME": folder]) { $1 }
  }

  /// The home folder of the account that the process runs for, nil where the system has none for it.
  static func accountHome() -> String? { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) } }

  /// A relative path in such a variable is to be passed over, as the specification has it.
  private static func named(_ variable: String, _ environment: [String: String]) -> String? {
    environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
  }

  /// An absolute path, from the folder that the program was started in.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = FileManager.default.currentDirectoryPath
    if path == "." || path == "./" { return folder }
    return "\(folder)/\(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)"
  }
}
