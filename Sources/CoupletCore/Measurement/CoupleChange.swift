/// What two partners' totals of one scale, taken at the same two times, say about the pair.
///
/// All in points. The mean is never the only number: the gap stands beside it.
public struct CoupleChange: Hashable, Sendable {
  /// The gap of two totals is more than error above so many SEM: 1.96·√2, as the source prints it.
  public static let gapFactor = 2.77
  /// The change of a gap is more than error above so many SEM: 1.96·2.
  public static let gapChangeFactor = 3.92

  /// The first partner's change, in points.
  public let first: ScoreChange
  /// The second partner's change, in points.
  public let second: ScoreChange
  /// The standard error of one total, nil where the scale's reliability isn't known.
  public let sem: Double?

  /// The pair of a first and a second partner's change, with the scale's standard error of one total.
  ///
  /// - Throws: bad data when `sem` is no number or not above 0.
  public init(first: ScoreChange, second: ScoreChange, sem: Double?) throws(Problem) {
    if let sem, try Figure.checked(sem, field: "sem") <= 0 {
      throw Problem(.badData, "sem: \(DecimalText.text(sem)) is not above 0")
    }
    self.first = first
    self.second = second
    self.sem = sem
  }

  /// The mean of the earlier totals.
  public var meanFrom: Double { (first.from + second.from) / 2 }

  /// The mean of the later totals.
  public var meanTo: Double { (first.to + second.to) / 2 }

  /// The standard error of the mean of two totals, SEM/√2, as the two errors are independent.
  public var meanError: Double? { sem.map { $0 / 2.0.squareRoot() } }

  /// RC of the mean, whose S_diff is SEM; without unit.
  public var meanIndex: Double? { sem.map { (meanTo - meanFrom) / $0 } }

  /// Whether the mean's change is more than error: |RC| above 1.96, strictly.
  public var isMeanChangeReliable: Bool? { exceeds(meanTo - meanFrom, ReliableChange.z) }

  /// The first partner's earlier total minus the second's.
  public var gapFrom: Double { first.from - second.from }

  /// The first partner's later total minus the second's.
  public var gapTo: Double { first.to - second.to }

  /// The later gap minus the earlier, with sign: from +10 to −10 is −20.
  public var gapChange: Double { gapTo - gapFrom }

  /// Whether the earlier gap is more than error: |gap| above 2.77·SEM.
  public var isGapFromMoreThanError: Bool? { exceeds(gapFrom, Self.gapFactor) }

  /// Whether the later gap is more than error: |gap| above 2.77·SEM.
  public var isGapToMoreThanError: Bool? { exceeds(gapTo, Self.gapFactor) }

  /// Whether the gap's change is more than error: |change| above 3.92·SEM.
  public var isGapChanged: Bool? { exceeds(gapChange, Self.gapChangeFactor) }

  /// What the two classes say together.
  public var label: CoupleLabel { CoupleLabel(first.changeClass, second.changeClass) }

  /// In which order the partners are listed: any deterioration first.
  public var order: [Partner] { CoupleLabel.order(first.changeClass, second.changeClass) }

  /// Whether the gap of two totals is more than error, |gap| above 2.77·SEM; nil where SEM isn't known.
  public static func isMoreThanError(gap: Double, sem: Double?) -> Bool? { exceeds(gap, gapFactor, sem) }

  private func exceeds(_ value: Double, _ factor: Double) -> Bool? { Self.exceeds(value, factor, sem) }

  private static func exceeds(_ value: Double, _ factor: Double, _ sem: Double?) -> Bool? {
    sem.map { abs(value) > factor * $0 + Figure.rounding }
  }
}
