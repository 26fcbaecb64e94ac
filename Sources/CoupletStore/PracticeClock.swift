public import CoupletCore
import GRDB

/// What the journal tells of the clock, which is only believed where nothing speaks against it.
public enum PracticeClock {
  /// Seconds that commands which run at once may be apart, each with its own look at the clock.
  private static let slack = 60
  /// Longer away than this is rarer than a wrong year.
  private static let longestAway = 90 * 86_400

  /// What is odd about a clock.
  public enum Doubt: Hashable, Sendable {
    /// It stands before the last save.
    case back
    /// It stands so many days after it.
    case ahead(days: Int)
  }

  /// Whether a moment lies before another one that came first.
  static func isBack(_ clock: Instant, from earlier: Instant) -> Bool {
    clock.seconds + slack < earlier.seconds
  }

  /// What is odd about a clock after a save, nil where nothing is.
  static func doubt(_ clock: Instant, after save: Instant) -> Doubt? {
    if isBack(clock, from: save) { return .back }
    let away = clock.seconds - save.seconds
    return away > longestAway ? .ahead(days: away / 86_400) : nil
  }
}

extension Practice {
  /// What is odd about a clock, with the last command and its moment; nil where nothing is.
  public func doubt(
    of clock: Instant
  ) throws(Problem) -> (doubt: PracticeClock.Doubt, last: RecordID, moment: Instant)? {
    try translatingFaults(path) {
      try queue.read { database in
        guard let number = try Int.fetchOne(database, sql: "SELECT max(id) FROM journal"),
          let text = try String.fetchOne(database, sql: "SELECT clock FROM journal WHERE id = ?", arguments: [number]),
          let moment = Instant(text), let id = RecordID(.journal, number)
        else { return nil }
        return PracticeClock.doubt(clock, after: moment).map { ($0, id, moment) }
      }
    }
  }

  /// The records of a couple, or of all, that no list has on a day because they are dated after it; plans are in lists.
  ///
  /// - Returns: how many there are, and the last one's day; nil where there is none.
  public func dated(after day: Day, of couple: Couple.ID?) throws(Problem) -> (count: Int, last: Day)? {
    try translatingFaults(path) {
      try queue.read { database in
        let later = """
          FROM fact LEFT JOIN session USING (id)
          WHERE (:couple IS NULL OR fact.couple = :couple) AND fact.day > :day AND coalesce(status, 'held') = 'held'
          AND fact.id NOT IN (SELECT fact FROM strike WHERE lifted IS NULL)
          """
        let arguments: StatementArguments = ["couple": couple?.number, "day": day.description]
        let count = try Int.fetchOne(database, sql: "SELECT count(*) " + later, arguments: arguments) ?? 0
        guard count > 0,
          let last = try String.fetchOne(database, sql: "SELECT max(fact.day) " + later, arguments: arguments)
            .flatMap({ Day(iso: $0) })
        else { return nil }
        return (count, last)
      }
    }
  }
}
