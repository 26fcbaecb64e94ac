import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore

/// A practice file in a folder of its own, gone with the test.
final class TemporaryPractice {
  let folder: String
  let path: String
  static let today = Day(iso: "2026-11-23")!
  static let clock = Instant("2026-11-23T14:02:11Z")!

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/couplet-test-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = folder + "/practice.couplet"
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func stamp(_ command: String, clock: Instant = clock) -> CommandStamp {
    CommandStamp(command: command, clock: clock, today: nil, who: "tester")
  }

  func create() throws -> Practice {
    try Practice.create(at: path, counselor: nil, credential: nil, stamp: Self.stamp("init"))
    return try Practice.open(at: path)
  }

  /// A practice with one couple in it.
  func withCouple() throws -> (practice: Practice, couple: Couple) {
    let practice = try create()
    return (practice, try addCouple(to: practice))
  }

  /// Adds a couple of two.
  func addCouple(to practice: Practice) throws -> Couple {
    try practice.change(Self.stamp("couple add")) { change in
      let members = try ["Dana Reyes", "Rob Reyes"].map { name in
        try Client(id: try change.nextClient(), details: Client.Details(name: name), today: Self.today)
      }
      for member in members { try change.add(member) }
      let couple = try Couple(
        id: try change.nextCouple(), label: "Dana & Rob", handle: try Handle("dana-rob"), since: Self.today,
        memberships: try members.map { try Couple.Membership(client: $0.id, joined: Self.today) })
      try change.add(couple)
      return couple
    }
  }

  static func jot(_ change: Change, _ couple: Couple, _ text: String) throws -> Jot {
    try Jot(
      id: try change.nextID(.jot),
      fact: Fact(couple: couple.id, day: today, audience: .counselor, written: change.clock),
      time: MinuteOfDay("14:02")!, text: text)
  }
}

@Suite struct PracticeFileTests {
  @Test func isForItsOwnerAlone() throws {
    let temporary = try TemporaryPractice()
    let practice = try temporary.create()
    _ = try practice.directory()
    for name in try FileManager.default.contentsOfDirectory(atPath: temporary.folder) {
      let attributes = try FileManager.default.attributesOfItem(atPath: temporary.folder + "/" + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test func aSecondInitChangesNothing() throws {
    let temporary = try TemporaryPractice()
    try temporary.create().close()
    let before = try Data(contentsOf: URL(filePath: temporary.path))
    let problem = #expect(throws: Problem.self) {
      try Practice.create(
        at: temporary.path, counselor: nil, credential: nil, stamp: TemporaryPractice.stamp("init"))
    }
    #expect(problem?.kind == .cannotWrite)
    #expect(try Data(contentsOf: URL(filePath: temporary.path)) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: temporary.folder).sorted() == [
        "practice.couplet", "practice.couplet.lock",
      ])
  }

  @Test func saysWhatIsNotThereOrNotOurs() throws {
    let temporary = try TemporaryPractice()
    func open(_ name: String) -> Problem? {
      #expect(throws: Problem.self) { try Practice.open(at: temporary.folder + "/" + name) }
    }
    #expect(open("none")?.kind == .noInput)
    #expect(open("none/none")?.kind == .noInput)
    #expect(open("")?.message.hasSuffix("is a folder") == true)

    func write(_ name: String, _ data: Data) throws {
      let path = temporary.folder + "/" + name
      #expect(FileManager.default.createFile(atPath: path, contents: data, attributes: [.posixPermissions: 0o600]))
    }
    try write("empty", Data())
    try write("text", Data("Dear diary, today the sun shone".utf8))
    #expect(open("empty")?.kind == .noInput)
    #expect(open("text")?.message.hasSuffix("is not a practice file of couplet") == true)

    let other = try DatabaseQueue(path: temporary.folder + "/other")
    try other.write { try $0.execute(sql: "CREATE TABLE diary (text)") }
    try other.close()
    chmod(temporary.folder + "/other", 0o600)
    #expect(open("other")?.message.hasSuffix("is not a practice file of couplet") == true)
    #expect(try DatabaseQueue(path: temporary.folder + "/other").read { try $0.tableExists("fact") } == false)
  }

  @Test func refusesAFileThatOthersCanRead() throws {
    let temporary = try TemporaryPractice()
    try temporary.create().close()
    chmod(temporary.path, 0o640)
    let problem = #expect(throws: Problem.self) { try Practice.open(at: temporary.path) }
    #expect(problem?.kind == .noPermission)
    #expect(problem?.hint == .words("chmod 600 \(temporary.path)"))
  }

  @Test func refusesAFileOfANewerProgram() throws {
    let temporary = try TemporaryPractice()
    try temporary.create().close()
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('m9999-later')") }
    try queue.close()
    let problem = #expect(throws: Problem.self) { try Practice.open(at: temporary.path) }
    #expect(problem?.kind == .unavailable)
  }

  @Test func aDamagedFileIsSaid() throws {
    let temporary = try TemporaryPractice()
    try temporary.create().close()
    let handle = try #require(FileHandle(forUpdatingAtPath: temporary.path))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xFF, count: 4096 * 20))
    try handle.close()
    let problem = #expect(throws: Problem.self) { try Practice.open(at: temporary.path).directory() }
    #expect(problem?.kind == .damaged)
  }

  /// What is on disk changes by migration alone: this file shows how.
  @Test func theSchemaIsTheGoldenOne() throws {
    let temporary = try TemporaryPractice()
    try temporary.create().close()
    let schema =
      try DatabaseQueue(path: temporary.path).read { database in
        try String.fetchAll(
          database,
          sql: """
            SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'fact_text_%' OR type = 'trigger'
            ORDER BY type DESC, name
            """)
      }.joined(separator: "\n\n") + "\n"
    let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schemas/schema.sql")
    if ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil {
      try schema.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(schema == (try? String(contentsOf: golden, encoding: .utf8)), "run with COUPLET_REWRITE=1 to rewrite it")
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/practices")

  /// The file of each issue, plain and sealed.
  private static let issues = ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? [])
    .filter { $0.hasSuffix(".couplet") }.sorted()

  /// A copy of the file of an issue, and what opens it.
  private func issue(_ name: String) throws -> (TemporaryPractice, ClosedPractice, PracticeKey?) {
    let temporary = try TemporaryPractice()
    try FileManager.default.copyItem(atPath: Self.fixtures.appending(path: name).path, toPath: temporary.path)
    chmod(temporary.path, 0o600)
    let closed = try ClosedPractice(at: temporary.path)
    return (temporary, closed, try closed.isSealed ? closed.key(phrase: Array("four words and more".utf8)) : nil)
  }

  /// A migration comes with a file that was written by it: `Tests/Fixtures/make` makes one.
  @Test func everyMigrationHasItsFile() {
    for migration in Schema.migrator(Chain(key: nil)).migrations {
      #expect(Self.issues.contains("\(migration).couplet"), "\(migration)")
    }
  }

  @Test func opensTheFileOfEveryEarlierIssue() throws {
    let newest = try #require(Schema.migrator(Chain(key: nil)).migrations.last)
    for name in Self.issues {
      let (temporary, closed, key) = try issue(name)
      let practice = try closed.open(key)
      #expect(try practice.chainState().firstBroken == nil, "\(name)")
      // Whatever had to be migrated is kept as it was.
      let copies = try FileManager.default.contentsOfDirectory(atPath: temporary.folder).filter {
        $0.contains(".before-m")
      }
      let isSaid = practice.takeNotices().contains { $0.words.contains("as it was before") }
      #expect(copies.count == (isSaid ? 1 : 0), "\(name)")
      #expect(name.hasPrefix(newest) == copies.isEmpty, "\(name)")
      let directory = try practice.directory()
      #expect(!directory.couples.isEmpty, "\(name)")
      for couple in directory.couples {
        let seen = try practice.history(of: couple).seen(by: .counselor, asOf: Day.range.upperBound)
        #expect(!seen.records.sessions.isEmpty, "\(name)")
      }
    }
  }

  /// A file of an earlier version lacks tables, and what is saved from it is of this one.
  @Test func savesWhatIsInTheFileOfEveryEarlierIssue() throws {
    for name in Self.issues {
      let (temporary, closed, key) = try issue(name)
      let saved = temporary.folder + "/saved.couplet"
      let salvaged = try closed.salvage(key, to: saved, stamp: TemporaryPractice.stamp("check"))
      #expect(salvaged.problem == nil && salvaged.standIns == 0, "\(name)")
      let lost = salvaged.tables.filter { $0.orphaned > 0 || $0.unreadable != 0 }.map(\.name)
      #expect(lost == [], "\(name)")
      let copy = try Practice.open(at: saved, key: key)
      let original = try closed.open(key)
      for couple in try original.directory().couples {
        let (count, wanted) = (try copy.recordCount(of: couple), try original.recordCount(of: couple))
        #expect(count == wanted && wanted > 0, "\(name): \(couple.handle)")
      }
    }
  }
}

@Suite struct ChangeTests {
  @Test func aCommandThatFailsLeavesNothing() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let journal = try practice.journal()
    #expect(throws: Problem.self) {
      try practice.change(TemporaryPractice.stamp("jot")) { change in
        try change.add(try TemporaryPractice.jot(change, couple, "half said"))
        throw Problem(.refused, "no")
      }
    }
    #expect(try practice.history(of: couple).seen(by: .counselor, asOf: TemporaryPractice.today).records.jots.isEmpty)
    #expect(try practice.journal() == journal)
  }

  @Test func idsAreNeverGivenTwice() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    func add() throws -> RecordID {
      try practice.change(TemporaryPractice.stamp("jot")) { change in
        let jot = try TemporaryPractice.jot(change, couple, "one line")
        try change.add(jot)
        return jot.id
      }
    }
    #expect(try add().description == "y1")
    let last = try #require(try practice.undoable().first)
    _ = try practice.undo(expected: last.id, TemporaryPractice.stamp("undo"))
    #expect(try add().description == "y2")
  }

  @Test func theJournalIsNeverChangedNorHoldsAText() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    try practice.change(TemporaryPractice.stamp("jot")) { change in
      try change.add(try TemporaryPractice.jot(change, couple, "kumquat"))
    }
    practice.close()
    let queue = try DatabaseQueue(path: temporary.path)
    for sql in [
      "UPDATE journal SET who = 'somebody'", "DELETE FROM journal",
      "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 2",
    ] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
    let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM journal") }
    #expect(rows.count == 3)
    #expect(!rows.map(\.description).joined().contains("kumquat"))
  }

  @Test func theSchemaRefusesWhatTheCoreWouldNotWrite() throws {
    let temporary = try TemporaryPractice()
    let (practice, _) = try temporary.withCouple()
    practice.close()
    let queue = try DatabaseQueue(path: temporary.path)
    let fact = "INSERT INTO fact (letter, number, couple, day, audience, audience_of, text, written) VALUES "
    for values in [
      "('q', 1, 1, '2026-11-23', 'joint', NULL, 'x', 'now')", "('y', 0, 1, '2026-11-23', 'joint', NULL, 'x', 'now')",
      "('y', 1, 9, '2026-11-23', 'joint', NULL, 'x', 'now')", "('y', 1, 1, 'yesterday', 'joint', NULL, 'x', 'now')",
      "('y', 1, 1, '2026-11-23', 'all', NULL, 'x', 'now')", "('y', 1, 1, '2026-11-23', 'member', NULL, 'x', 'now')",
      "('y', 1, 1, '2026-11-23', 'joint', 1, 'x', 'now')", "('y', 1, 1, '2026-11-23', 'joint', NULL, '', 'now')",
      "('y', 1, 1, '2026-11-23', 'joint', NULL, 'a' || char(0), 'now')",
      "('y', 'one', 1, '2026-11-23', 'joint', NULL, 'x', 'now')",
    ] {
      #expect(throws: DatabaseError.self, "\(values)") { try queue.write { try $0.execute(sql: fact + values) } }
    }
    try queue.write { try $0.execute(sql: fact + "('y', 1, 1, '2026-11-23', 'joint', NULL, 'x', 'now')") }
  }

  @Test func imagesOfOldCommandsAreEmptied() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let later = Instant(seconds: TemporaryPractice.clock.seconds + 91 * 86_400)
    try practice.change(TemporaryPractice.stamp("jot", clock: later)) { change in
      try change.add(try TemporaryPractice.jot(change, couple, "one line"))
    }
    #expect(try practice.undoable().map(\.command) == ["jot"])
  }

  @Test func undoIsOfTheCommandThatWasShown() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let shown = try #require(try practice.undoable().first)
    try practice.change(TemporaryPractice.stamp("jot")) { change in
      try change.add(try TemporaryPractice.jot(change, couple, "one line"))
    }
    let problem = #expect(throws: Problem.self) {
      try practice.undo(expected: shown.id, TemporaryPractice.stamp("undo"))
    }
    #expect(problem?.message == "\(shown.id) is no longer the last command; nothing was undone")
  }

  @Test func aLockedFileIsSaid() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let other = try DatabaseQueue(path: temporary.path)
    try other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let problem = #expect(throws: Problem.self) {
        try practice.change(TemporaryPractice.stamp("jot")) { change in
          try change.add(try TemporaryPractice.jot(change, couple, "one line"))
        }
      }
      #expect(problem?.kind == .unavailable)
      try database.execute(sql: "ROLLBACK")
    }
  }
}

extension HourCorrection {
  /// Of hours under which nothing is signed, so that none is needed.
  static var unneeded: HourCorrection {
    HourCorrection(why: nil, zone: Zone(name: "UTC", offset: 0)) { "c\($0.number)" }
  }
}
