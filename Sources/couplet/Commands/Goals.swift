import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct GoalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goal", abstract: "Keep the goals of a couple or of one of them",
    subcommands: [GoalAdd.self, GoalRate.self, GoalList.self, GoalClose.self])
}

struct GoalAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a goal",
    discussion: """
      couplet goal add dana-rob - < goal.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The goal; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Whose it is; the couple's when left out")
  var member: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let member = try invocation.member(member, of: couple, field: "member")
    let audience = try invocation.audience(adding, in: chart, on: day, of: member, otherwise: Goal.usualAudience)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "goal", allowsArgument: true)
    let goal = try invocation.change { change in
      let goal = try Goal(
        id: try change.nextID(.goal),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: member,
          written: change.clock), text: text)
      try change.add(goal)
      return goal
    }
    invocation.show([chart.echo(goal)], json: chart.json(goal))
  }
}

struct GoalRate: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "rate", abstract: "Enter how near it is, 0..10")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The goal's id, or its couple")
  var goal: String
  @Argument(help: "0..10")
  var value: Int?
  @Option(help: "Who says so; both together when left out")
  var by: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, goal) = try invocation.goal(goal, guardedBy: guardOptions.couple)
    let day = try invocation.pastDay(on)
    let by = try invocation.member(by, of: chart.couple, field: "by")
    if let closed = goal.closed { throw Problem(.refused, "\(goal.id) was closed on \(closed)") }
    let typed = try invocation.neededLine(
      value.map(String.init), field: "value", "how near is it, 0 to 10", as: "0..10")
    guard let value = Int(typed) else {
      throw Problem(.usage, "value: '\(typed.shownOnOneLine(limit: 40))' is no number", hint: "0 to 10")
    }
    if case .member(let owner) = goal.fact.audience, by != owner {
      throw Problem(
        .refused, "by: \(goal.id) may be shown to \(chart.name(owner)) only, who rates it",
        hint: "--by \(chart.name(owner))")
    }
    let standing = try Goal.Standing(
      day: day, by: by, value: value,
      audience: try invocation.audience(adding, saidOf: goal, in: chart, on: day, of: by))
    try invocation.change { try $0.add(standing, to: goal) }
    let now = try invocation.chart(of: chart.couple)
    let rated = now.records.goals.first { $0.id == goal.id } ?? goal
    invocation.show([now.echo(standing, of: rated)], json: now.json(rated))
  }
}

struct GoalList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's goals")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func records(in chart: Seen) -> [Goal] {
    chart.records.goals
  }
}

struct GoalClose: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "close", abstract: "Close a goal")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The goal's id, or its couple")
  var goal: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, goal) = try invocation.goal(goal, guardedBy: guardOptions.couple)
    try invocation.requireNewest(goal, in: chart)
    if let closed = goal.closed { throw Problem(.refused, "\(goal.id) was closed on \(closed)") }
    try invocation.change { try $0.close(goal, on: invocation.today) }
    try invocation.show(goal.id, in: chart.couple)
  }
}

extension Invocation {
  fileprivate func goal(_ text: String, guardedBy expected: String?) throws(Problem) -> (chart: Seen, goal: Goal) {
    let (chart, goal): (Seen, Goal) = try find(
      text, .goal, guardedBy: expected, which: "open"
    ) { goal, _ in goal.closed == nil }
    try confirmBareID(goal.id, in: chart, guardedBy: expected)
    return (chart, goal)
  }

  /// Shows a goal as it stands now.
  fileprivate func show(_ goal: RecordID, in couple: Couple) throws(Problem) {
    let chart = try chart(of: couple)
    guard let goal = chart.records.goals.first(where: { $0.id == goal }) else { return }
    show([chart.echo(goal)], json: chart.json(goal))
  }
}

struct AimCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "aim", abstract: "Enter what each wants of the treatment",
    discussion: """
      couplet aim dana-rob Dana=improve Rob=unsure
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "NAME=improve, clarify, separate or unsure")
  var aims: [Assignment]
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    var said: [(Client.ID, Aim.Kind)] = []
    for aim in aims {
      guard let value = aim.value, let kind = Aim.Kind(rawValue: Folding.fold(value)) else {
        throw Problem(
          .usage, "aim: '\(aim.text.shownOnOneLine(limit: 40))' is no aim",
          hint: "NAME=improve, clarify, separate or unsure")
      }
      said.append((try invocation.member(named: aim.name, of: couple, field: "aim"), kind))
    }
    guard Set(said.map(\.0)).count == said.count else { throw Problem(.usage, "aim: somebody is named twice") }
    let aims = try invocation.change { change in
      try said.map { member, kind in
        let audience = try invocation.audience(adding, of: couple, otherwise: Aim.usualAudience(of: member))
        let aim = try Aim(
          id: try change.nextID(.entry),
          fact: Fact(
            couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: member,
            written: change.clock),
          kind: kind)
        try change.add(aim)
        return aim
      }
    }
    invocation.show(
      aims.map(chart.echo), json: aims.count == 1 ? chart.json(aims[0]) : .array(aims.map { chart.json($0) }))
  }
}
