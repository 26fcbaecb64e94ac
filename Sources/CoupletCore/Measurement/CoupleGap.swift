/// Where the gap between two members goes, beyond error.
public enum GapMovement: String, Sendable, CaseIterable {
  case narrowed, widened, same
}

/// What may be said of where the gap between two members went; every page's words for it come from here.
public enum GapFinding: Hashable, Sendable, CaseIterable {
  /// There is one occasion of both only: nothing moved.
  case oneOccasion
  /// How far a gap wobbles isn't known, or not all was taken alike: the figures stand alone.
  case unknown
  /// The change of the gap is no more than error: "about as far apart as before".
  case same
  /// It is smaller by more than error, and neither of the two fell.
  case narrowed
  /// It is greater by more than error, and neither of the two fell.
  case widened
  /// It changed by more than error, and one of the two fell: closer or wider would say the wrong thing.
  case changedByFall

  /// The direction, nil where none may be said.
  public var movement: GapMovement? {
    switch self {
    case .oneOccasion, .unknown, .changedByFall: nil
    case .same: .same
    case .narrowed: .narrowed
    case .widened: .widened
    }
  }
}

/// The distance between two members' values of one measure, from the first occasion of both to the last.
struct CoupleGap {
  /// Two members' values of one day, or of one session that both name.
  struct Occasion {
    let first: MeasureReading
    let second: MeasureReading
    let isOneSession: Bool

    /// Nil for values of neither one session nor one day.
    init?(first: MeasureReading, second: MeasureReading) {
      isOneSession = first.session != nil && first.session == second.session
      guard isOneSession || first.day == second.day else { return nil }
      self.first = first
      self.second = second
    }

    /// The first member's value minus the second's.
    var difference: Double { first.value - second.value }
    /// The later day of the two: sheets of one session may be filled in a day apart.
    var day: Day { max(first.day, second.day) }

    /// Whether the gap is more than error: |gap| above 2.77·SEM; nil where SEM isn't known or the two were asked
    /// differently.
    func isMoreThanError(sem: Double?) -> Bool? {
      first.mode == second.mode ? CoupleChange.isMoreThanError(gap: difference, sem: sem) : nil
    }
  }

  /// A gap of ratings or goals that moves by so much is about the same, as a single one that does.
  static let ratingWobble = 1.0

  let first: Occasion
  let last: Occasion
  /// One for each day on which there is one, oldest first.
  let occasions: [Occasion]
  /// How the pair changed from the first day to the last; nil where there is one day only, or no scale.
  let change: CoupleChange?
  /// What may be said of where it went.
  let finding: GapFinding

  /// Where a day has several, sheets that name one session go together, else the first with the first and the last
  /// with the last.
  init?(_ all: [Occasion], of measure: CoupleMeasure) {
    let days = Dictionary(grouping: all, by: \.day).sorted { $0.key < $1.key }.map { _, occasions in
      let together = occasions.filter(\.isOneSession)
      return together.isEmpty ? occasions : together
    }
    guard let first = days.first?.first, let last = days.last?.last else { return nil }
    self.first = first
    self.last = last
    occasions = days.count > 1 ? [first] + days.dropFirst().compactMap(\.last) : [last]
    let isAlike = first.first.mode == last.first.mode && first.second.mode == last.second.mode
    change =
      if days.count > 1, let scale = measure.scale,
        let one = try? ScoreChange(from: first.first.value, to: last.first.value, scale: scale),
        let other = try? ScoreChange(from: first.second.value, to: last.second.value, scale: scale)
      {
        try? CoupleChange(first: one, second: other, sem: isAlike ? scale.standardError?.points : nil)
      } else {
        nil
      }
    finding = Self.finding(from: first, to: last, in: measure, isAlike: isAlike)
  }

  private static func finding(
    from first: Occasion, to last: Occasion, in measure: CoupleMeasure, isAlike: Bool
  ) -> GapFinding {
    guard first.day < last.day else { return .oneOccasion }
    let wobble: Double? =
      switch measure.kind {
      case .scale: isAlike ? measure.scale?.standardError.map { CoupleChange.gapChangeFactor * $0.points } : nil
      case .rating, .goal: ratingWobble
      case .subscale, .homework, .promise, .tally: nil
      }
    guard let wobble else { return .unknown }
    let growth = abs(last.difference) - abs(first.difference)
    guard abs(growth) > wobble + Figure.rounding else { return .same }
    let changes = [last.first.value - first.first.value, last.second.value - first.second.value]
    // Of a scale any step against health; a rating that is a point lower is about the same.
    let falls = changes.map { change in
      measure.scale.map { $0.direction.towardsHealth(change) < -Figure.rounding }
        ?? (change < -ratingWobble - Figure.rounding)
    }
    if falls.contains(true) { return .changedByFall }
    return growth > 0 ? .widened : .narrowed
  }

  /// Whether the gap's change is more than error, nil where that can't be computed.
  var isMoreThanError: Bool? { change?.isGapChanged }

  /// Whether the one who had more has less now, by more than error.
  var isTurned: Bool { isMoreThanError == true && first.difference * last.difference < 0 }
}
