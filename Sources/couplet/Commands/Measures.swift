import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

// MARK: Scales

struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "Read the scales that can be answered, and add your own",
    subcommands: [ScaleList.self, ScaleShow.self, ScaleCheck.self, ScaleAdd.self])
}

struct ScaleList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the scales")

  @OptionGroup var common: CommonOptions

  func run(_ invocation: Invocation) throws {
    let scales = try invocation.definitions().all().scales
    invocation.show(LibraryText.list(scales), json: .array(scales.map(LibraryText.json)))
  }
}

struct ScaleShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a scale: figures, sources, items and the grant for their wording")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The scale's id")
  var id: String

  func run(_ invocation: Invocation) throws {
    let (scale, _) = try invocation.scale(id)
    invocation.show(LibraryText.page(scale), json: LibraryText.json(scale))
  }
}

struct ScaleCheck: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check scale files without adding them",
    discussion: """
      couplet scale check sleep.yaml
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The files")
  var files: [String]

  func run(_ invocation: Invocation) throws {
    var scales: [(file: String, scale: ScaleDefinition)] = []
    for file in files { scales.append((file, try ScaleAdd.read(file).scale)) }
    invocation.show(
      scales.map { "\($0.file): \($0.scale.id), version \($0.scale.version), is sound".shown(keepingLines: false) },
      json: .array(scales.map { LibraryText.json($0.scale) }))
  }
}

struct ScaleAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a scale of your own",
    discussion: """
      couplet scale add sleep.yaml
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The file")
  var file: String

  func run(_ invocation: Invocation) throws {
    let (scale, stored) = try Self.read(file)
    try invocation.add(stored)
    invocation.show(LibraryText.page(scale), json: LibraryText.json(scale))
  }

  static func read(_ file: String) throws(Problem) -> (scale: ScaleDefinition, stored: StoredDefinition) {
    let (definition, stored) = try Definitions.read(file)
    guard case .scale(let scale) = definition else { throw Problem(.badData, "\(file): kind: is not scale") }
    return (scale, stored)
  }
}

extension Invocation {
  /// Copies a definition of the user's own into the practice.
  func add(_ definition: StoredDefinition) throws(Problem) {
    guard !(try practice().definitions().contains(definition)) else {
      throw Problem(.refused, "\(definition.name): version \(definition.version) is there already")
    }
    try change { try $0.use(definition) }
  }
}

// MARK: Sheets

struct MeasureAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Enter a member's sheet of a scale",
    discussion: """
      couplet measure dana-rob csi-4 --member Dana --answers 4,3,-,5
      couplet measure dana-rob rdas --member Rob --total 44 --on mon
      couplet measure dana-rob csi-16 --member Rob
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The scale's id")
  var scale: String
  @Option(help: "Who answered")
  var member: String
  @Option(parsing: .unconditional, help: "Each item's answer; - not answered, d declined, n not applicable")
  var answers: String?
  @Option(parsing: .unconditional, help: "The total, where you have no answers")
  var total: Double?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "How it was answered")
  var mode: Administration.Mode = .paper
  @Flag(help: "The partners answered apart")
  var apart = false
  @Flag(help: "The partners answered together")
  var together = false
  @Option(help: "The session to which it belongs")
  var session: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let client = try invocation.directory().member(matching: member, of: couple, field: "member").id
    let day = try invocation.pastDay(on)
    let (definition, stored) = try invocation.scale(scale)
    guard !(apart && together) else { throw Problem(.usage, "apart: --apart and --together exclude each other") }
    guard answers == nil || total == nil else {
      throw Problem(.usage, "total: --answers and --total exclude each other")
    }
    let session = try session.map { (text) throws(Problem) in
      try invocation.session(text, guardedBy: couple.handle.description).session.id
    }
    let audience = try invocation.audience(adding, of: couple, otherwise: definition.audience.audience(of: client))
    try confirmSecond(client, day, chart, invocation)
    invocation.showHead(chart)
    let entered = try entered(definition, invocation)
    let measure = try invocation.change { change in
      try change.use(stored)
      let measure = try Measure(
        id: try change.nextID(.measure),
        fact: Fact(couple: couple.id, day: day, audience: audience, member: client, written: change.clock),
        scale: definition.id.description, version: definition.version, mode: mode,
        apart: apart ? true : together ? false : nil, session: session, entered: entered)
      _ = try measure.administration(by: definition)
      try change.add(measure)
      return measure
    }
    invocation.show([chart.echo(measure, scale: definition)], json: chart.json(measure, scale: definition))
  }

  /// The same member, scale and day twice is most often the other partner's sheet.
  private func confirmSecond(_ client: Client.ID, _ day: Day, _ chart: Seen, _ invocation: Invocation) throws(Problem) {
    let known = chart.records.measures.first {
      $0.fact.member == client && $0.scale == scale && $0.fact.day == day
    }
    guard let known else { return }
    let said = "\(chart.fullName(client)) has \(scale) on \(day.withWeekday) already (\(known.id))"
    guard try invocation.confirm("\(said). Enter a second one?", otherwise: false) else {
      throw Problem(.refused, said, hint: "answers fix \(known.id) corrects it, --yes enters a second one")
    }
  }

  private func entered(_ scale: ScaleDefinition, _ invocation: Invocation) throws(Problem) -> Measure.Entered {
    if let total { return .total(total) }
    if let answers { return .answers(try Answers(answers, to: scale).list) }
    guard !scale.items.isEmpty else {
      throw Problem(.usage, "total: \(scale.id) has no items", hint: "give --total")
    }
    guard invocation.canAsk else {
      throw Problem(.usage, "answers: the answers are missing", hint: "give --answers or --total")
    }
    return .answers(try invocation.askAnswers(scale))
  }
}

extension Invocation {
  /// Asks item by item; `<` goes one back, and what was said is not shown again.
  fileprivate func askAnswers(_ scale: ScaleDefinition) throws(Problem) -> [Answer] {
    var answers: [Answer] = []
    while answers.count < scale.items.count {
      let item = scale.items[answers.count]
      let wording = item.text.map { " \($0.shown(keepingLines: false))" } ?? ""
      surroundings.writeError("\(item.id).\(wording) (\(item.min)–\(item.max), - d n, < back): ")
      guard let line = surroundings.readLine()?.trimmed else { throw Self.stopped }
      if line == "<" {
        _ = answers.popLast()
      } else if let answer = Answer(line), answer.value.map({ (item.min...item.max).contains($0) }) ?? true {
        answers.append(answer)
      } else {
        inform("answers: item \(item.id): it has to be \(item.min) to \(item.max), or - d n")
      }
    }
    return answers
  }
}

struct AnswersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers", abstract: "Read, correct and complete the sheets",
    subcommands: [AnswersList.self, AnswersShow.self, AnswersFix.self])
}

struct AnswersList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's sheets")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "Only of this scale")
  var scale: String?
  @Option(help: "Only of this member")
  var member: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let member = try invocation.member(member, of: couple, field: "member")
    let chart = try invocation.chart(of: couple, reading)
    let library = try invocation.definitions().used()
    let measures = chart.records.measures.filter { measure in
      (scale == nil || measure.scale == scale) && (member == nil || measure.fact.member == member)
    }
    invocation.show(
      [chart.title] + chart.list(measures, library: library),
      json: .array(
        measures.map { chart.json($0, scale: library.scale($0.scale, version: $0.version)) }))
  }
}

struct AnswersShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a sheet, its answers and what it said before")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The measure's id")
  var measure: String

  func run(_ invocation: Invocation) throws {
    let (chart, measure, scale) = try invocation.measure(measure, guardedBy: guardOptions.couple)
    invocation.show(chart.page(measure, scale: scale), json: chart.json(measure, scale: scale))
  }
}

struct AnswersFix: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Correct or complete a sheet; what it said before stays to be seen",
    discussion: """
      couplet answers fix m12 --item 3=4 --why "left blank, asked on the phone"
      couplet answers fix m13 --total 46 --why "added up wrongly"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The measure's id")
  var measure: String
  @Option(help: "An item's answer, ITEM=VALUE; may be repeated")
  var item: [String] = []
  @Option(parsing: .unconditional, help: "The total")
  var total: Double?
  @Option(help: "Why")
  var why: String?

  func run(_ invocation: Invocation) throws {
    let (chart, measure, scale) = try invocation.measure(measure, guardedBy: guardOptions.couple)
    try invocation.confirmBareID(measure.id, in: chart, guardedBy: guardOptions.couple)
    let why = try why.map { (text) throws(Problem) in try Wording.name(text, field: "why") }
    let entered = try entered(measure, scale)
    guard entered != measure.entered else {
      throw Problem(.usage, "there is nothing to change", hint: "couplet help answers fix")
    }
    let corrected = try measure.corrected(entered, at: invocation.clock, why: why)
    _ = try corrected.administration(by: scale)
    try invocation.change { try $0.replace(corrected) }
    invocation.show([chart.echo(corrected, scale: scale)], json: chart.json(corrected, scale: scale))
  }

  private func entered(_ measure: Measure, _ scale: ScaleDefinition) throws(Problem) -> Measure.Entered {
    if let total {
      guard item.isEmpty else { throw Problem(.usage, "total: --item and --total exclude each other") }
      return .total(total)
    }
    guard case .answers(let list) = measure.entered else {
      if item.isEmpty { return measure.entered }
      throw Problem(.refused, "item: \(measure.id) was entered as a total", hint: "give --total")
    }
    var answers = try Answers(list, to: scale)
    for text in item {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let id = Int(parts[0]), let answer = Answer(parts[1]) else {
        throw Problem(.usage, "item: '\(text.shownOnOneLine(limit: 40))' is no answer", hint: "ITEM=VALUE, as 3=4")
      }
      answers = try answers.replacing(item: id, with: answer, in: scale)
    }
    return .answers(answers.list)
  }
}

extension Invocation {
  /// The sheet of that id, with its chart and its scale as it was used.
  fileprivate func measure(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, measure: Measure, scale: ScaleDefinition) {
    let id = try id(text, .measure)
    let chart = try chart(of: try owner(of: id, guardedBy: expected))
    guard let measure = chart.records.measures.first(where: { $0.id == id }) else {
      if chart.records.ratings.contains(where: { $0.id == id }) {
        throw Problem(.refused, "\(id) is a practice rating, which has no items", hint: "enter it anew with rate")
      }
      throw Self.later(id)
    }
    guard let scale = try definitions().used().scale(measure.scale, version: measure.version) else {
      throw Problem(.damaged, "file: the scale of \(id) is missing")
    }
    return (chart, measure, scale)
  }
}

// MARK: Ratings

struct Rate: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Enter practice ratings: the eight domains, tension, alliance",
    discussion: """
      couplet rate dana-rob Dana 2 4 3 1 3 5 2 3 t8-6 a8
      couplet rate dana-rob --member Rob trust=6 safety=4 --tension-start 7
      couplet rate dana-rob

      The order is trust communication safety intimacy connection growth repair hope; - skipped, d prefers not.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "NAME and eight values, or DOMAIN=VALUE with --member; all are asked when left out")
  var values: [String] = []
  @Option(help: "Who rates")
  var member: String?
  @Option(help: "The session; today's or the last one when left out")
  var session: String?
  @Option(parsing: .unconditional, help: "The day, where it belongs to no session")
  var on: String?
  @Option(help: "Tension as it began, 0..10")
  var tensionStart: Int?
  @Option(help: "Tension as it ended, 0..10")
  var tensionEnd: Int?
  @Option(help: "How well the work goes, 0..10; for you alone")
  var alliance: Int?

  /// What one member said.
  private struct Said {
    var member: Client.ID
    var values: [Domain: Rating.Value] = [:]
    var tensionStart: Int?
    var tensionEnd: Int?
    var alliance: Int?
  }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let (definition, stored) = try invocation.ratings()
    let session = try ratedSession(chart, invocation)
    let day = try session?.fact.day ?? invocation.pastDay(on)
    guard day <= invocation.today else {
      throw Problem(.badData, "session: \(day) lies after \(invocation.today)")
    }
    invocation.showHead(chart, session: session)
    let said = try said(couple, day, definition, invocation)
    let usual = session?.fact.audience ?? .joint
    let audience = try invocation.audience(adding, of: couple, otherwise: usual)
    let ratings = try invocation.change { change in
      try change.use(stored)
      return try said.flatMap { said in
        func rating(_ audience: Audience, _ part: Said) throws -> Rating {
          let rating = try Rating(
            id: try change.nextID(.measure),
            fact: Fact(couple: couple.id, day: day, audience: audience, member: part.member, written: change.clock),
            session: session?.id, version: definition.version, values: part.values, tensionStart: part.tensionStart,
            tensionEnd: part.tensionEnd, alliance: part.alliance)
          try change.add(rating)
          return rating
        }
        // How the work goes is the counselor's alone, so it is a record of its own.
        var shared = said
        shared.alliance = nil
        var own = Said(member: said.member)
        own.alliance = said.alliance
        let hasShared = !said.values.isEmpty || said.tensionStart != nil || said.tensionEnd != nil
        return try (hasShared || said.alliance == nil ? [rating(audience, shared)] : [])
          + (said.alliance == nil ? [] : [rating(.counselor, own)])
      }
    }
    invocation.show(
      ratings.map(chart.echo),
      json: ratings.count == 1 ? chart.json(ratings[0]) : .array(ratings.map { chart.json($0) }))
  }

  /// The session named, else today's or the last one held, else none.
  private func ratedSession(_ chart: Seen, _ invocation: Invocation) throws(Problem) -> Session? {
    if let session {
      return try invocation.session(session, guardedBy: chart.couple.handle.description).session
    }
    if let on {
      let day = try invocation.pastDay(on)
      return chart.held.last { $0.fact.day == day }
    }
    return chart.held.last
  }

  private func said(
    _ couple: Couple, _ day: Day, _ definition: RatingsDefinition, _ invocation: Invocation
  ) throws(Problem) -> [Said] {
    let directory = try invocation.directory()
    if let member {
      var said = Said(member: try directory.member(matching: member, of: couple, field: "member").id)
      for text in values {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let domain = Domain(rawValue: Folding.fold(parts[0])) else {
          let near = Nearest.words(to: Folding.fold(parts[0]), among: Domain.allCases.map(\.rawValue))
          throw Problem(
            .usage, "rate: '\(text.shownOnOneLine(limit: 40))' is no rating",
            hint: near.isEmpty ? "DOMAIN=VALUE, as trust=6" : "did you mean \(near[0])")
        }
        said.values[domain] = try Self.value(parts[1], domain.rawValue)
      }
      said.tensionStart = tensionStart
      said.tensionEnd = tensionEnd
      said.alliance = alliance
      return [said]
    }
    guard let name = values.first else { return try asked(couple, day, definition, invocation) }
    var said = Said(member: try directory.member(matching: name, of: couple, field: "rate").id)
    var numbers: [String] = []
    for text in values.dropFirst() {
      if text.hasPrefix("t") {
        let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let start = parts[0], let end = parts[1] else {
          throw Problem(.usage, "tension: '\(text.shownOnOneLine(limit: 40))' is not written as t8-6")
        }
        (said.tensionStart, said.tensionEnd) = (start, end)
      } else if text.hasPrefix("a") {
        guard let number = Int(text.dropFirst()) else {
          throw Problem(.usage, "alliance: '\(text.shownOnOneLine(limit: 40))' is not written as a8")
        }
        said.alliance = number
      } else {
        numbers.append(text)
      }
    }
    guard numbers.count == Domain.allCases.count else {
      throw Problem(
        .badData, "rate: \(numbers.count) values are given; there are \(Domain.allCases.count) domains",
        hint: "in the order \(Domain.allCases.map(\.rawValue).joined(separator: " ")); - skipped, d prefers not")
    }
    for (domain, text) in zip(Domain.allCases, numbers) { said.values[domain] = try Self.value(text, domain.rawValue) }
    return [said]
  }

  /// Asks every member in turn; what the other said has left the screen by then.
  private func asked(
    _ couple: Couple, _ day: Day, _ definition: RatingsDefinition, _ invocation: Invocation
  ) throws(Problem) -> [Said] {
    guard invocation.canAsk else {
      throw Problem(
        .usage, "rate: the values are missing", hint: "NAME and eight values, or --member NAME with trust=6")
    }
    var all: [Said] = []
    for member in couple.members(on: day) {
      var said = Said(member: member)
      // Clears the screen, so that nobody answers below the other's answers.
      invocation.surroundings.writeError("\u{1B}[H\u{1B}[2J\u{1B}[3J")
      invocation.inform(try invocation.directory().client(member)?.name ?? "\(member)")
      for item in definition.items {
        while said.values[item.domain] == nil {
          invocation.surroundings.writeError("\(item.item) (0 \(item.low) – 10 \(item.high), - skip, d prefers not): ")
          guard let line = invocation.surroundings.readLine()?.trimmed else { throw Invocation.stopped }
          said.values[item.domain] = try? Self.value(line, item.domain.rawValue)
        }
      }
      all.append(said)
    }
    invocation.surroundings.writeError("\u{1B}[H\u{1B}[2J\u{1B}[3J")
    return all
  }

  private static func value(_ text: String, _ field: String) throws(Problem) -> Rating.Value {
    switch text {
    case "-": return .skipped
    case "d": return .declined
    default:
      guard let number = Int(text), Rating.range.contains(number) else {
        throw Problem(.badData, "\(field): '\(text.shownOnOneLine(limit: 40))' is not 0 to 10, - or d")
      }
      return .value(number)
    }
  }
}

// MARK: Goals and aims

struct GoalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goal", abstract: "Keep the goals of a couple or of one of them",
    subcommands: [GoalAdd.self, GoalRate.self, GoalList.self, GoalClose.self])
}

struct GoalAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a goal",
    discussion: """
      couplet goal add dana-rob "We can talk about money without leaving the room"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The goal; - reads standard input, left out it is asked for")
  var text: String?
  @Option(help: "Whose it is; the couple's when left out")
  var member: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    let member = try invocation.member(member, of: couple, field: "member")
    let audience = try invocation.audience(adding, of: couple, otherwise: .joint)
    invocation.showHead(chart)
    let text = try invocation.text(text, field: "goal", allowsArgument: true)
    let goal = try invocation.change { change in
      let goal = try Goal(
        id: try change.nextID(.goal),
        fact: Fact(couple: couple.id, day: day, audience: audience, member: member, written: change.clock), text: text)
      try change.add(goal)
      return goal
    }
    invocation.show([chart.echo(goal)], json: chart.json(goal))
  }
}

struct GoalRate: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "rate", abstract: "Enter how near it is, 0..10")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The goal's id")
  var goal: String
  @Argument(help: "0..10")
  var value: Int
  @Option(help: "Who says so; both together when left out")
  var by: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func run(_ invocation: Invocation) throws {
    let (chart, goal) = try invocation.goal(goal, guardedBy: guardOptions.couple)
    let day = try invocation.pastDay(on)
    let by = try invocation.member(by, of: chart.couple, field: "by")
    let standing = try Goal.Standing(day: day, by: by, value: value)
    try invocation.change { try $0.add(standing, to: goal) }
    try invocation.show(goal.id, in: chart.couple)
  }
}

struct GoalList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's goals")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let goals = chart.records.goals
    invocation.show([chart.title] + chart.list(goals), json: .array(goals.map { chart.json($0) }))
  }
}

struct GoalClose: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "close", abstract: "Close a goal")

  @OptionGroup var common: CommonOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The goal's id")
  var goal: String

  func run(_ invocation: Invocation) throws {
    let (chart, goal) = try invocation.goal(goal, guardedBy: guardOptions.couple)
    if let closed = goal.closed { throw Problem(.refused, "\(goal.id) was closed on \(closed)") }
    try invocation.change { try $0.close(goal, on: invocation.today) }
    try invocation.show(goal.id, in: chart.couple)
  }
}

extension Invocation {
  fileprivate func goal(_ text: String, guardedBy expected: String?) throws(Problem) -> (chart: Seen, goal: Goal) {
    let id = try id(text, .goal)
    let chart = try chart(of: try owner(of: id, guardedBy: expected))
    guard let goal = chart.records.goals.first(where: { $0.id == id }) else { throw Self.later(id) }
    try confirmBareID(id, in: chart, guardedBy: expected)
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
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "NAME=improve, clarify, separate or unsure")
  var aims: [String]
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    var said: [(Client.ID, Aim.Kind)] = []
    for text in aims {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let kind = Aim.Kind(rawValue: Folding.fold(parts[1])) else {
        throw Problem(
          .usage, "aim: '\(text.shownOnOneLine(limit: 40))' is no aim",
          hint: "NAME=improve, clarify, separate or unsure")
      }
      said.append((try invocation.directory().member(matching: parts[0], of: couple, field: "aim").id, kind))
    }
    let aims = try invocation.change { change in
      try said.map { member, kind in
        // What one wants of the treatment is theirs to tell.
        let audience = try invocation.audience(adding, of: couple, otherwise: .member(member))
        let aim = try Aim(
          id: try change.nextID(.entry),
          fact: Fact(couple: couple.id, day: day, audience: audience, member: member, written: change.clock),
          kind: kind)
        try change.add(aim)
        return aim
      }
    }
    invocation.show(
      aims.map(chart.echo), json: aims.count == 1 ? chart.json(aims[0]) : .array(aims.map { chart.json($0) }))
  }
}
