import CoupletCore
import CoupletReports
import Testing

/// A chart with something of everything, for pages.
private struct Chart {
  static let dana = Client.ID(number: 1)
  static let rob = Client.ID(number: 2)

  var records = Records()
  var danaName = "Dana Reyes"
  var robName = "Rob Reyes"
  var others: [(Client.ID, String)] = []
  var scales: [ScaleDefinition] = []

  static func day(_ iso: String) -> Day { Day(iso: iso)! }

  static func fact(_ day: String, _ audience: Audience = .joint, member: Client.ID? = nil) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: self.day(day), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  mutating func measure(
    _ scale: String, _ member: Client.ID, _ day: String, _ total: Double, audience: Audience = .joint
  ) throws {
    records.measures.append(
      try Measure(
        id: RecordID(.measure, records.measures.count + 1)!, fact: Self.fact(day, audience, member: member),
        scale: scale, version: 1, mode: .paper, entered: .total(total)))
  }

  func report(by viewer: Audience, since: String? = nil, until: String? = nil, forDesk: Bool = false) throws
    -> ProgressReport
  {
    let people = [(Self.dana, danaName), (Self.rob, robName)] + others
    let today = Self.day("2026-11-23")
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: Self.day("2026-09-01"),
      memberships: people.map { try Couple.Membership(client: $0.0, joined: Self.day("2026-09-01")) })
    let clients = try people.map { try Client(id: $0.0, details: Client.Details(name: $0.1), today: today) }
    let seen = History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today)
    return ProgressReport(
      of: forDesk ? seen.forDesk() : seen, library: Library(scales: scales, exercises: [], ratings: nil),
      since: since.map(Self.day), until: until.map(Self.day))
  }

  /// Scales, ratings, homework, promises, goals, wins, entries and sessions.
  static func full() throws -> Chart {
    var chart = Chart()
    chart.scales = [
      try ScaleDefinition(
        id: .init("csi-16"), version: 1, title: "Couples Satisfaction Index, 16 items", direction: .higherIsBetter,
        total: ScoreRange(min: 0, max: 81), cutoff: Cutoff(value: 51.5, functional: .above, verification: .read),
        reliability: Reliability(r: 0.8, sd: 7.5, kind: .testRetest, verification: .read), audience: .joint),
      try ScaleDefinition(
        id: .init("rdas"), version: 1, title: "Revised Dyadic Adjustment Scale", direction: .higherIsBetter,
        total: ScoreRange(min: 0, max: 69),
        cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
        publishedChange: PublishedChange(points: 12, verification: .read), audience: .joint),
    ]
    for (day, ours, theirs) in [
      ("2026-09-07", 30.0, 35.0), ("2026-09-28", 38, 36), ("2026-10-19", 47, 40), ("2026-11-16", 55, 41),
    ] {
      try chart.measure("csi-16", dana, day, ours)
      try chart.measure("csi-16", rob, day, theirs)
    }
    try chart.measure("rdas", dana, "2026-09-07", 36)
    try chart.measure("rdas", dana, "2026-11-16", 48)
    try chart.measure("rdas", rob, "2026-09-07", 50)
    try chart.measure("rdas", rob, "2026-11-16", 38)
    try chart.addRatings()
    try chart.addWork()
    return chart
  }

  private mutating func addRatings() throws {
    for (place, day) in ["2026-09-07", "2026-11-16"].enumerated() {
      for (member, value) in [(Self.dana, 4 + 3 * place), (Self.rob, 5)] {
        records.ratings.append(
          try Rating(
            id: RecordID(.measure, 100 + records.ratings.count)!, fact: Self.fact(day, member: member), session: nil,
            version: 1, values: [.trust: .value(value), .hope: .value(6)], tensionStart: 7))
      }
    }
    records.ratings.append(
      try Rating(
        id: RecordID(.measure, 120)!, fact: Self.fact("2026-11-16", .counselor, member: Self.rob), session: nil,
        version: 1, values: [:], alliance: 8))
  }

  private mutating func addWork() throws {
    let both: [Client.ID: Session.Attendance] = [Self.dana: .present, Self.rob: .late(minutes: 10)]
    for (number, day) in [(1, "2026-09-07"), (2, "2026-11-16")] {
      records.sessions.append(
        try Session(id: RecordID(.session, number)!, fact: Self.fact(day), status: .held, attendance: both))
    }
    records.homework = [
      try Homework(
        id: RecordID(.homework, 1)!, fact: Self.fact("2026-09-07"), exercise: nil, title: "Say it back", text: "Talk",
        terms: Homework.Terms(),
        log: [
          Homework.Log(
            day: Self.day("2026-09-14"), member: Self.dana, done: .counted(3, of: 4), barrier: .noTime,
            audience: .joint),
          Homework.Log(day: Self.day("2026-09-14"), member: Self.rob, done: .graded(2), audience: .joint),
        ])
    ]
    records.promises = [
      try Promise(
        id: RecordID(.promise, 1)!, fact: Self.fact("2026-09-07", member: Self.rob), to: Self.dana,
        text: "Call at noon",
        every: .days(7),
        marks: [
          .init(day: Self.day("2026-09-14"), outcome: .kept, says: Self.rob),
          .init(day: Self.day("2026-09-14"), outcome: .kept, says: Self.dana),
          .init(day: Self.day("2026-09-21"), outcome: .kept, says: Self.rob),
          .init(day: Self.day("2026-09-21"), outcome: .missed, says: Self.dana),
        ])
    ]
    records.goals = [
      try Goal(
        id: RecordID(.goal, 3)!, fact: Self.fact("2026-09-07"), text: "Eat together twice a week",
        standings: [Goal.Standing(day: Self.day("2026-11-16"), by: nil, value: 6)])
    ]
    records.wins = [
      try Win(
        id: RecordID(.win, 1)!, fact: Self.fact("2026-10-05", member: Self.dana), noticedBy: Self.rob,
        text: "Laughed about the broken dishwasher")
    ]
    records.entries = [
      try Entry(
        id: RecordID(.entry, 1)!, fact: Self.fact("2026-10-05"),
        Entry.Content(.agreement, review: Self.day("2026-12-01"), text: "Phones stay out of the bedroom"))
    ]
  }
}

/// The fields of a CSV line that has no line break inside a field.
private func fields(_ line: Substring) -> [String] {
  var fields = [""]
  var isQuoted = false
  for character in line {
    switch character {
    case "\"": isQuoted.toggle()
    case "," where !isQuoted: fields.append("")
    default: fields[fields.count - 1].append(character)
    }
  }
  return fields
}

/// The measures of the JSON text, key by key, as they are written there.
private func measures(in json: String) -> [[String: String]] {
  let lines = json.split(separator: "\n")
  guard let start = lines.firstIndex(of: "  \"measures\": [") else { return [] }
  var objects: [[String: String]] = []
  for line in lines[(start + 1)...] {
    if line.hasPrefix("  ]") { break }
    if line == "    {" { objects.append([:]) }
    guard let colon = line.firstRange(of: "\": "), line.hasPrefix("      \"") else { continue }
    var value = line[colon.upperBound...]
    if value.hasSuffix(",") { value = value.dropLast() }
    objects[objects.count - 1][String(line[..<colon.lowerBound].dropFirst(7))] = String(value)
  }
  return objects
}

/// The text with its lines put together again.
private func unwrapped(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

private let header =
  "couple,member,measure,kind,unit,n,first_date,first,last_date,last,change,reliable,class,rule,cutoff,functional,"
  + "near_cutoff,slope_per_week,slope_n,slope_low,slope_high,slope_mode,gap_first,gap_last"

@Suite struct ProgressFormatTests {
  @Test(arguments: [Audience.counselor, .joint, .member(Chart.rob)])
  func allFormatsHaveTheSameFigures(_ viewer: Audience) throws {
    let report = try Chart.full().report(by: viewer)
    let csv = render(report, as: .csv)
    let lines = csv.split(separator: "\r\n")
    #expect(lines.first.map(String.init) == header)
    let keys = fields(lines[0])
    let objects = measures(in: render(report, as: .json))
    #expect(objects.count == lines.count - 1)
    #expect(objects.count == report.measures.count)
    for (line, object) in zip(lines.dropFirst(), objects) {
      let cells = fields(line)
      #expect(cells.count == keys.count)
      #expect(Set(keys) == Set(object.keys))
      for (key, cell) in zip(keys, cells) {
        let value = object[key] ?? ""
        let text = value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : value == "null" ? "" : value
        #expect(text == cell, "\(key)")
      }
    }
    let text = render(report, as: .text)
    for row in report.measures where row.kind == .scale {
      let first = DecimalText.text(row.first ?? 0)
      #expect(text.contains("\(row.name): \(first) → \(DecimalText.text(row.last ?? 0))"))
      let gaps = [row.gapFirst ?? 0, row.gapLast ?? 0].map { viewer == .counselor ? $0 : abs($0) }
      #expect(text.contains("\(DecimalText.text(gaps[0])) → \(DecimalText.text(gaps[1]))"))
    }
  }

  @Test func theCSVOfTheWorkedExample() throws {
    let lines = render(try Chart.full().report(by: .counselor), as: .csv).split(separator: "\r\n").map(String.init)
    func figures(_ member: String, _ measure: String) -> String? {
      let start = "dana-rob,\(member) Reyes,\(measure),"
      return lines.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }
    let span = "2026-09-07,30,2026-11-16,55"
    let rule = "\"more than 9.2971 points, r 0.8 test-retest, SD 7.5\""
    // 55 − 30 = 25 > 9.297. Weeks 0, 3, 6, 10 with mean 4.75: Sxx 54.75, Sxy 138.5, so 2.5297 a week.
    #expect(
      figures("Dana", "csi-16") == "scale,points,4,\(span),25,yes,recovered,\(rule),51.5,yes,yes,2.5297,4,,,,-5,14")
    // 41 − 35 = 6; Sxy 36, so 0.6575 a week.
    #expect(
      figures("Rob", "csi-16")
        == "scale,points,4,2026-09-07,35,2026-11-16,41,6,no,unchanged,\(rule),51.5,no,no,0.6575,4,,,,-5,14")
    #expect(
      figures("Dana", "rdas")
        == "scale,points,2,2026-09-07,36,2026-11-16,48,12,yes,recovered,12 points or more,47.31,yes,,,,,,,-14,10")
    #expect(
      figures("Rob", "rdas")
        == "scale,points,2,2026-09-07,50,2026-11-16,38,-12,yes,deteriorated,12 points or more,47.31,no,,,,,,,-14,10")
    #expect(figures("Dana", "trust") == "rating,0-10,2,2026-09-07,4,2026-11-16,7,3,,,,,,,,,,,,-1,2")
    #expect(figures("Dana", "promises") == "promise,share,0,,,,,,,,,,,,,,,,,,")
    #expect(figures("Rob", "promises") == "promise,share,2,2026-09-14,1,2026-09-21,0,-1,,,,,,,,,,,,,")
    #expect(figures("Rob", "g3") == "goal,0-10,1,2026-11-16,6,2026-11-16,6,,,,,,,,,,,,,0,0")
    // Scales, ratings, homework, promises, goals; a row for each member.
    #expect(lines.count == 1 + 2 * (2 + 4 + 1 + 1 + 1))
  }

  @Test func allHomeworkTogetherStandsBesideTheGap() throws {
    let text = unwrapped(render(try Chart.full().report(by: .counselor), as: .text))
    for words in [
      "in all: Dana 3 of 4 (30–95 %); in the way: no-time 1", "in all: Rob 0 of 1 (0–79 %)",
      "gap Dana - Rob: too few reports to say",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let own = render(try Chart.full().report(by: .counselor), as: .json)
    #expect(own.contains("\"code\": \"no-time\""))
    let joint = render(try Chart.full().report(by: .joint), as: .json)
    // What one did of all of it, beside the other, is for nobody but the counselor.
    #expect(joint.contains("\"homework_total\": null") && !joint.contains("no-time"))
  }

  @Test func theJSONSaysWhatItIs() throws {
    let json = render(try Chart.full().report(by: .joint, since: "2026-09-01"), as: .json)
    #expect(json.hasPrefix("{\n  \"schema\": \"couplet-report/1\",\n  \"couple\": \"dana-rob\","))
    #expect(json.contains("\"audience\": \"joint\",\n  \"since\": \"2026-09-01\",\n  \"until\": null,"))
    #expect(json.contains("\"text\": \"3 of 4\""))
    #expect(!json.contains("\"class\": \""))
    #expect(json.contains("\"accounts\": null"))
    #expect(!json.contains("\"id\": \""))
  }

  @Test func everyFormatIsWrittenAndTheSameTwice() throws {
    let report = try Chart.full().report(by: .counselor)
    for format in ReportFormat.allCases {
      let text = render(report, as: format)
      #expect(text.utf8.last == 0x0A)
      #expect(text == render(try Chart.full().report(by: .counselor), as: format))
    }
    #expect(render(report, as: .text, options: ReportOptions(ascii: true)) != render(report, as: .text))
  }
}

@Suite struct ProgressTextTests {
  /// What stands out is said by the figures, not found in the words: somebody may have written the same words.
  @Test func whoGotReliablyWorseStandsOut() throws {
    var chart = try Chart.full()
    chart.records.wins.append(
      try Win(
        id: RecordID(.win, 90)!, fact: Chart.fact("2026-11-16", .counselor), noticedBy: nil, text: "tea; deteriorated"))
    let report = try chart.report(by: .counselor)
    let plain = render(report, as: .text)
    let strong = render(report, as: .text, options: ReportOptions { "<\($0)>" })
    #expect(plain.contains("tea; deteriorated"))
    let lines = strong.split(separator: "\n").filter { $0.hasPrefix("<") }
    #expect(lines.count { $0.contains("Rob: 50 → 38") } == 1)
    #expect(!lines.contains { $0.contains("tea") || $0.contains("Dana") })
    #expect(strong.replacing("<", with: "").replacing(">", with: "") == plain.replacing(">", with: ""))
    let paper = render(report, as: .text, options: ReportOptions(isOnPaper: true) { "<\($0)>" })
    #expect(!paper.contains("<"))
  }

  @Test func theCounselorsPage() throws {
    let text = unwrapped(render(try Chart.full().report(by: .counselor), as: .text))
    for words in [
      "Progress · dana-rob · Dana & Rob · for: counselor only", "2 sessions, number 1 to 2", "Rob: 2 of 2, late 2",
      "recovered", "(into the clinical range)", "cut-off 51.5", "couple: one partner only", "couple: diverging",
      "-5 → 14, about as far apart as before, the other way round now, more than error",
      "-14 → 10, its error isn't known",
      "alliance", "Dana: 3 of 4 (30–95 %)",
      "p1 Rob to Dana: Call at noon", "according to Dana: kept 1, missed 1", "g3 Eat together twice a week",
      "no norms, no cut-off", "Laughed about the broken dishwasher (Dana, noticed by Rob)",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    // Any deterioration is listed first: 50 → 38 stands before 36 → 48.
    let worse = try #require(text.firstRange(of: "Rob: 50 → 38"))
    let better = try #require(text.firstRange(of: "Dana: 36 → 48"))
    #expect(worse.lowerBound < better.lowerBound)
  }

  @Test func theCouplesPageBeginsWithWinsInPlainWords() throws {
    let text = render(try Chart.full().report(by: .joint), as: .text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "Progress · dana-rob · Dana & Rob · for: both partners")
    #expect(lines[3] == "Small wins")
    for words in [
      "Dana: 30 → 55, clearly better", "Rob: 35 → 41, about the same",
      "Rob: 50 → 38, clearly lower than at the start: let us talk about it",
      "between you: 5 → 14, about as far apart as before", "between you: 14 → 10",
      "Say it back: Dana 3 of 4, Rob 0 of 1",
      "kept, as you both saw it: 1; seen differently: 1",
      "agreed: Phones stay out of the bedroom · to look at again Tue 2026-12-01",
    ] {
      #expect(unwrapped(text).contains(words), "\(words)")
    }
  }

  @Test(arguments: [Audience.joint, .member(Chart.dana)], [false, true])
  func wordsThatDoNotStandOnAPageForTheCouple(_ viewer: Audience, _ isFull: Bool) throws {
    let chart = isFull ? try Chart.full() : Chart()
    let text = render(try chart.report(by: viewer), as: .text).lowercased()
    for word in [
      "recovered", "improved", "unchanged", "deteriorated", "reliable", "cut-off", "clinical", "dysfunctional",
      "functional", "interval", "adherence", "barrier", "no-time", "gap", "in the way", "member", "alliance",
      "diverging",
      "one partner only",
      "according to", "missed", "%", "51.5", "g3", "h1", "p1",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func theSameHeadingsStandWhetherOrNotThereIsSomething() throws {
    func headings(_ chart: Chart) throws -> [Substring] {
      render(try chart.report(by: .joint), as: .text).split(separator: "\n").filter { !$0.hasPrefix(" ") }
    }
    #expect(try headings(Chart()) == (try headings(Chart.full())))
  }

  @Test(arguments: [Audience.counselor, .joint])
  func aTimeWithoutSessionSaysSo(_ viewer: Audience) throws {
    let text = render(try Chart.full().report(by: viewer, since: "2026-10-20", until: "2026-11-01"), as: .text)
    #expect(text.contains("Tue 2026-10-20 to Sun 2026-11-01, as of Mon 2026-11-23"))
    #expect(text.contains("No session was held in this time."))
  }

  @Test func whatOneSaidAloneIsOnNoPageForTheOther() throws {
    var chart = try Chart.full()
    let before = try [Audience.joint, .member(Chart.dana)].map { viewer in
      try ReportFormat.allCases.map { render(try chart.report(by: viewer), as: $0) }
    }
    try chart.measure("csi-16", Chart.rob, "2026-11-20", 12, audience: .member(Chart.rob))
    chart.records.wins.append(
      try Win(
        id: RecordID(.win, 2)!, fact: Chart.fact("2026-11-20", .member(Chart.rob)), noticedBy: nil, text: "Alone"))
    chart.records.aims = [
      try Aim(
        id: RecordID(.entry, 9)!, fact: Chart.fact("2026-11-20", .member(Chart.rob), member: Chart.rob), kind: .separate
      )
    ]
    let after = try [Audience.joint, .member(Chart.dana)].map { viewer in
      try ReportFormat.allCases.map { render(try chart.report(by: viewer), as: $0) }
    }
    #expect(before == after)
    let counselors = render(try chart.report(by: .counselor), as: .text)
    #expect(counselors.contains("12") && counselors.contains("Alone"))
    #expect(!counselors.contains("recovered, "))
  }

  @Test func theDeskPageHasInitials() throws {
    let report = try Chart.full().report(by: .joint, forDesk: true)
    for format in ReportFormat.allCases {
      let text = render(report, as: format)
      for name in ["Dana", "Rob", "Reyes", "dana"] { #expect(!text.contains(name), "\(name)") }
    }
  }

  @Test func threeMembersHaveNoSingleGap() throws {
    var chart = try Chart.full()
    chart.others = [(Client.ID(number: 3), "Kim Lee")]
    try chart.measure("csi-16", Client.ID(number: 3), "2026-11-16", 60)
    let report = try chart.report(by: .counselor)
    #expect(report.table.rows.allSatisfy { $0.suffix(2) == [.empty, .empty] })
    let text = render(report, as: .text)
    #expect(text.contains("gap Dana - Kim: -5, one occasion of both"))
    #expect(!text.contains("couple:"))
    #expect(render(try chart.report(by: .joint), as: .text).contains("between Dana and Kim: 5"))
  }

  @Test(arguments: [Audience.counselor, .joint])
  func hostileTextsStayHarmlessAndNarrow(_ viewer: Audience) throws {
    var chart = try Chart.full()
    chart.danaName = "=SUM(A1) <b>bold</b>"
    chart.robName = String(repeating: "Maximilian", count: 19)
    let long = String(repeating: "word", count: 2_500)
    let texts = [long, "\u{1B}[2J\u{1B}]0;x\u{7}", "<b>bold</b>\ttab\r\nline\u{202E}turned", "漢字👩‍👩‍👧‍👦"]
    for (place, text) in texts.enumerated() {
      chart.records.wins.append(
        try Win(id: RecordID(.win, 10 + place)!, fact: Chart.fact("2026-10-05"), noticedBy: nil, text: text))
      chart.records.goals.append(
        try Goal(
          id: RecordID(.goal, 10 + place)!, fact: Chart.fact("2026-10-05"), text: text,
          standings: [Goal.Standing(day: Chart.day("2026-10-05"), by: Chart.dana, value: 6)]))
      chart.records.promises.append(
        try Promise(
          id: RecordID(.promise, 10 + place)!, fact: Chart.fact("2026-10-05", member: Chart.rob), to: nil, text: text))
    }
    let report = try chart.report(by: viewer)
    let text = render(report, as: .text)
    #expect(text.split(separator: "\n").allSatisfy { $0.description.cellWidth <= 80 })
    #expect(text.contains("\\u{1B}[2J") && text.contains("\\u{202E}"))
    let isSteering = { (scalar: Unicode.Scalar) in
      (scalar.value < 0x20 && scalar != "\n") || scalar.value == 0x7F || scalar.value == 0x202E
    }
    #expect(!text.unicodeScalars.contains(where: isSteering))
    #expect(!render(report, as: .json).unicodeScalars.contains(where: isSteering))
    let csv = render(report, as: .csv)
    #expect(csv.contains("dana-rob,'=SUM(A1) <b>bold</b>,csi-16"))
    #expect(!csv.contains(",=SUM"))
    // Nothing is lost on the page: every sign of the long win is there.
    #expect(text.filter { $0 == "w" }.count >= 2_500)
  }
}
