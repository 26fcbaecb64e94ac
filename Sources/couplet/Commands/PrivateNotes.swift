import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct PrivateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "private", abstract: "Keep psychotherapy notes apart from everything else",
    subcommands: [
      PrivateAdd.self, PrivateShow.self, PrivateEdit.self, PrivateMove.self, PrivateList.self, PrivateRecover.self,
    ])
}

/// What the law keeps in the session note: asked for here, it is refused with the reason.
struct ExcludedFields: ParsableArguments {
  @Option(help: .hidden) var at: String?
  @Option(help: .hidden) var minutes: String?
  @Option(help: .hidden) var mode: String?
  @Option(help: .hidden) var kind: String?
  @Option(help: .hidden) var frequency: String?
  @Option(help: .hidden) var format: String?
  @Option(help: .hidden) var medication: String?
  @Option(help: .hidden) var total: String?
  @Option(help: .hidden) var scale: String?
  @Option(help: .hidden) var diagnosis: String?
  @Option(help: .hidden) var status: String?
  @Option(help: .hidden) var plan: String?
  @Option(help: .hidden) var symptoms: String?
  @Option(help: .hidden) var prognosis: String?
  @Option(help: .hidden) var progress: String?
  @Option(help: .hidden) var results: String?
  @Option(help: .hidden) var score: String?
  @Option(help: .hidden) var goals: String?
  @Option(help: .hidden) var times: String?
  @Option(help: .hidden) var medications: String?
  @Option(help: .hidden) var test: String?
  @Option(help: .hidden) var start: String?

  func refuse() throws(Problem) {
    let fields: [(name: String, value: String?)] = [
      ("at", at), ("minutes", minutes), ("mode", mode), ("kind", kind), ("frequency", frequency), ("format", format),
      ("medication", medication), ("total", total), ("scale", scale), ("diagnosis", diagnosis), ("status", status),
      ("plan", plan), ("symptoms", symptoms), ("prognosis", prognosis), ("progress", progress),
      ("results", results), ("score", score), ("goals", goals), ("times", times), ("medications", medications),
      ("test", test), ("start", start),
    ]
    guard let field = fields.first(where: { $0.value != nil }) else { return }
    throw Problem(
      .usage, "\(field.name): a psychotherapy note doesn't hold it",
      hint: "the law (45 CFR 164.501) keeps times, modality, medication, test results, diagnosis, status, plan, "
        + "symptoms, prognosis and progress in the session note")
  }
}

struct PrivateAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write a note about a session or a couple",
    discussion: """
      couplet private add s41
      couplet private add dana-rob - < analysis.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @OptionGroup var excluded: ExcludedFields
  @Argument(help: "A session's id, COUPLE@DATE, or COUPLE for none in particular")
  var session: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    try excluded.refuse()
    let (chart, session) = try invocation.subject(session, guardedBy: guardOptions.couple)
    invocation.showHead(chart, session: session)
    try await invocation.withText(
      text, field: "psychotherapy note", about: chart.couple, head: chart.headline(session) + " · psychotherapy note",
      isPrivate: true, initial: "", comments: [],
      opensIn: "private add \(session?.id.description ?? chart.handle.description)"
    ) { text in
      try PrivateNote.check(text)
      let note = try invocation.change { change in
        let note = try PrivateNote(
          id: try change.nextPrivateNote(), couple: chart.couple.id, session: session?.id,
          day: session?.fact.day ?? invocation.today, text: text, written: change.clock)
        try change.add(note)
        return note
      }
      invocation.show(
        [PrivateNoteText.echo(note, chart)], json: PrivateNoteText.json(note, chart, withText: false))
    }
  }
}

struct PrivateShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a note")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The psychotherapy note's id")
  var note: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    if reading.isRestricted { throw Invocation.noPrivateNote(try invocation.id(note, .privateNote)) }
    let (chart, note) = try invocation.privateNote(note, guardedBy: guardOptions.couple)
    invocation.show(PrivateNoteText.page(note, chart), json: PrivateNoteText.json(note, chart, withText: true))
  }
}

struct PrivateEdit: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Rewrite a note",
    discussion: """
      couplet private edit x3
      couplet private edit x3 - < analysis.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @OptionGroup var excluded: ExcludedFields
  @Argument(help: "The psychotherapy note's id")
  var note: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    try excluded.refuse()
    let (chart, note) = try invocation.privateNote(note, guardedBy: guardOptions.couple)
    try invocation.confirmBareID(note.id, in: chart, guardedBy: guardOptions.couple)
    let session = note.session.flatMap(chart.session)
    invocation.showHead(chart, session: session)
    try await invocation.withText(
      text, field: "psychotherapy note", about: chart.couple,
      head: chart.headline(session) + " · \(note.id) · psychotherapy note", isPrivate: true, initial: note.text,
      comments: [], opensIn: "private edit \(note.id)"
    ) { text in
      try PrivateNote.check(text)
      let edited = try note.with(text: text)
      guard edited != note else { return invocation.showNothingSaved() }
      try invocation.change { try $0.replace(note, with: edited) }
      invocation.show(
        [PrivateNoteText.echo(edited, chart)], json: PrivateNoteText.json(edited, chart, withText: false))
    }
  }
}

struct PrivateMove: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move a note from the wrong chart to the right one",
    discussion: """
      couplet private move x3 dana-rob
      couplet private move x3 s41
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The psychotherapy note's id")
  var note: String
  @Argument(help: "A session's id, COUPLE@DATE, or COUPLE for none in particular")
  var session: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (old, note) = try invocation.privateNote(note, guardedBy: guardOptions.couple)
    try invocation.confirmBareID(note.id, in: old, guardedBy: guardOptions.couple)
    let (chart, session) = try invocation.subject(session, guardedBy: nil)
    let moved = try PrivateNote(
      id: note.id, couple: chart.couple.id, session: session?.id, day: session?.fact.day ?? note.day, text: note.text,
      written: note.written)
    guard moved != note else { throw Problem(.refused, "\(note.id) stands there already") }
    invocation.showHead(chart, session: session)
    try invocation.change { try $0.replace(note, with: moved) }
    invocation.show(
      [PrivateNoteText.echo(moved, chart)], json: PrivateNoteText.json(moved, chart, withText: false))
  }
}

struct PrivateList: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List a couple's notes, without their text")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let notes =
      reading.isRestricted
      ? [] : try invocation.practice().privateNotes(of: chart.couple.id).filter { $0.day <= invocation.today }
    invocation.show(
      PrivateNoteText.list(notes, chart),
      json: .array(notes.map { PrivateNoteText.json($0, chart, withText: false) }))
  }
}

extension Invocation {
  /// What a psychotherapy note is about: the session that is named; a couple alone means none.
  fileprivate func subject(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, session: Session?) {
    if RecordID(text) == nil, !text.contains("@") {
      let couple = try couple(text)
      if let expected, try self.couple(expected).id != couple.id {
        throw Problem(.refused, "couple: '\(text.shownOnOneLine(limit: 40))' is another couple than --couple says")
      }
      return (try chart(of: couple), nil)
    }
    let (chart, session) = try session(text, guardedBy: expected)
    guard session.fact.day <= today else {
      throw Problem(.badData, "session: \(session.id) is planned for \(session.fact.day), after \(today)")
    }
    return (chart, session)
  }

  /// The psychotherapy note of an id that was typed.
  fileprivate func privateNote(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, note: PrivateNote) {
    if RecordID(text) == nil, let chart = try chartInPlaceOfID(text, guardedBy: expected) {
      return (chart, try privateNote(in: chart))
    }
    let id = try id(text, .privateNote)
    let owner = try practice().owner(ofPrivate: id)
    guard let couple = try directory().couple(owner) else { throw Self.noPrivateNote(id) }
    if let expected, try self.couple(expected).id != couple.id {
      throw Problem(.refused, "\(id) is not in the chart of \(try self.couple(expected).handle)")
    }
    guard let note = try practice().privateNotes(of: couple.id).first(where: { $0.id == id }), note.day <= today else {
      throw Self.noPrivateNote(id)
    }
    return (try chart(of: couple), note)
  }

  /// The only psychotherapy note about a couple; which of several is asked, by their days alone.
  private func privateNote(in chart: Seen) throws(Problem) -> PrivateNote {
    let notes = try practice().privateNotes(of: chart.couple.id).filter { $0.day <= today }
    let said = "\(chart.handle) has \(notes.isEmpty ? "no" : "\(notes.count)") psychotherapy note"
    func row(_ note: PrivateNote) -> String { "\(note.id) · \(note.day.withWeekday)" }
    let chosen =
      notes.count == 1 ? notes[0] : try choose("\(said)s: which?", among: notes, isDoubtful: true, row: row)
    guard let chosen else {
      throw Problem(
        .refused, notes.isEmpty ? said : said + "s", hint: notes.isEmpty ? nil : "give the id",
        candidates: notes.map(row))
    }
    namedByCouple.insert(chosen.id)
    return chosen
  }

  fileprivate static func noPrivateNote(_ id: RecordID) -> Problem {
    Problem(.refused, "there is no psychotherapy note \(id)")
  }
}
