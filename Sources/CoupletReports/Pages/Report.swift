public import CoupletCore

/// The formats in which a report leaves the program.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, csv, html, json
}

/// How a report is written.
public struct ReportOptions: Sendable {
  /// Whether charts and sparklines are drawn in ASCII alone.
  public var ascii: Bool
  /// What HTML is written with; nil stands for our own templates.
  public var templates: PageTemplates?

  /// Options as a terminal of our day wants them.
  public init(ascii: Bool = false, templates: PageTemplates? = nil) {
    self.ascii = ascii
    self.templates = templates
  }
}

/// The report in one format, with a newline at its end.
public func render(
  _ report: ProgressReport, as format: ReportFormat, options: ReportOptions = ReportOptions()
) -> String {
  switch format {
  case .text: report.text(options: options)
  case .csv: report.table.csv()
  case .html: HTMLPage(options.templates ?? .ours).text(report.document)
  case .json: report.json.text() + "\n"
  }
}
