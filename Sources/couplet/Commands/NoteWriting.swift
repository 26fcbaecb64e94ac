import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

extension Invocation {
  /// Adds the note of a session, from an editor or standard input.
  ///
  /// - Parameters:
  ///   - isAsked: whether somebody said so; else a format for the counselor alone wins.
  ///   - format: the practice's usual one when left out.
  ///   - lines: lines of live capture, heard by the same, that the editor's text begins with; the note takes in those
  ///     that are left in it.
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
    // Those of the hour that stand in a text that was kept are in it already.
    let own = lines + jots.filter { $0.session == session.id }
    try await withText(
      argument, field: "note", about: chart.couple,
      head: chart.headline(session) + " · may be shown to: \(chart.words(for: audience))",
      initial: Self.draft(lines, in: definition.template(for: partners), headings),
      isWorthSaving: !lines.isEmpty, prompts: headings, comments: chart.lastPlan(before: session) + Self.offered(jots),
      opensIn: chart.adding(noteOf: session, audience),
      resuming: { kept in
        let missing = lines.filter { !Self.stands(Self.written($0), in: kept) }
        return ([kept] + missing.map(Self.written)).joined(separator: "\n")
      }
    ) { text in
      let text = marked(text, with: headings, definition)
      let taken = argument == nil ? Self.taken(own, offered: jots, by: text) : []
      let note = try change { change in
        try change.use(stored)
        let note = try Note(
          id: try change.nextID(.note),
          fact: Fact(
            couple: chart.couple.id, day: session.fact.day, audience: audience, isAudienceNamed: isAsked,
            written: change.clock),
          session: session.id, format: definition.id.description, formatVersion: definition.version, text: text)
        try change.add(note)
        for jot in taken { try change.take(jot, into: note.id) }
        return note
      }
      inform(of: NoteText(note.text).check(against: headings), definition)
      show([chart.echo(note)], json: chart.json(note))
    }
  }

  /// A note's empty text with the lines in the section that takes them; without one, in the first, or in the first that is
  /// no partner's where several heard them, else before the headings.
  static func draft(_ lines: [Jot], in template: String, _ headings: [NoteFormat.Heading]) -> String {
    guard let first = lines.first else { return template }
    let text = lines.map(written).joined(separator: "\n")
    let parts = NoteText(template).parts
    let isOwn = first.heardBy != nil
    func heading(_ part: NoteText.Part) -> NoteFormat.Heading? { headings.first { $0.title == part.heading } }
    let taking = parts.firstIndex { heading($0)?.takesLines == true }
    if let taking, !isOwn, let ofAll = headings.first(where: \.isOfAll) {
      // What all heard is no partner's: it stands above theirs, to be moved.
      return parts.indices.map { index in
        (index == taking ? "\(ofAll.line)\n\(text)\n\n" : "") + parts[index].line + parts[index].text
      }.joined()
    }
    guard
      let place = taking ?? parts.indices.first(where: { isOwn || heading(parts[$0])?.scope != .partner })
    else { return [text, template].filter { !$0.isEmpty }.joined(separator: "\n\n") }
    return parts.indices.map { index in
      let part = parts[index]
      return index == place ? part.line.trimmed + "\n" + text + "\n" + part.text : part.line + part.text
    }.joined()
  }

  /// A line of live capture as a note has it.
  private static func written(_ jot: Jot) -> String { "\(jot.time) \(jot.text)" }

  /// A jot as it is offered, without the mark.
  private static func offer(of jot: Jot) -> String { "\(jot.fact.day) \(jot.time) \(jot.text)" }

  private static func offered(_ jots: [Jot]) -> [String] {
    guard !jots.isEmpty else { return [] }
    return ["Your jots; take the mark away before those that belong in the note:"] + jots.map(offer)
  }

  /// The lines that still stand in the text, and the jots whose mark was taken away: the others wait on.
  static func taken(_ lines: [Jot], offered jots: [Jot], by text: String) -> [Jot] {
    let rows = Self.rows(of: text)
    let taken = lines.filter { stands(written($0), in: text) }
    return taken
      + jots.filter { !taken.contains($0) }.filter { jot in
        let offer = Self.rows(of: offer(of: jot))
        return rows.indices.contains { rows[$0...].starts(with: offer) }
      }
  }

  private static func rows(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
  }

  /// Whether words stand in a text, and not as a part of longer words.
  private static func stands(_ words: String, in text: String) -> Bool {
    let around = text.components(separatedBy: words)
    func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
    return zip(around, around.dropFirst()).contains { !isWord($0.last) && !isWord($1.first) }
  }
}

extension Seen {
  /// `note add s41 --audience Rob`: the words that begin a session's note for those.
  func adding(noteOf session: Session, _ audience: Audience) -> String {
    let words = "note add \(session.id)"
    guard audience != Note.usualAudience(of: session) else { return words }
    let whom = if case .member(let member) = audience { name(member) } else { key(for: audience) }
    return "\(words) --audience \(whom.contains(" ") ? "'\(whom)'" : whom)"
  }

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
