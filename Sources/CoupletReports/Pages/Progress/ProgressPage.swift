import CoupletCore

/// A progress report in reading order: its lines and its blocks are made from the same parts, so that they say the same.
struct ProgressPage {
  private enum Part {
    case heading(String)
    case paragraph(String)
    /// Two cells in; what stands further in belongs to what stands before it.
    case line(String, sparkline: ProgressReport.MeasureRow?, indent: Int, hanging: Int, isStrong: Bool)
    case remark(String)
    case table(Table)
    case chart(PageDocument.Chart, isInText: Bool)
    /// Nothing in the text, which has the counts.
    case calendar(PageDocument.Calendar)
  }

  private var parts: [Part] = []

  mutating func heading(_ title: String) { parts.append(.heading(title.clean)) }

  mutating func paragraph(_ text: String) { parts.append(.paragraph(text.clean)) }

  /// A text, wrapped; the lines that continue it stand `hanging` cells in, and the values of a row end it as signs.
  mutating func add(
    _ text: String, sparkline row: ProgressReport.MeasureRow? = nil, indent: Int = 2, hanging: Int? = nil,
    isStrong: Bool = false
  ) {
    parts.append(.line(text.clean, sparkline: row, indent: indent, hanging: hanging ?? indent + 2, isStrong: isStrong))
  }

  mutating func remark(_ text: String) { parts.append(.remark(text.clean)) }

  mutating func table(_ table: Table) {
    if !table.rows.isEmpty { parts.append(.table(table)) }
  }

  /// A chart of pages that can hold pictures, and of the page of text where that is said.
  mutating func chart(_ chart: PageDocument.Chart, isInText: Bool) { parts.append(.chart(chart, isInText: isInText)) }

  mutating func calendar(_ calendar: PageDocument.Calendar) {
    if calendar.rows.contains(where: { !$0.marks.isEmpty }) { parts.append(.calendar(calendar)) }
  }

  // MARK: Text

  /// The parts as text, in blocks that paper keeps together.
  func write(on page: inout TextPage) {
    for part in parts {
      switch part {
      case .heading(let title): page.heading(title)
      case .paragraph(let text): page.add(text, indent: 2, hanging: 2)
      case .line(let text, let row, let indent, let hanging, let isStrong):
        page.add(
          (row.map { text + " " + $0.sparkline(ascii: page.ascii) } ?? text).trimmed, indent: indent, hanging: hanging,
          isStrong: isStrong)
      case .remark(let text): page.add("- " + text, indent: 2, hanging: 4)
      case .table(let table):
        // Signs of more than one cell come before the columns are laid out.
        let shown = Table(
          columns: table.columns,
          rows: table.rows.map { row in
            row.map { cell in if case .text(let text) = cell { .text(text.inSigns(ascii: page.ascii)) } else { cell } }
          })
        page.raw(shown.textLines(width: page.width - 2, ascii: page.ascii))
      case .chart(let chart, let isInText):
        let lines = isInText ? chart.lineChart() : nil
        page.raw(lines?.textLines(width: page.width - 2, height: 9, ascii: page.ascii) ?? [])
      case .calendar: break
      }
    }
  }

  // MARK: Blocks

  var blocks: [PageDocument.Block] {
    var blocks: [PageDocument.Block] = []
    var items: [PageDocument.Item] = []
    var heading: String?
    func close() {
      if !items.isEmpty { blocks.append(.items(items)) }
      items = []
    }
    for part in parts {
      if case .line(let text, _, let indent, _, _) = part {
        if indent > 2, let last = items.popLast() {
          items.append(PageDocument.Item(last.text, details: last.details + [text]))
        } else {
          items.append(PageDocument.Item(text))
        }
        continue
      }
      close()
      switch part {
      case .heading(let title):
        heading = title
        blocks.append(.heading(title))
      case .paragraph(let text): blocks.append(.paragraph(text))
      case .remark(let text): blocks.append(.remark(text))
      case .table(let table): blocks.append(.table(caption: heading, table))
      case .chart(let chart, _): blocks.append(.chart(chart))
      case .calendar(let calendar): blocks.append(.calendar(calendar))
      case .line: break
      }
    }
    close()
    return blocks
  }
}

extension ProgressReport.MeasureRow {
  /// The values as signs; a line of very many would say less than the chart below.
  fileprivate func sparkline(ascii: Bool) -> String {
    let recent = values.suffix(40).map(\.value)
    guard recent.count > 1 else { return "" }
    return TextChart.sparkline(recent, low: range.lowerBound, high: range.upperBound, ascii: ascii)
  }
}
