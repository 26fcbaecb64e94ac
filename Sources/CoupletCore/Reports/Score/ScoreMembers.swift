/// One member's part of a score report.
extension ScoreFrame {
  /// In the order of the couple.
  var members: [ScoreReport.Member] {
    progress.members.map { member in
      let scored = measure?.sheets[member] ?? []
      let valued = scored.filter { $0.score.total != nil }
      let change = change(valued, of: member)
      return ScoreReport.Member(
        member: seen.fullName(member), name: seen.name(member),
        sheets: definition.map { definition in scored.map { line($0, by: definition) } } ?? [],
        change: change, whyNoClass: isForCounselor ? whyNoClass(valued.count, change) : nil,
        isFunctional: isForCounselor ? measure?.series[member]?.isFunctional : nil,
        trend: isForCounselor ? trend(valued) : nil)
    }
  }

  private func change(_ valued: [ScoredSheet], of member: Client.ID) -> ScoreReport.Change? {
    guard let definition, valued.count > 1, let first = valued.first, let last = valued.last,
      let from = first.score.total, let to = last.score.total
    else { return nil }
    let change =
      method == .jacobsonTruax
      ? measure?.series[member]?.movement
      : basis.interval?.change(from: first.score, to: last.score, scale: definition)
    let known = isForCounselor ? change : nil
    let classified = mayClassify ? known : nil
    return ScoreReport.Change(
      fromDay: first.sheet.fact.day, from: from, toDay: last.sheet.fact.day, to: to, index: known?.index,
      isReliable: known?.isReliable, changeClass: classified?.changeClass, remark: classified?.remark,
      band: isForCounselor ? basis.band(around: from) : nil,
      modes: first.sheet.mode == last.sheet.mode ? [] : [first.sheet.mode, last.sheet.mode],
      plain: isForCounselor ? nil : measure?.plain(of: member))
  }

  private func whyNoClass(_ count: Int, _ change: ScoreReport.Change?) -> String? {
    if count < 2 { return count == 0 ? "no total" : "one total is no change" }
    if change?.changeClass != nil { return nil }
    if change?.isReliable == nil { return "no reliable change is known" }
    return mayClassify ? "open items leave the side of the cut-off unknown" : "an aim is to separate or unsure"
  }

  /// The line through the totals that were taken as the last one was: modes aren't put on one line.
  private func trend(_ valued: [ScoredSheet]) -> ScoreReport.TrendLine? {
    guard let mode = valued.last?.sheet.mode else { return nil }
    let alike = valued.filter { $0.sheet.mode == mode }
    let values = alike.compactMap { pair in pair.score.total.map { (pair.sheet.fact.day, $0) } }
    guard let trend = try? Trend(values) else { return nil }
    return ScoreReport.TrendLine(
      trend: trend, reliableTrendIndex: basis.sem.flatMap { trend.reliableTrendIndex(sem: $0) },
      mode: alike.count == valued.count ? nil : mode)
  }
}
