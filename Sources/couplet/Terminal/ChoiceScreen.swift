import CoupletCore
import Foundation

/// Shows a list to choose from beneath what stands on the terminal, and leaves one line of it there.
struct ChoiceScreen {
  private let canDraw: Bool
  private let before: termios
  private var rowsAbove = 0

  /// - Parameter environment: of a terminal that knows no escape sequences the list is printed, and a line read.
  init(environment: [String: String]) {
    canDraw = !["", "dumb"].contains(environment["TERM"] ?? "")
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    before = settings
  }

  /// The place of the row that was chosen, nil where none was.
  ///
  /// - Parameter readLine: reads a line of a terminal that knows no escape sequences.
  mutating func choose(_ list: ChoiceList, readLine: (String) -> String?) -> Int? {
    guard canDraw else { return Self.choosePlainly(list, readLine) }
    var list = list.fitting(Screen.size.rows - 4)
    var screen = Screen(prompt: "", canDraw: true, before: before)
    let signals = Signals()
    guard signals.begin() else { return nil }
    defer { signals.restore() }
    screen.begin()
    draw(list)
    let answer = answer(&list, screen: &screen, signals)
    signals.end()
    clear()
    let chosen: String
    if case .row(let place)? = answer { chosen = list.rows[place] } else { chosen = "nothing was chosen" }
    // A terminal that marks what is pasted does so for prompts alone.
    Self.write("\(list.question) \(chosen)".shown(keepingLines: false) + "\u{1B}[?2004l\r\n")
    Screen.giveBack(before)
    if let number = signals.last { signals.deliver(number, toAll: false) }
    guard case .row(let place)? = answer else { return nil }
    return place
  }

  private mutating func answer(
    _ list: inout ChoiceList, screen: inout Screen, _ signals: Signals
  ) -> ChoiceList.Answer? {
    var decoder = KeyDecoder()
    while true {
      var keys: [Key] = []
      switch signals.wait() {
      case .byte:
        var byte: UInt8 = 0
        let count = read(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return nil }
        // A terminal sends the rest of a key's sequence at once; an escape with nothing behind it is the key.
        if byte == 0x1B, !signals.isInputWaiting(milliseconds: 60) { return .left }
        keys = decoder.keys(byte)
      case .signal(SIGWINCH): keys = [.redraw]
      case .signal(SIGCONT):
        screen.begin()
        keys = [.redraw]
      case .signal(SIGTSTP): keys = [.suspend]
      case .signal: return nil
      }
      for key in keys {
        if key == .interrupt {
          clear()
          Screen.giveBack(before)
          signals.deliver(SIGINT, toAll: true)
          return nil
        }
        if key == .suspend {
          Screen.giveBack(before)
          signals.deliver(SIGTSTP, toAll: true)
          screen.begin()
          // What the shell wrote meanwhile stays above.
          rowsAbove = 0
        }
        if let answer = list.apply(key) { return answer }
      }
      if !keys.isEmpty, !signals.isInputWaiting { draw(list) }
    }
  }

  private mutating func draw(_ list: ChoiceList) {
    let width = max(20, Screen.size.columns - 1)
    clear()
    let lines = list.lines(width: width)
    let typed = list.typed.shown(keepingLines: false)
    Self.write(lines.map { $0 + "\r\n" }.joined() + String((ChoiceList.prompt + typed).suffix(width)))
    rowsAbove = lines.count
  }

  /// Takes away what was drawn.
  private mutating func clear() {
    Self.write((rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\r\u{1B}[J")
    rowsAbove = 0
  }

  private static func choosePlainly(_ list: ChoiceList, _ readLine: (String) -> String?) -> Int? {
    for (place, row) in list.rows.enumerated() { write("  \(place + 1)  \(row.shown(keepingLines: false))\n") }
    while let line = readLine("\(list.question.shown(keepingLines: false)) number (empty: none): ")?.trimmed {
      if line.isEmpty { return list.isFirstMarked ? 0 : nil }
      if let number = Int(line), list.rows.indices.contains(number - 1) { return number - 1 }
    }
    return nil
  }

  private static func write(_ text: String) { _ = Surroundings.writeAll(text, to: STDERR_FILENO) }
}
