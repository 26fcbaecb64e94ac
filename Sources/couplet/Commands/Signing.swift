import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct NoteSign: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign notes: afterwards their text can't change",
    discussion: """
      couplet note sign n41
      couplet note sign n41 n42 n43 --yes
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The notes' ids")
  var notes: [String]

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    guard try invocation.practice().counselor().name != nil else {
      throw Problem(
        .refused, "sign: the practice has no counselor's name", hint: "couplet counselor --name NAME")
    }
    var asked: [(chart: Seen, note: Note)] = []
    for text in notes {
      let (chart, note) = try invocation.note(text, guardedBy: guardOptions.couple)
      if let signature = note.signature {
        throw Problem(
          .refused, "\(note.id) was signed on \(signature.day)", hint: "couplet note amend \(note.id) adds to it")
      }
      guard !asked.contains(where: { $0.note.id == note.id }) else {
        throw Problem(.usage, "note: \(note.id) is named twice")
      }
      asked.append((chart, note))
    }
    // Each is shown and asked for by itself: a note in the wrong chart must be seen before it is fixed.
    for (chart, note) in asked where invocation.canAsk && !invocation.options.yes {
      for line in chart.page(note) { invocation.surroundings.writeError(line + "\n") }
      guard try invocation.confirm("Sign \(note.id) of \(chart.title)?", otherwise: true) else {
        throw Invocation.stopped
      }
    }
    let signed = try invocation.change(canBeUndone: false) { change in
      try asked.map { (chart: $0.chart, note: try change.sign($0.note, zone: invocation.zone)) }
    }
    invocation.show(
      signed.map { $0.chart.echo($0.note) },
      json: signed.count == 1
        ? signed[0].chart.json(signed[0].note) : .array(signed.map { $0.chart.json($0.note) }))
  }
}

struct NoteAmend: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Add to a signed note; its own text stays as it is",
    discussion: """
      couplet note amend n41 --kind correction --why "wrong day"
      couplet note amend n41 --kind late-entry --why "letter came later" - < addition.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The note's id")
  var note: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?
  @Option(help: "addendum, correction or late-entry")
  var kind: Addendum.Kind
  @Option(help: "Why it is added")
  var why: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    let (chart, note) = try invocation.note(note, guardedBy: guardOptions.couple)
    guard note.signature != nil else {
      throw Problem(.refused, "\(note.id) is a draft", hint: "couplet note edit \(note.id) changes its text")
    }
    let why = try Wording.properName(why, field: "why")
    let session = chart.session(note.session)
    invocation.showHead(chart, session: session)
    let head = "\(chart.headline(session)) · \(kind.rawValue) to \(note.id)"
    try await invocation.withText(
      text, field: "addendum", about: chart.couple, head: head, initial: "",
      comments: chart.page(note).map { $0.isEmpty ? " " : $0 }, opensIn: "note amend \(note.id) --kind \(kind.rawValue)"
    ) { text in
      let amended = try invocation.change(canBeUndone: false) {
        try $0.amend(note, kind, why: why, text: text, zone: invocation.zone)
      }
      invocation.show(chart.page(amended), json: chart.json(amended))
    }
  }
}

struct CounselorCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "counselor", abstract: "Show or set your name as it stands under notes, and how you write them",
    discussion: """
      couplet counselor
      couplet counselor --name "Ada Voss" --credential LMFT
      couplet counselor --note-format dap-couples --sign-within 5
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Option(help: "Your name, for signatures")
  var name: String?
  @Option(help: "What stands behind it, LMFT")
  var credential: String?
  @Option(help: "The format of notes when none is said; note formats lists them")
  var noteFormat: String?
  @Option(help: "Days after which a draft is marked as overdue, 1 to 365")
  var signWithin: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let old = try invocation.practice().counselor()
    var counselor = old
    if let name { counselor.name = try Wording.properName(name, field: "name") }
    if let credential { counselor.credential = try Wording.properName(credential, field: "credential") }
    if let noteFormat { counselor.noteFormat = try invocation.format(noteFormat).0.id.description }
    if let signWithin {
      guard (1...365).contains(signWithin) else {
        throw Problem(.badData, "sign-within: \(signWithin) is outside 1 to 365")
      }
      counselor.signWithin = signWithin
    }
    if counselor != old { try invocation.change { try $0.replace(counselor) } }
    invocation.show(
      [
        "name         \((counselor.name ?? "none: nothing can be signed").shown(keepingLines: false))",
        "credential   \((counselor.credential ?? "none").shown(keepingLines: false))",
        "note format  \(counselor.noteFormat ?? Note.narrative)",
        "sign within  \(counselor.signWithin) days",
      ],
      json: [
        "name": counselor.name.map(JSONValue.string) ?? .null,
        "credential": counselor.credential.map(JSONValue.string) ?? .null,
        "note_format": .string(counselor.noteFormat ?? Note.narrative), "sign_within": .int(counselor.signWithin),
      ])
  }
}

extension Invocation {
  /// The note of an id that was typed, with its chart.
  func note(_ text: String, guardedBy expected: String?) throws(Problem) -> (chart: Seen, note: Note) {
    let (chart, note): (Seen, Note) = try find(text, .note, guardedBy: expected)
    try confirmBareID(note.id, in: chart, guardedBy: expected)
    return (chart, note)
  }
}
