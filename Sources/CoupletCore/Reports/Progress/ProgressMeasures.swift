extension ProgressReport {
  /// One member's figures of one measure: a row of the CSV, with the series behind it.
  public struct MeasureRow: Hashable, Sendable {
    /// The couple's handle.
    public let couple: String
    /// The member's full name; of promises, whoever promised.
    public let member: String
    /// What pages call the member.
    public let name: String
    /// What the measure is called in files.
    public let id: MeasureID
    /// What pages call the measure.
    public let title: String
    /// Whether the values are a scale's, a rating's, a goal's or another's.
    public let kind: MeasureKind
    /// `points`, `0-10`, `share` or `per-30-min`.
    public let unit: String
    /// The number of values.
    public let n: Int
    /// The day of the first value, nil without one.
    public let firstDate: Day?
    /// In the measure's unit, nil without a value.
    public let first: Double?
    /// The day of the last value, nil without one.
    public let lastDate: Day?
    /// In the measure's unit, the same as the first where there is one only.
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

    /// The id of scale, `scale/subscale`, domain, goal, what is counted, or kind.
    public var measure: String { id.description }
  }

  /// Two members' rows of one measure beside each other; the gap between them always stands with them.
  public struct Pair: Hashable, Sendable {
    /// The `measure` of the two rows.
    public let measure: String
    /// Whether the values are a scale's, a rating's, a goal's or another's.
    public let kind: MeasureKind
    /// What pages call the member whose value comes first in the difference.
    public let first: String
    /// What pages call the other.
    public let second: String
    /// The first member's value minus the second's on the first occasion on which both have one.
    public let gapFirst: Double?
    /// The same on the last occasion.
    public let gapLast: Double?
    /// Nil where there are not two occasions.
    public let movement: GapMovement?
    /// Whether the gap's change is more than error; for the counselor, where the scale's reliability is known.
    public let isMoreThanError: Bool?
    /// For the counselor, and a couple of exactly two.
    public let label: CoupleLabel?
  }
}

extension CoupleMeasure {
  /// One row for each member, also for one without a value.
  func rows(in frame: ProgressFrame) -> [ProgressReport.MeasureRow] {
    let gap = frame.members.count == 2 ? gap(frame.members[0], frame.members[1]) : nil
    return frame.members.map { member in
      let series = series[member]
      return ProgressReport.MeasureRow(
        couple: frame.seen.handle, member: frame.seen.fullName(member), name: frame.seen.name(member), id: id,
        title: title, kind: kind, unit: unit, n: series?.n ?? 0, firstDate: series?.firstDay, first: series?.first,
        lastDate: series?.lastDay, last: series?.last, change: series?.change, isReliable: series?.isReliable,
        changeClass: frame.isForCounselor ? changeClass(of: member) : nil,
        // A member without a value has an empty row.
        cutoff: (series?.n ?? 0) > 0 ? scale?.cutoff?.value : nil, isFunctional: series?.isFunctional,
        slopePerWeek: series?.slopePerWeek, gapFirst: gap?.first.difference, gapLast: gap?.last.difference,
        values: series?.values ?? [], range: range, band: frame.isForCounselor ? band(around: series?.first) : nil,
        remark: frame.isForCounselor ? remark(of: member) : nil,
        plain: frame.isForCounselor ? nil : plain(of: member))
    }
  }

  /// The values within a reliable change of that one.
  private func band(around first: Double?) -> ClosedRange<Double>? {
    guard let first, let smallest = scale?.reliableChange?.smallest else { return nil }
    return max(first - smallest, range.lowerBound)...min(first + smallest, range.upperBound)
  }

  /// Each two members beside each other.
  func pairs(in frame: ProgressFrame) -> [ProgressReport.Pair] {
    let hasLabel = frame.isForCounselor && frame.members.count == 2 && mayClassify
    return frame.members.pairs.map { first, second in
      let gap = gap(first, second)
      return ProgressReport.Pair(
        measure: id.description, kind: kind, first: frame.seen.name(first), second: frame.seen.name(second),
        gapFirst: gap?.first.difference, gapLast: gap?.last.difference, movement: gap?.movement,
        isMoreThanError: frame.isForCounselor ? gap?.isMoreThanError : nil,
        label: hasLabel ? CoupleLabel(changeClass(of: first), changeClass(of: second)) : nil)
    }
  }

  /// What a member's change is called on a page for the couple, in place of its class; nil where nothing can be said.
  ///
  /// - Parameter isShort: for a page that has no room for whole sentences.
  func plain(of member: Client.ID, isShort: Bool = false) -> String? {
    switch kind {
    case .scale:
      changeClass(of: member).flatMap { changeClass in
        scale.map { isShort && changeClass == .recovered ? Self.better : Self.words(for: changeClass, on: $0) }
      }
    case .rating, .goal:
      // A point more or less on such a rating says nothing.
      series[member]?.change.map { abs($0) <= 1 ? "about the same" : $0 > 0 ? "higher" : "lower" }
    case .subscale, .homework, .promise, .tally: nil
    }
  }

  private static let better = "clearly better"

  private static func words(for changeClass: ChangeClass, on scale: ScaleDefinition) -> String {
    switch changeClass {
    case .recovered:
      scale.audience == .joint
        ? "\(better), and now where most contented couples are"
        : "\(better), and now where most people are"
    case .improved: better
    case .unchanged: "about the same"
    case .deteriorated:
      "clearly \(scale.direction == .higherIsBetter ? "lower" : "higher") than at the start: let us talk about it"
    }
  }
}
