import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct HomeworkLog: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Enter what became of homework, for several members at once",
    discussion: """
      couplet homework log dana-rob Dana=3 Rob=5/7
      couplet homework log dana-rob Dana=excused Rob=2
      couplet homework log h12 --member Rob --done 2 --difficulty 3 --barrier no-time -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The homework's id, or the couple whose one open homework it is")
  var homework: String
  @Argument(help: "NAME=0..4, NAME=5/7 or NAME=excused; - reads words from standard input")
  var reports: [String] = []
  @Option(help: "Whose report the options belong to")
  var member: String?
  @Option(help: "0 none, 1 a bit, 2 half, 3 most, 4 all; 5/7; or excused, not done for a good reason")
  var done: String?
  @Option(help: "0..4")
  var quality: Int?
  @Option(help: "0..4")
  var difficulty: Int?
  @Option(help: "0..4")
  var usefulness: Int?
  @Option(help: "What was in the way; homework barriers lists the codes")
  var barrier: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?
  @Option(help: "member or counselor")
  var reportedBy: Reporter = .member

  /// Who reports.
  enum Reporter: String, ExpressibleByArgument, CaseIterable {
    case member, counselor
  }

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, homework) = try invocation.homework(homework, guardedBy: guardOptions.couple)
    let day = try invocation.pastDay(on)
    guard day >= homework.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the homework was given, \(homework.fact.day)")
    }
    let couple = chart.couple
    let reports = try typedReports(homework, chart, invocation)
    // What both reported is no one's alone.
    let isOfOne = reports.count { $0 != "-" } + (member == nil ? 0 : 1) == 1
    let audience =
      isOfOne
      ? try invocation.audience(adding, in: chart, on: day, otherwise: homework.fact.audience)
      : try invocation.audience(adding, of: couple, otherwise: homework.fact.audience)
    let logs = try logs(reports, of: couple, chart, on: day, audience, invocation)
    guard !logs.isEmpty else {
      throw Problem(.usage, "log: the report is missing", hint: "NAME=0..4, NAME=5/7, or --member NAME with --done")
    }
    let asked = Set(homework.members(of: couple))
    if let stranger = logs.first(where: { !asked.contains($0.member) }) {
      throw Problem(.refused, "log: \(homework.id) was not given to \(chart.fullName(stranger.member))")
    }
    try invocation.change { change in
      for log in logs { try change.add(log, to: homework) }
    }
    if homework.isTakenBack {
      invocation.inform("\(homework.id) was taken back; the report is kept and counts nowhere")
    }
    let now = try invocation.chart(of: couple)
    let updated = now.records.homework.first { $0.id == homework.id } ?? homework
    invocation.show(logs.map { now.echo($0, on: updated) }, json: now.json(updated))
  }

  /// The reports that were typed; where nothing is reported each member's is asked for.
  private func typedReports(
    _ homework: Homework, _ chart: Seen, _ invocation: Invocation
  ) throws(Problem) -> [String] {
    guard reports.isEmpty, member == nil, invocation.canAsk else { return reports }
    invocation.showHead(chart)
    invocation.inform("\(homework.id) · \(homework.title)")
    return homework.members(of: chart.couple).compactMap { member in
      let prompt = "\(chart.fullName(member)) (0 none to 4 all, 5/7, or excused; empty: no report): "
      guard let line = invocation.ask(prompt)?.trimmed, !line.isEmpty else { return nil }
      return "\(member)=\(line)"
    }
  }

  /// The reports of the line, one a member; those of the options belong to the one that --member names.
  private func logs(
    _ reports: [String], of couple: Couple, _ chart: Seen, on day: Day, _ audience: Audience, _ invocation: Invocation
  ) throws(Problem) -> [Homework.Log] {
    var done: [(member: Client.ID, done: Homework.Done?)] = []
    for report in reports where report != "-" {
      // As people write a list: a comma between the reports is none of them.
      let report = Assignment(report.hasSuffix(",") ? String(report.dropLast()) : report)
      guard let value = report.value else {
        throw Problem(
          .usage, "log: '\(report.text.shownOnOneLine(limit: 40))' is no report", hint: "NAME=0..4 or NAME=5/7")
      }
      let member = try invocation.member(named: report.name, of: couple, field: "log")
      done.append((member, try Self.done(value)))
    }
    let barrier = try barrier.map { (text) throws(Problem) in try Homework.Barrier(typed: text) }
    let member = try invocation.member(member, of: couple, field: "member")
    guard
      member != nil
        || self.done == nil && quality == nil && difficulty == nil && usefulness == nil && barrier == nil
          && !reports.contains("-")
    else { throw Problem(.usage, "member: whose report it is, is missing", hint: "--member NAME") }
    if let member, self.done != nil || !done.contains(where: { $0.member == member }) {
      done.append((member, try self.done.map(Self.done)))
    }
    guard Set(done.map(\.member)).count == done.count else { throw Problem(.usage, "log: somebody is named twice") }
    var words: String?
    if reports.contains("-") {
      invocation.showHead(chart)
      words = try invocation.text("-", field: "homework log")
    }
    // Words that say what was in the way are theirs, unless somebody else is named: the other may be what was in it.
    let isApart = adding.audience == nil && barrier != nil && words != nil
    var logs: [Homework.Log] = []
    for report in done {
      let isNamed = report.member == member
      let hasMore = report.done != nil || quality != nil || difficulty != nil || usefulness != nil
      if !isNamed || !isApart || hasMore {
        logs.append(
          try Homework.Log(
            day: day, member: report.member, done: report.done, quality: isNamed ? quality : nil,
            difficulty: isNamed ? difficulty : nil, usefulness: isNamed ? usefulness : nil,
            barrier: isNamed && !isApart ? barrier : nil, words: isNamed && !isApart ? words : nil,
            isByCounselor: reportedBy == .counselor, audience: audience))
      }
      if isNamed, isApart {
        logs.append(
          try Homework.Log(
            day: day, member: report.member, done: nil, barrier: barrier, words: words,
            isByCounselor: reportedBy == .counselor, audience: audience.narrowed(by: .member(report.member))))
      }
    }
    return logs
  }

  private static func done(_ text: String) throws(Problem) -> Homework.Done {
    guard let done = Homework.Done(text) else {
      throw Problem(
        .badData,
        "done: '\(text.shownOnOneLine(limit: 40))' is neither 0 to 4, nor so many of so many as 5/7, nor excused")
    }
    return done
  }
}

struct HomeworkBarriers: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "barriers", abstract: "List the codes for what was in the way; they are for you alone")

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    invocation.show(
      Homework.Barrier.allCases.map { "\($0.rawValue.padded(toCells: 18)) \($0.meaning)" },
      json: .array(Homework.Barrier.allCases.map { ["id": .string($0.rawValue), "meaning": .string($0.meaning)] }))
  }
}
