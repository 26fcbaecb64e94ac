internal import CoupletCore

/// The words for scales and ratings.
extension BriefWords {
  /// Rows of a measure, each with what stands in the column of names.
  func rows(_ measure: Brief.MeasureFigures) -> [(label: String, text: String)] {
    let label = clean(measure.kind == .scale ? measure.key : measure.title).clipped(toCells: Self.measureColumn - 1)
    guard measure.kind == .scale else {
      let partners = measure.rows.map { "\(name($0.partner)) \(values($0, arrow: "→"))\(ratingChange($0))" }
      return [(label, (partners + measure.gaps.map { gap(of: $0, in: measure, arrow: "→") }).joined(separator: " · "))]
    }
    let partners = measure.rows.map { "\(name($0.partner)) \(values($0))\(scaleChange($0, measure))" }
    let last = (measure.gaps.map { gap(of: $0, in: measure) } + norms(of: measure)).joined(separator: " · ")
    return (partners + (last.isEmpty ? [] : [last]) + [notYet(measure)].compactMap { $0 }).enumerated().map {
      ($0 == 0 ? label : "", $1)
    }
  }

  /// `no reliable change on rdas after 8 sessions: threshold 12, so far Dana +4, Rob +2`.
  private func notYet(_ measure: Brief.MeasureFigures) -> String? {
    guard let notYet = measure.notYet, let threshold = measure.threshold else { return nil }
    let what = threshold.kind == .mid ? "no change that matters" : "no reliable change"
    let changes = notYet.changes.map { "\(name($0.partner)) \(signed($0.change))" }.joined(separator: ", ")
    return "\(what) on \(clean(measure.key)) after \(notYet.sessions) sessions: threshold "
      + "\(number(threshold.smallest)), so far \(changes)"
  }

  func unknownScale(_ scale: String) -> String {
    "\(name(scale).padded(toCells: Self.measureColumn))its definition is not in this practice"
  }

  /// `34 → 41 → 52`; below three values there is no previous one between first and last.
  private func values(_ row: Brief.MeasureFigures.Row, arrow: String = " → ") -> String {
    let earlier = row.n > 2 ? [row.first, row.previous ?? row.first] : row.n == 2 ? [row.first] : []
    return (earlier + [row.last]).map(number).joined(separator: arrow)
  }

  /// A change of one point in a rating is about the same; more is a number and no judgement.
  private func ratingChange(_ row: Brief.MeasureFigures.Row) -> String {
    guard let change = row.change else { return "" }
    return abs(change) <= 1 ? " (\(CoupleSentence.same.words))" : " (\(signed(change)))"
  }

  private func scaleChange(_ row: Brief.MeasureFigures.Row, _ measure: Brief.MeasureFigures) -> String {
    let change = row.change.map { " (\(signed($0)))" } ?? ""
    let parts = brief.isForCounselor ? counselorWords(row, measure) : coupleWords(row, measure)
    return change + (parts.isEmpty ? "" : ", " + parts.joined(separator: ", "))
  }

  private func counselorWords(_ row: Brief.MeasureFigures.Row, _ measure: Brief.MeasureFigures) -> [String] {
    let kind = measure.threshold?.kind
    let isMid = kind == .mid
    let change =
      row.changeClass?.words(by: kind)
      ?? row.isReliable.map { isMid ? PublishedChange.Kind.mid.words($0) : $0 ? "more than error" : "within error" }
      ?? (row.change == nil ? nil : "reliable change not known")
    // A total that can't be told from the cut-off lies on neither side as far as one can say, and a line is short.
    let side =
      row.isNearCutoff == true ? "near the cut-off" : row.isFunctional.map { $0 ? "functional side" : "clinical side" }
    return [
      row.aim.map(aim), change, row.isIntoClinicalRange ? "into the clinical range" : side, row.shortRoom?.words,
      row.isOfSeveralModes ? "different modes" : nil, row.incomplete.map { "incomplete \($0)" }, "\(row.lastDay)",
    ].compactMap { $0 }
  }

  /// What the rows rest on: the threshold, whose it is, and what was not read in its source.
  private func norms(of measure: Brief.MeasureFigures) -> [String] {
    guard brief.isForCounselor else { return [] }
    let threshold = measure.threshold.map { threshold in
      let own = threshold.isOwn ? " with your figures" : ""
      let isOfBoth =
        measure.threshold?.verification == measure.cutoffVerification
        && measure.rows.contains { $0.isFunctional != nil }
      let source =
        threshold.isOwn ? "" : threshold.verification.words.map { "\(isOfBoth ? " and cut-off" : "") (\($0))" } ?? ""
      return "\(ruleWords(threshold))\(own)\(source)"
    }
    let hasChange = measure.rows.contains { $0.isReliable != nil }
    let hasSide = measure.rows.contains { $0.isFunctional != nil }
    // Where the aim stands beside a partner's figures, it says why.
    let isUnsaid = hasChange && !measure.mayClassify && measure.rows.allSatisfy { $0.aim == nil }
    let cutoff = hasSide ? measure.cutoffVerification?.words : nil
    // Said once where it is true of both.
    let isOfBoth =
      hasChange && cutoff != nil && measure.threshold?.isOwn == false
      && measure.threshold?.verification == measure.cutoffVerification
    return [
      isUnsaid ? "no class: they part, or aren't sure" : nil, hasChange ? threshold : nil,
      isOfBoth ? nil : cutoff.map { "cut-off (\($0))" },
    ].compactMap { $0 }
  }

  /// What a page says to a couple (`Domain.md`): no class, no cut-off.
  private func coupleWords(_ row: Brief.MeasureFigures.Row, _ measure: Brief.MeasureFigures) -> [String] {
    let grounds = row.plain == nil ? nil : measure.grounds?.words
    return [row.aim.map(aim), row.plain?.words, grounds].compactMap { $0 }
  }

  /// Where the difference goes, and whether that is more than error.
  private func gap(
    of gap: Brief.MeasureFigures.Gap, in measure: Brief.MeasureFigures, arrow: String = " → "
  ) -> String {
    let who = measure.gaps.count > 1 || measure.kind == .scale ? " \(name(gap.one)) - \(name(gap.other))" : ""
    guard gap.finding != .oneOccasion else { return "gap\(who) \(number(gap.last))" }
    let error = brief.isForCounselor ? gap.isMoreThanError.map { $0 ? ", more than error" : ", within error" } : nil
    let words = gap.finding.short(forCounselor: brief.isForCounselor).map { " \($0)" } ?? ""
    return "gap\(who) \(number(gap.first))\(arrow)\(number(gap.last))\(words)\(error ?? "")"
  }

  func aim(_ aim: Aim.Kind) -> String {
    switch aim {
    case .improve: "aim: improve"
    case .clarify: "aim: clarify"
    case .separate: "aim: separate well"
    case .unsure: "aim: unsure"
    }
  }
}
