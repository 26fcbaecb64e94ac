import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write and read session notes",
    subcommands: [
      NoteAdd.self, NoteShow.self, NoteEdit.self, NoteSign.self, NoteAmend.self, NoteList.self, NoteFormats.self,
      NoteFormatCommand.self, NoteRecover.self,
    ])
}

struct NoteAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write a note of a session, in your editor or from standard input",
    discussion: """
      couplet note add dana-rob
      couplet note add dana-rob --format dap-couples
      couplet note add dana-rob@fri --audience counselor
      couplet note add s41 - < note.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A session's id, COUPLE or COUPLE@DATE")
  var session: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?
  @Option(help: "The format, as note formats lists them; yours, as counselor says, when left out")
  var format: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    let (chart, session) = try invocation.session(session, guardedBy: guardOptions.couple)
    guard session.fact.day <= invocation.today else {
      throw Problem(.badData, "session: \(session.id) is planned for \(session.fact.day), after \(invocation.today)")
    }
    let audience = try invocation.audience(adding, of: chart.couple, otherwise: Note.usualAudience(of: session))
    invocation.showHead(chart, session: session)
    try await invocation.addNote(
      text, of: session, in: chart, audience, isAsked: adding.audience != nil, format: format)
  }
}

struct NoteShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a note, who signed it, and what was added")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The note's id, or its couple")
  var note: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, note) = try found(invocation)
    invocation.show(chart.page(note), json: chart.json(note))
  }

  /// The note of that id, struck or not, or one of a couple's.
  private func found(_ invocation: Invocation) throws(Problem) -> (chart: Seen, note: Note) {
    guard RecordID(note) != nil else {
      let (chart, note): (Seen, Note) = try invocation.find(
        note, .note, guardedBy: guardOptions.couple, reading: reading)
      return (chart, note)
    }
    let id = try invocation.id(note, .note)
    let couple = try invocation.owner(of: id, guardedBy: guardOptions.couple, for: reading)
    let chart = try invocation.chart(of: couple, reading, struckToo: true)
    guard let note = chart.records.notes.first(where: { $0.id == id }) else {
      // For another audience the note isn't there: the words are those for an id that was never given.
      throw Problem(.refused, "there is no note \(id)")
    }
    return (chart, note)
  }
}

struct NoteEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Rewrite a draft, in your editor or from standard input",
    discussion: """
      couplet note edit n41
      couplet note edit n41 - < note.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The note's id, or its couple")
  var note: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    let (chart, note) = try invocation.note(note, .draft, guardedBy: guardOptions.couple)
    if let signature = note.signature {
      throw Problem(
        .refused, "\(note.id) was signed on \(signature.day)", hint: "couplet note amend \(note.id) adds to it")
    }
    invocation.showHead(chart, session: chart.session(note.session))
    let edited = try await invocation.rewrite(note, from: text, in: chart)
    guard edited != note else { return }
    invocation.show([chart.echo(edited)], json: chart.json(edited))
  }
}

struct NoteList: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List a couple's notes, or every draft",
    discussion: """
      couplet note list dana-rob
      couplet note list --unsigned
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label; every couple's drafts when left out")
  var couple: String?
  @Flag(help: "Only drafts")
  var unsigned = false

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let charts: [Seen]
    if couple != nil || !unsigned {
      let couple = try invocation.couple(couple, orElse: "COUPLE, or --unsigned for every couple's drafts")
      charts = [try invocation.chart(of: couple, reading)]
    } else {
      _ = try invocation.viewer(reading, of: nil)
      let waiting = try invocation.practice().couplesWaiting(on: invocation.today)
      let couples = try invocation.everyCouple().filter { waiting.contains($0.id) }
      charts = try invocation.each(couples) { (couple) throws(Problem) in try invocation.chart(of: couple, reading) }
    }
    var lines: [String] = []
    var objects: [JSONValue] = []
    for chart in charts {
      let notes = chart.records.notes.filter { !unsigned || $0.state == .draft }
      objects += notes.map { chart.json($0) }
      guard couple != nil || !unsigned || !notes.isEmpty else { continue }
      lines += (lines.isEmpty ? [] : [""]) + [chart.title] + chart.list(notes)
    }
    invocation.show(lines.isEmpty ? ["every note is signed"] : lines, json: .array(objects))
  }
}

extension Invocation {
  /// A draft with the text that comes from standard input or from the editor; as it was where that is the same.
  func rewrite(_ note: Note, from argument: String? = nil, in chart: Seen) async throws -> Note {
    let session = chart.session(note.session)
    let (definition, headings) = try format(of: note, in: chart)
    var result = note
    try await withText(
      argument, field: "note", about: chart.couple,
      head: chart.headline(session) + " · \(note.id) · may be shown to: \(chart.words(for: note.fact.audience))",
      initial: note.text, prompts: headings, comments: [], opensIn: "note edit \(note.id)"
    ) { text in
      let text = definition.map { marked(text, with: headings, $0) } ?? text
      let edited = try note.with(text: text)
      guard edited != note else { return showNothingSaved() }
      try change { try $0.replace(note, with: edited) }
      if let definition { inform(of: NoteText(text).check(against: headings), definition) }
      result = edited
    }
    return result
  }

  /// The format in which a note was written, and its headings for those who were there.
  private func format(
    of note: Note, in chart: Seen
  ) throws(Problem) -> (format: NoteFormat?, headings: [NoteFormat.Heading]) {
    let definition = try definitions().used([.format]).format(note.format, version: note.formatVersion)
    return (definition, definition?.headings(for: chart.session(note.session).map(chart.partners) ?? []) ?? [])
  }

  /// Says, before a note is signed, that most parts of its format have nothing in them.
  func informOfEmptyParts(of note: Note, in chart: Seen) throws(Problem) {
    let (definition, headings) = try format(of: note, in: chart)
    let check = NoteText(note.text).check(against: headings)
    let empty = check.missing.count + check.empty.count
    guard let definition, empty * 2 > headings.count else { return }
    inform("\(note.id): \(empty) of the \(headings.count) parts of \(definition.id) have nothing in them")
  }

  /// A note's text with the headings that were written with a colon as headings, which is said.
  func marked(_ text: String, with headings: [NoteFormat.Heading], _ format: NoteFormat) -> String {
    let (text, taken) = NoteText.marked(text, with: headings)
    if !taken.isEmpty { inform("taken as headings of \(format.id): \(taken.joined(separator: ", "))") }
    return text
  }

  /// Says how a note's headings differ from its format's; it is saved as it is.
  func inform(of check: NoteText.Check, _ format: NoteFormat) {
    for heading in check.unknown {
      let meant = check.meant(by: heading).first.map { "; did you mean '\($0)'?" } ?? ""
      inform("heading: '\(heading.shownOnOneLine(limit: 60))' is none of \(format.id)\(meant)")
    }
    if let first = check.missing.first {
      inform(
        "missing of \(format.id): \(check.missing.joined(separator: ", ")); a heading is a line '\(NoteText.mark)\(first)'"
      )
    }
    if !check.empty.isEmpty { inform("nothing under: \(check.empty.joined(separator: ", "))") }
  }
}

extension Seen {
  /// What pages call those who were at a session, in the order of naming.
  func partners(at session: Session) -> [String] {
    let present = session.present.isEmpty ? couple.members(on: session.fact.day) : session.present
    return couple.everyMember.filter(present.contains).map(name)
  }
}
