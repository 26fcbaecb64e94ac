/// What kind of values a measure has.
public enum MeasureKind: String, Sendable, CaseIterable {
  case scale, subscale, rating, homework, promise, goal, tally
}

/// What a measure is called in files: the id of a scale, domain, goal, injury or of what is counted.
public struct MeasureID: Hashable, Sendable, CustomStringConvertible {
  /// What it is a part of: a subscale's scale, or the injury that is rated; nil for what stands alone.
  public let owner: String?
  /// The name, within its owner where it has one.
  public let name: String

  init(_ name: String, of owner: String? = nil) {
    self.owner = owner
    self.name = name
  }

  /// `csi-16`, `rdas/consensus`, `i1/willingness`.
  public var description: String { owner.map { "\($0)/\(name)" } ?? name }
}

/// One value with the day and, where it names one, the session it belongs to.
struct MeasureReading {
  let day: Day
  let session: RecordID?
  let value: Double
}

/// A sheet with what it scores by its definition.
struct ScoredSheet {
  let sheet: Measure
  let score: Score

  /// Nil for a sheet that doesn't fit the definition; `check` reports it, pages go on without it.
  init?(_ sheet: Measure, by scale: ScaleDefinition) {
    guard let score = try? sheet.administration(by: scale).score(by: scale) else { return nil }
    self.sheet = sheet
    self.score = score
  }
}

/// One measure of a couple: what each member has of it, and what may be said of each and of each two.
///
/// Every page reads it from here, so that none judges a change or a gap for itself.
struct CoupleMeasure {
  let kind: MeasureKind
  let id: MeasureID
  let title: String
  let unit: String
  /// The lowest and highest value there can be.
  let range: ClosedRange<Double>
  /// The scale, nil for what has none.
  let scale: ScaleDefinition?
  /// Whether a class may stand beside it.
  let mayClassify: Bool
  /// The sheets of a scale that could be scored, also those without a total; oldest first.
  let sheets: [Client.ID: [ScoredSheet]]
  /// Oldest first.
  let readings: [Client.ID: [MeasureReading]]
  let series: [Client.ID: MeasureSeries]

  /// A measure without scale.
  init(
    _ kind: MeasureKind, _ id: MeasureID, title: String, unit: String, range: ClosedRange<Double>,
    readings: [Client.ID: [MeasureReading]]
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.unit = unit
    self.range = range
    (scale, mayClassify, sheets) = (nil, false, [:])
    self.readings = readings
    series = readings.compactMapValues { readings in
      try? MeasureSeries(values: readings.map { ($0.day, $0.value) }, scale: nil)
    }
  }

  /// A scale, from sheets of one version.
  init(of scale: ScaleDefinition, title: String, sheets: [Client.ID: [ScoredSheet]], mayClassify: Bool) {
    kind = .scale
    id = MeasureID(scale.id.description)
    self.title = title
    unit = "points"
    range = scale.total.min...scale.total.max
    self.scale = scale
    self.mayClassify = mayClassify
    self.sheets = sheets
    readings = Self.readings(of: sheets) { $0.total }
    // Scores, not totals: of a prorated one the side of the cut-off may be open.
    series = sheets.compactMapValues { sheets in
      try? MeasureSeries(scores: sheets.map { ($0.sheet.fact.day, $0.score) }, scale: scale)
    }
  }

  private static func readings(
    of sheets: [Client.ID: [ScoredSheet]], _ value: (Score) -> Double?
  ) -> [Client.ID: [MeasureReading]] {
    sheets.mapValues { sheets in
      sheets.compactMap { scored in
        value(scored.score).map {
          MeasureReading(day: scored.sheet.fact.day, session: scored.sheet.session, value: $0)
        }
      }
    }
  }

  var hasValues: Bool { series.values.contains { $0.n > 0 } }

  /// The scale's subscales, without norms, class or cut-off; none without a scale.
  var subscales: [CoupleMeasure] {
    guard let scale else { return [] }
    return scale.subscales.enumerated().map { place, subscale in
      let items = scale.items.filter { subscale.items.contains($0.id) }
      let low = scale.rule.total(ofSum: items.map(\.min).reduce(0, +), count: items.count)
      let high = scale.rule.total(ofSum: items.map(\.max).reduce(0, +), count: items.count)
      return CoupleMeasure(
        .subscale, MeasureID(subscale.id, of: id.description), title: "\(title): \(subscale.id)", unit: unit,
        range: min(low, high)...max(low, high),
        readings: Self.readings(of: sheets) { score in
          // A total that was typed has no parts.
          place < score.subscales.count ? score.subscales[place].score.total : nil
        })
    }
  }

  /// The class of a member's change; nil where none may stand or none can be computed.
  func changeClass(of member: Client.ID) -> ChangeClass? { mayClassify ? series[member]?.changeClass : nil }

  /// Whether a member's change leads to the dysfunctional side; false where no class may stand.
  func isIntoClinicalRange(of member: Client.ID) -> Bool {
    mayClassify && series[member]?.movement?.isIntoClinicalRange == true
  }

  /// What stands beside the class of a member's change; nil where none may stand.
  func remark(of member: Client.ID) -> String? { mayClassify ? series[member]?.movement?.remark : nil }

  /// The first and the last occasion on which both have a value, and all between; nil without one.
  func gap(_ first: Client.ID, _ second: Client.ID) -> CoupleGap? {
    let others = readings[second] ?? []
    let occasions = (readings[first] ?? []).flatMap { mine in
      others.compactMap { CoupleGap.Occasion(first: mine, second: $0) }
    }
    return CoupleGap(occasions, scale: scale)
  }
}

/// Where the gap between two members goes.
public enum GapMovement: String, Sendable, CaseIterable {
  case narrowed, widened, same
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
  }

  let first: Occasion
  let last: Occasion
  /// One for each day on which there is one, oldest first.
  let occasions: [Occasion]
  /// How the pair changed from the first day to the last; nil where there is one day only, or no scale.
  let change: CoupleChange?

  /// Where a day has several, sheets that name one session go together, else the first with the first and the last
  /// with the last.
  fileprivate init?(_ all: [Occasion], scale: ScaleDefinition?) {
    let days = Dictionary(grouping: all, by: \.day).sorted { $0.key < $1.key }.map { _, occasions in
      let together = occasions.filter(\.isOneSession)
      return together.isEmpty ? occasions : together
    }
    guard let first = days.first?.first, let last = days.last?.last else { return nil }
    self.first = first
    self.last = last
    occasions = days.count > 1 ? [first] + days.dropFirst().compactMap(\.last) : [last]
    change =
      if days.count > 1, let scale,
        let one = try? ScoreChange(from: first.first.value, to: last.first.value, scale: scale),
        let other = try? ScoreChange(from: first.second.value, to: last.second.value, scale: scale)
      {
        try? CoupleChange(first: one, second: other, sem: scale.reliability?.sem)
      } else {
        nil
      }
  }

  /// Nil where there is one day only.
  var movement: GapMovement? {
    guard first.day < last.day else { return nil }
    let growth = abs(last.difference) - abs(first.difference)
    return abs(growth) <= Figure.rounding ? .same : growth > 0 ? .widened : .narrowed
  }

  /// Whether the gap's change is more than error, nil where that can't be computed.
  var isMoreThanError: Bool? { change?.isGapChanged }
}

extension Array {
  /// Each element with all who come later.
  var pairs: [(Element, Element)] {
    indices.flatMap { first in self[(first + 1)...].map { (self[first], $0) } }
  }
}
