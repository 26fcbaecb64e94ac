import CoupletCore
import CoupletReports
import Foundation
import Testing

/// Pages for the couple are made of the closed list of sentences, and of what was typed, names, days and figures.
@Suite struct CoupleSentenceTests {
  /// What stands for every text that was typed.
  private static let typed = "Quux"

  private static func fact(_ day: Int, _ member: Client.ID?) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: ChancePractice.start.adding(days: day), audience: .joint, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  /// Something of all that a page for the couple may hold.
  private static func add(to chance: inout ChancePractice) throws {
    let (one, other) = (chance.members[0], chance.members[1])
    for number in 1...2 where chance.int(0, 3) > 0 {
      chance.records.sessions.append(
        try Session(
          id: RecordID(.session, number)!, fact: fact(60 * number, nil), minutes: 50, status: .held,
          attendance: [one: .late(minutes: 5), other: number == 1 ? .present : .absent]))
    }
    for kind in Entry.Kind.allCases where chance.int(0, 2) == 0 {
      let content = Entry.Content(
        kind, noticedBy: chance.int(0, 1) == 0 ? other : nil,
        review: chance.int(0, 1) == 0 ? ChancePractice.today.adding(days: 5) : nil, text: typed)
      if let entry = try? Entry(id: RecordID(.entry, 500 + chance.records.entries.count)!, fact: fact(90, one), content)
      {
        chance.records.entries.append(entry)
      }
    }
    if chance.int(0, 1) == 0 {
      chance.records.wins = [try Win(id: RecordID(.win, 1)!, fact: fact(80, one), noticedBy: other, text: typed)]
    }
    if chance.int(0, 1) == 0 {
      chance.records.goals = [
        try Goal(
          id: RecordID(.goal, 1)!, fact: fact(10, chance.int(0, 1) == 0 ? one : nil), text: typed,
          standings: [
            Goal.Standing(day: ChancePractice.start.adding(days: 11), by: nil, value: chance.int(0, 10)),
            Goal.Standing(day: ChancePractice.start.adding(days: 200), by: nil, value: chance.int(0, 10)),
          ], closed: chance.int(0, 2) == 0 ? ChancePractice.start.adding(days: 220) : nil)
      ]
    }
    for number in 1...3 where chance.int(0, 1) == 0 {
      let outcomes: [Promise.Outcome] = [.kept, .partly, .missed, .renegotiated]
      let said = outcomes[chance.int(0, 3)]
      chance.records.promises.append(
        try Promise(
          id: RecordID(.promise, number)!, fact: fact(20, one), to: other, text: typed, due: nil, every: nil,
          size: .small,
          marks: [one, other].prefix(chance.int(1, 2)).map {
            Promise.Mark(day: ChancePractice.start.adding(days: 40), outcome: said, says: $0)
          }, repairs: []))
    }
    if chance.int(0, 1) == 0 {
      chance.records.homework = [
        try Homework(
          id: RecordID(.homework, 1)!, fact: fact(30, nil), exercise: nil, title: typed, text: typed,
          terms: Homework.Terms(),
          log: try [one, other].prefix(chance.int(0, 2)).map {
            try Homework.Log(
              day: ChancePractice.start.adding(days: 37), member: $0, done: .graded(chance.int(0, 4)), audience: .joint)
          })
      ]
    }
  }

  /// What is left of a line when everything that may be there is taken out of it.
  private static func rest(_ line: String, _ names: [String]) -> String {
    var line = line
    func take(_ text: String) {
      guard !text.isEmpty else { return }
      var from = line.startIndex
      while let range = line.range(of: text, range: from..<line.endIndex) {
        let before = range.lowerBound == line.startIndex ? " " : line[line.index(before: range.lowerBound)]
        let after = range.upperBound == line.endIndex ? " " : line[range.upperBound]
        // Whole words alone: a sentence isn't taken out of the middle of another word.
        let isWhole =
          !(before.isLetter && text.first?.isLetter == true) && !(after.isLetter && text.last?.isLetter == true)
        if isWhole {
          let offset = line.distance(from: line.startIndex, to: range.lowerBound)
          line.replaceSubrange(range, with: "¦")
          from = line.index(line.startIndex, offsetBy: offset + 1)
        } else {
          from = line.index(after: range.lowerBound)
        }
      }
    }
    for name in names { take(name) }
    line = line.replacing(#/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=\d{4})/#, with: "")
      .replacing(#/\d{4}-\d{2}-\d{2}/#, with: "¦")
    for sentence in sentences { take(sentence) }
    return String(line.filter { $0.isLetter })
  }

  /// The fixed words of all sentences, the longest first.
  private static let sentences = CoupleSentence.allCases.flatMap(\.fixed).sorted { $0.count > $1.count }

  private static func lines(_ page: PageDocument) -> [String] {
    // The head, which may go on on a second line.
    [page.text().components(separatedBy: "\n\n")[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")]
      + page.blocks.flatMap { block -> [String] in
        switch block {
        case .heading(let text), .paragraph(let text), .remark(let text): [text]
        case .items(let items): items.flatMap { [$0.text] + $0.details }
        case .facts: []
        case .table(let caption, let table):
          [caption ?? ""] + table.columns.map(\.title) + table.rows.flatMap { $0.map(\.text) }
        case .chart: []
        case .calendar: []
        }
      }
  }

  @Test(arguments: 5_000..<(5_000 + DirectionTests.practices))
  func nothingStandsOnAPageForTheCoupleThatIsNotInTheList(_ seed: UInt64) throws {
    var chance = try ChancePractice(seed: seed, mostSheets: seed.isMultiple(of: 2) ? 14 : 40)
    try Self.add(to: &chance)
    let history = try chance.history()
    let library = Library(scales: chance.scales, exercises: [], ratings: nil)
    let joint = history.seen(by: .joint, asOf: ChancePractice.today)
    let names =
      [Self.typed, "A couple", "a-couple"] + ChancePractice.names + ["D.", "R.", "K.", "d-r-k", "d-r"]
      + chance.scales.flatMap { ["(\($0.id)", $0.title, $0.id.description] }
    for seen in [joint, joint.forDesk()] {
      let report = ProgressReport(of: seen, library: library, since: nil, until: nil)
      let pages = CouplePages(of: seen, library: library, since: nil, until: nil, counselor: Counselor())
      var lines = [report.document, pages.letter, pages.closing].flatMap(Self.lines)
      for scale in chance.scales where scale.version == 1 {
        // Folded at 80 cells, so in one piece; a chart has names, days and figures.
        let page = scoreLines(ScoreReport(of: seen, scale: scale, library: library), width: 80)
        lines.append(page.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
      if seen.isForDesk { lines += briefLines(Brief(of: seen, library: library), width: 400) }
      for line in lines {
        #expect(Self.rest(line, names).isEmpty, "\(seed): '\(line)' leaves '\(Self.rest(line, names))'")
      }
    }
  }

  @Test func theWalkFindsWhatIsNotInTheList() {
    #expect(Self.rest("Dana: 30 → 55, clearly better", ["Dana"]).isEmpty)
    #expect(Self.rest("Dana: 30 → 55, splendidly better", ["Dana"]) == "splendidlybetter")
    #expect(Self.rest("between you: 5 → 2, closer than before", []) == "closerthanbefore")
    #expect(CoupleSentence.oneSession.with("3", "Mon 2026-11-23") == "1 session, number 3, on Mon 2026-11-23")
    #expect(Set(CoupleSentence.allCases.map(\.words)).count == CoupleSentence.allCases.count)
  }
}
