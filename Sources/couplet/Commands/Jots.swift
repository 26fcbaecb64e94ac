import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct JotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jot", abstract: "Keep one line with its time, between two hours",
    discussion: """
      couplet jot dana-rob
      couplet jot dana-rob - < line.txt
      couplet jot list dana-rob
      """,
    subcommands: [JotAdd.self, JotList.self, JotDrop.self], defaultSubcommand: JotAdd.self)
}

struct JotAdd: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Keep one line with its time")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "The time of day; now when left out")
  var at: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let day = try invocation.pastDay(on)
    let time = try invocation.time(at) ?? invocation.timeOfDay
    let closed = try invocation.closedPractice()
    if invocation.isLocked(closed) { return try leave(in: closed, day, time, invocation) }
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let audience = try invocation.audience(adding, of: couple, otherwise: Jot.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "jot")
    let jot = try invocation.change { change in
      let jot = try Jot(
        id: try change.nextID(.jot),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil,
          written: change.clock), time: time, text: text)
      try change.add(jot)
      return jot
    }
    invocation.show([chart.echo(jot)], json: chart.json(jot))
  }

  /// Keeps the line sealed beside a locked file; whose it is, is found when the file is opened.
  private func leave(
    in closed: ClosedPractice, _ day: Day, _ time: MinuteOfDay, _ invocation: Invocation
  ) throws {
    let couple = try Wording.properName(couple, field: "couple")
    if invocation.canAsk { invocation.inform("locked · the line is kept for '\(couple)' until the file is opened") }
    let line = InboxLine(
      couple: couple, day: day, time: time, audience: adding.audience,
      text: try invocation.text(text, field: "jot"), clock: invocation.clock)
    try closed.leave(line)
    let wider = line.widerWord.map { word in
      "It comes in for you alone; then couplet audience, or inbox take, shows it to \(word.shownOnOneLine(limit: 40))."
    }
    invocation.show(
      FileText.kept(handle: couple, day: day, time: time) + [wider].compactMap { $0 },
      json: [
        "inbox": .string(line.shortID), "couple": .string(couple), "date": .string(day.description),
        "time": .string(time.description),
      ])
  }
}

struct JotList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the jots that stand in no note")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Also those that a note took in")
  var all = false

  func records(in chart: Seen) -> [Jot] {
    all ? chart.records.jots : chart.openJots
  }
}

struct JotDrop: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "drop", abstract: "Take a jot away")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The jot's id, or its couple")
  var jot: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, jot): (Seen, Jot) = try invocation.find(
      jot, .jot, guardedBy: guardOptions.couple, which: "open"
    ) { jot, _ in jot.note == nil }
    if let note = jot.note { throw Problem(.refused, "\(jot.id) stands in \(note) already") }
    try invocation.confirmBareID(jot.id, in: chart, guardedBy: guardOptions.couple)
    try invocation.change { try $0.drop(jot) }
    invocation.show(["dropped \(chart.echo(jot))"], json: chart.json(jot))
  }
}
