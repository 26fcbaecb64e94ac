import CoupletCore
import CoupletReports
import Testing

/// Words that stand on no page for the couple, whatever their history.
@Suite struct CouplePagesTests {
  static let words = [
    "barrier", "barriers", "adherence", "clinical", "dysfunctional", "functional", "interval", "class", "failed",
    "failure", "streak", "cut-off", "cutoff", "reliable", "alliance", "tally", "tallies", "deteriorated", "recovered",
    "improved", "unchanged", "member", "members", "crack", "cracks", "risk", "held item", "within measurement error",
    "more than error", "according to", "contempt", "criticism", "stonewalling", "slope",
  ]

  private static let dana = Client.ID(number: 1)
  private static let rob = Client.ID(number: 2)

  /// Numbers that are the same in every run.
  private struct Numbers {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  private static func history(_ seed: Int) throws -> History {
    var numbers = Numbers(state: UInt64(seed))
    let start = Day(iso: "2026-01-05")!
    func fact(_ number: Int, _ audience: Audience, _ member: Client.ID?) -> Fact {
      Fact(
        couple: Couple.ID(number: 1), day: start.adding(days: number), audience: audience, member: member,
        written: Instant(seconds: 1_795_000_000))
    }
    let audiences: [Audience] = [.joint, .joint, .member(dana), .member(rob), .counselor]
    let people = [dana, rob]
    var records = Records()
    for place in 1...(1 + numbers.next(30)) {
      let day = numbers.next(300)
      func audience() -> Audience { audiences[numbers.next(audiences.count)] }
      let one = people[numbers.next(2)]
      let other = one == dana ? rob : dana
      records.sessions.append(
        try Session(
          id: RecordID(.session, place)!, fact: fact(day, audience(), nil), minutes: 50, status: .held,
          attendance: [dana: .present, rob: numbers.next(4) == 0 ? .absent : .present]))
      records.wins.append(
        try Win(id: RecordID(.win, place)!, fact: fact(day, audience(), one), noticedBy: other, text: "tea was made"))
      let kind = Entry.Kind.allCases[numbers.next(Entry.Kind.allCases.count)]
      let code = kind.codes.isEmpty ? nil : kind.codes[numbers.next(kind.codes.count)]
      records.entries.append(
        try Entry(
          id: RecordID(.entry, place)!, fact: fact(day, kind == .leaving ? .counselor : audience(), one),
          Entry.Content(kind, code: code, review: start.adding(days: day + 7), text: "we said so")))
      records.promises.append(
        try Promise(
          id: RecordID(.promise, place)!, fact: fact(day, audience(), one), to: other, text: "call at noon",
          due: start.adding(days: day + 5), every: nil, size: nil,
          marks: [
            Promise.Mark(day: start.adding(days: day + 2), outcome: .missed, says: other),
            Promise.Mark(day: start.adding(days: day + 3), outcome: .kept, says: one),
          ]))
      records.homework.append(
        try Homework(
          id: RecordID(.homework, place)!, fact: fact(day, audience(), nil), exercise: nil, title: "A walk",
          text: "Walk",
          terms: Homework.Terms(),
          log: [
            try Homework.Log(
              day: start.adding(days: day + 1), member: one, done: .graded(numbers.next(5)),
              usefulness: numbers.next(5), barrier: .other, audience: audience())
          ]))
      records.ratings.append(
        try Rating(
          id: RecordID(.measure, place)!, fact: fact(day, .joint, one), session: nil, version: 1,
          values: Dictionary(uniqueKeysWithValues: Domain.allCases.map { ($0, .value(numbers.next(11))) }),
          tensionStart: numbers.next(11), tensionEnd: nil))
      records.tallies.append(
        try Tally(
          id: RecordID(.entry, 100 + place)!, fact: fact(day, .counselor, one), session: RecordID(.session, place)!,
          minutes: nil, counts: [.contempt: 2, .criticism: 4]))
      records.goals.append(
        try Goal(
          id: RecordID(.goal, place)!, fact: fact(day, audience(), nil), text: "to talk",
          standings: [
            Goal.Standing(day: start.adding(days: day), by: one, value: numbers.next(11)),
            Goal.Standing(day: start.adding(days: day + 9), by: one, value: numbers.next(11)),
          ]))
    }
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: start,
      memberships: people.map { try Couple.Membership(client: $0, joined: start) },
      closure: numbers.next(2) == 0
        ? nil : Couple.Closure(day: start.adding(days: 305), outcome: .stoppedComing, why: "no class"))
    let clients = try [(dana, "Dana Reyes"), (rob, "Rob Reyes")].map {
      try Client(id: $0.0, details: Client.Details(name: $0.1), today: start)
    }
    return History(couple: couple, clients: clients, records: records)
  }

  private static let library = Library(scales: [], exercises: [], ratings: nil)

  @Test(arguments: 1...60) func theseWordsAreOnNoPageForTheCouple(_ seed: Int) throws {
    let history = try Self.history(seed)
    let today = Day(iso: "2026-12-01")!
    for viewer in [Audience.joint, .member(Self.dana), .member(Self.rob)] {
      let seen = history.seen(by: viewer, asOf: today)
      let pages = CouplePages(
        of: seen, library: Self.library, since: nil, until: nil,
        counselor: Counselor(name: "Ada Voss", credential: "LMFT"))
      let report = ProgressReport(of: seen, library: Self.library, since: nil, until: nil)
      for text in [pages.letter.text(), pages.closing.text(), report.text()] {
        let words = Self.words(of: text)
        for word in Self.words { #expect(!words.contains(" \(word) "), "\(word)") }
      }
      // What is nobody's but theirs changes nothing for both.
      #expect(!pages.letter.text().contains(#/\b[a-z]\d+\b/#))
    }
  }

  /// The words of a text, each between blanks.
  static func words(of text: String) -> String {
    " " + String(text.lowercased().map { $0.isLetter || $0 == "-" ? $0 : " " }) + " "
  }

  @Test func nothingAtAllIsAPageToo() throws {
    let start = Day(iso: "2026-01-05")!
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: start,
      memberships: [Self.dana, Self.rob].map { try Couple.Membership(client: $0, joined: start) })
    let seen = History(couple: couple, clients: [], records: Records()).seen(by: .joint, asOf: start)
    let pages = CouplePages(of: seen, library: Self.library, since: nil, until: nil, counselor: Counselor())
    #expect(
      pages.letter.blocks == [
        .paragraph("Dear c1 and c2,"),
        .paragraph("No session was held in this time."), .paragraph("With good wishes, your counselor"),
      ])
    #expect(pages.closing.blocks.count == 2)
  }
}
