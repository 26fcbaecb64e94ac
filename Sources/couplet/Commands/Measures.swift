import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct MeasureAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Enter a member's sheet of a scale",
    discussion: """
      couplet measure dana-rob csi-4 --member Dana --answers 4,3,-,5
      couplet measure dana-rob rdas --member Rob --total 44 --on mon
      couplet measure dana-rob csi-16 --member Rob
      couplet measure dana-rob csi-16

      Without --answers each item is asked, and an answer of one digit needs no Enter; without --member it is asked whose
      sheet it is, or both, one after the other.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The handle, or part of the label")
  var couple: String
  @Argument(help: "The scale's id")
  var scale: String
  @Option(help: "Who answered; asked when left out")
  var member: String?
  @Option(parsing: .unconditional, help: "Each item's answer, as 4,3,-,5; - not answered, d declined, n not applicable")
  var answers: String?
  @Option(parsing: .unconditional, help: "The total, where you have no answers")
  var total: PlainNumber?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "How it was answered")
  var mode: Administration.Mode = .paper
  @Flag(help: "The partners answered apart")
  var apart = false
  @Flag(help: "The partners answered together")
  var together = false
  @Option(help: "The session to which it belongs; today's when left out, none where there is none")
  var session: String?

  func reader() -> Reader { mode == .screen ? .screen : .counselor }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let (definition, stored) = try invocation.scale(scale)
    guard !(apart && together) else { throw Problem(.usage, "apart: --apart and --together exclude each other") }
    guard answers == nil || total == nil else {
      throw Problem(.usage, "total: --answers and --total exclude each other")
    }
    let clients: [Client.ID] =
      if let member {
        [try invocation.member(named: member, of: couple, field: "member")]
      } else {
        try invocation.askWhose(chart, isOne: answers != nil || total != nil || definition.items.isEmpty)
      }
    var measures: [Measure] = []
    for client in clients {
      do {
        if clients.count > 1 { try invocation.handOver(to: client, chart, isFirst: measures.isEmpty) }
        measures.append(try enter(client, definition, stored, invocation))
      } catch let problem as Problem where problem == Invocation.stopped && !measures.isEmpty {
        throw Problem(.refused, "stopped; the sheet before is saved", hint: "couplet answers list \(couple.handle)")
      }
    }
    // The counselor finds it by answers list, and is called at the next command where it calls for them.
    guard mode != .screen else { return invocation.show([Invocation.thanks], json: ["saved": .bool(true)]) }
    let objects = measures.map { chart.json($0, scale: definition) }
    invocation.show(
      measures.map { chart.echo($0, scale: definition) }, json: objects.count == 1 ? objects[0] : .array(objects))
    // Never on a screen that both see.
    if !together { for measure in measures { try invocation.askRisk(of: measure, by: definition) } }
  }

  /// Enters one member's sheet.
  private func enter(
    _ client: Client.ID, _ definition: ScaleDefinition, _ stored: StoredDefinition, _ invocation: Invocation
  ) throws -> Measure {
    let couple = try invocation.couple(couple)
    let chart = try invocation.chart(of: couple)
    let session = try invocation.session(named: session, orOfTodayWith: [client], on: on, in: chart)
    let day = try on == nil ? session?.fact.day ?? invocation.today : invocation.pastDay(on)
    guard day <= invocation.today, session == nil || session?.fact.day == day else {
      throw Problem(
        .badData, "on: \(day) is not a day of the session that is past", hint: "leave --on or --session out")
    }
    if let born = try invocation.directory().client(client)?.details.born, day < born {
      throw Problem(.badData, "on: \(day) lies before \(chart.fullName(client)) was born")
    }
    let audience = try invocation.audience(
      adding, of: couple, otherwise: Measure.usualAudience(of: client, on: definition, in: session))
    // Whoever answers on a screen is asked nothing that tells of other sheets; the counselor's next look says it.
    if mode != .screen {
      try invocation.confirmDay(day, of: couple)
      try confirmSecond(client, day, chart, invocation)
    }
    invocation.showHead(chart)
    let entered = try entered(definition, invocation)
    if mode != .screen { try confirmWhose(entered, client, definition, chart, invocation) }
    return try invocation.change { change in
      try change.use(stored)
      let measure = try Measure(
        id: try change.nextID(.measure),
        fact: Fact(
          couple: couple.id, day: day, audience: audience, isAudienceNamed: adding.audience != nil, member: client,
          written: change.clock),
        scale: definition.id.description, version: definition.version, mode: mode,
        apart: apart ? true : together ? false : nil, session: session?.id, entered: entered)
      let administration = try measure.administration(by: definition)
      try change.add(measure)
      if !(try administration.risks(by: definition)).isEmpty { try change.askRisk(of: measure) }
      return measure
    }
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

  /// Asks when a sheet lies far from this member's last one and near another member's: it may be theirs.
  private func confirmWhose(
    _ entered: Measure.Entered, _ client: Client.ID, _ scale: ScaleDefinition, _ chart: Seen, _ invocation: Invocation
  ) throws(Problem) {
    let known = chart.records.measures.filter { $0.scale == scale.id.description && $0.version == scale.version }
    guard let doubt = try scale.likelyOther(than: client, entered: entered, among: known) else {
      return try confirmWay(entered, client, scale, known, chart, invocation)
    }
    let name = chart.fullName(doubt)
    guard
      try invocation.confirm(
        "Far from the last sheet of \(chart.fullName(client)), near that of \(name). Save it all the same?",
        otherwise: true)
    else { throw Invocation.stopped }
    if !invocation.canAsk {
      invocation.inform("far from the last sheet of \(chart.fullName(client)), near that of \(name)")
    }
  }

  /// Asks when the answers look as if they had been read the wrong way round.
  private func confirmWay(
    _ entered: Measure.Entered, _ client: Client.ID, _ scale: ScaleDefinition, _ known: [Measure], _ chart: Seen,
    _ invocation: Invocation
  ) throws(Problem) {
    guard scale.isTurned(entered, of: client, among: known) else { return }
    let said = "read the wrong way round? It looks like the last sheet of \(chart.fullName(client)) turned over"
    guard try invocation.confirm("\(said). Save it all the same?", otherwise: true) else { throw Invocation.stopped }
    if !invocation.canAsk { invocation.inform(said) }
  }

  private func entered(_ scale: ScaleDefinition, _ invocation: Invocation) throws(Problem) -> Measure.Entered {
    if let total { return .total(total.value) }
    if let answers { return .answers(try Answers(answers, to: scale).list) }
    guard !scale.items.isEmpty else {
      throw Problem(.usage, "total: \(scale.id) has no items", hint: "give --total")
    }
    guard invocation.canAsk else {
      throw Problem(.usage, "answers: the answers are missing", hint: "give --answers or --total")
    }
    return .answers(try invocation.askAnswers(scale, onScreen: mode == .screen))
  }
}

struct AnswersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers", abstract: "Read, correct and complete the sheets",
    subcommands: [AnswersList.self, AnswersShow.self, AnswersFix.self, AnswersReview.self])
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

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let couple = try invocation.couple(couple)
    let member = try invocation.member(member, of: couple, field: "member")
    let chart = try invocation.chart(of: couple, reading)
    let library = try invocation.definitions().used([.scale])
    let measures = chart.records.measures.filter { measure in
      (scale == nil || measure.scale == scale) && (member == nil || measure.fact.member == member)
    }
    invocation.show(
      [chart.title] + chart.list(measures, library: library),
      json: .array(
        measures.map { chart.json($0, scale: library.scale($0.scale, version: $0.version)) }))
    try invocation.sayDoubts(measures, library, in: chart)
  }
}

struct AnswersShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a sheet, its answers and what it said before")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The measure's id, or its couple")
  var measure: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, measure, scale) = try invocation.measure(measure, guardedBy: guardOptions.couple, reading: reading)
    invocation.show(chart.page(measure, scale: scale), json: chart.json(measure, scale: scale))
    try invocation.sayDoubts([measure], Library(scales: [scale], exercises: [], ratings: nil), in: chart)
  }
}

struct AnswersFix: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Correct or complete a sheet; what it said before stays to be seen",
    discussion: """
      couplet answers fix m12 --item 3=4 --why "left blank, asked on the phone"
      couplet answers fix m13 --total 46 --why "added up wrongly"
      couplet answers fix m14 --member Rob
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The measure's id, or its couple")
  var measure: String
  @Option(help: "An item's answer, ITEM=VALUE; may be repeated")
  var item: [Assignment] = []
  @Option(parsing: .unconditional, help: "The total")
  var total: PlainNumber?
  @Option(help: "Whose sheet it is")
  var member: String?
  @Option(parsing: .unconditional, help: "The day on which it was answered")
  var on: String?
  @Option(help: "Why")
  var why: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, measure, scale) = try invocation.measure(measure, guardedBy: guardOptions.couple)
    try invocation.confirmBareID(measure.id, in: chart, guardedBy: guardOptions.couple)
    let why = try why.map { (text) throws(Problem) in try Wording.properName(text, field: "why") }
    let owner = try invocation.member(member, of: chart.couple, field: "member")
    let day = try on.map { (phrase) throws(Problem) in try invocation.pastDay(phrase) }
    if let day { try invocation.confirmDay(day, of: chart.couple) }
    let hour = measure.session.flatMap(chart.session)?.fact.audience ?? .joint
    let moved = try measure.moved(to: owner, on: day, hour: hour)
    let entered = try entered(measure, scale)
    guard entered != measure.entered || moved != measure else {
      throw Problem(.usage, "there is nothing to change", hint: "couplet help answers fix")
    }
    let corrected =
      entered == measure.entered ? moved : try moved.corrected(entered, at: invocation.clock, why: why)
    _ = try corrected.administration(by: scale)
    let calls = !(try corrected.administration(by: scale).risks(by: scale).isEmpty)
    try invocation.change { change in
      try change.replace(corrected)
      if calls { try change.askRisk(of: corrected) }
    }
    invocation.show([chart.echo(corrected, scale: scale)], json: chart.json(corrected, scale: scale))
  }

  private func entered(_ measure: Measure, _ scale: ScaleDefinition) throws(Problem) -> Measure.Entered {
    if let total {
      guard item.isEmpty else { throw Problem(.usage, "total: --item and --total exclude each other") }
      return .total(total.value)
    }
    guard case .answers(let list) = measure.entered else {
      if item.isEmpty { return measure.entered }
      throw Problem(.refused, "item: \(measure.id) was entered as a total", hint: "give --total")
    }
    var answers = try Answers(list, to: scale)
    for typed in item {
      guard let value = typed.value, let id = Int(typed.name), let answer = Answer(value) else {
        throw Problem(
          .usage, "item: '\(typed.text.shownOnOneLine(limit: 40))' is no answer", hint: "ITEM=VALUE, as 3=4")
      }
      answers = try answers.replacing(item: id, with: answer, in: scale)
    }
    return .answers(answers.list)
  }
}

struct AnswersReview: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Answer what a sheet's risk items call for; for you alone",
    discussion: """
      couplet answers review m12
      couplet answers review m12 - < what-was-decided.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The measure's id, or its couple")
  var measure: String
  @Argument(help: "- reads standard input; left out, a line is asked for")
  var text: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, measure, scale) = try invocation.measure(measure, guardedBy: guardOptions.couple)
    try invocation.confirmBareID(measure.id, in: chart, guardedBy: guardOptions.couple)
    invocation.showHead(chart)
    let answer = try Measure.RiskAnswer(day: invocation.today, text: try invocation.text(text, field: "answer"))
    guard !(try measure.administration(by: scale).risks(by: scale).isEmpty) else {
      throw Problem(.refused, "\(measure.id) calls for no answer: each risk item is answered by its minimum")
    }
    try invocation.change { change in
      try change.askRisk(of: measure)
      try change.answerRisk(of: measure, answer)
    }
    invocation.inform(
      "what was told belongs in a risk entry too: couplet risk add \(chart.handle) --member NAME --kind KIND")
    invocation.show(["\(measure.id) is answered, for you alone"], json: chart.json(measure, scale: scale))
  }
}

extension Invocation {
  /// Days before the treatment from which on a sheet's day is asked about.
  private static let daysBefore = 60

  /// A sheet of long before the treatment is most often one with a wrong year.
  fileprivate func confirmDay(_ day: Day, of couple: Couple) throws(Problem) {
    let before = couple.since.days(since: day)
    guard before > Self.daysBefore else { return }
    let said = "\(day.withWeekday) lies \(before) days before the treatment began on \(couple.since)"
    guard try confirm("\(said). Is that the day?", otherwise: false) else {
      throw Problem(.refused, "on: \(said)", hint: "give another --on, or --yes where that is the day")
    }
  }

  /// Asks the counselor, at a terminal, what a sheet's risk items call for; an empty line leaves it open.
  fileprivate func askRisk(of measure: Measure, by scale: ScaleDefinition) throws {
    let risks = try measure.administration(by: scale).risks(by: scale)
    guard !risks.isEmpty else { return }
    let items = risks.map(String.init).joined(separator: ", ")
    guard canAsk else {
      return inform("\(measure.id): item \(items) calls for your answer: couplet answers review \(measure.id)")
    }
    inform("\(measure.id): item \(items) is above its minimum, or has no answer. Ask them apart.")
    let line = try typedText("what was asked and decided (empty: later): ", field: "answer").trimmed
    guard !line.isEmpty else { return inform("it stays on the brief: couplet answers review \(measure.id)") }
    let answer = try Measure.RiskAnswer(day: today, text: line)
    try change { try $0.answerRisk(of: measure, answer) }
  }

  /// The sheet of that id, with its chart and its scale as it was used.
  fileprivate func measure(
    _ text: String, guardedBy expected: String?, reading: ReadingOptions? = nil
  ) throws(Problem) -> (chart: Seen, measure: Measure, scale: ScaleDefinition) {
    let (chart, record): (Seen, any Recorded) = try find(
      text, .measure, guardedBy: expected, reading: reading
    ) { record, _ in record is Measure }
    let id = record.id
    guard let measure = record as? Measure else {
      if reading?.isRestricted ?? false { throw Problem(.refused, "there is no measure \(id)") }
      throw Problem(.refused, "\(id) is a practice rating, which has no items", hint: "enter it again with rate")
    }
    guard let scale = try definitions().used([.scale]).scale(measure.scale, version: measure.version) else {
      throw Problem(.damaged, "file: the scale of \(id) is missing")
    }
    return (chart, measure, scale)
  }
}
