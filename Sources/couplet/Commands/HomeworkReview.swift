public import ArgumentParser
public import CoupletCore
import CoupletReports
import CoupletStore

struct HomeworkReview: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Enter what was decided on homework; why is for you alone",
    discussion: """
      couplet homework review h12 --keep
      couplet homework review h12 --shrink --why "once a week is enough"
      couplet homework review h12 --set-aside
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The homework's id, or the couple whose one open homework it is")
  var homework: String
  @Flag(help: "It goes on, smaller, otherwise, or comes to an end; others than you read only that it is set aside")
  var decision: Homework.Review.Decision?
  @Option(help: "Why")
  var why: String?
  @Option(help: "The session in which it was decided; today's when left out, none where there is none")
  var session: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, homework) = try invocation.homework(homework, guardedBy: guardOptions.couple)
    let decision = try invocation.needed(
      decision, field: "decision",
      as: Homework.Review.Decision.allCases.map { "--\($0.rawValue)" }.joined(separator: " or "))
    let day = try invocation.pastDay(on)
    guard day >= homework.fact.day else {
      throw Problem(.badData, "on: \(day) lies before the homework was given, \(homework.fact.day)")
    }
    let session = try invocation.session(
      named: session, orOfTodayWith: homework.members(of: chart.couple), on: on, in: chart)
    let review = try Homework.Review(day: day, decision: decision, why: why, session: session?.id)
    try invocation.change { try $0.add(review, to: homework) }
    let now = try invocation.chart(of: chart.couple)
    let reviewed = now.records.homework.first { $0.id == homework.id } ?? homework
    invocation.show([now.echo(review, of: reviewed)], json: now.json(reviewed))
  }
}

extension Homework.Review.Decision: EnumerableFlag {
  /// The decision's own word, `--keep` to `--set-aside`.
  public static func name(for value: Homework.Review.Decision) -> NameSpecification { .customLong(value.rawValue) }
}
