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
    let sessions = waiting(charts) { chart in
      chart.records.sessions.filter { $0.fact.day == today && [.planned, .held].contains($0.status) }
    }.sorted { ($0.item.start?.minutes ?? 1440) < ($1.item.start?.minutes ?? 1440) }
    section("Sessions", sessions) { chart, session in
      [
        session.start?.description, session.kind.rawValue, session.status.rawValue,
        chart.showsIDs ? session.id.description : nil,
      ].compactMap { $0 }.joined(separator: " · ")
    }
    let past = waiting(charts) { chart in
      chart.records.sessions.filter { $0.status == .planned && $0.fact.day < today }
    }
    section("Planned before today, not entered yet", past) { chart, session in
      "\(session.fact.day.withWeekday)\(chart.showsIDs ? " · \(session.id)" : "")"
    }
    section("Jots that stand in no note", waiting(charts) { $0.openJots }) { chart, jot in
      "\(jot.fact.day.withWeekday) \(jot.time) · \(chart.line(jot.text))"
    }
    section("Drafts", waiting(charts) { chart in chart.records.notes.filter { $0.state == .draft } }) { chart, note in
      let days = today.days(since: note.fact.day)
      let overdue = chart.isForCounselor && days > signWithin ? " · \(days) days old, not signed" : ""
      return "\(note.fact.day.withWeekday)\(chart.showsIDs ? " · \(note.id)" : "")\(overdue)"
    }
    section("Yours to do", waiting(charts) { chart in chart.openAgenda.filter(\.isMine) }) { chart, line in
      "\(chart.showsIDs ? "\(line.id) · " : "")\(chart.line(line.text))"
    }
    let reviews = waiting(charts.filter { $0.couple.closure == nil }) { chart in
      chart.records.entries.filter { $0.nextReview.map { $0 <= today } ?? false }
    }
    section("To look at again", reviews) { chart, entry in
      "\(entry.nextReview?.withWeekday ?? "") · \(entry.kind.rawValue) · \(chart.line(entry.text))"
    }
    if lines.count == 1 { lines += ["", "Nothing is planned, and nothing waits."] }
    return lines
  }

  /// What waits on a day, as JSON.
  public static func dayJSON(_ today: Day, charts: [Seen]) -> JSONValue {
    func array<Item>(_ items: (Seen) -> [Item], _ json: (Seen, Item) -> JSONValue) -> JSONValue {
      .array(waiting(charts, items).map { json($0.chart, $0.item) })
    }
    return [
      "date": .string(today.description),
      "sessions": array(
        { chart in
          chart.records.sessions.filter {
            $0.fact.day == today && [.planned, .held].contains($0.status)
              || $0.status == .planned && $0.fact.day < today
          }
        }, { $0.json($1) }),
      "jots": array(\.openJots) { $0.json($1) },
      "notes": array({ chart in chart.records.notes.filter { $0.state == .draft } }, { $0.json($1) }),
      "agenda": array({ chart in chart.openAgenda.filter(\.isMine) }, { $0.json($1) }),
      "entries": array(
        { chart in chart.records.entries.filter { $0.nextReview.map { $0 <= today } ?? false } }, { $0.json($1) }),
    ]
  }

  private static func waiting<Item>(_ charts: [Seen], _ items: (Seen) -> [Item]) -> [(chart: Seen, item: Item)] {
    charts.flatMap { chart in items(chart).map { (chart, $0) } }
  }

  static func table(_ titles: [String], _ rows: [[Table.Cell]]) -> [String] {
    let columns = titles.map { title in
      Table.Column(title, alignment: title == "sessions" ? .right : .left)
    }
    return Table(columns: columns, rows: rows).textLines()
  }
}
