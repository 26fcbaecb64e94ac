import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// Shows what is more than a screen from its beginning, so that the top of a page isn't gone when it is printed.
struct Pager {
  let environment: [String: String]

  /// Writes a text to the terminal, a screen at a time where it is longer than one.
  ///
  /// - Returns: the system's error, 0 where there is none.
  func write(_ text: String) -> Int32 {
    let size = Screen.size
    guard isWanted, Self.rows(of: text, columns: size.columns) >= size.rows else {
      return Surroundings.writeAll(text, to: STDOUT_FILENO)
    }
    return less(text) ?? more(text, size)
  }

  /// Whether pages are wanted: not where the terminal can't go back, nor where `PAGER` says that nothing shall stop.
  private var isWanted: Bool {
    environment["TERM"] != "dumb" && !["", "cat"].contains(environment["PAGER"] ?? "less")
  }

  /// How many rows of the terminal a text takes.
  static func rows(of text: String, columns: Int) -> Int {
    lines(text).reduce(0) { $0 + rows(ofLine: $1, columns: columns) }
  }

  private static func rows(ofLine line: String, columns: Int) -> Int {
    max(1, (line.cellWidth + columns - 1) / columns)
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  // MARK: less

  /// What the last line says while there is more.
  private static let prompt = "space goes on, b back, q leaves"

  /// Runs `less`, which writes down neither what was searched nor where; nil where it isn't there.
  private func less(_ text: String) -> Int32? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    // Whoever has never seen it is told how to leave.
    // No history, no other program started from it, no file written, and none of the options that somebody set for files.
    let own = ["LESS": "", "LESSHISTFILE": "-", "LESSSECURE": "1", "LESSCHARSET": "utf-8", "LESSOPEN": ""]
    let words: [UnsafeMutablePointer<CChar>?] = [strdup("less"), strdup("-FRX"), strdup("-Ps\(Self.prompt)")]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.merging(own) { $1 }.map {
      strdup("\($0.key)=\($0.value)")
    }
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "less", &actions, nil, words + [nil], variables + [nil])
    close(ends[0])
    guard failure == 0 else {
      close(ends[1])
      return nil
    }
    // Ctrl-C is for the one who reads; whoever leaves before the end has read enough.
    let interrupts = signal(SIGINT, SIG_IGN)
    let pipes = signal(SIGPIPE, SIG_IGN)
    _ = Surroundings.writeAll(text, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    signal(SIGINT, interrupts)
    signal(SIGPIPE, pipes)
    return 0
  }

  // MARK: A plain one

  /// A screen, a question, and the next screen, for where there is no `less`.
  private func more(_ text: String, _ size: (columns: Int, rows: Int)) -> Int32 {
    var room = size.rows - 1
    for line in Self.lines(text) {
      let rows = Self.rows(ofLine: line, columns: size.columns)
      if rows > room {
        _ = Surroundings.writeAll("more: Enter goes on, q ends ", to: STDERR_FILENO)
        guard let answer = Swift.readLine(), answer.trimmed.lowercased() != "q" else { return 0 }
        room = size.rows - 1
      }
      let code = Surroundings.writeAll("\(line)\n", to: STDOUT_FILENO)
      guard code == 0 else { return code }
      room -= rows
    }
    return 0
  }
}
