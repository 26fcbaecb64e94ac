import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct ReportCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show how it goes with a couple: both partners and the gap",
    discussion: """
      couplet report dana-rob
      couplet report dana-rob --audience joint --since -12w
      couplet report dana-rob -o dana-rob.csv
      couplet report dana-rob --page letter -o letter.txt
      couplet report --all -o reports --format csv
      couplet report dana-rob --audience joint -o dana-rob.html
      """)

  /// What a report is made for.
  enum Page: String, ExpressibleByArgument, CaseIterable {
    case progress, supervision, letter, closing
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String?
  @Flag(help: "Every open couple, a file each in the folder of -o")
  var all = false
  @Option(parsing: .unconditional, help: "From this day on")
  var since: String?
  @Option(parsing: .unconditional, help: "Up to this day")
  var until: String?
  @Option(help: "progress, supervision, letter or closing")
  var page: Page = .progress
  @Option(help: "The format; the file's ending decides when left out")
  var format: ReportFormat?
  @Option(
    name: .customShort("o"),
    help: "Write it to this file, or - standard output, which is written down: log --disclosures")
  var output: String?
  @Flag(help: "Print it, the progress page with initials and what is joint; written down too")
  var print = false
  @Flag(help: "With --print: the counselor's page")
  var full = false
  @Option(help: "Who gets the file or the paper")
  var toWhom: String?

  func reader() -> Reader {
    if page == .letter || page == .closing { return reading.desk ? .desk : .partners }
    return print && !full && page == .progress ? .desk : reading.reader
  }

  func run(_ invocation: Invocation) async throws {
    try checkOptions()
    let interval = try self.interval(invocation)
    // Before the file is opened: what is missing has to be typed anyhow, and nobody gives a passphrase for it.
    guard all || couple != nil || invocation.canAsk else {
      throw Problem(.usage, "couple: is missing", hint: "name one, or give --all -o DIR")
    }
    let library = try invocation.definitions().used([.scale, .ratings])
    guard !all else { return try writeAll(library, interval, invocation) }
    let format = try self.format(invocation)
    let chart = try self.chart(
      of: try invocation.couple(couple, orElse: "a couple, or --all -o DIR"), until: interval.until, invocation)
    let sheet = page == .supervision ? SupervisionSheet(of: chart, library: library, interval: interval) : nil
    let options = ReportOptions(
      ascii: output == nil && !print && invocation.drawsInASCII, isOnPaper: output != nil || print,
      templates: format == .html ? try TemplateFolder.templates(invocation.surroundings.environment) : nil,
      strong: Emphasis.strong(if: output == nil && !print && invocation.usesColor))
    let text = try self.text(of: chart, sheet, as: format, library, interval, options, invocation)
    if let sheet {
      try invocation.checkUndecided(in: text, of: chart)
      try confirm(sheet, invocation)
    } else if output != nil || print {
      invocation.informOfUndecided(in: text, of: chart)
    }
    if print {
      try await invocation.print(text, disclosed, of: chart, to: toWhom)
      invocation.inform("printed, for \(words(for: chart))")
    } else if let output, OutputFile.isStandardOutput(output) {
      // Not the screen's page: it goes to another program, as a file would go to somebody.
      try invocation.disclose(disclosed, of: chart, to: toWhom)
      invocation.show(text)
      invocation.inform("wrote to standard output, for \(words(for: chart))")
    } else if let output {
      try OutputFile.check(output, replacing: common.force, besides: invocation.path)
      // It is logged before it is written, so that nothing leaves without a trace.
      try invocation.disclose(disclosed, of: chart, to: toWhom)
      try OutputFile.write(text, to: output, replacing: common.force, besides: invocation.path)
      invocation.inform("wrote \(output), for \(words(for: chart))")
    } else {
      invocation.show(text)
    }
  }

  // MARK: Options

  private func checkOptions() throws(Problem) {
    guard output == nil || !print else { throw Problem(.usage, "print: -o and --print exclude each other") }
    guard toWhom == nil || output != nil || print else { throw Problem(.usage, "to-whom: goes with -o or --print") }
    guard print || !full else { throw Problem(.usage, "full: goes with --print") }
    guard !print || !common.json && (format ?? .text) == .text else {
      throw Problem(.usage, "format: what is printed is a page of text", hint: "leave --format and --json out")
    }
    let isForCounselor = reading.audience.map { Folding.fold($0) == "counselor" } ?? false
    switch page {
    case .supervision:
      guard reading.audience == nil, !reading.desk, !full else {
        throw Problem(
          .usage, "audience: a supervision sheet is without names, and for the counselor's supervisor alone",
          hint: "leave --audience, --desk and --full out")
      }
    case .letter:
      guard !isForCounselor, !full else {
        throw Problem(.usage, "audience: a letter is for the couple, or for one of them")
      }
    case .progress, .closing:
      guard !full || !reading.desk && (reading.audience == nil || isForCounselor) else {
        throw Problem(.usage, "full: prints the counselor's page", hint: "leave --audience and --desk out")
      }
      guard !print || full || !isForCounselor else {
        throw Problem(.usage, "print: the counselor's page goes to paper only with --full")
      }
    }
  }

  private func interval(_ invocation: Invocation) throws(Problem) -> (since: Day?, until: Day?) {
    let since = try invocation.sinceDay(since)
    let until = try invocation.untilDay(until)
    if let since, let until, until < since { throw Problem(.usage, "until: \(until) lies before \(since)") }
    return (since, until)
  }

  func format(_ invocation: Invocation) throws(Problem) -> ReportFormat {
    let format = try namedFormat(invocation)
    guard page == .progress || format != .csv else {
      throw Problem(.usage, "format: csv goes with --page progress only", hint: "give --format text, html or json")
    }
    return format
  }

  private func namedFormat(_ invocation: Invocation) throws(Problem) -> ReportFormat {
    if let asked = format ?? (invocation.options.json ? .json : nil), let output, !all {
      let option = format == nil ? "--json" : "--format \(asked.rawValue)"
      try OutputFile.checkEnding(of: output, says: asked, as: option)
    }
    if let format {
      guard !invocation.options.json || format == .json else {
        throw Problem(.usage, "format: --json and --format \(format.rawValue) exclude each other")
      }
      return format
    }
    if invocation.options.json { return .json }
    // The ending of a folder's name says nothing of what is in it.
    return try all ? .text : output.map(OutputFile.format) ?? .text
  }
}
