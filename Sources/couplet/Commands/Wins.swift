import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct WinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "win", abstract: "Keep small wins, printed before problems",
    subcommands: [WinAdd.self, WinList.self])
}

struct WinAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a win",
    discussion: """
      couplet win add dana-rob --by Rob --noticed-by Dana
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var source: SourceOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The win; - reads standard input, left out it is asked for")
  var text: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let by = try invocation.member(source.by, of: couple, field: "by")
    let noticedBy = try invocation.member(source.noticedBy, of: couple, field: "noticed-by")
    let audience = try invocation.audience(adding, in: chart, on: day, of: by, otherwise: Win.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "win", allowsArgument: true)
    let win = try invocation.change { change in
      let win = try Win(
        id: try change.nextID(.win),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: by,
          written: change.clock),
        noticedBy: noticedBy, text: text)
      try change.add(win)
      return win
    }
    invocation.show([chart.echo(win)], json: chart.json(win))
  }
}

struct WinList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's wins")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func records(in chart: Seen) -> [Win] {
    chart.records.wins
  }
}
