import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct StrikeCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "strike", abstract: "Mark a record, signed or not, as entered in error; its text stays as it was",
    discussion: """
      couplet strike n41 --why "wrong couple" --belongs-to dana-rob
      couplet strike e12 --why "entered twice"
      couplet strike e12 --lift --why "it was right"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The record's id")
  var record: String
  @Option(help: "Why, asked for when left out; it stays in the chart")
  var why: String?
  @Option(help: "The couple in whose chart its text is opened: a note as a draft, all else as a jot")
  var belongsTo: String?
  @Flag(help: "It was no error: the record is there again")
  var lift = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, record) = try invocation.record(record, guardedBy: guardOptions.couple, struckToo: true)
    let why = try Wording.properName(try invocation.neededWords(why, field: "why"), field: "why")
    if lift { return try lift(record, in: chart, why: why, invocation) }
    if let strike = chart.strikes[record.id] {
      throw Problem(.refused, "\(record.id) was struck on \(strike.clock.description.prefix(10)) already")
    }
    let right = try belongsTo.map { (query) throws(Problem) in try invocation.couple(query) }
    if let right, right.id == chart.couple.id {
      throw Problem(.refused, "belongs-to: \(record.id) is in the chart of \(right.handle) already")
    }
    if right != nil, let jot = record as? Jot, jot.heardBy != nil {
      throw Problem(
        .refused, "belongs-to: \(jot.id) was said with one partner alone in the room",
        hint: "strike it, and enter it there")
    }
    invocation.showHead(chart)
    let moved = try right.map { (couple) throws(Problem) in
      Moved(chart: try invocation.chart(of: couple), text: try Self.text(of: record))
    }
    let place = try moved.flatMap { (moved) throws(Problem) in
      try (record as? Note).map { (note) throws(Problem) in
        try moved.chart.sessionMeant(on: note.fact.day)
      }
    }
    // With a session go the notes on it and what was counted in it, which have no other place.
    let notes = Self.parts(of: record, in: chart).filter { chart.strikes[$0.id] == nil }
    let opened = try invocation.change { change in
      let opened = try moved.map { try $0.open(record, in: place, change, at: invocation.timeOfDay) }
      try change.strike(record.id, of: chart.couple.id, why: why, movedTo: opened?.id)
      for note in notes { try change.strike(note.id, of: chart.couple.id, why: why) }
      return opened
    }
    let all = ([record.id] + notes.map(\.id)).map(\.description).joined(separator: " ")
    var lines = ["struck as entered in error", chart.echo(any: record)]
    if !notes.isEmpty { lines.append("with it: \(notes.map(\.id.description).joined(separator: " "))") }
    let rest = Self.rest(of: record, in: chart)
    if !rest.isEmpty { lines.append("still there, entered with it: \(rest.map(\.description).joined(separator: " "))") }
    if let opened, let moved {
      lines += ["opened as", moved.chart.echo(any: opened)]
      invocation.informOfNames(in: moved.text, opened: opened.id, from: chart, to: moved.chart)
    }
    invocation.show(
      lines,
      json: [
        "struck": .array(all.split(separator: " ").map { .string(String($0)) }), "why": .string(why),
        "couple": .string(chart.handle), "moved_to": opened.map { .string($0.id.description) } ?? .null,
        "belongs_to": moved.map { .string($0.chart.handle) } ?? .null,
      ])
  }

  private func lift(_ record: any Recorded, in chart: Seen, why: String, _ invocation: Invocation) throws {
    guard belongsTo == nil else { throw Problem(.usage, "belongs-to: goes without --lift") }
    guard let strike = chart.strikes[record.id] else { throw Problem(.refused, "\(record.id) is not struck") }
    // What was struck with it comes back with it.
    if let movedTo = strike.movedTo, let owner = try invocation.practice().owner(of: movedTo),
      !(try invocation.practice().struckRecords().contains(movedTo))
    {
      let place = try invocation.directory().couple(owner)?.handle.description ?? "another chart"
      throw Problem(
        .refused, "\(movedTo) of \(place) has its text; nothing was lifted",
        hint: "couplet strike \(movedTo) --why TEXT first")
    }
    if let session = (record as? Note)?.session ?? (record as? Tally)?.session, chart.strikes[session] != nil {
      throw Problem(
        .refused, "\(record.id) belongs to \(session), which is struck; nothing was lifted",
        hint: "couplet strike \(session) --lift --why TEXT")
    }
    let others = Self.parts(of: record, in: chart).filter { note in
      record is Session
        && chart.strikes[note.id].map { $0.clock == strike.clock && $0.why == strike.why } == true
    }
    try invocation.change { change in
      try change.lift(strike, of: chart.couple.id, why: why)
      for note in others {
        if let other = chart.strikes[note.id] { try change.lift(other, of: chart.couple.id, why: why) }
      }
    }
    invocation.show(
      ["there again", chart.echo(any: record)]
        + (others.isEmpty ? [] : ["with it: \(others.map(\.id.description).joined(separator: " "))"]),
      json: [
        "lifted": .array(([record.id] + others.map(\.id)).map { .string($0.description) }), "why": .string(why),
        "couple": .string(chart.handle),
      ])
  }

  /// What has no place without a session: its notes, and what was counted in it.
  private static func parts(of record: any Recorded, in chart: Seen) -> [any Recorded] {
    chart.hanging(on: record.id).filter { $0 is Note || $0 is Tally }
  }

  /// What was entered with a session and stands by itself.
  private static func rest(of record: any Recorded, in chart: Seen) -> [RecordID] {
    chart.hanging(on: record.id).filter { part in
      // A line that stands in a note goes where the note goes.
      !(part is Note || part is Tally) && (part as? Jot)?.note == nil && chart.strikes[part.id] == nil
    }.map(\.id)
  }

  /// The text that can be opened in another chart.
  private static func text(of record: any Recorded) throws(Problem) -> String {
    if let note = record as? Note, !note.addenda.isEmpty {
      return ([note.text] + note.addenda.map { "\(NoteText.mark)\($0.kind.rawValue)\n\n\($0.text)" })
        .joined(separator: "\n\n")
    }
    guard let text = record.writtenText, !(record is Homework) else {
      throw Problem(
        .refused, "belongs-to: \(record.id.kind.noun.withArticle) has no text that could be opened in another chart",
        hint: "strike it, and enter it there")
    }
    return text
  }

  /// The right chart, and the text that goes there.
  private struct Moved {
    let chart: Seen
    let text: String

    /// Opens the text: a note as a draft of the session of its day, for the counselor until she says otherwise.
    func open(_ record: any Recorded, in session: Session?, _ change: Change, at time: MinuteOfDay) throws
      -> any Recorded
    {
      let fact = Fact(
        couple: chart.couple.id, day: session?.fact.day ?? record.fact.day, audience: .counselor,
        written: change.clock)
      if let note = record as? Note, let session {
        let draft = try Note(
          id: try change.nextID(.note), fact: fact, session: session.id, format: note.format,
          formatVersion: note.formatVersion, text: text)
        try change.add(draft)
        return draft
      }
      let jot = try Jot(id: try change.nextID(.jot), fact: fact, time: (record as? Jot)?.time ?? time, text: text)
      try change.add(jot)
      return jot
    }
  }
}
