public import CoupletCore

/// The page of a day: its hours, what can't wait, and how much else waits.
public struct DayPage {
  /// What else waits, counted.
  public struct Count: Hashable, Sendable {
    /// Why it waits, nil for texts that a crash left.
    public let kind: Waiting.Kind?
    /// How many wait.
    public let count: Int
    /// Since when the oldest does, nil where that isn't known.
    public let oldest: Day?
  }

  /// Something that waits, with its chart.
  private struct Row {
    let chart: Seen
    let waiting: Waiting
    let record: any Recorded
  }

  /// A screen, but for the line below which one types.
  static let mostLines = 22
  /// Of what can't wait so much is shown.
  static let mostUrgent = 3
  /// Kinds that can't wait, the most pressing first.
  private static let urgentKinds: [Waiting.Kind] = [.risk, .held, .unentered, .unwritten]
  /// All but the hours, in the order of the page.
  private static let otherKinds: [Waiting.Kind] = urgentKinds + [.jot, .draft, .agendaLine, .review]

  private let today: Day
  private let rows: [Row]
  private let signWithin: Int
  private let rescued: Int

  /// - Parameters:
  ///   - charts: those in which something waits.
  ///   - signWithin: days after which a draft is marked as overdue.
  ///   - rescued: texts that a crash or a closed terminal left.
  public init(_ today: Day, charts: [Seen], signWithin: Int, rescued: Int) {
    self.today = today
    self.signWithin = signWithin
    self.rescued = rescued
    rows = charts.flatMap { chart in
      chart.waiting.compactMap { waiting in
        chart.record(waiting.id).map { Row(chart: chart, waiting: waiting, record: $0) }
      }
    }
  }

  // MARK: Text

  /// All of it where that fits a screen or is asked for; else the hours, three of what can't wait, and the rest counted.
  ///
  /// - Parameter command: what lists the rest of a kind.
  public func lines(isAll: Bool, command: (Count) -> String?) -> [String] {
    let all = allLines(command)
    guard !isAll, all.count > Self.mostLines else { return all }
    let urgent = rows(Self.urgentKinds)
    let shown = Set(urgent.prefix(Self.mostUrgent).map(\.waiting))
    let counts = counts(besides: shown)
    var blocks = [
      ("Sessions", rows([.session]).flatMap { line($0) }),
      ("Can't wait", urgent.prefix(Self.mostUrgent).flatMap { line($0, Self.reason($0.waiting.kind)) }),
      (
        "Waiting",
        counts.map { count in "  \(words(count))" + (command(count).map { ": \($0)" } ?? "") }
      ),
    ]
    blocks.removeAll { $0.1.isEmpty }
    // On a day of many hours the blank lines go first.
    let hasBlanks = 1 + blocks.reduce(0) { $0 + $1.1.count + 2 } <= Self.mostLines
    return [today.withWeekday] + blocks.flatMap { (hasBlanks ? [""] : []) + [$0.0] + $0.1 }
  }

  private func allLines(_ command: (Count) -> String?) -> [String] {
    var lines = [today.withWeekday]
    for kind in [.session] + Self.otherKinds {
      let rows = rows([kind])
      if !rows.isEmpty { lines += ["", Self.heading(kind)] + rows.flatMap { line($0) } }
    }
    if rescued > 0 {
      let left = "\(rescued == 1 ? "a text" : "\(rescued) texts") that a crash left"
      let lister = command(Count(kind: nil, count: rescued, oldest: nil)).map { ": \($0)" } ?? ""
      lines += ["", "Rescued", "  \(left)\(lister)"]
    }
    return lines.count == 1 ? lines + ["", "Nothing is planned, and nothing waits."] : lines
  }

  /// Those of these kinds, one kind after the other, the oldest first; hours by the time of day.
  private func rows(_ kinds: [Waiting.Kind]) -> [Row] {
    kinds.flatMap { kind in
      let rows = rows.filter { $0.waiting.kind == kind }
      guard kind == .session else {
        return Self.urgentKinds.contains(kind) ? rows.sorted { $0.waiting.day < $1.waiting.day } : rows
      }
      func start(_ row: Row) -> Int { (row.record as? Session)?.start?.minutes ?? 1440 }
      return rows.sorted { start($0) < start($1) }
    }
  }

  private func counts(besides shown: Set<Waiting>) -> [Count] {
    let counts = Self.otherKinds.compactMap { kind -> Count? in
      let days = rows([kind]).filter { !shown.contains($0.waiting) }.map(\.waiting.day)
      return days.isEmpty ? nil : Count(kind: kind, count: days.count, oldest: days.min())
    }
    return counts + (rescued > 0 ? [Count(kind: nil, count: rescued, oldest: nil)] : [])
  }

  private func words(_ count: Count) -> String {
    let what =
      switch count.kind {
      case .session: "sessions"
      case .unentered: "plans not entered"
      case .unwritten: "hours without a note"
      case .risk: "risks to look at"
      case .held: "held, to look at"
      case .jot: "jots in no note"
      case .draft: "drafts"
      case .agendaLine: "yours to do"
      case .review: "to look at again"
      case nil: "rescued texts"
      }
    let days = count.oldest.map { today.days(since: $0) }
    return "\(what) \(count.count)"
      + (days.map { $0 == 0 ? ", today" : ", oldest \($0) day\($0 == 1 ? "" : "s")" } ?? "")
  }

  /// Why it can't wait, where no heading says it.
  private static func reason(_ kind: Waiting.Kind) -> String? {
    switch kind {
    case .unentered: "planned, not entered"
    case .unwritten: "no note"
    case .risk: "risk"
    case .held: "held"
    case .session, .jot, .draft, .agendaLine, .review: nil
    }
  }

  private static func heading(_ kind: Waiting.Kind) -> String {
    switch kind {
    case .session: "Sessions"
    case .unentered: "Planned before today, not entered yet"
    case .unwritten: "Hours without a note"
    case .risk: "Risks to look at"
    case .held: "Held, to look at"
    case .jot: "Jots that stand in no note"
    case .draft: "Drafts"
    case .agendaLine: "Yours to do"
    case .review: "To look at again"
    }
  }

  /// Cells for the handles: those of most practices, or of the longest that is shown.
  private var column: Int { min(24, max(14, rows.map(\.chart.handle.cellWidth).max() ?? 0)) }

  private func line(_ row: Row, _ reason: String? = nil) -> [String] {
    let words = [words(row), reason].compactMap(\.self).joined(separator: " · ")
    return "  \(row.chart.handle.padded(toCells: column)) \(words)".wrapped(toCells: 80, hanging: column + 3)
  }

  private func words(_ row: Row) -> String {
    let chart = row.chart
    let id = chart.showsIDs ? row.waiting.id.description : nil
    func joined(_ parts: String?...) -> String { parts.compactMap(\.self).joined(separator: " · ") }
    let day = row.waiting.day.withWeekday
    switch row.record {
    case let session as Session where row.waiting.kind == .session:
      let named = session.status == .held ? session.present : Array(session.attendance.keys)
      let members = chart.couple.everyMember.filter { named.isEmpty ? chart.members.contains($0) : named.contains($0) }
      return joined(
        session.start?.description, session.kind.rawValue, session.status.rawValue, id,
        members.map(chart.name).joined(separator: ", "), atTheSameTime(session))
    case is Session: return joined(day, id)
    case let jot as Jot:
      let alone = jot.heardBy.map { " \(chart.name($0)) alone" } ?? ""
      return "\(day) \(jot.time)\(alone) · \(chart.line(jot.text))"
    case is Note:
      let days = today.days(since: row.waiting.day)
      return joined(day, id, chart.isForCounselor && days > signWithin ? "\(days) days old, not signed" : nil)
    case let line as AgendaLine: return joined(id, chart.line(line.text))
    case let entry as Entry: return joined(day, entry.kind.rawValue, chart.line(entry.text))
    // Of what is told alone, and of what endangers, the page has neither whose nor what.
    default: return joined(id, "due \(day)")
    }
  }

  /// The other couples whose hour of that day meets this one.
  private func atTheSameTime(_ session: Session) -> String? {
    guard let hour = session.hour else { return nil }
    let others = rows.filter { row in
      guard row.waiting.kind == .session, let other = row.record as? Session else { return false }
      return other.hour.map(hour.overlaps) ?? false
    }
    guard !others.isEmpty else { return nil }
    return "at the same time: \(Set(others.map(\.chart.handle)).sorted().joined(separator: ", "))"
  }

  // MARK: JSON

  /// All that waits, as JSON.
  public var json: JSONValue {
    func array(_ kinds: Waiting.Kind..., json: (Row) -> JSONValue) -> JSONValue {
      .array(rows.filter { kinds.contains($0.waiting.kind) }.map(json))
    }
    func object(_ row: Row) -> JSONValue { (row.record as? any ShownRecord).map { row.chart.json($0) } ?? .null }
    func due(_ row: Row) -> JSONValue {
      [
        "id": row.chart.showsIDs ? .string(row.waiting.id.description) : .null,
        "couple": .string(row.chart.handle), "due": .day(row.waiting.day),
      ]
    }
    return [
      "date": .string(today.description), "sessions": array(.session, .unentered, json: object),
      "unwritten": array(.unwritten, json: object), "risks": array(.risk, json: due), "held": array(.held, json: due),
      "jots": array(.jot, json: object), "notes": array(.draft, json: object),
      "agenda": array(.agendaLine, json: object), "entries": array(.review, json: object),
      "rescued": .int(rescued),
    ]
  }
}
