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
    var notes = scale.hasOlder ? [note("versions differ: only the newest is shown", on: id)] : []
    guard let whole = scale.measure, let definition = whole.scale else {
      let count = scale.sheets.count == 1 ? "1 sheet isn't" : "\(scale.sheets.count) sheets aren't"
      return notes + [note("the definition isn't in the library: \(count) counted", on: id)]
    }
    notes += scale.unfit.map { sheet in
      note(
        "the sheet of \(sheet.fact.day) doesn't fit the definition and isn't counted", on: id, of: sheet.fact.member)
    }
    let sheets = whole.sheets
    notes += members.flatMap { remarks(on: sheets[$0] ?? [], of: $0, by: definition) }
    // Each may have kept to one mode, and the two to different ones: then it is the gap that has to be read with care.
    let isToldOfSome = sheets.values.contains { modes(of: $0) != nil }
    if !isToldOfSome, let words = modes(of: sheets.values.flatMap(\.self)) {
      notes.append(note("between the partners \(words)", on: id))
    }
    notes += norms(of: definition, beside: whole)
    if !whole.mayClassify, whole.hasValues { notes.append(note(partingWords, on: id)) }
    return notes
  }

  private func remarks(
    on sheets: [ScoredSheet], of member: Client.ID, by scale: ScaleDefinition
  ) -> [ProgressReport.Remark] {
    let id = scale.id.description
    var notes: [ProgressReport.Remark] = []
    for scored in sheets {
      if let text = scored.score.prorationText {
        notes.append(note("\(scored.sheet.fact.day): \(text)", on: id, of: member))
      } else if scored.score.total == nil {
        // Which items were left open is between the member and the counselor.
        let text =
          isForCounselor
          ? scored.score.openText(cutoff: scale.cutoff) : "\(scored.score.answered) of \(scored.score.count) answered"
        notes.append(note("\(scored.sheet.fact.day): total not known: \(text ?? "open items")", on: id, of: member))
      }
    }
    return notes + [modes(of: sheets).map { note($0, on: id, of: member) }].compactMap { $0 }
  }

  /// `modes differ: paper, phone`, nil where all sheets were taken alike.
  private func modes(of sheets: [ScoredSheet]) -> String? {
    let modes = Set(sheets.map(\.sheet.mode))
    guard modes.count > 1 else { return nil }
    let words = Administration.Mode.allCases.filter(modes.contains).map(\.rawValue).joined(separator: ", ")
    return "modes differ: \(words)"
  }

  /// What the figures beside a scale rest on.
  private func norms(of scale: ScaleDefinition, beside measure: CoupleMeasure) -> [ProgressReport.Remark] {
    guard measure.hasValues else { return [] }
    let id = scale.id.description
    let rule = scale.reliableChange
    guard isForCounselor else {
      let isSaid = measure.series.keys.contains { measure.changeClass(of: $0) != nil }
      guard isSaid else { return [] }
      if rule?.isOwn == true {
        return [note("the words beside the figures rest on your counselor's own figures", on: id)]
      }
      let isUnverified = rule?.isVerified == false || scale.cutoff?.isVerified == false
      return isUnverified ? [note("unverified norm: the words beside the figures rest on it", on: id)] : []
    }
    var notes: [ProgressReport.Remark] = []
    if scale.cutoff?.isVerified == false { notes.append(note("unverified norm: cut-off", on: id)) }
    if let rule {
      if rule.isOwn {
        notes.append(note("with your figures", on: id))
      } else if !rule.isVerified {
        notes.append(note("unverified norm: reliable change", on: id))
      }
    } else if measure.series.values.contains(where: { $0.n > 1 }) {
      notes.append(note("no reliable change is known for this scale: no class", on: id))
    }
    return notes
  }

  private var partingWords: String {
    guard isForCounselor else {
      return "parting well is an aim like the others, and so is not being sure: no words stand beside these figures"
    }
    let aims = table.partingAims.map { "\(seen.name($0.member))'s newest aim is \($0.kind.rawValue)" }
    return (aims + (table.isSeparated ? ["they have separated"] : [])).joined(separator: ", ")
      + ": separating well is an outcome too, so no class stands beside satisfaction"
  }
}
