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
    /// Whether the change is more than error, for the counselor; nil where that can't be computed.
    public let isReliable: Bool?
    /// For the counselor alone, and not beside satisfaction where a member wants to part or is unsure.
    public let changeClass: ChangeClass?
    /// The rule that class and `isReliable` rest on; nil without them.
    public let rule: ReliableChange?
    /// In points; for the counselor alone.
    public let cutoff: Double?
    /// Whether the last value lies on the functional side of the cut-off; for the counselor, nil where it isn't known.
    public let isFunctional: Bool?
    /// Whether the last value can't be told from the cut-off; for the counselor, nil where that isn't known.
    public let isNearCutoff: Bool?
    /// The room above the first value where it is too little for a reliable change; for the counselor alone.
    public let shortRoom: ShortRoom?
    /// The line through the values of one mode; its slope is nil below four values.
    public let trend: Trend?
    /// The mode of that line, nil where all values were taken alike.
    public let trendMode: Administration.Mode?
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
    public let plain: CoupleSentence?

    /// The least-squares slope, nil below four values of one mode.
    public var slopePerWeek: Double? { trend?.leastSquares?.slopePerWeek }

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
    /// What may be said of where it went.
    public let finding: GapFinding
    /// Whether the one who had more has less now, by more than error; for the counselor.
    public let isTurned: Bool
    /// Whether the gap's change is more than error; for the counselor, where the scale's error is known.
    public let isMoreThanError: Bool?
    /// For the counselor, and a couple of exactly two.
    public let label: CoupleLabel?
    /// Why the pair isn't classifiable, nil where it is and where there is no label.
    public let labelWhy: String?

    /// Where the gap went, nil where no direction may be said.
    public var movement: GapMovement? { finding.movement }
  }
}

extension CoupleMeasure {
  /// One row for each member, also for one without a value.
  func rows(in frame: ProgressFrame) -> [ProgressReport.MeasureRow] {
    let gap = frame.members.count == 2 ? gap(frame.members[0], frame.members[1]) : nil
    let isFull = frame.isForCounselor
    return frame.members.map { member in
      let series = series[member]
      let changeClass = isFull ? changeClass(of: member) : nil
      return ProgressReport.MeasureRow(
        couple: frame.seen.handle, member: frame.seen.fullName(member), name: frame.seen.name(member), id: id,
        title: title, kind: kind, unit: unit, n: series?.n ?? 0, firstDate: series?.firstDay, first: series?.first,
        lastDate: series?.lastDay, last: series?.last, change: series?.change,
        isReliable: isFull ? series?.isReliable : nil, changeClass: changeClass,
        rule: isFull && series?.isReliable != nil ? scale?.reliableChange : nil,
        // A member without a value has an empty row, and from either of the two a class could be inferred.
        cutoff: isFull && (series?.n ?? 0) > 0 ? scale?.cutoff?.value : nil,
        isFunctional: isFull ? series?.isFunctional : nil, isNearCutoff: isFull ? series?.isNearCutoff : nil,
        shortRoom: isFull && mayClassify ? series?.shortRoom : nil, trend: series?.trend,
        trendMode: series?.trendMode, gapFirst: gap?.first.difference, gapLast: gap?.last.difference,
        values: series?.values ?? [], range: range, band: isFull ? band(around: series?.first) : nil,
        remark: isFull ? remark(of: member) : nil, plain: isFull ? nil : plain(of: member))
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
      let verdict = hasLabel ? verdict(first, second) : nil
      let names = (frame.seen.name(first), frame.seen.name(second))
      return ProgressReport.Pair(
        measure: id.description, kind: kind, first: names.0, second: names.1,
        gapFirst: gap?.first.difference, gapLast: gap?.last.difference, finding: gap?.finding ?? .oneOccasion,
        isTurned: frame.isForCounselor && gap?.isTurned == true,
        isMoreThanError: frame.isForCounselor ? gap?.isMoreThanError : nil,
        label: verdict?.label, labelWhy: verdict?.why(names.0, names.1))
    }
  }

  /// What a member's change is called on a page for the couple, in place of its class; nil where nothing can be said.
  ///
  /// - Parameter isShort: for a page that has no room for whole sentences.
  func plain(of member: Client.ID, isShort: Bool = false) -> CoupleSentence? {
    switch kind {
    case .scale: changeClass(of: member).flatMap { words(for: $0, of: member, isShort: isShort) }
    case .rating, .goal:
      // A point more or less on such a rating says nothing.
      series[member]?.change.map { abs($0) <= CoupleGap.ratingWobble ? .same : $0 > 0 ? .higher : .lower }
    case .subscale, .homework, .promise, .tally: nil
    }
  }

  private func words(for changeClass: ChangeClass, of member: Client.ID, isShort: Bool) -> CoupleSentence? {
    guard let scale, let series = series[member] else { return nil }
    let isOfNote = scale.reliableChange?.kind == .mid
    switch changeClass {
    case .recovered, .improved:
      if isOfNote { return .noticeablyBetter }
      return changeClass == .recovered && series.isNearCutoff == false && !isShort ? .betterBeyondLine : .better
    // Where more wasn't possible, about the same would say that it could have been otherwise.
    case .unchanged: return series.shortRoom == nil ? .same : nil
    case .deteriorated:
      if isOfNote { return .noticeablyWorse }
      return scale.direction == .higherIsBetter ? .clearlyLower : .clearlyHigher
    }
  }
}
