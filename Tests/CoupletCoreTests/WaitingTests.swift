import CoupletCore
import Testing

@Suite struct WaitingTests {
  private static func fact(_ day: String, _ audience: Audience = .joint) throws -> Fact {
    Fact(couple: Couple.ID(number: 1), day: try #require(Day(iso: day)), audience: audience, written: Sample.written)
  }

  private static func agreement(_ reviews: [Entry.Review] = []) throws -> Entry {
    try Entry(
      id: #require(RecordID(.entry, 1)), fact: fact("2026-11-02"),
      Entry.Content(.agreement, review: Day(iso: "2026-11-30"), text: "tea"), reviews: reviews)
  }

  private static func records() throws -> Records {
    var records = Records()
    records.sessions = [
      try Sample.session(4, "2026-11-23", status: .planned, at: "16:00", present: []),
      try Sample.session(3, "2026-11-23", at: "09:00"),
      try Sample.session(2, "2026-11-20", audience: .member(Sample.rob.id), status: .planned, present: []),
      try Sample.session(1, "2026-11-16"), try Sample.session(5, "2026-11-23", status: .cancelled, present: []),
    ]
    let note = try Note(
      id: #require(RecordID(.note, 1)), fact: fact("2026-11-16"), session: #require(RecordID(.session, 1)), text: "tea")
    records.notes = [note]
    records.jots = try [nil, note.id].enumerated().map { place, note in
      try Jot(
        id: #require(RecordID(.jot, place + 1)), fact: fact("2026-11-22", .counselor),
        time: #require(MinuteOfDay("14:02")), text: "tea", note: note)
    }
    records.agenda = try [(true, nil), (false, nil), (true, Day(iso: "2026-11-22"))].enumerated().map { place, line in
      try AgendaLine(
        id: #require(RecordID(.agendaLine, place + 1)), fact: fact("2026-11-18", .counselor), isMine: line.0,
        text: "tea", done: line.1)
    }
    return records
  }

  private static func words(_ chart: Seen) -> [String] { chart.waiting.map { "\($0.kind) \($0.id) \($0.day)" } }

  @Test func whatWaitsIsARowWithItsReason() throws {
    let chart = try Sample.seen(Self.records(), by: .counselor)
    #expect(
      Self.words(chart) == [
        "unentered s2 2026-11-20", "session s3 2026-11-23", "session s4 2026-11-23", "unwritten s3 2026-11-23",
        "jot y1 2026-11-22", "draft n1 2026-11-16", "agendaLine a1 2026-11-18",
      ])
    #expect(chart.waiting.first?.audience == .member(Sample.rob.id))
    #expect(
      Self.words(try Sample.seen(Self.records(), by: .joint)) == [
        "session s3 2026-11-23", "session s4 2026-11-23", "draft n1 2026-11-16",
      ])
    // A day earlier, what was done and held since is still to come.
    let before = try Sample.seen(Self.records(), by: .counselor, asOf: #require(Day(iso: "2026-11-21")))
    #expect(
      Self.words(before) == ["unentered s2 2026-11-20", "draft n1 2026-11-16"]
        + ["a1", "a3"].map {
          "agendaLine \($0) 2026-11-18"
        })
  }

  @Test func theNewestWordOnAnEntrySaysWhenItIsDue() throws {
    func due(_ next: [String?], closure: Couple.Closure? = nil) throws -> [String] {
      var records = Records()
      records.entries = [
        try Self.agreement(
          next.enumerated().map { place, next in
            try Entry.Review(
              day: #require(Day(iso: "2026-11-0\(place + 3)")), next: next.flatMap { Day(iso: $0) }, words: nil)
          })
      ]
      let history = History(
        couple: try Sample.couple(closure: closure), clients: [Sample.dana, Sample.rob], records: records)
      return Self.words(history.seen(by: .counselor, asOf: Sample.today))
    }
    #expect(try due([]) == [])
    #expect(try due(["2026-11-20"]) == ["review e1 2026-11-20"])
    #expect(try due(["2026-11-23"]) == ["review e1 2026-11-23"])
    #expect(try due(["2026-11-20", "2026-11-24"]) == [])
    #expect(try due(["2026-11-20", nil]) == [])
    #expect(try due(["2026-11-20"], closure: Couple.Closure(day: Sample.today, outcome: .completed, why: nil)) == [])
  }
}
