import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore

/// A signed text stays as it was, whatever is tried.
@Suite struct SigningTests {
  private let zone = Zone(name: "Europe/Berlin", offset: 3600)
  private let stamp = CommandStamp(
    command: "test", clock: Instant("2026-11-23T13:02:11Z")!, today: nil, who: "ada")

  /// A practice with a couple, a session, a signed note with an addendum (row keys 1 and 2), and a draft (key 3).
  private func signed() throws -> (temporary: TemporaryPractice, practice: Practice, couple: Couple) {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let day = Day(iso: "2026-11-16")!
    try practice.change(stamp) { change in
      try change.replace(Counselor(name: "Ada Voss", credential: "LMFT"))
      let fact = Fact(couple: couple.id, day: day, audience: .joint, written: change.clock)
      let session = try Session(
        id: try change.nextID(.session), fact: fact, status: .held, attendance: [couple.everyMember[0]: .present])
      try change.add(session)
      for text in ["## Plan\n\nA walk.", "A draft."] {
        try change.add(Note(id: try change.nextID(.note), fact: fact, session: session.id, text: text))
      }
    }
    let note = try #require(try seen(practice, couple).records.notes.first)
    try practice.change(stamp, canBeUndone: false) { change in
      let signed = try change.sign(note, zone: zone)
      _ = try change.amend(signed, .correction, why: "wrong day", text: "It was Monday.", zone: zone)
    }
    return (temporary, practice, couple)
  }

  private func seen(_ practice: Practice, _ couple: Couple) throws -> Seen {
    try practice.history(of: couple).seen(by: .counselor, asOf: Day(iso: "2026-11-23")!)
  }

  @Test func fixesTextAuthorTimeAndDigest() throws {
    let (temporary, practice, couple) = try signed()
    defer { withExtendedLifetime(temporary) {} }
    let note = try #require(try seen(practice, couple).records.notes.first)
    let signature = try #require(note.signature)
    #expect(note.state == .signed)
    #expect(signature.author == "Ada Voss")
    #expect(signature.time.description == "14:02")
    let form = CanonicalForm.of(note, CanonicalForm.Signer(signature))
    #expect(form.hasPrefix("form: couplet-note/2\n") && form.contains("\nstatus: held\n"))
    #expect(form.hasSuffix("text: 16 bytes\n## Plan\n\nA walk."))
    #expect(signature.digest == Change.digest(form))
    #expect(note.addenda.map(\.text) == ["It was Monday."])
    #expect(note.addenda.map(\.kind) == [.correction])
  }

  /// One test per statement: each is refused by the schema itself, with SQLite's own foreign keys off too.
  @Test(arguments: [
    "UPDATE fact SET text = 'other' WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET day = '2026-11-17' WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET couple = 2 WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET written = '2026-11-16T00:00:00Z' WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET number = 9 WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET letter = 'y' WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET id = 99 WHERE letter = 'n' AND number = 1",
    "UPDATE fact SET member = 1 WHERE letter = 'n' AND number = 1",
    "UPDATE OR REPLACE fact SET id = 2 WHERE letter = 'n' AND number = 2",
    "UPDATE OR REPLACE fact SET number = 1 WHERE letter = 'n' AND number = 2",
    "DELETE FROM fact WHERE letter = 'n' AND number = 1",
    "INSERT OR REPLACE INTO fact SELECT id, letter, number, couple, day, audience, audience_of, member, 'other', written, is_audience_named FROM fact WHERE letter = 'n' AND number = 1",
    "INSERT OR REPLACE INTO fact SELECT 99, letter, number, couple, day, audience, audience_of, member, 'other', written, is_audience_named FROM fact WHERE letter = 'n' AND number = 1",
    "REPLACE INTO fact (id, letter, number, couple, day, audience, text, written) VALUES (2, 'y', 77, 1, '2026-11-16', 'joint', 'other', '2026-11-16T00:00:00Z')",
    "INSERT INTO fact (id, letter, number, couple, day, audience, text, written) VALUES (2, 'n', 1, 1, '2026-11-16', 'joint', 'other', '2026-11-16T00:00:00Z') ON CONFLICT DO UPDATE SET text = 'other'",
    "UPDATE note SET format = 'soap' WHERE id = 2", "UPDATE note SET state = 'draft' WHERE id = 2",
    "UPDATE note SET session = 3 WHERE id = 2", "UPDATE OR REPLACE note SET id = 2 WHERE id = 3",
    "DELETE FROM note WHERE id = 2",
    "INSERT OR REPLACE INTO note (id, session, format, state) VALUES (2, 1, 'narrative', 'draft')",
    "UPDATE note_signature SET author = 'Somebody Else'", "UPDATE note_signature SET digest = hex(randomblob(32))",
    "DELETE FROM note_signature",
    "INSERT OR REPLACE INTO note_signature SELECT id, 'Somebody Else', credential, clock, zone, zone_offset, digest, hour FROM note_signature",
    "UPDATE addendum SET text = 'other'", "DELETE FROM addendum",
    "INSERT OR REPLACE INTO addendum SELECT id, note, place, kind, why, 'other', author, credential, clock, zone, zone_offset, digest, hour, revision FROM addendum",
    "INSERT OR REPLACE INTO addendum SELECT 99, note, place, kind, why, 'other', author, credential, clock, zone, zone_offset, digest, hour, revision FROM addendum",
    "UPDATE session SET minutes = 75", "UPDATE session SET mode = 'video'", "UPDATE session SET kind = 'crisis'",
    "UPDATE session SET start = 600", "UPDATE session SET status = 'planned'", "UPDATE session SET revision = 1",
    "UPDATE session SET id = 9", "DELETE FROM session",
    "INSERT OR REPLACE INTO session (id, kind, mode, status) VALUES (1, 'conjoint', 'room', 'held')",
    "UPDATE fact SET day = '2026-11-17' WHERE letter = 's'", "UPDATE attendance SET state = 'absent'",
    "DELETE FROM attendance", "INSERT INTO attendance (session, client, state) VALUES (1, 2, 'present')",
    "INSERT OR REPLACE INTO attendance (session, client, state) VALUES (1, 1, 'late')",
  ])
  func theSchemaRefuses(_ statement: String) throws {
    let (temporary, practice, couple) = try signed()
    let before = try seen(practice, couple).records.notes
    practice.close()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
    let error = #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
    #expect(error?.message?.contains("never") == true, "\(statement): \(error?.message ?? "")")
    try queue.close()
    #expect(try seen(Practice.open(at: temporary.path), couple).records.notes == before)
  }

  /// What the statements above rest on: their keys are the signed note's.
  @Test func theKeysAreThoseOfTheSignedNote() throws {
    let (temporary, practice, _) = try signed()
    practice.close()
    let queue = try DatabaseQueue(path: temporary.path)
    let key = try queue.read { try Int.fetchOne($0, sql: "SELECT id FROM note_signature") }
    let draft = try queue.read { try Int.fetchOne($0, sql: "SELECT id FROM fact WHERE letter = 'n' AND number = 2") }
    #expect(key == 2 && draft == 3)
  }

  @Test func noFunctionOfTheStoreChangesIt() throws {
    let (temporary, practice, couple) = try signed()
    defer { withExtendedLifetime(temporary) {} }
    let before = try seen(practice, couple).records
    let note = before.notes[0]
    let bare = try Note(id: note.id, fact: note.fact, session: note.session, text: "other")
    let moved = try Note(
      id: note.id, fact: note.fact.with(day: Day(iso: "2026-11-17")!), session: note.session, text: note.text)
    let jot = try Jot(id: RecordID(.jot, 1)!, fact: note.fact, time: MinuteOfDay("10:00")!, text: "x")
    let ways: [(String, (Change) throws -> Void)] = [
      ("replace", { try $0.replace(note, with: bare) }), ("replace a copy", { try $0.replace(bare, with: bare) }),
      ("replace the day", { try $0.replace(note, with: moved) }),
      ("add", { try $0.add(bare) }), ("sign again", { _ = try $0.sign(note, zone: zone) }),
      ("sign a copy", { _ = try $0.sign(bare, zone: zone) }),
      ("take into a jot that isn't there", { try $0.take(jot, into: note.id) }),
      ("insert", { try $0.insert("fact", ["id": 2, "letter": "n", "number": 1]) }),
      ("update", { try $0.update("fact", row: 2, ["text": "other"]) }),
      ("delete", { try $0.delete("fact", row: 2) }), ("delete the note", { try $0.delete("note", row: 2) }),
      ("delete the signature", { try $0.delete("note_signature", row: 2) }),
      ("undo it", { try $0.restore(imagesOf: 2) }),
    ]
    for (name, way) in ways {
      #expect(throws: (any Error).self, "\(name)") { try practice.change(stamp) { try way($0) } }
    }
    #expect(try seen(practice, couple).records.notes == before.notes)
    // Values refuse it too, before the store is asked.
    #expect(throws: Problem.self) { try note.with(text: "other") }
    #expect(throws: Problem.self) { try note.with(day: note.fact.day) }
    #expect(throws: Problem.self) { try note.signed(note.signature!) }
  }

  @Test func anHourIsCorrectedWithAReasonAndInEverySignedNote() throws {
    let (temporary, practice, couple) = try signed()
    let all = try seen(practice, couple).records
    let (note, session) = (all.notes[0], all.sessions[0])
    let both = try session.with(
      status: .held, attendance: [couple.everyMember[0]: .present, couple.everyMember[1]: .late(minutes: 5)])
    func correction(_ why: String?) -> HourCorrection { HourCorrection(why: why, zone: zone) { "c\($0.number)" } }
    let error = #expect(throws: Problem.self) {
      try practice.change(stamp) { try $0.replace(both, correction(nil)) }
    }
    #expect(error?.kind == .refused && error?.message.contains("needs a reason") == true)
    try practice.change(stamp) { try $0.replace(both, correction("she came later")) }
    #expect(try practice.undoable().isEmpty, "what is added to a signed note stays")
    // Nothing that a signature covers is different: no reason, no correction.
    try practice.change(stamp) { try $0.replace(both, correction(nil)) }
    let now = try seen(practice, couple).records
    #expect(now.sessions == [both])
    #expect(now.notes[0].addenda.map(\.text) == ["It was Monday.", "present: c1 → c1, c2 (5 min late)"])
    #expect(now.notes[0].addenda[1].why == "she came later")
    #expect(now.notes[0].signature == note.signature && now.notes[0].signedHour == both.signedForm)
    // A second correction is one more.
    try practice.change(stamp) { try $0.replace(session, correction("it was another day")) }
    practice.close()
    func finding() throws -> FileCheck.Finding? {
      try ClosedPractice(at: temporary.path).check(nil, deep: true, now: stamp.clock).findings
        .first { $0.subject == "signatures" }
    }
    #expect(try finding()?.text == "all 4 texts are as they were signed")
    // Past the triggers, the check sees it.
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write {
      let trigger = "signed_hour_stays_as_written"
      let sql = try String.fetchOne($0, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [trigger])
      try $0.execute(sql: "DROP TRIGGER \(trigger)")
      try $0.execute(sql: "UPDATE session SET minutes = 80")
      try $0.execute(sql: try #require(sql))
    }
    try queue.close()
    #expect(try finding()?.outcome == .broken)
    #expect(try finding()?.text == "not as it was signed: hour of n1")
  }

  @Test func whoMaySeeItCanStillBeNarrowed() throws {
    let (temporary, practice, couple) = try signed()
    defer { withExtendedLifetime(temporary) {} }
    let note = try seen(practice, couple).records.notes[0]
    try practice.change(stamp) { try $0.change(audienceOf: note, to: .counselor, why: "not theirs") }
    let narrowed = try seen(practice, couple).records.notes[0]
    #expect(narrowed.fact.audience == .counselor && narrowed.text == note.text)
  }

  @Test func undoStopsBeforeASignature() throws {
    let (temporary, practice, couple) = try signed()
    defer { withExtendedLifetime(temporary) {} }
    #expect(try practice.undoable().isEmpty)
    #expect(try practice.undoBarrier(now: stamp.clock)?.couples == [couple.id])
  }

  @Test func aTextThatWasChangedPastTheSchemaIsFound() throws {
    let (temporary, practice, _) = try signed()
    practice.close()
    let queue = try DatabaseQueue(path: temporary.path)
    try queue.write { database in
      try database.execute(
        sql: "DROP TRIGGER signed_fact_stays_as_written; UPDATE fact SET text = 'other' WHERE id = 2")
    }
    try queue.close()
    let check = try ClosedPractice(at: temporary.path).check(nil, deep: false, now: stamp.clock)
    #expect(check.findings.contains { $0.subject == "signatures" && $0.outcome == .broken && $0.text.contains("n1") })
  }
}
