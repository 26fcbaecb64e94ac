import CoupletCore
import CoupletReports
import SeededNumbers
import Testing

/// A couple of whom chance wrote the file.
private struct Chance {
  static let dana = Client.ID(number: 1)
  static let rob = Client.ID(number: 2)
  static let start = Day(iso: "2025-09-01")!
  static let texts = [
    "Call at noon", "<script>alert(1)</script>", "=1+1", "\u{202E}turned", "漢字", "\"><img src=x>", "a & b",
  ]

  var numbers: SeededNumbers
  var records = Records()
  let scale: ScaleDefinition

  init(seed: UInt64) throws {
    numbers = SeededNumbers(state: seed)
    scale = try ScaleDefinition(
      id: .init("csi-16"), version: 1, title: "Couples Satisfaction Index, 16 items", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 81), cutoff: Cutoff(value: 51.5, functional: .above, verification: .read),
      reliability: Reliability(r: 0.8, sd: 7.5, kind: .testRetest, verification: .read), audience: .joint)
    for member in [Self.dana, Self.rob] {
      for _ in 0..<int(0, 9) {
        records.measures.append(
          try Measure(
            id: RecordID(.measure, records.measures.count + 1)!, fact: fact(member), scale: "csi-16", version: 1,
            mode: .paper, entered: .total(Double(int(0, 162)) / 2)))
      }
      for _ in 0..<int(0, 9) {
        records.ratings.append(
          try Rating(
            id: RecordID(.measure, 1_000 + records.ratings.count)!, fact: fact(member), session: nil, version: 1,
            values: [.trust: .value(int(0, 10)), .hope: .value(int(0, 10))], tensionStart: int(0, 10)))
      }
    }
    try addWork()
    records.measures.sort { $0.fact.day < $1.fact.day }
    records.ratings.sort { $0.fact.day < $1.fact.day }
  }

  mutating func int(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &numbers) }
  /// A title may steer nothing.
  mutating func title() -> String { text().replacing("\u{202E}", with: "") }
  mutating func text() -> String { Self.texts[int(0, Self.texts.count - 1)] }

  mutating func fact(_ member: Client.ID?) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: Self.start.adding(days: int(0, 400)),
      audience: [.joint, .counselor, member.map(Audience.member) ?? .joint][int(0, 2)], member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  private mutating func addWork() throws {
    for number in 1...int(1, 4) {
      let given = Fact(
        couple: Couple.ID(number: 1), day: Self.start, audience: .joint, member: nil,
        written: Instant(seconds: 1_795_000_000))
      var log: [Homework.Log] = []
      for member in [Self.dana, Self.rob] {
        for _ in 0..<int(0, 5) {
          log.append(
            try Homework.Log(
              day: Self.start.adding(days: int(0, 400)), member: member, done: .counted(int(0, 7), of: 7),
              audience: .joint))
        }
      }
      records.homework.append(
        try Homework(
          id: RecordID(.homework, number)!, fact: given, exercise: nil, title: title(), text: "Talk",
          terms: Homework.Terms(), log: log))
      let by = [Self.dana, Self.rob][int(0, 1)]
      var marks: [Promise.Mark] = []
      for _ in 0..<int(0, 6) {
        marks.append(
          Promise.Mark(
            day: Self.start.adding(days: int(0, 400)), outcome: [.kept, .partly, .missed][int(0, 2)],
            says: [Self.dana, Self.rob, nil][int(0, 2)]))
      }
      records.promises.append(
        try Promise(
          id: RecordID(.promise, number)!,
          fact: Fact(
            couple: Couple.ID(number: 1), day: Self.start, audience: .joint, member: by,
            written: Instant(seconds: 1_795_000_000)), to: nil, text: text(), every: .days(7), marks: marks))
      records.wins.append(try Win(id: RecordID(.win, number)!, fact: fact(Self.dana), noticedBy: nil, text: text()))
    }
    records.wins.sort { $0.fact.day < $1.fact.day }
  }

  func report(by viewer: Audience) throws -> ProgressReport {
    let today = Self.start.adding(days: 500)
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: Self.start,
      memberships: [Self.dana, Self.rob].map { try Couple.Membership(client: $0, joined: Self.start) })
    let clients = try [(Self.dana, "Dana Reyes"), (Self.rob, "Rob Reyes")].map {
      try Client(id: $0.0, details: Client.Details(name: $0.1), today: today)
    }
    return ProgressReport(
      of: History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today),
      library: Library(scales: [scale], exercises: [], ratings: nil), since: nil, until: nil)
  }
}

@Suite struct SameFiguresTests {
  /// 200 histories, each for three audiences: what the CSV says is what the page says, sign by sign.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func theFormatsAgree(_ seed: UInt64) throws {
    let chance = try Chance(seed: seed)
    for viewer in [Audience.counselor, .joint, .member(Chance.rob)] {
      let report = try chance.report(by: viewer)
      let html = render(report, as: .html)
      let page = readable(html, withTables: false)
      let tables = readable(html)
      let text = words(render(report, as: .text))
      let json = words(render(report, as: .json))
      for row in report.table.rows {
        let cells = Dictionary(uniqueKeysWithValues: zip(report.table.columns.map(\.key), row.map(\.text)))
        guard let kind = cells["kind"], let n = cells["n"].flatMap(Int.init), n > 0 else { continue }
        let (first, last) = (cells["first"] ?? "", cells["last"] ?? "")
        // Pages give shares two places, files four.
        func shown(_ figure: String) -> String {
          ["homework", "promise"].contains(kind)
            ? Double(figure).map { DecimalText.text($0, places: 2) } ?? figure : figure
        }
        let span = n == 1 ? shown(last) : "\(shown(first)) → \(shown(last))"
        // Shares stand in the counselor's lines alone; for the couple they are "3 of 4".
        let isLine = ["scale", "rating"].contains(kind) || viewer == .counselor
        if isLine {
          #expect(page.contains(span), "\(seed) \(viewer) \(kind): \(span)")
          #expect(text.contains(span), "\(seed) \(viewer) \(kind): \(span)")
        }
        #expect(
          json.contains("\"first\": \(first), \"last_date\": \"\(cells["last_date"] ?? "")\", \"last\": \(last),"))
        if kind == "scale", viewer == .counselor, n > 1 { #expect(page.contains("change \(cells["change"] ?? "")")) }
      }
      // Every value that is drawn stands in the table beside the drawing.
      for row in report.measures where row.kind == .scale {
        let days = Set(report.measures.filter { $0.measure == row.measure }.flatMap(\.values).map(\.day))
        for value in row.values where days.count > 1 {
          #expect(tables.contains("\(value.day)") && tables.contains(DecimalText.text(value.value)))
        }
      }
      for homework in report.homework {
        for part in homework.parts { #expect(page.contains(viewer == .counselor ? part.text : part.plain)) }
      }
      #expect(!html.contains("<script") && !html.contains("<img") && !html.unicodeScalars.contains("\u{202E}"))
    }
  }

  /// Each item of the page of HTML stands in the page of text, word for word and in the same order.
  @Test(arguments: [1, 7, 23, 99] as [UInt64], [Audience.counselor, .joint])
  func theWordsAreThoseOfTheText(_ seed: UInt64, _ viewer: Audience) throws {
    let report = try Chance(seed: seed).report(by: viewer)
    var rest = words(render(report, as: .text))[...]
    for block in report.document.blocks {
      let texts: [String] =
        switch block {
        case .heading(let text), .paragraph(let text), .remark(let text): [text]
        case .items(let items): items.flatMap { [$0.text] + $0.details }
        default: []
        }
      for text in texts.map(words) {
        guard let found = rest.firstRange(of: text) else {
          Issue.record("\(text)")
          continue
        }
        rest = rest[found.upperBound...]
      }
    }
  }

  private func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
