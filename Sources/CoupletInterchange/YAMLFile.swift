import CoupletCore
import Yams

/// The text of a YAML file becomes one tree of values, or an error with file and line.
///
/// Only what our own files need is read: one document, no anchors, aliases or tags, no key twice.
enum YAMLFile {
  /// Bytes in a file at most: the longest definition in use has a tenth, and an honest file takes half a second.
  static let mostBytes = 262_144

  /// The group of keys that the file's one document is.
  static func read(_ text: String, file: String) throws(Problem) -> YAMLReader {
    let file = file.shownOnOneLine(limit: 200)
    let bytes = text.utf8.count
    guard bytes <= mostBytes else {
      throw problem("has \(bytes) bytes; \(mostBytes) are allowed", file: file, line: 1)
    }
    // Editors on Windows write a byte-order mark in front, which belongs to the file and not to its text.
    let scalars = text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    try checkCharacters(scalars, file: file)
    try checkAliases(scalars, file: file)
    let parser: Parser
    let root: Node?
    do {
      // The encoding is named, as the parser would else look for it in the environment.
      parser = try Parser(yaml: String(scalars), encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw syntax(error, scalars: scalars, file: file)
    }
    guard let root else { throw problem("is empty", file: file, line: 1) }
    // A node's anchor is weak: it lives as long as the parser.
    try withExtendedLifetime(parser) { () throws(Problem) in try checkForm(root, file: file) }
    let reader = YAMLReader(file: file, path: [], line: root.mark?.line ?? 1, node: root)
    guard root.mapping != nil else { throw reader.problem("has to be a group of keys, as 'kind: scale'") }
    return reader
  }

  static func problem(_ words: String, file: String, line: Int, hint: String? = nil) -> Problem {
    Problem(.badData, "\(file):\(line): \(words)", hint: hint)
  }

  /// What YAML forbids, and what it takes for the end of a line where editors don't, so that lines are counted alike.
  private static func checkCharacters(_ scalars: Substring.UnicodeScalarView, file: String) throws(Problem) {
    var line = 1
    var previous: Unicode.Scalar?
    for scalar in scalars {
      switch scalar.value {
      case 0x0A: if previous != "\r" { line += 1 }
      case 0x0D: line += 1
      case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw problem("has a character that no text has (\\u{\(code)})", file: file, line: line)
      default: break
      }
      previous = scalar
    }
  }

  /// An alias within a key within an alias makes the parser's work grow without bound before it hands out the tree, so
  /// that names which stand after both `&` and `*` are refused beforehand.
  private static func checkAliases(_ scalars: Substring.UnicodeScalarView, file: String) throws(Problem) {
    var anchors: Set<String> = []
    var aliases: [(name: String, line: Int)] = []
    var (line, index, previous) = (1, scalars.startIndex, Unicode.Scalar(" "))
    while index < scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      if scalar == "\n" { line += 1 }
      if scalar == "&" || scalar == "*", !previous.properties.isAlphabetic {
        let name = String(String.UnicodeScalarView(scalars[index...].prefix(while: isNameCharacter)))
        if scalar == "&" { anchors.insert(name) } else { aliases.append((name, line)) }
      }
      previous = scalar
    }
    if let alias = aliases.first(where: { !$0.name.isEmpty && anchors.contains($0.name) }) {
      throw problem("aliases are not read", file: file, line: alias.line, hint: "write the value out")
    }
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z", "_", "-": true
    default: false
    }
  }

  private static func checkForm(_ node: Node, file: String) throws(Problem) {
    let line = node.mark?.line ?? 1
    if node.anchor != nil { throw problem("anchors are not read", file: file, line: line, hint: "put it in quotes") }
    switch node {
    case .scalar(let scalar):
      try checkTag(scalar.tag, .str, file: file, line: line)
    case .sequence(let sequence):
      try checkTag(sequence.tag, .seq, file: file, line: line)
      for entry in sequence { try checkForm(entry, file: file) }
    case .mapping(let mapping):
      try checkTag(mapping.tag, .map, file: file, line: line)
      for (key, value) in mapping {
        guard key.scalar != nil else {
          throw problem("has a key that is no word", file: file, line: key.mark?.line ?? line)
        }
        try checkForm(value, file: file)
      }
    case .alias:
      throw problem("aliases are not read", file: file, line: line, hint: "write the value out")
    }
  }

  /// Values have the tag that their form says, which Yams leaves open until it is asked.
  private static func checkTag(_ tag: Tag, _ own: Tag.Name, file: String, line: Int) throws(Problem) {
    guard tag.rawValue.isEmpty || tag.rawValue == own.rawValue else {
      throw problem("tags are not read", file: file, line: line, hint: "put it in quotes")
    }
  }

  private static func syntax(
    _ error: any Error, scalars: Substring.UnicodeScalarView, file: String
  ) -> Problem {
    switch error as? YamlError {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _):
      // The parser's own words name a function of its interface.
      if words.hasPrefix("Maximum nesting level") {
        return problem("is nested too deeply", file: file, line: mark.line)
      }
      if isIndentedByTab(line: mark.line, scalars) {
        return problem("is indented by a tab", file: file, line: mark.line, hint: "indent with spaces")
      }
      return problem("is not YAML at column \(mark.column): \(words)", file: file, line: mark.line)
    case .composer(_, "but found another document", let mark, _):
      return problem("a second document begins", file: file, line: mark.line, hint: "make it a file of its own")
    case .composer(_, let words, let mark, _):
      return problem("is not YAML at column \(mark.column): \(words)", file: file, line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = (keys.first ?? "").shownOnOneLine(limit: 40)
      return problem("\(key): is there twice", file: file, line: context.mark.line)
    default:
      return problem("is not YAML", file: file, line: 1)
    }
  }

  private static func isIndentedByTab(line: Int, _ scalars: Substring.UnicodeScalarView) -> Bool {
    let lines = scalars.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
    guard line >= 1, line <= lines.count else { return false }
    return lines[line - 1].prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }
}
