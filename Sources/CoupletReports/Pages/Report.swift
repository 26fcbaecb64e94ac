public import CoupletCore

/// The formats in which a report leaves the program.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, csv, json
}

/// How a report is written.
public struct ReportOptions: Hashable, Sendable {
  /// Whether charts and sparklines are drawn in ASCII alone.
  public var ascii: Bool

  /// Options as a terminal of our day wants them.
  public init(ascii: Bool = false) { self.ascii = ascii }
}

/// The report in one format, with a newline at its end.
public func render(
  _ report: ProgressReport, as format: ReportFormat, options: ReportOptions = ReportOptions()
) -> String {
  switch format {
  case .text: report.text(options: options)
  case .csv: report.table.csv()
  case .json: report.json.text() + "\n"
  }
}
