/// One member's part of a score report.
extension ScoreFrame {
  /// In the order of the couple.
  var members: [ScoreReport.Member] {
    // The progress report has the couple's words.
    let rows = measure?.rows(in: progress) ?? []
    return progress.members.enumerated().map { place, member in
      self.member(member, row: place < rows.count ? rows[place] : nil)
    }
  }

  private func member(_ member: Client.ID, row: ProgressReport.MeasureRow?) -> ScoreReport.Member {
    let scored = definition.map { self.scored(member, by: $0).ordered(by: \.sheet.fact.day) } ?? []
    let valued = scored.filter { $0.score.total != nil }
    let change = change(valued, row: row)
    return ScoreReport.Member(
      member: seen.fullName(member), name: seen.name(member),
      sheets: definition.map { definition in scored.map { line($0.sheet, $0.score, by: definition) } } ?? [],
      change: change, whyNoClass: isForCounselor ? whyNoClass(valued.count, change) : nil,
      isFunctional: isForCounselor ? measure?.series[member]?.isFunctional : nil,
      trend: isForCounselor ? trend(valued) : nil)
  }

  private func change(
    _ valued: [(sheet: Measure, score: Score)], row: ProgressReport.MeasureRow?
  ) -> ScoreReport.Change? {
    guard let definition, valued.count > 1, let first = valued.first, let last = valued.last,
      let from = first.score.total, let to = last.score.total
    else { return nil }
    let isUsual = method == .jacobsonTruax
    let change =
      isUsual
      ? ScoreChange(from: first.score, to: last.score, scale: definition)
      : basis.interval?.change(from: first.score, to: last.score, scale: definition)
    let known = isForCounselor ? change : nil
    let classified = mayClassify ? known : nil
    let remark: String? =
      if classified?.isCrossedWithinError == true {
        "crossed, within measurement error"
      } else if classified?.isIntoClinicalRange == true {
        "into the clinical range"
      } else {
        nil
      }
    return ScoreReport.Change(
      fromDay: first.sheet.fact.day, from: from, toDay: last.sheet.fact.day, to: to, index: known?.index,
      isReliable: known?.isReliable, changeClass: classified?.changeClass, remark: remark,
      band: isForCounselor ? basis.band(around: from) : nil,
      modes: first.sheet.mode == last.sheet.mode ? [] : [first.sheet.mode, last.sheet.mode], plain: row?.plain)
  }

  private func whyNoClass(_ count: Int, _ change: ScoreReport.Change?) -> String? {
    if count < 2 { return count == 0 ? "no total" : "one total is no change" }
    if change?.changeClass != nil { return nil }
    if change?.isReliable == nil { return "no reliable change is known" }
    return mayClassify ? "open items leave the side of the cut-off unknown" : "an aim is to separate or unsure"
  }

  /// The line through the totals that were taken as the last one was: modes aren't put on one line.
  private func trend(_ valued: [(sheet: Measure, score: Score)]) -> ScoreReport.TrendLine? {
    guard let mode = valued.last?.sheet.mode else { return nil }
    let alike = valued.filter { $0.sheet.mode == mode }
    let values = alike.compactMap { pair in pair.score.total.map { (pair.sheet.fact.day, $0) } }
    guard let trend = try? Trend(values) else { return nil }
    return ScoreReport.TrendLine(
      trend: trend, reliableTrendIndex: basis.sem.flatMap { trend.reliableTrendIndex(sem: $0) },
      mode: alike.count == valued.count ? nil : mode)
  }
}
