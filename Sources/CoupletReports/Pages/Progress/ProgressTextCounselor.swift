import CoupletCore

/// The counselor's page: every figure with what it rests on.
extension ProgressReport {
  func writeForCounselor(on page: inout ProgressPage) {
    writeSessions(on: &page)
    writeAims(on: &page)
    for rows in groups(of: .scale) { writeScale(rows, on: &page) }
    if measures.contains(where: { $0.kind == .rating }) {
      page.heading("Ratings")
      page.paragraph(ratingsLabel)
      writeRatings(titles: \.measure, on: &page)
    }
    writeHomework(on: &page)
    writePromises(on: &page)
    writeInjuries(on: &page)
    writeRoom(on: &page)
    writeGoals(on: &page)
    writeEntries("Entries", entries, on: &page)
    writeWins(on: &page)
    let ids = Set(groups(of: .scale).compactMap(\.first?.measure))
    let rest = notes.filter { note in note.measure.map { !ids.contains($0) } ?? true }
    if !rest.isEmpty {
      page.heading("Notes")
      for note in rest { page.add(note.line, indent: 2) }
    }
  }

  /// A line a member, in the order of the couple: `Rob: unsure (2026-07-20), improve (2026-09-07)`.
  private func writeAims(on page: inout ProgressPage) {
    page.heading("Aims")
    if aims.isEmpty { page.add("None written down.", indent: 2) }
    for name in names {
      let said = aims.filter { $0.name == name }.map { "\($0.kind.rawValue) (\($0.day))" }
      if !said.isEmpty { page.add("\(name): \(said.joined(separator: ", "))", indent: 2) }
    }
  }

  // MARK: Scales

  private func writeScale(_ rows: [MeasureRow], on page: inout ProgressPage) {
    guard let head = rows.first else { return }
    page.heading("\(head.title) (\(head.measure), \(head.rangeText))")
    // Any deterioration is listed first.
    let ordered = rows.filter { $0.changeClass == .deteriorated } + rows.filter { $0.changeClass != .deteriorated }
    for row in ordered {
      page.add(line(row), sparkline: row, indent: 2, hanging: 6, isStrong: row.changeClass == .deteriorated)
    }
    for pair in pairs(of: rows) {
      page.add(gapLine(pair), indent: 2, hanging: 6)
      if let label = pair.label {
        page.add("couple: \(label.rawValue)\(pair.labelWhy.map { ": \($0)" } ?? "")", indent: 2, hanging: 6)
      }
    }
    let parts = groups(of: .subscale).filter { $0.first?.id.owner == head.measure }
    for part in parts {
      let figures = part.map { "\($0.name) \($0.span)" }.joined(separator: ", ")
      let name = part.first?.id.name ?? ""
      page.add("\(name): \(([figures] + gapTexts(part)).joined(separator: "; "))", indent: 2, hanging: 6)
    }
    if let drawing = drawing(of: rows) { page.chart(drawing, isInText: true) }
    for note in notes where note.measure == head.measure {
      page.remark([note.name, note.text].compactMap { $0 }.joined(separator: ": "))
    }
  }

  private func line(_ row: MeasureRow) -> String {
    guard row.n > 0, let firstDate = row.firstDate, let lastDate = row.lastDate else { return "\(row.name): no value" }
    var parts = [row.n < 2 ? "\(row.span) on \(lastDate)" : "\(row.span), \(firstDate) to \(lastDate), n \(row.n)"]
    if let change = row.change { parts.append("change \(DecimalText.text(change))") }
    if let changeClass = row.changeClass {
      parts.append(changeClass.words(by: row.rule?.kind) + (row.remark.map { " (\($0))" } ?? ""))
    } else if let isReliable = row.isReliable {
      parts.append((row.rule?.kind ?? .reliable).words(isReliable))
    }
    if let room = row.shortRoom { parts.append(room.words) }
    if let cutoff = row.cutoff {
      let side = row.isFunctional.map { $0 ? "functional side of" : "clinical side of" } ?? "side not known of"
      parts.append("\(side) the cut-off \(DecimalText.text(cutoff))\(nearWords(row.isNearCutoff))")
    }
    if let trend = row.trend, let slope = row.slopePerWeek {
      parts.append(trend.slopeWords(slope) + (row.trendMode.map { ", \($0.rawValue) only" } ?? ""))
    }
    return "\(row.name): \(parts.joined(separator: "; "))"
  }

  private func gapLine(_ pair: Pair) -> String {
    let names = "gap \(pair.first) - \(pair.second)"
    guard pair.gapLast != nil else { return "\(names): no day or session of both" }
    if pair.finding == .oneOccasion { return "\(names): \(gapSpan(pair)), one occasion of both" }
    let parts = [
      gapSpan(pair), pair.finding.words, pair.isTurned ? "the other way round now" : nil,
      pair.isMoreThanError.map(errorWords) ?? "its error isn't known",
    ]
    return "\(names): \(parts.compactMap { $0 }.joined(separator: ", "))"
  }

  // MARK: What lies between sessions

  private func writeHomework(on page: inout ProgressPage) {
    page.heading("Homework")
    if homework.isEmpty { page.paragraph("None in this time.") }
    for item in homework {
      let rest = [item.due.map { "due \($0)" }, item.goal.map { "for \($0)" }, item.isTakenBack ? "set aside" : nil]
      let terms = ([item.recipients, item.given.description] + rest.compactMap { $0 }).joined(separator: ", ")
      page.add("\(item.id.map { "\($0) " } ?? "")\(item.title) (\(terms))", indent: 2)
      for part in item.parts { page.add("\(part.name): \(part.text)", indent: 4) }
    }
    for line in homeworkTotal?.counselorLines ?? [] { page.add(line, indent: 2, hanging: 6) }
    writeShares(.homework, "share done", on: &page)
    page.calendar(homeworkDays)
  }

  func writeShares(_ kind: MeasureKind, _ title: String, on page: inout ProgressPage) {
    for rows in groups(of: kind) {
      let figures = rows.filter { $0.n > 0 }.map { "\($0.name) \($0.span) (n \($0.n))" }
      page.add("\(title), 0 to 1: \((figures + gapTexts(rows)).joined(separator: "; "))", indent: 2, hanging: 6)
    }
  }
}
