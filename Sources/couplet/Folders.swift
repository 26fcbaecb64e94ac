import Foundation

/// Where files are: the user's folders after the XDG Base Directory Specification, and paths as they were typed.
enum Folders {
  /// The folder for data: `$XDG_DATA_HOME`, else `~/.local/share`.
  static func data(_ environment: [String: String]) -> String {
    named("XDG_DATA_HOME", environment) ?? home(environment) + "/.local/share"
  }

  /// The folder for settings: `$XDG_CONFIG_HOME`, else `~/.config`.
  static func configuration(_ environment: [String: String]) -> String {
    named("XDG_CONFIG_HOME", environment) ?? home(environment) + "/.config"
  }

  /// The folder for what is remembered between runs: `$XDG_STATE_HOME`, else `~/.local/state`; nil where no home folder
  /// is known, as an empty one would be the root of the file system.
  static func state(_ environment: [String: String]) -> String? {
    named("XDG_STATE_HOME", environment) ?? named("HOME", environment).map { $0 + "/.local/state" }
  }

  /// The user's own folder.
  static func home(_ environment: [String: String]) -> String { environment["HOME"] ?? "" }

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
