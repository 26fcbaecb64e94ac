import CoupletCore
import CoupletStore

/// Couples, their members, and their charts as somebody may see them.
extension Invocation {
  /// The couple's chart as the counselor sees it.
  func chart(of couple: Couple) throws(Problem) -> Seen {
    try chart(of: couple, for: .counselor, desk: false)
  }

  /// The couple's chart as a reading command was asked to show it.
  ///
  /// - Parameter struckToo: whether the counselor sees what was entered in error; on a desk nobody does.
  func chart(of couple: Couple, _ reading: ReadingOptions, struckToo: Bool = false) throws(Problem) -> Seen {
    let viewer = try viewer(reading, of: couple)
    return try chart(of: couple, for: viewer, desk: reading.desk, struckToo: struckToo)
  }

  /// The couple's chart as a viewer may see it.
  ///
  /// - Parameter day: as of when, where that is before today.
  func chart(
    of couple: Couple, for viewer: Audience, desk: Bool, asOf day: Day? = nil, struckToo: Bool = false
  ) throws(Problem) -> Seen {
    if viewer == .counselor, !desk { sayLater(of: couple) }
    let seen = try practice().history(of: couple).seen(
      by: viewer, asOf: min(day ?? today, today), struckToo: struckToo && !desk)
    return desk ? seen.forDesk() : seen
  }

  /// The member whom the words mean, where there are any.
  func member(_ query: String?, of couple: Couple, field: String) throws(Problem) -> Client.ID? {
    guard let query else { return nil }
    return try member(named: query, of: couple, field: field)
  }
}
