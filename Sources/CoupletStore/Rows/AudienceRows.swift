public import CoupletCore
import GRDB

/// Changes of who may know of a record.
extension Change {
  /// Gives a record another audience, with the reason.
  ///
  /// - Parameter isNamed: whether somebody named it for this record, and not for the hour to which it belongs.
  public func change(
    audienceOf record: some Recorded, to audience: Audience, isNamed: Bool = true, why: String
  ) throws {
    let before = record.fact.audience.columns
    let after = audience.columns
    try insert(
      "audience_change",
      [
        "fact": try key(of: record.id), "clock": clock.description, "before": before.word, "before_of": before.of,
        "after": after.word, "after_of": after.of, "why": try Wording.name(why, field: "why"),
      ])
    try update(audienceOf: record, to: audience, isNamed: isNamed)
  }

  /// Narrows what hangs on a session along with it.
  public func apply(_ narrowing: Narrowing, of session: Session, to audience: Audience, why: String) throws {
    for (record, audience) in narrowing.records {
      try change(audienceOf: record, to: audience, isNamed: false, why: why)
    }
    for record in narrowing.kept { try update(audienceOf: record, to: record.fact.audience, isNamed: true) }
    for (injury, _) in narrowing.injuries { try narrow(ratingsOf: injury, givenIn: session.id, to: audience) }
    for line in narrowing.lines { try update(hearerOf: line, to: narrowing.hearer) }
  }
}
