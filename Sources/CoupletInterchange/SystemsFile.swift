public import CoupletCore

/// Reads what the work with a couple is about, in YAML: a row each, with what records it and where it is read.
public enum SystemsFile {
  /// The rows of a file's text, in their order.
  ///
  /// - Parameter name: the file's name, as errors print it.
  /// - Throws: bad data, `FILE:LINE: FIELD: RULE`.
  public static func decode(_ text: String, name: String) throws(Problem) -> [CareSystem] {
    let file = try YAMLFile.read(text, file: name)
    try file.allow(["kind", "systems"])
    let kind = try file.required("kind")
    guard try kind.name() == "systems" else { throw kind.problem("has to be systems") }
    let systems = try file.required("systems")
    let rows = try systems.list(of: row)
    guard rows.map(\.id) == Array(CareSystem.rows) else {
      throw systems.problem(
        "have to be those of \(CareSystem.rows.lowerBound) to \(CareSystem.rows.upperBound), in their order")
    }
    return rows
  }

  private static func row(_ entry: YAMLReader) throws(Problem) -> CareSystem {
    try entry.allow(["id", "title", "words", "records", "pages"])
    let id = try entry.required("id").int()
    let title = try entry.required("title").name()
    let words = try entry.required("words").list { (word) throws(Problem) in try word.name() }
    let records = try entry.required("records").list { (line) throws(Problem) in
      try line.line(upTo: DefinitionText.longestLine)
    }
    let pages = try entry.required("pages").list { (page) throws(Problem) in try page.choice(CareSystem.Page.self) }
    return try entry.placing(try CareSystem(id: id, title: title, words: words, records: records, pages: pages))
  }
}
