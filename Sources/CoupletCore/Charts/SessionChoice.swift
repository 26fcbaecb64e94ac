extension Seen {
  /// The session that a couple's name stands for where something is read: the one on `day`, else today's, else the last
  /// one held.
  ///
  /// - Parameter decide: says which of several is meant.
  /// - Throws: refused, with the candidates, where there is none or there are several.
  public func sessionMeant(
    on day: Day?, orElse decide: Decision<Session> = Doubt.unasked
  ) throws(Problem) -> Session {
    let found: [Session]
    if let day {
      let onDay = standing(on: day)
      found = onDay.isEmpty ? records.sessions.filter { $0.fact.day == day } : onDay
    } else {
      let today = standing(on: self.today)
      found = today.isEmpty ? held.filter { $0.fact.day == lastHeld?.fact.day } : today
    }
    if let only = try only(of: found, decide) { return only }
    throw Problem(
      .refused, day.map { "\(handle) has no session on \($0.withWeekday)" } ?? "\(handle) has no session yet",
      hint: showsIDs ? .addSession(of: handle) : nil)
  }

  /// Today's session, planned or held: what is written belongs to it where nothing else is said.
  ///
  /// Nil where there is none, as what is written never goes to an older hour by itself.
  ///
  /// - Parameters:
  ///   - members: who has to have been there, or to be expected, for it to be theirs: an hour that one of them doesn't know
  ///     changes nothing for that one.
  ///   - isOfToday: false for what has a day of its own, which goes to no hour.
  ///   - decide: says which of several is meant.
  /// - Throws: refused, with the candidates, where there are several.
  public func sessionOfToday(
    with members: [Client.ID] = [], isOfToday: Bool = true, orElse decide: Decision<Session> = Doubt.unasked
  ) throws(Problem) -> Session? {
    guard isOfToday else { return nil }
    return try only(of: standing(on: today).filter { session in members.allSatisfy(session.isFor) }, decide)
  }

  /// Who likely knows what is entered of a day: where all its hours are of fewer than the couple, those alone.
  ///
  /// - Parameters:
  ///   - usual: who may know of it otherwise.
  ///   - member: of whom it is; one of several hours alone is theirs.
  public func audienceOfHours(on day: Day, _ usual: Audience, of member: Client.ID?) -> Audience {
    let audiences = Set(standing(on: day).map(\.fact.audience))
    guard !audiences.isEmpty, !audiences.contains(.joint) else { return usual }
    if let member, audiences.contains(.member(member)) { return usual.narrowed(by: .member(member)) }
    return audiences.reduce(usual) { $0.narrowed(by: $1) }
  }

  /// The planned and held sessions of a day.
  private func standing(on day: Day) -> [Session] {
    records.sessions.filter { $0.fact.day == day && ($0.status == .planned || $0.status == .held) }
  }

  /// The one of several sessions of a day, nil where there is none.
  private func only(of found: [Session], _ decide: Decision<Session>) throws(Problem) -> Session? {
    guard found.count > 1 else { return found.first }
    return try decide(
      Doubt(
        reason: .fitsSeveral,
        problem: Problem(
          .refused, "\(handle) has \(found.count) sessions on \(found[0].fact.day.withWeekday)",
          hint: showsIDs ? "give the id" : nil, candidates: found.map { line(for: $0) }),
        candidates: found))
  }

  /// `s41 · Mon 2026-11-23 14:00 · conjoint · held`, as a list of candidates prints it.
  public func line(for session: Session) -> String {
    let time = session.start.map { " \($0)" } ?? ""
    return
      "\(session.id) · \(session.fact.day.withWeekday)\(time) · \(session.kind.rawValue) · \(session.status.rawValue)"
  }
}
