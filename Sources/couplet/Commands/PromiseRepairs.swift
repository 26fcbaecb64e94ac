import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct PromiseShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a promise, how its day was moved, and what each says of it")

  @OptionGroup var common: CommonOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String

  func reader() -> Reader { reading.reader }

  func run(_ invocation: Invocation) throws {
    let (chart, promise): (Seen, Promise) = try invocation.find(
      promise, .promise, guardedBy: guardOptions.couple, reading: reading)
    invocation.show(chart.page(promise), json: chart.json(promise))
  }
}

struct PromiseRepaired: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "repaired", abstract: "It was put right after it wasn't kept, or only in part",
    discussion: """
      couplet promise repaired p7 --says Dana
      couplet promise repaired p7 --says Rob - < words.txt
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @OptionGroup var guardOptions: GuardOptions
  @Argument(help: "The promise's id, or its couple")
  var promise: String
  @Argument(help: "- reads from standard input how it was put right; left out, there are no words")
  var text: String?
  @Option(help: "Who says so; your own record when left out")
  var says: String?
  @Option(parsing: .unconditional, help: "The day; today when left out")
  var on: String?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (chart, promise): (Seen, Promise) = try invocation.find(
      promise, .promise, guardedBy: guardOptions.couple, which: "missed"
    ) { promise, _ in promise.misses.contains { !$0.isRepaired } }
    let day = try invocation.pastDay(on)
    try invocation.confirmBareID(promise.id, in: chart, guardedBy: guardOptions.couple)
    invocation.showHead(chart)
    let says = try invocation.speaker(says, of: chart.couple)
    let audience = try invocation.audience(adding, saidOf: promise, in: chart, on: day, of: says)
    let words = try text.map { (text) throws(Problem) in try invocation.text(text, field: "repair") }
    let repair = try Promise.Repair(day: day, says: says, words: words, audience: audience)
    try promise.check(repair)
    try invocation.change { try $0.add(repair, to: promise) }
    let now = try invocation.chart(of: chart.couple)
    let updated = now.records.promises.first { $0.id == promise.id } ?? promise
    invocation.show([now.echo(repair, on: updated)], json: now.json(updated))
  }
}
