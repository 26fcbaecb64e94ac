public import ArgumentParser
public import CoupletCore
import CoupletReports
import CoupletStore

struct HeldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "held", abstract: "Keep what one of them told alone and the other doesn't know; for you alone",
    subcommands: [HeldAdd.self, HeldList.self, HeldReview.self, HeldClose.self])
}

struct HeldAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter what was told, what was agreed, and until when it is held",
    discussion: """
      couplet held add dana-rob --by Rob --review +14d
      couplet held add dana-rob --by Rob --session s41 --review 2026-12-04 - < told.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "What was told and what was agreed; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Who told it")
  var by: String?
  @Option(help: "The session in which it was told; today's when left out, none where there is none")
  var session: String?
  @Option(parsing: .unconditional, help: "The day to look at it again")
  var review: String?
  @Option(parsing: .unconditional, help: "The day; today, or the session's, when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let by = try invocation.neededMember(by, of: couple, field: "by")
    let session = try invocation.session(named: session, orOfTodayWith: [by], on: on, in: chart)
    let day =
      try on == nil ? session.map { min($0.fact.day, invocation.today) } ?? invocation.today : invocation.pastDay(on)
    let policy = chart.policy(on: day)
    let words = policy.map(chart.words) ?? "none entered: couplet policy \(couple.handle) --kind KIND"
    let review = try invocation.review(review, wantedBy: policy)
    invocation.showHead(chart, session: session)
    if invocation.canAsk { invocation.inform("policy in force: \(words)") }
    let text = try invocation.text(text, field: "held item")
    let item = try invocation.change { change in
      let item = try HeldItem(
        id: try change.nextID(.heldItem),
        fact: Fact(couple: couple.id, day: day, audience: .counselor, member: by, written: change.clock),
        session: session?.id, text: text, review: review)
      try change.add(item)
      return item
    }
    invocation.show([chart.echo(item), "policy in force: \(words)"], json: chart.json(item))
  }
}

struct HeldList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List what is held")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Also what came to an end")
  var all = false

  func records(in chart: Seen) -> [HeldItem] {
    all ? chart.records.held : chart.openHeld
  }
}

struct HeldReview: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Set another day to look at it",
    discussion: """
      couplet held review o3 --review +14d
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The held item's id, or its couple")
  var item: String
  @Option(parsing: .unconditional, help: "The day to look at it again; none when left out")
  var review: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, item) = try invocation.heldItem(item, guardedBy: guardOptions.couple)
    let review = try invocation.review(review, wantedBy: chart.policy(on: invocation.today))
    let new = try item.with(review: review)
    guard new != item else { throw Problem(.usage, "review: \(item.id) has that day already") }
    try invocation.change { try $0.replace(new) }
    invocation.show([chart.echo(new)], json: chart.json(new))
  }
}

struct HeldClose: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Enter how it came to an end",
    discussion: """
      couplet held close o3 --told
      couplet held close o3 --kept --why "as the policy allows"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The held item's id, or its couple")
  var item: String
  @Flag(help: "The other knows now, the treatment ended, or it stays held as the policy allows")
  var outcome: HeldItem.Outcome?
  @Option(help: "Why")
  var why: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, item) = try invocation.heldItem(item, guardedBy: guardOptions.couple)
    let outcome = try invocation.needed(
      outcome, field: "outcome",
      as: HeldItem.Outcome.allCases.map { "--\($0.rawValue)" }.joined(separator: " or "))
    let day = try invocation.pastDay(on)
    guard day >= item.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the item's day \(item.fact.day)")
    }
    if outcome == .kept, let policy = chart.policy(on: day), policy.kind == .noSecrets {
      throw Problem(.refused, "kept: the policy in force, \(policy.kind.rawValue), doesn't allow it")
    }
    let new = try item.with(closing: HeldItem.Closing(day: day, outcome: outcome, why: why))
    try invocation.change { try $0.replace(new) }
    invocation.show([chart.echo(new)], json: chart.json(new))
  }
}

extension HeldItem.Outcome: EnumerableFlag {}

extension Invocation {
  /// The day to look at what is held again: where the policy wants one it is asked for.
  fileprivate func review(_ phrase: String?, wantedBy policy: Policy?) throws(Problem) -> Day? {
    guard phrase == nil, let policy, policy.kind.wantsReview else { return try aheadDay(phrase, field: "review") }
    let said = "the policy in force, \(policy.kind.rawValue), wants a day to look at it again"
    guard canAsk else { throw Problem(.usage, "review: \(said)", hint: "--review DATE") }
    inform(said)
    return try aheadDay(try neededDay(nil, field: "review"), field: "review")
  }

  /// What is held under an id and hasn't come to an end.
  fileprivate func heldItem(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, item: HeldItem) {
    let (chart, item): (Seen, HeldItem) = try find(
      text, .heldItem, guardedBy: expected, which: "open"
    ) { item, _ in item.closing == nil }
    try requireNewest(item, in: chart)
    if let closing = item.closing { throw Problem(.refused, "\(item.id) came to an end on \(closing.day)") }
    try confirmBareID(item.id, in: chart, guardedBy: expected)
    return (chart, item)
  }
}
