extension Brief {
  /// The figures of one scale, or of one domain of the practice ratings, a partner a row.
  ///
  /// Values are of the newest version in the chart only, and in points; those of a rating are 0 to 10.
  public struct MeasureFigures: Hashable, Sendable {
    /// One partner's values.
    public struct Row: Hashable, Sendable {
      /// What the page calls whose values they are.
      public let partner: String
      /// How many values there are.
      public let n: Int
      /// The day of the first value.
      public let firstDay: Day
      /// The first value, the same as the last where there is one only.
      public let first: Double
      /// The value before the last, nil below two.
      public let previous: Double?
      /// The day of the last value.
      public let lastDay: Day
      /// The newest value.
      public let last: Double
      /// The last minus the first, nil below two values.
      public let change: Double?
      /// Whether the change is more than error; nil where that can't be computed and on every page but the counselor's.
      public let isReliable: Bool?
      /// Whether the change goes towards health, nil below two values or without change.
      public let isTowardsHealth: Bool?
      /// Nil where none can be computed, on every page but the counselor's, and where none may stand.
      public let changeClass: ChangeClass?
      /// Which side of the cut-off the last value lies on; nil where unknown and on every page but the counselor's.
      public let isFunctional: Bool?
      /// Whether the last value can't be told from the cut-off; nil where unknown and on every page but the counselor's.
      public let isNearCutoff: Bool?
      /// The room above the first value, where that is too little for a reliable change; for the counselor alone.
      public let shortRoom: ShortRoom?
      /// The partner's aim where it forbids a class to all: they want to separate well, or are unsure.
      public let aim: Aim.Kind?
      /// Whether the values were taken in different ways, which alone can move them.
      public let isOfSeveralModes: Bool
      /// The day of the newest sheet, where that has too many open items for a total.
      public let incomplete: Day?
      /// Whether the change leads to the dysfunctional side; false on every page but the counselor's, and where no class
      /// may stand.
      public let isIntoClinicalRange: Bool
      /// What the change of a scale is called on a page for the couple; nil for the counselor and where nothing can be said.
      public let plain: CoupleSentence?
    }

    /// No reliable change on a scale after some sessions, of those for whom it would matter.
    public struct NotYet: Hashable, Sendable {
      /// Whose total changed by how much so far.
      public struct Change: Hashable, Sendable {
        /// What the page calls whose it is.
        public let partner: String
        /// The last total minus the first, in points.
        public let change: Double
      }

      /// Sessions held from the day of the first total on.
      public let sessions: Int
      /// In the order of naming; at least one.
      public let changes: [Change]
    }

    /// The distance between two partners on the first and the last day (or session) on which both have a value.
    public struct Gap: Hashable, Sendable {
      /// What the page calls the partner whose value comes first in the difference.
      public let one: String
      /// What the page calls the other.
      public let other: String
      /// The first day on which both have a value.
      public let firstDay: Day
      /// The first partner's value minus the second's.
      public let first: Double
      /// The last such day, the same as the first where there is one only.
      public let lastDay: Day
      /// The first partner's value minus the second's.
      public let last: Double
      /// What may be said of where it went.
      public let finding: GapFinding
      /// Whether the gap's change is more than error; nil where that can't be computed and on every page but the counselor's.
      public let isMoreThanError: Bool?

      /// Where the gap went, nil where no direction may be said.
      public var movement: GapMovement? { finding.movement }
    }

    /// A scale or a practice rating.
    public let kind: MeasureKind
    /// The scale's id, or the domain.
    public let key: String
    /// What pages call the scale or the domain.
    public let title: String
    /// From the lowest to the highest possible value, nil for practice ratings.
    public let width: Double?
    /// What change is more than error; nil where none is known and on every page but the counselor's.
    public let threshold: ReliableChange?
    /// What the couple's words rest on, as pages say it; nil where it was read, and without such words.
    public let grounds: Verification?
    /// Whether a class, or the couple's words in its place, may stand beside the figures.
    public let mayClassify: Bool
    /// How far the cut-off was traced, nil without one and on every page but the counselor's.
    public let cutoffVerification: Verification?
    /// That no reliable change has come yet, where that is to be said; for the counselor alone.
    public let notYet: NotYet?
    /// In the order of naming; partners without values are left out.
    public let rows: [Row]
    /// Every pair of partners with a common day or session.
    public let gaps: [Gap]
  }
}

extension BriefChart {
  var measures: [Brief.MeasureFigures] { (table.scales.compactMap(\.measure) + table.domains).compactMap(figures) }

  var unknownScales: [String] { table.scales.filter { $0.measure == nil }.map { seen.text($0.id) } }

  /// Nil when nobody has a value.
  private func figures(of measure: CoupleMeasure) -> Brief.MeasureFigures? {
    let rows = seen.members.compactMap { row($0, measure) }
    guard !rows.isEmpty else { return nil }
    let scale = measure.scale
    return Brief.MeasureFigures(
      kind: measure.kind, key: scale.map { seen.text($0.id.description) } ?? measure.id.name, title: measure.title,
      width: scale.map { $0.total.max - $0.total.min },
      threshold: seen.isForCounselor ? scale?.reliableChange : nil,
      grounds: rows.contains { $0.plain != nil } ? scale?.reliableChange?.verification : nil,
      mayClassify: measure.mayClassify, cutoffVerification: seen.isForCounselor ? scale?.cutoff?.verification : nil,
      notYet: seen.isForCounselor ? notYet(measure) : nil, rows: rows,
      gaps: seen.members.pairs.compactMap { one, other in
        measure.gap(one, other).map { gap in
          .init(
            one: seen.name(one), other: seen.name(other), firstDay: gap.first.day, first: gap.first.difference,
            lastDay: gap.last.day, last: gap.last.difference, finding: gap.finding,
            isMoreThanError: seen.isForCounselor ? gap.isMoreThanError : nil)
        }
      })
  }

  /// Feedback helps most where nothing has moved yet: from the fourth session on, for whoever began on the troubled side
  /// and had room to change.
  private func notYet(_ measure: CoupleMeasure) -> Brief.MeasureFigures.NotYet? {
    guard measure.mayClassify, let scale = measure.scale, let cutoff = scale.cutoff else { return nil }
    let still = seen.members.filter { member in
      guard let series = measure.series[member], let first = series.first else { return false }
      return series.isReliable == false && series.shortRoom == nil && !cutoff.isFunctional(first)
    }
    guard let begun = still.compactMap({ measure.series[$0]?.firstDay }).min() else { return nil }
    let sessions = seen.held.count { $0.fact.day >= begun }
    guard sessions >= Brief.notYetFrom else { return nil }
    return .init(
      sessions: sessions,
      changes: still.compactMap { member in
        measure.series[member]?.change.map { .init(partner: seen.name(member), change: $0) }
      })
  }

  private func row(_ member: Client.ID, _ measure: CoupleMeasure) -> Brief.MeasureFigures.Row? {
    guard let series = measure.series[member], let first = series.values.first, let last = series.values.last else {
      return nil
    }
    let sheets = measure.sheets[member] ?? []
    let direction = measure.scale?.direction ?? .higherIsBetter
    return Brief.MeasureFigures.Row(
      partner: seen.name(member), n: series.n, firstDay: first.day, first: first.value,
      previous: series.values.dropLast().last?.value, lastDay: last.day, last: last.value, change: series.change,
      isReliable: seen.isForCounselor ? series.isReliable : nil,
      isTowardsHealth: series.change.flatMap { $0 == 0 ? nil : direction.towardsHealth($0) > 0 },
      changeClass: seen.isForCounselor ? measure.changeClass(of: member) : nil,
      isFunctional: seen.isForCounselor ? series.isFunctional : nil,
      isNearCutoff: seen.isForCounselor ? series.isNearCutoff : nil,
      shortRoom: seen.isForCounselor && measure.mayClassify ? series.shortRoom : nil,
      aim: table.aim(of: member, against: measure),
      isOfSeveralModes: Set(sheets.filter { $0.score.total != nil }.map(\.sheet.mode)).count > 1,
      incomplete: sheets.last.flatMap { $0.score.total == nil ? $0.sheet.fact.day : nil },
      isIntoClinicalRange: seen.isForCounselor && measure.isIntoClinicalRange(of: member),
      plain: seen.isForCounselor || measure.kind != .scale ? nil : measure.plain(of: member, isShort: true))
  }
}
