extension ScoreReport {
  /// Two members beside each other.
  public struct Pair: Hashable, Sendable {
    /// What pages call the member whose total comes first in the difference.
    public let first: String
    /// What pages call the other.
    public let second: String
    /// On every day, or in every session, on which both have a total; oldest first.
    public let gaps: [Gap]
    /// What may be said of where the gap went from the first to the last of them.
    public let finding: GapFinding
    /// Whether the one who had more has less now, by more than error; for the counselor.
    public let isTurned: Bool
    /// Whether the gap's change is more than error: above 3.92·SEM; for the counselor, where SEM is known.
    public let isGapChanged: Bool?
    /// How the pair's mean changed; for the counselor, nil below two days.
    public let mean: Mean?
    /// For the counselor, a couple of exactly two, and where a class may stand.
    public let label: CoupleLabel?
    /// Why the pair isn't classifiable, nil where it is and where there is no label.
    public let labelWhy: String?

    /// Where the gap went, nil where no direction may be said.
    public var movement: GapMovement? { finding.movement }

    /// The last gap minus the first, with sign, in points; nil below two days.
    public var gapChange: Double? {
      guard finding != .oneOccasion, let first = gaps.first, let last = gaps.last else { return nil }
      return last.gap - first.gap
    }
  }

  /// Both members' totals of one occasion.
  public struct Gap: Hashable, Sendable {
    /// The later of the two days, where the sheets of one session weren't filled in on one.
    public let day: Day
    /// The first member's total minus the second's, in points.
    public let gap: Double
    /// Whether it is more than error: above 2.77·SEM; for the counselor, where SEM is known and both were asked alike.
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
    let hasLabel = isForCounselor && mayClassify && members.count == 2
    return zip(members.pairs, progress.members.pairs).map { pair, ids in
      let gap = measure.gap(ids.0, ids.1)
      let change = isForCounselor ? gap?.change : nil
      let verdict =
        hasLabel
        ? measure.verdict(ids.0, ids.1, classes: (pair.0.change?.changeClass, pair.1.change?.changeClass)) : nil
      return ScoreReport.Pair(
        first: pair.0.name, second: pair.1.name,
        gaps: (gap?.occasions ?? []).map { occasion in
          let isMore = occasion.isMoreThanError(sem: basis.error?.points)
          return .init(day: occasion.day, gap: occasion.difference, isMoreThanError: isForCounselor ? isMore : nil)
        },
        finding: gap?.finding ?? .oneOccasion, isTurned: isForCounselor && gap?.isTurned == true,
        isGapChanged: change?.isGapChanged,
        mean: change.map { change in
          .init(
            from: change.meanFrom, to: change.meanTo, error: change.meanError, index: change.meanIndex,
            isReliable: change.isMeanChangeReliable)
        },
        label: verdict?.label, labelWhy: verdict?.why(pair.0.name, pair.1.name))
    }
  }
}
