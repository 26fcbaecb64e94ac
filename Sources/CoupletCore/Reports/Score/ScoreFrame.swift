/// What the parts of a score report share while it is made; the figures are those of the progress report.
struct ScoreFrame {
  let progress: ProgressFrame
  let library: Library
  let method: ChangeMethod
  /// The scale's short name.
  let id: String
  /// The newest version that the audience sees a sheet of, else the scale's own.
  let version: Int
  /// The definition of that version, nil when the library hasn't got it.
  let definition: ScaleDefinition?
  /// The scale in the progress report, nil without a sheet that counts.
  let measure: CoupleMeasure?
  /// Sheets of the scale, whichever version, oldest first.
  let sheets: [Measure]
  let basis: ScoreReport.Basis
  private let remarks: [ProgressReport.Remark]

  init(seen: Seen, scale: ScaleDefinition, library: Library, method: ChangeMethod) {
    let id = scale.id.description
    self.id = id
    // Only this scale's definitions: the others' sheets needn't be scored.
    let others = library.scales.filter { $0.id == scale.id && $0.version != scale.version }
    self.library = Library(scales: others + [scale], exercises: [], ratings: nil)
    self.method = method
    progress = ProgressFrame(seen: seen, library: self.library, since: nil, until: nil)
    sheets = seen.records.measures.filter { $0.scale == id }
    version = sheets.map(\.version).max() ?? scale.version
    definition = self.library.scale(id, version: version)
    let shown = progress.table.scales.first { $0.id == id }
    measure = shown?.measure
    remarks = shown.map(progress.notes) ?? []
    let interval: EdwardsNunnally? =
      if let definition, case .edwardsNunnally(let mean) = method {
        try? EdwardsNunnally(scale: definition, mean: mean)
      } else {
        nil
      }
    let isUsual = method == .jacobsonTruax
    basis = ScoreReport.Basis(
      method: method, rule: isUsual ? definition?.reliableChange : nil,
      source: isUsual ? definition?.publishedChange?.source : nil, reliability: definition?.reliability,
      error: definition?.standardError, interval: interval)
  }

  var seen: Seen { progress.seen }
  var isForCounselor: Bool { progress.isForCounselor }

  /// Whether an aim to part, or not to know, keeps classes away from satisfaction.
  var mayClassify: Bool { measure?.mayClassify ?? true }

  // MARK: Sheets

  func line(
    _ scored: ScoredSheet, by definition: ScaleDefinition, isCounted: Bool = true
  ) -> ScoreReport.Sheet {
    let (sheet, score) = (scored.sheet, scored.score)
    // Which items were left open is between the member and the counselor.
    let open =
      isForCounselor ? score.openText(cutoff: definition.cutoff) : "\(score.answered) of \(score.count) answered"
    return ScoreReport.Sheet(
      day: sheet.fact.day, session: sheet.session.flatMap(seen.session).flatMap(seen.number), total: score.total,
      possible: isForCounselor ? score.possible : nil, answered: score.answered, count: score.count,
      prorated: score.prorationText, why: score.total == nil ? open ?? "open items" : nil, mode: sheet.mode,
      apart: sheet.apart, isCounted: isCounted)
  }

  /// The versions beside the newest.
  var older: [ScoreReport.Version] {
    Set(sheets.map(\.version)).subtracting([version]).sorted(by: >).map { version in
      let definition = library.scale(id, version: version)
      let members = progress.members.compactMap { member -> ScoreReport.Older? in
        guard let definition else { return nil }
        let lines = sheets.filter { $0.version == version && $0.fact.member == member }
          .compactMap { ScoredSheet($0, by: definition) }.map { line($0, by: definition) }
        guard !lines.isEmpty else { return nil }
        return ScoreReport.Older(member: seen.fullName(member), name: seen.name(member), sheets: lines)
      }
      return ScoreReport.Version(
        version: version, isKnown: definition != nil, members: members,
        count: sheets.count { $0.version == version })
    }
  }

  // MARK: Notes

  /// The progress report's notes, and what this page shows beyond it.
  var notes: [ProgressReport.Remark] {
    var notes = remarks
    guard isForCounselor, let definition else { return notes }
    if Set(sheets.map(\.version)).count > 1 {
      notes.append(progress.note("no class across versions: the others are listed apart", on: id))
    }
    guard measure?.hasValues == true else { return notes }
    if case .edwardsNunnally = method { notes += intervalNotes(definition) }
    // The published threshold goes before r and SD; the errors of mean, gap and trend still rest on them.
    if let reliability = definition.reliability, definition.publishedChange != nil {
      if reliability.isOwn {
        notes.append(progress.note("errors of mean, gap and trend: with your figures", on: id))
      } else if let words = reliability.verification.words {
        notes.append(progress.note("\(words): r and SD", on: id))
      }
    }
    return notes
  }

  private func intervalNotes(_ definition: ScaleDefinition) -> [ProgressReport.Remark] {
    if basis.interval != nil { return [progress.note("reference mean: with your figures", on: id)] }
    let why =
      definition.reliability == nil
      ? "it needs r and SD of the scale" : "the reference mean is outside \(definition.total)"
    return [progress.note("Edwards-Nunnally: no class, \(why)", on: id)]
  }
}
