import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct PromiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promise", abstract: "Keep the small promises, and what each says became of them",
    subcommands: [
      PromiseAdd.self, PromiseList.self, PromiseMark.self, PromiseKept.self, PromisePartly.self, PromiseMissed.self,
      PromiseRenegotiated.self,
    ])
}

struct PromiseAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a promise",
    discussion: """
      couplet promise add dana-rob --by Rob --to Dana --due fri - < promise.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The promise; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Who promises")
  var by: String
  @Option(help: "To whom; all others when left out")
  var to: String?
  @Option(parsing: .unconditional, help: "The day by which")
  var due: String?
  @Option(help: "day, week or N-days")
  var every: String?
  @Option(parsing: .unconditional, help: "The day it was made; today when left out")
  var on: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let by = try invocation.member(by, of: couple, field: "by")
    let to = try invocation.member(to, of: couple, field: "to")
    let due = try invocation.aheadDay(due, field: "due")
    let cadence = try every.map { (text) throws(Problem) in
      guard let cadence = Cadence(text) else {
        throw Problem(.usage, "every: '\(text.shownOnOneLine(limit: 40))' is no cadence", hint: "day, week or 3-days")
      }
      return cadence
    }
    let audience = try invocation.audience(adding, of: couple, otherwise: .joint)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "promise", allowsArgument: true)
    let promise = try invocation.change { change in
      let promise = try Promise(
        id: try change.nextID(.promise),
        fact: Fact(couple: couple.id, day: day, audience: audience, member: by, written: change.clock),
        to: to, text: text, due: due, every: cadence)
      try change.add(promise)
      return promise
    }
    invocation.show([chart.echo(promise)], json: chart.json(promise))
  }
}

struct PromiseList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's promises")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let promises = chart.records.promises
    invocation.show([chart.title] + chart.list(promises), json: .array(promises.map { chart.json($0) }))
  }
}

struct PromiseMark: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark", abstract: "Enter what several say became of a promise",
    discussion: """
      couplet promise mark p7 Dana=partly Rob=kept
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id")
  var promise: String
  @Argument(help: "NAME=kept, partly, missed or renegotiated")
  var accounts: [String]
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func run(_ invocation: Invocation) throws {
    try invocation.mark(promise, guardedBy: guardOptions.couple, on: on) { (couple) throws(Problem) in
      var marks: [(Promise.Outcome, Client.ID?)] = []
      for account in accounts {
        let parts = account.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let outcome = Promise.Outcome(rawValue: Folding.fold(parts[1])) else {
          throw Problem(
            .usage, "mark: '\(account.shownOnOneLine(limit: 40))' is no account",
            hint: "NAME=kept, partly, missed or renegotiated")
        }
        marks.append((outcome, try invocation.directory().member(matching: parts[0], of: couple, field: "mark").id))
      }
      return marks
    }
  }
}

/// What one says became of a promise, with the outcome as the command's name.
protocol PromiseOutcome: ChangingCommand {
  static var outcome: Promise.Outcome { get }
  var guardOptions: GuardOptions { get }
  var promise: String { get }
  var says: String? { get }
  var on: String? { get }
}

extension PromiseOutcome {
  func run(_ invocation: Invocation) throws {
    try invocation.mark(promise, guardedBy: guardOptions.couple, on: on) { (couple) throws(Problem) in
      var says = says
      if says == nil, invocation.canAsk {
        says = invocation.surroundings.readLine("who says so (empty: your own record)? ").map(\.trimmed).flatMap {
          $0.isEmpty ? nil : $0
        }
      }
      return [(Self.outcome, try invocation.member(says, of: couple, field: "says"))]
    }
  }
}

struct PromiseKept: PromiseOutcome {
  static let outcome = Promise.Outcome.kept
  static let configuration = CommandConfiguration(commandName: "kept", abstract: "It was kept")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id")
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
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id")
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
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

struct PromiseRenegotiated: PromiseOutcome {
  static let outcome = Promise.Outcome.renegotiated
  static let configuration = CommandConfiguration(
    commandName: "renegotiated", abstract: "It was changed between them before it was due")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id")
  var promise: String
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
}

extension Invocation {
  /// Adds accounts to a promise and shows it.
  fileprivate func mark(
    _ text: String, guardedBy expected: String?, on phrase: String?,
    _ marks: (Couple) throws(Problem) -> [(Promise.Outcome, Client.ID?)]
  ) throws(Problem) {
    let id = try id(text, .promise)
    let chart = try chart(of: try owner(of: id, guardedBy: expected))
    guard let promise = chart.records.promises.first(where: { $0.id == id }) else { throw try absent(id) }
    let day = try pastDay(phrase)
    guard day >= promise.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the promise was made, \(promise.fact.day)")
    }
    try confirmBareID(id, in: chart, guardedBy: expected)
    showHead(chart)
    let accounts = try marks(chart.couple).map { Promise.Mark(day: day, outcome: $0.0, says: $0.1) }
    guard Set(accounts.map(\.says)).count == accounts.count else {
      throw Problem(.usage, "mark: somebody is named twice")
    }
    if let early = accounts.first(where: { $0.outcome == .renegotiated }), let due = promise.due, early.day > due {
      throw Problem(
        .refused, "renegotiated: \(id) was due on \(due), before \(early.day)", hint: "kept, partly or missed")
    }
    try change { change in
      for mark in accounts { try change.add(mark, to: promise) }
    }
    let now = try self.chart(of: chart.couple)
    let updated = now.records.promises.first { $0.id == id } ?? promise
    show(accounts.map { now.echo($0, on: updated) }, json: now.json(updated))
  }
}
