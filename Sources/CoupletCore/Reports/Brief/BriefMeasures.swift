extension Brief {
  /// The figures of one scale, or of one domain of the practice ratings, a partner a row.
  ///
  /// Values are of the newest version in the chart only, and in points; those of a rating are 0 to 10.
  public struct MeasureFigures: Hashable, Sendable {
    /// What is measured.
    public enum Kind: String, Sendable {
      case scale, rating
    }

    /// What change of a scale is more than error.
    public struct Threshold: Hashable, Sendable {
      public let points: Double
      /// Whether a change of exactly so many points is reliable.
      public let isInclusive: Bool
      /// Whether the figures are the counselor's own.
      public let isOwn: Bool
      /// Whether the figures were read in their source; pages print "unverified norm" where they weren't.
      public let isVerified: Bool
    }

    /// One partner's values.
    public struct Row: Hashable, Sendable {
      public let partner: String
      /// How many values there are.
      public let n: Int
      public let firstDay: Day
      public let first: Double
      /// The value before the last, nil below two.
      public let previous: Double?
      public let lastDay: Day
      public let last: Double
      /// The last minus the first, nil below two values.
      public let change: Double?
      /// Whether the change is more than error, nil where that can't be computed.
      public let isReliable: Bool?
      /// Whether the change goes towards health, nil below two values or without change.
      public let isTowardsHealth: Bool?
      /// Nil where none can be computed, on every page but the counselor's, and where `aim` has a value.
      public let changeClass: ChangeClass?
      /// Which side of the cut-off the last value lies on; nil where unknown and on every page but the counselor's.
      public let isFunctional: Bool?
      /// An aim that forbids a class: the partner wants to separate well, or is unsure.
      public let aim: Aim.Kind?
      /// Whether the values were taken in different ways, which alone can move them.
      public let isOfSeveralModes: Bool
      /// The day of the newest sheet, where that has too many open items for a total.
      public let incomplete: Day?
      /// Whether the change leads to the dysfunctional side; false on every page but the counselor's.
      public let isIntoClinicalRange: Bool
    }

    /// The distance between two partners on the first and the last day on which both have a value.
    public struct Gap: Hashable, Sendable {
      /// Where a gap goes.
      public enum Direction: String, Sendable {
        case widened, narrowed, same
      }

      public let one: String
      public let other: String
      public let firstDay: Day
      /// The first partner's value minus the second's.
      public let first: Double
      public let lastDay: Day
      /// The first partner's value minus the second's.
      public let last: Double
      /// Nil where there is one day only.
      public let direction: Direction?
      /// Whether the gap's change is more than error; nil where that can't be computed and on every page but the counselor's.
      public let isMoreThanError: Bool?
    }

    public let kind: Kind
    /// The scale's id, or the domain.
    public let key: String
    public let title: String
    /// From the lowest to the highest possible value, nil for practice ratings.
    public let width: Double?
    /// What change is more than error, nil where none is known.
    public let threshold: Threshold?
    /// Whether the cut-off was read in its source, nil without one and on every page but the counselor's.
    public let isCutoffVerified: Bool?
    /// In the order of naming; partners without values are left out.
    public let rows: [Row]
    /// Every pair of partners with a common day.
    public let gaps: [Gap]
  }
}

extension BriefChart {
  var measures: [Brief.MeasureFigures] { scaleFigures + ratingFigures }

  /// The scale of the newest version in the chart, by id; nil where the library hasn't got it.
  private var scales: [(id: String, definition: ScaleDefinition?)] {
    let newest = records.measures.reduce(into: [String: Int]()) { newest, sheet in
      newest[sheet.scale] = max(newest[sheet.scale] ?? 0, sheet.version)
    }
    return newest.sorted { $0.key < $1.key }.map { ($0.key, library.scale($0.key, version: $0.value)) }
  }

  var unknownScales: [String] { scales.filter { $0.definition == nil }.map { seen.text($0.id) } }

  private var scaleFigures: [Brief.MeasureFigures] {
    scales.compactMap { _, definition in definition.flatMap(figures) }
  }

  private func figures(of scale: ScaleDefinition) -> Brief.MeasureFigures? {
    let sheets = records.measures.filter { $0.scale == scale.id.description && $0.version == scale.version }
    let partners = seen.members.compactMap { member -> BriefSeries? in
      let own = sheets.filter { $0.fact.member == member }
      // A sheet that doesn't fit its scale has no score; `check` reports it, a page goes on without it.
      let scores = own.compactMap { sheet in
        (try? sheet.administration(by: scale).score(by: scale)).map { (sheet: sheet, score: $0) }
      }
      guard let series = try? MeasureSeries(scores: scores.map { ($0.sheet.fact.day, $0.score) }, scale: scale)
      else { return nil }
      let counted = scores.filter { $0.score.total != nil }
      return BriefSeries(
        member: member, series: series, isOfSeveralModes: Set(counted.map(\.sheet.mode)).count > 1,
        incomplete: scores.last.flatMap { $0.score.total == nil ? $0.sheet.fact.day : nil })
    }
    let rule = scale.reliableChange
    let sem: Double? = if case .computed(let sem, _)? = rule?.basis { sem } else { scale.reliability?.sem }
    let threshold = rule.map { rule in
      let isInclusive = if case .published = rule.basis { true } else { false }
      return Brief.MeasureFigures.Threshold(
        points: rule.smallest, isInclusive: isInclusive, isOwn: rule.isOwn, isVerified: rule.isVerified)
    }
    return figures(
      .scale, key: seen.text(scale.id.description), title: seen.text(scale.title), partners, threshold: threshold,
      isCutoffVerified: seen.isForCounselor ? scale.cutoff?.isVerified : nil, direction: scale.direction,
      gapError: sem.map { CoupleChange.gapChangeFactor * $0 }, width: scale.total.max - scale.total.min)
  }

  private var ratingFigures: [Brief.MeasureFigures] {
    guard let version = records.ratings.map(\.version).max() else { return [] }
    let ratings = records.ratings.filter { $0.version == version }
    return Domain.allCases.compactMap { domain in
      let partners = seen.members.compactMap { member -> BriefSeries? in
        let values = ratings.compactMap { rating -> (Day, Double)? in
          guard rating.fact.member == member, case .value(let value)? = rating.values[domain] else { return nil }
          return (rating.fact.day, Double(value))
        }
        return (try? MeasureSeries(values: values, scale: nil)).map { BriefSeries(member: member, series: $0) }
      }
      let title = library.ratings?.item(for: domain).title ?? domain.title
      return figures(
        .rating, key: domain.rawValue, title: title, partners, threshold: nil, isCutoffVerified: nil,
        direction: .higherIsBetter, gapError: nil)
    }
  }

  /// Nil when nobody has a value.
  private func figures(
    _ kind: Brief.MeasureFigures.Kind, key: String, title: String, _ partners: [BriefSeries],
    threshold: Brief.MeasureFigures.Threshold?, isCutoffVerified: Bool?, direction: ScaleDirection, gapError: Double?,
    width: Double? = nil
  ) -> Brief.MeasureFigures? {
    let rows = partners.compactMap { row($0, kind, direction) }
    guard !rows.isEmpty else { return nil }
    var gaps: [Brief.MeasureFigures.Gap] = []
    for (place, one) in partners.enumerated() {
      for other in partners.dropFirst(place + 1) {
        if let gap = MeasureSeries.gap(one.series, other.series) { gaps.append(self.gap(gap, one, other, gapError)) }
      }
    }
    return Brief.MeasureFigures(
      kind: kind, key: key, title: title, width: width, threshold: threshold, isCutoffVerified: isCutoffVerified,
      rows: rows,
      gaps: gaps)
  }

  private func row(
    _ partner: BriefSeries, _ kind: Brief.MeasureFigures.Kind, _ direction: ScaleDirection
  ) -> Brief.MeasureFigures.Row? {
    let series = partner.series
    guard let first = series.values.first, let last = series.values.last else { return nil }
    let aim = aim(of: partner.member)
    let change = series.change
    return Brief.MeasureFigures.Row(
      partner: seen.name(partner.member), n: series.n, firstDay: first.day, first: first.value,
      previous: series.values.dropLast().last?.value, lastDay: last.day, last: last.value, change: change,
      isReliable: series.isReliable,
      isTowardsHealth: change.flatMap { $0 == 0 ? nil : direction.towardsHealth($0) > 0 },
      changeClass: seen.isForCounselor && aim == nil ? series.changeClass : nil,
      isFunctional: seen.isForCounselor ? series.isFunctional : nil, aim: kind == .scale ? aim : nil,
      isOfSeveralModes: partner.isOfSeveralModes, incomplete: partner.incomplete,
      isIntoClinicalRange: seen.isForCounselor && series.movement?.isIntoClinicalRange == true)
  }

  /// The member's newest aim where it forbids a class: separating well is an outcome, not a failure.
  private func aim(of member: Client.ID) -> Aim.Kind? {
    let newest = records.aims.last { $0.fact.member == member }?.kind
    return newest == .separate || newest == .unsure ? newest : nil
  }

  private func gap(
    _ gap: MeasureSeries.Gap, _ one: BriefSeries, _ other: BriefSeries, _ error: Double?
  ) -> Brief.MeasureFigures.Gap {
    let growth = abs(gap.last) - abs(gap.first)
    let direction: Brief.MeasureFigures.Gap.Direction =
      if abs(growth) < Figure.rounding { .same } else { growth > 0 ? .widened : .narrowed }
    let hasTwoDays = gap.firstDay < gap.lastDay
    return Brief.MeasureFigures.Gap(
      one: seen.name(one.member), other: seen.name(other.member), firstDay: gap.firstDay, first: gap.first,
      lastDay: gap.lastDay, last: gap.last, direction: hasTwoDays ? direction : nil,
      isMoreThanError: seen.isForCounselor && hasTwoDays
        ? error.map { abs(gap.last - gap.first) > $0 + Figure.rounding } : nil)
  }
}

/// One partner's series while the figures are put together.
struct BriefSeries {
  let member: Client.ID
  let series: MeasureSeries
  var isOfSeveralModes = false
  var incomplete: Day?
}
