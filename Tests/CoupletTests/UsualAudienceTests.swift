import CoupletCore
import CoupletInterchange
import CoupletStore
import Testing

@testable import couplet

/// Who may know when nothing is said is one rule of each kind of record, whoever enters it: commands or a document.
@Suite struct UsualAudienceTests {
  private static let rob = Client.ID(number: 2)

  /// An hour that Rob had alone with what hangs on it, and what belongs to no hour.
  private static let document = """
    {"schema": "couplet-practice/1",
     "clients": [{"key": "dana", "name": "Dana Reyes"}, {"key": "rob", "name": "Rob Reyes"}],
     "couples": [{"key": "dr", "handle": "dana-rob", "label": "Dana & Rob", "since": "2026-09-01",
      "members": [{"client": "dana"}, {"client": "rob"}],
      "sessions": [{"key": "s1", "date": "0d", "kind": "individual", "mode": "room", "status": "held",
       "present": ["rob"]}],
      "notes": [{"session": "s1", "text": "tea"}],
      "jots": [{"date": "0d", "time": "14:02", "text": "tea"}],
      "agenda": [{"date": "0d", "text": "tea"}],
      "contacts": [{"date": "0d", "member": "rob", "mode": "phone", "text": "tea"},
       {"date": "0d", "other": "Dr. Amin", "mode": "phone", "text": "tea"}],
      "wins": [{"date": "0d", "by": "rob", "text": "tea"}],
      "goals": [{"date": "0d", "member": "rob", "text": "tea"}],
      "aims": [{"date": "0d", "member": "rob", "aim": "unsure"}],
      "promises": [{"date": "0d", "by": "rob", "to": "dana", "text": "tea"}],
      "injuries": [{"date": "0d", "hurt": "dana", "by": "rob", "text": "tea"}],
      "homework": [{"date": "0d", "exercise": "small-wins", "for": "each", "session": "s1"},
       {"date": "0d", "exercise": "nothing-decided-yet", "for": ["rob"]},
       {"date": "0d", "title": "A walk", "text": "tea", "for": ["rob"]}],
      "tallies": [{"session": "s1", "member": "rob", "counts": {"criticism": 2}}],
      "measures": [{"date": "0d", "member": "rob", "mode": "paper", "scale": "csi-16", "session": "s1", "total": 50},
       {"date": "0d", "member": "rob", "mode": "paper", "scale": "csi-4", "total": 9},
       {"date": "0d", "member": "rob", "mode": "paper", "scale": "who-5", "total": 12}],
      "ratings": [{"date": "0d", "member": "rob", "session": "s1", "values": {"trust": 4}, "alliance": 8}]
     }]}
    """

  private static let commands = [
    ("session add dana-rob --present Rob --kind individual", ""), ("note add s1 -", "tea"), ("jot dana-rob -", "tea"),
    ("agenda add dana-rob -", "tea"), ("contact add dana-rob --with Rob -", "tea"),
    ("contact add dana-rob --with 'Dr. Amin' -", "tea"), ("win add dana-rob --by Rob tea", ""),
    ("goal add dana-rob --member Rob tea", ""), ("aim dana-rob Rob=unsure", ""),
    ("promise add dana-rob --by Rob --to Dana tea", ""), ("injury add dana-rob --hurt Dana --by Rob -", "tea"),
    ("homework assign dana-rob small-wins --for each --session s1", ""),
    ("homework assign dana-rob nothing-decided-yet --for Rob", ""),
    ("homework assign dana-rob --title 'A walk' --for Rob --on today -", "tea"),
    ("tally s1 --member Rob --criticism 2", ""),
    ("measure dana-rob csi-16 --member Rob --session s1 --total 50", ""),
    ("measure dana-rob csi-4 --member Rob --on today --total 9", ""),
    ("measure dana-rob who-5 --member Rob --on today --total 12", ""),
    ("rate dana-rob --session s1 --member Rob --alliance 8 trust=4", ""),
  ]

  @Test func commandsAndDocumentsSayTheSame() async throws {
    let program = try TestProgram()
    await program.done("init --plain")
    await program.done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
    for (line, input) in Self.commands { await program.done(line, input: input) }
    let typed = try Self.audiences(program.path)

    let path = program.folder + "/document.couplet"
    let today = try #require(Day(iso: "2026-11-23"))
    let document = try PracticeDocument(json: Array(Self.document.utf8), name: "own.json", today: today)
    let stamp = CommandStamp(command: "demo", clock: program.now, today: nil, who: "tester")
    try Practice.create(at: path, counselor: nil, credential: nil, stamp: stamp)
    let practice = try Practice.open(at: path)
    try practice.change(stamp) { change in
      try DocumentImport(
        document, into: change, definitions: Definitions(), zone: Zone(name: "Europe/Berlin", offset: 3600),
        today: today
      ).addCouples()
    }
    practice.close()
    #expect(try Self.audiences(path) == typed)

    let own = Audience.member(Self.rob)
    #expect(
      typed == [
        "session": [own], "note": [own], "jot": [.counselor], "agenda": [.counselor], "contact": [own, .counselor],
        "win": [.joint], "goal": [.joint], "aim": [own], "promise": [.joint], "injury": [.joint],
        "homework": [own, own, .joint], "tally": [.counselor], "measure": [own, .joint, own],
        "rating": [own, .counselor],
      ])
  }

  private static func audiences(_ path: String) throws -> [String: [Audience]] {
    let practice = try Practice.open(at: path)
    defer { practice.close() }
    let today = try #require(Day(iso: "2026-11-23"))
    let couple = try practice.directory().couple(matching: "dana-rob")
    let records = try practice.history(of: couple).seen(by: .counselor, asOf: today).records
    let all: [String: [any Recorded]] = [
      "session": records.sessions, "note": records.notes, "jot": records.jots, "agenda": records.agenda,
      "contact": records.contacts, "win": records.wins, "goal": records.goals, "aim": records.aims,
      "promise": records.promises, "injury": records.injuries, "homework": records.homework,
      "tally": records.tallies, "measure": records.measures, "rating": records.ratings,
    ]
    return all.mapValues { $0.map(\.fact.audience) }
  }
}
