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

  func run(_ invocation: Invocation) throws {
    invocation.takesInbox = false
    let intake = try invocation.practice().takeIn(invocation.stamp)
    invocation.show(
      FileText.inbox(
        intake.waiting.map { (id: $0.shortID, couple: $0.couple, day: $0.day, text: $0.text) },
        unreadable: intake.unreadable),
      json: .array(
        intake.waiting.map { line in
          [
            "id": .string(line.shortID), "couple": .string(line.couple), "date": .string(line.day),
            "text": .string(line.text),
          ]
        }))
  }
}

struct InboxTake: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "take", abstract: "Put a line into a couple's chart")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func run(_ invocation: Invocation) throws {
    invocation.takesInbox = false
    let line = try invocation.inboxLine(line)
    let chart = try invocation.chart(of: try invocation.couple(couple))
    invocation.showHead(chart)
    let intake = try invocation.practice().takeIn(invocation.stamp, decisions: [line.id: .take(chart.couple)])
    guard let jot = intake.taken.first(where: { $0.couple.id == chart.couple.id })?.jot else {
      throw Problem(
        .refused, "inbox: '\((line.audience ?? "").shownOnOneLine(limit: 40))' is no member of \(chart.handle)")
    }
    invocation.show([chart.echo(jot)], json: chart.json(jot))
  }
}

struct InboxDrop: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "drop", abstract: "Throw a line away")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String

  func run(_ invocation: Invocation) throws {
    invocation.takesInbox = false
    let line = try invocation.inboxLine(line)
    guard try invocation.confirm("Throw the line for '\(line.couple)' away? It can't be undone.", otherwise: false)
    else { throw invocation.stoppedOrUnasked }
    _ = try invocation.practice().takeIn(invocation.stamp, decisions: [line.id: .drop])
    invocation.show(["dropped \(line.shortID)"], json: ["id": .string(line.shortID)])
  }
}

extension Invocation {
  /// The line of the inbox that has those digits.
  fileprivate func inboxLine(_ digits: String) throws(Problem) -> InboxLine {
    let waiting = try practice().takeIn(stamp).waiting
    let found = waiting.filter { $0.id.hasPrefix(digits.lowercased()) }
    guard found.count == 1, digits.count >= 4, let line = found.first else {
      throw Problem(
        .refused, "inbox: no line has the digits '\(digits.shownOnOneLine(limit: 40))'",
        hint: "couplet inbox list shows them")
    }
    return line
  }
}
