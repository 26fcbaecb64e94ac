public import CoupletCore

/// The formats in which a report leaves the program.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, csv, html, json
}

/// How a report is written.
public struct ReportOptions: Sendable {
  /// Whether charts, tables and sparklines are drawn in ASCII alone.
  public var ascii: Bool
  /// Whether text is laid out in pages of 60 lines, each with a header, as for a printer.
  public var isOnPaper: Bool
  /// What makes a line of text stand out on the terminal that it is shown on.
  public var strong: @Sendable (String) -> String
  /// What HTML is written with; nil stands for our own templates.
  public var templates: PageTemplates?

  /// Options as a terminal of our day wants them.
  public init(
    ascii: Bool = false, isOnPaper: Bool = false, templates: PageTemplates? = nil,
    strong: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.ascii = ascii
    self.isOnPaper = isOnPaper
    self.strong = strong
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

/// The page in one format, with a newline at its end.
///
/// - Throws: an internal fault for CSV, which holds figures and no words.
public func render(
  _ page: PageDocument, as format: ReportFormat, options: ReportOptions = ReportOptions()
) throws(Problem) -> String {
  switch format {
  case .text: page.text(options: options)
  case .html: HTMLPage(options.templates ?? .ours).text(page)
  case .json: page.json.text() + "\n"
  case .csv: throw Problem(.internalFault, "format: a page of words has no CSV")
  }
}
