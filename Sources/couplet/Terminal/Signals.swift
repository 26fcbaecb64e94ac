import Foundation

/// Signals as something to wait for beside the keys, so that none comes in the middle of a change.
final class Signals {
  /// What there is to read.
  enum Input {
    case byte
    case signal(Int32)
  }

  /// What ends a line, waited for as long as this lives.
  private static let endings = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
  /// What concerns the line that is being typed; between lines it does what it always does, so that an editor that the
  /// program started can be stopped with it.
  private static let others = [SIGTSTP, SIGCONT, SIGWINCH]
  /// Both ends of the pipe that the handler writes to; a handler gets no context.
  nonisolated(unsafe) private static var pipe: [Int32] = [-1, -1]

  private var previous: [(Int32, sig_t?)] = []
  /// The signal that came from outside and ends the line.
  private(set) var last: Int32?

  init() {
    if Self.pipe[0] < 0, Foundation.pipe(&Self.pipe) == 0 {
      for descriptor in Self.pipe {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      }
    }
    previous = Self.endings.map { ($0, signal($0, Self.note)) }
  }

  /// Begins to wait; Ctrl-C that was meant for another program, as an editor, is forgotten.
  ///
  /// - Returns: false when the program was told to end.
  func begin() -> Bool {
    for number in Self.others { signal(number, Self.note) }
    var number: UInt8 = 0
    while read(Self.pipe[0], &number, 1) == 1 {
      if [SIGTERM, SIGHUP].contains(Int32(number)) { last = Int32(number) }
    }
    return last == nil
  }

  /// Ends the waiting for what concerns one line.
  func end() {
    for number in Self.others { signal(number, SIG_DFL) }
  }

  /// Puts back what the signals did before.
  func restore() {
    for (number, handler) in previous { signal(number, handler) }
  }

  /// Has what tells the program to end tell it nothing any more, `restore` too: it was heard.
  func ignoreEnd() {
    previous = previous.map { [SIGTERM, SIGHUP].contains($0.0) ? ($0.0, SIG_IGN) : $0 }
  }

  private static let note: @convention(c) (Int32) -> Void = { number in
    let kept = errno
    var byte = UInt8(truncatingIfNeeded: number)
    write(Signals.pipe[1], &byte, 1)
    errno = kept
  }

  /// Waits for a signal or a byte of the terminal; signals go first.
  func wait() -> Input {
    while true {
      var number: UInt8 = 0
      if read(Self.pipe[0], &number, 1) == 1 {
        if Self.endings.contains(Int32(number)) { last = Int32(number) }
        return .signal(Int32(number))
      }
      var places = [
        pollfd(fd: Self.pipe[0], events: Int16(POLLIN), revents: 0),
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&places, 2, -1) > 0, places[0].revents == 0 { return .byte }
    }
  }

  /// Whether a byte waits to be read.
  var isInputWaiting: Bool { isInputWaiting(milliseconds: 0) }

  /// Whether a byte comes within that time.
  func isInputWaiting(milliseconds: Int32) -> Bool {
    var place = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&place, 1, milliseconds) > 0
  }

  /// Does what the signal does where nobody waits for it, as when the terminal sends it to all that belong to a command.
  func deliver(_ number: Int32, toAll: Bool) {
    if toAll {
      signal(number, SIG_IGN)
      kill(0, number)
    }
    signal(number, SIG_DFL)
    // To this thread, so that it doesn't go on before; the threads that Swift runs functions on hold signals back.
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, &before)
    raise(number)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    signal(number, Self.note)
  }
}
