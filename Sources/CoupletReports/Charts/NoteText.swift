public import CoupletCore

/// Notes as text: drafts, signed ones with what was added to them, and those that were entered in error.
extension Seen {
  /// One line on a note that was added or changed.
  public func echo(_ note: Note) -> String {
    echo(note, ["\(session(note.session)?.id.description ?? "session")", note.format, state(note)])
  }

  /// One line on a record, where all kinds are told alike.
  public func echo(any record: any Recorded) -> String { echo(record, [record.id.kind.noun]) }

  /// All that a record shows of itself, as whoever may see it reads it.
  public func contents(of record: any Recorded) -> [String] {
    switch record {
    // A line of a page may hold two.
    case let note as Note:
      return page(note).flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    case let session as Session: return page(session)
    // With all that was said of it later: that becomes visible too.
    case let injury as Injury: return page(injury)
    case let promise as Promise: return page(promise)
    case let entry as Entry:
      return ["\(entry.id) · \(entry.fact.day.withWeekday) · \(kindWords(entry))"]
        + lines(entry.text).wrapped(toCells: 76)
        + entry.reviews.compactMap(\.words).flatMap { "looked at: \(line($0))".wrapped(toCells: 76, hanging: 4) }
    default:
      let head = "\(record.id) · \(record.fact.day.withWeekday) · \(record.id.kind.noun)"
      return [head] + (record.writtenText.map { lines($0).wrapped(toCells: 76) } ?? [])
    }
  }

  /// `draft`, `signed`, and for the counselor how late it was written.
  func state(_ note: Note) -> String {
    guard isForCounselor, let days = daysLate(note) else { return note.state.rawValue }
    return "\(note.state.rawValue), written \(days) days late"
  }

  /// The notes, oldest first, with the beginning of each.
  public func list(_ notes: [Note]) -> [String] {
    table(notes, [("date", .left), ("session", .left), ("format", .left), ("state", .left), ("text", .left)]) { note in
      [
        .text(note.fact.day.withWeekday), sessionCell(note), .text(note.format), .text(state(note)),
        .text(String(line(Self.plain(note.text)).prefix(200))),
      ]
    }
  }

  /// The text with its headings as words, for a line of a list.
  private static func plain(_ text: String) -> String {
    NoteText(text).parts.map { ($0.heading.map { "\($0): " } ?? "") + $0.text }.joined(separator: "\n")
  }

  private func sessionCell(_ note: Note) -> Table.Cell {
    guard let session = session(note.session) else { return .empty }
    return showsIDs ? .text(session.id.description) : number(of: session).map { .text("no. \($0)") } ?? .empty
  }

  /// A note with its text, who signed it, and what was added.
  public func page(_ note: Note) -> [String] {
    let id = showsIDs ? " · \(note.id)" : ""
    let head = [
      headline(session(note.session)) + id,
      "\(note.format) · \(state(note)) · may be shown to: \(words(for: note.fact.audience))",
    ]
    return head + struck(note.id) + [""] + body(note)
  }

  /// A note's text with its signature and addenda.
  func body(_ note: Note) -> [String] {
    var lines = self.lines(note.text).wrapped(toCells: 80)
    guard let signature = note.signature else { return lines }
    lines += ["", "signed \(words(signature))"]
    for addendum in note.addenda {
      lines += ["", "\(addendum.kind.rawValue), \(words(addendum.signature))"]
      lines += "why: \(line(addendum.why))".wrapped(toCells: 80, hanging: 5)
      lines += self.lines(addendum.text).wrapped(toCells: 80)
    }
    return lines
  }

  private func words(_ signature: Signature) -> String {
    let credential = signature.credential.map { ", \($0)" } ?? ""
    let digest = isForCounselor ? "\n    SHA-256 \(signature.digest)" : ""
    return "\(signature.day.withWeekday) \(signature.time) by \(line(signature.author + credential))" + digest
  }

  /// That a record was entered in error, where the counselor looks at it nevertheless.
  func struck(_ id: RecordID) -> [String] {
    guard let strike = strikes[id] else { return [] }
    let moved = strike.movedTo.map { "; opened as \($0)" } ?? ""
    return "struck \(strike.clock.description.prefix(10)) as entered in error: \(line(strike.why))\(moved)"
      .wrapped(toCells: 80, hanging: 4)
  }
}

extension Seen {
  /// A note with its text.
  public func json(_ note: Note) -> JSONValue {
    let late: JSONValue = isForCounselor ? daysLate(note).map(JSONValue.int) ?? .null : .null
    return record(
      note,
      [
        "session": id(session(note.session)?.id), "format": .string(note.format),
        "format_version": note.formatVersion.map(JSONValue.int) ?? .null,
        "state": .string(note.state.rawValue), "text": .string(text(note.text)),
        "signed": note.signature.map(json) ?? .null,
        "addenda": .array(
          note.addenda.map { addendum in
            [
              "kind": .string(addendum.kind.rawValue), "why": .string(text(addendum.why)),
              "text": .string(text(addendum.text)), "signed": json(addendum.signature),
            ]
          }),
        "days_late": late, "struck": struckJSON(note.id),
      ])
  }

  private func json(_ signature: Signature) -> JSONValue {
    [
      "author": .string(signature.author), "credential": string(signature.credential),
      "at": .string(signature.clock.description), "zone": .string(signature.zone.name),
      "sha256": isForCounselor ? .string(signature.digest) : .null,
    ]
  }

  func struckJSON(_ record: RecordID) -> JSONValue {
    guard let strike = strikes[record] else { return .null }
    return [
      "at": .string(strike.clock.description), "who": .string(strike.who), "why": .string(strike.why),
      "moved_to": id(strike.movedTo),
    ]
  }
}
