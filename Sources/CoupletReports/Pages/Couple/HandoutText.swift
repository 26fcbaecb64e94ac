public import CoupletCore

extension Handout {
  static let width = Pages.width
  /// Cells of a column that somebody ticks: a box, and a word beside it.
  private static let columnCells = 14
  /// Cells of the column of days, with the blanks on both sides of it.
  private static let dayCells = 20
  /// Cells of the header for the number of the page.
  private static let placeCells = 18
  /// Cells that stay for a word at least.
  private static let wordCells = 20

  /// The handout as pages of 60 lines of 80 columns, with a form feed between two.
  public var text: String { Pages(header: title, footer: Self.footer).text(blocks) }

  /// The handout as one document; `lines` are those of the page, without header and footer.
  public var json: JSONValue {
    [
      "couple": .string(handle), "title": .string(title), "names": .texts(names),
      "together": .bool(isTogether), "date": .string(given.description),
      "due": .text(due?.description), "every": .text(every?.description),
      "times": .count(times), "purpose": .text(purpose),
      "text": .string(task), "obstacle": .text(obstacle),
      "plan": .text(plan), "materials": .texts(materials),
      "minutes": .count(minutes),
      "rows": .array(rows.map(JSONValue.day)),
      "columns": .texts(columns),
      "lines": .texts(blocks.flatMap { $0 + [""] }.dropLast()),
    ]
  }

  /// Each part in lines that paper keeps together.
  private var blocks: [[String]] { [head] + parts.map(lines) }

  private var head: [String] {
    // The header says the title, as far as it fits.
    let isCut = title.cellWidth > Self.width - Self.placeCells
    return ((isCut ? [title.clean] : []) + terms).flatMap { $0.wrapped(toCells: Self.width, hanging: 2) }
  }

  private func lines(_ part: HandoutPart) -> [String] {
    switch part {
    case .section(let heading, let text): [heading] + Self.lines(typed: text)
    case .log(let heading): log(heading)
    case .ownWords(let heading): [heading] + (0..<Self.ownLines).flatMap { _ in ["", Self.rule(Self.width)] }
    }
  }

  /// What was typed, in which the lines of a numbered step stand under each other.
  private static func lines(typed text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      String(line).clean.wrapped(toCells: width - 2, hanging: mark(of: line) ?? 0)
    }
    .map { $0.isEmpty ? "" : "  \($0)" }
  }

  /// A row a time with boxes to tick, and room for a word beside them.
  private func log(_ heading: String) -> [String] {
    // With many who tick the columns grow narrower, so that room for a word stays.
    let cells = max(min(Self.columnCells, (Self.width - Self.dayCells - Self.wordCells) / ticking.count - 2), 3)
    func row(_ day: String, _ parts: [String], _ rest: String) -> String {
      "  " + day.padded(toCells: Self.dayCells - 2)
        + parts.map { $0.clipped(toCells: cells).padded(toCells: cells + 2) }.joined() + rest
    }
    let word = Self.rule(Self.width - Self.dayCells - ticking.count * (cells + 2))
    return [row(heading, ticking, "a word")] + rowTitles.map { row($0, ticking.map { _ in "[ ]" }, word) }
      + (isCut ? ["  \(Self.cutWords)"] : [])
  }
}
