extension Seen {
  /// The records that were entered with a session, by kind and then by id: the one answer to what hangs on it.
  ///
  /// Ratings of an injury that were given in it are parts of the injury; `Narrowing` has them.
  public func hanging(on session: RecordID) -> [any Recorded] { records.all.filter { $0.givenIn == session } }
}

/// What has to be narrowed with a session, so that nothing of the hour is open to more people than the hour itself.
public struct Narrowing: Sendable {
  /// The records that are open to more people than the hour will be, each with the audience that it gets.
  public private(set) var records: [(record: any Recorded, audience: Audience)]
  /// What stays open to more people than the hour, because somebody says again that it should.
  public private(set) var kept: [any Recorded] = []
  /// The injuries of which a rating was given in the hour and is open to more people than it will be, each with the
  /// narrowest audience that one of them gets.
  public let injuries: [(injury: Injury, audience: Audience)]
  /// Who had the hour alone, nil where several had it or nobody but the counselor may know.
  public let hearer: Client.ID?
  /// Lines of the hour that nobody is entered for as having heard them alone: they become the hearer's.
  public let lines: [Jot]

  /// - Parameters:
  ///   - session: the session whose audience changes.
  ///   - audience: the one that it gets.
  ///   - chart: everything of the couple, also what is struck or dated later: it may come to light again.
  public init(of session: RecordID, to audience: Audience, in chart: Seen) {
    records = chart.hanging(on: session).compactMap { record in
      let narrowed = record.fact.audience.narrowed(by: audience)
      return narrowed == record.fact.audience ? nil : (record, narrowed)
    }
    injuries = chart.records.injuries.compactMap { injury in
      let narrowed = injury.standings.filter { $0.session == session }.compactMap { standing -> Audience? in
        let now = injury.audience(of: standing)
        let then = now.narrowed(by: audience)
        return then == now ? nil : then
      }
      return narrowed.isEmpty ? nil : (injury, narrowed.reduce(.joint) { $0.narrowed(by: $1) })
    }
    if case .member(let member) = audience { hearer = member } else { hearer = nil }
    lines =
      hearer == nil ? [] : chart.records.jots.filter { $0.session == session && $0.heardBy == nil }
  }

  /// What somebody gave its audience by name, or of which nobody knows: whether it goes along is a question.
  public var named: [any Recorded] { records.map(\.record).filter { $0.fact.isAudienceNamed != false } }

  /// The same, but what was named stays as it is.
  public var withoutNamed: Narrowing {
    var copy = self
    copy.kept = named
    copy.records.removeAll { $0.record.fact.isAudienceNamed != false }
    return copy
  }

  /// Whether there is nothing to narrow.
  public var isEmpty: Bool { records.isEmpty && injuries.isEmpty && lines.isEmpty }

  /// What becomes narrower by the audience that it gets, each with its ids, those of the hour's own audience first.
  public func byAudience(_ audience: Audience) -> [(audience: Audience, ids: [RecordID])] {
    let all = records.map { ($0.record.id, $0.audience) } + injuries.map { ($0.injury.id, $0.audience) }
    let own = all.filter { $0.1 == audience }.map(\.0) + lines.map(\.id)
    let fewer = all.filter { $0.1 != audience }.map(\.0)
    // Narrowing gives the audience itself, or the counselor's where it meets another member's.
    return [(audience, own), (.counselor, fewer)].filter { !$0.1.isEmpty }
  }
}
