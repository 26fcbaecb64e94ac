import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct ScoreCommand: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Show a couple's series of a scale: both partners, change, class and gap",
    discussion: """
      couplet score dana-rob rdas
      couplet score dana-rob
      couplet score dana-rob phq-9 --edwards-nunnally 8.5
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The scale's id; every scale that was answered when left out")
  var scale: String?
  @Option(
    parsing: .unconditional, help: "Judge change after Edwards and Nunnally, with this mean of the reference group")
  var edwardsNunnally: DecimalArgument?

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let library = try invocation.definitions().used([.scale])
    let answered = Set(chart.records.measures.map(\.scale))
    let names = scale.map { [$0] } ?? answered.sorted()
    var reports: [ScoreReport] = []
    for name in names {
      guard answered.contains(name), let definition = library.scale(name) else {
        throw Problem(
          .refused, "\(chart.handle) has no sheet of '\(name.shownOnOneLine(limit: 40))'",
          hint: answered.isEmpty ? nil : "there are \(answered.sorted().joined(separator: ", "))")
      }
      var method = ChangeMethod.jacobsonTruax
      if let edwardsNunnally = edwardsNunnally?.value {
        guard try EdwardsNunnally(scale: definition, mean: edwardsNunnally) != nil else {
          throw Problem(
            .refused, "edwards-nunnally: \(name) has no r and SD", hint: "couplet help scale figures")
        }
        method = .edwardsNunnally(mean: edwardsNunnally)
      }
      reports.append(ScoreReport(of: chart, scale: definition, library: library, method: method))
    }
    invocation.show(
      reports.isEmpty
        ? [chart.title, "no sheet was entered"]
        : Array(reports.map { scoreLines($0, ascii: invocation.drawsInASCII) }.joined(separator: [""]))
          .map { invocation.usesColor ? Self.colored($0) : $0 },
      json: scale == nil
        ? .array(reports.map { CoupletReports.json($0) }) : reports.first.map { CoupletReports.json($0) } ?? .null)
  }

  /// The partners' markers in a color each, beside their shapes, which say the same without it.
  private static func colored(_ line: String) -> String {
    line.map { character in
      switch character {
      case "●": "\u{1B}[36m●\u{1B}[0m"
      case "○": "\u{1B}[35m○\u{1B}[0m"
      default: String(character)
      }
    }.joined()
  }
}
