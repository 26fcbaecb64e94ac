extension Promise {
  // MARK: The day by which

  /// A day by which that was given up for another.
  public struct Move: Hashable, Sendable {
    /// The day on which it was agreed anew.
    public let day: Day
    /// The day by which until then, nil for none.
    public let from: Day?
    /// The day by which from then on.
    public let to: Day
  }

  /// How the day by which was moved, oldest first: where two of them name the same new day, or the counselor's own
  /// record has it.
  ///
  /// What one alone says is an account of theirs.
  public var moves: [Move] {
    var moves: [Move] = []
    var named: [Day: Set<Client.ID>] = [:]
    for case (let mark, let to?) in marks.map({ ($0, $0.due) }) where to != moves.last?.to ?? due {
      if let says = mark.says { named[to, default: []].insert(says) }
      guard mark.says == nil || (named[to]?.count ?? 0) > 1 else { continue }
      moves.append(Move(day: mark.day, from: moves.last?.to ?? due, to: to))
      named = [:]
    }
    return moves
  }

  /// The day by which, as it was in force on that day; nil for none.
  public func due(on day: Day) -> Day? { moves.last { $0.day <= day }?.to ?? due }

  /// The day by which, as it is now; nil for none.
  public var currentDue: Day? { moves.last?.to ?? due }

  /// Refuses an account that can't be: before it was made, or agreed anew after it was due.
  public func check(_ mark: Mark) throws(Problem) {
    guard mark.day >= fact.day else {
      throw Problem(.badData, "on: \(mark.day) lies before the promise was made, \(fact.day)")
    }
    try checkSpeaker(mark.says)
    guard mark.outcome == .renegotiated else { return }
    if let due = due(on: mark.day), mark.day > due {
      throw Problem(
        .refused, "renegotiated: \(id) was due on \(due), before \(mark.day)", hint: "kept, partly or missed")
    }
    if let due = mark.due, due < mark.day {
      throw Problem(.badData, "due: \(due) lies before the day it was agreed anew, \(mark.day)")
    }
  }

  /// Refuses a repair of what nobody says was missed.
  public func check(_ repair: Repair) throws(Problem) {
    guard repair.day >= fact.day else {
      throw Problem(.badData, "on: \(repair.day) lies before the promise was made, \(fact.day)")
    }
    try checkSpeaker(repair.says)
    guard marks.contains(where: { $0.outcome.isMiss && $0.day <= repair.day }) else {
      throw Problem(
        .refused, "repaired: nothing says that \(id) was missed, or only partly kept, up to \(repair.day)",
        hint: .enterMissFirst)
    }
  }

  /// Refuses an account of somebody to whom it wasn't made, where it names to whom.
  private func checkSpeaker(_ says: Client.ID?) throws(Problem) {
    guard let says, let to, let by = fact.member, says != by, says != to else { return }
    throw Problem(
      .refused, "says: \(id) is between two others", hint: "who promised and to whom it was promised say it")
  }

  // MARK: Accounts

  /// One time of a promise, with what each says became of it.
  public struct Occasion: Hashable, Sendable {
    /// The last account of each; of nobody, the counselor's own record.
    public let accounts: [Client.ID?: Mark]
    /// The first day of which somebody says that it wasn't wholly kept, nil without one.
    let missed: Day?

    /// What the members say; the counselor's own record counts for none of them.
    public var told: [Outcome] { accounts.values.filter { $0.says != nil }.map(\.outcome) }

    /// What somebody says, nil where they said nothing.
    public func outcome(by says: Client.ID?) -> Outcome? { accounts[says]?.outcome }

    init?(_ marks: [Mark]) {
      guard !marks.isEmpty else { return nil }
      accounts = Dictionary(marks.map { ($0.says, $0) }) { $1 }
      // What was agreed anew afterwards doesn't undo that it was missed; a later account of the same person does.
      let standing = Dictionary(marks.filter { $0.outcome != .renegotiated }.map { ($0.says, $0) }) { $1 }
      missed = standing.values.filter(\.outcome.isMiss).map(\.day).min()
    }
  }

  /// The times of it that were spoken of, oldest first.
  ///
  /// What is done again and again has one account of each in a turn of its cadence; of a single thing each has one, the
  /// last.
  public var occasions: [Occasion] {
    guard let every else { return Occasion(marks).map { [$0] } ?? [] }
    // Two speak of one week on different days: what lies in one turn of the cadence is one time.
    let turns = Dictionary(grouping: marks) { $0.day.days(since: fact.day) / every.days }
    return turns.sorted { $0.key < $1.key }.compactMap { Occasion($0.value) }
  }

  /// What became of it the last time, as all who spoke of it saw it: nil where they differ or fewer than two have said.
  public var agreed: Outcome? {
    guard let told = occasions.last?.told, told.count > 1, Set(told).count == 1 else { return nil }
    return told.first
  }

  /// Whether everyone concerned has said what became of it since it was moved last; what returns never is settled.
  ///
  /// - Parameter members: to whom it was made where it names nobody.
  public func isSettled(among members: [Client.ID]) -> Bool {
    guard every == nil, let by = fact.member else { return false }
    let concerned = to.map { [by, $0] } ?? members
    let moved = moves.last?.day
    return concerned.allSatisfy { member in
      marks.last { $0.says == member }.map { mark in
        mark.outcome != .renegotiated && moved.map { mark.day >= $0 } ?? true
      } ?? false
    }
  }

  // MARK: After a miss

  /// A time that wasn't wholly kept, by somebody's account, and what came after it.
  public struct Miss: Hashable, Sendable {
    let day: Day
    /// Whether something was done about it.
    public let isRepaired: Bool
    /// Whether it was agreed anew afterwards.
    public let isRenegotiated: Bool
  }

  /// The times that weren't wholly kept, oldest first; what came after belongs to the last of them before it.
  public var misses: [Miss] {
    let days = occasions.compactMap(\.missed)
    return days.enumerated().map { place, day in
      let next = place + 1 < days.count ? days[place + 1] : nil
      func isAfter(_ other: Day) -> Bool { day <= other && next.map { other < $0 } ?? true }
      return Miss(
        day: day, isRepaired: repairs.contains { isAfter($0.day) },
        isRenegotiated: marks.contains { $0.outcome == .renegotiated && isAfter($0.day) })
    }
  }
}
