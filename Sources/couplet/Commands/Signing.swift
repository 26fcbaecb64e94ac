import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct NoteSign: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign notes: afterwards their text can't change",
    discussion: """
      couplet note sign dana-rob
      couplet note sign n41
      couplet note sign n41 n42 n43 --yes

      Of a couple all drafts are shown, one after the other; e opens one in your editor.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "A couple, for all its drafts, or the notes' ids")
  var notes: [String]

  /// A draft that may be signed, and its chart.
  private struct Draft {
    let chart: Seen
    var note: Note
  }

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    guard try invocation.practice().counselor().name != nil else {
      throw Problem(
        .refused, "sign: the practice has no counselor's name", hint: "couplet counselor --name NAME")
    }
    let sittings = try sittings(invocation)
    var signed: [Draft] = []
    for sitting in sittings {
      var agreed: [Draft] = []
      for draft in sitting {
        if let draft = try await asked(draft, invocation) {
          agreed.append(draft)
        } else if sitting.count > 1 || sittings.count == 1 {
          // Of notes that are named together one no keeps all.
          throw Invocation.stopped
        }
      }
      guard !agreed.isEmpty else { continue }
      signed += try invocation.change(canBeUndone: false) { change in
        try agreed.map { Draft(chart: $0.chart, note: try change.sign($0.note, zone: invocation.zone)) }
      }
    }
    guard !signed.isEmpty else { throw Invocation.stopped }
    invocation.show(
      signed.map { $0.chart.echo($0.note) },
      json: signed.count == 1
        ? signed[0].chart.json(signed[0].note) : .array(signed.map { $0.chart.json($0.note) }))
  }

  /// What is signed in one change each: the notes that are named by their ids together, and each of a couple's drafts.
  private func sittings(_ invocation: Invocation) throws(Problem) -> [[Draft]] {
    var named: [Draft] = []
    var ofCouples: [Draft] = []
    for text in notes {
      if RecordID(text) == nil, let chart = try invocation.chartInPlaceOfID(text, guardedBy: guardOptions.couple) {
        ofCouples += try drafts(in: chart, invocation)
        continue
      }
      let (chart, note): (Seen, Note) = try invocation.find(text, .note, guardedBy: guardOptions.couple)
      if let signature = note.signature {
        throw Problem(
          .refused, "\(note.id) was signed on \(signature.day)", hint: "couplet note amend \(note.id) adds to it")
      }
      named.append(Draft(chart: chart, note: note))
    }
    let all = named + ofCouples
    if let twice = all.first(where: { draft in all.count { $0.note.id == draft.note.id } > 1 }) {
      throw Problem(.usage, "note: \(twice.note.id) is named twice")
    }
    return (named.isEmpty ? [] : [named]) + ofCouples.map { [$0] }
  }

  /// A couple's drafts, oldest first; unseen they aren't signed.
  private func drafts(in chart: Seen, _ invocation: Invocation) throws(Problem) -> [Draft] {
    let drafts = chart.records.notes.filter { $0.state == .draft }
    guard !drafts.isEmpty else { throw Problem(.refused, "\(chart.handle) has no draft") }
    guard invocation.canAsk || invocation.options.yes else {
      throw Problem(
        .refused,
        "\(chart.handle) has \(drafts.count) draft\(drafts.count == 1 ? "" : "s"), which nobody has seen here",
        hint: "give the ids, or --yes for all", candidates: drafts.map { "\($0.id) · \($0.fact.day.withWeekday)" })
    }
    return drafts.map { Draft(chart: chart, note: $0) }
  }

  /// Shows a draft and asks for it by itself, as a note in the wrong chart must be seen before it is fixed; the draft as it
  /// is to be signed, nil where it isn't.
  private func asked(_ draft: Draft, _ invocation: Invocation) async throws -> Draft? {
    var draft = draft
    let asks = invocation.canAsk && !invocation.options.yes
    while true {
      if asks { for line in draft.chart.page(draft.note) { invocation.surroundings.writeError(line + "\n") } }
      try invocation.informOfEmptyParts(of: draft.note, in: draft.chart)
      guard asks else { return draft }
      let question = "Sign \(draft.note.id) of \(draft.chart.title)?"
      switch Folding.fold((invocation.ask("\(question) [y/N/e: edit] ") ?? "").trimmed) {
      case "y", "yes": return draft
      case "e", "edit":
        do {
          draft.note = try await invocation.rewrite(draft.note, in: draft.chart)
        } catch let problem as Problem where problem.kind == .refused {
          invocation.inform(problem.message)
        }
      default: return nil
      }
    }
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
  @Argument(help: "The note's id, or its couple")
  var note: String
  @Argument(help: "- reads standard input; left out, your editor opens")
  var text: String?
  @Option(help: "addendum, correction or late-entry")
  var kind: Addendum.Kind?
  @Option(help: "Why it is added; asked for when left out")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    let (chart, note) = try invocation.note(note, .signed, guardedBy: guardOptions.couple)
    guard note.signature != nil else {
      throw Problem(.refused, "\(note.id) is a draft", hint: "couplet note edit \(note.id) changes its text")
    }
    let kind = try invocation.needed(kind, field: "kind")
    let why = try Wording.properName(try invocation.neededWords(why, field: "why"), field: "why")
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
  /// The note of an id that was typed, or of a couple the one in that state, with its chart.
  func note(
    _ text: String, _ state: Note.State, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, note: Note) {
    let (chart, note): (Seen, Note) = try find(
      text, .note, guardedBy: expected, which: state == .draft ? "unsigned" : "signed"
    ) { note, _ in note.state == state }
    try confirmBareID(note.id, in: chart, guardedBy: expected)
    return (chart, note)
  }
}
