/// Scales and subscales: sheets of the newest version only, scored by the definition that was answered.
extension ProgressFrame {
  /// The scales, each followed by its subscales, with what has to be known beside them.
  var scales: (measures: [ProgressMeasure], notes: [ProgressReport.Remark]) {
    let sheets = Dictionary(grouping: seen.records.measures.filter { covers($0.fact.day) }, by: \.scale)
    var measures: [ProgressMeasure] = []
    var notes: [ProgressReport.Remark] = []
    for (id, sheets) in sheets.sorted(by: { $0.key < $1.key }) {
      let newest = sheets.map(\.version).max() ?? 1
      let counted = sheets.filter { $0.version == newest }
      if counted.count < sheets.count {
        notes.append(note("versions differ: only the newest is shown", on: id))
      }
      guard let scale = library.scale(id, version: newest) else {
        let count = counted.count == 1 ? "1 sheet isn't" : "\(counted.count) sheets aren't"
        notes.append(note("the definition isn't in the library: \(count) counted", on: id))
        continue
      }
      let (made, remarks) = self.measures(of: scale, from: counted)
      measures += made
      notes += remarks
    }
    return (measures, notes)
  }

  private func measures(
    of scale: ScaleDefinition, from sheets: [Measure]
  ) -> (measures: [ProgressMeasure], notes: [ProgressReport.Remark]) {
    let id = scale.id.description
    var notes: [ProgressReport.Remark] = []
    var scored: [Client.ID: [(sheet: Measure, score: Score)]] = [:]
    for sheet in sheets {
      guard let member = sheet.fact.member else { continue }
      guard let score = try? sheet.administration(by: scale).score(by: scale) else {
        let text = "the sheet of \(sheet.fact.day) doesn't fit the definition and isn't counted"
        notes.append(note(text, on: id, of: member))
        continue
      }
      scored[member, default: []].append((sheet, score))
    }
    let isParting = scale.audience == .joint && (isSeparated || !partingAims.isEmpty)
    let whole = measure(of: scale, scored: scored, mayClassify: !isParting)
    for member in members {
      notes += remarks(on: scored[member] ?? [], of: member, by: scale)
    }
    // Each may have kept to one mode, and the two to different ones: then it is the gap that has to be read with care.
    let isToldOfSome = scored.values.contains { modes(of: $0.map(\.sheet)) != nil }
    if !isToldOfSome, let words = modes(of: scored.values.flatMap { $0.map(\.sheet) }) {
      notes.append(note("between the partners \(words)", on: id))
    }
    notes += norms(of: scale, beside: whole)
    if isParting, whole.hasValues { notes.append(note(partingWords, on: id)) }
    let parts = scale.subscales.indices.map { place in
      subscale(place, of: scale, scored: scored)
    }
    return ([whole] + parts, notes)
  }

  private func measure(
    of scale: ScaleDefinition, scored: [Client.ID: [(sheet: Measure, score: Score)]], mayClassify: Bool
  ) -> ProgressMeasure {
    var measure = ProgressMeasure(
      .scale, scale.id.description, title: seen.text(scale.title), unit: "points",
      range: scale.total.min...scale.total.max,
      readings: scored.mapValues { pairs in
        pairs.compactMap { pair in
          pair.score.total.map {
            ProgressReading(day: pair.sheet.fact.day, session: pair.sheet.session, value: $0)
          }
        }
      })
    measure.scale = scale
    measure.mayClassify = mayClassify
    // Scores, not totals: of a prorated one the side of the cut-off may be open.
    measure.series = scored.compactMapValues { pairs in
      try? MeasureSeries(scores: pairs.map { ($0.sheet.fact.day, $0.score) }, scale: scale)
    }
    return measure
  }

  private func subscale(
    _ place: Int, of scale: ScaleDefinition, scored: [Client.ID: [(sheet: Measure, score: Score)]]
  ) -> ProgressMeasure {
    let id = scale.subscales[place].id
    let items = scale.items.filter { scale.subscales[place].items.contains($0.id) }
    let low = scale.rule.total(ofSum: items.map(\.min).reduce(0, +), count: items.count)
    let high = scale.rule.total(ofSum: items.map(\.max).reduce(0, +), count: items.count)
    return ProgressMeasure(
      .subscale, "\(scale.id)/\(id)", title: "\(seen.text(scale.title)): \(id)", unit: "points",
      range: min(low, high)...max(low, high),
      readings: scored.mapValues { pairs in
        pairs.compactMap { pair in
          // A total that was typed has no parts.
          guard place < pair.score.subscales.count, let total = pair.score.subscales[place].score.total else {
            return nil
          }
          return ProgressReading(day: pair.sheet.fact.day, session: pair.sheet.session, value: total)
        }
      })
  }

  // MARK: Notes

  private func remarks(
    on pairs: [(sheet: Measure, score: Score)], of member: Client.ID, by scale: ScaleDefinition
  ) -> [ProgressReport.Remark] {
    let id = scale.id.description
    var notes: [ProgressReport.Remark] = []
    for pair in pairs {
      if let text = pair.score.prorationText {
        notes.append(note("\(pair.sheet.fact.day): \(text)", on: id, of: member))
      } else if pair.score.total == nil {
        // Which items were left open is between the member and the counselor.
        let text =
          isForCounselor
          ? pair.score.openText(cutoff: scale.cutoff) : "\(pair.score.answered) of \(pair.score.count) answered"
        notes.append(note("\(pair.sheet.fact.day): total not known: \(text ?? "open items")", on: id, of: member))
      }
    }
    return notes + [modes(of: pairs.map(\.sheet)).map { note($0, on: id, of: member) }].compactMap { $0 }
  }

  /// `modes differ: paper, phone`, nil where all sheets were taken alike.
  private func modes(of sheets: [Measure]) -> String? {
    let modes = Set(sheets.map(\.mode))
    guard modes.count > 1 else { return nil }
    let words = Administration.Mode.allCases.filter(modes.contains).map(\.rawValue).joined(separator: ", ")
    return "modes differ: \(words)"
  }

  /// What the figures beside a scale rest on.
  private func norms(of scale: ScaleDefinition, beside measure: ProgressMeasure) -> [ProgressReport.Remark] {
    guard measure.hasValues else { return [] }
    let id = scale.id.description
    let rule = scale.reliableChange
    guard isForCounselor else {
      let isSaid = measure.mayClassify && measure.series.values.contains { $0.changeClass != nil }
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
    let aims = partingAims.map { "\(seen.name($0.member))'s newest aim is \($0.kind.rawValue)" }
    return (aims + (isSeparated ? ["they have separated"] : [])).joined(separator: ", ")
      + ": separating well is an outcome too, so no class stands beside satisfaction"
  }
}
