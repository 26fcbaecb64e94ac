import CoupletCore
import CoupletReports
import Foundation

/// The file that an editor is given, and how a text is read from what it left of it.
struct EditorBuffer {
  /// What a comment begins with.
  static let commentMark = "#|"

  let text: String
  /// The lines that are ours; no other line is dropped on saving, whatever it begins with.
  let comments: [String]
  /// The first line where text belongs, counted from 1.
  private(set) var line = 1

  /// A buffer with the head above the text, and prompts beneath headings with nothing written there.
  ///
  /// - Parameters:
  ///   - head: whose text it is and who may see it, in parts between which a line may end: nano cuts off what is longer
  ///     than its terminal is wide.
  ///   - initial: the text that is there already.
  ///   - prompts: headings whose prompts are shown.
  ///   - comments: what else is shown and not saved.
  init(head: String, initial: String, prompts: [NoteFormat.Heading], comments: [String]) {
    let parts = head.shown(keepingLines: false).components(separatedBy: Self.betweenParts)
    // Who may see it stands right above the text, which is where an editor begins, however much stands above that.
    let shown =
      Self.rows(of: parts.filter { !$0.hasPrefix(Self.readers) })
      + ["Lines like these are not saved; what you write is, also after \(Self.commentMark)."]
      + comments.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      + Self.rows(of: parts.filter { $0.hasPrefix(Self.readers) })
    let own = Self.lines(of: initial).filter(Self.isMarked).map(Self.withoutBlanksAtEnd)
    var mark = Self.commentMark
    while true {
      let headLines = shown.map { line in
        String(decoding: Self.withoutBlanksAtEnd(Array("\(mark) \(line)".utf8)), as: UTF8.self)
      }
      let body = NoteText(initial).withPrompts(of: prompts, commentMark: mark)
      var prompted = Self.lines(of: body).filter(Self.isMarked).map(Self.withoutBlanksAtEnd)
      for line in own { prompted.firstIndex(of: line).map { _ = prompted.remove(at: $0) } }
      let all = headLines + prompted.map { String(decoding: $0, as: UTF8.self) }
      // A line of the text that reads like one of ours has ours moved to the right, so that it isn't taken for one.
      guard Set(all.map { Array($0.utf8) }).isDisjoint(with: own) else {
        mark += " "
        continue
      }
      let lines = Self.lines(of: body)
      let ours = Set(all)
      let place = lines.firstIndex {
        !ours.contains(String(decoding: $0, as: UTF8.self)) && !$0.starts(with: NoteText.mark.utf8)
      }
      // A text that ends with a heading and its prompt gets a line to write on.
      let end = place == nil ? "\n\n" : "\n"
      self.init(text: headLines.joined(separator: "\n") + "\n" + body + end, comments: all)
      line = headLines.count + 1 + (place ?? lines.count)
      return
    }
  }

  /// A buffer as it was given to an editor; of one whose comments aren't known they are all lines with the mark.
  init(text: String, comments: [String]?) {
    self.text = text
    self.comments =
      comments ?? Self.lines(of: text).filter(Self.isMarked).map { String(decoding: $0, as: UTF8.self) }
    dropped = Set(self.comments.map { Self.withoutBlanksAtEnd(Array($0.utf8)) })
  }

  // MARK: What was left

  /// The comments as they are compared.
  private let dropped: Set<[UInt8]>

  /// The text without the comments and the blank lines around it, otherwise byte for byte.
  func text(of edited: String) -> String { String(decoding: text(of: Array(edited.utf8)), as: UTF8.self) }

  /// The same among bytes that need not be valid UTF-8.
  func text(of edited: [UInt8]) -> [UInt8] {
    var lines = Self.split(edited).filter { !isComment(Array($0)) }[...]
    while let line = lines.first, Self.isBlank(line) { lines.removeFirst() }
    while let line = lines.last, Self.isBlank(line) { lines.removeLast() }
    return Array(lines.joined(separator: [Self.newline]))
  }

  /// What an editor left, with its lines as every text that comes in has them; what is no UTF-8 stays as it is.
  static func read(_ left: [UInt8]) -> [UInt8] {
    String(validating: left, as: UTF8.self).map { Array(TextIn.lines($0).utf8) } ?? left
  }

  /// Whether there is a text, and another one than in the buffer.
  func isChanged(_ edited: [UInt8]) -> Bool {
    let found = text(of: Self.read(edited))
    return !found.isEmpty && found != text(of: Self.read(Array(text.utf8)))
  }

  /// Why nothing is saved of a file without another text in it, nil where it is as it was; nil is one that the editor
  /// took away.
  func refusal(of edited: [UInt8]?) -> Problem? {
    let isAsItWas = edited.map { $0 == Self.read(Array(text.utf8)) || !text(of: $0).isEmpty } ?? false
    return isAsItWas ? nil : Problem(.refused, "the text is empty; nothing was saved")
  }

  // MARK: Lines

  /// Cells that a line of the head has at most besides its mark.
  private static let width = 72
  private static let betweenParts = " · "
  /// What the part of a head begins with that says who may see the text.
  private static let readers = "may be shown to: "

  /// The parts of a head in lines, none of them torn where it needn't be.
  private static func rows(of parts: [String]) -> [String] {
    parts.reduce(into: [String]()) { rows, part in
      if let last = rows.last, "\(last)\(betweenParts)\(part)".cellWidth <= width {
        rows[rows.count - 1] += betweenParts + part
      } else {
        rows += part.wrapped(toCells: width)
      }
    }
  }

  private static let newline = UInt8(ascii: "\n")

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: newline, omittingEmptySubsequences: false)
  }

  /// Lines end where the byte does: a character may hold more than the end of a line.
  private static func lines(of text: String) -> [[UInt8]] { split(Array(text.utf8)).map(Array.init) }

  private static func isMarked(_ line: [UInt8]) -> Bool { line.starts(with: commentMark.utf8) }

  private func isComment(_ line: [UInt8]) -> Bool {
    Self.isMarked(line) && dropped.contains(Self.withoutBlanksAtEnd(line))
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    String(decoding: line, as: UTF8.self).allSatisfy(\.isWhitespace)
  }

  /// Some editors take blanks away from the ends of lines, and some add the other system's end.
  private static func withoutBlanksAtEnd(_ line: [UInt8]) -> [UInt8] {
    let blanks = Set(" \t\r".utf8)
    return Array(line[..<(line.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? 0)])
  }
}
