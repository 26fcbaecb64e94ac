import Foundation

/// `EmbedText OUTPUT ROOT NAME…` writes the files below ROOT as raw string literals into OUTPUT, and of definitions among
/// them a table of what they define.
@main
enum EmbedText {
  static func main() {
    let arguments = CommandLine.arguments
    do {
      let text = try source(root: arguments[2], names: Array(arguments.dropFirst(3)))
      try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    } catch {
      // SwiftPM shows a failed command's output as it is.
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func source(root: String, names: [String]) throws -> String {
    var files: [String] = []
    var definitions: [String] = []
    for name in names {
      let content = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      // A definition stands in the folder of its kind, and YAML beside those folders is none.
      if name.hasSuffix(".yaml"), name.contains("/") {
        let heading = try DefinitionHeading(of: content, in: "\(root)/\(name)")
        definitions.append("    \(heading.literal(file: files.count)),\n")
      }
      // Six hashes: no text that people write ends a literal by accident.
      let hashes = "######"
      files.append("    (\"\(name)\", \(hashes)\"\"\"\n\(content)\n\"\"\"\(hashes)),\n")
    }
    let texts =
      "enum EmbeddedText {\n  static let files: [(name: String, text: String)] = [\n\(files.joined())  ]\n}\n"
    guard !definitions.isEmpty else { return texts }
    let rows = definitions.joined()
    let table = "extension BuiltInDefinition {\n  static let all: [BuiltInDefinition] = [\n\(rows)  ]\n}\n"
    return "import CoupletCore\nimport CoupletStore\n\n\(texts)\n\(table)"
  }
}
