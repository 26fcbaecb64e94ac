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
        sheets: sheets(of: member), change: change, whyNoClass: isForCounselor ? whyNoClass(change, of: member) : nil,
        isFunctional: isForCounselor ? measure?.series[member]?.isFunctional : nil,
        isNearCutoff: isForCounselor ? measure?.series[member]?.isNearCutoff : nil,
        shortRoom: isForCounselor && mayClassify ? measure?.series[member]?.shortRoom : nil,
        trend: isForCounselor ? trend(of: member) : nil)
    }
  }

  /// All of the version, also those that a later one of the day stands for.
  private func sheets(of member: Client.ID) -> [ScoreReport.Sheet] {
    guard let definition, let measure else { return [] }
    let earlier = measure.earlier[member] ?? []
    let ids = Set(earlier.map(\.sheet.id))
    return ((measure.sheets[member] ?? []) + earlier)
      .sorted { ($0.sheet.fact.day, $0.sheet.id) < ($1.sheet.fact.day, $1.sheet.id) }
      .map { line($0, by: definition, isCounted: !ids.contains($0.sheet.id)) }
  }

  private func change(_ valued: [ScoredSheet], of member: Client.ID) -> ScoreReport.Change? {
    guard let definition, valued.count > 1, let first = valued.first, let last = valued.last,
      let from = first.score.total, let to = last.score.total
    else { return nil }
    let change =
      method == .jacobsonTruax
      ? measure?.series[member]?.movement
      : measure?.series[member]?.isAcrossModes == true
        ? nil : basis.interval?.change(from: first.score, to: last.score, scale: definition)
    let known = isForCounselor ? change : nil
    let classified = mayClassify ? known : nil
    return ScoreReport.Change(
      fromDay: first.sheet.fact.day, from: from, toDay: last.sheet.fact.day, to: to, index: known?.index,
      isReliable: known?.isReliable, changeClass: classified?.changeClass, remark: classified?.remark,
      band: isForCounselor ? basis.band(around: from) : nil,
      modes: first.sheet.mode == last.sheet.mode ? [] : [first.sheet.mode, last.sheet.mode],
      plain: isForCounselor ? nil : measure?.plain(of: member))
  }

  private func whyNoClass(_ change: ScoreReport.Change?, of member: Client.ID) -> NoClass? {
    guard let measure else { return .noTotal }
    return change?.changeClass == nil ? measure.noClass(of: member) ?? .noRule : nil
  }

  /// The line that the table has, with what its error makes of it.
  private func trend(of member: Client.ID) -> ScoreReport.TrendLine? {
    guard let series = measure?.series[member], series.n > 0 else { return nil }
    return ScoreReport.TrendLine(
      trend: series.trend,
      reliableTrendIndex: (basis.error?.points).flatMap { series.trend.reliableTrendIndex(sem: $0) },
      mode: series.trendMode)
  }
}
