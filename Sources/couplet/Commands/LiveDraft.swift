import CoupletCore
import CoupletReports
import CoupletStore

/// What live capture ends with: its lines as the draft of a note.
extension LiveCapture {
  /// The session's lines that stand in no note.
  func waiting(_ chart: Seen) -> [Jot] { chart.openJots.filter { $0.session == session.id } }

  /// Offers a note of what all heard, and one for each member who was alone in the room: theirs goes into no other's.
  func offerNotes() async throws {
    let first = try invocation.chart(of: couple)
    if !invocation.options.yes, !waiting(first).isEmpty {
      let formats = try invocation.definitions().all(.format).formats.map(\.id.description)
      invocation.inform("formats: \(formats.joined(separator: ", "))")
    }
    for hearer in [nil] + first.couple.everyMember.map(Optional.some) {
      // A note that was written may have taken in more than it was offered.
      let chart = try invocation.chart(of: couple)
      let lines = waiting(chart).filter { $0.heardBy == hearer }
      if lines.isEmpty { continue }
      try await offerNote(of: lines, audience(of: hearer), chart)
    }
    try sayWhatWaits()
  }

  /// The format that is taken where none is named.
  private func usualFormat() throws -> String {
    try format ?? invocation.practice().counselor().noteFormat ?? Note.narrative
  }

  /// Who may see a note of what that one heard alone, nil all who were there.
  private func audience(of hearer: Client.ID?) -> Audience {
    hearer.map { Audience.member($0).narrowed(by: session.fact.audience) } ?? session.fact.audience
  }

  /// Names a command for each who heard lines that still wait: what one said alone goes into no other's note.
  private func sayWhatWaits() throws {
    let chart = try invocation.chart(of: couple)
    let waiting = waiting(chart)
    for hearer in [nil] + chart.couple.everyMember.map(Optional.some)
    where waiting.contains(where: { $0.heardBy == hearer }) {
      let name = hearer.map(chart.name)
      let command = chart.adding(noteOf: session, audience(of: hearer))
      invocation.inform(
        "the lines\(name.map { " with \($0) alone" } ?? "") wait for the note: couplet \(command)")
    }
  }

  /// Asks, and opens the editor.
  private func offerNote(of lines: [Jot], _ audience: Audience, _ chart: Seen) async throws {
    let what = Self.count(lines.count) + (lines[0].heardBy.map { " with \(chart.name($0)) alone" } ?? "")
    let usual = try usualFormat()
    while true {
      let answer =
        invocation.options.yes
        ? "y"
        : invocation.ask(
          "\(what). Make the draft of a note that may be shown to \(chart.words(for: audience))? "
            + "Enter for \(usual), n for none, or a format: ")
      guard let answer = answer.map({ Folding.fold($0.trimmed) }), !["n", "no"].contains(answer) else { return }
      let named = ["", "y", "yes"].contains(answer) ? nil : answer
      do {
        let writing = try now("note add")
        try await writing.addNote(nil, of: session, in: chart, audience, format: named ?? format, lines: lines)
        try writing.finish()
        return
      } catch let problem as Problem {
        surroundings.report(invocation.discretion.said(problem))
        // A format that isn't there is asked for again; an editor that failed isn't started once more.
        if named == nil { return }
      }
    }
  }
}
