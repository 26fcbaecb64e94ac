internal import CoupletCore

/// A piece of a handout: what stands on it is said once, and laid out for text and for HTML.
enum HandoutPart {
  /// What somebody typed, under a heading.
  case section(heading: String, text: String)
  /// The log to tick, under its heading.
  case log(heading: String)
  /// Lines for words of one's own, under a heading.
  case ownWords(heading: String)
}

extension Handout {
  static let footer = "Bring this page along next time, with or without marks on it."
  /// What stands under a log that has fewer rows than there are times.
  static let cutWords = "and so on; ask for another page"
  /// Lines for words of one's own.
  static let ownLines = 2

  /// All of the page, in reading order.
  var parts: [HandoutPart] {
    let isAlone = names.count == 1
    let (own, whose) = isAlone ? ("I", "my") : ("we", "our")
    let sections: [(heading: String, text: String?)] = [
      ("What it is for", purpose), ("What to do", task),
      ("What to have at hand", materials.isEmpty ? nil : materials.joined(separator: ", ")),
      ("What may get in the way", obstacle), ("What \(own) do then", plan),
    ]
    return sections.compactMap { heading, text in text.map { .section(heading: heading, text: $0) } }
      + [.log(heading: "How it went"), .ownWords(heading: "What \(own) want to remember, in \(whose) own words")]
  }

  /// What stands under the title: for whom it is, and how often they do it.
  var terms: [String] { [forWhom, howOften].filter { !$0.isEmpty }.map(\.clean) }

  /// `For Dana & Rob, each on your own`.
  private var forWhom: String {
    let each = isTogether ? ", together" : names.count > 1 ? ", each on your own" : ""
    return "For \(names.joined(separator: " & "))\(each)"
  }

  /// `Every day, 7 times, until Wed 2026-10-28`; empty where nothing was settled.
  private var howOften: String {
    let often = [
      every?.often,
      times.map { $0 == 1 ? "once" : "\($0) times" }, due.map { "until \($0.withWeekday)" },
      minutes.map { "about \($0) minutes" },
    ]
    let terms = often.compactMap { $0 }.joined(separator: ", ")
    return terms.prefix(1).uppercased() + terms.dropFirst()
  }

  /// The titles of the columns that somebody ticks.
  var ticking: [String] { columns.isEmpty ? ["done"] : columns.map(\.clean) }

  /// What stands before each row of the log: its day, or a line to write one on.
  var rowTitles: [String] { rows.map { $0.map(\.withWeekday) ?? Self.rule(14) } }

  /// What stands before a numbered step or an item in what somebody typed, nil for other lines.
  static func mark(of line: some StringProtocol) -> Int? {
    String(line).prefixMatch(of: #/(\d+\.|-) /#).map { $0.output.0.count }
  }

  /// A line to write on.
  static func rule(_ cells: Int) -> String { String(repeating: "_", count: max(cells, 0)) }
}
