import CoupletCore

/// Formats of notes in YAML.
enum FormatFile {
  static let keys = ["kind", "id", "version", "title", "purpose", "audience", "sections"]

  static func decode(_ file: YAMLReader) throws(Problem) -> NoteFormat {
    try file.allow(keys)
    let idText = try file.required("id").string(upTo: Wording.longestName)
    let id = try file.placing(try NoteFormat.ID(idText))
    let version = try file.required("version").int(in: DefinitionFile.versions)
    let title = try file.required("title").name()
    let purpose = try file.required("purpose").line(upTo: DefinitionText.longestLine)
    let audience = try file.optional("audience")?.choice(FormatAudience.self)
    let sections = try file.required("sections").list(NoteFormat.sectionCount) { (entry) throws(Problem) in
      try section(entry, of: file)
    }
    return try file.placing(
      try NoteFormat(
        id: id, version: version, title: title, purpose: purpose, isForCounselor: audience == .counselor,
        sections: sections))
  }

  /// Who its notes are for when nothing else is said: those at the session, or the counselor alone.
  private enum FormatAudience: String, CaseIterable { case session, counselor }

  private static func section(_ entry: YAMLReader, of file: YAMLReader) throws(Problem) -> NoteFormat.Section {
    try entry.allow(["title", "prompt", "scope", "takes-lines"])
    let title = try entry.required("title").line(upTo: NoteFormat.Section.longestTitle)
    let prompt = try entry.required("prompt").line(upTo: DefinitionText.longestLine)
    let scope = try entry.required("scope").choice(NoteFormat.Scope.self)
    let takesLines = try entry.optional("takes-lines")?.bool() ?? false
    let field = entry.path.joined(separator: ": ")
    return try file.placing(
      try NoteFormat.Section(title: title, prompt: prompt, scope: scope, takesLines: takesLines, field: field))
  }
}
