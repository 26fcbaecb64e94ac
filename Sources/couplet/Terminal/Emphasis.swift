/// What stands out on a terminal that shows color; the words say the same without it.
enum Emphasis {
  static func bold(_ text: String) -> String { "\u{1B}[1m\(text)\u{1B}[0m" }

  /// A brief with the lines of what can't wait in bold type.
  static func brief(_ lines: [String]) -> [String] {
    var isAlert = false
    return lines.map { line in
      if line.first != " " { isAlert = line.hasPrefix("Can't wait") }
      return isAlert && !line.isEmpty ? bold(line) : line
    }
  }

  /// A report with the lines of what got reliably worse in bold type.
  static func report(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.contains("; deteriorated") ? bold(String($0)) : String($0) }.joined(separator: "\n")
  }
}
