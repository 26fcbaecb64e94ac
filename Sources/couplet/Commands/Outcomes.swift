import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct OutcomesCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes", abstract: "Show what has become of all couples, a line a scale, for supervision",
    discussion: """
      couplet outcomes
      couplet outcomes --since 2026-01-01
      couplet outcomes -o outcomes.csv
      """)

  @OptionGroup var common: CommonOptions
  @Option(parsing: .unconditional, help: "Sheets from this day on")
  var since: String?
  @Option(parsing: .unconditional, help: "Sheets up to this day")
  var until: String?
  @Option(help: "text, csv or json; the file's ending decides when left out")
  var format: ReportFormat?
  @Option(
    name: .customShort("o"), help: "Write it to this file, or - standard output, with counts under 5 closed up")
  var output: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let format = try format(invocation)
    let first = try invocation.sinceDay(since)
    let last = try invocation.untilDay(until)
    if let first, let last, last < first { throw Problem(.usage, "until: \(last) lies before \(first)") }
    let library = try invocation.definitions().used([.scale])
    let charts = try invocation.each(try invocation.everyCouple()) { (couple) throws(Problem) in
      try invocation.chart(of: couple, for: .counselor, desk: false)
    }
    let known = Set(BuiltInDefinition.all.filter { $0.stored.kind == .scale }.map(\.stored.name))
    let outcomes = Outcomes(
      of: charts, library: library, since: first, until: last, today: invocation.today, isClosedUp: output != nil,
      isPublic: known.contains)
    let text =
      switch format {
      case .csv: outcomes.table.csv()
      case .json: outcomes.json.text() + "\n"
      case .text, .html:
        outcomes.textLines(ascii: output == nil && invocation.drawsInASCII).map { $0 + "\n" }.joined()
      }
    guard let output else { return invocation.show(text) }
    if OutputFile.isStandardOutput(output) { return invocation.show(text) }
    try OutputFile.check(output, replacing: common.force, besides: invocation.path)
    try OutputFile.write(text, to: output, replacing: common.force, besides: invocation.path)
    invocation.inform("wrote \(output), without names, handles and counts under 5")
  }

  private func format(_ invocation: Invocation) throws(Problem) -> ReportFormat {
    let asked = format ?? (invocation.options.json ? .json : nil)
    if let asked, let output {
      try OutputFile.checkEnding(
        of: output, says: asked, as: format == nil ? "--json" : "--format \(asked.rawValue)")
    }
    guard !invocation.options.json || (format ?? .json) == .json else {
      throw Problem(.usage, "format: --json and --format \(format?.rawValue ?? "") exclude each other")
    }
    let format =
      if let asked { asked } else if let output { try OutputFile.format(of: output) } else { ReportFormat.text }
    guard format != .html else {
      throw Problem(.usage, "format: outcomes has no page of html", hint: "give --format text, csv or json")
    }
    return format
  }
}
