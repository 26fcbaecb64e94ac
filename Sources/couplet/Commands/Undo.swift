import ArgumentParser
import CoupletCore
import CoupletReports
import CoupletStore

struct Undo: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last command back as a whole",
    discussion: """
      couplet undo --list
      couplet undo
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Flag(help: "Show what could be taken back, the last command first")
  var list = false

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    // The last command is the one that was given, not a line that this one would take in.
    invocation.takesInbox = false
    let undoable = try invocation.practice().undoable()
    let directory = try invocation.directory()
    if list {
      return invocation.show(
        undoable.isEmpty ? ["nothing to undo"] : PracticeText.journal(undoable, in: directory),
        json: .array(undoable.map { CoupletReports.json($0, in: directory) }))
    }
    guard let last = undoable.first else {
      guard let barrier = try invocation.practice().undoBarrier(now: invocation.clock) else {
        throw Practice.nothingToUndo
      }
      throw Problem(
        .refused, "the last command can't be taken back: \(PracticeText.summary(of: barrier, in: directory))",
        hint: "nor can what was done before it")
    }
    let what = PracticeText.summary(of: last, in: directory)
    if invocation.canAsk, !invocation.options.yes {
      for line in PracticeText.journal([last], in: directory) { invocation.inform(line) }
    }
    guard try invocation.confirm("Take back \(what)?", otherwise: true) else { throw Invocation.stopped }
    try invocation.undo(last)
    invocation.show(["undone: \(what)"], json: CoupletReports.json(last, in: directory))
  }
}
