extension ProgressReport {
  /// One member's figures of one measure: a row of the CSV, with the series behind it.
  public struct MeasureRow: Hashable, Sendable {
    /// Where the values come from.
    public enum Kind: String, Sendable, CaseIterable {
      case scale, subscale, rating, homework, promise, goal, tally
    }

    /// The couple's handle.
    public let couple: String
    /// The member's full name; of promises, whoever promised.
    public let member: String
    /// What pages call the member.
    public let name: String
    /// The id of scale, `scale/subscale`, domain, goal, what is counted, or kind.
    public let measure: String
    /// What pages call the measure.
    public let title: String
    public let kind: Kind
    /// `points`, `0-10`, `share` or `per-30-min`.
    public let unit: String
    /// The number of values.
    public let n: Int
    public let firstDate: Day?
    public let first: Double?
    public let lastDate: Day?
    public let last: Double?
    /// Last minus first, nil below two values.
    public let change: Double?
    /// Whether the change is more than error, nil where that can't be computed.
    public let isReliable: Bool?
    /// For the counselor alone, and not beside satisfaction where a member wants to part or is unsure.
    public let changeClass: ChangeClass?
    /// In points.
    public let cutoff: Double?
    /// Whether the last value lies on the functional side of the cut-off, nil where that isn't known.
    public let isFunctional: Bool?
    /// The least-squares slope, nil below four values.
    public let slopePerWeek: Double?
    /// The first member's value minus the second's on the first occasion of both; nil unless there are two members.
    public let gapFirst: Double?
    /// The same on the last occasion.
    public let gapLast: Double?
    /// The values by day.
    public let values: [DatedValue]
    /// The lowest and highest value there can be.
    public let range: ClosedRange<Double>
    /// The values that are no reliable change from the first; for the counselor alone, nil where that can't be computed.
    public let band: ClosedRange<Double>?
    /// `crossed, within measurement error` or `into the clinical range`; for the counselor alone.
    public let remark: String?
    /// What the change is called on a page for the couple; nil for the counselor and where nothing can be said.
    public let plain: String?
  }

  /// Two members' rows of one measure beside each other; the gap between them always stands with them.
  public struct Pair: Hashable, Sendable {
    /// Where the gap goes.
    public enum Movement: String, Sendable, CaseIterable {
      case narrowed, widened, same
    }

    public let measure: String
    public let kind: MeasureRow.Kind
    /// What pages call the member whose value comes first in the difference.
    public let first: String
    /// What pages call the other.
    public let second: String
    /// The first member's value minus the second's on the first occasion on which both have one.
    public let gapFirst: Double?
    /// The same on the last occasion.
    public let gapLast: Double?
    /// Nil where there are not two occasions.
    public let movement: Movement?
    /// Whether the gap's change is more than error; for the counselor, where the scale's reliability is known.
    public let isMoreThanError: Bool?
    /// For the counselor, and a couple of exactly two.
    public let label: CoupleLabel?
  }
}

/// One value with the day and, where it names one, the session it belongs to.
struct ProgressReading {
  let day: Day
  let session: RecordID?
  let value: Double
}

/// One measure while a report is made: what each member has of it.
struct ProgressMeasure {
  let kind: ProgressReport.MeasureRow.Kind
  let measure: String
  let title: String
  let unit: String
  let range: ClosedRange<Double>
  /// The scale, nil for what has none.
  var scale: ScaleDefinition?
  /// Whether a class may stand beside it.
  var mayClassify = false
  /// Oldest first.
  var readings: [Client.ID: [ProgressReading]]
  var series: [Client.ID: MeasureSeries]

  /// A measure without scale, from values of 0 to 10 or shares.
  init(
    _ kind: ProgressReport.MeasureRow.Kind, _ measure: String, title: String, unit: String,
    range: ClosedRange<Double>, readings: [Client.ID: [ProgressReading]]
  ) {
    self.kind = kind
    self.measure = measure
    self.title = title
    self.unit = unit
    self.range = range
    self.readings = readings
    series = readings.compactMapValues { readings in
      try? MeasureSeries(values: readings.map { ($0.day, $0.value) }, scale: nil)
    }
  }

  var hasValues: Bool { series.values.contains { $0.n > 0 } }

  /// One row for each member, also for one without a value.
  func rows(in frame: ProgressFrame) -> [ProgressReport.MeasureRow] {
    let gap = frame.members.count == 2 ? gap(frame.members[0], frame.members[1]) : nil
    return frame.members.map { member in
      let series = series[member]
      let words = ProgressWords(series: series, measure: self)
      return ProgressReport.MeasureRow(
        couple: frame.seen.handle, member: frame.seen.fullName(member), name: frame.seen.name(member),
        measure: measure, title: title, kind: kind, unit: unit, n: series?.n ?? 0, firstDate: series?.firstDay,
        first: series?.first, lastDate: series?.lastDay, last: series?.last, change: series?.change,
        isReliable: series?.isReliable,
        changeClass: frame.isForCounselor && mayClassify ? series?.changeClass : nil,
        // A member without a value has an empty row.
        cutoff: (series?.n ?? 0) > 0 ? scale?.cutoff?.value : nil, isFunctional: series?.isFunctional,
        slopePerWeek: series?.slopePerWeek, gapFirst: gap?.first.difference, gapLast: gap?.last.difference,
        values: series?.values ?? [], range: range, band: frame.isForCounselor ? band(around: series?.first) : nil,
        remark: frame.isForCounselor ? words.remark : nil,
        plain: frame.isForCounselor ? nil : words.plain)
    }
  }

  /// The values within a reliable change of that one.
  private func band(around first: Double?) -> ClosedRange<Double>? {
    guard let first, let smallest = scale?.reliableChange?.smallest else { return nil }
    return max(first - smallest, range.lowerBound)...min(first + smallest, range.upperBound)
  }

  /// Each two members beside each other.
  func pairs(in frame: ProgressFrame) -> [ProgressReport.Pair] {
    frame.members.indices.flatMap { first in
      frame.members.indices.dropFirst(first + 1).map { second in
        pair(frame.members[first], frame.members[second], in: frame)
      }
    }
  }

  private func pair(_ first: Client.ID, _ second: Client.ID, in frame: ProgressFrame) -> ProgressReport.Pair {
    let gap = gap(first, second)
    let hasLabel = kind == .scale && frame.isForCounselor && frame.members.count == 2 && mayClassify
    return ProgressReport.Pair(
      measure: measure, kind: kind, first: frame.seen.name(first), second: frame.seen.name(second),
      gapFirst: gap?.first.difference, gapLast: gap?.last.difference, movement: gap.flatMap(Self.movement),
      isMoreThanError: frame.isForCounselor ? gap.flatMap(isMoreThanError) : nil,
      label: hasLabel ? CoupleLabel(series[first]?.changeClass, series[second]?.changeClass) : nil)
  }

  // MARK: The gap

  /// Two members' values of one day, or of one session that both name.
  struct Occasion {
    let first: ProgressReading
    let second: ProgressReading
    let isOneSession: Bool

    var difference: Double { first.value - second.value }
    /// The later day of the two: sheets of one session may be filled in a day apart.
    var day: Day { max(first.day, second.day) }
  }

  /// The first and the last occasion on which both have a value, nil without one.
  ///
  /// Where a day has several, sheets that name one session go together, else the first with the first and the last
  /// with the last.
  func gap(_ first: Client.ID, _ second: Client.ID) -> (first: Occasion, last: Occasion)? {
    let others = readings[second] ?? []
    var earliest: Occasion?
    var latest: Occasion?
    for mine in readings[first] ?? [] {
      for theirs in others {
        let isOneSession = mine.session != nil && mine.session == theirs.session
        guard isOneSession || mine.day == theirs.day else { continue }
        let occasion = Occasion(first: mine, second: theirs, isOneSession: isOneSession)
        if earliest.map({ (occasion.day, isOneSession ? 0 : 1) < ($0.day, $0.isOneSession ? 0 : 1) }) ?? true {
          earliest = occasion
        }
        if latest.map({ (occasion.day, isOneSession ? 1 : 0) >= ($0.day, $0.isOneSession ? 1 : 0) }) ?? true {
          latest = occasion
        }
      }
    }
    return earliest.flatMap { earliest in latest.map { (earliest, $0) } }
  }

  private static func movement(_ gap: (first: Occasion, last: Occasion)) -> ProgressReport.Pair.Movement? {
    guard gap.first.day < gap.last.day else { return nil }
    let growth = abs(gap.last.difference) - abs(gap.first.difference)
    return abs(growth) <= Figure.rounding ? .same : growth > 0 ? .widened : .narrowed
  }

  private func isMoreThanError(_ gap: (first: Occasion, last: Occasion)) -> Bool? {
    guard let scale, let sem = scale.reliability?.sem, gap.first.day < gap.last.day,
      let first = try? ScoreChange(from: gap.first.first.value, to: gap.last.first.value, scale: scale),
      let second = try? ScoreChange(from: gap.first.second.value, to: gap.last.second.value, scale: scale)
    else { return nil }
    return (try? CoupleChange(first: first, second: second, sem: sem))?.isGapChanged
  }
}
