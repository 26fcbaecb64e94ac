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
    let unreadable = try invocation.practice().unreadableLines(invocation.stamp)
    invocation.show(
      FileText.inbox(
        lines.map { (id: $0.shortID, couple: $0.couple, moment: $0.moment, wider: $0.widerWord, text: $0.text) },
        unreadable: unreadable.map { (id: $0.shortID, reason: $0.reason) }),
      json: .array(
        lines.map { line in
          [
            "id": .string(line.shortID), "couple": .string(line.couple), "date": .string(line.day),
            "time": .string(MinuteOfDay(minutes: line.minute)?.description ?? ""), "text": .string(line.text),
            "written_for": line.widerWord.map(JSONValue.string) ?? .null, "unreadable": .null,
          ]
        }
          + unreadable.map { record in
            [
              "id": record.shortID.map(JSONValue.string) ?? .null, "couple": .null, "date": .null, "time": .null,
              "text": .null, "written_for": .null, "unreadable": .string(record.reason),
            ]
          }))
  }
}

struct InboxTake: ChangingCommand {
  static let configuration = CommandConfiguration(commandName: "take", abstract: "Put a line into a couple's chart")

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var adding: AddingOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String
  @Argument(help: "The handle, or part of the label")
  var couple: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let line = try invocation.inboxLine(line)
    let chart = try invocation.chart(of: try invocation.couple(couple))
    // The word in the line is nobody's: who sees it besides the counselor is said here.
    let audience = try invocation.audience(adding, of: chart.couple, otherwise: Jot.usualAudience)
    if adding.audience == nil, let word = line.widerWord {
      invocation.inform(
        "for you alone, though written for \(word.shownOnOneLine(limit: 40)): --audience says otherwise")
    }
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
  @OptionGroup var gate: GateOptions
  @Argument(help: "The line's digits, as the list shows them")
  var line: String?
  @Flag(help: "Move aside what stands in the inbox and can't be read")
  var unreadable = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    guard !unreadable || line == nil else {
      throw Problem(.usage, "inbox drop takes the digits of a line, or --unreadable")
    }
    if unreadable { return try setAside(nil, invocation) }
    guard let line else { throw Problem(.usage, "inbox drop takes the digits of a line, or --unreadable") }
    if let record = try invocation.unreadableLine(line) { return try setAside(record, invocation) }
    let waiting = try invocation.inboxLine(line)
    try invocation.drop(waiting)
    invocation.show(["dropped \(waiting.shortID); undo brings it back"], json: ["id": .string(waiting.shortID)])
  }

  /// Moves what can't be read to a file of its own; what can be was taken in at the opening.
  private func setAside(_ id: String?, _ invocation: Invocation) throws {
    guard let kept = try invocation.practice().setInboxAside(id, invocation.stamp) else {
      throw Problem(.refused, "inbox: nothing stands in it that can't be read")
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
  /// The digits in full of the one record that has those and can't be read, where no line that waits has them too.
  fileprivate func unreadableLine(_ digits: String) throws(Problem) -> String? {
    let start = digits.lowercased()
    guard digits.count >= 4, try !practice().waitingLines().contains(where: { $0.id.hasPrefix(start) }) else {
      return nil
    }
    let found = Set(try practice().unreadableLines(stamp).compactMap(\.id)).filter { $0.hasPrefix(start) }
    return found.count == 1 ? found.first : nil
  }

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
