import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Today: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "Show what is planned and what waits",
    discussion: """
      couplet
      couplet today --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false

  func reader() -> Reader { desk ? .desk : .counselor }

  func run(_ invocation: Invocation) throws {
    let waiting = try invocation.practice().couplesWaiting(on: invocation.today)
    let lines = desk ? 0 : try invocation.practice().waitingCount()
    if lines > 0 {
      invocation.inform("\(lines) line\(lines == 1 ? " waits" : "s wait") in the inbox: couplet inbox list")
    }
    let couples = try invocation.everyCouple().filter { waiting.contains($0.id) }
    let charts = try invocation.each(couples) { (couple) throws(Problem) in
      try invocation.chart(of: couple, for: desk ? .joint : .counselor, desk: desk)
    }
    let signWithin = try invocation.practice().counselor().signWithin
    invocation.show(
      PracticeText.day(invocation.today, charts: charts, signWithin: signWithin),
      json: PracticeText.dayJSON(invocation.today, charts: charts))
  }
}
