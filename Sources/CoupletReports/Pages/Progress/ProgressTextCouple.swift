import CoupletCore

extension ProgressReport.EntryLine {
  /// Whether it is about what is good between them, which stands before what is to be done.
  fileprivate var isGood: Bool { [.gesture, .memory, .originStory, .future].contains(kind) && review == nil }
}

/// The page for the couple: wins first, plain words, both partners and what lies between them.
///
/// Its headings stand whether or not there is something under them, so that none tells by being away.
extension ProgressReport {
  func writeForCouple(on page: inout ProgressPage) {
    writeWins(on: &page)
    writeEntries("What is good between you", entries.filter(\.isGood), on: &page)
    writeSessions(on: &page)
    page.heading("How it goes for each of you")
    let scales = groups(of: .scale)
    if scales.isEmpty { page.paragraph("Nothing to show for this time.") }
    for rows in scales { writePlainScale(rows, on: &page) }
    let ids = Set(scales.compactMap(\.first?.measure))
    for note in notes where note.measure.map({ !ids.contains($0) }) ?? true { page.add(note.line, indent: 2) }
    page.heading("How each of you sees it, 0 to 10")
    page.paragraph(ratingsLabel)
    if groups(of: .rating).isEmpty { page.paragraph("Nothing to show for this time.") }
    writeRatings(titles: \.title, on: &page)
    writePlainHomework(on: &page)
    writePlainPromises(on: &page)
    writeGoals(on: &page)
    writeEntries("What you agreed, and what to look at again", entries.filter { !$0.isGood }, on: &page)
    writeInjuries(on: &page)
  }

  private func writePlainScale(_ rows: [MeasureRow], on page: inout ProgressPage) {
    guard let head = rows.first else { return }
    page.add("\(head.title), \(head.rangeText)", indent: 2)
    for row in rows {
      page.add("\(row.name): \(row.span)\(row.plain.map { ", \($0.words)" } ?? "")", indent: 4)
    }
    for pair in pairs(of: rows) where pair.gapLast != nil {
      let names =
        names.count == 2 ? CoupleSentence.betweenYou.words : CoupleSentence.between.with(pair.first, pair.second)
      let movement = pair.finding.plain.map { ", \($0.words)" } ?? ""
      page.add("\(names): \(gapSpan(pair))\(movement)", indent: 4)
    }
    for note in notes where note.measure == head.measure {
      page.add([note.name, note.text].compactMap { $0 }.joined(separator: ": "), indent: 4)
    }
    if let drawing = drawing(of: rows) { page.chart(drawing, isInText: false) }
  }

  private func writePlainHomework(on page: inout ProgressPage) {
    page.heading("Homework")
    if homework.isEmpty { page.paragraph("None in this time.") }
    for item in homework {
      let parts =
        item.isTakenBack ? "set aside" : item.parts.map { "\($0.name) \($0.plain)" }.joined(separator: ", ")
      page.add("\(item.title)\(parts.isEmpty ? "" : ": \(parts)")", indent: 2)
    }
    // Each piece by itself: what one did of all of it, beside what the other did, would be a mark for good conduct.
    page.calendar(homeworkDays)
  }

  private func writePlainPromises(on page: inout ProgressPage) {
    page.heading("Promises")
    if promises.isEmpty { page.paragraph("None in this time.") }
    for promise in promises {
      let to = promise.to.map { " to \($0)" } ?? ""
      page.add("\(promise.by)\(to): \(promise.text)", indent: 2)
    }
    guard !accounts.isEmpty else { return }
    page.add(accounts.plain(members: names.count), indent: 2)
    page.calendar(promiseDays)
  }
}
