import CoupletCore
import CoupletStore
import Foundation

/// What the program takes from the system; tests give their own.
struct Surroundings {
  /// What the program was started as.
  var program: String
  var arguments: [String]
  var environment: [String: String]
  /// The clock's moment and the zone that its wall clock shows.
  var now: () -> (instant: Instant, zone: Zone)
  /// Whether a person can be asked: standard input and standard error are a terminal.
  var isInteractive: Bool
  /// Whether standard output is a terminal.
  var isOutputTerminal: Bool
  /// One line from the terminal, asked for by a prompt; nil at its end.
  var readLine: (_ prompt: String) -> String?
  /// The same for an answer that ends without Enter where it is whole.
  var readAnswer: (_ prompt: String, _ isWhole: (String) -> Bool) -> String?
  /// The same for a text, with what stood on the line when the terminal went away.
  var readText: (_ prompt: String) -> TypedLine
  /// The place of a row chosen from a list at the terminal; nil where none was.
  var choose: (ChoiceList) -> Int?
  /// One line of live capture, from the terminal or else from standard input.
  var readLiveLine: (_ prompt: String) -> TypedLine
  /// Gives the terminal back that live capture keeps between its lines.
  var releaseTerminal: () -> Void
  /// One line from the terminal that isn't shown while it is typed, asked for by a prompt; nil at its end.
  var readSecret: (_ prompt: String) -> [UInt8]?
  /// Throws away what was typed and not read yet.
  var dropTypedAhead: () -> Void
  /// All of standard input, or as much of it as tells that it is too long for a text.
  var readInput: () throws -> Data
  /// Writes to standard output and gives the system's error, 0 where there is none.
  var write: (String) -> Int32
  /// The same for a page, which a person may read a screen at a time.
  var writePage: (String) -> Int32
  var writeError: (String) -> Void
  /// How much work a new passphrase is given.
  var keyEffort: KeyEffort

  /// The process's own.
  static func process() -> Surroundings {
    let environment = Folders.withHome(ProcessInfo.processInfo.environment, ofAccount: Folders.accountHome)
    let editor = LineEditor(environment: environment)
    return Surroundings(
      program: CommandLine.arguments.first ?? "",
      arguments: Array(CommandLine.arguments.dropFirst()),
      environment: environment,
      now: systemClock,
      isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
      isOutputTerminal: isatty(STDOUT_FILENO) == 1,
      readLine: editor.line,
      readAnswer: editor.answer,
      readText: editor.text,
      choose: { list in
        var screen = ChoiceScreen(environment: environment)
        return screen.choose(list, readLine: editor.line)
      },
      readLiveLine: editor.liveLine,
      releaseTerminal: editor.giveBack,
      readSecret: readWithoutEcho,
      dropTypedAhead: { tcflush(STDIN_FILENO, TCIFLUSH) },
      readInput: TextReading.standardInput,
      write: { writeAll($0, to: STDOUT_FILENO) },
      writePage: { text in
        // Whoever pipes something in, or the page on, isn't there to turn it.
        [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].allSatisfy { isatty($0) == 1 }
          ? Pager(environment: environment).write(text) : writeAll(text, to: STDOUT_FILENO)
      },
      writeError: { _ = writeAll($0, to: STDERR_FILENO) },
      keyEffort: .measured)
  }

  /// Says on standard error what went wrong.
  func report(_ problem: Problem) {
    writeError(problem.report(color: isInteractive && environment["NO_COLOR"] == nil))
  }

  /// What is said of standard output that can't be written, nil where it was; a reader who goes away ends it quietly.
  static func problem(ofWriting code: Int32, hint: String? = nil) -> Problem? {
    guard code != 0, code != EPIPE else { return nil }
    return Problem(
      .cannotWrite, "output: can't be written: \(String(cString: strerror(code)).lowercased())", hint: hint)
  }

  /// One line with the terminal's echo off, which comes back on whatever happens.
  private static func readWithoutEcho(_ prompt: String) -> [UInt8]? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO)
    // Whoever interrupts gets a terminal back that shows what is typed.
    (terminalBefore, terminalQuiet) = (before, quiet)
    let interruptions = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]
    for number in interruptions { signal(number, giveTerminalBack) }
    // Nothing that was typed ahead is thrown away; the prompt comes when the echo is off.
    tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
      for number in interruptions { signal(number, SIG_DFL) }
      _ = writeAll("\n", to: STDERR_FILENO)
    }
    _ = writeAll(prompt, to: STDERR_FILENO)
    // Bytes, not characters: a passphrase need not be text.
    var line: [UInt8] = []
    while case let character = getchar(), character != EOF {
      if character == Int32(UInt8(ascii: "\n")) { return line }
      line.append(UInt8(truncatingIfNeeded: character))
    }
    return line.isEmpty ? nil : line
  }

  /// The terminal's settings before and while its echo is off, for a signal's handler, which gets no context.
  nonisolated(unsafe) private static var terminalBefore = termios()
  nonisolated(unsafe) private static var terminalQuiet = termios()

  /// Puts the terminal back and lets the signal do what it does; whoever only stopped the program finds the echo off again.
  private static let giveTerminalBack: @convention(c) (Int32) -> Void = { number in
    tcsetattr(STDIN_FILENO, TCSADRAIN, &terminalBefore)
    signal(number, SIG_DFL)
    raise(number)
    // A signal is held back while its own handler runs, so it is let through here.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &terminalQuiet)
    signal(number, giveTerminalBack)
  }

  /// The moment and the zone, from the C library: Foundation's zones would load ICU for one number.
  private static func systemClock() -> (instant: Instant, zone: Zone) {
    var seconds = time(nil)
    #if DEBUG
      // Only builds for tests can be told the time: what is signed shall take the clock.
      if let moment = getenv("COUPLET_DEBUG_CLOCK").flatMap({ Instant(String(cString: $0)) }) {
        seconds = moment.seconds
      }
    #endif
    var local = tm()
    localtime_r(&seconds, &local)
    return (Instant(seconds: seconds), Zone(name: zoneName(local), offset: local.tm_gmtoff))
  }

  private static func zoneName(_ local: tm) -> String {
    if let name = getenv("TZ").map({ String(cString: $0) }), !name.isEmpty { return name }
    var buffer = [CChar](repeating: 0, count: 1024)
    let length = readlink("/etc/localtime", &buffer, buffer.count - 1)
    if length > 0 {
      let path = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let range = path.range(of: "/zoneinfo/") { return String(path[range.upperBound...]) }
    }
    return local.tm_zone.map { String(cString: $0) } ?? "UTC"
  }

  /// Writes all of a text, and gives the system's error where that fails.
  static func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
    Array(text.utf8).withUnsafeBytes { CoupletStore.writeAll($0, to: descriptor) }
  }
}
