public import CoupletCore

/// The report as lines of at most `width` cells, 80 at most: heading, chart, the series, and what may be said of them.
///
/// With `ascii` our own signs are plain ASCII; what was typed stays as it is.
public func scoreLines(_ report: ScoreReport, ascii: Bool = false, width: Int = 80) -> [String] {
  // Below twenty cells a date and a figure no longer stand beside each other.
  var page = TextPage(ascii: ascii, width: min(max(20, width), LineChart.mostWidth))
  report.writeHeading(on: &page)
  report.writeChart(on: &page)
  report.writeSeries(on: &page)
  if report.isForCounselor { report.writeForCounselor(on: &page) } else { report.writeForCouple(on: &page) }
  report.writeOlder(on: &page)
  for note in report.notes {
    page.add("- \([note.name, note.text].compactMap { $0 }.joined(separator: ": "))", hanging: 2)
  }
  return page.lines
}

extension LineChart {
  /// The signs of the members, in their order.
  static let markers: [Character] = ["●", "○", "▲", "△", "■", "□"]

  /// The values that an axis has to show, out to whole numbers and not beyond what a total can be.
  static func axis(
    around values: [Double], cutoff: Double?, band: ClosedRange<Double>? = nil, within range: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let shown = values + [cutoff, band?.lowerBound, band?.upperBound].compactMap { $0 }
    guard let low = shown.min(), let high = shown.max() else { return nil }
    let lowest = max(low.rounded(.down), min(low, range.lowerBound))
    return lowest...max(lowest, min(high.rounded(.up), max(high, range.upperBound)))
  }
}

extension ScoreReport {
  fileprivate func writeHeading(on page: inout TextPage) {
    let names = label == handle ? handle : "\(handle) · \(label)"
    page.add("Score · \(names) · for: \(audienceWords)")
    let way = direction == .higherIsBetter ? "higher is better" : "higher is worse"
    let ends = "\(DecimalText.text(range.lowerBound)) to \(DecimalText.text(range.upperBound))"
    page.add("\(title) (\(scale) version \(version), \(ends), \(way))")
    page.add("As of \(today.withWeekday)")
  }

  // MARK: Chart

  /// One axis for all; no line is made by one day alone.
  fileprivate func writeChart(on page: inout TextPage) {
    let drawn = members.filter { !$0.totals.isEmpty }
    let band = band(of: drawn)
    let chart = PageDocument.Chart(
      title: title, description: "", series: drawn.map { .init(name: $0.name, values: $0.totals) }, range: range,
      cutoff: cutoff?.value, bands: band.map { [0: $0.values] } ?? [:])
    guard let lines = chart.lineChart(isDetailed: true) else { return }
    page.blank()
    page.raw(lines.textLines(width: page.width, height: 13, ascii: page.ascii), indent: 0)
    if let band { page.add(band.words) }
  }

  /// What differs from the first total of one member by no more than error, as far as a total can go.
  private func band(of drawn: [Member]) -> (values: ClosedRange<Double>, words: String)? {
    guard let member = drawn.first, let first = member.totals.first?.value, let band = basis?.band(around: first)
    else { return nil }
    let (low, high) = (max(band.lowerBound, range.lowerBound), min(band.upperBound, range.upperBound))
    guard low <= high else { return nil }
    let ends = "between \(DecimalText.text(low)) and \(DecimalText.text(high))"
    return (low...high, "\(ends): no more than error from \(member.name)'s first total")
  }

  // MARK: Series

  fileprivate func writeSeries(on page: inout TextPage) {
    page.blank()
    let days = Set(members.flatMap(\.sheets).map(\.day)).union(gapDays.keys).sorted()
    guard !days.isEmpty else { return page.add("Nothing to show yet.") }
    let hasGap = members.count == 2
    var columns = [Table.Column("date"), Table.Column("session", alignment: .right)]
    for (place, member) in members.enumerated() {
      columns.append(Table.Column("\(place)", title: member.name.clean, alignment: .right))
    }
    if hasGap { columns.append(Table.Column("gap", title: isForCounselor ? "gap" : "between you", alignment: .right)) }
    if isForCounselor { columns.append(Table.Column("taken")) }
    var rows: [[Table.Cell]] = []
    for day in days {
      let sheets = members.map { member in member.sheets.filter { $0.day == day } }
      // Several on one day stand below each other, so that the last are side by side.
      let height = max(1, sheets.map(\.count).max() ?? 1)
      for row in 0..<height {
        let line = sheets.map { sheets in
          sheets.count - height + row >= 0 ? sheets[sheets.count - height + row] : nil
        }
        var cells: [Table.Cell] = [.text(day.description), .text(sessions(of: line))]
        cells += line.map { .text(($0.map(figure) ?? "").inSigns(ascii: page.ascii)) }
        if hasGap { cells.append(.text(row == height - 1 ? gapDays[day].map(figure) ?? "" : "")) }
        if isForCounselor { cells.append(.text(taken(line).inSigns(ascii: page.ascii))) }
        rows.append(cells)
      }
    }
    page.raw(Table(columns: columns, rows: rows).textLines(width: page.width), indent: 0)
    if hasGap, let sem = basis?.sem, pairs.contains(where: { $0.gaps.contains { $0.isMoreThanError == true } }) {
      page.add("* a gap of more than error: above \(DecimalText.text(CoupleChange.gapFactor * sem)) points (2.77 SEM)")
    }
  }

  private var gapDays: [Day: Gap] {
    members.count == 2 ? Dictionary(pairs.flatMap(\.gaps).map { ($0.day, $0) }) { $1 } : [:]
  }

  /// `51`, `48.6 (15/16)`, or the totals that open items leave possible.
  private func figure(_ sheet: Sheet) -> String {
    if let total = sheet.total {
      let part = sheet.prorated == nil ? "" : " (\(sheet.answered)/\(sheet.count))"
      return DecimalText.text(total) + part + (sheet.isCounted ? "" : " (earlier)")
    }
    guard let possible = sheet.possible else { return "–" }
    return "\(DecimalText.text(possible.lowerBound)) to \(DecimalText.text(possible.upperBound))?"
  }

  /// With its sign for the counselor, how far apart they are for the couple.
  func figure(_ gap: Gap) -> String {
    DecimalText.text(isForCounselor ? gap.gap : abs(gap.gap)) + (gap.isMoreThanError == true ? " *" : "")
  }

  private func sessions(of line: [Sheet?]) -> String {
    var numbers: [Int] = []
    for number in line.compactMap({ $0?.session }) where !numbers.contains(number) { numbers.append(number) }
    return numbers.map(String.init).joined(separator: ", ")
  }

  /// `paper, apart`, with names where the members' sheets were taken differently.
  private func taken(_ line: [Sheet?]) -> String {
    let ways = zip(members, line).compactMap { member, sheet in
      sheet.map { sheet in
        (member.name, sheet.mode.rawValue + (sheet.apart.map { $0 ? ", apart" : ", together" } ?? ""))
      }
    }
    if Set(ways.map(\.1)).count < 2 { return ways.first?.1 ?? "" }
    return ways.map { "\($0.0.clean) \($0.1)" }.joined(separator: "; ")
  }

  fileprivate func writeOlder(on page: inout TextPage) {
    for old in older {
      let head = "Version \(old.version), not compared with version \(version)"
      guard old.isKnown else {
        let sheets = old.count == 1 ? "1 sheet" : "\(old.count) sheets"
        page.add("\(head): \(sheets); its definition isn't in the library")
        continue
      }
      let series = old.members.map { member in
        let figures = member.sheets.map { sheet in
          "\(sheet.day) \(sheet.total == nil ? "no total" : figure(sheet))"
            + (isForCounselor ? " (\(sheet.mode.rawValue))" : "")
        }
        return "\(member.name) \(figures.joined(separator: ", "))"
      }
      page.add("\(head): \(series.isEmpty ? "no sheet fits its definition" : series.joined(separator: "; "))")
    }
  }

  // MARK: The couple

  fileprivate func writeForCouple(on page: inout TextPage) {
    guard members.contains(where: { !$0.totals.isEmpty }) else { return }
    page.blank()
    for member in members {
      page.add("\(member.name): \(member.span)\(member.change?.plain.map { ", \($0.words)" } ?? "")")
    }
    for pair in pairs where !pair.gaps.isEmpty {
      let names =
        members.count == 2 ? CoupleSentence.betweenYou.words : CoupleSentence.between.with(pair.first, pair.second)
      let movement = pair.finding.plain.map { ", \($0.words)" } ?? ""
      page.add("\(names): \(span(pair))\(movement)")
    }
  }

  /// `5 → -3`, the last gap alone where there is one day.
  func span(_ pair: Pair) -> String {
    guard let first = pair.gaps.first, let last = pair.gaps.last else { return "" }
    let (from, to) = isForCounselor ? (first.gap, last.gap) : (abs(first.gap), abs(last.gap))
    return pair.finding == .oneOccasion ? DecimalText.text(to) : "\(DecimalText.text(from)) → \(DecimalText.text(to))"
  }
}

extension ScoreReport.Member {
  /// `30 → 55`, `30` where there is one total.
  var span: String {
    guard let first = totals.first, let last = totals.last else { return "no value" }
    guard totals.count > 1 else { return DecimalText.text(last.value) }
    return "\(DecimalText.text(first.value)) → \(DecimalText.text(last.value))"
  }
}
