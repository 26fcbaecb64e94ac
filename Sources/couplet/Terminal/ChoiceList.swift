import CoupletCore
import CoupletReports

/// A list to choose from: narrowed by typing, chosen from by arrows or digits, left by Esc.
struct ChoiceList {
  /// How a choice ended.
  enum Answer: Equatable {
    /// The row at this place of all.
    case row(Int)
    /// Nothing was chosen.
    case left
  }

  /// As many rows are shown as there are digits to choose them by.
  private static let mostShown = 9

  let question: String
  let rows: [String]
  /// Whether Enter alone takes the first row; not where something is written, or where words fit several.
  let isFirstMarked: Bool
  /// What was typed to narrow the list.
  private(set) var typed = ""
  /// The places of the rows that have all the words typed.
  private(set) var found: [Int]
  /// Where in them the mark stands, and the first of them that is shown.
  private(set) var marked: Int?
  private var first = 0
  /// As many rows as the screen has room for.
  private let room: Int

  /// - Parameter room: how many rows the screen has for the list.
  init(_ question: String, rows: [String], isFirstMarked: Bool, room: Int = mostShown) {
    (self.question, self.rows, self.isFirstMarked) = (question, rows, isFirstMarked)
    self.room = max(1, min(room, Self.mostShown))
    found = Array(rows.indices)
    marked = isFirstMarked ? 0 : nil
  }

  /// The same on a screen with room for so many rows.
  func fitting(_ room: Int) -> ChoiceList {
    ChoiceList(question, rows: rows, isFirstMarked: isFirstMarked, room: room)
  }

  /// The places, in what was found, of the rows that are shown.
  private var shown: Range<Int> { first..<min(found.count, first + room) }

  /// Does what a key asks for; the answer, where it ends the choice.
  mutating func apply(_ key: Key) -> Answer? {
    switch key {
    case .text(let scalar):
      if scalar.isASCII, let digit = Character(scalar).wholeNumberValue, digit >= 1, digit <= shown.count {
        return .row(found[shown.lowerBound + digit - 1])
      }
      narrow(typed + String(Character(scalar)))
    case .deleteBack: narrow(String(typed.dropLast()))
    case .deleteToStart, .deleteWordBack, .deleteBlankedWordBack: narrow("")
    case .later: mark((marked ?? -1) + 1)
    case .earlier: mark((marked ?? found.count) - 1)
    case .start: mark(0)
    case .end: mark(found.count - 1)
    case .enter:
      if let marked { return .row(found[marked]) }
      // Whoever typed until one was left has said which.
      if !typed.isEmpty { return found.count == 1 ? .row(found[0]) : nil }
      return .left
    case .endOfInput, .interrupt: return .left
    default: break
    }
    return nil
  }

  private mutating func narrow(_ text: String) {
    typed = text
    let words = Folding.fold(text).split(separator: " ")
    found = rows.indices.filter { place in
      let row = Folding.fold(rows[place])
      return words.allSatisfy { row.contains($0) }
    }
    first = 0
    marked = isFirstMarked && !found.isEmpty ? 0 : nil
  }

  private mutating func mark(_ place: Int) {
    guard !found.isEmpty else { return }
    let place = min(max(0, place), found.count - 1)
    marked = place
    first = min(max(first, place - room + 1), place)
  }

  /// What stands on the screen: the question, the rows, and how to go on, each in one line of it.
  func lines(width: Int) -> [String] {
    var lines = [question]
    for (number, place) in shown.enumerated() {
      lines.append("\(place == marked ? ">" : " ") \(number + 1)  \(rows[found[place]])")
    }
    let hidden = found.count - shown.count
    if found.isEmpty { lines.append("     nothing has these words") }
    if hidden > 0 { lines.append("     \(hidden) more") }
    return lines.map { $0.shown(keepingLines: false).cut(toCells: width) }
  }

  /// What stands before the words that are typed.
  static let prompt = "type to narrow, arrows or digits to choose, Esc to leave: "
}

extension String {
  /// The text as far as it has room.
  fileprivate func cut(toCells width: Int) -> String {
    guard cellWidth > width else { return self }
    var cut = ""
    var cells = 1
    for character in self {
      cells += character.cellWidth
      if cells > width { break }
      cut.append(character)
    }
    return cut + "…"
  }
}
