import Foundation

/// Command lines that are printed to be typed.
extension Surroundings {
  /// What starts the program again from a folder: its name, where the path led to it, or the shortest way there.
  static func typedName(of started: String, in folder: String) -> String {
    guard started.contains("/") else { return started.isEmpty ? "couplet" : started }
    var short = started
    // SwiftPM starts the folder of this kind of machine, and keeps a link to it that has no such name.
    if let parts = started.wholeMatch(of: #/((?:.*/)?\.build)/[^/]+(/(?:debug|release)/[^/]+)/#) {
      let linked = String(parts.output.1 + parts.output.2)
      if let place = self.place(of: linked, in: folder), place == self.place(of: started, in: folder) { short = linked }
    }
    let inside = folder.hasSuffix("/") ? folder : folder + "/"
    guard short.hasPrefix(inside) else { return short }
    let rest = String(short.dropFirst(inside.count))
    // Without a slash the shell would look along its path.
    return rest.contains("/") ? rest : "./" + rest
  }

  /// Where a path leads to from a folder, without links; nil where nothing is there.
  private static func place(of path: String, in folder: String) -> String? {
    guard let place = realpath(path.hasPrefix("/") ? path : "\(folder)/\(path)", nil) else { return nil }
    defer { free(place) }
    return String(cString: place)
  }

  /// The command line that starts the program again with these arguments, as a shell reads it.
  func typed(_ arguments: [String]) -> String {
    let name = Self.typedName(of: program, in: FileManager.default.currentDirectoryPath)
    return ([name] + arguments).map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one, in quotes only where it has to be.
  static func quoted(_ word: String) -> String {
    guard word.wholeMatch(of: #/[A-Za-z0-9_.,:=@%+\/\-]+/#) == nil else { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
