public import CoupletCore

/// Notes as outputs show them: drafts, signed ones with what was added to them, and those that were entered in error.
extension Note: ListedRecord {
  /// Its session, its format, and its state.
  public func parts(in chart: Seen) -> [String?] {
    [chart.session(session)?.id.description ?? "session", format, stateWords(in: chart)]
  }

  /// `draft`, `signed`, and for the counselor how late it was written.
  func stateWords(in chart: Seen) -> String {
    guard chart.isForCounselor, let days = chart.daysLate(self) else { return state.rawValue }
    return "\(state.rawValue), written \(days) days late"
  }

  /// The same for a list, where a note is one line.
  private func shortState(in chart: Seen) -> String {
    guard chart.isForCounselor, let days = chart.daysLate(self) else { return state.rawValue }
    return "\(state.rawValue), \(days) d late"
  }

  /// With the beginning of each note.
  public static func columns(of notes: [Note], in chart: Seen) -> [ListColumn<Note>] {
    [
      .date,
      ListColumn("session") { note in
        guard let session = chart.session(note.session) else { return nil }
        return chart.showsIDs ? session.id.description : chart.number(of: session).map { "no. \($0)" }
      },
      ListColumn("format") { $0.format }, ListColumn("state") { $0.shortState(in: chart) },
      ListColumn("text", isExcerpt: true) { String(chart.line(plain($0.text)).prefix(200)) },
    ]
  }

  /// The text with its headings as words, for a line of a list.
  private static func plain(_ text: String) -> String {
    NoteText(text).parts.map { ($0.heading.map { "\($0): " } ?? "") + $0.text }.joined(separator: "\n")
  }

  /// A note with its text, who signed it, and what was added.
  public func page(in chart: Seen) -> [String] {
    [
      chart.headline(chart.session(session)) + (chart.showsIDs ? " · \(id)" : ""),
      "\(format) · \(stateWords(in: chart)) · may be shown to: \(chart.words(for: fact.audience))",
    ] + chart.struck(id) + [""] + body(in: chart)
  }

  /// The text with its signature and addenda.
  func body(in chart: Seen) -> [String] {
    var lines = chart.lines(text).wrapped(toCells: 80)
    guard let signature else { return lines }
    lines += [""] + signature.words("signed", in: chart)
    for addendum in addenda {
      lines += [""] + addendum.signature.words("\(addendum.kind.rawValue),", in: chart)
      if let why = addendum.why { lines += "why: \(chart.line(why))".wrapped(toCells: 80, hanging: 5) }
      lines += chart.lines(addendum.text).wrapped(toCells: 80)
    }
    return lines
  }

  /// Its text with signature and addenda; how late it was written is the counselor's.
  public func object(in chart: Seen) -> JSONValue {
    [
      "session": chart.sessionID(session), "format": .string(format), "format_version": .count(formatVersion),
      "state": .string(state.rawValue), "text": chart.string(text),
      "signed": .known(signature.map { $0.object(in: chart) }),
      "addenda": .array(
        addenda.map { addendum in
          [
            "kind": .string(addendum.kind.rawValue), "why": .known(addendum.why.map(chart.string)),
            "text": chart.string(addendum.text), "signed": addendum.signature.object(in: chart),
          ]
        }),
      "days_late": .count(chart.isForCounselor ? chart.daysLate(self) : nil), "struck": chart.struckJSON(id),
    ]
  }
}

extension Signature {
  /// `signed Mon 2026-11-23 19:05 by Ada Sun`, with the digest for the counselor.
  fileprivate func words(_ what: String, in chart: Seen) -> [String] {
    let credential = credential.map { ", \($0)" } ?? ""
    return ["\(what) \(day.withWeekday) \(time) by \(chart.line(author + credential))"]
      + (chart.isForCounselor ? ["    SHA-256 \(digest)"] : [])
  }

  fileprivate func object(in chart: Seen) -> JSONValue {
    [
      "author": .string(author), "credential": chart.string(credential), "at": .string(clock.description),
      "zone": .string(zone.name), "sha256": .text(chart.isForCounselor ? digest : nil),
    ]
  }
}

extension Seen {
  /// That a record was entered in error, where the counselor looks at it nevertheless.
  func struck(_ id: RecordID) -> [String] {
    guard let strike = strikes[id] else { return [] }
    let moved = strike.movedTo.map { "; opened as \($0)" } ?? ""
    return "struck \(strike.clock.description.prefix(10)) as entered in error: \(line(strike.why))\(moved)"
      .wrapped(toCells: 80, hanging: 4)
  }

  func struckJSON(_ record: RecordID) -> JSONValue {
    .known(
      strikes[record].map { strike in
        [
          "at": .string(strike.clock.description), "who": .string(strike.who), "why": .string(strike.why),
          "moved_to": id(strike.movedTo),
        ]
      })
  }
}
