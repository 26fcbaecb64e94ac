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
    return (partners + (last.isEmpty ? [] : [last])).enumerated().map { ($0 == 0 ? label : "", $1) }
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
    return abs(change) <= 1 ? " (about the same)" : " (\(signed(change)))"
  }

  private func scaleChange(_ row: Brief.MeasureFigures.Row, _ measure: Brief.MeasureFigures) -> String {
    let change = row.change.map { " (\(signed($0)))" } ?? ""
    let parts = brief.isForCounselor ? counselorWords(row) : coupleWords(row, measure)
    return change + (parts.isEmpty ? "" : ", " + parts.joined(separator: ", "))
  }

  private func counselorWords(_ row: Brief.MeasureFigures.Row) -> [String] {
    let change =
      row.changeClass?.rawValue ?? row.isReliable.map { $0 ? "more than error" : "within error" }
      ?? (row.change == nil ? nil : "reliable change not known")
    let side = row.isFunctional.map { $0 ? "functional side" : "clinical side" }
    return [
      row.aim.map(aim), change, row.isIntoClinicalRange ? "into the clinical range" : side,
      row.isOfSeveralModes ? "different modes" : nil, row.incomplete.map { "incomplete \($0)" }, "\(row.lastDay)",
    ].compactMap { $0 }
  }

  /// What the rows rest on: the threshold, whose it is, and what was not read in its source.
  private func norms(of measure: Brief.MeasureFigures) -> [String] {
    guard brief.isForCounselor else { return [] }
    let threshold = measure.threshold.map { threshold in
      let own = threshold.isOwn ? " with your figures" : ""
      return "reliable \(bound(threshold))\(own)\(threshold.isVerified ? "" : " (unverified norm)")"
    }
    let hasChange = measure.rows.contains { $0.isReliable != nil }
    let hasSide = measure.rows.contains { $0.isFunctional != nil }
    // Where the aim stands beside a partner's figures, it says why.
    let isUnsaid = hasChange && !measure.mayClassify && measure.rows.allSatisfy { $0.aim == nil }
    return [
      isUnsaid ? "no class: they part, or aren't sure" : nil, hasChange ? threshold : nil,
      hasSide && measure.isCutoffVerified == false ? "cut-off (unverified norm)" : nil,
    ].compactMap { $0 }
  }

  /// What a page says to a couple (`Domain.md`): no class, no cut-off.
  private func coupleWords(_ row: Brief.MeasureFigures.Row, _ measure: Brief.MeasureFigures) -> [String] {
    let isUnverified = row.plain != nil && measure.threshold?.isVerified == false
    return [row.aim.map(aim), row.plain, isUnverified ? "unverified norm" : nil].compactMap { $0 }
  }

  /// Where the difference goes, and whether that is more than error.
  private func gap(
    of gap: Brief.MeasureFigures.Gap, in measure: Brief.MeasureFigures, arrow: String = " → "
  ) -> String {
    let who = measure.gaps.count > 1 || measure.kind == .scale ? " \(name(gap.one)) - \(name(gap.other))" : ""
    guard let movement = gap.movement else { return "gap\(who) \(number(gap.last))" }
    let error = brief.isForCounselor ? gap.isMoreThanError.map { $0 ? ", more than error" : ", within error" } : nil
    return "gap\(who) \(number(gap.first))\(arrow)\(number(gap.last)) \(movement.rawValue)\(error ?? "")"
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
