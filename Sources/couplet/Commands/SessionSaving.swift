import CoupletCore
import CoupletReports
import CoupletStore

/// A session that was held, as far as somebody said what it was.
struct HeldSession {
  var attendees: Attendees
  var day: Day
  var start: MinuteOfDay?
  var minutes: Int?
  var kind: Session.Kind?
  var mode: Session.Mode?
  var approaches: [String] = []
  /// Whether it is a second one on its day.
  var isExtra = false
}

/// The one way in which a session is written: what hangs on it is never open to more people than the hour.
extension Invocation {
  /// Enters a session that was held: the one that was planned for its day, else a new one.
  func enter(_ held: HeldSession, of couple: Couple, _ adding: AddingOptions? = nil) throws {
    try confirmLength(held.minutes)
    let chart = try chart(of: couple)
    informIfClosed(couple)
    let planned = held.isExtra ? nil : try plannedSession(in: chart, on: held.day, at: held.start)
    let came =
      try held.attendees.saysWhoCame || planned?.attendance.isEmpty != false
      ? held.attendees.attendance(of: couple, on: held.day, self) : planned?.attendance ?? [:]
    let usual = Session.audience(of: came).narrowed(by: planned?.fact.audience ?? .joint)
    let audience = try adding.map { (adding) throws(Problem) in
      try self.audience(adding, of: couple, otherwise: usual)
    }
    let places = try held.attendees.places(of: couple, came: came, over: planned?.places ?? [:], self)
    let start = held.start ?? planned?.start
    let why = "the planned hour was entered as held"
    try saveSession(over: planned, audience: audience ?? usual, why: why, in: chart) { change in
      try Session(
        id: try planned?.id ?? change.nextID(.session),
        fact: Fact(couple: couple.id, day: held.day, audience: audience ?? usual, written: change.clock),
        start: start, zone: start == nil ? nil : zone,
        minutes: held.minutes ?? planned?.minutes ?? Hour.usualMinutes,
        kind: held.kind ?? planned?.kind ?? .conjoint, mode: held.mode ?? planned?.mode ?? .room, status: .held,
        attendance: came, places: places,
        approaches: held.approaches.isEmpty ? planned?.approaches ?? [] : held.approaches)
    }
  }

  /// Asks about an hour of more than four hours: most often it is a slip.
  private func confirmLength(_ minutes: Int?) throws(Problem) {
    guard let minutes, minutes > 240 else { return }
    let said = "\(minutes) min is \(FileText.duration(minutes: minutes))"
    if !canAsk { inform(said) }
    guard try confirm("\(said). Is it right?", otherwise: true) else { throw Self.stopped }
  }

  /// The session planned for that day, which becomes the one held.
  private func plannedSession(in chart: Seen, on day: Day, at time: MinuteOfDay?) throws(Problem) -> Session? {
    let onDay = chart.records.sessions.filter { $0.fact.day == day }
    let planned = onDay.filter { $0.status == .planned }
    if planned.count == 1 { return planned[0] }
    if let atTime = planned.first(where: { $0.start == time && time != nil }) { return atTime }
    if planned.count > 1 {
      throw Problem(
        .refused, "\(chart.handle) has \(planned.count) sessions planned on \(day.withWeekday)",
        hint: "name one by its time with --at", candidates: planned.map { chart.line(for: $0) })
    }
    if let held = onDay.first(where: { $0.status == .held }) {
      throw Problem(
        .refused, "\(chart.handle) has a session on \(day.withWeekday) already",
        hint: "--extra makes a second one, session edit \(held.id) changes it", candidates: [chart.line(for: held)])
    }
    return nil
  }

  /// Writes a session, alone or over the one that it was, and narrows what hangs on it along with it, in one change.
  ///
  /// - Parameters:
  ///   - old: the session as it was, nil for a new one.
  ///   - audience: who may know of the hour from now on.
  ///   - why: why it is corrected, where a note of it is signed.
  ///   - make: the session as it will be, and what else is written with it.
  func saveSession(
    over old: Session?, audience: Audience, why: String?, in chart: Seen, _ make: (Change) throws -> Session
  ) throws {
    guard let old else {
      let session = try change { change in
        let session = try make(change)
        try requireFreeHour(for: session, in: chart)
        try change.add(session)
        return session
      }
      try informOfOverlaps(with: [session])
      return try show(session)
    }
    let narrowing = try narrowing(of: old, to: audience, in: chart)
    let out = try wentOut([(old, audience)] + narrowing.records.map { ($0.record, $0.audience) }, of: chart)
    let session = try change { change in
      let session = try make(change)
      try requireFreeHour(for: session, in: chart)
      try change.replace(session, try correction(why))
      try change.apply(narrowing, of: old, to: audience, why: "who was at \(old.id) was corrected")
      return session
    }
    inform(ofWentOut: out, chart)
    if session.hour != old.hour { try informOfOverlaps(with: [session]) }
    try show(session, narrowing.lines(for: audience, in: chart))
  }

  /// A correction of a signed hour, with the names of the members as they are called in full.
  func correction(_ why: String?) throws(Problem) -> HourCorrection {
    let directory = try directory()
    return HourCorrection(why: why, zone: zone) { directory.client($0)?.name ?? "\($0)" }
  }

  /// What hangs on a session and is open to more people than the hour will be; also what is struck, or dated after the
  /// day taken as today, as it may come to light again.
  func narrowing(of session: Session, to audience: Audience, in chart: Seen) throws(Problem) -> Narrowing {
    let everything = try practice().history(of: chart.couple).seen(
      by: .counselor, asOf: Day.range.upperBound, struckToo: true)
    let narrowing = Narrowing(of: session.id, to: audience, in: everything)
    guard !narrowing.named.isEmpty else { return narrowing }
    // Of what was written before it was kept who named an audience, nobody knows; so that is asked too.
    for record in narrowing.named {
      inform(
        "\(record.id) may be shown to \(everything.words(for: record.fact.audience)), which somebody may have meant")
    }
    let ids = narrowing.named.map(\.id.description).joined(separator: " ")
    return try confirm("Narrow \(ids) along with \(session.id)?", otherwise: true) ? narrowing : narrowing.withoutNamed
  }

  /// Prints a session, and what was narrowed with it.
  func show(_ session: Session, _ narrowed: [String] = []) throws(Problem) {
    guard let couple = try directory().couple(session.fact.couple) else { return }
    let chart = try chart(of: couple)
    if options.json { for line in narrowed { inform(line) } }
    show([chart.echo(session)] + narrowed, json: chart.json(session))
  }
}

extension Narrowing {
  /// What became narrower, in words: `may be shown to Rob only now: n1 h2`.
  func lines(for audience: Audience, in chart: Seen) -> [String] {
    byAudience(audience).map { audience, ids in
      "may be shown to \(chart.words(for: audience)) now: \(ids.map(\.description).joined(separator: " "))"
    }
  }
}
