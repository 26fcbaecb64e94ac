import CoupletCore

/// What is drawn on pages that can hold pictures: the same values as in the lines, on their real days.
extension ProgressReport {
  /// A chart of a scale; nil where all values lie on one day, which makes no line.
  ///
  /// The cut-off, and what is no reliable change, are the counselor's alone.
  func drawing(of rows: [MeasureRow]) -> PageDocument.Chart? {
    guard let head = rows.first, Set(rows.flatMap(\.values).map(\.day)).count > 1 else { return nil }
    let drawn = rows.filter { $0.n > 0 }
    let cutoff = isForCounselor ? drawn.compactMap(\.cutoff).first : nil
    let said = drawn.map { row in
      let days = [row.firstDate, row.lastDate].compactMap { $0?.description }
      return "\(row.name): \(row.span), \(row.n < 2 ? days.prefix(1).joined() : days.joined(separator: " to "))"
    }
    let words = said + gapTexts(rows) + (cutoff.map { ["cut-off \(DecimalText.text($0))"] } ?? [])
    return PageDocument.Chart(
      title: "\(head.title), \(head.rangeText)".clean,
      description: words.joined(separator: "; ").clean,
      series: drawn.map { .init(name: $0.name.clean, values: $0.values) }, range: head.range,
      cutoff: cutoff,
      bands: isForCounselor
        ? Dictionary(uniqueKeysWithValues: drawn.enumerated().compactMap { place, row in row.band.map { (place, $0) } })
        : [:],
      showsGap: names.count == 2 && drawn.count == 2)
  }

  /// The days on which homework was reported; for the couple those on which some of it was done.
  var homeworkDays: PageDocument.Calendar {
    let rows = groups(of: .homework).flatMap(\.self).map { row in
      PageDocument.Calendar.Row(
        name: row.name.clean,
        marks: row.values.filter { isForCounselor || $0.value > 0 }.map { value in
          let words = isForCounselor ? "share done \(DecimalText.text(value.value))" : "done"
          return .init(day: value.day, share: isForCounselor ? value.value : 1, words: words)
        })
    }
    return PageDocument.Calendar(
      title: isForCounselor ? "Homework, by the day of the report" : "Days on which you did some of it", rows: rows)
  }

  /// What each says of promises, by day; for the couple the days of what was kept as all who spoke of it saw it.
  var promiseDays: PageDocument.Calendar {
    guard isForCounselor else {
      let name = names.count == 2 ? "kept, as you both saw it" : "kept, as all of you saw it"
      return PageDocument.Calendar(
        title: "Promises kept",
        rows: [.init(name: name, marks: keptDays.map { .init(day: $0, share: 1, words: "kept") })])
    }
    var rows: [PageDocument.Calendar.Row] = []
    for name in Set(promiseMarks.map(\.row)).sorted() {
      let marks = promiseMarks.filter { $0.row == name }.sorted { $0.day < $1.day }
      rows.append(
        .init(
          name: name.clean,
          marks: marks.map { .init(day: $0.day, share: $0.outcome.share, words: $0.outcome.rawValue) }))
    }
    return PageDocument.Calendar(title: "Promises, according to each", rows: rows)
  }
}

extension ProgressReport.PromiseMark {
  /// `Rob's promises, as Dana says`.
  fileprivate var row: String { "\(by)'s promises, \(says.map { "as \($0) says" } ?? "counselor's record")" }
}
