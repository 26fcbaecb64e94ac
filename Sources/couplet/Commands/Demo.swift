import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore
import Foundation

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

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let path = try keep.map(Folders.absolute) ?? temporaryPath(invocation)
    try Target.check(path, for: .practice, besides: invocation.path)
    guard let file = EmbeddedText.files.first(where: { $0.name == "demo/practice.json" }) else {
      throw Problem(.internalFault, "the demo practice is missing")
    }
    let document = try PracticeDocument(json: Array(file.text.utf8), name: file.name, today: invocation.today)
    try Practice.create(
      at: path, counselor: "Ada Voss", credential: "LMFT", stamp: invocation.stamp, memory: invocation.memory)
    let practice = try Practice.open(at: path, memory: invocation.memory)
    defer { practice.close() }
    try practice.change(invocation.stamp) { change in
      try DocumentImport(
        document, into: change, definitions: Definitions(), zone: invocation.zone, today: invocation.today
      ).addCouples()
    }
    let couple = try practice.directory().couple(matching: Self.shown)
    let chart = try practice.history(of: couple).seen(by: .counselor, asOf: invocation.today)
    let library = try Definitions(of: practice).forBrief(exercisesOn: chart.lowestRating?.theme)
    let report = ProgressReport(of: chart, library: library, since: nil, until: nil)
    // Each line that is printed does what it says when it is typed, whatever the program was started as.
    func line(_ words: String...) -> String { invocation.surroundings.typed(words + ["--file", path]) }
    let folder = Surroundings.quoted((path as NSString).deletingLastPathComponent)
    invocation.show(
      [
        "A made-up practice of five couples, not encrypted, is in",
        "  \(path.shown(keepingLines: false))",
        "Nobody in it is real.", "", "$ \(line("brief", Self.shown))", "",
      ] + briefLines(Brief(of: chart, library: library)) + [
        "", "$ \(line("report", Self.shown))", "",
        render(report, as: .text, options: ReportOptions(ascii: invocation.drawsInASCII)), "",
        "$ \(line("report", Self.shown, "--format", "csv"))", "",
        render(report, as: .csv).replacing("\r\n", with: "\n"), "",
        "Go on with it:", "  \(line("today"))", "  \(line("report", Self.shown, "--audience", "joint"))",
        "  \(line("search", "quarrel"))", "  \(line("brief", "ines-jo"))",
        "  \(invocation.surroundings.typed(["help"]))",
        keep == nil ? "It stays until you remove it: rm -r \(folder)" : "",
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
