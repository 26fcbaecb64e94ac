import CoupletCore
import CoupletReports
import CoupletStore

/// One hour, one couple: what is planned, moved, edited and begun goes by the same rule.
extension Invocation {
  /// Refuses a session at whose time the couple has another one.
  ///
  /// - Parameter old: the session in whose place it comes.
  func requireFreeHour(for session: Session, in chart: Seen, besides old: Session? = nil) throws(Problem) {
    guard let there = chart.records.session(atHourOf: session, besides: old?.id) else { return }
    let status = there.status == .planned ? "a session planned" : "a session"
    throw Problem(
      .refused,
      "\(chart.handle) has \(status) on \(there.fact.day.withWeekday) at that time already (\(there.id))",
      hint: "name another time with --at")
  }

  /// Says which other sessions take place, in part, at the time of those that were saved.
  func informOfOverlaps(with sessions: [Session]) throws(Problem) {
    let hours = sessions.compactMap(\.hour)
    guard !hours.isEmpty else { return }
    let others = try practice().hours(on: Set(hours.map(\.day)))
    let couples = try directory().couples
    for hour in hours {
      for other in others where other.overlaps(hour) {
        // Of two that were saved together the later one says it.
        guard !hours.contains(other) || other.span.lowerBound < hour.span.lowerBound else { continue }
        let handle = couples.first { $0.id == other.couple }?.handle.description ?? ""
        inform(
          "\(hour.day.withWeekday) \(hour.start) · at the same time: \(handle) · \(other.start) · \(other.session)")
      }
    }
  }
}
