public import CoupletCore

/// The brief as text: at most 60 lines of at most `width` cells, of which the first 15 are enough to begin with.
///
/// On the counselor's page a heading without content is left out; on other pages it says "nothing entered".
///
/// - Parameter strong: what makes a line of what can't wait stand out.
public func briefLines(
  _ brief: Brief, width: Int = 80, ascii: Bool = false, strong: (String) -> String = { $0 }
) -> [String] {
  BriefPage(brief: brief, width: max(width, BriefPage.narrowest)).page(ascii: ascii).lines(strong: strong)
}

/// The brief on one sheet of paper, with the header that every page has.
public func briefSheet(_ brief: Brief) -> String {
  let words = BriefWords(brief: brief)
  let page = BriefPage(brief: brief, width: Pages.width, height: Pages.room).page(ascii: false)
  let audience =
    brief.isForCounselor ? "counselor only" : brief.heading.members.count == 2 ? "both partners" : "all partners"
  return page.text(
    header: "\(words.clean(brief.heading.handle)) · \(words.clean(brief.heading.label))",
    end: "for: \(audience) · as of \(brief.today)", options: ReportOptions(isOnPaper: true))
}

/// What of a brief fits on one page, and where: what it says stands in `BriefWords`.
struct BriefPage {
  /// A sheet of paper.
  static let mostLines = 60
  /// What is read in the last minute before the couple comes in.
  static let mostUpperLines = 15
  /// Alerts on the page; what is behind the third is only counted.
  static let mostAlerts = 3
  /// Contacts since the last session on the page, the newest.
  static let mostContacts = 2
  /// Below that no column is left for the text.
  static let narrowest = 50
  /// Cells for the headings.
  private static let column = 20
  private static let mostPartners = 3
  /// The caps of the lower part; with the upper part and blank lines they leave the measures about twenty lines.
  private static let most = (wins: 4, promises: 5, injuries: 3, goals: 4, unsigned: 2, jots: 3)

  let brief: Brief
  let words: BriefWords
  let width: Int
  private let height: Int

  init(brief: Brief, width: Int, height: Int = BriefPage.mostLines) {
    self.brief = brief
    self.width = width
    self.height = height
    words = BriefWords(brief: brief)
  }

  /// What fits of the brief, a block a heading.
  func page(ascii: Bool) -> TextPage {
    let upper = upperBlocks
    let upperCount = upper.reduce(0) { $0 + $1.count }
    let lower = lowerBlocks(room: height - upperCount)
    let taken = upperCount + lower.reduce(0) { $0 + $1.count } + lower.count
    // The blank lines go first where the page is full.
    let hasBlanks = taken <= height
    var page = TextPage(ascii: ascii, width: width)
    var room = height
    for (place, block) in (upper + lower).enumerated() {
      // Cut once more: parts that each fit may take other cells side by side.
      let lines = block.prefix(room).map { line in
        var line = line.clipped(toCells: width)
        while line.last == " " { line.removeLast() }
        return line
      }
      page.raw(
        lines, indent: 0, isStrong: place == Self.alertPlace, isContinuing: place < upper.count || !hasBlanks)
      room -= lines.count
    }
    return page
  }

  // MARK: Upper part

  /// Where among the blocks what can't wait stands.
  private static let alertPlace = 1

  private var upperBlocks: [[String]] {
    let alerts = block("Can't wait", alertLines, isOnDesk: false)
    let note = noteLines
    let partners = min(brief.homework.count, Self.mostPartners)
    let cycle = block("The cycle", brief.cycle.map { [words.line($0).clipped(toCells: cells)] } ?? [])
    var room = Self.mostUpperLines - words.heading.count - alerts.count - max(partners, isDesk ? 1 : 0) - cycle.count
    func isThere(_ lines: [Brief.Line], onDesk: Bool) -> Int { lines.isEmpty && !(isDesk && onDesk) ? 0 : 1 }
    // Each that has something gets a line, then the note its five, and what is left the agenda.
    let contacts = items(brief.contacts.suffix(Self.mostContacts).map(words.dated), most: Self.mostContacts)
    let least = isThere(brief.agenda, onDesk: true) + isThere(brief.owed, onDesk: false) + contacts.count
    let noteCount = max(isDesk ? 1 : 0, min(note.count, max(2, room - least)))
    room -= noteCount + least
    let agenda = items(brief.agenda.map(words.line), most: 1 + max(0, room))
    room -= max(0, agenda.count - 1)
    let owed = items(brief.owed.map(words.line), most: 1 + max(0, room))
    return [
      words.heading, alerts, block("Start with", agenda), block("I owe them", owed, isOnDesk: false),
      block(
        isPlan ? "The last plan" : "From the last note", isPlan ? note.prefix(noteCount) : note.suffix(noteCount)),
      block("Since then", contacts, isOnDesk: false),
      block("Homework", clipped(brief.homework.map { words.homework($0, cells: cells) }, most: Self.mostPartners)),
      cycle,
    ]
  }

  /// Three alerts, and how many more; where there are fewer, each may take two lines.
  private var alertLines: [String] {
    let shown = brief.alerts.prefix(Self.mostAlerts).map(words.alert)
    let rest = brief.alerts.count - shown.count
    guard rest > 0 else { return items(shown, most: Self.mostAlerts + 1) }
    return clipped(shown, most: Self.mostAlerts) + ["and \(rest) more"]
  }

  /// The end of the note word for word: long lines are wrapped, and the last five lines of that are shown.
  private var noteLines: [String] {
    guard let note = brief.lastNote else { return [] }
    // A line of a megabyte is not wrapped for the sake of its last five lines.
    let most = Brief.mostNoteLines * cells
    let all = note.lines.flatMap { line in
      let line = words.clean(line)
      return String(isPlan ? line.prefix(most) : line.suffix(most)).wrapped(toCells: cells)
    }
    return Array(isPlan ? all.prefix(Brief.mostNoteLines) : all.suffix(Brief.mostNoteLines))
  }

  private var isPlan: Bool { brief.lastNote?.isPlan ?? false }

  // MARK: Lower part

  private func lowerBlocks(room: Int) -> [[String]] {
    let most = Self.most
    let before = [
      block("Wins", items(brief.wins.map(words.win), most: most.wins)),
      block("Promises", items(brief.promises.map(words.promise), most: most.promises), isOnDesk: false),
      block("Injuries", items(brief.injuries.map(words.injury), most: most.injuries), isOnDesk: false),
    ]
    let after = [
      block("Goals", items(brief.goals.map(words.goal), most: most.goals), isOnDesk: false),
      block("Attendance", brief.attendance.map { words.attendance($0).clipped(toCells: cells) }, isOnDesk: false),
      block("Unsigned notes", items(brief.unsigned.map(words.unsigned), most: most.unsigned), isOnDesk: false),
      block("Still to do", brief.missing.map { words.missing($0).clipped(toCells: cells) }, isOnDesk: false),
      block("In no note", items(brief.jots.map(words.line), most: most.jots), isOnDesk: false),
    ]
    let others = (before + after).filter { !$0.isEmpty }
    let left = room - others.reduce(0) { $0 + $1.count } - others.count - 1
    let blocks = (before + [measureBlock(most: left)] + after).filter { !$0.isEmpty }
    // What might be done comes after what is known, and pushes none of it off the page.
    let untried = block(
      "Not tried yet", items(brief.untried.map { [words.untried($0)] } ?? [], most: 2), isOnDesk: false)
    let taken = blocks.reduce(0) { $0 + $1.count } + blocks.count
    return untried.isEmpty || taken + untried.count + 1 > room ? blocks : blocks + [untried]
  }

  private func measureBlock(most: Int) -> [String] {
    let indent = String(repeating: " ", count: BriefWords.measureColumn)
    let groups =
      brief.measures.map { measure in
        words.rows(measure).flatMap { label, text in
          text.wrapped(toCells: width - indent.cellWidth).prefix(4).enumerated().map { place, line in
            (place == 0 ? label.padded(toCells: indent.cellWidth) : indent) + line
          }
        }
      } + brief.unknownScales.map { [words.unknownScale($0)] }
    guard !groups.isEmpty else { return block("Scales and ratings", []) }
    var lines = ["Scales and ratings  first → previous → last"]
    var hasLabel = false
    for (place, group) in groups.enumerated() {
      let isRating = place < brief.measures.count && brief.measures[place].kind == .rating
      let added = (isRating && !hasLabel ? [BriefWords.ratingsLabel] : []) + group
      let isLast = place == groups.count - 1
      guard lines.count + added.count + (isLast ? 0 : 1) <= most else {
        return lines + ["and \(groups.count - place) more"]
      }
      hasLabel = hasLabel || isRating
      lines += added
    }
    return lines
  }

  // MARK: Parts

  private var isDesk: Bool { !brief.isForCounselor }
  private var cells: Int { width - Self.column }

  /// A heading with its lines beside it.
  private func block(_ heading: String, _ lines: some Collection<String>, isOnDesk: Bool = true) -> [String] {
    guard !lines.isEmpty else {
      return isDesk && isOnDesk ? [heading.padded(toCells: Self.column) + "nothing entered"] : []
    }
    return lines.enumerated().map { place, line in (place == 0 ? heading : "").padded(toCells: Self.column) + line }
  }

  /// Texts in at most so many lines: two lines each where there is room for that, else a line each.
  private func items(_ texts: [String], most: Int) -> [String] {
    guard texts.count <= most else { return clipped(texts, most: most) }
    let wrapped = texts.map { text in
      let lines = text.wrapped(toCells: cells, hanging: 2)
      return lines.count <= 2 ? lines : [lines[0], (lines[1] + " …").clipped(toCells: cells)]
    }
    let all = wrapped.flatMap(\.self)
    return all.count <= most ? all : clipped(texts, most: most)
  }

  /// A line each; the last of them counts those that aren't there.
  private func clipped(_ texts: [String], most: Int) -> [String] {
    var lines = texts.prefix(most).map { $0.clipped(toCells: cells) }
    let rest = texts.count - lines.count
    if rest > 0, let last = lines.popLast() {
      let more = ", and \(rest) more"
      lines.append(last.clipped(toCells: cells - more.cellWidth) + more)
    }
    return lines
  }
}
