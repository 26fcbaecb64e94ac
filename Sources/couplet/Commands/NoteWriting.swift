import CoupletCore
import CoupletReports
import CoupletStore

extension Invocation {
  /// Adds the note of a session, from an editor or standard input.
  ///
  /// - Parameters:
  ///   - isAsked: whether somebody said so; else a format for the counselor alone wins.
  ///   - format: the practice's usual one when left out.
  ///   - lines: lines of live capture, heard by the same, that the editor's text begins with; the note takes them in.
  func addNote(
    _ argument: String?, of session: Session, in chart: Seen, _ audience: Audience, isAsked: Bool = false,
    format: String?, lines: [Jot] = []
  ) async throws {
    let usual = try format == nil ? practice().counselor().noteFormat ?? Note.narrative : nil
    let (definition, stored) = try self.format(format ?? usual ?? Note.narrative)
    let audience = definition.isForCounselor && !isAsked ? .counselor : audience
    let partners = lines.first?.heardBy.map { [chart.name($0)] } ?? chart.partners(at: session)
    let headings = definition.headings(for: partners)
    let jots = chart.openJots.filter { jot in
      jot.mayGo(into: audience) && (jot.session ?? session.id) == session.id && !lines.contains(jot)
    }
    try await withText(
      argument, field: "note", about: chart.couple,
      head: chart.headline(session) + " · may be shown to: \(chart.words(for: audience))",
      initial: NoteText(Self.draft(lines, in: definition.template(for: partners)))
        .withPrompts(of: headings, commentMark: Editor.commentMark),
      isWorthSaving: !lines.isEmpty, comments: chart.lastPlan(before: session) + Self.offered(jots)
    ) { text in
      let taken = lines + (argument == nil ? jots.filter { text.contains($0.text) } : [])
      let note = try change { change in
        try change.use(stored)
        let note = try Note(
          id: try change.nextID(.note),
          fact: Fact(couple: chart.couple.id, day: session.fact.day, audience: audience, written: change.clock),
          session: session.id, format: definition.id.description, formatVersion: definition.version, text: text)
        try change.add(note)
        for jot in taken { try change.take(jot, into: note.id) }
        return note
      }
      inform(of: NoteText(note.text).check(against: headings), definition)
      show([chart.echo(note)], json: chart.json(note))
    }
  }

  /// A note's empty text with the lines in its first section.
  static func draft(_ lines: [Jot], in template: String) -> String {
    guard !lines.isEmpty else { return template }
    let text = lines.map { "\($0.time) \($0.text)" }.joined(separator: "\n")
    let parts = NoteText(template).parts
    guard let first = parts.first else { return text }
    return first.line.trimmed + "\n" + text + "\n" + first.text + parts.dropFirst().map { $0.line + $0.text }.joined()
  }

  private static func offered(_ jots: [Jot]) -> [String] {
    guard !jots.isEmpty else { return [] }
    return ["Your jots; take the mark away before those that belong into the note:"]
      + jots.map { "\($0.fact.day) \($0.time) \($0.text)" }
  }
}

extension Seen {
  /// What was planned last, for the eyes of whoever writes on.
  fileprivate func lastPlan(before session: Session) -> [String] {
    let earlier = records.notes.filter { $0.fact.day <= session.fact.day && $0.session != session.id }
    guard
      let (note, plan) = earlier.reversed().lazy.compactMap({ note in NoteText(note.text).plan.map { (note, $0) } })
        .first
    else { return [] }
    return ["The plan of \(note.fact.day.withWeekday):"] + plan.split(whereSeparator: \.isNewline).map { "  \($0)" }
  }
}
