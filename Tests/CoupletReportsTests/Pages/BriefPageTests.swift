import CoupletCore
import CoupletReports
import Testing

/// A chart for the brief's pages: two partners, seen on a Monday.
private enum BriefPageSample {
  static let today = Day(iso: "2026-11-23")!
  static let written = Instant(seconds: 1_795_000_000)
  static let dana = client(1, "Dana Reyes")
  static let rob = client(2, "Robert Klein")

  static func client(_ number: Int, _ name: String) -> Client {
    try! Client(id: Client.ID(number: number), details: Client.Details(name: name), today: today)
  }

  static func ago(_ days: Int) -> Day { today.adding(days: -days) }
  static func id(_ kind: RecordKind, _ number: Int) -> RecordID { RecordID(kind, number)! }

  static func fact(_ days: Int, _ audience: Audience = .joint, _ member: Client? = nil) -> Fact {
    Fact(couple: Couple.ID(number: 1), day: ago(days), audience: audience, member: member?.id, written: written)
  }

  static func seen(_ records: Records, by viewer: Audience, label: String = "Dana & Robert") throws -> Seen {
    let couple = try Couple(
      id: Couple.ID(number: 1), label: label, handle: try Handle("dana-robert"), since: ago(400),
      memberships: try [dana, rob].map { try Couple.Membership(client: $0.id, joined: ago(400)) })
    return History(couple: couple, clients: [dana, rob], records: records).seen(by: viewer, asOf: today)
  }

  static func page(_ records: Records, label: String = "Dana & Robert") throws -> [String] {
    briefLines(Brief(of: try seen(records, by: .counselor, label: label), library: try library()))
  }

  static func desk(_ records: Records, label: String = "Dana & Robert") throws -> [String] {
    briefLines(Brief(of: try seen(records, by: .joint, label: label).forDesk(), library: try library()))
  }

  static func deskJSON(_ records: Records) throws -> String {
    json(Brief(of: try seen(records, by: .joint).forDesk(), library: try library())).text()
  }

  static func scale(_ id: String, _ audience: ScaleAudience, risks: [Int] = []) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: try ScaleDefinition.ID(id), version: 1, title: "Scale \(id)", direction: .higherIsBetter,
      total: try ScoreRange(min: 0, max: 81),
      items: try (1...27).map { try ScaleItem(id: $0, min: 0, max: 3) },
      cutoff: try Cutoff(value: 50, functional: .above), publishedChange: try PublishedChange(points: 12),
      riskItems: risks, audience: audience)
  }

  static func library() throws -> Library {
    Library(
      scales: try [scale("close", .joint), scale("mood", .member, risks: [9])]
        + (1...20).map { try scale("own-\($0)", .joint) }, exercises: [], ratings: nil)
  }

  static func sheet(
    _ number: Int, _ days: Int, _ who: Client, _ scale: String, _ total: Double, _ audience: Audience = .joint
  ) throws -> Measure {
    try Measure(
      id: id(.measure, number), fact: fact(days, audience, who), scale: scale, version: 1, mode: .paper,
      entered: .total(total))
  }

  /// So many records of each kind, the first number of which is given, with one audience and one text.
  static func records(
    _ count: Int, from first: Int = 1, _ audience: Audience = .joint, text: String = "Words of Dana Reyes and robert",
    title: String = "The pause"
  ) throws -> Records {
    var records = Records()
    for number in first..<(first + count) {
      let who = number % 2 == 0 ? dana : rob
      let back = 1 + number % 50
      let fact = fact(back, audience, who)
      let value = 1 + number % 9
      records.sessions.append(
        try Session(
          id: id(.session, number), fact: fact, status: number % 3 == 0 ? .noShow : .held,
          attendance: [dana.id: .present, rob.id: .late(minutes: 5)]))
      records.notes.append(
        try Note(id: id(.note, number), fact: fact, session: id(.session, number), text: text + "\n" + text))
      records.jots.append(
        try Jot(id: id(.jot, number), fact: fact, time: MinuteOfDay(minutes: number % 1440)!, text: text))
      records.agenda.append(
        try AgendaLine(id: id(.agendaLine, number), fact: fact, isMine: number % 4 == 0, text: text))
      records.wins.append(try Win(id: id(.win, number), fact: fact, noticedBy: nil, text: text))
      records.entries.append(
        try Entry(
          id: id(.entry, number), fact: fact,
          Entry.Content(audience == .counselor ? .leaving : .concern, review: ago(0), text: text)))
      records.homework.append(
        try Homework(
          id: id(.homework, number), fact: fact, exercise: nil, title: title, text: text, terms: Homework.Terms(),
          log: [try Homework.Log(day: ago(1), member: who.id, done: .graded(0), words: text, audience: audience)]))
      records.promises.append(
        try Promise(id: id(.promise, number), fact: fact, to: nil, text: text))
      records.goals.append(
        try Goal(
          id: id(.goal, number), fact: fact, text: text,
          standings: [try Goal.Standing(day: ago(1), by: who.id, value: value)]))
      records.measures.append(try sheet(number, back, who, "own-\(1 + number % 20)", Double(value * 8), audience))
      records.ratings.append(
        try Rating(
          id: id(.measure, 100_000 + number), fact: fact, session: nil, version: 1,
          values: Dictionary(uniqueKeysWithValues: Domain.allCases.map { ($0, .value(value)) }),
          tensionStart: value, alliance: audience == .counselor ? value : nil))
      records.aims.append(
        try Aim(id: id(.entry, 100_000 + number), fact: self.fact(back, audience, who), kind: .unsure))
    }
    return records
  }

  static func merged(_ one: Records, _ other: Records) -> Records {
    var all = one
    all.sessions += other.sessions
    all.notes += other.notes
    all.jots += other.jots
    all.agenda += other.agenda
    all.contacts += other.contacts
    all.entries += other.entries
    all.wins += other.wins
    all.homework += other.homework
    all.promises += other.promises
    all.measures += other.measures
    all.ratings += other.ratings
    all.goals += other.goals
    all.aims += other.aims
    return all
  }

  /// A chart of an ordinary couple with something under every heading.
  static func ordinary() throws -> Records {
    var records = Records()
    records.sessions = try [(1, 35), (2, 21), (3, 14)].map { number, days in
      try Session(
        id: id(.session, number), fact: fact(days), status: .held,
        attendance: [dana.id: .present, rob.id: number == 2 ? .late(minutes: 10) : .present])
    }
    records.sessions.append(
      try Session(id: id(.session, 4), fact: fact(0), start: MinuteOfDay("14:00"), status: .planned))
    records.notes = [
      try Note(
        id: id(.note, 1), fact: fact(14), session: id(.session, 3),
        text: "Began calmly.\n\nPlan:\n- the pause, three evenings\n- Dana names the time to come back to it")
    ]
    records.agenda = [
      try AgendaLine(id: id(.agendaLine, 1), fact: fact(14), isMine: false, text: "How was the weekend away?"),
      try AgendaLine(id: id(.agendaLine, 2), fact: fact(14), isMine: true, text: "Send the article"),
    ]
    records.homework = [
      try Homework(
        id: id(.homework, 1), fact: fact(14), exercise: nil, title: "The pause", text: "Stop.",
        terms: Homework.Terms(),
        log: [try Homework.Log(day: ago(4), member: dana.id, done: .counted(3, of: 7), audience: .joint)])
    ]
    records.wins = [
      try Win(id: id(.win, 1), fact: fact(5, .joint, dana), noticedBy: rob.id, text: "Said sorry first")
    ]
    records.promises = [
      try Promise(
        id: id(.promise, 1), fact: fact(14, .joint, rob), to: dana.id, text: "Be home by seven", every: .days(1),
        marks: [Promise.Mark(day: ago(3), outcome: .kept, says: rob.id)])
    ]
    records.measures = [
      try sheet(1, 35, dana, "close", 60), try sheet(2, 35, rob, "close", 50), try sheet(3, 14, dana, "close", 40),
      try sheet(4, 14, rob, "close", 62),
    ]
    records.ratings = try [(5, 35, dana, 3), (6, 14, dana, 6), (7, 14, rob, 5)].map { number, days, who, value in
      try Rating(
        id: id(.measure, number), fact: fact(days, .joint, who), session: nil, version: 1,
        values: [.trust: .value(value)])
    }
    records.goals = [
      try Goal(
        id: id(.goal, 1), fact: fact(30), text: "Talk about money calmly",
        standings: [try Goal.Standing(day: ago(14), by: nil, value: 4)])
    ]
    records.jots = [
      try Jot(id: id(.jot, 1), fact: fact(2, .counselor), time: MinuteOfDay("18:04")!, text: "Called about Monday")
    ]
    return records
  }
}

@Suite struct BriefPageTests {
  /// Where the aim is that of one without figures, the line of the scale says why no class stands there.
  @Test(arguments: [Audience.counselor, .joint])
  func saysWhyNoClassStands(_ viewer: Audience) throws {
    var records = Records()
    records.measures = [
      try BriefPageSample.sheet(1, 40, BriefPageSample.dana, "close", 30),
      try BriefPageSample.sheet(2, 5, BriefPageSample.dana, "close", 60),
    ]
    func text() throws -> String {
      let seen = try BriefPageSample.seen(records, by: viewer)
      return briefLines(Brief(of: seen, library: try BriefPageSample.library())).joined(separator: "\n")
    }
    let isForCounselor = viewer == .counselor
    #expect(try text().contains(isForCounselor ? "(+30), recovered" : "(+30), clearly better"))
    records.aims = [
      try Aim(
        id: BriefPageSample.id(.entry, 1), fact: BriefPageSample.fact(9, .joint, BriefPageSample.rob), kind: .separate)
    ]
    let parting = try text()
    #expect(!parting.contains("recovered") && !parting.contains("clearly better"))
    #expect(parting.contains("30 → 60 (+30)"))
    #expect(parting.contains("no class: they part, or aren't sure · reliable ≥ 12") == isForCounselor)
  }

  @Test func theCounselorsPageInTheOrderOfTheDesign() throws {
    let page = try BriefPageSample.page(BriefPageSample.ordinary())
    #expect(
      page.prefix(11) == [
        "dana-robert · Dana & Robert · session 4 · Mon 2026-11-23",
        "14 days since the last · planned today 14:00 · expected: Dana, Robert",
        "Can't wait          close, Dana: 60 → 40 (-20, reliable ≥ 12), unverified norm,",
        "                      into the clinical range, 2026-10-19 to 2026-11-09",
        "Start with          a1 How was the weekend away?",
        "I owe them          a2 Send the article",
        "From the last note  Began calmly.",
        "                    Plan:",
        "                    - the pause, three evenings",
        "                    - Dana names the time to come back to it",
        "Homework            Dana: The pause, 3/7 · Thu",
      ])
    let headings = page.dropFirst(2).compactMap { line in
      line.first == " " || line.isEmpty ? nil : String(line.prefix(20)).trimmed
    }.map { $0.hasPrefix("Scales and ratings") ? "Scales and ratings" : $0 }
    let wanted = [
      "Can't wait", "Start with", "I owe them", "From the last note", "Homework", "Wins", "Promises",
      "Scales and ratings", "Goals", "Attendance", "Unsigned notes", "In no note",
    ]
    #expect(headings.filter(wanted.contains) == wanted)
  }

  @Test func theFirstFifteenLinesAreTheUpperPart() throws {
    for records in [try BriefPageSample.ordinary(), try BriefPageSample.records(200, .counselor)] {
      let page = try BriefPageSample.page(records)
      let wins = try #require(page.firstIndex { $0.hasPrefix("Wins") })
      #expect(wins <= 16)
      #expect(page[..<wins].contains { $0.hasPrefix("Homework") })
    }
  }

  @Test func alertsShowThreeAndCountTheRest() throws {
    var records = Records()
    records.entries = try (1...5).map { number in
      try Entry(
        id: BriefPageSample.id(.entry, number), fact: BriefPageSample.fact(20),
        Entry.Content(.agreement, review: BriefPageSample.ago(number), text: "Agreed"))
    }
    let page = try BriefPageSample.page(records)
    #expect(page.filter { $0.contains("review due") }.count == 3)
    #expect(page.contains { $0.trimmed == "and 2 more" })
    records.entries.removeLast(2)
    #expect(try !BriefPageSample.page(records).contains { $0.contains("more") })
  }

  @Test func anEmptyBriefPageSampleIsCalm() throws {
    #expect(
      try BriefPageSample.page(Records()) == [
        "dana-robert · Dana & Robert · session 1 · Mon 2026-11-23", "first session · expected: Dana, Robert", "",
        "Still to do         violence not asked apart yet: Dana, Robert",
      ])
    #expect(
      try BriefPageSample.desk(Records()) == [
        "d-r · D. & R. · session 1 · Mon 2026-11-23", "first session · expected: D., R.",
        "Start with          nothing entered", "From the last note  nothing entered",
        "Homework            nothing entered", "The cycle           nothing entered", "",
        "Wins                nothing entered", "",
        "Scales and ratings  nothing entered",
      ])
  }

  @Test func theDeskPageHasNoIDNoNameAndNoAlert() throws {
    var records = try BriefPageSample.ordinary()
    records = BriefPageSample.merged(records, try BriefPageSample.records(200, from: 50, .counselor))
    let page = try BriefPageSample.desk(records)
    let text = page.joined(separator: "\n")
    for word in ["Dana", "Reyes", "Robert", "Klein", "Can't wait", "I owe", "Promises", "Attendance", "clinical"] {
      #expect(!text.contains(word))
    }
    let isID = #/\b[a-z][0-9]+\b/#
    #expect(page.allSatisfy { $0.firstMatch(of: isID) == nil })
    let document = try BriefPageSample.deskJSON(records)
    for word in ["Dana", "Reyes", "Robert", "Klein", "\"id\"", "cant_wait", "owed", "promises", "class", "functional"] {
      #expect(!document.contains(word))
    }
    #expect(try BriefPageSample.desk(records, label: "The Reyeses, Bob's family") == page)
    #expect(page.joined().contains("clearly lower than at the start"))
  }

  @Test(arguments: [Audience.counselor, .member(BriefPageSample.dana.id), .member(BriefPageSample.rob.id)])
  func theDeskPageIsTheSameWhateverIsHeld(audience: Audience) throws {
    for shared in [Records(), try BriefPageSample.ordinary(), try BriefPageSample.records(20)] {
      // Before and after the shared ones, so that ids and order shift too.
      let held = BriefPageSample.merged(
        try BriefPageSample.records(40, from: 1000, audience),
        BriefPageSample.merged(shared, try BriefPageSample.records(7, from: 2000, audience)))
      #expect(try BriefPageSample.desk(held) == BriefPageSample.desk(shared))
      #expect(try BriefPageSample.deskJSON(held) == BriefPageSample.deskJSON(shared))
    }
  }

  static let hostile = [
    "Words", String(repeating: "word ", count: 160), String(repeating: "unbroken", count: 100),
    "\u{1B}[31mred\u{07}\r\n\u{202E}turned\u{2028}line\ttab\u{9B}2J",
    String(repeating: "漢字かな", count: 60), String(repeating: "👩‍❤️‍👨🇩🇪e\u{301}", count: 60),
    String(repeating: "a\n", count: 90), String(repeating: "\u{301}", count: 300) + "x", "-\n-\n\u{AD}\u{200B}|",
  ]

  @Test(arguments: hostile)
  func sixtyLinesOfEightyCellsWhateverTheTextIs(text: String) throws {
    let name = String(text.filter { $0.isLetter || $0.isNumber }.prefix(150)) + "name"
    var records = BriefPageSample.merged(
      try BriefPageSample.records(200, text: text, title: name),
      try BriefPageSample.records(200, from: 500, .counselor, text: text))
    records.measures += [
      try BriefPageSample.sheet(9000, 30, BriefPageSample.dana, "close", 60),
      try BriefPageSample.sheet(9001, 2, BriefPageSample.dana, "close", 4),
    ]
    for page in [try BriefPageSample.page(records, label: name), try BriefPageSample.desk(records)] {
      #expect(page.count <= 60)
      for line in page {
        #expect(line.cellWidth <= 80)
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0.value != 0x202E })
        #expect(!line.contains { $0.isNewline })
      }
    }
  }

  @Test func theDeskPageOfAnOrdinaryBriefPageSample() throws {
    #expect(
      try BriefPageSample.desk(BriefPageSample.ordinary()) == [
        "d-r · D. & R. · session 4 · Mon 2026-11-23",
        "14 days since the last · planned today 14:00 · expected: D., R.",
        "Start with          How was the weekend away?",
        "From the last note  Began calmly.",
        "                    Plan:",
        "                    - the pause, three evenings",
        "                    - D. names the time to come back to it",
        "Homework            D.: The pause, 3/7 · Thu",
        "                    R.: The pause, nothing reported",
        "The cycle           nothing entered",
        "",
        "Wins                2026-11-18 D., noticed by R.: Said sorry first",
        "",
        "Scales and ratings  first → previous → last",
        "close         D. 60 → 40 (-20), clearly lower than at the start: let us talk",
        "              about it, unverified norm",
        "              R. 50 → 62 (+12), clearly better, unverified norm",
        "              gap D. - R. 10 → -22",
        "Practice ratings 0-10, written for this toolkit: not validated, no norms",
        "Trust         D. 3→6 (+3) · R. 5 · gap 1",
      ])
  }

  @Test func theDocumentHasTheFiguresAsNumbers() throws {
    let document = json(
      Brief(
        of: try BriefPageSample.seen(BriefPageSample.ordinary(), by: .counselor), library: try BriefPageSample.library()
      ))
    guard case .object(let members) = document else {
      Issue.record("no object")
      return
    }
    #expect(members.first == JSONValue.Member("schema", "couplet-brief/1"))
    #expect(
      members.map(\.key) == [
        "schema", "couple", "label", "audience", "desk", "today", "members", "next", "policy", "held", "cant_wait",
        "start_with", "owed", "last_note", "contacts", "homework", "cycle", "wins", "promises", "injuries", "measures",
        "unknown_scales", "goals", "attendance", "unsigned", "missing", "untried", "jots",
      ])
    let text = document.text()
    #expect(text.contains("\"change\": -20") && text.contains("\"direction\": null"))
    #expect(text.contains("\"id\": \"a1\""))
  }

  @Test func homeworkSaysWhatWasReported() throws {
    let page = try BriefPageSample.page(BriefPageSample.ordinary())
    #expect(page.contains { $0.contains("Dana: The pause, 3/7 · Thu") })
    #expect(page.contains { $0.contains("Robert: The pause, nothing reported") })
  }
}
