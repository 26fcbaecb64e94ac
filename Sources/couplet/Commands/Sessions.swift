import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct SessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "Plan sessions and enter those that were held",
    subcommands: [
      SessionAdd.self, SessionLive.self, SessionPlan.self, SessionMove.self, SessionCancel.self, SessionNoShow.self,
      SessionList.self,
      SessionShow.self, SessionEdit.self,
    ])
}

struct SessionAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a session that was held",
    discussion: """
      couplet session add dana-rob
      couplet session add dana-rob --on fri --at 14:00 --present Rob --kind individual
      couplet session add dana-rob --late Dana=10 --approach EFT
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var attendance: AttendanceOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "The time of day, 14:00")
  var at: String?
  @Option(help: "How long it took")
  var minutes: Int?
  @Option(help: "Who it was meant for")
  var kind: Session.Kind?
  @Option(help: "Where")
  var mode: Session.Mode?
  @Flag(help: "A second session on that day")
  var extra = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let day = try invocation.pastDay(on) { day in
      "couplet session plan \(Surroundings.quoted(couple.shownOnOneLine(limit: 60))) --on \(day)"
    }
    var held = HeldSession(attendees: attendance.named, day: day, start: try invocation.time(at))
    held.minutes = minutes
    held.kind = kind
    held.mode = mode
    held.approaches = attendance.approach
    held.isExtra = extra
    try invocation.enter(held, of: try invocation.couple(couple), adding)
  }
}

/// How often a session is planned.
enum SessionCadence: String, ExpressibleByArgument, CaseIterable {
  case week
  case twoWeeks = "2-weeks"

  var days: Int { self == .week ? 7 : 14 }
}

struct SessionPlan: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plan a session, or a row of them",
    discussion: """
      couplet session plan dana-rob --on fri --at 14:00
      couplet session plan dana-rob --on 2026-12-04 --at 14:00 --every week --until 2027-02-26
      """)

  /// Weeks that a row of sessions reaches when no end is given.
  static let usualWeeks = 12

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(parsing: .unconditional, help: "The day, or the first of them")
  var on: String?
  @Option(help: "The time of day, 14:00")
  var at: String?
  @Option(help: "week or 2-weeks")
  var every: SessionCadence?
  @Option(parsing: .unconditional, help: "The last day of a row; twelve weeks when left out")
  var until: String?
  @Option(help: "How long it takes")
  var minutes: Int?
  @Option(help: "Who it is meant for")
  var kind: Session.Kind = .conjoint
  @Option(help: "Where")
  var mode: Session.Mode = .room
  @Option(help: "Who is expected; repeat for each; all when left out")
  var present: [String] = []

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    // What is wrong with the line is said before the file is opened.
    let typed = try on.map { (phrase) throws(Problem) in try firstDay(phrase, invocation) }
    let couple = try invocation.couple(couple)
    let first = try typed ?? firstDay(try invocation.neededDay(nil, field: "on"), invocation)
    let time = try invocation.time(at)
    let before = try invocation.chart(of: couple)
    invocation.informIfClosed(couple)
    guard until == nil || every != nil else { throw Problem(.usage, "until: goes with --every") }
    let last =
      try invocation.untilDay(until, .ahead)
      ?? (every == nil ? first : first.adding(days: 7 * Self.usualWeeks))
    guard first <= last else { throw Problem(.badData, "until: \(last) lies before \(first)") }
    guard kind != .individual || present.count == 1 else {
      throw Problem(.usage, "present: an individual session has one member", hint: "name them with --present NAME")
    }
    var expected: [Client.ID: Session.Attendance] = [:]
    for name in present {
      expected[try invocation.member(named: name, of: couple, field: "present")] = .present
    }
    let audience = try invocation.audience(adding, of: couple, otherwise: Session.audience(of: expected))
    let days = stride(from: 0, through: last.days(since: first), by: every?.days ?? Int.max).map {
      first.adding(days: $0)
    }
    let sessions = try invocation.change { change in
      try days.map { day in
        let session = try Session(
          id: try change.nextID(.session),
          fact: Fact(
            couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil,
            written: change.clock),
          start: time, zone: time == nil ? nil : invocation.zone, minutes: minutes, kind: kind, mode: mode,
          status: .planned, attendance: expected)
        try invocation.requireFreeHour(for: session, in: before)
        try change.add(session)
        return session
      }
    }
    try invocation.informOfOverlaps(with: sessions)
    let chart = try invocation.chart(of: couple)
    invocation.show(
      sessions.map(chart.echo),
      json: sessions.count == 1 ? chart.json(sessions[0]) : .array(sessions.map { chart.json($0) }))
  }

  private func firstDay(_ phrase: String, _ invocation: Invocation) throws(Problem) -> Day {
    let first = try invocation.day(phrase, field: "on", .ahead)
    guard first >= invocation.today else {
      let couple = Surroundings.quoted(couple.shownOnOneLine(limit: 60))
      throw Problem(
        .badData, "on: \(first) lies before \(invocation.today)",
        hint: "couplet session add \(couple) --on \(first) enters what was held")
    }
    return first
  }
}

struct SessionMove: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Put a planned session on another day",
    discussion: """
      couplet session move s44 --on tue --at 16:00
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Option(parsing: .unconditional, help: "The new day")
  var on: String?
  @Option(help: "The new time of day")
  var at: String?
  @Option(help: "Why, for you alone")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let time = try invocation.time(at)
    let (chart, old) = try invocation.plannedSession(session, guardedBy: guardOptions.couple)
    let day = try invocation.day(try invocation.neededDay(on, field: "on"), field: "on", .ahead)
    guard day >= invocation.today else {
      throw Problem(.badData, "on: \(day) lies before \(invocation.today)")
    }
    let start = time ?? old.start
    let new = try invocation.change { change in
      try change.replace(
        try old.with(status: .moved, why: why), invocation.correction(why ?? "the planned hour was moved"))
      let new = try Session(
        id: try change.nextID(.session),
        fact: Fact(couple: chart.couple.id, day: day, audience: old.fact.audience, written: change.clock),
        start: start, zone: start == nil ? nil : invocation.zone, minutes: old.minutes, kind: old.kind,
        mode: old.mode, status: .planned, attendance: old.attendance, approaches: old.approaches)
      try invocation.requireFreeHour(for: new, in: chart, besides: old)
      try change.add(new)
      return new
    }
    try invocation.informOfOverlaps(with: [new])
    try invocation.show(new)
  }
}

struct SessionCancel: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Note that a planned session was called off",
    discussion: """
      couplet session cancel s44 --by Rob --late --why "flu"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Option(help: "Who called it off: NAME or counselor")
  var by: String?
  @Flag(help: "Too late by your rules")
  var late = false
  @Option(help: "Why, for you alone")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, old) = try invocation.plannedSession(session, guardedBy: guardOptions.couple)
    let canceller = try canceller(in: chart, invocation)
    let new = try old.with(status: late ? .cancelledLate : .cancelled, cancelledBy: canceller, why: why)
    let correction = try invocation.correction(why ?? "the planned hour was called off")
    try invocation.change { try $0.replace(new, correction) }
    try invocation.show(new)
  }

  /// Who called it off; left out, it is chosen.
  private func canceller(in chart: Seen, _ invocation: Invocation) throws(Problem) -> Session.Canceller {
    if let by {
      return Folding.fold(by) == "counselor"
        ? .counselor : .member(try invocation.member(named: by, of: chart.couple, field: "by"))
    }
    let all = chart.members.map { Session.Canceller.member($0) } + [.counselor]
    let chosen = try invocation.choose("\(chart.title) · who called it off?", among: all) { canceller in
      switch canceller {
      case .member(let member): chart.fullName(member)
      case .counselor: "you, the counselor"
      }
    }
    guard let chosen else { throw invocation.missing("by", as: "--by NAME, or --by counselor") }
    return chosen
  }
}

struct SessionNoShow: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "noshow", abstract: "Note that nobody, or not everybody, came to a planned session",
    discussion: """
      couplet session noshow dana-rob
      couplet session noshow s44 Rob
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Argument(help: "Who didn't come; all when left out")
  var names: [String] = []

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, old) = try invocation.plannedSession(session, guardedBy: guardOptions.couple)
    guard old.fact.day <= invocation.today else {
      throw Problem(.badData, "session: \(old.id) is planned for \(old.fact.day), after \(invocation.today)")
    }
    let expected = old.attendance.isEmpty ? chart.couple.members(on: old.fact.day) : Array(old.attendance.keys)
    var attendance: [Client.ID: Session.Attendance] = [:]
    for member in expected { attendance[member] = names.isEmpty ? .absent : .present }
    for name in names {
      attendance[try invocation.member(named: name, of: chart.couple, field: "name")] = .absent
    }
    let new = try old.with(status: .noShow, attendance: attendance)
    let correction = try invocation.correction("not everybody came to the planned hour")
    try invocation.change { try $0.replace(new, correction) }
    try invocation.show(new)
  }
}

struct SessionList: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List a couple's sessions, or everybody's",
    discussion: """
      couplet session list dana-rob --since -12w
      couplet session list --all --since mon
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String?
  @Flag(help: "Every couple's")
  var all = false
  @Option(parsing: .unconditional, help: "From this day on")
  var since: String?

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let since = try invocation.sinceDay(since)
    guard couple == nil || !all else { throw Problem(.usage, "session list takes a couple or --all") }
    if all { _ = try invocation.viewer(reading, of: nil) }
    let charts: [Seen]
    if !all {
      charts = [try invocation.chart(of: try invocation.couple(couple, orElse: "COUPLE, or --all"), reading)]
    } else {
      charts = try invocation.each(try invocation.everyCouple()) { (couple) throws(Problem) in
        try invocation.chart(of: couple, reading)
      }
    }
    var lines: [String] = []
    var objects: [JSONValue] = []
    for chart in charts {
      let sessions = chart.records.sessions.filter { session in since.map { $0 <= session.fact.day } ?? true }
      objects += sessions.map { chart.json($0) }
      if all && sessions.isEmpty { continue }
      lines += (lines.isEmpty ? [] : [""]) + [chart.title] + chart.list(sessions)
    }
    invocation.show(lines, json: .array(objects))
  }
}

struct SessionShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a session and its notes")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, session) = try invocation.session(
      session, guardedBy: guardOptions.couple, for: reading
    ) { (couple) throws(Problem) in
      try invocation.chart(of: couple, reading, struckToo: RecordID(self.session) != nil)
    }
    invocation.show(chart.page(session), json: chart.json(session))
  }
}

struct SessionEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Correct a session",
    discussion: """
      couplet session edit s41 --minutes 75 --late Rob=10
      couplet session edit s41 --present Rob --why "entered for both by mistake"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @OptionGroup var attendance: AttendanceOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Option(parsing: .unconditional, help: "The day")
  var on: String?
  @Option(help: "The time of day, 14:00")
  var at: String?
  @Option(help: "How long it took")
  var minutes: Int?
  @Option(help: "Who it was meant for")
  var kind: Session.Kind?
  @Option(help: "Where")
  var mode: Session.Mode?
  @Option(help: "Why, for you alone; needed where a note of it is signed, to which a correction is added")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, old) = try invocation.session(session, guardedBy: guardOptions.couple)
    let day = try on.map { (phrase) throws(Problem) in
      old.status == .planned
        ? try invocation.day(phrase, field: "on", .ahead) : try invocation.pastDay(phrase)
    }
    let time = try invocation.time(at)
    let came =
      try attendance.named.saysWhoCame
      ? attendance.named.attendance(of: chart.couple, on: day ?? old.fact.day, over: old.attendance, invocation)
      : old.attendance
    // What one had alone stays theirs, whoever is entered later; who is left alone gets it for themselves.
    let audience =
      attendance.named.saysWhoCame
      ? old.fact.audience.narrowed(by: Session.audience(of: came)) : old.fact.audience
    let start = time ?? old.start
    let new = try Session(
      id: old.id, fact: old.fact.with(audience: audience, isNamed: false).with(day: day ?? old.fact.day), start: start,
      zone: time == nil ? old.zone : invocation.zone, minutes: minutes ?? old.minutes, kind: kind ?? old.kind,
      mode: mode ?? old.mode, status: old.status, attendance: came,
      places: try attendance.named.places(of: chart.couple, came: came, over: old.places, invocation),
      approaches: attendance.approach.isEmpty ? old.approaches : attendance.approach,
      cancelledBy: old.cancelledBy, why: old.why)
    guard new != old else { throw Problem(.usage, "there is nothing to change", hint: "couplet help session edit") }
    let notes = chart.records.notes.filter { $0.session == old.id }
    if let signed = notes.first(where: { $0.signature != nil }), new.fact.day != old.fact.day {
      throw Problem(
        .refused, "on: \(signed.id) of \(old.id) is signed, which fixes its day",
        hint: "couplet strike \(old.id) --why TEXT marks the session as entered in error")
    }
    try invocation.saveSession(over: old, audience: audience, why: why, in: chart) { change in
      for note in notes where new.fact.day != old.fact.day {
        try change.replace(note, with: note.with(day: new.fact.day))
      }
      return new
    }
  }
}

extension Invocation {
  /// A session that is still only planned; a couple alone means its session of today.
  fileprivate func plannedSession(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, session: Session) {
    let (chart, session) = try sessionToChange(text, guardedBy: expected)
    guard session.status == .planned else {
      throw Problem(
        .refused, "\(session.id) of \(session.fact.day) is \(session.status.rawValue), not planned",
        hint: chart.nextPlanned.map { "planned is \(chart.line(for: $0))" })
    }
    return (chart, session)
  }

  /// Of a couple alone its session of today, and the next one planned only where somebody says so.
  private func sessionToChange(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, session: Session) {
    guard let chart = try chartOfCoupleAlone(text, guardedBy: expected) else {
      return try session(text, guardedBy: expected)
    }
    if let today = try sessionOfToday(in: chart) { return (chart, today) }
    guard let next = chart.nextPlanned else {
      throw Problem(.refused, "\(chart.handle) has no session planned", hint: "couplet session plan \(chart.handle)")
    }
    return (chart, try elsewhen(next, "next one planned", in: chart))
  }
}
