import CoupletCore

/// Exercises in YAML.
enum ExerciseFile {
  static let keys = [
    "kind", "id", "version", "title", "theme", "rows", "article", "for", "aims", "minutes", "cadence", "purpose",
    "steps", "materials", "cautions", "asks-for", "follow-up", "record",
  ]

  static func decode(_ file: YAMLReader) throws(Problem) -> Exercise {
    try file.allow(keys)
    let idText = try file.required("id").string(upTo: Wording.longestName)
    let id = try file.placing(try Exercise.ID(idText))
    let version = try file.required("version").int(in: DefinitionFile.versions)
    let title = try file.required("title").name()
    let theme = try file.required("theme").choice(Domain.self)
    let rows = try file.required("rows").list { (row) throws(Problem) in try row.int() }
    let article = try file.optional("article")?.choice(Exercise.Article.self)
    let recipients = try file.required("for").choice(Exercise.Recipients.self)
    let aims = try file.optional("aims")?.list { (entry) throws(Problem) in try entry.choice(Aim.Kind.self) } ?? []
    let minutes = try file.required("minutes").int()
    let cadence = try file.required("cadence").choice(Exercise.Cadence.self)
    let purpose = try file.required("purpose").text()
    let steps = try lines(file.required("steps"))
    let materials = try file.optional("materials")?.list { (entry) throws(Problem) in try entry.name() } ?? []
    let cautions = try lines(file.required("cautions"))
    let asksFor = try file.required("asks-for").list { (entry) throws(Problem) in
      try entry.choice(Exercise.Request.self)
    }
    let followUp = try file.optional("follow-up").map { (list) throws(Problem) in
      try lines(list, Exercise.followUpCount)
    }
    let record = try file.optional("record")?.text()
    return try file.placing(
      try Exercise(
        id: id, version: version, title: title, theme: theme, rows: rows, article: article, for: recipients,
        aims: aims, minutes: minutes, cadence: cadence, purpose: purpose, steps: steps, materials: materials,
        cautions: cautions, asksFor: asksFor, followUp: followUp ?? [], record: record))
  }

  private static func lines(_ list: YAMLReader, _ allowed: ClosedRange<Int> = 0...10_000) throws(Problem) -> [String] {
    try list.list(allowed) { (entry) throws(Problem) in try entry.line(upTo: DefinitionText.longestLine) }
  }
}
