import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Today: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "Show what is planned and what waits",
    discussion: """
      couplet
      couplet today --all
      couplet today --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Only what is joint, with initials for names")
  var desk = false

  @Flag(help: "All that waits, not only a screen of it")
  var all = false

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
    let rescued = desk ? 0 : try invocation.closedPractice().draftCount
    let page = DayPage(invocation.today, charts: charts, signWithin: signWithin, rescued: rescued)
    let firstSteps = try desk || !invocation.directory().couples.isEmpty ? [] : Self.firstSteps
    invocation.show(page.lines(isAll: all) { desk ? nil : command(for: $0) } + firstSteps, json: page.json)
  }

  /// What is typed first in a practice without a couple.
  private static let firstSteps = [
    "", "The first couple, their first hour, a line in between:", "",
    "  couplet couple add \"Ann & Bo\" --new-member \"Ann Lee\" --new-member \"Bo Lee\"",
    "  couplet session plan ann-bo --on fri --at 14:00", "  couplet jot ann-bo",
  ]

  /// What lists all of a kind.
  private func command(for count: DayPage.Count) -> String {
    switch count.kind {
    case .unentered?: "couplet session list --all" + (count.oldest.map { " --since \($0)" } ?? "")
    case .draft?: "couplet note list --unsigned"
    case nil: "couplet note recover"
    default: "couplet today --all"
    }
  }
}
