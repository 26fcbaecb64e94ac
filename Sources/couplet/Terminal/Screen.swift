import Foundation

/// The terminal while a line is typed: its settings, and the rows that the line takes.
struct Screen {
  let prompt: String
  /// False for a terminal that knows no escape sequences: it edits and shows the line itself.
  let canDraw: Bool
  /// The settings that the terminal had before the program took it.
  let before: termios
  private var cursorRow = 0

  init(prompt: String, canDraw: Bool, before: termios) {
    self.prompt = prompt
    self.canDraw = canDraw
    self.before = before
  }

  /// Takes the keys as they come; nothing that was typed ahead is thrown away.
  mutating func begin() {
    guard canDraw else { return Self.write(prompt) }
    var settings = before
    settings.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP | IXON)
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    // What is pasted is to be told from what is typed: its line ends are none of the keys.
    Self.write("\u{1B}[?2004h")
    cursorRow = 0
  }

  /// Leaves the line whole and the cursor below it.
  ///
  /// - Parameter givesBack: false where another line follows: what is typed in between would else be edited by the
  ///   terminal, which knows neither words nor characters.
  mutating func end(_ buffer: LineBuffer, mark: String = "", givesBack: Bool) {
    guard canDraw else { return }
    var buffer = buffer
    buffer.apply(.end)
    draw(buffer)
    Self.write(mark + "\u{1B}[?2004l\r\n")
    if givesBack { Self.giveBack(before) }
  }

  /// Puts the terminal's settings back.
  static func giveBack(_ before: termios) {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// Shows the line in place of what was shown of it before; of one that is higher than the screen, what is around the
  /// cursor.
  mutating func draw(_ buffer: LineBuffer) {
    guard canDraw else { return }
    let (columns, height) = Self.size
    let drawing = LineDrawing(prompt: prompt, buffer, width: columns)
    let first = max(0, drawing.row - height + 1)
    let rows = drawing.rows[first..<min(drawing.rows.count, first + height)]
    var output = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
    output += "\r\u{1B}[J" + rows.joined(separator: "\r\n") + "\r"
    cursorRow = drawing.row - first
    let below = rows.count - 1 - cursorRow
    if below > 0 { output += "\u{1B}[\(below)A" }
    if drawing.column > 0 { output += "\u{1B}[\(drawing.column)C" }
    Self.write(output)
  }

  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  private static func write(_ text: String) { _ = Surroundings.writeAll(text, to: STDERR_FILENO) }
}
