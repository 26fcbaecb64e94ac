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
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The record's id")
  var record: String
  @Option(help: "Why; it stays in the chart")
  var why: String
  @Option(help: "The couple in whose chart its text is opened anew: a note as a draft, all else as a jot")
  var belongsTo: String?
  @Flag(help: "It was no error: the record is there again")
  var lift = false

  func run(_ invocation: Invocation) throws {
    let why = try Wording.name(why, field: "why")
    let (chart, record) = try invocation.record(record, guardedBy: guardOptions.couple, struckToo: true)
    if lift { return try lift(record, in: chart, why: why, invocation) }
    if let strike = chart.strikes[record.id] {
      throw Problem(.refused, "\(record.id) was struck on \(strike.clock.description.prefix(10)) already")
    }
    let right = try belongsTo.map { (query) throws(Problem) in try invocation.couple(query) }
    if let right, right.id == chart.couple.id {
      throw Problem(.refused, "belongs-to: \(record.id) is in the chart of \(right.handle) already")
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
    // With a session go the notes on it, which have no other place.
    let notes =
      record is Session ? chart.records.notes.filter { $0.session == record.id && chart.strikes[$0.id] == nil } : []
    let opened = try invocation.change { change in
      let opened = try moved.map { try $0.open(record, in: place, change, at: invocation.timeOfDay) }
      try change.strike(record.id, of: chart.couple.id, why: why, movedTo: opened?.id)
      for note in notes { try change.strike(note.id, of: chart.couple.id, why: why) }
      return opened
    }
    let all = ([record.id] + notes.map(\.id)).map(\.description).joined(separator: " ")
    var lines = ["struck as entered in error", chart.echo(any: record)]
    if !notes.isEmpty { lines.append("with it: \(notes.map(\.id.description).joined(separator: " "))") }
    if let opened, let moved { lines += ["opened anew", moved.chart.echo(any: opened)] }
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
    let others = chart.records.notes.filter { note in
      note.session == record.id
        && chart.strikes[note.id].map { $0.clock == strike.clock && $0.why == strike.why } == true
    }
    try invocation.change { change in
      try change.lift(strike, of: chart.couple.id, why: why)
      for note in others {
        if let other = chart.strikes[note.id] { try change.lift(other, of: chart.couple.id, why: why) }
      }
    }
    invocation.show(
      ["there again", chart.echo(any: record)],
      json: [
        "lifted": .array(([record.id] + others.map(\.id)).map { .string($0.description) }), "why": .string(why),
        "couple": .string(chart.handle),
      ])
  }

  /// The text that can be opened in another chart.
  private static func text(of record: any Recorded) throws(Problem) -> String {
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
