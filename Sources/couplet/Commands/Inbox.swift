import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "Lines that were written while the file was locked and belong to nobody yet",
    discussion: """
      couplet inbox list
      couplet inbox take 3f09ac dana-rob
      couplet inbox drop 3f09ac
      """,
    subcommands: [InboxList.self, InboxTake.self, InboxDrop.self], defaultSubcommand: InboxList.self)
}

struct InboxList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the lines that wait")

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let lines = try invocation.practice().waitingLines()
    invocation.show(
      FileText.inbox(lines.map { (id: $0.shortID, couple: $0.couple, moment: $0.moment, text: $0.text) }),
      json: .array(
        lines.map { line in
          [
            "id": .string(line.shortID), "couple": .string(line.couple), "date": .string(line.day),
            "time": .string(MinuteOfDay(minutes: line.minute)?.description ?? ""), "text": .string(line.text),
          ]
        }))
  }
}

struct InboxTake: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "take", abstract: "Put a line into a couple's chart")

  @OptionGroup var common: CommonOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let line = try invocation.inboxLine(line)
    let chart = try invocation.chart(of: try invocation.couple(couple))
    let written = try line.audience.map { (word) throws(Problem) in
      try adding.audience == nil ? invocation.audience(word, of: chart.couple) : .counselor
    }
    let audience = try invocation.audience(adding, of: chart.couple, otherwise: written ?? .counselor)
    invocation.showHead(chart)
    let jot = try invocation.take(line, into: chart.couple, audience)
    invocation.show([chart.echo(jot)], json: chart.json(jot))
  }
}

struct InboxDrop: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Throw a line away",
    discussion: """
      couplet inbox drop 3f09ac
      couplet inbox drop --unreadable
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String?
  @Flag(help: "Move aside what stands in the inbox and doesn't open")
  var unreadable = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    if unreadable { return try setAside(invocation) }
    guard let line else { throw Problem(.usage, "inbox drop takes the digits of a line, or --unreadable") }
    let waiting = try invocation.inboxLine(line)
    try invocation.drop(waiting)
    invocation.show(["dropped \(waiting.shortID); undo brings it back"], json: ["id": .string(waiting.shortID)])
  }

  private func setAside(_ invocation: Invocation) throws {
    guard line == nil else { throw Problem(.usage, "inbox drop takes the digits of a line, or --unreadable") }
    // What opens is taken in first.
    _ = try invocation.practice()
    guard let kept = try invocation.closedPractice().setInboxAside(invocation.clock) else {
      throw Problem(.refused, "inbox: nothing stands in it that doesn't open")
    }
    invocation.show(["moved aside: \(kept.shown(keepingLines: false))"], json: ["kept": .string(kept)])
  }
}

extension InboxLine {
  /// `Mon 2026-11-23 14:02`.
  fileprivate var moment: String {
    let time = MinuteOfDay(minutes: minute)?.description ?? ""
    return "\(Day(iso: day)?.withWeekday ?? day) \(time)"
  }
}

extension Invocation {
  /// The waiting line that has those digits.
  fileprivate func inboxLine(_ digits: String) throws(Problem) -> InboxLine {
    let found = try practice().waitingLines().filter { $0.id.hasPrefix(digits.lowercased()) }
    guard found.count == 1, digits.count >= 4, let line = found.first else {
      throw Problem(
        .refused, "inbox: no line has the digits '\(digits.shownOnOneLine(limit: 40))'",
        hint: "couplet inbox list shows them")
    }
    return line
  }
}
