import CoupletCore

extension String {
  /// The text on one line, with nothing in it that steers a terminal: what everything that was typed passes.
  var clean: String { split(whereSeparator: \.isNewline).joined(separator: " ").shown(keepingLines: false) }

  /// What has line breaks as one line: copies in practice files have some in the middle of a sentence.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map { String($0).trimmed }.joined(separator: " ")
  }
}
