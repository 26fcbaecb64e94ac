import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct InjuryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "injury",
    abstract: "Keep hurts, and what each says of the way since; nothing of it has a day by which",
    subcommands: [InjuryAdd.self, InjuryList.self, InjuryShow.self, InjuryStep.self, InjuryPages.self])
}

struct InjuryAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a hurt that one names",
    discussion: """
      couplet injury add dana-rob --hurt Dana --by Rob
      couplet injury add dana-rob --hurt Dana --by Rob --on-pages - < injury.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "What happened; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Who was hurt")
  var hurt: String?
  @Option(help: "Who did it")
  var by: String?
  @Flag(help: "Whoever was hurt wants it on pages for the couple")
  var onPages = false
  @Option(parsing: .unconditional, help: "The day it was named; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let hurt = try invocation.neededMember(hurt, of: couple, field: "hurt")
    let doneBy = try invocation.neededMember(by, of: couple, field: "by", besides: [hurt])
    guard hurt != doneBy else { throw Problem(.badData, "by: it is named by one and was done by another") }
    let audience = try invocation.audience(adding, in: chart, on: day, of: hurt, otherwise: Injury.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "injury", allowsArgument: true)
    let injury = try invocation.change { change in
      let injury = try Injury(
        id: try change.nextID(.injury),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: hurt,
          written: change.clock),
        doneBy: doneBy, text: text, isOnPages: onPages)
      try change.add(injury)
      return injury
    }
    if let risk = chart.suspending {
      invocation.inform("while \(risk.id) is open, steps that ask to come closer are suspended")
    }
    invocation.show([chart.echo(injury)], json: chart.json(injury))
  }
}

struct InjuryList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's hurts")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let injuries = chart.records.injuries
    let suspended = chart.suspendedWords.map { [$0] } ?? []
    invocation.show(
      [chart.title] + suspended + chart.list(injuries), json: .array(injuries.map { chart.json($0) }))
  }
}

struct InjuryShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a hurt with the steps that were said and how each rates the way")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The injury's id, or its couple")
  var injury: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, injury): (Seen, Injury) = try invocation.find(
      injury, .injury, guardedBy: guardOptions.couple, reading: reading)
    invocation.show(chart.page(injury), json: chart.json(injury))
  }
}

struct InjuryStep: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Enter a step as one says it was taken: any, in any order, as often as it is said",
    discussion: """
      couplet injury step i2 acknowledged --says Rob
      couplet injury step i2 apology-received --says Dana -

      The steps are named acknowledged responsibility apology apology-received amends-agreed amends-kept
      forgiving released not-now reopened. Nothing is missing where one isn't there.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The injury's id, or its couple")
  var injury: String
  @Argument(help: "The step")
  var step: Injury.Step?
  @Argument(help: "- reads their words from standard input")
  var text: String?
  @Option(help: "Who says so")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "The open risk entry that suspends it, where you enter it nevertheless")
  var despite: String?
  @Option(help: "Why you enter it nevertheless, for you alone")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, injury) = try invocation.injury(injury, guardedBy: guardOptions.couple)
    let day = try invocation.pastDay(on)
    guard day >= injury.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the injury was named, \(injury.fact.day)")
    }
    let step = try invocation.needed(step, field: "step", as: "one of the steps: couplet help injury step")
    let says = try invocation.neededMember(says, of: chart.couple, field: "says")
    try invocation.requireKnown(injury, to: says, field: "says", chart)
    guard says == injury.fact.member || says == injury.doneBy else {
      throw Problem(.refused, "says: \(injury.id) is between two others", hint: "the two whom it concerns say it")
    }
    let audience = try invocation.audience(adding, saidOf: injury, in: chart, on: day, of: says)
    let despite = try invocation.despite(
      despite, why: why, what: "\(step.rawValue) of \(injury.id)",
      suspendedBy: step.isSuspendedByViolence ? chart.suspending : nil)
    var words: String?
    if let text {
      invocation.showHead(chart)
      words = try invocation.text(text, field: "step")
    }
    let account = try Injury.Account(
      day: day, step: step, says: says, words: words, despite: despite, audience: audience)
    // Whether it can be said by them is the injury's rule.
    _ = try Injury(
      id: injury.id, fact: injury.fact, doneBy: injury.doneBy, text: injury.text, isOnPages: injury.isOnPages,
      accounts: [account])
    try invocation.change { try $0.add(account, to: injury) }
    let now = try invocation.chart(of: chart.couple)
    let updated = now.records.injuries.first { $0.id == injury.id } ?? injury
    invocation.show([now.echo(account, on: updated)], json: now.json(updated))
  }
}

struct InjuryPages: ChangingCommand {
  /// Whether it may stand there.
  enum Wish: String, ExpressibleByArgument, CaseIterable { case yes, no }

  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Enter whether the one who was hurt wants it on pages for the couple",
    discussion: """
      couplet injury pages i2 yes
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The injury's id, or its couple")
  var injury: String
  @Argument(help: "yes or no")
  var wish: Wish?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, injury) = try invocation.injury(injury, guardedBy: guardOptions.couple)
    let wish = try invocation.needed(wish, field: "wish", as: "yes or no")
    guard injury.isOnPages != (wish == .yes) else {
      throw Problem(.refused, "\(injury.id) is \(wish == .yes ? "on" : "not on") pages for the couple already")
    }
    let changed = injury.with(isOnPages: wish == .yes)
    try invocation.change { try $0.replace(changed) }
    invocation.show([chart.echo(changed)], json: chart.json(changed))
  }
}

extension Invocation {
  /// The injury of that id, for a command that changes it.
  func injury(_ text: String, guardedBy expected: String?) throws(Problem) -> (chart: Seen, injury: Injury) {
    let (chart, injury): (Seen, Injury) = try find(text, .injury, guardedBy: expected)
    try confirmBareID(injury.id, in: chart, guardedBy: expected)
    return (chart, injury)
  }

  /// Refuses what a member says of an injury that may not be shown to them.
  func requireKnown(_ injury: Injury, to member: Client.ID, field: String, _ chart: Seen) throws(Problem) {
    guard case .member(let owner) = injury.fact.audience, owner != member else { return }
    throw Problem(.refused, "\(field): \(injury.id) may be shown to \(chart.name(owner)) only")
  }
}
