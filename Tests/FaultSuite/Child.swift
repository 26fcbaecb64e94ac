import Foundation

/// A process of this program, started to be killed or to do one row.
struct Child {
  let pid: pid_t
  /// Where its standard output comes out.
  let output: Int32

  /// Starts this program again.
  init(_ arguments: [String]) throws(Problem) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Problem("pipe: \(errno)") }
    // Only the copy that becomes the standard output may stay open in the child, or the end would never be seen.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var texts = (["fault-suite"] + arguments).map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/proc/self/exe", &actions, nil, &texts, environ)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw Problem("spawn: \(code)")
    }
    self.pid = pid
    output = ends[0]
  }

  /// How a process ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// All that it writes until its end, and how it ended.
  func wait() -> (text: String, end: End) {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    close(output)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (String(decoding: text, as: UTF8.self), signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal))
  }

  /// Writes a line past every buffer: what it says is out even when the process is killed at once.
  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
  }
}

/// Something that the suite itself couldn't do.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ text: String) { description = text }
}
