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
  /// How it was taken, nil for what has no mode, as a rating.
  var mode: Administration.Mode?
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
/// Every page reads it from here, so that none judges a change or a gap for itself. One day is one occasion: of several
/// values of a member and a day the one that was entered last counts.
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
  /// The sheets of a scale that could be scored and count, also those without a total; oldest first, one a day.
  let sheets: [Client.ID: [ScoredSheet]]
  /// The sheets that a later one of the same day stands for.
  let earlier: [Client.ID: [ScoredSheet]]
  /// Oldest first, one a day.
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
    (scale, mayClassify, sheets, earlier) = (nil, false, [:], [:])
    self.readings = readings.mapValues { $0.ordered(by: \.day).lastOfEach(\.day) }
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
    let counted = sheets.mapValues(Self.counted)
    self.sheets = counted
    earlier = sheets.compactMapValues { sheets in
      let ids = Set(Self.counted(sheets).map(\.sheet.id))
      let rest = sheets.filter { !ids.contains($0.sheet.id) }
      return rest.isEmpty ? nil : rest
    }
    readings = Self.readings(of: counted) { $0.total }
    // Scores, not totals: of a prorated one the side of the cut-off may be open.
    series = counted.compactMapValues { sheets in
      try? MeasureSeries(scores: sheets.map { ($0.sheet.fact.day, $0.score, $0.sheet.mode) }, scale: scale)
    }
  }

  /// Of each day the sheet that was entered last, or the last one with a total where there is one.
  private static func counted(_ sheets: [ScoredSheet]) -> [ScoredSheet] {
    Dictionary(grouping: sheets, by: \.sheet.fact.day).values
      .compactMap { ofDay in
        let entered = ofDay.sorted { $0.sheet.id < $1.sheet.id }
        return entered.last { $0.score.total != nil } ?? entered.last
      }
      .sorted { $0.sheet.fact.day < $1.sheet.fact.day }
  }

  private static func readings(
    of sheets: [Client.ID: [ScoredSheet]], _ value: (Score) -> Double?
  ) -> [Client.ID: [MeasureReading]] {
    sheets.mapValues { sheets in
      sheets.compactMap { scored in
        value(scored.score).map {
          MeasureReading(
            day: scored.sheet.fact.day, session: scored.sheet.session, value: $0, mode: scored.sheet.mode)
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

  /// Why no class stands beside a member's figures of a scale; nil where one does.
  func noClass(of member: Client.ID) -> NoClass? {
    guard let series = series[member], series.n > 0 else { return .noTotal }
    if series.n < 2 { return .oneOccasion }
    if changeClass(of: member) != nil { return nil }
    if scale?.reliableChange == nil { return .noRule }
    if series.isAcrossModes { return .modesDiffer }
    return mayClassify ? .openItems : .parting
  }

  /// Whether a member's change leads to the dysfunctional side; false where no class may stand.
  func isIntoClinicalRange(of member: Client.ID) -> Bool {
    mayClassify && series[member]?.movement?.isIntoClinicalRange == true
  }

  /// What stands beside the class of a member's change; nil where none may stand.
  func remark(of member: Client.ID) -> String? { mayClassify ? series[member]?.movement?.remark : nil }

  /// What two members' classes say together, of a scale.
  ///
  /// - Parameter classes: those of another method than the table's own.
  func verdict(
    _ first: Client.ID, _ second: Client.ID, classes: (ChangeClass?, ChangeClass?)? = nil
  ) -> PairVerdict {
    let classes = classes ?? (changeClass(of: first), changeClass(of: second))
    return PairVerdict(
      classes, whyNot: (noClass(of: first) ?? .noRule, noClass(of: second) ?? .noRule),
      spans: (series[first]?.span, series[second]?.span))
  }

  /// The first and the last occasion on which both have a value, and all between; nil without one.
  func gap(_ first: Client.ID, _ second: Client.ID) -> CoupleGap? {
    let others = readings[second] ?? []
    let occasions = (readings[first] ?? []).flatMap { mine in
      others.compactMap { CoupleGap.Occasion(first: mine, second: $0) }
    }
    return CoupleGap(occasions, of: self)
  }
}

extension Array {
  /// Each element with all who come later.
  var pairs: [(Element, Element)] {
    indices.flatMap { first in self[(first + 1)...].map { (self[first], $0) } }
  }
}
