public import CoupletCore

/// The formats of notes as a list, or one of them to read.
extension LibraryText {
  /// A format with its number of sections, and what it is for.
  public static func list(_ formats: [NoteFormat]) -> [String] {
    formats.flatMap { format in
      let count = format.sections.count
      let sections = count == 0 ? "one text" : count == 1 ? "1 section" : "\(count) sections"
      return ["\(format.id) · \(format.title.shown(keepingLines: false)) · \(sections)"]
        + "    \(format.purpose.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 4)
    }
  }

  /// A format to read at 80 columns, with what to write in each section.
  public static func page(_ format: NoteFormat) -> [String] {
    ["\(format.title.shown(keepingLines: false)) (\(format.id), version \(format.version))", ""]
      + format.purpose.shown(keepingLines: false).wrapped(toCells: 80)
      + (format.isForCounselor ? ["", "Its notes are for the counselor alone when nothing else is said."] : [])
      + (format.sections.isEmpty ? ["", "One text, without headings."] : [])
      + format.sections.flatMap { section in
        [
          "",
          "\(section.title.shown(keepingLines: false)) (\(words(for: section.scope)))"
            + (section.takesLines ? " · the lines of the hour" : ""),
        ]
          + "  \(section.prompt.shown(keepingLines: false))".wrapped(toCells: 80, hanging: 2)
      }
  }

  /// A format as JSON.
  public static func json(_ format: NoteFormat) -> JSONValue {
    [
      "id": .string(format.id.description), "version": .int(format.version), "title": .string(format.title),
      "purpose": .string(format.purpose), "audience": format.isForCounselor ? "counselor" : "session",
      "sections": .array(
        format.sections.map { section in
          [
            "title": .string(section.title), "prompt": .string(section.prompt),
            "scope": .string(section.scope.rawValue), "takes_lines": .bool(section.takesLines),
          ]
        }),
    ]
  }

  private static func words(for scope: NoteFormat.Scope) -> String {
    switch scope {
    case .couple: "the couple"
    case .partner: "each partner who was present"
    case .interaction: "between them"
    }
  }
}
