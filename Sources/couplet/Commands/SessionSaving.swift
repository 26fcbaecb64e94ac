import CoupletCore
import CoupletReports
import CoupletStore

/// The one way in which a session is written: what hangs on it is never open to more people than the hour.
extension Invocation {
  /// Writes a session, alone or over the one that it was, and narrows what hangs on it along with it, in one change.
  ///
  /// - Parameters:
  ///   - old: the session as it was, nil for a new one.
  ///   - audience: who may know of the hour from now on.
  ///   - make: the session as it will be, and what else is written with it.
  func saveSession(
    over old: Session?, audience: Audience, in chart: Seen, _ make: (Change) throws -> Session
  ) throws {
    guard let old else {
      return try show(
        try change { change in
          let session = try make(change)
          try change.add(session)
          return session
        })
    }
    let narrowing = try narrowing(of: old, to: audience, in: chart)
    let out = try wentOut([(old, audience)] + narrowing.records.map { ($0.record, $0.audience) }, of: chart)
    let session = try change { change in
      let session = try make(change)
      try change.replace(session)
      try change.apply(narrowing, of: old, to: audience, why: "who was at \(old.id) was corrected")
      return session
    }
    inform(ofWentOut: out, chart)
    try show(session, narrowing.lines(for: audience, in: chart))
  }

  /// What hangs on a session and is open to more people than the hour will be; also what is struck, or dated after the
  /// day taken as today, as it may come to light again.
  func narrowing(of session: Session, to audience: Audience, in chart: Seen) throws(Problem) -> Narrowing {
    let everything = try practice().history(of: chart.couple).seen(
      by: .counselor, asOf: Day.range.upperBound, struckToo: true)
    return Narrowing(of: session.id, to: audience, in: everything)
  }

  /// Prints a session, and what was narrowed with it.
  func show(_ session: Session, _ narrowed: [String] = []) throws(Problem) {
    guard let couple = try directory().couples.first(where: { $0.id == session.fact.couple }) else { return }
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
