import CoupletCore
import CoupletInterchange
import Foundation
import Testing

@Suite struct PracticeDocumentTests {
  /// A Monday, a leap day, the last day of a year, and one far ahead.
  static let todays = ["2026-11-23", "2028-02-29", "2026-12-31", "2101-07-06"].compactMap { Day(iso: $0) }

  private static let monday = todays[0]

  private func demo(_ today: Day) throws -> PracticeDocument {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "seeds/demo/practice.json"))
    return try PracticeDocument(json: [UInt8](data), name: "practice.json", today: today)
  }

  // MARK: The demo practice

  @Test(arguments: todays) func demoHasFiveCouplesWithTwelveToTwentySessions(today: Day) throws {
    let couples = try demo(today).couples
    #expect(
      couples.map(\.handle.description) == ["dana-rob", "ines-jo", "amara-lukas-zoe", "priya-rob", "helen-tom"])
    for couple in couples {
      #expect((12...20).contains(couple.sessions.count), "\(couple.key)")
      #expect((12...20).contains(couple.sessions.count { $0.status == .held }), "\(couple.key)")
      #expect(couple.sessions.allSatisfy { $0.status == .planned ? $0.day >= today : $0.day < today })
    }
    #expect(couples.map { $0.members.count } == [2, 2, 3, 2, 2])
    #expect(couples.map { $0.closure?.outcome } == [nil, nil, nil, nil, .separated])
  }

  @Test(arguments: todays) func weekdaysAreThoseOfToday(today: Day) throws {
    for session in try demo(today).couples[0].sessions {
      #expect(session.day.weekday == today.adding(days: 2).weekday)
    }
  }

  @Test(arguments: todays) func everyDayMovesWithToday(today: Day) throws {
    func offsets(_ day: Day) throws -> [Int] {
      let demo = try demo(day)
      return demo.couples.flatMap { couple in
        [couple.since.days(since: day)] + couple.sessions.map { $0.day.days(since: day) }
          + couple.entries.map { $0.day.days(since: day) }
          + couple.homework.flatMap { $0.log.map { $0.day.days(since: day) } }
      }
    }
    #expect(try offsets(today) == offsets(Self.monday))
  }

  @Test func whatRobToldAloneIsForNobodyElse() throws {
    let demo = try demo(Self.monday)
    let couple = demo.couples[0]
    let rob = try #require(demo.clients.firstIndex { $0.key == "rob" })
    let alone = Set(couple.sessions.indices.filter { couple.sessions[$0].attendance == [rob: .present] })
    #expect(alone.count == 2)
    func isSecret(_ text: String) -> Bool { text.contains("Mill Lane") || text.contains("the flat") }
    let notes = couple.notes.filter { isSecret($0.text) }
    #expect(!notes.isEmpty && notes.allSatisfy { $0.audience == nil && alone.contains($0.session) })
    let entries = couple.entries.filter { isSecret($0.text) }
    #expect(entries.map(\.audience) == [.member(rob), .counselor, .member(rob)])
    #expect(couple.contacts.filter { isSecret($0.text) }.allSatisfy { $0.audience == nil && $0.with == .member(rob) })
    let others =
      couple.jots.map(\.text) + couple.agenda.map(\.text) + couple.wins.map(\.text) + couple.goals.map(\.text)
      + couple.promises.map(\.text) + couple.sessions.compactMap(\.why)
    #expect(!others.contains(where: isSecret))
  }

  @Test func valuesArriveAsTheyStand() throws {
    let demo = try demo(Self.monday)
    #expect(demo.clients[0].details.name == "Dana Reyes" && demo.clients[0].details.pronouns == "she/her")
    let couple = demo.couples[0]
    #expect(couple.members.map(\.client) == [0, 1] && couple.members.allSatisfy { $0.joined == couple.since })
    let csi = couple.measures.filter { $0.scale == "csi-16" }
    let sessions = csi.compactMap(\.session).map { couple.sessions[$0].key }
    #expect(sessions == ["s1", "s1", "s4", "s4", "s8", "s8", "s12", "s12", "s16", "s16"])
    let homework = couple.homework[0]
    #expect(homework.task == .exercise("gentle-start") && homework.recipients == .each)
    #expect(
      homework.confidence == [0: 7, 1: 5] && homework.log.map(\.done) == [.counted(3, of: 3), .counted(2, of: 3)])
    let called = try #require(couple.sessions.first { $0.status == .cancelled })
    #expect(called.cancelledBy == .counselor)
    #expect(demo.couples[1].sessions.contains { $0.attendance[3] == .late(minutes: 20) })
  }

  @Test func allianceStandsApartAndIsTheCounselors() throws {
    for couple in try demo(Self.monday).couples {
      let alliance = couple.ratings.filter { $0.alliance != nil }
      #expect(!alliance.isEmpty && alliance.allSatisfy { $0.audience == .counselor && $0.values.isEmpty })
    }
  }

  // MARK: What is refused

  /// A small document, with one piece of its text exchanged.
  private func refusal(_ piece: String, _ other: String) -> String {
    #expect(Self.small.contains(piece))
    let text = Self.small.replacing(piece, with: other, maxReplacements: 1)
    do {
      _ = try PracticeDocument(json: Array(text.utf8), name: "own.json", today: Self.monday)
      return "accepted"
    } catch {
      #expect(error.kind == .badData)
      return error.message
    }
  }

  private static let small = """
    {"schema": "couplet-practice/1",
     "clients": [{"key": "maya", "name": "Maya Ortiz"}, {"key": "jon", "name": "Jon Bell"}, {"key": "kit", "name": "Kit Low"}],
     "couples": [{"key": "mj", "handle": "maya-jon", "label": "Maya & Jon", "since": "-70d",
      "members": [{"client": "maya"}, {"client": "jon"}],
      "sessions": [
       {"key": "s1", "date": "-14d", "time": "14:00", "kind": "conjoint", "mode": "room", "status": "held", "present": ["maya", "jon"]},
       {"key": "s2", "date": "+7d", "kind": "conjoint", "mode": "room", "status": "planned"}],
      "notes": [{"session": "s1", "text": "First."}],
      "entries": [{"date": "-14d", "kind": "leaving", "text": "Asks."}],
      "homework": [{"date": "-14d", "exercise": "small-wins", "for": "each", "every": "day", "confidence": {"maya": 7},
       "log": [{"date": "-7d", "member": "maya", "done": "5/7"}, {"date": "-7d", "member": "jon", "done": 3}]}],
      "promises": [{"date": "-14d", "by": "jon", "to": "maya", "text": "Rings.", "marks": [{"date": "-7d", "outcome": "kept"}], "size": "small", "repairs": [{"date": "-3d", "says": "maya"}]}],
      "tallies": [{"session": "s1", "member": "jon", "minutes": 40, "counts": {"criticism": 2, "contempt": 0}}],
      "measures": [{"date": "2026-11-09", "member": "jon", "scale": "csi-4", "mode": "paper", "answers": [3, "-", "d", "n"]}],
      "ratings": [{"date": "-14d", "member": "jon", "session": "s1", "values": {"trust": 4, "hope": "d"}, "alliance": 8}]
     }]}
    """

  @Test func smallDocumentIsAccepted() throws {
    let document = try PracticeDocument(json: Array(Self.small.utf8), name: "own.json", today: Self.monday)
    let couple = document.couples[0]
    #expect(couple.measures[0].entered == .answers([.value(3), .notAnswered, .declined, .notApplicable]))
    #expect(couple.ratings.map(\.values) == [[.trust: .value(4), .hope: .declined], [:]])
    #expect(couple.sessions.map(\.day.description) == ["2026-11-09", "2026-11-30"])
    #expect(couple.sessions[0].start == MinuteOfDay("14:00"))
    #expect(couple.promises[0].size == .small && couple.promises[0].repairs.map(\.says) == [0])
    #expect(couple.tallies.map(\.counts) == [[.criticism: 2, .contempt: 0]] && couple.tallies[0].minutes == 40)
  }

  @Test(arguments: [
    ("\"label\"", "\"title\": \"x\", \"label\"", "couples[0].title: is unknown"),
    ("\"label\": \"Maya & Jon\", ", "", "couples[0].label: is missing"),
    ("practice/1", "practice/2", "schema: has to be couplet-practice/1"),
    ("\"key\": \"kit\"", "\"key\": \"jon\"", "clients[2].key: 'jon' is there twice"),
    ("\"key\": \"kit\"", "\"key\": \"joint\"", "clients[2].key: 'joint' already means something here"),
    ("\"key\": \"s2\"", "\"key\": \"s1\"", "couples[0].sessions[1].key: 's1' is there twice"),
    ("{\"client\": \"jon\"}", "{\"client\": \"tom\"}", "couples[0].members[1].client: no client has the key 'tom'"),
    (
      "{\"client\": \"jon\"}", "{\"client\": \"maya\"}", "couples[0].members[1]: the client is in the treatment already"
    ),
    (", {\"client\": \"jon\"}", "", "couples[0].members: a couple has two members or more"),
    (
      "[\"maya\", \"jon\"]", "[\"maya\", \"kit\"]",
      "couples[0].sessions[0].present[1]: the client is no member of this couple"
    ),
    (
      "[\"maya\", \"jon\"]", "[\"maya\", \"maya\"]",
      "couples[0].sessions[0].present[1]: the client stands in present, late or absent already"
    ),
    ("[\"maya\", \"jon\"]", "[]", "couples[0].sessions[0]: a session that was held had somebody in it"),
    (
      "maya-jon", "maya jon",
      "couples[0].handle: has to be lower-case letters, digits and single hyphens, beginning with a letter"
    ),
    (
      "\"-14d\", \"time\"", "\"2 weeks ago\", \"time\"",
      "couples[0].sessions[0].date: has to be a day as 2026-11-23, or as -42d, 0d or +7d counted from today"
    ),
    ("\"-14d\", \"time\"", "\"+1d\", \"time\"", "couples[0].sessions[0].date: 2026-11-24 lies after 2026-11-23"),
    ("14:00", "24:00", "couples[0].sessions[0].time: has to be a time of day as 14:00"),
    (
      "\"planned\"", "\"soon\"",
      "couples[0].sessions[1].status: has to be one of planned, held, cancelled, cancelled-late, no-show, moved"
    ),
    ("{\"session\": \"s1\"", "{\"session\": \"s2\"", "couples[0].notes[0].session: the session lies after 2026-11-23"),
    ("{\"session\": \"s1\"", "{\"session\": \"s3\"", "couples[0].notes[0].session: no session has the key 's3'"),
    ("\"First.\"", "7", "couples[0].notes[0].text: has to be a text"),
    ("\"First.\"", "\" \"", "couples[0].notes[0].text: is empty"),
    (
      "\"leaving\"", "\"leaving\", \"audience\": \"joint\"",
      "couples[0].entries[0].audience: talk of leaving is the counselor's only"
    ),
    (
      "\"leaving\"", "\"leaving\", \"audience\": \"kit\"",
      "couples[0].entries[0].audience: the client is no member of this couple"
    ),
    ("\"each\"", "\"all\"", "couples[0].homework[0].for: has to be together, each or a list of client keys"),
    ("\"exercise\": \"small-wins\", ", "", "couples[0].homework[0]: has to have either exercise, or title and text"),
    (
      "\"5/7\"", "\"8/7\"",
      "couples[0].homework[0].log[0].done: has to be a grade 0 to 4, a count as 5/7 in quotes, or excused"
    ),
    ("\"done\": 3", "\"done\": 5", "couples[0].homework[0].log[1].done: 5 is outside 0 to 4"),
    ("{\"maya\": 7}", "{\"kit\": 7}", "couples[0].homework[0].confidence.kit: is no member of this couple"),
    (
      "\"kept\"", "\"kept\", \"due\": \"+7d\"",
      "couples[0].promises[0].marks[0].due: a new day by which belongs to renegotiated"
    ),
    ("\"small\"", "\"huge\"", "couples[0].promises[0].size: has to be one of small, middling, large"),
    ("{\"criticism\": 2, \"contempt\": 0}", "{}", "couples[0].tallies[0].counts: there is nothing to enter"),
    ("\"criticism\": 2", "\"criticism\": 1001", "couples[0].tallies[0].counts.criticism: 1001 is outside 0 to 1000"),
    ("\"to\": \"maya\"", "\"to\": \"jon\"", "couples[0].promises[0].to: a promise is made to somebody else"),
    (
      "\"-7d\", \"outcome\"", "\"-15d\", \"outcome\"",
      "couples[0].promises[0].marks[0].date: 2026-11-08 lies before the record's day 2026-11-09"
    ),
    (
      "[3, \"-\"", "[\"3\", \"-\"", "couples[0].measures[0].answers[0]: has to be a whole number, \"-\", \"d\" or \"n\""
    ),
    ("[3, \"-\"", "[true, \"-\"", "couples[0].measures[0].answers[0]: has to be a whole number, \"-\", \"d\" or \"n\""),
    ("[3, \"-\"", "[2.5, \"-\"", "couples[0].measures[0].answers[0]: has to be a whole number"),
    ("[3, \"-\", \"d\", \"n\"]", "\"3,2,2,1\"", "couples[0].measures[0].answers: has to be a list"),
    (
      "\"answers\"", "\"total\": 5, \"answers\"", "couples[0].measures[0]: has to have answers or total, one of the two"
    ),
    ("\"trust\": 4", "\"trust\": 11", "couples[0].ratings[0].values.trust: 11 is outside 0 to 10"),
    ("\"trust\"", "\"luck\"", "couples[0].ratings[0].values.luck: is unknown"),
    ("\"couples\": [{", "\"couples\": [[], {", "couples[0]: has to be a group of keys"),
  ])
  func refusalNamesThePath(piece: String, other: String, message: String) {
    #expect(refusal(piece, other) == "own.json: \(message)")
  }

  @Test(arguments: [
    ("\"clients\":", "clients:", "line 2, column 2: a key has to be in quotes"),
    ("\"clients\":", "\"clients\"", "line 2, column 12: a key has to be followed by :"),
    ("\"clients\":", "\"schema\": 1, \"clients\":", "line 2, column 2: the key 'schema' is there twice"),
    ("\"done\": 3", "\"done\": 3.", "line 11, column 103: has to be JSON"),
    ("\"done\": 3", "\"done\": -", "line 11, column 103: has to be JSON"),
    ("\"done\": 3", "\"done\": 1e", "line 11, column 103: has to be JSON"),
    ("\"done\": 3", "\"done\": 1e999", "line 11, column 103: has to be JSON"),
    ("\"done\": 3", "\"done\": +3", "line 11, column 103: has to be JSON"),
    ("Maya Ortiz", "Máya\\q", "line 2, column 44: a backslash has to be followed by what JSON knows"),
    ("Maya Ortiz", "Máya\\ud83d", "line 2, column 44: a backslash has to be followed by what JSON knows"),
    ("Maya Ortiz", "Maya\n", "line 2, column 43: a text has a control character"),
    ("\"done\": 3", "\"done\": 03", "line 11, column 103: has to be JSON"),
    ("Maya Ortiz\"}", "Maya Ortiz\"]", "line 2, column 50: a group has to go on with , or end with }"),
    ("Maya Ortiz\"}", "Maya Ortiz\"", "line 2, column 52: a key has to be in quotes"),
  ])
  func textThatIsNoJSONIsRefused(piece: String, other: String, message: String) {
    #expect(refusal(piece, other) == "own.json: \(message)")
  }

  @Test(arguments: [
    "", "{", "[1, ", "{\"schema\": \"", "\"\\", "\"\\u00", String(repeating: "[", count: 100_000), "1 2", "-",
  ])
  func brokenTextIsBadData(text: String) {
    #expect { try PracticeDocument(json: Array(text.utf8), name: "own.json", today: Self.monday) } throws: {
      ($0 as? Problem)?.kind == .badData
    }
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    #expect(throws: Problem(.badData, "own.json: has to be UTF-8")) {
      try PracticeDocument(json: [0x22, 0xC3, 0x22], name: "own.json", today: Self.monday)
    }
  }

  @Test func goodReasonsAndWhatWasInTheWayAreRead() throws {
    let text = Self.small.replacing("\"5/7\"", with: "\"excused\", \"barrier\": \"unwell\"")
      .replacing("\"done\": 3", with: "\"done\": 3, \"barrier\": \"early shift\"")
    let document = try PracticeDocument(json: Array(text.utf8), name: "own.json", today: Self.monday)
    let log = document.couples[0].homework[0].log
    #expect(log.map(\.done) == [.excused, .graded(3)])
    // A word that is no code stays, as in old files.
    #expect(log.map(\.barrier) == [.unwell, .other] && log.map(\.barrierWord) == [nil, "early shift"])
  }

  @Test func escapesAreRead() throws {
    let text = Self.small.replacing("First.", with: "\\u00fc\\uD83D\\ude00\\n\\\"\\/\\t")
    let document = try PracticeDocument(json: Array(text.utf8), name: "own.json", today: Self.monday)
    #expect(document.couples[0].notes[0].text == "\u{FC}\u{1F600}\n\"/\t")
  }
}
