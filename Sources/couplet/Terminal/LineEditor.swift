import CoupletCore
import Foundation

/// How a prompt of live capture was answered.
enum TypedLine: Equatable {
  case line(String)
  /// The input ended, or Ctrl-D was typed on an empty line.
  case end
  /// Ctrl-C; the line is thrown away.
  case interrupted(wasEmpty: Bool)
  /// The terminal went away, or the program was told to end; what stood on the line.
  case closed(String)
  /// The line isn't valid UTF-8.
  case unreadable
}

/// Reads lines from a terminal, where they can be edited, or from another standard input.
///
/// The prompt and the line go to standard error. Earlier lines can be called back in live capture, and are kept nowhere
/// but in memory. The terminal is read byte by byte, so that what was typed ahead stays for whoever reads next.
final class LineEditor {
  private var decoder = KeyDecoder()
  private var earlier: [String] = []
  private var signals: Signals?
  /// Set once the terminal is gone: nothing more can be asked.
  private var isClosed = false
  /// The terminal's own settings, while live capture keeps it between its lines.
  private var held: termios?
  /// Whether the line before ended with a return, to which a newline belongs.
  private var isAfterReturn = false
  private let isTerminal = isatty(STDIN_FILENO) == 1
  private let canDraw: Bool

  init(environment: [String: String]) {
    canDraw = !["", "dumb"].contains(environment["TERM"] ?? "") && isatty(STDERR_FILENO) == 1
  }

  /// One line, nil at the end of the input; Ctrl-C ends the program as everywhere.
  func line(_ prompt: String) -> String? {
    // Within live capture its own answers go: nothing that is asked there ends it.
    if signals != nil {
      guard case .line(let line) = read(prompt, LineBuffer()) else { return nil }
      return line
    }
    let signals = Signals()
    self.signals = signals
    let typed = read(prompt, LineBuffer())
    self.signals = nil
    defer { signals.restore() }
    switch typed {
    case .line(let line): return line
    case .end, .unreadable: return nil
    case .interrupted: signals.deliver(signals.last ?? SIGINT, toAll: signals.last == nil)
    // A terminal that is gone without a signal is the end of the input.
    case .closed: if let number = signals.last { signals.deliver(number, toAll: false) }
    }
    return nil
  }

  /// One line of live capture; from the first on, Ctrl-C and a closed terminal are answers.
  func liveLine(_ prompt: String) -> TypedLine {
    guard isTerminal else { return readPlain() }
    if signals == nil { signals = Signals() }
    if held == nil { held = Self.settings }
    let typed = read(prompt, LineBuffer(earlier: earlier))
    if case .line(let line) = typed, !line.trimmed.isEmpty, line != earlier.last { earlier.append(line) }
    return typed
  }

  /// Gives the terminal to whoever comes next: an editor, or the shell.
  func giveBack() {
    if let held, canDraw { Screen.giveBack(held) }
    held = nil
  }

  private static var settings: termios {
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    return settings
  }

  /// A line of a file or pipe, ended as any system does.
  private func readPlain() -> TypedLine {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = Foundation.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0, line.isEmpty { return .end }
      let belongsToReturn = byte == UInt8(ascii: "\n") && isAfterReturn
      isAfterReturn = count > 0 && byte == UInt8(ascii: "\r")
      if belongsToReturn, count > 0 { continue }
      if count <= 0 || byte == UInt8(ascii: "\n") || isAfterReturn { break }
      // What is longer than a text is read to its end, and refused.
      if line.count <= Wording.longestText { line.append(byte) }
    }
    return String(validating: line, as: UTF8.self).map { .line($0) } ?? .unreadable
  }

  // MARK: A line of a terminal

  private func read(_ prompt: String, _ empty: LineBuffer) -> TypedLine {
    isClosed = signals?.begin() == false || isClosed
    defer { signals?.end() }
    guard !isClosed else { return .closed("") }
    var screen = Screen(prompt: prompt, canDraw: canDraw, before: held ?? Self.settings)
    screen.begin()
    var buffer = empty
    screen.draw(buffer)
    while true {
      let input = signals?.wait() ?? .byte
      let keys: [Key]
      switch input {
      case .byte:
        var byte: UInt8 = 0
        let count = Foundation.read(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else {
          // Where keys are taken as they come, no byte means that the terminal is gone.
          return end(&screen, buffer, isGone: count < 0 || canDraw)
        }
        keys = decoder.keys(byte)
      case .signal(SIGWINCH): keys = [.redraw]
      case .signal(SIGCONT):
        screen.begin()
        keys = [.redraw]
      case .signal(SIGINT): keys = [.interrupt]
      case .signal(SIGTSTP): keys = [.suspend]
      case .signal: return end(&screen, buffer, isGone: true)
      }
      for key in keys {
        switch key {
        case .enter:
          screen.end(buffer, givesBack: held == nil)
          return .line(buffer.text)
        case .endOfInput where buffer.text.isEmpty:
          screen.end(buffer, givesBack: held == nil)
          return .end
        case .endOfInput: buffer.apply(.deleteForward)
        case .interrupt:
          screen.end(buffer, mark: "^C", givesBack: held == nil)
          return .interrupted(wasEmpty: buffer.text.isEmpty)
        case .suspend:
          screen.end(buffer, givesBack: true)
          signals?.deliver(SIGTSTP, toAll: true)
          screen.begin()
        default: buffer.apply(key)
        }
      }
      // A pasted text is drawn once, not with each of its characters.
      if !keys.isEmpty, signals?.isInputWaiting != true { screen.draw(buffer) }
    }
  }

  private func end(_ screen: inout Screen, _ buffer: LineBuffer, isGone: Bool) -> TypedLine {
    isClosed = true
    screen.end(buffer, givesBack: true)
    if isGone { return .closed(buffer.text) }
    return buffer.text.isEmpty ? .end : .line(buffer.text)
  }
}
