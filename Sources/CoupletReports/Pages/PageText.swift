import CoupletCore

/// A page as text of 80 columns: in one piece on a screen, in pages of 60 lines on paper.
extension PageDocument {
  /// The page as text, with a newline at its end.
  public func text(options: ReportOptions = ReportOptions()) -> String {
    var page = TextPage(ascii: options.ascii)
    page.add(([title] + header).joined(separator: " · "))
    for block in blocks { Self.write(block, on: &page) }
    return page.text(
      header: header.first ?? title, end: header.dropFirst().joined(separator: " · "), options: options)
  }

  private static func write(_ block: Block, on page: inout TextPage) {
    switch block {
    case .heading(let text): page.heading(text)
    case .paragraph(let text): page.paragraph(text)
    case .items(let items):
      for item in items {
        page.add("- \(item.text)", indent: 2)
        for detail in item.details { page.add(detail, indent: 4) }
      }
    case .facts(let facts):
      for fact in facts { page.add("\(fact.label): \(fact.value)", indent: 2) }
    case .table(let caption, let table):
      if let caption { page.add(caption, indent: 2) }
      page.raw(table.shown.textLines(width: page.width - 2, ascii: page.ascii))
    case .chart(let chart):
      page.add(chart.title, indent: 2)
      // One day alone makes no line; then it is said in words.
      if let lines = chart.lineChart() {
        page.raw(lines.textLines(width: page.width - 2, height: 9, ascii: page.ascii))
      } else {
        page.add(chart.description, indent: 2)
      }
    case .calendar(let calendar): page.raw(calendar.lines(ascii: page.ascii))
    case .remark(let text): page.add(text, indent: 2, hanging: 2)
    }
  }
}

extension Table {
  /// The same with nothing in it that steers a terminal.
  fileprivate var shown: Table {
    Table(
      columns: columns.map { Column($0.key, title: $0.title.clean, alignment: $0.alignment) },
      rows: rows.map { row in
        row.map { cell in if case .text(let text) = cell { .text(text.clean) } else { cell } }
      })
  }
}

extension PageDocument.Chart {
  /// The chart in signs; nil where all values lie on one day, which makes no line.
  ///
  /// - Parameter isDetailed: whether it has the first band, and a label for each day that has room for one.
  func lineChart(isDetailed: Bool = false) -> LineChart? {
    let values = series.flatMap(\.values)
    let days = Set(values.map(\.day)).sorted()
    guard days.count > 1, let first = days.first, let last = days.last else { return nil }
    let band = isDetailed ? bands[0] : nil
    let labels = [first, last] + (isDetailed ? days.dropFirst().dropLast() : [])
    return LineChart(
      series: zip(series, series.indices).map { series, place in
        LineChart.Series(
          name: series.name.clean, marker: LineChart.markers[place % LineChart.markers.count],
          points: series.values.map { (x: $0.day.number, y: $0.value) })
      }, cutoff: cutoff, band: band,
      scale: LineChart.axis(around: values.map(\.value), cutoff: cutoff, band: band, within: range),
      xLabels: labels.map { (x: $0.number, label: $0.description) })
  }
}

extension PageDocument.Calendar {
  /// Marks on a line at most.
  private static let mostMarks = 40
  private static let mostNameCells = 16

  /// A row a member, a sign a mark, and from when to when; the signs say without color what they mean.
  fileprivate func lines(ascii: Bool) -> [String] {
    let signs: (done: String, part: String, open: String, none: String) =
      ascii ? ("#", "+", ".", "-") : ("■", "◧", "□", "–")
    func sign(_ mark: Mark) -> String {
      guard let share = mark.share else { return signs.none }
      return share >= 1 ? signs.done : share > 0 ? signs.part : signs.open
    }
    let rows = rows.filter { !$0.marks.isEmpty }
    guard !rows.isEmpty else { return [] }
    let cells = min(Self.mostNameCells, rows.map { $0.name.clean.cellWidth }.max() ?? 0)
    let lines = rows.flatMap { row in
      stride(from: 0, to: row.marks.count, by: Self.mostMarks).map { start in
        let marks = row.marks[start..<min(start + Self.mostMarks, row.marks.count)]
        let name = start == 0 ? row.name.clean.clipped(toCells: cells) : ""
        let days = Array(Set([marks.first, marks.last].compactMap { $0?.day.description })).sorted()
        return "  \(name.padded(toCells: cells)) \(marks.map(sign).joined()) \(days.joined(separator: " - "))"
      }
    }
    let legend = "\(signs.done) done, \(signs.part) in part, \(signs.open) not done, \(signs.none) left out"
    return title.clean.wrapped(toCells: TextPage.width - 2, hanging: 2) + lines + ["  \(legend)"]
  }
}
