import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

// MARK: Jots

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
    let audience = try invocation.audience(adding, of: couple, otherwise: .counselor)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "jot")
    let jot = try invocation.change { change in
      let jot = try Jot(
        id: try change.nextID(.jot),
        fact: Fact(couple: couple.id, day: day, audience: audience, written: change.clock), time: time, text: text)
      try change.add(jot)
      return jot
    }
    invocation.show([chart.echo(jot)], json: chart.json(jot))
  }

  /// Keeps the line sealed beside a locked file; whose it is, is found when the file is opened.
  private func leave(
    in closed: ClosedPractice, _ day: Day, _ time: MinuteOfDay, _ invocation: Invocation
  ) throws {
    let couple = try Wording.name(couple, field: "couple")
    if invocation.canAsk { invocation.inform("locked · the line is kept for '\(couple)' until the file is opened") }
    let line = InboxLine(
      couple: couple, day: day, time: time, audience: adding.audience,
      text: try invocation.text(text, field: "jot"), clock: invocation.clock)
    try closed.leave(line)
    invocation.show(
      FileText.kept(handle: couple, day: day, time: time, wider: line.widerWord),
      json: [
        "inbox": .string(line.shortID), "couple": .string(couple), "date": .string(day.description),
        "time": .string(time.description),
      ])
  }
}

struct JotList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the jots that stand in no note")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Also those that a note took in")
  var all = false

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let jots = all ? chart.records.jots : chart.openJots
    invocation.show([chart.title] + chart.list(jots), json: .array(jots.map { chart.json($0) }))
  }
}

struct JotDrop: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "drop", abstract: "Take a jot away")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The jot's id")
  var jot: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, jot): (Seen, Jot) = try invocation.find(jot, .jot, guardedBy: guardOptions.couple)
    if let note = jot.note { throw Problem(.refused, "\(jot.id) stands in \(note) already") }
    try invocation.confirmBareID(jot.id, in: chart, guardedBy: guardOptions.couple)
    try invocation.change { try $0.drop(jot) }
    invocation.show(["dropped \(chart.echo(jot))"], json: chart.json(jot))
  }
}

// MARK: Agenda

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
    let audience = try invocation.audience(adding, of: couple, otherwise: .counselor)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "agenda line")
    let line = try invocation.change { change in
      let line = try AgendaLine(
        id: try change.nextID(.agendaLine),
        fact: Fact(couple: couple.id, day: invocation.today, audience: audience, written: change.clock),
        isMine: mine, text: text)
      try change.add(line)
      return line
    }
    invocation.show([chart.echo(line)], json: chart.json(line))
  }
}

struct AgendaList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the open agenda lines")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Also those that are dealt with")
  var all = false

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let lines = all ? chart.records.agenda : chart.openAgenda
    invocation.show([chart.title] + chart.list(lines), json: .array(lines.map { chart.json($0) }))
  }
}

struct AgendaDone: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "done", abstract: "Note that a line is dealt with")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The agenda line's id")
  var line: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, line): (Seen, AgendaLine) = try invocation.find(line, .agendaLine, guardedBy: guardOptions.couple)
    try invocation.requireNewest(line, in: chart)
    if let done = line.done { throw Problem(.refused, "\(line.id) was dealt with on \(done)") }
    try invocation.confirmBareID(line.id, in: chart, guardedBy: guardOptions.couple)
    let done = try AgendaLine(
      id: line.id, fact: line.fact, isMine: line.isMine, text: line.text, done: invocation.today)
    try invocation.change { try $0.replace(done) }
    invocation.show([chart.echo(done)], json: chart.json(done))
  }
}

// MARK: Contacts

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Keep calls, messages and letters between sessions",
    subcommands: [ContactAdd.self, ContactList.self])
}

struct ContactAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a call, message or letter",
    discussion: """
      couplet contact add dana-rob --with Rob --mode phone --minutes 10
      couplet contact add dana-rob --with "Dr. Lindqvist" --mode mail -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(help: "A member, or anyone else")
  var with: String
  @Option(help: "How")
  var mode: Contact.Mode = .phone
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "How long it took")
  var minutes: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let member = try invocation.memberOrOther(with, of: couple, field: "with")
    let audience = try invocation.audience(
      adding, of: couple, otherwise: member.map(Audience.member) ?? .counselor)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "contact")
    let contact = try invocation.change { change in
      let contact = try Contact(
        id: try change.nextID(.contact),
        fact: Fact(couple: couple.id, day: day, audience: audience, member: member, written: change.clock),
        other: member == nil ? with : nil, mode: mode, minutes: minutes, text: text)
      try change.add(contact)
      return contact
    }
    invocation.show([chart.echo(contact)], json: chart.json(contact))
  }
}

struct ContactList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's contacts")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let contacts = chart.records.contacts
    invocation.show([chart.title] + chart.list(contacts), json: .array(contacts.map { chart.json($0) }))
  }
}

// MARK: Wins

/// Whom an entry or a win comes from.
struct SourceOptions: ParsableArguments {
  @Option(help: "The member it comes from")
  var by: String?
  @Option(help: "The member who noticed it")
  var noticedBy: String?
}

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
    let audience = try invocation.audience(adding, of: couple, otherwise: .joint)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "win", allowsArgument: true)
    let win = try invocation.change { change in
      let win = try Win(
        id: try change.nextID(.win),
        fact: Fact(couple: couple.id, day: day, audience: audience, member: by, written: change.clock),
        noticedBy: noticedBy, text: text)
      try change.add(win)
      return win
    }
    invocation.show([chart.echo(win)], json: chart.json(win))
  }
}

struct WinList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's wins")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    invocation.show(
      [chart.title] + chart.list(chart.records.wins), json: .array(chart.records.wins.map { chart.json($0) }))
  }
}
