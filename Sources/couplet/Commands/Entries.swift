import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct EntryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entry", abstract: "Keep short dated records of many kinds",
    subcommands: [EntryAdd.self, EntryList.self, EntryReview.self, EntryKinds.self])
}

struct EntryAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make an entry",
    discussion: """
      couplet entry add dana-rob --kind agreement --code time-out --review +14d
      couplet entry add dana-rob --kind agreement --code check-in --every week --review +28d
      couplet entry add dana-rob --kind crack --code withdrawal -
      couplet entry add dana-rob --kind gesture --by Rob --noticed-by Dana -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var source: SourceOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(help: "What it records; entry kinds lists them")
  var kind: Entry.Kind?
  @Option(help: "Which code, where the kind has codes; entry kinds lists them")
  var code: String?
  @Option(help: "day, week or N-days, of an agreement")
  var every: String?
  @Option(parsing: .unconditional, help: "The day to look at it again")
  var review: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let kind = try invocation.needed(kind, field: "kind") { "\($0.rawValue) · \($0.meaning)" }
    let by = try invocation.member(source.by, of: couple, field: "by")
    let noticedBy = try invocation.member(source.noticedBy, of: couple, field: "noticed-by")
    let content = Entry.Content(
      kind, code: code, noticedBy: noticedBy, every: try invocation.cadence(every),
      review: try invocation.aheadDay(review, field: "review"), text: "")
    try invocation.addEntry(content, by: by, on: on, text, adding, to: couple)
  }
}

struct EntryList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's entries")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "Only of this kind")
  var kind: Entry.Kind?

  func records(in chart: Seen) -> [Entry] {
    chart.records.entries.filter { entry in kind.map { $0 == entry.kind } ?? true }
  }
}

struct EntryReview: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Enter that you looked at an entry again, and when the next look is due",
    discussion: """
      couplet entry review e12
      couplet entry review e12 --review +28d -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The entry's id, or its couple")
  var entry: String
  @Argument(help: "- reads what you found from standard input")
  var text: String?
  @Option(parsing: .unconditional, help: "The day of the next look; none when left out")
  var review: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, record): (Seen, any Recorded) = try invocation.find(
      entry, .entry, guardedBy: guardOptions.couple, which: "open"
    ) { record, _ in (record as? Entry)?.nextReview != nil }
    let id = record.id
    guard let entry = record as? Entry else {
      throw Problem(.refused, "\(id) is \(record is Aim ? "an aim" : "a tally"), which has no day to look at it again")
    }
    let day = try invocation.pastDay(on)
    try invocation.requireNewest(entry, in: chart)
    guard day >= entry.fact.day, entry.reviews.allSatisfy({ $0.day <= day }) else {
      throw Problem(.badData, "on: \(day) lies before what is entered on \(id) already")
    }
    try invocation.confirmBareID(id, in: chart, guardedBy: guardOptions.couple)
    let next = try invocation.aheadDay(review, field: "review")
    let audience = try invocation.audience(adding, saidOf: entry, in: chart)
    var words: String?
    if let text {
      invocation.showHead(chart)
      words = try invocation.text(text, field: "entry review")
    }
    let look = try Entry.Review(day: day, next: next, words: words, audience: audience)
    try invocation.change { try $0.add(look, to: entry) }
    let now = try invocation.chart(of: chart.couple)
    let looked = now.record(id) as? Entry ?? entry
    invocation.show([now.echo(looked)], json: now.json(looked))
  }
}

struct EntryKinds: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "kinds", abstract: "List the kinds of entry")

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    invocation.show(
      Entry.Kind.allCases.flatMap { kind in
        let indent = String(repeating: " ", count: 14)
        let codes = (indent + "codes: " + kind.codes.joined(separator: " ")).wrapped(toCells: 80, hanging: 21)
        return "\(kind.rawValue.padded(toCells: 13)) \(kind.meaning)".wrapped(toCells: 80, hanging: 14)
          + (kind.codes.isEmpty ? [] : codes)
      },
      json: .array(
        Entry.Kind.allCases.map { kind in
          [
            "id": .string(kind.rawValue), "meaning": .string(kind.meaning),
            "codes": .array(kind.codes.map(JSONValue.string)),
          ]
        }))
  }
}

struct CycleCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cycle", abstract: "Write the round the two go through in one line; earlier ones stay, dated",
    discussion: """
      couplet cycle dana-rob
      couplet entry list dana-rob --kind cycle
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    try invocation.addEntry(
      Entry.Content(.cycle, text: ""), by: nil, on: on, text, adding, to: try invocation.couple(couple))
  }
}

extension Invocation {
  /// How often something is to happen, as typed.
  func cadence(_ text: String?) throws(Problem) -> Cadence? {
    try text.map { (text) throws(Problem) in
      guard let cadence = Cadence(text) else {
        throw Problem(.usage, "every: '\(text.shownOnOneLine(limit: 40))' is no cadence", hint: "day, week or 3-days")
      }
      return cadence
    }
  }

  /// Takes the text of an entry, adds it and shows it.
  fileprivate func addEntry(
    _ content: Entry.Content, by: Client.ID?, on phrase: String?, _ text: String?, _ adding: AddingOptions,
    to couple: Couple
  ) throws {
    let chart = try chart(of: couple)
    let day = try pastDay(phrase)
    let audience = try audience(
      adding, in: chart, on: day, of: by, otherwise: content.kind.audience(by: by, isCoded: content.code != nil))
    // What is wrong with the options is said before a text is taken.
    try content.check(on: day, for: audience)
    showHead(chart)
    var content = content
    content.text = try self.text(text, field: content.kind == .cycle ? "cycle" : "entry")
    if content.kind == .cycle { content.text = try Wording.properName(content.text, field: "cycle") }
    let added = try change { change in
      let added = try Entry(
        id: try change.nextID(.entry),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: by,
          written: change.clock), content)
      try change.add(added)
      return added
    }
    show([chart.echo(added)], json: chart.json(added))
  }
}
