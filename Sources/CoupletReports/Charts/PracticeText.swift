public import CoupletCore

/// Text on several charts at once: couples, clients, the day's work, search hits, the journal.
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

  /// The clients, by id.
  public static func clients(_ directory: Directory, showingIDs: Bool) -> [String] {
    table(
      (showingIDs ? ["id"] : []) + ["name", "called", "couples"],
      directory.clients.map { client in
        let couples = directory.couples.filter { $0.everyMember.contains(client.id) }
        return (showingIDs ? [Table.Cell.text(client.id.description)] : []) + [
          .text(client.name.shown(keepingLines: false)),
          .text((client.details.called ?? "").shown(keepingLines: false)),
          .text(couples.map(\.handle.description).joined(separator: ", ")),
        ]
      })
  }

  /// One client.
  public static func client(_ client: Client, in directory: Directory, showingIDs: Bool) -> [String] {
    let details = client.details
    let lines: [(String, String?)] = [
      ("called", details.called), ("pronouns", details.pronouns), ("born", details.born?.description),
      ("phone", details.phone), ("safe contact", details.safeContact),
    ]
    let couples = directory.couples.filter { $0.everyMember.contains(client.id) }.map(\.handle.description)
    return [(showingIDs ? "\(client.id) · " : "") + client.name.shown(keepingLines: false)]
      + lines.compactMap { name, value in
        value.map { "\(name.padded(toCells: 13)) \($0.shown(keepingLines: false))" }
      } + (couples.isEmpty ? [] : ["couples       \(couples.joined(separator: ", "))"])
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
      [
        session.start?.description, session.kind.rawValue, session.status.rawValue,
        chart.showsIDs ? session.id.description : nil,
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

  /// Search hits, two lines each: whose, when and who may know; then the place in the text.
  public static func hits(_ matches: [(match: SearchMatch, chart: Seen)], marks: (String, String)) -> [String] {
    matches.flatMap { match, chart in
      let parts =
        (chart.showsIDs ? [match.id.description] : [match.id.kind.noun]) + [chart.handle, match.day.withWeekday]
        + (match.member.map { [chart.name($0)] } ?? []) + ["may be shown to: \(chart.words(for: match.audience))"]
      return [
        parts.joined(separator: " · ").shown(keepingLines: false), "    \(marked(match.snippet, marks: marks))",
      ]
    }
  }

  /// A snippet on one line, what was found between these marks.
  static func marked(_ snippet: String, marks: (String, String)) -> String {
    // Shown first, so that only our own marks become escape sequences.
    snippet.split(whereSeparator: \.isNewline).joined(separator: " ").shown(keepingLines: false)
      .replacing(SearchMatch.opening, with: marks.0).replacing(SearchMatch.closing, with: marks.1)
  }

  /// `j12 jot · dana-rob · y4`: a command on one line, with some of its records.
  public static func summary(of entry: JournalEntry, in directory: Directory) -> String {
    let shown = 6
    let more = entry.records.count > shown ? ["and \(entry.records.count - shown) more"] : []
    let records = (entry.records.prefix(shown).map(\.description) + more).joined(separator: " ")
    return (["\(entry.id) \(entry.command)"] + handles(of: entry, in: directory) + [records])
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The journal, a line a command.
  ///
  /// - Parameter struck: the records that were entered in error, which are marked.
  public static func journal(
    _ entries: [JournalEntry], in directory: Directory, struck: Set<RecordID> = []
  ) -> [String] {
    table(
      ["id", "clock", "as of", "who", "command", "couple", "records"],
      entries.map { entry in
        // Minutes are enough for a page; the JSON has the seconds.
        let clock = "\(entry.clock.description.prefix(10)) \(entry.clock.description.dropFirst(11).prefix(5))Z"
        let undone = entry.undoes.map { " \($0)" } ?? ""
        return [
          .text(entry.id.description), .text(clock), .text(entry.today?.description ?? ""),
          .text(entry.who.shown(keepingLines: false)),
          .text(entry.command + undone), .text(handles(of: entry, in: directory).joined(separator: ", ")),
          .text(
            entry.records.prefix(20).map { struck.contains($0) ? "\($0) (struck)" : "\($0)" }.joined(separator: " ")
              + (entry.records.count > 20 ? " and \(entry.records.count - 20) more" : "")),
        ]
      })
  }

  /// The pages of a couple that left the practice.
  public static func disclosures(_ disclosures: [Disclosure], _ chart: Seen) -> [String] {
    [chart.title]
      + table(
        ["left", "page", "as of", "for", "given to"],
        disclosures.map { disclosure in
          [
            .text(String(disclosure.clock.description.prefix(10))), .text(disclosure.page),
            .text(disclosure.day.description), .text(chart.line(chart.key(for: disclosure.audience))),
            .text(chart.line(disclosure.toWhom ?? "")),
          ]
        })
  }

  private static func table(_ titles: [String], _ rows: [[Table.Cell]]) -> [String] {
    let columns = titles.map { title in
      Table.Column(title, alignment: title == "sessions" ? .right : .left)
    }
    return Table(columns: columns, rows: rows).textLines()
  }
}

extension String {
  fileprivate func replacing(_ character: Character, with text: String) -> String {
    map { $0 == character ? text : String($0) }.joined()
  }
}
