import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore
import Foundation

struct BriefCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief", abstract: "Show the one page before a session",
    discussion: """
      couplet brief dana-rob
      couplet brief
      couplet brief dana-rob --desk
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The handle, or part of the label; the next one planned when left out")
  var couple: String?
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false

  func run(_ invocation: Invocation) throws {
    let couple = try couple.map { (query) throws(Problem) in try invocation.couple(query) } ?? next(invocation)
    let chart = try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: desk)
    let brief = Brief(of: chart, library: try invocation.definitions().used())
    invocation.show(briefLines(brief), json: CoupletReports.json(brief))
  }

  /// The couple whose session is planned next.
  private func next(_ invocation: Invocation) throws(Problem) -> Couple {
    var next: (couple: Couple, session: Session)?
    for couple in try invocation.directory().couples where couple.closure == nil {
      // As the page's reader sees it: whose session comes next must not hang on one that only one of them has.
      let chart = try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: false)
      guard let session = chart.nextPlanned else { continue }
      if let known = next, known.session.isBefore(session) { continue }
      next = (couple, session)
    }
    guard let next else {
      throw Problem(.refused, "no session is planned", hint: "name the couple: couplet brief COUPLE")
    }
    return next.couple
  }
}

struct ReportCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show how it goes with a couple: both partners and the gap",
    discussion: """
      couplet report dana-rob
      couplet report dana-rob --audience joint --since -12w
      couplet report dana-rob -o dana-rob.csv
      couplet report dana-rob --audience joint -o dana-rob.html
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(parsing: .unconditional, help: "From this day on")
  var since: String?
  @Option(parsing: .unconditional, help: "Up to this day")
  var until: String?
  @Option(help: "The format; the file's ending decides when left out")
  var format: ReportFormat?
  @Option(name: .customShort("o"), help: "Write it to this file, which is written down: log --disclosures")
  var output: String?
  @Option(help: "Who gets the file")
  var toWhom: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let since = try invocation.backDay(since, field: "since")
    let until = try invocation.backDay(until, field: "until")
    if let since, let until, until < since { throw Problem(.usage, "until: \(until) lies before \(since)") }
    let chart = try invocation.chart(of: couple, reading)
    let report = ProgressReport(
      of: chart, library: try invocation.definitions().used(), since: since, until: until)
    let format = try format(invocation)
    let text = render(
      report, as: format,
      options: ReportOptions(
        ascii: output == nil && invocation.drawsInASCII,
        templates: format == .html ? try TemplateFolder.templates(invocation.surroundings.environment) : nil))
    guard let output else {
      guard toWhom == nil else { throw Problem(.usage, "to-whom: goes with -o") }
      return invocation.show(text)
    }
    try OutputFile.check(output, replacing: common.force)
    // Written down before it is written: nothing leaves that isn't known to have left.
    try invocation.disclose("report", of: chart, to: toWhom)
    try OutputFile.write(text, to: output, replacing: common.force)
    invocation.inform("wrote \(output), for \(report.audienceWords)")
  }

  private func format(_ invocation: Invocation) throws(Problem) -> ReportFormat {
    if let format {
      guard !invocation.options.json || format == .json else {
        throw Problem(.usage, "format: --json and --format \(format.rawValue) exclude each other")
      }
      return format
    }
    if invocation.options.json {
      guard output?.hasSuffix(".html") != true else {
        throw Problem(.usage, "format: --json and a file that ends with .html exclude each other")
      }
      return .json
    }
    guard let output, let dot = output.lastIndex(of: ".") else { return .text }
    switch output[dot...] {
    case ".csv": return .csv
    case ".html": return .html
    case ".json": return .json
    case ".txt": return .text
    default:
      throw Problem(
        .usage, "format: '\(output[dot...])' names no format", hint: "give --format text, csv, html or json")
    }
  }
}

struct Demo: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make a small made-up practice and look at one couple of it",
    discussion: """
      couplet demo
      couplet demo --keep demo.couplet
      """)

  /// The couple whose pages are shown.
  private static let shown = "dana-rob"

  @OptionGroup var common: CommonOptions
  @Option(help: "Make it there")
  var keep: String?

  func run(_ invocation: Invocation) throws {
    let path =
      try keep.map { $0.hasPrefix("/") ? $0 : FileManager.default.currentDirectoryPath + "/" + $0 }
      ?? temporaryPath(invocation)
    guard let file = EmbeddedText.files.first(where: { $0.name == "demo/practice.json" }) else {
      throw Problem(.internalFault, "the demo practice is missing")
    }
    let document = try PracticeDocument(json: Array(file.text.utf8), name: file.name, today: invocation.today)
    try Practice.create(at: path, counselor: "Ada Voss", credential: "LMFT", stamp: invocation.stamp)
    let practice = try Practice.open(at: path)
    defer { practice.close() }
    try practice.change(invocation.stamp) { change in
      try DocumentImport(
        document, into: change, definitions: Definitions(), zone: invocation.zone, today: invocation.today
      ).addCouples()
    }
    let couple = try practice.directory().couple(matching: Self.shown)
    let chart = try practice.history(of: couple).seen(by: .counselor, asOf: invocation.today)
    let library = try Definitions(of: practice).used()
    let report = ProgressReport(of: chart, library: library, since: nil, until: nil)
    let page = render(report, as: .text, options: ReportOptions(ascii: invocation.drawsInASCII))
    let table = render(report, as: .csv).replacing("\r\n", with: "\n")
    let shell = path.contains(" ") ? "'\(path)'" : path
    invocation.show(
      [
        "A made-up practice of five couples, not encrypted, is in",
        "  \(path.shown(keepingLines: false))",
        "Nobody in it is real.", "", "$ couplet brief \(Self.shown)", "",
      ] + briefLines(Brief(of: chart, library: library)) + [
        "", "$ couplet report \(Self.shown)", "",
        page, "",
        "$ couplet report \(Self.shown) --format csv", "", table, "",
        "Go on with it:", "  export COUPLET_FILE=\(shell)", "  couplet today",
        "  couplet report \(Self.shown) --audience joint", "  couplet search quarrel",
        "  couplet brief ines-jo", "  couplet help",
        keep == nil ? "It stays until you remove it: rm -r \((shell as NSString).deletingLastPathComponent)" : "",
      ],
      json: ["file": .string(path), "encrypted": false, "couples": .int(document.couples.count)])
  }

  /// A file in a folder of its own that nobody else can read.
  private func temporaryPath(_ invocation: Invocation) throws(Problem) -> String {
    let folder = invocation.surroundings.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(folder)/couplet-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(.cannotWrite, "demo: no folder can be made in \(folder)", hint: "give a place with --keep PATH")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/demo.couplet"
  }
}
