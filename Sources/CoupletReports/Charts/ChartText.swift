public import CoupletCore

/// The same lists and records as text for a terminal of 80 columns.
extension Seen {
  // MARK: Echoes

  /// `s41 · dana-rob · Mon 2026-11-23 · … · may be shown to: Rob only`: what a command added or changed.
  func echo(_ record: some Recorded, _ parts: [String?]) -> String {
    let all =
      [record.id.description, handle, record.fact.day.withWeekday] + parts.compactMap { $0 }
      + ["may be shown to: \(words(for: record.fact.audience))"]
    return Self.packed(all.map { $0.shown(keepingLines: false) })
  }

  /// Parts with dots between them, in lines of 80 cells that break between parts.
  static func packed(_ parts: [String]) -> String {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, last.cellWidth + part.cellWidth + 3 <= 80 {
        lines[lines.count - 1] = last + " · " + part
      } else {
        lines += ((lines.isEmpty ? "" : "    ") + part).wrapped(toCells: 80, hanging: 4)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// One line on a session that was added or changed.
  public func echo(_ session: Session) -> String {
    let there = session.status == .held ? "present: \(attendance(of: session))" : session.status.rawValue
    return echo(
      session,
      [
        session.start?.description, session.minutes.map { "\($0) min" }, session.kind.rawValue,
        number(of: session).map { "no. \($0)" }, there,
      ])
  }

  /// One line on a jot that was added or changed.
  public func echo(_ jot: Jot) -> String { echo(jot, [jot.time.description, "jot"]) }

  /// One line on an agenda line that was added or changed.
  public func echo(_ line: AgendaLine) -> String {
    echo(line, [line.isMine ? "agenda, mine to do" : "agenda", line.done.map { "done \($0.withWeekday)" }])
  }

  /// One line on a contact that was added.
  public func echo(_ contact: Contact) -> String { echo(contact, [contact.mode.rawValue, "with \(person(contact))"]) }

  /// One line on an entry that was added.
  public func echo(_ entry: Entry) -> String {
    echo(
      entry,
      [
        kindWords(entry), entry.fact.member.map { "by \(name($0))" },
        entry.content.noticedBy.map { "noticed by \(name($0))" },
        entry.content.every.map { "every \($0.description)" },
        entry.reviews.last.map { "looked at \($0.day.withWeekday)" },
        entry.nextReview.map { "review \($0.withWeekday)" },
      ])
  }

  /// `agreement: time-out`, `gesture`.
  func kindWords(_ entry: Entry) -> String {
    ([entry.kind.rawValue] + [entry.content.code].compactMap { $0 }).joined(separator: ": ")
  }

  /// One line on a win that was added.
  public func echo(_ win: Win) -> String {
    echo(win, ["win", win.fact.member.map { "by \(name($0))" }, win.noticedBy.map { "noticed by \(name($0))" }])
  }

  // MARK: Lists

  /// A list with a column of ids where they may be shown.
  func table<Item: Recorded>(
    _ items: [Item], _ columns: [(title: String, alignment: Table.Column.Alignment)], _ cells: (Item) -> [Table.Cell]
  ) -> [String] {
    let ids = showsIDs ? [Table.Column("id")] : []
    let all = ids + columns.map { Table.Column($0.title, alignment: $0.alignment) }
    let rows = items.map { item in (showsIDs ? [Table.Cell.text(item.id.description)] : []) + cells(item) }
    return Table(columns: all, rows: rows).textLines()
  }

  /// The sessions, oldest first.
  public func list(_ sessions: [Session]) -> [String] {
    table(
      sessions,
      [("no", .right), ("date", .left), ("time", .left), ("kind", .left), ("status", .left), ("present", .left)]
    ) { session in
      [
        number(of: session).map(Table.Cell.integer) ?? .empty, .text(session.fact.day.withWeekday),
        session.start.map { .text($0.description) } ?? .empty, .text(session.kind.rawValue),
        .text(session.status.rawValue), .text(session.status == .held ? attendance(of: session) : ""),
      ]
    }
  }

  /// The jots, oldest first.
  public func list(_ jots: [Jot]) -> [String] {
    let tellsHearer = isForCounselor && jots.contains { $0.heardBy != nil }
    let hearer: [(title: String, alignment: Table.Column.Alignment)] = tellsHearer ? [("heard by", .left)] : []
    return table(jots, [("date", .left), ("time", .left)] + hearer + [("text", .left)]) { jot in
      [.text(jot.fact.day.withWeekday), .text(jot.time.description)]
        + (tellsHearer ? [.text(line(jot.heardBy.map(name) ?? ""))] : []) + [.text(line(jot.text))]
    }
  }

  /// The agenda lines, oldest first.
  public func list(_ agenda: [AgendaLine]) -> [String] {
    table(agenda, [("date", .left), ("mine", .left), ("done", .left), ("text", .left)]) { item in
      [
        .text(item.fact.day.withWeekday), .text(item.isMine ? "mine" : ""),
        .text(item.done?.description ?? ""), .text(line(item.text)),
      ]
    }
  }

  /// The contacts, oldest first.
  public func list(_ contacts: [Contact]) -> [String] {
    table(contacts, [("date", .left), ("mode", .left), ("with", .left), ("min", .right), ("text", .left)]) { contact in
      [
        .text(contact.fact.day.withWeekday), .text(contact.mode.rawValue), .text(line(person(contact))),
        contact.minutes.map(Table.Cell.integer) ?? .empty, .text(line(contact.text)),
      ]
    }
  }

  /// The entries, oldest first.
  public func list(_ entries: [Entry]) -> [String] {
    table(entries, [("date", .left), ("kind", .left), ("by", .left), ("review", .left), ("text", .left)]) { entry in
      [
        .text(entry.fact.day.withWeekday), .text(kindWords(entry)),
        .text(entry.fact.member.map { line(name($0)) } ?? ""), .text(entry.nextReview?.description ?? ""),
        .text(line(([entry.text] + entry.reviews.compactMap(\.words)).joined(separator: " · "))),
      ]
    }
  }

  /// The wins, oldest first.
  public func list(_ wins: [Win]) -> [String] {
    table(wins, [("date", .left), ("by", .left), ("noticed by", .left), ("text", .left)]) { win in
      [
        .text(win.fact.day.withWeekday), .text(win.fact.member.map { line(name($0)) } ?? ""),
        .text(win.noticedBy.map { line(name($0)) } ?? ""), .text(line(win.text)),
      ]
    }
  }

  private func person(_ contact: Contact) -> String {
    contact.fact.member.map(name) ?? contact.other.map(text) ?? ""
  }

  // MARK: One record

  /// A couple with members, sessions so far and what is planned.
  public func page() -> [String] {
    var lines = [title, ""]
    lines.append("label      \(label.shown(keepingLines: false))")
    lines.append("since      \(couple.since.withWeekday)")
    for membership in couple.memberships {
      let left = membership.left.map { ", left \($0.withWeekday)" } ?? ""
      lines.append("member     \(line(fullName(membership.client))), joined \(membership.joined.withWeekday)\(left)")
    }
    let count = held.count
    let last = lastHeld.map { ", last \($0.fact.day.withWeekday) (\(ago($0.fact.day)))" } ?? ""
    lines.append("sessions   \(count) held\(last)")
    if let next = nextPlanned {
      lines.append("next       \(next.fact.day.withWeekday)\(next.start.map { " \($0)" } ?? "")")
    }
    if let closure = couple.closure {
      let why = isForCounselor ? closure.why.map { ": \(line($0))" } ?? "" : ""
      lines.append("closed     \(closure.day.withWeekday), \(closure.outcome.rawValue)\(why)")
    }
    return lines
  }

  private func ago(_ day: Day) -> String {
    switch today.days(since: day) {
    case 0: "today"
    case 1: "yesterday"
    case let days: "\(days) days ago"
    }
  }

  /// A session with the notes that belong to it.
  public func page(_ session: Session) -> [String] {
    var lines = [headline(session)] + struck(session.id) + [""]
    if let number = number(of: session) { lines.append("number     \(number)") }
    lines.append("status     \(session.status.rawValue)\(cancelled(session))")
    if let start = session.start {
      lines.append("time       \(start)\(session.zone.map { " \($0.name)" } ?? "")")
    }
    if let minutes = session.minutes { lines.append("minutes    \(minutes)") }
    lines.append("mode       \(session.mode.rawValue)")
    for client in couple.everyMember {
      guard let attendance = session.attendance[client] else { continue }
      let words =
        switch attendance {
        case .present: session.status == .planned ? "expected" : "present"
        case .late(nil): "late"
        case .late(let minutes?): "late by \(minutes) minutes"
        case .absent: "absent"
        }
      lines.append("\(line(name(client)).padded(toCells: 10)) \(words)")
    }
    if !session.approaches.isEmpty {
      lines.append("approach   \(session.approaches.map { line($0) }.joined(separator: ", "))")
    }
    if let policy = policy(on: session.fact.day) { lines.append("policy     \(words(policy))") }
    lines.append("shown to   \(words(for: session.fact.audience))")
    for tally in records.tallies where tally.session == session.id {
      let mark = strikes[tally.id] == nil ? "" : " (struck)"
      lines += "counted    \(counted(tally, in: session))\(mark)".wrapped(toCells: 80, hanging: 11)
    }
    for note in records.notes where note.session == session.id {
      lines += ["", showsIDs ? "\(note.id) · \(note.format) · \(state(note))" : note.format] + struck(note.id)
      lines += body(note)
    }
    return lines
  }

  private func cancelled(_ session: Session) -> String {
    let by: String? =
      switch session.cancelledBy {
      case nil: nil
      case .counselor?: "by the counselor"
      case .member(let client)?: "by \(line(name(client)))"
      }
    let why = isForCounselor ? session.why.map { "(\(line($0)))" } : nil
    return [by, why].compactMap { $0 }.map { " \($0)" }.joined()
  }
}
