import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct AudienceCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "audience", abstract: "Change who a record may be shown to",
    discussion: """
      couplet audience e12 counselor --why "said in passing"
      couplet audience n41 joint --why "both asked for it" --confirm dana-rob
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The record's id")
  var record: String
  @Argument(help: "joint, counselor or NAME")
  var audience: String?
  @Option(help: "Why, asked for when left out; it stays in the chart")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, record) = try invocation.record(record, guardedBy: guardOptions.couple)
    let new = try invocation.neededAudience(audience, of: chart.couple)
    let why = try Wording.properName(try invocation.neededWords(why, field: "why"), field: "why")
    let old = record.fact.audience
    guard new != old else {
      throw Problem(.refused, "audience: \(record.id) may be shown to \(chart.words(for: old)) already")
    }
    let gained = chart.couple.everyMember.filter { member in
      new.isOpen(to: .member(member)) && !old.isOpen(to: .member(member))
    }
    if !gained.isEmpty {
      try Self.checkWidening(of: record, to: new, chart, invocation)
    }
    // A session takes along what would be open to more people than it; what fewer may know keeps its own audience.
    let narrowing = try (record as? Session).map { (session) throws(Problem) in
      try invocation.narrowing(of: session, to: new, in: chart)
    }
    let narrowed = narrowing?.byAudience(new).flatMap(\.ids) ?? []
    let out = try invocation.wentOut(
      [(record, new)] + (narrowing?.records.map { ($0.record, $0.audience) } ?? []), of: chart)
    try invocation.change(canBeUndone: gained.isEmpty) { change in
      try change.change(audienceOf: record, to: new, why: why)
      if let narrowing, let session = record as? Session {
        try change.apply(narrowing, of: session, to: new, why: why)
      }
    }
    let now = try invocation.chart(of: chart.couple)
    invocation.inform(ofWentOut: out, chart)
    var lines = [now.echo(any: now.record(record.id) ?? record)]
    if !narrowed.isEmpty { lines.append("with it: \(narrowed.map(\.description).joined(separator: " "))") }
    invocation.show(
      lines,
      json: [
        "id": .string(record.id.description), "couple": .string(chart.handle), "before": .string(chart.key(for: old)),
        "audience": .string(chart.key(for: new)), "why": .string(why),
        "with_it": .array(narrowed.map { .string($0.description) }),
        "went_out": .array(out.map { chart.json($0) }),
      ])
  }

  /// Some records are never for others.
  private static func checkWidening(
    of record: any Recorded, to audience: Audience, _ chart: Seen, _ invocation: Invocation
  ) throws(Problem) {
    let what: String? =
      switch record {
      case is Risk: "a risk entry"
      case is HeldItem: "a held item"
      case is Tally: "a tally"
      case let entry as Entry where entry.kind == .leaving: "talk of leaving"
      case let rating as Rating where rating.alliance != nil: "alliance"
      case let measure as Measure:
        try invocation.scale(measure.scale).0.audience == .counselor ? "a sheet of \(measure.scale)" : nil
      default: nil
      }
    if let what { throw Problem(.refused, "audience: \(what) is the counselor's only") }
    let lines = chart.records.jots.filter { $0.id == record.id || $0.note == record.id }
    if let jot = lines.first(where: { !$0.mayGo(into: audience) }) {
      let what = jot.id == record.id ? "\(jot.id) was" : "\(jot.id), which stands in \(record.id), was"
      throw Problem(.refused, "audience: \(what) said with one partner alone in the room, and stays theirs")
    }
  }
}

extension Invocation {
  /// Shows to whom what becomes visible, and has the couple's handle typed.
  ///
  /// - Parameter isFinal: whether it can't be undone.
  func confirm(_ widening: Widening, isFinal: Bool) throws(Problem) {
    guard let couple = try directory().couple(widening.couple) else { return }
    let chart = try practice().history(of: couple).seen(by: .counselor, asOf: Day.range.upperBound, struckToo: true)
    // At a terminal the counselor is told whose chart it is and what it says; what a script collects has ids alone.
    if canAsk { inform(chart.title) }
    for (members, records) in widening.byRecords {
      let names = members.map { canAsk ? chart.name($0) : "\($0)" }.joined(separator: " and ")
      guard canAsk else {
        inform("becomes visible to \(names): \(records.map(\.description).joined(separator: " "))")
        continue
      }
      inform("becomes visible to \(names):")
      for line in records.flatMap({ chart.record($0).map(chart.contents) ?? [] }) {
        inform(line.isEmpty ? "" : "  \(line)")
      }
    }
    if isFinal { inform("This can't be undone.") }
    let asked = typedHandle == nil && canAsk ? ask("Type the couple's handle to go on: ") : nil
    guard let typed = typedHandle ?? asked else {
      throw Problem(
        .refused, "confirm: the handle is missing; nothing was changed", hint: "--confirm \(couple.handle)")
    }
    guard typed.trimmed == couple.handle.description else {
      throw Problem(.refused, "confirm: that is not the couple's handle; nothing was changed")
    }
  }

  /// The pages that left with one of the records on them which, with its new audience, would no longer be there.
  func wentOut(_ narrowed: [(record: any Recorded, now: Audience)], of chart: Seen) throws(Problem) -> [Disclosure] {
    try practice().disclosures(of: chart.couple.id).filter { page in
      page.audience != .counselor
        && narrowed.contains { record, now in
          page.clock >= record.fact.written && page.day >= record.fact.day
            && record.fact.audience.isOpen(to: page.audience) && !now.isOpen(to: page.audience)
        }
    }
  }

  /// Says which pages left.
  func inform(ofWentOut pages: [Disclosure], _ chart: Seen) {
    for page in pages {
      let given = page.toWhom.map { ", given to \($0)" } ?? ""
      inform(
        "went out already: \(page.page) of \(page.day.withWeekday), for \(chart.words(for: page.audience))\(given)")
    }
  }
}
