import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct PromiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promise", abstract: "Keep the small promises, and what each says became of them",
    subcommands: [
      PromiseAdd.self, PromiseList.self, PromiseShow.self, PromiseMark.self, PromiseKept.self, PromisePartly.self,
      PromiseMissed.self, PromiseRenegotiated.self, PromiseRepaired.self,
    ])
}

struct PromiseAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a promise",
    discussion: """
      couplet promise add dana-rob --by Rob --to Dana --due fri - < promise.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The promise; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Who promises")
  var by: String?
  @Option(help: "To whom; all others when left out")
  var to: String?
  @Option(parsing: .unconditional, help: "The day by which")
  var due: String?
  @Option(help: "day, week or N-days")
  var every: String?
  @Option(help: "How much it asks of whoever promises")
  var size: Promise.Size?
  @Option(parsing: .unconditional, help: "The day it was made; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let by = try invocation.neededMember(by, of: couple, field: "by")
    let to = try invocation.member(to, of: couple, field: "to")
    let due = try invocation.aheadDay(due, field: "due")
    let cadence = try invocation.cadence(every)
    let audience = try invocation.audience(adding, in: chart, on: day, of: by, otherwise: Promise.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "promise", allowsArgument: true)
    let promise = try invocation.change { change in
      let promise = try Promise(
        id: try change.nextID(.promise),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: by,
          written: change.clock),
        to: to, text: text, due: due, every: cadence, size: size)
      try change.add(promise)
      return promise
    }
    invocation.show([chart.echo(promise)], json: chart.json(promise))
  }
}

struct PromiseList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's promises")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func records(in chart: Seen) -> [Promise] {
    chart.records.promises
  }
}

struct PromiseMark: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark", abstract: "Enter what several say became of a promise",
    discussion: """
      couplet promise mark p7 Dana=partly Rob=kept
      couplet promise mark p7 Dana=renegotiated Rob=renegotiated --due fri
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Argument(help: "NAME=kept, partly, missed or renegotiated")
  var accounts: [Assignment]
  @Option(parsing: .unconditional, help: "The new day by which, where it was renegotiated")
  var due: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    try invocation.mark(
      promise, guardedBy: guardOptions.couple, on: on, due: due, adding
    ) { (couple) throws(Problem) in
      var marks: [(Promise.Outcome, Client.ID?)] = []
      for account in accounts {
        guard let value = account.value, let outcome = Promise.Outcome(rawValue: Folding.fold(value)) else {
          throw Problem(
            .usage, "mark: '\(account.text.shownOnOneLine(limit: 40))' is no account",
            hint: "NAME=kept, partly, missed or renegotiated")
        }
        marks.append((outcome, try invocation.member(named: account.name, of: couple, field: "mark")))
      }
      return marks
    }
  }
}

/// What one says became of a promise, with the outcome as the command's name.
protocol PromiseOutcome: ChangingCommand {
  static var outcome: Promise.Outcome { get }
  var guardOptions: GuardOptions { get }
  var adding: AddingOptions { get }
  var promise: String { get }
  var says: String? { get }
  var due: String? { get }
  var on: String? { get }
}

extension PromiseOutcome {
  /// Only what is renegotiated has a new one.
  var due: String? { nil }

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    try invocation.mark(
      promise, guardedBy: guardOptions.couple, on: on, due: due, adding
    ) { (couple) throws(Problem) in
      [(Self.outcome, try invocation.speaker(says, of: couple))]
    }
  }
}

struct PromiseKept: PromiseOutcome {
  static let outcome = Promise.Outcome.kept
  static let configuration = CommandConfiguration(commandName: "kept", abstract: "It was kept")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

struct PromisePartly: PromiseOutcome {
  static let outcome = Promise.Outcome.partly
  static let configuration = CommandConfiguration(commandName: "partly", abstract: "It was kept in part")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

struct PromiseMissed: PromiseOutcome {
  static let outcome = Promise.Outcome.missed
  static let configuration = CommandConfiguration(commandName: "missed", abstract: "It was not kept")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

struct PromiseRenegotiated: PromiseOutcome {
  static let outcome = Promise.Outcome.renegotiated
  static let configuration = CommandConfiguration(
    commandName: "renegotiated", abstract: "It was changed between them before it was due",
    discussion: """
      couplet promise renegotiated p7 --says Rob --due fri
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The new day by which")
  var due: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

extension Invocation {
  /// Adds accounts to a promise and shows it.
  fileprivate func mark(
    _ text: String, guardedBy expected: String?, on phrase: String?, due: String?, _ adding: AddingOptions,
    _ marks: (Couple) throws(Problem) -> [(Promise.Outcome, Client.ID?)]
  ) throws(Problem) {
    let (chart, promise): (Seen, Promise) = try find(
      text, .promise, guardedBy: expected, which: "open"
    ) { promise, chart in !promise.isSettled(among: chart.members) }
    let day = try pastDay(phrase)
    let due = try aheadDay(due, field: "due")
    let said = try marks(chart.couple)
    // What both said is no one's alone.
    let audience = try audience(
      adding, saidOf: promise, in: chart, on: said.count == 1 ? day : nil, of: said.first?.1)
    try confirmBareID(promise.id, in: chart, guardedBy: expected)
    showHead(chart)
    let accounts = said.map { outcome, says in
      Promise.Mark(
        day: day, outcome: outcome, says: says, due: outcome == .renegotiated ? due : nil, audience: audience)
    }
    guard Set(accounts.map(\.says)).count == accounts.count else {
      throw Problem(.usage, "mark: somebody is named twice")
    }
    guard due == nil || accounts.contains(where: { $0.outcome == .renegotiated }) else {
      throw Problem(.usage, "due: a new day by which belongs to NAME=renegotiated")
    }
    for account in accounts { try promise.check(account) }
    try change { change in
      for mark in accounts { try change.add(mark, to: promise) }
    }
    let now = try self.chart(of: chart.couple)
    let updated = now.records.promises.first { $0.id == promise.id } ?? promise
    if let due, updated.currentDue != due { inform("the day moves when both name it") }
    show(accounts.map { now.echo($0, on: updated) }, json: now.json(updated))
  }

  /// Who says what became of a promise: left out, it is asked for on a terminal, else it is the counselor's own record.
  func speaker(_ says: String?, of couple: Couple) throws(Problem) -> Client.ID? {
    var says = says
    if says == nil, canAsk {
      says = ask("who says so (empty: your own record)? ").map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }
    return try member(says, of: couple, field: "says")
  }
}
