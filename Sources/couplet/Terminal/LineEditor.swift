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
  func line(_ prompt: String) -> String? { answer(prompt) { _ in false } }

  /// The same for an answer that needs no Enter where nothing that is typed after it could change it.
  func answer(_ prompt: String, isWhole: (String) -> Bool) -> String? {
    guard case .line(let line) = asked(prompt, isWhole: isWhole, keepsRest: false) else { return nil }
    return line
  }

  /// The same for a text: what stood on the line when the terminal went away is given too.
  func text(_ prompt: String) -> TypedLine { asked(prompt, keepsRest: true) }

  private func asked(_ prompt: String, isWhole: (String) -> Bool = { _ in false }, keepsRest: Bool) -> TypedLine {
    // Within live capture its own answers go: nothing that is asked there ends it.
    if self.signals != nil { return read(prompt, LineBuffer(), isWhole: isWhole) }
    let signals = Signals()
    self.signals = signals
    let typed = read(prompt, LineBuffer(), isWhole: isWhole)
    self.signals = nil
    defer { signals.restore() }
    switch typed {
    case .line, .end, .unreadable: break
    case .interrupted: signals.deliver(signals.last ?? SIGINT, toAll: signals.last == nil)
    case .closed(let rest) where keepsRest && !rest.trimmed.isEmpty:
      // A terminal that goes says so more than once: the text is to be kept first, and then the program ends by itself.
      signals.ignoreEnd()
    // A terminal that is gone without a signal is the end of the input.
    case .closed: if let number = signals.last { signals.deliver(number, toAll: false) }
    }
    return typed
  }

  /// One line of live capture; from the first on, Ctrl-C and a closed terminal are answers.
  func liveLine(_ prompt: String) -> TypedLine {
    guard isTerminal else { return readPlain() }
    if signals == nil { signals = Signals() }
    if held == nil { held = Self.settings }
    let typed = read(prompt, LineBuffer(earlier: earlier), isOfLines: true)
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

  /// What a signal asks for that ends no line.
  private static let keys: [Int32: Key] = [
    SIGWINCH: .redraw, SIGCONT: .redraw, SIGINT: .interrupt, SIGTSTP: .suspend,
  ]

  /// - Parameters:
  ///   - isWhole: whether an answer ends here without Enter.
  ///   - isOfLines: whether each line of a pasted text is one of its own.
  private func read(
    _ prompt: String, _ empty: LineBuffer, isOfLines: Bool = false, isWhole: (String) -> Bool = { _ in false }
  ) -> TypedLine {
    isClosed = signals?.begin() == false || isClosed
    defer { signals?.end() }
    guard !isClosed else { return .closed("") }
    var screen = Screen(prompt: prompt, canDraw: canDraw, before: held ?? Self.settings)
    screen.begin()
    var buffer = empty
    screen.draw(buffer)
    var isDrawn = true
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
      case .signal(let number):
        guard let key = Self.keys[number] else { return end(&screen, buffer, isGone: true) }
        if number == SIGCONT { screen.begin() }
        keys = [key]
      }
      for key in keys {
        switch key {
        case .pastedLineEnd where isOfLines, .enter:
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
        default:
          buffer.apply(key)
          guard case .text = key, isWhole(buffer.text) else { continue }
          screen.end(buffer, givesBack: held == nil)
          return .line(buffer.text)
        }
      }
      // A pasted text is drawn once, not with each of its characters; what ends it is no key.
      isDrawn = isDrawn && keys.isEmpty
      if !isDrawn, signals?.isInputWaiting != true {
        screen.draw(buffer)
        isDrawn = true
      }
    }
  }

  private func end(_ screen: inout Screen, _ buffer: LineBuffer, isGone: Bool) -> TypedLine {
    isClosed = true
    screen.end(buffer, givesBack: true)
    if isGone { return .closed(buffer.text) }
    return buffer.text.isEmpty ? .end : .line(buffer.text)
  }
}
