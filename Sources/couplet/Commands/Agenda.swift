import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct AgendaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda", abstract: "Keep what the next session starts with, and what you owe the couple",
    subcommands: [AgendaAdd.self, AgendaList.self, AgendaDone.self])
}

struct AgendaAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Start next time with this",
    discussion: """
      couplet agenda add dana-rob
      couplet agenda add dana-rob --mine
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Flag(help: "It is yours to do")
  var mine = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let audience = try invocation.audience(adding, of: couple, otherwise: AgendaLine.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "agenda line")
    let line = try invocation.change { change in
      let line = try AgendaLine(
        id: try change.nextID(.agendaLine),
        fact: Fact(
          couple: couple.id, day: invocation.today, audience: audience, isAudienceNamed: adding.audience != nil,
          written: change.clock),
        isMine: mine, text: text)
      try change.add(line)
      return line
    }
    invocation.show([chart.echo(line)], json: chart.json(line))
  }
}

struct AgendaList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the open agenda lines")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Also those that are dealt with")
  var all = false

  func records(in chart: Seen) -> [AgendaLine] {
    all ? chart.records.agenda : chart.openAgenda
  }
}

struct AgendaDone: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "done", abstract: "Note that a line is dealt with")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The agenda line's id, or its couple")
  var line: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, line): (Seen, AgendaLine) = try invocation.find(
      line, .agendaLine, guardedBy: guardOptions.couple, which: "open"
    ) { line, _ in line.done == nil }
    try invocation.requireNewest(line, in: chart)
    if let done = line.done { throw Problem(.refused, "\(line.id) was dealt with on \(done)") }
    try invocation.confirmBareID(line.id, in: chart, guardedBy: guardOptions.couple)
    let done = try AgendaLine(
      id: line.id, fact: line.fact, isMine: line.isMine, text: line.text, done: invocation.today)
    try invocation.change { try $0.replace(done) }
    invocation.show([chart.echo(done)], json: chart.json(done))
  }
}
