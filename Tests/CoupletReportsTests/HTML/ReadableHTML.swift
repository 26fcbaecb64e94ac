/// What a reader sees of a page of HTML, without markup, style and drawings; blanks are single.
func readable(_ html: String, withTables: Bool = true) -> String {
  var text = html
  for (open, close) in [("<head>", "</head>"), ("<svg", "</svg>")] + (withTables ? [] : [("<details>", "</details>")]) {
    while let start = text.firstRange(of: open), let end = text[start.lowerBound...].firstRange(of: close) {
      text.replaceSubrange(start.lowerBound..<end.upperBound, with: " ")
    }
  }
  text = text.replacing(#/<[^>]*>/#, with: " ")
  for (code, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
    text = text.replacing(code, with: sign)
  }
  return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
