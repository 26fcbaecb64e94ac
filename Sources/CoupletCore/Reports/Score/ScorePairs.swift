extension ScoreReport {
  /// Two members beside each other.
  public struct Pair: Hashable, Sendable {
    /// What pages call the member whose total comes first in the difference.
    public let first: String
    /// What pages call the other.
    public let second: String
    /// On every day, or in every session, on which both have a total; oldest first.
    public let gaps: [Gap]
    /// Where the gap went from the first to the last of them, nil below two days.
    public let movement: ProgressReport.Pair.Movement?
    /// Whether the gap's change is more than error: above 3.92·SEM. For the counselor, where SEM is known.
    public let isGapChanged: Bool?
    /// How the pair's mean changed; for the counselor, nil below two days.
    public let mean: Mean?
    /// For the counselor, a couple of exactly two, and where a class may stand.
    public let label: CoupleLabel?

    /// The last gap minus the first, with sign, in points; nil below two days.
    public var gapChange: Double? {
      guard movement != nil, let first = gaps.first, let last = gaps.last else { return nil }
      return last.gap - first.gap
    }
  }

  /// Both members' totals of one occasion.
  public struct Gap: Hashable, Sendable {
    /// The later of the two days, where the sheets of one session weren't filled in on one.
    public let day: Day
    /// The first member's total minus the second's, in points.
    public let gap: Double
    /// Whether it is more than error: above 2.77·SEM. For the counselor, where SEM is known.
    public let isMoreThanError: Bool?
  }

  /// The change of a pair's mean; it never stands without the two members and their gap.
  public struct Mean: Hashable, Sendable {
    /// On the first occasion of both, in points.
    public let from: Double
    /// On the last.
    public let to: Double
    /// The standard error of a mean of two totals, SEM/√2; nil where SEM isn't known, as the next two.
    public let error: Double?
    /// RC of the mean, without unit.
    public let index: Double?
    /// Whether its change is more than error.
    public let isReliable: Bool?
  }
}

extension ScoreFrame {
  /// Each two members beside each other.
  func pairs(of members: [ScoreReport.Member]) -> [ScoreReport.Pair] {
    guard let measure, measure.hasValues else { return [] }
    // In the same order as here: each member with all who come later.
    var known = measure.pairs(in: progress)[...]
    return members.indices.flatMap { first in
      members.indices.dropFirst(first + 1).map { second in
        pair((members[first], members[second]), (progress.members[first], progress.members[second]), known.popFirst())
      }
    }
  }

  private func pair(
    _ members: (ScoreReport.Member, ScoreReport.Member), _ ids: (Client.ID, Client.ID), _ known: ProgressReport.Pair?
  ) -> ScoreReport.Pair {
    let occasions = occasions(ids.0, ids.1)
    let change = isForCounselor && known?.movement != nil ? change(occasions.first, occasions.last) : nil
    let hasLabel = isForCounselor && mayClassify && progress.members.count == 2
    return ScoreReport.Pair(
      first: members.0.name, second: members.1.name,
      gaps: occasions.map { occasion in
        let isMore = isForCounselor ? isMoreThanError(occasion.difference) : nil
        return .init(day: occasion.day, gap: occasion.difference, isMoreThanError: isMore)
      },
      movement: known?.movement, isGapChanged: change?.isGapChanged,
      mean: change.map { change in
        .init(
          from: change.meanFrom, to: change.meanTo, error: change.meanError, index: change.meanIndex,
          isReliable: change.isMeanChangeReliable)
      },
      label: hasLabel ? CoupleLabel(members.0.change?.changeClass, members.1.change?.changeClass) : nil)
  }

  /// One occasion for each day on which there is one; the first and the last are those of the progress report.
  private func occasions(_ first: Client.ID, _ second: Client.ID) -> [ProgressMeasure.Occasion] {
    guard let measure, let ends = measure.gap(first, second) else { return [] }
    var days: [Day: ProgressMeasure.Occasion] = [:]
    for mine in measure.readings[first] ?? [] {
      for theirs in measure.readings[second] ?? [] {
        let isOneSession = mine.session != nil && mine.session == theirs.session
        guard isOneSession || mine.day == theirs.day else { continue }
        let occasion = ProgressMeasure.Occasion(first: mine, second: theirs, isOneSession: isOneSession)
        if days[occasion.day]?.isOneSession != true || isOneSession { days[occasion.day] = occasion }
      }
    }
    days[ends.first.day] = ends.first
    days[ends.last.day] = ends.last
    return days.values.sorted { $0.day < $1.day }
  }

  private func change(
    _ from: ProgressMeasure.Occasion?, _ to: ProgressMeasure.Occasion?
  ) -> CoupleChange? {
    guard let definition, let from, let to,
      let first = try? ScoreChange(from: from.first.value, to: to.first.value, scale: definition),
      let second = try? ScoreChange(from: from.second.value, to: to.second.value, scale: definition)
    else { return nil }
    return try? CoupleChange(first: first, second: second, sem: basis.sem)
  }

  private func isMoreThanError(_ gap: Double) -> Bool? {
    basis.sem.map { abs(gap) > CoupleChange.gapFactor * $0 + Figure.rounding }
  }
}
