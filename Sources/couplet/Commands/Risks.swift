import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct RiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk", abstract: "Keep what endangers one of them, and that it was asked; for you alone",
    subcommands: [RiskAdd.self, RiskAsked.self, RiskReview.self, RiskList.self])
}

struct RiskAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter what was told, what was decided and the day to look again",
    discussion: """
      couplet risk add dana-rob --member Dana --kind suicide --asked alone --review +3d
      couplet risk add dana-rob --member Rob --kind violence --part source --told-by Dana --asked alone -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?
  @Option(help: "Whom it concerns")
  var member: String?
  @Option(help: "What is at stake")
  var kind: Risk.Kind?
  @Option(help: "The member's part in it")
  var part: Risk.Part?
  @Option(help: "Who told it: a member, or anyone else")
  var toldBy: String?
  @Option(help: "How it was asked")
  var asked: Risk.Asked?
  @Option(help: "What was decided")
  var decision: String?
  @Option(help: "What is done now")
  var plan: String?
  @Option(parsing: .unconditional, help: "The day to look at it again")
  var review: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let member = try invocation.neededMember(member, of: couple, field: "member")
    let kind = try invocation.needed(kind, field: "kind")
    let review = try invocation.aheadDay(review, field: "review")
    let source = try toldBy.map { (words) throws(Problem) -> Risk.Source in
      try invocation.memberOrOther(words, of: couple, field: "told-by").map(Risk.Source.member) ?? .other(words)
    }
    invocation.showHead(chart)
    let told = try Risk.Told(
      text: try invocation.text(text, field: "risk entry"), part: part, by: source, decision: decision, plan: plan,
      review: review)
    let risk = try invocation.change { change in
      let risk = try Risk(
        id: try change.nextID(.risk),
        fact: Fact(couple: couple.id, day: day, audience: .counselor, member: member, written: change.clock),
        kind: kind, asked: asked, told: told)
      try change.add(risk)
      return risk
    }
    if risk.suspendsExercises { try invocation.informOfSuspension(by: risk, in: chart) }
    invocation.show([chart.echo(risk)], json: chart.json(risk))
  }
}

struct RiskAsked: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "asked", abstract: "Enter that it was asked and nothing was told, which isn't the same as safe",
    discussion: """
      couplet risk asked dana-rob --member Dana --kind violence --alone
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Option(help: "Who was asked")
  var member: String?
  @Option(help: "What was asked about")
  var kind: Risk.Kind?
  @Flag(help: "The other was not in the room")
  var alone = false
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let member = try invocation.neededMember(member, of: couple, field: "member")
    let kind = try invocation.needed(kind, field: "kind")
    invocation.showHead(chart)
    let risk = try invocation.change { change in
      let risk = try Risk(
        id: try change.nextID(.risk),
        fact: Fact(couple: couple.id, day: day, audience: .counselor, member: member, written: change.clock),
        kind: kind, asked: alone ? .alone : .together, told: nil)
      try change.add(risk)
      return risk
    }
    invocation.show([chart.echo(risk)], json: chart.json(risk))
  }
}

struct RiskReview: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Enter that you looked at it again, and where it stands",
    discussion: """
      couplet risk review r3 --why "asked again, alone" --status watched --review +14d
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The risk entry's id, or its couple")
  var risk: String
  @Option(help: "What you found; asked for when left out")
  var why: String?
  @Option(help: "Where it stands; as before when left out")
  var status: Risk.Status?
  @Option(parsing: .unconditional, help: "The day to look at it again")
  var review: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, risk): (Seen, Risk) = try invocation.find(
      risk, .risk, guardedBy: guardOptions.couple, which: "open"
    ) { risk, _ in risk.status.map { $0 != .closed } ?? false }
    let id = risk.id
    guard let before = risk.status else {
      throw Problem(.refused, "\(id) says that nothing was told", hint: "risk add enters what was told later")
    }
    let day = try invocation.pastDay(on)
    try invocation.requireNewest(risk, in: chart)
    guard day >= risk.fact.day, risk.reviews.allSatisfy({ $0.day <= day }) else {
      throw Problem(.badData, "on: \(day) lies before what is entered on \(id) already")
    }
    try invocation.confirmBareID(id, in: chart, guardedBy: guardOptions.couple)
    let look = try Risk.Review(
      day: day, why: try invocation.neededWords(why, field: "why"), status: status ?? before,
      next: try invocation.aheadDay(review, field: "review"))
    try invocation.change { try $0.add(look, to: risk) }
    let now = try invocation.chart(of: chart.couple)
    let looked = now.records.risks.first { $0.id == id } ?? risk
    if looked.suspendsExercises, before != .open { try invocation.informOfSuspension(by: looked, in: now) }
    invocation.show([now.echo(looked)], json: now.json(looked))
  }
}

struct RiskList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's risk entries")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func records(in chart: Seen) -> [Risk] {
    chart.records.risks
  }
}

extension Invocation {
  /// Says which homework asks for what an open violence entry suspends; what is given stays until it is taken back.
  fileprivate func informOfSuspension(by risk: Risk, in chart: Seen) throws(Problem) {
    inform("while \(risk.id) is open, exercises that ask for vulnerability, transparency or forgiveness are suspended")
    let library = try definitions().used([.exercise])
    let given = chart.records.homework.filter { homework in
      chart.isOpen(homework)
        && homework.exercise.flatMap { library.exercise($0.id, version: $0.version) }?
          .isSuspendedByViolence == true
    }
    for homework in given {
      inform("given already: \(homework.id) · couplet homework review \(homework.id) --set-aside")
    }
  }

  /// Why something is given or entered that an open violence entry suspends, nil where nothing does.
  ///
  /// - Parameter what: what would be suspended, as the subject of "is suspended".
  func despite(
    _ typed: String?, why: String?, what: String, suspendedBy risk: Risk?
  ) throws(Problem) -> Homework.Despite? {
    guard let risk else {
      guard typed == nil, why == nil else {
        throw Problem(.usage, "despite: nothing suspends it", hint: "leave --despite and --why out")
      }
      return nil
    }
    guard let typed else {
      throw Problem(
        .refused, "\(what) is suspended while \(risk.id) is open",
        hint: "--despite \(risk.id) --why TEXT does it nevertheless")
    }
    guard try id(typed, .risk) == risk.id else {
      throw Problem(.refused, "despite: \(risk.id) is what suspends it")
    }
    guard let why else { throw Problem(.usage, "why: is missing; --despite wants a reason") }
    return try Homework.Despite(risk: risk.id, why: why)
  }
}
