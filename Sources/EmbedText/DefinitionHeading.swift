import Foundation

/// What the program asks of a built-in definition before it decodes its file.
///
/// It is read when the program is built, by lines, which our own files keep to; the program itself has one reader of YAML,
/// and a test compares the two.
struct DefinitionHeading {
  private let kind: String
  private let name: String
  private let version: Int
  /// Exercises alone have a theme and rows.
  private let theme: String?
  private let rows: [Int]

  /// A line that has to be there and isn't, or says something else than it may.
  struct Fault: Error, CustomStringConvertible {
    let path: String
    let line: String
    var description: String { "\(path): has no line '\(line)'" }
  }

  init(of text: String, in path: String) throws {
    let lines = text.split(separator: "\n")
    func value<Value>(_ key: String, _ form: String, _ read: (Substring) -> Value?) throws -> Value {
      // What belongs to a key is indented: a line that begins with one is the file's own.
      guard let line = lines.first(where: { $0.hasPrefix("\(key): ") }),
        let value = read(line.dropFirst(key.count + 2))
      else { throw Fault(path: path, line: "\(key): \(form)") }
      return value
    }
    func word(_ text: Substring) -> String? { text.wholeMatch(of: #/[a-z]+/#).map { String($0.output) } }
    let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
    kind = try value("kind", "WORD", word)
    name = try value("id", stem) { $0 == stem ? stem : nil }
    version = try value("version", "NUMBER") { Int($0) }
    if kind == "exercise" {
      theme = try value("theme", "WORD", word)
      rows = try value("rows", "[NUMBER, …]") { text in
        guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        return numbers.count == parts.count ? numbers : nil
      }
    } else {
      (theme, rows) = (nil, [])
    }
  }

  /// The Swift that makes the row of the table; a kind or theme that isn't there doesn't compile.
  func literal(file: Int) -> String {
    let more = theme.map { ", theme: .\($0), rows: \(rows)" } ?? ""
    return "BuiltInDefinition(.\(kind), \"\(name)\", \(version), EmbeddedText.files[\(file)].text\(more))"
  }
}
