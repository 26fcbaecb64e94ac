public import CoupletCore

extension ProgressReport {
  /// The measures as one typed table: what the CSV and the JSON are written from.
  public var table: Table {
    let figures: Set = [
      "n", "first", "last", "change", "cutoff", "slope_per_week", "slope_n", "slope_low", "slope_high", "gap_first",
      "gap_last",
    ]
    return Table(
      columns: [
        "couple", "member", "measure", "kind", "unit", "n", "first_date", "first", "last_date", "last", "change",
        "reliable", "class", "rule", "cutoff", "functional", "near_cutoff", "slope_per_week", "slope_n", "slope_low",
        "slope_high", "slope_mode", "gap_first", "gap_last",
      ].map { Table.Column($0, alignment: figures.contains($0) ? .right : .left) },
      rows: measures.map(\.cells))
  }
}

extension ProgressReport.MeasureRow {
  fileprivate var cells: [Table.Cell] {
    [
      .text(couple), .text(member), .text(measure), .text(kind.rawValue), .text(unit), .integer(n), .day(firstDate),
      .figure(first), .day(lastDate), .figure(last), .figure(change), .answer(isReliable),
      .named(changeClass?.rawValue), .named(rule?.words), .figure(cutoff), .answer(isFunctional),
      .answer(isNearCutoff), .figure(slopePerWeek),
      slopePerWeek == nil ? .empty : trend.map { .integer($0.n) } ?? .empty, .figure(trend?.interval?.lowerBound),
      .figure(trend?.interval?.upperBound), slopePerWeek == nil ? .empty : .named(trendMode?.rawValue),
      .figure(gapFirst), .figure(gapLast),
    ]
  }
}

extension Table.Cell {
  fileprivate static func named(_ text: String?) -> Table.Cell { text.map(Table.Cell.text) ?? .empty }
  fileprivate static func day(_ day: Day?) -> Table.Cell { day.map { .text($0.description) } ?? .empty }
  fileprivate static func figure(_ value: Double?) -> Table.Cell { value.map(Table.Cell.number) ?? .empty }
  fileprivate static func answer(_ value: Bool?) -> Table.Cell { value.map(Table.Cell.yesNo) ?? .empty }
}
