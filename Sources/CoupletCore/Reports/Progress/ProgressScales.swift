/// Scales and subscales: sheets of the newest version only, scored by the definition that was answered.
extension ProgressFrame {
  /// The scales, each followed by its subscales.
  var scaleMeasures: [CoupleMeasure] {
    table.scales.compactMap(\.measure).flatMap { [$0] + $0.subscales }
  }

  /// What has to be known beside the scales.
  var scaleNotes: [ProgressReport.Remark] { table.scales.flatMap(notes) }

  /// What has to be known beside one of them.
  func notes(on scale: CoupleMeasures.Scale) -> [ProgressReport.Remark] {
    let id = scale.id
    var notes = scale.hasOlder ? [note(.olderVersions, on: id)] : []
    guard let whole = scale.measure, let definition = whole.scale else {
      let count = scale.sheets.count
      let words = count == 1 ? CoupleSentence.oneUnknown.words : CoupleSentence.severalUnknown.with("\(count)")
      return notes + [note(words, on: id)]
    }
    notes += scale.unfit.map { sheet in
      note(CoupleSentence.unfit.with("\(sheet.fact.day)"), on: id, of: sheet.fact.member)
    }
    let sheets = whole.sheets
    notes += members.flatMap { remarks(on: whole, of: $0, by: definition) }
    // Each may have kept to one mode, and the two to different ones: then it is the gap that has to be read with care.
    let isToldOfSome = sheets.values.contains { modes(of: $0) != nil }
    if !isToldOfSome, let words = modes(of: sheets.values.flatMap(\.self)) {
      notes.append(note(isForCounselor ? "between the partners \(words)" : words, on: id))
    }
    notes += isForCounselor ? norms(of: definition, beside: whole) : grounds(of: definition, beside: whole)
    if !whole.mayClassify, whole.hasValues { notes.append(note(partingWords, on: id)) }
    return notes
  }

  private func remarks(
    on measure: CoupleMeasure, of member: Client.ID, by scale: ScaleDefinition
  ) -> [ProgressReport.Remark] {
    let id = scale.id.description
    let sheets = measure.sheets[member] ?? []
    let earlier = Dictionary(grouping: measure.earlier[member] ?? [], by: \.sheet.fact.day)
    var notes: [ProgressReport.Remark] = []
    for scored in sheets {
      let (day, score) = (scored.sheet.fact.day, scored.score)
      if let count = earlier[day]?.count {
        notes.append(note(CoupleSentence.severalOfADay.with("\(day)", "\(count + 1)"), on: id, of: member))
      }
      if let text = score.prorationText {
        let plain = CoupleSentence.prorated.with("\(day)", "\(score.answered)", "\(score.count)")
        notes.append(note(isForCounselor ? "\(day): \(text)" : plain, on: id, of: member))
      } else if score.total == nil {
        // Which items were left open is between the member and the counselor.
        let open = isForCounselor ? score.openText(cutoff: scale.cutoff) : nil
        let plain = CoupleSentence.noTotal.with("\(day)", "\(score.answered)", "\(score.count)")
        notes.append(note(open.map { "\(day): total not known: \($0)" } ?? plain, on: id, of: member))
      }
    }
    return notes + [modes(of: sheets).map { note($0, on: id, of: member) }].compactMap { $0 }
  }

  /// `modes differ: paper, phone`, in the couple's words for the couple; nil where all sheets were taken alike.
  private func modes(of sheets: [ScoredSheet]) -> String? {
    let modes = Set(sheets.map(\.sheet.mode))
    guard modes.count > 1 else { return nil }
    guard isForCounselor else { return CoupleSentence.severalModes.words }
    let words = Administration.Mode.allCases.filter(modes.contains).map(\.rawValue).joined(separator: ", ")
    return "modes differ: \(words)"
  }

  /// What the couple's words beside a scale rest on, where that wasn't read in its source.
  private func grounds(of scale: ScaleDefinition, beside measure: CoupleMeasure) -> [ProgressReport.Remark] {
    let isSaid = measure.series.keys.contains { measure.plain(of: $0) != nil }
    guard isSaid, let rule = scale.reliableChange else { return [] }
    let id = scale.id.description
    if rule.isOwn { return [note(.ownFigures, on: id)] }
    switch Verification.weakest([rule.verification] + [scale.cutoff?.verification].compactMap { $0 }) {
    case .unverified?: return [note(.unverifiedFigures, on: id)]
    case .secondary?: return [note(.secondaryFigures, on: id)]
    case .read?, nil: return []
    }
  }

  /// What the counselor's figures beside a scale rest on, and what has to be known to read them.
  private func norms(of scale: ScaleDefinition, beside measure: CoupleMeasure) -> [ProgressReport.Remark] {
    guard measure.hasValues else { return [] }
    let id = scale.id.description
    var notes: [ProgressReport.Remark] = []
    if let words = scale.cutoff?.verification.words { notes.append(note("\(words): cut-off", on: id)) }
    if let rule = scale.reliableChange {
      if measure.series.keys.contains(where: { measure.changeClass(of: $0) != nil }) {
        // A class never stands without its rule, which says what it rests on.
        notes.append(note("class: \(rule.words)", on: id))
      } else if rule.isOwn {
        notes.append(note("with your figures", on: id))
      } else if let words = rule.verification.words {
        notes.append(note("\(words): \(rule.kind == .mid ? "least change that matters" : "reliable change")", on: id))
      }
      if rule.reliability?.kind == .alpha {
        notes.append(
          note("alpha leaves out the wobble from day to day: read the threshold as a lower limit", on: id))
      }
    } else if measure.series.values.contains(where: { $0.n > 1 }) {
      notes.append(note("no reliable change is known for this scale: no class", on: id))
    }
    if scale.standardError?.isDerived == true {
      let sem = DecimalText.text(scale.standardError?.points ?? 0)
      notes.append(note("standard error of a total \(sem), derived from the published index", on: id))
    }
    return notes + members.compactMap { regression(of: $0, scale, measure) }
  }

  /// Intake is often the worst week: a first total far on the troubled side comes back some of the way by itself.
  private func regression(
    of member: Client.ID, _ scale: ScaleDefinition, _ measure: CoupleMeasure
  ) -> ProgressReport.Remark? {
    guard let series = measure.series[member], series.n > 1, let first = series.first, let cutoff = scale.cutoff,
      scale.standardError?.isFar(first, beyond: cutoff) == true
    else { return nil }
    let advice = scale.reliability == nil ? "" : "; the method of Edwards and Nunnally allows for that"
    return note(
      "the first total lies far beyond the cut-off: one taken in a crisis falls back by itself\(advice)",
      on: scale.id.description, of: member)
  }

  private var partingWords: String {
    guard isForCounselor else { return CoupleSentence.parting.words }
    let aims = table.partingAims.map { "\(seen.name($0.member))'s newest aim is \($0.kind.rawValue)" }
    return (aims + (table.isSeparated ? ["they have separated"] : [])).joined(separator: ", ")
      + ": separating well is an outcome too, so no class stands beside satisfaction"
  }
}
