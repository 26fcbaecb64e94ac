import Foundation

/// `EmbedText OUTPUT ROOT NAME…` writes the files below ROOT as raw string literals into OUTPUT.
@main
enum EmbedText {
  static func main() throws {
    let arguments = CommandLine.arguments
    let output = arguments[1]
    let root = arguments[2]
    var text = "enum EmbeddedText {\n  static let files: [(name: String, text: String)] = [\n"
    for name in arguments.dropFirst(3) {
      let content = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      // Six hashes: no text that people write ends a literal by accident.
      let hashes = "######"
      text += "    (\"\(name)\", \(hashes)\"\"\"\n\(content)\n\"\"\"\(hashes)),\n"
    }
    text += "  ]\n}\n"
    try text.write(toFile: output, atomically: true, encoding: .utf8)
  }
}
