import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write and read session notes",
    subcommands: [NoteAdd.self, NoteShow.self, NoteEdit.self, NoteList.self, NoteRecover.self])
}

struct NoteAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write a note of a session, in your editor or from standard input",
    discussion: """
      couplet note add dana-rob
      couplet note add dana-rob@fri --audience counselor
      couplet note add s41 - < note.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?

  func run(_ invocation: Invocation) async throws {
    let (chart, session) = try invocation.session(session, guardedBy: guardOptions.couple)
    guard session.fact.day <= invocation.today else {
      throw Problem(.badData, "session: \(session.id) is planned for \(session.fact.day), after \(invocation.today)")
    }
    let audience = try invocation.audience(adding, of: chart.couple, otherwise: session.fact.audience)
    invocation.showHead(chart, session: session)
    let jots = chart.openJots
    try await invocation.withText(
      text, field: "note", about: chart.couple,
      head: chart.headline(session) + " · may be shown to: \(chart.words(for: audience))",
      comments: jots.map { "\($0.fact.day) \($0.time) \($0.text)" }
    ) { text in
      let taken = self.text == nil ? jots.filter { text.contains($0.text) } : []
      let note = try invocation.change { change in
        let note = try Note(
          id: try change.nextID(.note),
          fact: Fact(couple: chart.couple.id, day: session.fact.day, audience: audience, written: change.clock),
          session: session.id, text: text)
        try change.add(note)
        for jot in taken { try change.take(jot, into: note.id) }
        return note
      }
      invocation.show([chart.echo(note)], json: chart.json(note))
    }
  }
}

struct NoteShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a note")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The note's id")
  var note: String

  func run(_ invocation: Invocation) throws {
    let id = try invocation.id(note, .note)
    let couple = try invocation.owner(
      of: id, guardedBy: guardOptions.couple, isHiding: reading.isRestricted)
    let chart = try invocation.chart(of: couple, reading)
    guard let note = chart.records.notes.first(where: { $0.id == id }) else {
      // For another audience the note isn't there: the words are those for an id that was never given.
      throw Problem(.refused, "there is no note \(id)")
    }
    invocation.show(chart.page(note), json: chart.json(note))
  }
}

struct NoteEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Write a draft anew, in your editor or from standard input",
    discussion: """
      couplet note edit n41
      couplet note edit n41 - < note.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The note's id")
  var note: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?

  func run(_ invocation: Invocation) async throws {
    let id = try invocation.id(note, .note)
    let chart = try invocation.chart(of: try invocation.owner(of: id, guardedBy: guardOptions.couple))
    guard let note = chart.records.notes.first(where: { $0.id == id }) else { throw Invocation.later(id) }
    try invocation.confirmBareID(id, in: chart, guardedBy: guardOptions.couple)
    let session = chart.session(note.session)
    invocation.showHead(chart, session: session)
    try await invocation.withText(
      text, field: "note", about: chart.couple,
      head: chart.headline(session) + " · \(id) · may be shown to: \(chart.words(for: note.fact.audience))",
      initial: note.text
    ) { text in
      let edited = try note.with(text: text)
      guard edited != note else { throw Problem(.refused, "the text is as it was; nothing was saved") }
      try invocation.change { try $0.replace(edited) }
      invocation.show([chart.echo(edited)], json: chart.json(edited))
    }
  }
}

struct NoteList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's notes")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Only drafts")
  var unsigned = false

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let notes = chart.records.notes.filter { !unsigned || $0.state == .draft }
    invocation.show([chart.title] + chart.list(notes), json: .array(notes.map { chart.json($0) }))
  }
}
