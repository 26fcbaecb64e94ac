public import CoupletCore

/// Text on several charts at once: couples and the day's work here, the rest in a file each.
public enum PracticeText {
  /// The couples, by handle.
  public static func couples(_ charts: [Seen]) -> [String] {
    table(
      ["couple", "members", "since", "sessions", "last", "status"],
      charts.map { chart in
        [
          .text(chart.handle),
          .text(chart.couple.everyMember.map { chart.line(chart.fullName($0)) }.joined(separator: " & ")),
          .text(chart.couple.since.description), .integer(chart.held.count),
          .text(chart.lastHeld?.fact.day.description ?? ""),
          .text(chart.couple.closure.map { "closed, \($0.outcome.rawValue)" } ?? "open"),
        ]
      })
  }

  /// What waits on a day: planned sessions, jots that stand in no note, drafts, what the counselor owes, reviews due.
  ///
  /// - Parameter signWithin: days after which a draft is marked as overdue.
  public static func day(_ today: Day, charts: [Seen], signWithin: Int) -> [String] {
    var lines = [today.withWeekday]
    func section<Item>(_ title: String, _ items: [(chart: Seen, item: Item)], _ text: (Seen, Item) -> String) {
      guard !items.isEmpty else { return }
      lines += ["", title]
      for (chart, item) in items {
        lines += "  \(chart.handle.padded(toCells: 14)) \(text(chart, item))".wrapped(toCells: 80, hanging: 17)
      }
    }
    let sessions = waiting(charts, .session, Session.self)
      .sorted { ($0.item.start?.minutes ?? 1440) < ($1.item.start?.minutes ?? 1440) }
    section("Sessions", sessions) { chart, session in
      let others = sessions.filter { other in
        session.hour.flatMap { hour in other.item.hour.map(hour.overlaps) } ?? false
      }
      return [
        session.start?.description, session.kind.rawValue, session.status.rawValue,
        chart.showsIDs ? session.id.description : nil,
        others.isEmpty ? nil : "at the same time: \(Set(others.map(\.chart.handle)).sorted().joined(separator: ", "))",
      ].compactMap { $0 }.joined(separator: " · ")
    }
    section("Planned before today, not entered yet", waiting(charts, .unentered, Session.self)) { chart, session in
      "\(session.fact.day.withWeekday)\(chart.showsIDs ? " · \(session.id)" : "")"
    }
    section("Jots that stand in no note", waiting(charts, .jot, Jot.self)) { chart, jot in
      "\(jot.fact.day.withWeekday) \(jot.time) · \(chart.line(jot.text))"
    }
    section("Drafts", waiting(charts, .draft, Note.self)) { chart, note in
      let days = today.days(since: note.fact.day)
      let overdue = chart.isForCounselor && days > signWithin ? " · \(days) days old, not signed" : ""
      return "\(note.fact.day.withWeekday)\(chart.showsIDs ? " · \(note.id)" : "")\(overdue)"
    }
    section("Yours to do", waiting(charts, .agendaLine, AgendaLine.self)) { chart, line in
      "\(chart.showsIDs ? "\(line.id) · " : "")\(chart.line(line.text))"
    }
    section("To look at again", waiting(charts, .review, Entry.self)) { chart, entry in
      "\(entry.nextReview?.withWeekday ?? "") · \(entry.kind.rawValue) · \(chart.line(entry.text))"
    }
    if lines.count == 1 { lines += ["", "Nothing is planned, and nothing waits."] }
    return lines
  }

  /// What waits on a day, as JSON.
  public static func dayJSON(_ today: Day, charts: [Seen]) -> JSONValue {
    func array<Item: Recorded>(_ kinds: Waiting.Kind..., json: (Seen, Item) -> JSONValue) -> JSONValue {
      .array(waiting(charts, kinds, Item.self).map { json($0.chart, $0.item) })
    }
    return [
      "date": .string(today.description),
      "sessions": array(.session, .unentered) { (chart, session: Session) in chart.json(session) },
      "jots": array(.jot) { (chart, jot: Jot) in chart.json(jot) },
      "notes": array(.draft) { (chart, note: Note) in chart.json(note) },
      "agenda": array(.agendaLine) { (chart, line: AgendaLine) in chart.json(line) },
      "entries": array(.review) { (chart, entry: Entry) in chart.json(entry) },
    ]
  }

  /// What waits in the charts for one of these reasons, each as the record that it is.
  private static func waiting<Item: Recorded>(
    _ charts: [Seen], _ kinds: [Waiting.Kind], _ type: Item.Type
  ) -> [(chart: Seen, item: Item)] {
    charts.flatMap { chart in
      chart.waiting.filter { kinds.contains($0.kind) }.compactMap { row in
        (chart.record(row.id) as? Item).map { (chart, $0) }
      }
    }
  }

  private static func waiting<Item: Recorded>(
    _ charts: [Seen], _ kind: Waiting.Kind, _ type: Item.Type
  ) -> [(chart: Seen, item: Item)] { waiting(charts, [kind], type) }

  static func table(_ titles: [String], _ rows: [[Table.Cell]]) -> [String] {
    let columns = titles.map { title in
      Table.Column(title, alignment: title == "sessions" ? .right : .left)
    }
    return Table(columns: columns, rows: rows).textLines()
  }
}
