import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct HomeworkHandout: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "handout", abstract: "Show homework as a page to take home, with a log to tick",
    discussion: """
      couplet homework handout h12
      couplet homework handout h12 --print
      couplet homework handout dana-rob -o walk.txt --to-whom "both, after the hour"
      couplet homework handout dana-rob -o walk.html
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The homework's id, or the couple whose one open homework it is")
  var homework: String
  @Option(
    name: .customShort("o"),
    help: "Write it to this file, or - standard output, which is written down: log --disclosures")
  var output: String?
  @Flag(help: "Print it, which is written down too")
  var print = false
  @Option(help: "Who gets it")
  var toWhom: String?

  func reader() -> Reader { .partners }

  func run(_ invocation: Invocation) async throws {
    guard output == nil || !print else { throw Problem(.usage, "print: -o and --print exclude each other") }
    let leaves = print || output != nil
    guard toWhom == nil || leaves else { throw Problem(.usage, "to-whom: goes with -o or --print") }
    guard !leaves || !common.json else {
      throw Problem(.usage, "json: what is printed or written to a file is a page of text", hint: "leave --json out")
    }
    let (whole, given) = try invocation.homework(homework, guardedBy: guardOptions.couple)
    // Made from what its readers may see: their page has nothing else to take from.
    let couple = try invocation.owner(of: given.id, guardedBy: guardOptions.couple)
    let chart = try invocation.chart(of: couple, for: given.fact.audience, desk: false)
    guard let homework = chart.records.homework.first(where: { $0.id == given.id }) else {
      throw try invocation.absent(given.id)
    }
    let exercise = try invocation.definitions().used([.exercise]).exercise(of: homework)
    let handout = try Handout(of: homework, in: chart, exercise: exercise)
    if let risk = whole.suspending, let exercise, exercise.isSuspendedByViolence {
      invocation.inform("\(homework.id) asks for what is suspended while \(risk.id) is open")
    }
    if print {
      try await invocation.print(handout.text, "handout", of: chart, to: toWhom)
      invocation.inform("printed, for \(chart.words(for: chart.viewer))")
    } else if let output, OutputFile.isStandardOutput(output) {
      try invocation.disclose("handout", of: chart, to: toWhom)
      invocation.show(handout.text)
      invocation.inform("wrote to standard output, for \(chart.words(for: chart.viewer))")
    } else if let output {
      let format = try OutputFile.format(of: output)
      guard format == .text || format == .html else {
        throw Problem(
          .usage, "output: a handout is a page of text or HTML", hint: "give a name that ends with .txt or .html")
      }
      let page =
        format == .html
        ? try HTMLPage(TemplateFolder.templates(invocation.surroundings.environment)).text(handout.document)
        : handout.text
      try OutputFile.check(output, replacing: common.force, besides: invocation.path)
      // It is logged before it is written, so that nothing leaves without a trace.
      try invocation.disclose("handout", of: chart, to: toWhom)
      try OutputFile.write(page, to: output, replacing: common.force, besides: invocation.path)
      invocation.inform("wrote \(output), for \(chart.words(for: chart.viewer))")
    } else if common.json {
      invocation.show([], json: handout.json)
    } else {
      invocation.show(handout.text)
    }
  }
}
