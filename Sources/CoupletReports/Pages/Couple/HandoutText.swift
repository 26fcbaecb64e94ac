public import CoupletCore

extension Handout {
  static let width = Pages.width
  static let footer = "Bring this page along next time, with or without marks on it."
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

  private var blocks: [[String]] {
    let isAlone = names.count == 1
    return [head]
      + section("What it is for", purpose) + section("What to do", task)
      + section("What to have at hand", materials.isEmpty ? nil : materials.joined(separator: ", "))
      + section("What may get in the way", obstacle) + section("What \(isAlone ? "I" : "we") do then", plan)
      + [
        table,
        ["What \(isAlone ? "I" : "we") want to remember, in \(isAlone ? "my" : "our") own words", ""]
          + [Self.rule(Self.width), "", Self.rule(Self.width)],
      ]
  }

  private var head: [String] {
    // The header says the title, as far as it fits.
    let isCut = title.cellWidth > Self.width - Self.placeCells
    return [
      isCut ? title : "", forWhom, howOften,
    ]
    .filter { !$0.isEmpty }.flatMap { $0.shown(keepingLines: false).wrapped(toCells: Self.width, hanging: 2) }
  }

  /// `For Dana & Rob, each on your own`.
  var forWhom: String {
    let each = isTogether ? ", together" : names.count > 1 ? ", each on your own" : ""
    return "For \(names.joined(separator: " & "))\(each)"
  }

  /// `Every day, 7 times, until Wed 2026-10-28`; empty where nothing was settled.
  var howOften: String {
    let often = [
      every?.often,
      times.map { $0 == 1 ? "once" : "\($0) times" }, due.map { "until \($0.withWeekday)" },
      minutes.map { "about \($0) minutes" },
    ]
    let terms = often.compactMap { $0 }.joined(separator: ", ")
    return terms.prefix(1).uppercased() + terms.dropFirst()
  }

  /// A heading and its text, in which the lines of a numbered step stand under each other.
  private func section(_ heading: String, _ text: String?) -> [[String]] {
    guard let text else { return [] }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      let mark = line.prefixMatch(of: #/(\d+\.|-) /#).map { $0.output.0.count } ?? 0
      return String(line).replacing("\t", with: " ").shown(keepingLines: false).wrapped(
        toCells: Self.width - 2, hanging: mark)
    }
    return [[heading] + lines.map { $0.isEmpty ? "" : "  \($0)" }]
  }

  /// A row a time with boxes to tick, and room for a word beside them.
  private var table: [String] {
    let names = columns.isEmpty ? ["done"] : columns.map { $0.shown(keepingLines: false) }
    // With many who tick the columns grow narrower, so that room for a word stays.
    let cells = max(min(Self.columnCells, (Self.width - Self.dayCells - Self.wordCells) / names.count - 2), 3)
    func row(_ day: String, _ parts: [String], _ rest: String) -> String {
      "  " + day.padded(toCells: Self.dayCells - 2)
        + parts.map { $0.clipped(toCells: cells).padded(toCells: cells + 2) }.joined() + rest
    }
    let word = Self.rule(Self.width - Self.dayCells - names.count * (cells + 2))
    return [row("How it went", names, "a word")]
      + rows.map { day in row(day.map(\.withWeekday) ?? Self.rule(14), names.map { _ in "[ ]" }, word) }
      + (isCut ? ["  and so on; ask for another page"] : [])
  }

  static func rule(_ cells: Int) -> String { String(repeating: "_", count: max(cells, 0)) }
}
