import CoupletCore

/// What the counselor's page says below the series: every figure with what it rests on.
extension ScoreReport {
  func writeForCounselor(on page: inout TextPage) {
    guard members.contains(where: { !$0.sheets.isEmpty }) else { return }
    page.blank()
    if let basis {
      page.add("\(basis.rule?.kind == .mid ? "Least change that matters" : "Reliable change"): \(words(basis))")
      if let error = basis.error, error.isDerived {
        page.add("SEM \(DecimalText.text(error.points)), derived from the published index: index / (1.96 √2)")
      }
    }
    if let cutoff {
      let edge = cutoff.valueBelongsTo == .functional ? "at or " : ""
      let source = [cutoff.source, cutoff.verification.words].compactMap { $0 }.joined(separator: "; ")
        .inBrackets
      page.add("Cut-off: \(DecimalText.text(cutoff.value)), functional \(edge)\(cutoff.functional.rawValue)\(source)")
    }
    page.blank()
    // Any deterioration is listed first.
    let isWorse = { (member: Member) in member.change?.changeClass == .deteriorated }
    for member in members.filter(isWorse) + members.filter({ !isWorse($0) }) { write(member, on: &page) }
    for pair in pairs { write(pair, on: &page) }
    page.blank()
  }

  // MARK: Members

  private func words(_ basis: Basis) -> String {
    let figures = basis.reliability.map { reliability in
      let sample = [reliability.sample, reliability.source].compactMap { $0 }.joined(separator: "; ")
      return "r \(DecimalText.text(reliability.r)) \(reliability.kind.rawValue), SD "
        + "\(DecimalText.text(reliability.sd)), SEM \(DecimalText.text(reliability.sem))"
        + (sample.isEmpty ? "" : "; \(sample)") + (reliability.verification.words.map { "; \($0)" } ?? "")
    }
    if case .edwardsNunnally(let mean) = basis.method {
      guard basis.interval != nil, let figures else { return "Edwards-Nunnally, not computed" }
      return "Edwards-Nunnally, outside r(x1 - M) + M ± 1.96 SEM, M \(DecimalText.text(mean)) (\(figures))"
    }
    switch basis.rule?.basis {
    case .published(let points)?:
      let source = [basis.source, basis.rule?.verification.words].compactMap { $0 }.joined(separator: "; ")
      return "\(DecimalText.text(points)) points or more, as published\(source.inBrackets)"
    case .computed(_, let sDiff)?:
      let smallest = DecimalText.text(basis.rule?.smallest ?? 0)
      return "more than \(smallest) points (1.96 S_diff, S_diff \(DecimalText.text(sDiff)); \(figures ?? ""))"
    case nil: return "none is known for this scale"
    }
  }

  private func write(_ member: Member, on page: inout TextPage) {
    let totals = member.totals
    guard let first = totals.first, let last = totals.last else { return page.add("\(member.name): no total") }
    let days = totals.count < 2 ? " on \(last.day)" : ", \(first.day) to \(last.day), n \(totals.count)"
    var parts = [member.span + days]
    if let change = member.change { parts += words(change) }
    if let why = member.whyNoClass { parts.append("no class: \(why.rawValue)") }
    if let room = member.shortRoom { parts.append(room.words) }
    if let cutoff {
      let side = member.isFunctional.map { $0 ? "functional side of" : "clinical side of" } ?? "side not known of"
      parts.append("\(side) the cut-off \(DecimalText.text(cutoff.value))\(nearWords(member.isNearCutoff))")
    }
    page.add("\(member.name): \(parts.joined(separator: "; "))", hanging: 4)
    if let words = member.trend.flatMap(words) { page.add(words, indent: 4, hanging: 6) }
  }

  private func words(_ change: Change) -> [String] {
    var parts = ["change \(DecimalText.text(change.change))"]
    if let index = change.index { parts[0] += ", RC \(DecimalText.text(index))" }
    if let interval = basis?.interval, let band = change.band {
      parts.append(
        "first total regressed \(DecimalText.text(interval.regressed(change.from))), within error "
          + "\(DecimalText.text(band.lowerBound)) to \(DecimalText.text(band.upperBound))")
    }
    if let changeClass = change.changeClass {
      parts.append(changeClass.words(by: basis?.rule?.kind) + (change.remark.map { " (\($0))" } ?? ""))
    } else if let isReliable = change.isReliable {
      parts.append((basis?.rule?.kind ?? .reliable).words(isReliable))
    }
    if change.modes.count == 2 {
      parts.append("first \(change.modes[0].rawValue), last \(change.modes[1].rawValue)")
    }
    return parts
  }

  /// As much as the gates let through.
  private func words(_ line: TrendLine) -> String? {
    let trend = line.trend
    let mode = line.mode.map { " (\($0.rawValue) only)" } ?? ""
    if trend.gate == .points { return "trend\(mode): three totals, the points alone" }
    guard trend.gate != .nothing, let slope = trend.leastSquares?.slopePerWeek else { return nil }
    let head = "trend\(mode): \(trend.slopeWords(slope))"
    guard trend.interval != nil else { return "\(head), without inference (below five totals or 21 days)" }
    var text = head
    if let middle = trend.theilSen { text += ", Theil-Sen \(DecimalText.text(middle.slopePerWeek, places: 1))" }
    if let index = line.reliableTrendIndex {
      // The interval tells how the points scatter; what is more than error of measurement the index alone says.
      text += "; Reliable Trend Index \(DecimalText.text(index)), \(errorWords(abs(index) > ReliableChange.z))"
      text += " (the index counts, not the interval)"
    }
    return text
  }

  // MARK: The couple

  private func write(_ pair: Pair, on page: inout TextPage) {
    let isCouple = members.count == 2
    let names = "\(pair.first) - \(pair.second)"
    if let label = pair.label { page.add("couple: \(label.rawValue)\(pair.labelWhy.map { ": \($0)" } ?? "")") }
    guard !pair.gaps.isEmpty else { return page.add("gap \(names): no day or session of both") }
    if !isCouple {
      let days = pair.gaps.map { "\($0.day) \(figure($0))" }.joined(separator: ", ")
      let isMarked = pair.gaps.contains { $0.isMoreThanError == true }
      page.add("gap \(names) by day: \(days)\(isMarked ? "; * more than error" : "")", hanging: 4)
    }
    page.add("gap \(names): \(gapWords(pair))", hanging: 4)
    guard let mean = pair.mean else { return }
    var text = "\(DecimalText.text(mean.from)) → \(DecimalText.text(mean.to))"
    text += ", change \(DecimalText.text(mean.to - mean.from))"
    if let error = mean.error, let index = mean.index, let isReliable = mean.isReliable {
      text += "; error of a mean \(DecimalText.text(error)), RC \(DecimalText.text(index)), "
      text += errorWords(isReliable)
    } else {
      text += "; its error isn't known"
    }
    page.add("mean \(isCouple ? "of the two" : "\(pair.first), \(pair.second)"): \(text)", hanging: 4)
  }

  private func gapWords(_ pair: Pair) -> String {
    let isMore = pair.gaps.last?.isMoreThanError.map { errorWords($0) }
    guard let change = pair.gapChange else {
      return ([span(pair), isMore, "one occasion of both"].compactMap { $0 }).joined(separator: ", ")
    }
    var text = ([span(pair), pair.finding.words] + (pair.isTurned ? ["the other way round now"] : []))
      .compactMap { $0 }.joined(separator: ", ")
    text += isMore.map { "; the last one \($0)" } ?? "; its error isn't known"
    guard let isChanged = pair.isGapChanged, let sem = basis?.sem else { return text }
    let limit = DecimalText.text(CoupleChange.gapChangeFactor * sem)
    return text + "; its change of \(DecimalText.text(change)) \(errorWords(isChanged)) (above \(limit))"
  }
}

extension Trend {
  /// `1.7 a week (n 6; 95 % 0.9 to 2.4)`: a slope never stands without its number of values.
  func slopeWords(_ slope: Double) -> String {
    let ends = interval.map { ends in
      "; 95 % \(DecimalText.text(ends.lowerBound, places: 1)) to \(DecimalText.text(ends.upperBound, places: 1))"
    }
    return "\(DecimalText.text(slope, places: 1)) a week (n \(n)\(ends ?? ""))"
  }
}

extension String {
  /// ` (so)`, nothing where there is nothing.
  var inBrackets: String { isEmpty ? "" : " (\(self))" }
}
