import ArgumentParser
import CoupletCore
import CoupletStore
import Foundation

/// A command that runs in an invocation.
protocol CoupletCommand: ParsableCommand {
  var common: CommonOptions { get }
  /// Who looks at what the command prints; a new command has to say so.
  func reader() -> Reader
  func run(_ invocation: Invocation) async throws
}

/// A command that changes the practice file: one transaction, which `undo` takes back.
protocol ChangingCommand: CoupletCommand {
  /// The handle, typed beforehand; whatever is changed passes the gate for seeing more.
  var gate: GateOptions { get }
}

/// The program's root.
struct Couplet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "couplet",
    abstract: "Session notes, homework and progress for couples counselors",
    discussion: """
      couplet init --counselor "Ada Voss"
      couplet unlock
      couplet couple add "Dana & Rob" --new-member "Dana Reyes" --new-member "Rob Reyes"
      couplet session add dana-rob --at 14:00
      couplet jot dana-rob
      couplet note add dana-rob
      couplet brief dana-rob
      couplet report dana-rob --audience joint
      couplet search trust --couple dana-rob
      """,
    version: "0.1.0",
    subcommands: [
      Initialize.self, CounselorCommand.self, Today.self, ClientCommand.self, CoupleCommand.self, SessionCommand.self,
      JotCommand.self, AgendaCommand.self, ContactCommand.self, TallyCommand.self, EntryCommand.self,
      CycleCommand.self, InjuryCommand.self, WinCommand.self, NoteCommand.self, PrivateCommand.self,
      HeldCommand.self, AudienceCommand.self, StrikeCommand.self, RiskCommand.self, PolicyCommand.self,
      HomeworkCommand.self, ExerciseCommand.self, PromiseCommand.self, MeasureAdd.self, AnswersCommand.self,
      ScaleCommand.self, Rate.self, GoalCommand.self, AimCommand.self, BriefCommand.self, ReportCommand.self,
      ScoreCommand.self, OutcomesCommand.self, SystemsCommand.self, Search.self, Unlock.self, Lock.self, Passwd.self,
      Rekey.self,
      InboxCommand.self, Undo.self,
      Log.self, Check.self, Optimize.self, Backup.self, Restore.self, PlainCopy.self, Demo.self,
    ],
    defaultSubcommand: Today.self,
    helpNames: .long)
}

@main
enum Main {
  static func main() async {
    // Files that the program makes are for their owner alone; its memory goes into no core dump and no debugger; and a
    // reader who goes away ends it quietly.
    umask(0o077)
    ProcessHygiene.apply()
    signal(SIGPIPE, SIG_IGN)
    for (place, argument) in CommandLine.unsafeArgvInOrder.enumerated() where String(validatingCString: argument) == nil
    {
      let problem = Problem(.badData, "argument \(place): is not valid UTF-8")
      Surroundings.process().writeError(problem.report(color: false))
      exit(problem.kind.exitCode)
    }
    exit(await Program(surroundings: .process()).run())
  }
}

extension CommandLine {
  /// The arguments as the system gave them, the program's name first.
  fileprivate static var unsafeArgvInOrder: [UnsafePointer<CChar>] {
    (0..<Int(argc)).compactMap { unsafeArgv[$0].map { UnsafePointer($0) } }
  }
}
