import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct HomeworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "homework", abstract: "Give homework and enter what became of it",
    subcommands: [HomeworkAssign.self, HomeworkLog.self, HomeworkList.self, HomeworkReview.self])
}

struct HomeworkAssign: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give an exercise, or something in your own words",
    discussion: """
      couplet homework assign dana-rob weekly-check-in --every week --confidence Dana=7 --confidence Rob=5
      couplet homework assign dana-rob --title "A walk on Sunday" --for each --due sun -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The exercise's id; - reads your own words from standard input")
  var exercise: String?
  @Argument(help: "- reads the text for this couple from standard input")
  var text: String?
  @Option(help: "What it is called")
  var title: String?
  @Option(name: .customLong("for"), help: "together, each or NAME; NAME may be repeated")
  var recipients: [String] = []
  @Option(parsing: .unconditional, help: "The day by which; the next planned session when left out")
  var due: String?
  @Option(help: "day, week or N-days")
  var every: String?
  @Option(help: "How many times in all")
  var times: Int?
  @Option(help: "What it is for, for this couple")
  var purpose: String?
  @Option(help: "What may get in the way")
  var obstacle: String?
  @Option(help: "What they do then")
  var plan: String?
  @Option(help: "How sure each is, [NAME=]0..10; may be repeated")
  var confidence: [String] = []
  @Option(help: "The session in which it was given")
  var session: String?
  @Option(parsing: .unconditional, help: "The day it was given; today when left out")
  var on: String?
  @Option(help: "The open risk entry that suspends it, where you give it nevertheless")
  var despite: String?
  @Option(help: "Why you give it nevertheless, for you alone")
  var why: String?

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let day = try invocation.pastDay(on)
    var terms = Homework.Terms()
    if let every {
      guard let cadence = Cadence(every) else {
        throw Problem(.usage, "every: '\(every.shownOnOneLine(limit: 40))' is no cadence", hint: "day, week or 3-days")
      }
      terms.every = cadence
    }
    terms.times = times
    terms.purpose = purpose
    terms.obstacle = obstacle
    terms.plan = plan
    let given = try session.map { (text) throws(Problem) in
      try invocation.session(text, guardedBy: couple.handle.description).session
    }
    terms.session = given?.id

    let template = exercise == "-" ? nil : exercise
    let (definition, stored) =
      try template.map { (name) throws(Problem) in try invocation.exercise(name) }
      .map { ($0, $1) } ?? (nil, nil)
    terms.recipients = try recipients(of: couple, otherwise: definition?.recipients, invocation)
    terms.confidence = try confidence(of: couple, terms.recipients, invocation)
    let despite = try despite(of: definition, in: chart, invocation)
    let audience = try invocation.audience(
      adding, of: couple, otherwise: Self.audience(of: given, terms.recipients))
    // The next session that whoever may see the homework knows of: another's must not show through its due day.
    terms.due =
      try invocation.aheadDay(due, field: "due")
      ?? invocation.chart(of: couple, for: audience, desk: false).nextPlanned.map(\.fact.day)
    invocation.showHead(chart, session: given)
    let words = try words(definition, invocation)
    let homework = try invocation.change { change in
      if let stored { try change.use(stored) }
      let homework = try Homework(
        id: try change.nextID(.homework),
        fact: Fact(couple: couple.id, day: day, audience: audience, written: change.clock),
        exercise: definition.map { Homework.Template(id: $0.id.description, version: $0.version) },
        title: title ?? definition?.title ?? String(words.prefix { !$0.isNewline }.prefix(60)), text: words,
        terms: terms, despite: despite)
      try change.add(homework)
      return homework
    }
    invocation.show([chart.echo(homework)], json: chart.json(homework))
  }

  /// Why an exercise is given that an open violence entry suspends, nil where nothing does.
  private func despite(
    of exercise: Exercise?, in chart: Seen, _ invocation: Invocation
  ) throws(Problem) -> Homework.Despite? {
    guard let risk = chart.suspending, let exercise, exercise.isSuspendedByViolence else {
      guard despite == nil, why == nil else {
        throw Problem(.usage, "despite: nothing suspends what is given", hint: "leave --despite and --why out")
      }
      return nil
    }
    guard let despite else {
      let requests = exercise.asksFor.intersection(Exercise.suspendedRequests).map(\.rawValue).sorted()
      throw Problem(
        .refused,
        "\(exercise.id) asks for \(requests.joined(separator: " and ")) and is suspended while \(risk.id) is open",
        hint: "--despite \(risk.id) --why TEXT gives it nevertheless")
    }
    guard try invocation.id(despite, .risk) == risk.id else {
      throw Problem(.refused, "despite: \(risk.id) is what suspends it")
    }
    guard let why else { throw Problem(.usage, "why: is missing; --despite wants a reason") }
    return try Homework.Despite(risk: risk.id, why: why)
  }

  /// What is given in a session that one had alone is theirs; so is nothing else: who does it is no secret.
  private static func audience(of session: Session?, _ recipients: Homework.Recipients) -> Audience {
    session?.fact.audience ?? .joint
  }

  /// The text as the couple gets it: an exercise's own, or what was typed.
  private func words(_ exercise: Exercise?, _ invocation: Invocation) throws(Problem) -> String {
    if let exercise, text == nil { return LibraryText.handout(exercise) }
    if exercise == nil, self.exercise == nil, text == nil, let title { return title }
    return try invocation.text(text ?? self.exercise, field: "homework")
  }

  private func recipients(
    of couple: Couple, otherwise usual: Exercise.Recipients?, _ invocation: Invocation
  ) throws(Problem) -> Homework.Recipients {
    let words = recipients.map { Folding.fold($0) }
    if words == ["together"] { return .together }
    if words == ["each"] { return .each }
    if words.isEmpty {
      switch usual {
      case .each?: return .each
      case .together?, nil: return .together
      case .one?:
        throw Problem(.usage, "for: this exercise is for one of them", hint: "name them with --for NAME")
      }
    }
    var members: Set<Client.ID> = []
    for name in recipients {
      members.insert(try invocation.directory().member(matching: name, of: couple, field: "for").id)
    }
    return .members(members.sorted())
  }

  private func confidence(
    of couple: Couple, _ recipients: Homework.Recipients, _ invocation: Invocation
  ) throws(Problem) -> [Client.ID: Int] {
    var result: [Client.ID: Int] = [:]
    for text in confidence {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let number = Int(parts[parts.count - 1]) else {
        throw Problem(.usage, "confidence: '\(text.shownOnOneLine(limit: 40))' has no number", hint: "NAME=0..10")
      }
      if parts.count == 2 {
        result[try invocation.directory().member(matching: parts[0], of: couple, field: "confidence").id] = number
      } else if case .members(let members) = recipients {
        for member in members { result[member] = number }
      } else {
        for member in couple.members(on: invocation.today) { result[member] = number }
      }
    }
    return result
  }
}

struct HomeworkLog: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Enter what became of homework, for several members at once",
    discussion: """
      couplet homework log dana-rob Dana=3 Rob=5/7
      couplet homework log h12 --member Rob --done 2 --difficulty 3 --barrier time -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The homework's id, or the couple whose one open homework it is")
  var homework: String
  @Argument(help: "NAME=0..4 or NAME=5/7; - reads words from standard input")
  var reports: [String] = []
  @Option(help: "Whose report the options are")
  var member: String?
  @Option(help: "0 none, 1 a bit, 2 half, 3 most, 4 all; or 5/7")
  var done: String?
  @Option(help: "0..4")
  var quality: Int?
  @Option(help: "0..4")
  var difficulty: Int?
  @Option(help: "0..4")
  var usefulness: Int?
  @Option(help: "What was in the way, a word")
  var barrier: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "member or counselor")
  var reportedBy: Reporter = .member

  /// Who reports.
  enum Reporter: String, ExpressibleByArgument, CaseIterable {
    case member, counselor
  }

  func run(_ invocation: Invocation) throws {
    let (chart, homework) = try invocation.homework(homework, guardedBy: guardOptions.couple)
    let day = try invocation.pastDay(on)
    guard day >= homework.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the homework was given, \(homework.fact.day)")
    }
    let couple = chart.couple
    let audience = try invocation.audience(adding, of: couple, otherwise: homework.fact.audience)
    var logs: [Homework.Log] = []
    for report in reports where report != "-" {
      let parts = report.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw Problem(.usage, "log: '\(report.shownOnOneLine(limit: 40))' is no report", hint: "NAME=0..4 or NAME=5/7")
      }
      logs.append(
        try Homework.Log(
          day: day, member: try invocation.directory().member(matching: parts[0], of: couple, field: "log").id,
          done: try Self.done(parts[1]), isByCounselor: reportedBy == .counselor, audience: audience))
    }
    if let member = try invocation.member(member, of: couple, field: "member") {
      var words: String?
      if reports.contains("-") {
        invocation.showHead(chart)
        words = try invocation.text("-", field: "homework log")
      }
      logs.append(
        try Homework.Log(
          day: day, member: member, done: try done.map(Self.done), quality: quality, difficulty: difficulty,
          usefulness: usefulness, barrier: barrier, words: words, isByCounselor: reportedBy == .counselor,
          audience: audience))
    } else if done != nil || quality != nil || difficulty != nil || usefulness != nil || barrier != nil
      || reports.contains("-")
    {
      throw Problem(.usage, "member: whose report it is, is missing", hint: "--member NAME")
    }
    guard !logs.isEmpty else {
      throw Problem(.usage, "log: the report is missing", hint: "NAME=0..4, NAME=5/7, or --member NAME with --done")
    }
    guard Set(logs.map(\.member)).count == logs.count else { throw Problem(.usage, "log: somebody is named twice") }
    let asked = Set(homework.members(of: couple))
    if let stranger = logs.first(where: { !asked.contains($0.member) }) {
      throw Problem(.refused, "log: \(homework.id) was not given to \(chart.fullName(stranger.member))")
    }
    try invocation.change { change in
      for log in logs { try change.add(log, to: homework) }
    }
    let now = try invocation.chart(of: couple)
    let updated = now.records.homework.first { $0.id == homework.id } ?? homework
    invocation.show(logs.map { now.echo($0, on: updated) }, json: now.json(updated))
  }

  private static func done(_ text: String) throws(Problem) -> Homework.Done {
    guard let done = Homework.Done(text) else {
      throw Problem(
        .badData, "done: '\(text.shownOnOneLine(limit: 40))' is neither 0 to 4 nor so many of so many, as 5/7")
    }
    return done
  }
}

struct HomeworkList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's homework")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Only what still runs")
  var open = false

  func run(_ invocation: Invocation) throws {
    let chart = try invocation.chart(of: try invocation.couple(couple), reading)
    let homework = chart.records.homework.filter { !open || chart.isOpen($0) }
    invocation.show([chart.title] + chart.list(homework), json: .array(homework.map { chart.json($0) }))
  }
}

extension Invocation {
  /// The homework of that id, or the one open homework of a couple.
  func homework(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, homework: Homework) {
    if RecordID(text) != nil {
      let id = try id(text, .homework)
      let chart = try chart(of: try owner(of: id, guardedBy: expected))
      guard let homework = chart.records.homework.first(where: { $0.id == id }) else { throw try absent(id) }
      try confirmBareID(id, in: chart, guardedBy: expected)
      return (chart, homework)
    }
    let chart = try chart(of: try couple(text))
    let open = chart.records.homework.filter { chart.isOpen($0) }
    guard open.count == 1 else {
      throw Problem(
        .refused,
        open.isEmpty ? "\(chart.handle) has no open homework" : "\(chart.handle) has \(open.count) open homework",
        hint: open.isEmpty ? nil : "give the id", candidates: open.map { "\($0.id) \($0.title)" })
    }
    return (chart, open[0])
  }
}
