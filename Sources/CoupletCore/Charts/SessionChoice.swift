extension Seen {
  /// The session that a couple's name stands for: the one on `day`, else today's, else the last one held.
  ///
  /// - Throws: refused, with the candidates, where there is none or there are several.
  public func sessionMeant(on day: Day?) throws(Problem) -> Session {
    let standing = records.sessions.filter { session in
      switch session.status {
      case .planned, .held: true
      case .cancelled, .cancelledLate, .noShow, .moved: false
      }
    }
    let found: [Session]
    if let day {
      let onDay = standing.filter { $0.fact.day == day }
      found = onDay.isEmpty ? records.sessions.filter { $0.fact.day == day } : onDay
    } else {
      let today = standing.filter { $0.fact.day == self.today }
      found = today.isEmpty ? held.filter { $0.fact.day == lastHeld?.fact.day } : today
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw Problem(
        .refused, day.map { "\(handle) has no session on \($0.withWeekday)" } ?? "\(handle) has no session yet",
        hint: showsIDs ? "couplet session add \(handle)" : nil)
    }
    throw Problem(
      .refused, "\(handle) has \(found.count) sessions on \(found[0].fact.day.withWeekday)",
      hint: showsIDs ? "give the id" : nil,
      candidates: found.map { line(for: $0) })
  }

  /// `s41 · Mon 2026-11-23 14:00 · conjoint · held`, as a list of candidates prints it.
  public func line(for session: Session) -> String {
    let time = session.start.map { " \($0)" } ?? ""
    return
      "\(session.id) · \(session.fact.day.withWeekday)\(time) · \(session.kind.rawValue) · \(session.status.rawValue)"
  }
}
