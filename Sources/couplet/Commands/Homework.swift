import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct HomeworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "homework", abstract: "Give homework and enter what became of it",
    subcommands: [
      HomeworkAssign.self, HomeworkLog.self, HomeworkList.self, HomeworkShow.self, HomeworkReview.self,
      HomeworkHandout.self, HomeworkBarriers.self,
    ])
}

struct HomeworkAssign: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give an exercise, or something in your own words",
    discussion: """
      couplet homework assign dana-rob weekly-check-in --every week --confidence Dana=7 --confidence Rob=5
      couplet homework assign dana-rob --title "A walk on Sunday" --for each --due sun -
      couplet homework assign dana-rob say-it-back --edit --goal g2
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The exercise's id; - reads your own words from standard input")
  var exercise: String?
  @Argument(help: "- reads the text for this couple from standard input")
  var text: String?
  @Flag(help: "Write the text for this couple in your editor, beginning with the exercise's")
  var edit = false
  @Option(help: "What it is called")
  var title: String?
  @Option(name: .customLong("for"), help: "together, each or NAME; NAME may be repeated")
  var recipients: [String] = []
  @Option(parsing: .unconditional, help: "The day by which; the next session after today's when left out")
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
  var confidence: [Assignment] = []
  @Option(help: "The session in which it was given; today's when left out, none where there is none")
  var session: String?
  @Option(help: "The goal that it serves")
  var goal: String?
  @Option(parsing: .unconditional, help: "The day it was given; today when left out")
  var on: String?
  @Option(help: "The open risk entry that suspends it, where you give it nevertheless")
  var despite: String?
  @Option(help: "Why you give it nevertheless, for you alone")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) async throws {
    if edit { try requireEditor(invocation) }
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let exercise = try chosenExercise(chart, invocation)
    let day = try invocation.pastDay(on)
    var terms = try typedTerms(invocation)
    let template = exercise == "-" ? nil : exercise
    let (definition, stored) =
      try template.map { (name) throws(Problem) in try invocation.exercise(name) }
      .map { ($0, $1) } ?? (nil, nil)
    // As often as the exercise is meant to be done, where nothing else is said.
    if terms.every == nil, times == nil { terms.every = definition?.every }
    terms.recipients = try recipients(of: couple, otherwise: definition?.recipients, invocation)
    terms.confidence = try confidence(of: couple, terms.recipients, invocation)
    let given = try invocation.session(
      named: session, orOfTodayWith: terms.recipients.members(of: couple, on: day), on: on, in: chart)
    terms.session = given?.id
    let suspended = Self.suspended(definition)
    let despite = try invocation.despite(
      despite, why: why, what: suspended ?? "", suspendedBy: suspended == nil ? nil : chart.suspending)
    let audience = try invocation.audience(
      adding, of: couple, otherwise: Homework.usualAudience(in: given, definition, for: terms.recipients))
    terms.due = try due(of: definition, for: audience, couple, invocation)
    terms.goal = try goal.map { (text) throws(Problem) in
      try invocation.goal(text, ofHomeworkFor: audience, in: chart)
    }
    invocation.showHead(chart, session: given)
    func add(_ words: String) throws {
      if definition == nil, Self.asksForForgiveness([title ?? "", words]), terms.due != nil {
        terms.due = nil
        invocation.inform("no day by which: forgiveness has none")
      }
      let homework = try invocation.change { change in
        if let stored { try change.use(stored) }
        let homework = try Homework(
          id: try change.nextID(.homework),
          fact: Fact(
            couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil,
            written: change.clock),
          exercise: definition.map { Homework.Template(id: $0.id.description, version: $0.version) },
          title: title ?? definition?.title ?? String(words.prefix { !$0.isNewline }.prefix(60)), text: words,
          terms: terms, despite: despite)
        try change.add(homework)
        return homework
      }
      invocation.show([chart.echo(homework)], json: chart.json(homework))
    }
    guard edit else { return try add(try words(definition, exercise, invocation)) }
    let name = title ?? definition?.title
    try await invocation.withText(
      nil, field: "homework", about: couple,
      head: ([chart.headline(given), "homework"] + [name].compactMap { $0 }
        + ["may be shown to: \(chart.words(for: audience))"]).joined(separator: " · "),
      initial: definition.map(LibraryText.handout) ?? "", save: add)
  }

  /// The exercise that was typed; where nothing says what is given, it is chosen, and own words stand first.
  private func chosenExercise(_ chart: Seen, _ invocation: Invocation) throws(Problem) -> String? {
    guard exercise == nil, title == nil, text == nil, !edit else { return exercise }
    let all = [(id: "", row: "your own words")] + (try invocation.definitions().names(.exercise))
    let chosen = try invocation.choose("\(chart.title) · what do they take home?", among: all, row: \.row)?.id
    return chosen == "" ? nil : chosen
  }

  /// What the options say of it by themselves.
  private func typedTerms(_ invocation: Invocation) throws(Problem) -> Homework.Terms {
    var terms = Homework.Terms()
    terms.every = try invocation.cadence(every)
    terms.times = times
    terms.purpose = purpose
    terms.obstacle = obstacle
    terms.plan = plan
    return terms
  }

  /// An editor wants a terminal, and the text comes from one place only.
  private func requireEditor(_ invocation: Invocation) throws(Problem) {
    guard exercise != "-", text == nil else {
      throw Problem(.usage, "edit: the text comes from standard input already", hint: "leave --edit or - out")
    }
    guard !invocation.isWithinAnother else {
      throw Problem(
        .usage, "edit: no editor opens while a session is captured", hint: "couplet homework assign does it")
    }
    guard invocation.canAsk else {
      throw Problem(
        .usage, "edit: an editor wants a terminal", hint: "give - and write the text to standard input")
    }
  }

  /// Whether own words ask for forgiveness, in English.
  private static func asksForForgiveness(_ texts: [String]) -> Bool {
    texts.flatMap(Folding.words).contains { ["forgive", "forgiving", "forgiveness"].contains($0) }
  }

  /// What an open violence entry suspends of the exercise, in words, nil where it suspends nothing.
  private static func suspended(_ exercise: Exercise?) -> String? {
    guard let exercise, exercise.isSuspendedByViolence else { return nil }
    let requests = exercise.asksFor.intersection(Exercise.suspendedRequests).map(\.rawValue).sorted()
    return "\(exercise.id) asks for \(requests.joined(separator: " and ")) and"
  }

  /// The day by which: the next session after today's that whoever may see the homework knows of, as another's must not
  /// show through; none for what asks for forgiveness.
  private func due(
    of exercise: Exercise?, for audience: Audience, _ couple: Couple, _ invocation: Invocation
  ) throws(Problem) -> Day? {
    let due = try invocation.aheadDay(due, field: "due")
    if let exercise, !exercise.mayHaveDueDay {
      guard due == nil else {
        throw Problem(
          .refused, "due: \(exercise.id) asks for forgiveness, which has no day by which",
          hint: "leave --due out; entry add --kind agreement --review sets a day to look at it again")
      }
      return nil
    }
    if let due { return due }
    return try invocation.chart(of: couple, for: audience, desk: false).nextSessionDay
  }

  /// The text as the couple gets it: an exercise's own, or what was typed.
  private func words(_ exercise: Exercise?, _ typed: String?, _ invocation: Invocation) throws(Problem) -> String {
    if let exercise, text == nil { return LibraryText.handout(exercise) }
    if exercise == nil, typed == nil, text == nil, let title { return title }
    return try invocation.text(text ?? typed, field: "homework")
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
      members.insert(try invocation.member(named: name, of: couple, field: "for"))
    }
    return .members(members.sorted())
  }

  private func confidence(
    of couple: Couple, _ recipients: Homework.Recipients, _ invocation: Invocation
  ) throws(Problem) -> [Client.ID: Int] {
    var result: [Client.ID: Int] = [:]
    for said in confidence {
      guard let number = Int(said.value ?? said.text) else {
        throw Problem(.usage, "confidence: '\(said.text.shownOnOneLine(limit: 40))' has no number", hint: "NAME=0..10")
      }
      if said.value != nil {
        result[try invocation.member(named: said.name, of: couple, field: "confidence")] = number
      } else if case .members(let members) = recipients {
        for member in members { result[member] = number }
      } else {
        for member in couple.members(on: invocation.today) { result[member] = number }
      }
    }
    return result
  }
}

struct HomeworkList: ListCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List a couple's homework")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Flag(help: "Only what still runs")
  var open = false

  func records(in chart: Seen) -> [Homework] {
    chart.records.homework.filter { !open || chart.isOpen($0) }
  }
}

struct HomeworkShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show all of one homework: what was settled, its text and what became of it",
    discussion: """
      couplet homework show h12
      couplet homework show h12 --audience Rob
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The homework's id")
  var homework: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, homework): (Seen, Homework) = try invocation.find(
      homework, .homework, guardedBy: guardOptions.couple, reading: reading)
    let exercise = try invocation.definitions().used([.exercise]).exercise(of: homework)
    invocation.show(chart.page(homework, exercise: exercise), json: chart.json(homework))
  }
}

extension Invocation {
  /// The homework of that id, or the one open homework of a couple.
  func homework(
    _ text: String, guardedBy expected: String?
  ) throws(Problem) -> (chart: Seen, homework: Homework) {
    let (chart, homework): (Seen, Homework) = try find(
      text, .homework, guardedBy: expected, which: "open"
    ) { homework, chart in chart.isOpen(homework) }
    try confirmBareID(homework.id, in: chart, guardedBy: expected)
    return (chart, homework)
  }

  /// The goal that homework is to serve: the couple's own, open, and known to those who have the homework.
  func goal(
    _ text: String, ofHomeworkFor audience: Audience, in chart: Seen
  ) throws(Problem) -> RecordID {
    let id = try id(text, .goal)
    _ = try owner(of: id, guardedBy: chart.handle)
    guard let goal = chart.records.goals.first(where: { $0.id == id }) else { throw try absent(id) }
    if let closed = goal.closed { throw Problem(.refused, "goal: \(id) was closed on \(closed)") }
    guard goal.fact.audience.isOpen(to: audience) else {
      throw Problem(
        .refused,
        "goal: \(id) may be shown to \(chart.words(for: goal.fact.audience)), the homework to "
          + chart.words(for: audience))
    }
    return id
  }
}

extension Library {
  /// The exercise that homework rests on, in the version that was given.
  func exercise(of homework: Homework) -> Exercise? {
    homework.exercise.flatMap { exercise($0.id, version: $0.version) }
  }
}
