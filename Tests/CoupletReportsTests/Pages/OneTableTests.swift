import CoupletCore
import CoupletReports
import SeededNumbers
import Testing

/// A practice that chance wrote: sheets of one session on two days, several on a day, open items, versions, aims.
struct ChancePractice {
  static let names = ["Dana", "Rob", "Kim"]
  static let start = Day(iso: "2025-09-01")!
  static let today = start.adding(days: 400)

  var numbers: SeededNumbers
  var records = Records()
  let scales: [ScaleDefinition]
  var members: [Client.ID] = []

  /// - Parameter mostSheets: of a member.
  init(seed: UInt64, mostSheets: Int = 14) throws {
    numbers = SeededNumbers(state: seed)
    scales = try Self.definitions()
    members = (1...(int(0, 3) == 0 ? 3 : 2)).map(Client.ID.init(number:))
    for member in members {
      for _ in 0..<int(0, mostSheets) { try addSheet(member) }
      for _ in 0..<int(0, 5) { try addRating(member) }
      if int(0, 3) == 0 {
        let fact = fact(member, [.joint, .counselor, .member(member)][int(0, 2)], day: 30 * int(0, 4))
        records.aims.append(
          try Aim(
            id: RecordID(.entry, 1 + records.aims.count)!, fact: fact,
            kind: [.separate, .unsure, .improve, .clarify][int(0, 3)]))
      }
    }
  }

  private static func definitions() throws -> [ScaleDefinition] {
    let reliability = try Reliability(r: 0.8, sd: 7.5, kind: .testRetest, verification: .read)
    func csi(_ version: Int) throws -> ScaleDefinition {
      try ScaleDefinition(
        id: .init("csi-16"), version: version, title: "Satisfaction", direction: .higherIsBetter,
        total: ScoreRange(min: 0, max: 81), cutoff: Cutoff(value: 51.5, functional: .above, verification: .read),
        reliability: reliability, audience: .joint)
    }
    return [
      try csi(1), try csi(2),
      try ScaleDefinition(
        id: .init("rdas"), version: 1, title: "Adjustment", direction: .higherIsBetter,
        total: ScoreRange(min: 0, max: 69),
        cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
        publishedChange: PublishedChange(points: 12, verification: .read), reliability: reliability, audience: .joint),
      try ScaleDefinition(
        id: .init("phq-9"), version: 1, title: "Mood", direction: .higherIsWorse, total: ScoreRange(min: 0, max: 27),
        items: (1...9).map { try ScaleItem(id: $0, min: 0, max: 3) },
        rule: ScoreRule(.sum, missing: .prorate(atLeast: 0.8)),
        cutoff: Cutoff(value: 10, functional: .below, valueBelongsTo: .dysfunctional, verification: .read),
        publishedChange: PublishedChange(points: 6, verification: .read), audience: .member),
      try ScaleDefinition(
        id: .init("plain"), version: 1, title: "Plain", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 9)),
    ]
  }

  mutating func int(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &numbers) }

  private func fact(_ member: Client.ID, _ audience: Audience, day: Int) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: Self.start.adding(days: day), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  /// One of six sessions or of none; who answers a session's sheet may do so a day or two later.
  private mutating func occasion() -> (session: RecordID?, day: Int) {
    let number = int(1, 6)
    return int(0, 2) == 0 ? (nil, 60 * number) : (RecordID(.session, number), 60 * number + max(0, int(-3, 2)))
  }

  private mutating func addSheet(_ member: Client.ID) throws {
    let (session, day) = occasion()
    let place = [0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 4][int(0, 11)]
    let scale = scales[place]
    let entered: Measure.Entered =
      if place == 3 {
        .answers((1...9).map { _ in int(0, 12) == 0 ? .notAnswered : .value(int(0, 3)) })
      } else {
        .total(Double(int(0, Int(scale.total.max))))
      }
    let audience = [.joint, .joint, .counselor, Audience.member(member)][int(0, 3)]
    records.measures.append(
      try Measure(
        id: RecordID(.measure, records.measures.count + 1)!, fact: fact(member, audience, day: day),
        scale: scale.id.description, version: scale.version, mode: int(0, 4) == 0 ? .phone : .paper, session: session,
        entered: entered))
  }

  private mutating func addRating(_ member: Client.ID) throws {
    let (session, day) = occasion()
    records.ratings.append(
      try Rating(
        id: RecordID(.measure, 1_000 + records.ratings.count)!, fact: fact(member, .joint, day: day),
        session: session, version: int(0, 9) == 0 ? 2 : 1,
        values: [.trust: .value(int(0, 10)), .hope: .value(int(0, 10))]))
  }

  mutating func history() throws -> History {
    let hasLeft = int(0, 4) == 0
    let closure =
      int(0, 4) == 0
      ? Couple.Closure(
        day: Self.today.adding(days: int(-20, -1)), outcome: int(0, 1) == 0 ? .separated : .completed, why: nil) : nil
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "A couple", handle: Handle("a-couple"), since: Self.start,
      memberships: members.map { member in
        try Couple.Membership(
          client: member, joined: Self.start,
          left: hasLeft && member.number == 3 ? Self.start.adding(days: 200) : nil)
      }, closure: closure)
    let clients = try members.map {
      try Client(id: $0, details: Client.Details(name: Self.names[$0.number - 1]), today: Self.today)
    }
    return History(couple: couple, clients: clients, records: records)
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue {
    if case .object(let members) = self { members.first { $0.key == key }?.value ?? .null } else { .null }
  }

  fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// As it is written, alike for all pages.
  fileprivate var said: String {
    switch self {
    case .string(let text): text
    case .bool(let value): value ? "yes" : "no"
    default: text()
    }
  }
}

private func facts(brief: Brief) -> Facts {
  var facts: Facts = [:]
  for measure in json(brief)["measures"].items {
    let id = measure["measure"].said
    let names = measure["members"].items.map { $0["name"].said }
    for row in measure["members"].items {
      for key in ["first_date", "first", "last_date", "last", "change", "reliable"] {
        facts["\(id) \(row["name"].said) \(key)"] = row[key].said
      }
      guard brief.isForCounselor else { continue }
      for key in ["class", "functional"] { facts["\(id) \(row["name"].said) \(key)"] = row[key].said }
      facts["\(id) \(row["name"].said) into clinical range"] = row["into_clinical_range"].said
    }
    for (place, one) in names.enumerated() {
      for other in names[(place + 1)...] { facts["\(id) \(one) \(other) gap last"] = "null" }
    }
    for gap in measure["gaps"].items {
      let pair = "\(id) \(gap["members"].items.map(\.said).joined(separator: " "))"
      facts["\(pair) gap last"] = gap["last"].said
      facts["\(pair) movement"] = gap["direction"].said
      if gap["direction"] != .null { facts["\(pair) gap first"] = gap["first"].said }
      if brief.isForCounselor { facts["\(pair) more than error"] = gap["more_than_error"].said }
    }
  }
  return facts
}

private func facts(report: ProgressReport) -> Facts {
  var facts: Facts = [:]
  for row in report.measures where row.n > 0 {
    let name = "\(row.measure) \(row.name)"
    facts["\(name) plain"] = row.plain?.words
    facts["\(name) remark"] = row.remark
    facts["\(name) into clinical range"] = row.remark == "into the clinical range" ? "yes" : "no"
  }
  for pair in report.pairs {
    let name = "\(pair.measure) \(pair.first) \(pair.second)"
    facts["\(name) gap first apart"] = pair.gapFirst.map { "\(abs($0))" }
    facts["\(name) gap last apart"] = pair.gapLast.map { "\(abs($0))" }
  }
  for row in report.json["measures"].items {
    for key in ["first_date", "first", "last_date", "last", "change", "reliable", "functional", "class"] {
      facts["\(row["measure"].said) \(row["member"].said) \(key)"] = row[key].said
    }
  }
  for pair in report.json["pairs"].items {
    let name = "\(pair["measure"].said) \(pair["first"].said) \(pair["second"].said)"
    facts["\(name) gap last"] = pair["gap_last"].said
    facts["\(name) movement"] = pair["movement"].said
    facts["\(name) gap first"] = pair["gap_first"].said
    if report.isForCounselor { facts["\(name) more than error"] = pair["more_than_error"].said }
    if report.isForCounselor { facts["\(name) label"] = label(pair["label"].said, pair["label_why"]) }
  }
  return facts
}

/// The label with its reason, as pages in words have it.
private func label(_ label: String, _ why: JSONValue) -> String { why == .null ? label : "\(label): \(why.said)" }

/// The cells of a line; a text with commas stands in quotes.
private func csvCells(_ line: some StringProtocol) -> [String] {
  var cells = [""]
  var isQuoted = false
  for character in line {
    if character == "\"" {
      isQuoted.toggle()
    } else if character == ",", !isQuoted {
      cells.append("")
    } else {
      cells[cells.count - 1].append(character)
    }
  }
  return cells
}

private func facts(csv report: ProgressReport) -> Facts {
  var facts: Facts = [:]
  let lines = render(report, as: .csv).split(separator: "\r\n")
    .map(csvCells)
  for line in lines.dropFirst() {
    let cells = Dictionary(uniqueKeysWithValues: zip(lines[0], line))
    let measure = cells["measure"] ?? ""
    func said(_ key: String) -> String { cells[key].flatMap { $0.isEmpty ? nil : $0 } ?? "null" }
    for key in ["first_date", "first", "last_date", "last", "change", "reliable", "functional", "class"] {
      facts["\(measure) \(cells["member"] ?? "") \(key)"] = said(key)
    }
    if report.names.count == 2 {
      facts["\(measure) \(report.names.joined(separator: " ")) gap last"] = said("gap_last")
    }
  }
  return facts
}

private func facts(score report: ScoreReport) -> Facts {
  var facts: Facts = [:]
  let (page, id) = (json(report), report.scale)
  for member in page["members"].items where member["n"] != .int(0) {
    let (name, change) = ("\(id) \(member["member"].said)", member["change"])
    facts["\(name) change"] = change["change"].said
    if change != .null {
      for key in ["first_date", "first", "last_date", "last"] { facts["\(name) \(key)"] = change[key].said }
    }
    guard report.isForCounselor else { continue }
    for key in ["class", "reliable", "remark"] { facts["\(name) \(key)"] = change[key].said }
    facts["\(name) functional"] = member["functional"].said
  }
  for pair in page["pairs"].items {
    let name = "\(id) \(pair["first"].said) \(pair["second"].said)"
    facts["\(name) gap last"] = (pair["gaps"].items.last ?? .null)["gap"].said
    facts["\(name) movement"] = pair["movement"].said
    if pair["movement"] != .null { facts["\(name) gap first"] = pair["gaps"].items[0]["gap"].said }
    if report.isForCounselor { facts["\(name) more than error"] = pair["change_more_than_error"].said }
    if report.isForCounselor { facts["\(name) label"] = label(pair["label"].said, pair["label_why"]) }
  }
  return facts
}

@Suite struct OneTableTests {
  private func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// Each history for the counselor, both, each of them and the desk: no page says of a fact what another doesn't.
  @Test(arguments: 0..<75 as Range<UInt64>)
  func briefReportAndScoreSayTheSame(_ seed: UInt64) throws {
    var chance = try ChancePractice(seed: seed)
    let history = try chance.history()
    let library = Library(scales: chance.scales, exercises: [], ratings: nil)
    let viewers = [.counselor, .joint] + chance.members.map(Audience.member)
    let seen = viewers.map { history.seen(by: $0, asOf: ChancePractice.today) }
    for seen in seen + [seen[1].forDesk()] {
      let report = ProgressReport(of: seen, library: library, since: nil, until: nil)
      let scores = chance.scales.filter { $0.version == 1 }.map { ScoreReport(of: seen, scale: $0, library: library) }
      let brief = Brief(of: seen, library: library)
      let known = facts(report: report)
      var pages = [("csv", facts(csv: report))] + scores.map { ("score", facts(score: $0)) }
      // The brief is about who is in the treatment, and a class of the score's is no other's.
      pages.append(("brief", facts(brief: brief)))
      for (page, facts) in pages {
        for (name, said) in facts {
          // A scale without a value isn't in the report.
          #expect(known[name] ?? "null" == said, "\(seed), \(seen.viewer): \(name) on \(page)")
        }
      }
      try expectTexts(report, scores, brief, known)
    }
  }

  /// Letter, closing summary and supervision sheet of the same histories say no other than the report of their readers.
  @Test(arguments: 0..<150 as Range<UInt64>)
  func letterClosingAndSupervisionSayTheSame(_ seed: UInt64) throws {
    var chance = try ChancePractice(seed: seed)
    let history = try chance.history()
    let library = Library(scales: chance.scales, exercises: [], ratings: nil)
    let scales = Dictionary(chance.scales.map { ($0.title, $0.id.description) }) { $1 }
    let viewers = [.counselor, .joint] + chance.members.map(Audience.member)
    let seen = viewers.map { history.seen(by: $0, asOf: ChancePractice.today) }
    for seen in seen + [seen[1].forDesk()] {
      let report = ProgressReport(of: seen, library: library, since: nil, until: nil)
      let pages = CouplePages(of: seen, library: library, since: nil, until: nil, counselor: Counselor())
      func reader(_ page: PageDocument) -> DocumentFacts {
        DocumentFacts(page, names: report.names, scales: scales, isForCounselor: report.isForCounselor)
      }
      var closing = reader(pages.closing)
      closing.readClosing()
      var letter = reader(pages.letter)
      letter.readLetter()
      expect(closing.facts, facts(report: report), "\(seed), \(seen.viewer), closing")
      expect(letter.facts, facts(report: report), "\(seed), \(seen.viewer), letter")
      expectShortWords(Brief(of: seen, library: library), report)
    }
    let directory = Directory(couples: [seen[0].couple], clients: [])
    let hidden = seen[0].forSupervision(hiding: KnownNames(directory, counselor: nil, others: []))
    let sheet = try #require(SupervisionSheet(of: hidden, library: library, since: nil, until: nil))
    let report = ProgressReport(of: hidden, library: library, since: nil, until: nil)
    var supervision = DocumentFacts(sheet.document, names: report.names, scales: scales, isForCounselor: true)
    supervision.readSupervision()
    expect(supervision.facts, facts(report: report), "\(seed), supervision")
  }

  private func expect(_ facts: Facts, _ known: Facts, _ page: String) {
    for (name, said) in facts { #expect(rounded(known[name] ?? "null") == said, "\(page): \(name)") }
  }

  /// The brief says of a scale to a couple what the report says to them, or the beginning of it.
  private func expectShortWords(_ brief: Brief, _ report: ProgressReport) {
    for measure in brief.measures where measure.kind == .scale {
      for row in measure.rows {
        let whole = report.measures.first { $0.measure == measure.key && $0.name == row.partner }?.plain
        #expect((row.plain == nil) == (whole == nil), "\(measure.key) \(row.partner)")
        if let short = row.plain?.words {
          #expect(whole?.words.hasPrefix(short) == true, "\(measure.key) \(row.partner): \(short)")
        }
      }
    }
  }

  /// The walk reads what pages say: of 150 histories each kind of fact is found on each page.
  @Test func theWalkFindsFactsOnEveryPage() throws {
    var found: [String: Set<String>] = [:]
    for seed in 0..<150 as Range<UInt64> {
      var chance = try ChancePractice(seed: seed)
      let history = try chance.history()
      let library = Library(scales: chance.scales, exercises: [], ratings: nil)
      let scales = Dictionary(chance.scales.map { ($0.title, $0.id.description) }) { $1 }
      for viewer in [Audience.counselor, .joint] {
        let seen = history.seen(by: viewer, asOf: ChancePractice.today)
        let report = ProgressReport(of: seen, library: library, since: nil, until: nil)
        let pages = CouplePages(of: seen, library: library, since: nil, until: nil, counselor: Counselor())
        var closing = DocumentFacts(
          pages.closing, names: report.names, scales: scales, isForCounselor: viewer == .counselor)
        closing.readClosing()
        var letter = DocumentFacts(pages.letter, names: report.names, scales: scales, isForCounselor: false)
        letter.readLetter()
        for (page, facts) in [("closing \(viewer)", closing.facts), ("letter \(viewer)", letter.facts)] {
          let kinds = facts.filter { $0.value != "null" }.keys.map { Self.kind($0) }
          found[page, default: []].formUnion(kinds)
        }
      }
      let seen = history.seen(by: .counselor, asOf: ChancePractice.today)
      let hidden = seen.forSupervision(
        hiding: KnownNames(Directory(couples: [], clients: []), counselor: nil, others: []))
      let sheet = try #require(SupervisionSheet(of: hidden, library: library, since: nil, until: nil))
      let names = ProgressReport(of: hidden, library: library, since: nil, until: nil).names
      var supervision = DocumentFacts(sheet.document, names: names, scales: scales, isForCounselor: true)
      supervision.readSupervision()
      #expect(!supervision.facts.values.contains("can't be read"), "\(seed)")
      found["supervision", default: []].formUnion(
        supervision.facts.filter { $0.value != "null" }.keys.map { Self.kind($0) })
    }
    #expect(found["closing counselor"] == ["first", "last", "class", "gap first", "gap last"])
    #expect(found["closing joint"] == ["first", "last", "plain", "gap first apart", "gap last apart"])
    #expect(found["letter joint"] == ["plain"])
    #expect(
      found["supervision"] == [
        "first", "last", "class", "functional", "remark", "reliable", "gap first", "gap last", "movement",
        "more than error", "label",
      ])
  }

  /// What a fact is about, without the measure and the members: `gap last`.
  private static func kind(_ name: String) -> String {
    name.split(separator: " ").dropFirst().drop { $0.first?.isUppercase == true }.joined(separator: " ")
  }

  /// The lines that are read say what the files say.
  private func expectTexts(
    _ report: ProgressReport, _ scores: [ScoreReport], _ brief: Brief, _ known: Facts
  ) throws {
    let text = words(render(report, as: .text))
    let briefText = words(briefLines(brief).joined(separator: "\n"))
    for score in scores {
      let page = words(scoreLines(score).joined(separator: "\n"))
      for pair in report.pairs where pair.kind == .scale && pair.measure == score.scale {
        guard pair.finding != .oneOccasion, let first = pair.gapFirst, let last = pair.gapLast else { continue }
        let isPair = report.names.count == 2
        if report.isForCounselor {
          let word: [GapFinding: String] = [
            .narrowed: ", narrowed", .widened: ", widened", .same: ", about as far apart as before",
            .changedByFall: ", changed, and one of the two fell",
          ]
          let names = "gap \(pair.first) - \(pair.second)"
          let line = "\(names): \(DecimalText.text(first)) → \(DecimalText.text(last))\(word[pair.finding] ?? "")"
          #expect(text.contains(line) && page.contains(line), "\(line)")
          // Whoever has left isn't on the brief.
          guard brief.heading.members.contains(pair.second) else { continue }
          let brief: [GapFinding: String] = [
            .narrowed: " narrowed", .widened: " widened", .same: " same", .changedByFall: " one fell",
          ]
          let short =
            "\(names) \(DecimalText.text(first)) → \(DecimalText.text(last))\(brief[pair.finding] ?? "")"
          #expect(briefText.contains(short), "\(short)")
        } else {
          let word: [GapFinding: String] = [
            .widened: ", you see it less alike than before", .narrowed: ", you see it more alike than before",
            .same: ", about as far apart as before",
          ]
          let names = isPair ? "between you" : "between \(pair.first) and \(pair.second)"
          let span = "\(DecimalText.text(abs(first))) → \(DecimalText.text(abs(last)))"
          let line = "\(names): \(span)\(word[pair.finding] ?? "")"
          #expect(text.contains(line) && page.contains(line), "\(line)")
        }
      }
    }
  }
}
