import CoupletReports

/// The line that is being typed, and the place in it.
struct LineBuffer {
  private(set) var before = ""
  private(set) var after = ""
  /// What was last deleted by word or to an end, for Ctrl-Y.
  private var deleted = ""
  /// Earlier lines, oldest first, and which of them is shown; the line itself comes after the last.
  private let earlier: [String]
  private var shown: Int
  private var own = ""

  init(earlier: [String] = []) {
    self.earlier = earlier
    shown = earlier.count
  }

  var text: String { before + after }

  /// Does what a key that edits asks for.
  mutating func apply(_ key: Key) {
    switch key {
    // A mark joins the character before it, as the text's own characters do.
    case .text(let scalar): before.unicodeScalars.append(scalar)
    case .left: moveLeft(to: before.dropLast().endIndex)
    case .right: moveRight(to: after.dropFirst().startIndex)
    case .wordLeft: moveLeft(to: wordStart(\.isPartOfWord))
    case .wordRight: moveRight(to: wordEnd)
    case .start: moveLeft(to: before.startIndex)
    case .end: moveRight(to: after.endIndex)
    case .deleteBack: _ = before.popLast()
    case .deleteForward: after = String(after.dropFirst())
    case .deleteBlankedWordBack: deleteBack(to: wordStart { !$0.isWhitespace })
    case .deleteWordBack: deleteBack(to: wordStart(\.isPartOfWord))
    case .deleteToStart: deleteBack(to: before.startIndex)
    case .deleteWordForward: deleteForward(to: wordEnd)
    case .deleteToEnd: deleteForward(to: after.endIndex)
    case .putBack: before += deleted
    case .earlier: show(shown - 1)
    case .later: show(shown + 1)
    // Where one line is asked for, pasted lines are one.
    case .pastedLineEnd: if before.last?.isWhitespace == false { before += " " }
    case .enter, .endOfInput, .interrupt, .suspend, .redraw: break
    }
  }

  private mutating func moveLeft(to place: String.Index) {
    after = String(before[place...]) + after
    before = String(before[..<place])
  }

  private mutating func moveRight(to place: String.Index) {
    before += after[..<place]
    after = String(after[place...])
  }

  private mutating func deleteBack(to place: String.Index) {
    deleted = String(before[place...])
    before = String(before[..<place])
  }

  private mutating func deleteForward(to place: String.Index) {
    deleted = String(after[..<place])
    after = String(after[place...])
  }

  /// Where the word before the place begins.
  private func wordStart(_ isPart: (Character) -> Bool) -> String.Index {
    guard let last = before.lastIndex(where: isPart) else { return before.startIndex }
    return before[..<last].lastIndex { !isPart($0) }.map(before.index(after:)) ?? before.startIndex
  }

  /// Where the word after the place ends.
  private var wordEnd: String.Index {
    guard let first = after.firstIndex(where: \.isPartOfWord) else { return after.endIndex }
    return after[first...].firstIndex { !$0.isPartOfWord } ?? after.endIndex
  }

  private mutating func show(_ place: Int) {
    guard (0...earlier.count).contains(place) else { return }
    if shown == earlier.count { own = text }
    shown = place
    before = place == earlier.count ? own : earlier[place]
    after = ""
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}

/// How a prompt and its line stand on a screen: rows, broken where the screen ends, and the place of the cursor.
struct LineDrawing: Equatable {
  private(set) var rows = [""]
  private(set) var row = 0
  private(set) var column = 0

  init(prompt: String, _ line: LineBuffer, width: Int) {
    var end = 0
    func add(_ text: String, _ rows: inout [String]) {
      for character in text {
        let cells = character.cellWidth
        if end + cells > width {
          rows.append("")
          end = 0
        }
        rows[rows.count - 1].append(character)
        end += cells
      }
    }
    rows = Self.rows(of: prompt, width: width)
    end = rows[rows.count - 1].cellWidth
    add(line.before, &rows)
    // The cursor stands where the next character will, which may be the start of the next row.
    let next = max(1, line.after.first?.cellWidth ?? 1)
    (row, column) = end + next <= width ? (rows.count - 1, end) : (rows.count, 0)
    add(line.after, &rows)
    if row == rows.count { rows.append("") }
  }

  /// A long question broken between words; the blanks at its end stay before the answer.
  private static func rows(of prompt: String, width: Int) -> [String] {
    let blanks = String(prompt.reversed().prefix { $0 == " " })
    let words = String(prompt.dropLast(blanks.count))
    var rows = words.wrapped(toCells: max(2, width))
    if rows[rows.count - 1].cellWidth + blanks.count > width {
      rows = words.wrapped(toCells: max(2, width - blanks.count))
    }
    rows[rows.count - 1] += blanks
    return rows
  }
}
