import CoupletCore
import SeededNumbers
import Testing

/// The form that a signature's digest goes over.
@Suite struct CanonicalFormTests {
  /// What goes into the form of a note.
  private struct Fields: Hashable {
    var note = 1
    var session = 1
    var day = "2026-11-16"
    var written = "2026-11-16T15:10:00Z"
    var format = "dap"
    var version: Int? = 1
    var text = "## Plan\n\nA walk."
    var author = "Ada Voss"
    var credential: String?
    var clock = "2026-11-23T13:02:11Z"
    var zone = Zone(name: "Europe/Berlin", offset: 3600)
    var hour: String?

    func value(audience: Audience = .joint) throws -> Note {
      try Note(
        id: #require(RecordID(.note, note)),
        fact: Fact(
          couple: Couple.ID(number: 1), day: #require(Day(iso: day)), audience: audience,
          written: #require(Instant(written))),
        session: #require(RecordID(.session, session)), format: format, formatVersion: version, text: text)
    }

    func form() throws -> String {
      CanonicalForm.of(try value(), try signer())
    }

    func signer() throws -> CanonicalForm.Signer {
      CanonicalForm.Signer(
        author: author, credential: credential, clock: try #require(Instant(clock)), zone: zone, hour: hour)
    }
  }

  @Test func isTheseLinesAndTheTextAsItIs() throws {
    #expect(
      try Fields(credential: "LMFT").form() == """
        form: couplet-note/1
        note: n1
        session: s1
        date: 2026-11-16
        written: 2026-11-16T15:10:00Z
        format: dap
        format-version: 1
        author: Ada Voss
        credential: LMFT
        signed: 2026-11-23T13:02:11Z
        zone: 3600 Europe/Berlin
        text: 16 bytes
        ## Plan

        A walk.
        """)
  }

  @Test func hasTheHourInItsSecondVersion() throws {
    let (maya, jon, ada) = (Client.ID(number: 1), Client.ID(number: 2), Client.ID(number: 12))
    let session = try Session(
      id: #require(RecordID(.session, 1)),
      fact: Fact(
        couple: Couple.ID(number: 1), day: #require(Day(iso: "2026-11-16")), audience: .joint,
        written: #require(Instant("2026-11-16T15:10:00Z"))),
      start: MinuteOfDay("23:30"), zone: Fields().zone, minutes: 50, kind: .crisis, mode: .video, status: .held,
      attendance: [ada: .absent, jon: .late(minutes: 10), maya: .present])
    #expect(
      try Fields(credential: "LMFT", hour: session.signedForm).form() == """
        form: couplet-note/2
        note: n1
        session: s1
        date: 2026-11-16
        written: 2026-11-16T15:10:00Z
        format: dap
        format-version: 1
        day: 2026-11-16
        status: held
        kind: crisis
        mode: video
        start: 23:30 3600 Europe/Berlin
        stop: 00:20
        minutes: 50
        present: c1
        late: c2 10
        absent: c12
        author: Ada Voss
        credential: LMFT
        signed: 2026-11-23T13:02:11Z
        zone: 3600 Europe/Berlin
        text: 16 bytes
        ## Plan

        A walk.
        """)
    let before = try session.with(status: .held, attendance: [ada: .absent, jon: .present, maya: .present])
    #expect(
      session.corrections(of: before) { "member \($0.number)" }
        == ["present: member 1, member 2 → member 1, member 2 (10 min late)"])
    #expect(session.corrections(of: session) { "\($0)" }.isEmpty)
  }

  @Test func countsTheTextInBytes() throws {
    #expect(try Fields(text: "Zoë 🙂").form().hasSuffix("text: 9 bytes\nZoë 🙂"))
  }

  /// One field after the other: each is in the form.
  @Test func everyFieldChangesIt() throws {
    let changes: [(String, (inout Fields) -> Void)] = [
      ("note", { $0.note = 2 }), ("session", { $0.session = 2 }), ("day", { $0.day = "2026-11-17" }),
      ("written", { $0.written = "2026-11-16T15:10:01Z" }), ("format", { $0.format = "soap" }),
      ("version", { $0.version = nil }), ("text", { $0.text += "\n" + "x" }), ("author", { $0.author = "Ada Vos" }),
      ("credential", { $0.credential = "LMFT" }), ("clock", { $0.clock = "2026-11-23T13:02:12Z" }),
      ("zone", { $0.zone = Zone(name: "Europe/Paris", offset: 3600) }),
      ("offset", { $0.zone = Zone(name: "Europe/Berlin", offset: 7200) }), ("hour", { $0.hour = "day: 2026-11-16" }),
    ]
    for (name, change) in changes {
      var fields = Fields()
      change(&fields)
      #expect(try fields.form() != Fields().form(), "\(name)")
    }
  }

  @Test func whoMaySeeItIsNotInIt() throws {
    let forms = try [Audience.joint, .counselor, .member(Sample.rob.id)].map { audience in
      CanonicalForm.of(try Fields().value(audience: audience), try Fields().signer())
    }
    #expect(Set(forms).count == 1)
  }

  /// Texts that are made of the form's own lines, so that one field could pass for another if anything could.
  @Test(arguments: 1...40) func differentNotesNeverShareAForm(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let lines = [
      "", "a", "text: 1 bytes", "author: Ada Voss", "credential: LMFT", "zone: 3600 Europe/Berlin", "note: n2",
      "signed: 2026-11-23T13:02:11Z", "text: 0 bytes", "form: couplet-note/1",
    ]
    let names = ["a", "a:", "a b", "b", "author: a", "text: 1 bytes"]
    var forms: [String: Fields] = [:]
    for _ in 0..<200 {
      var fields = Fields()
      fields.note = Int.random(in: 1...2, using: &numbers)
      fields.session = Int.random(in: 1...2, using: &numbers)
      fields.version = [nil, 1, 11].randomElement(using: &numbers) ?? nil
      fields.format = names.randomElement(using: &numbers) ?? "a"
      fields.author = names.randomElement(using: &numbers) ?? "a"
      fields.hour = [nil, "day: 2026-11-16", "day: 2026-11-16\nauthor: a"].randomElement(using: &numbers) ?? nil
      fields.credential = names.randomElement(using: &numbers)
      fields.zone = Zone(
        name: names.randomElement(using: &numbers) ?? "a", offset: [0, 1].randomElement(using: &numbers) ?? 0)
      let count = Int.random(in: 1...4, using: &numbers)
      fields.text = "a" + (0..<count).map { _ in "\n" + (lines.randomElement(using: &numbers) ?? "") }.joined() + "z"
      let form = try fields.form()
      if let other = forms[form] { #expect(other == fields) }
      forms[form] = fields
    }
    #expect(forms.count > 100)
  }

  @Test func anAddendumIsTiedToItsNoteAndItsPlace() throws {
    let note = try Fields().value()
    let signer = try Fields(clock: "2026-11-24T08:00:00Z").signer()
    func form(
      _ kind: Addendum.Kind = .correction, why: String = "wrong day", text: String = "It was Monday.",
      digest: String = "ab", place: Int = 1
    ) -> String {
      CanonicalForm.of(
        addendum: kind, why: why, text: text, to: note, digest: digest, place: place, signer)
    }
    #expect(
      form() == """
        form: couplet-addendum/1
        note: n1
        note-digest: ab
        place: 1
        kind: correction
        why: wrong day
        author: Ada Voss
        credential:\u{20}
        signed: 2026-11-24T08:00:00Z
        zone: 3600 Europe/Berlin
        text: 14 bytes
        It was Monday.
        """)
    let all = [
      form(), form(.lateEntry), form(why: "wrong"), form(text: "It was."), form(digest: "cd"), form(place: 2),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func aSignedNoteIsNeitherChangedNorSignedAgain() throws {
    let clock = try #require(Instant("2026-11-23T13:02:11Z"))
    let signature = Signature(author: "Ada Voss", credential: nil, clock: clock, zone: Fields().zone, digest: "ab")
    let addendum = try Addendum(kind: .addendum, why: "later", text: "more", signature: signature)
    let draft = try Fields().value()
    let signed = try draft.signed(signature)
    let refused = Problem(.refused, "n1 was signed on 2026-11-23", hint: .amendNote(draft.id))
    #expect(throws: refused) { try signed.with(text: "other") }
    #expect(throws: refused) { try signed.with(day: Sample.today) }
    #expect(throws: refused) { try signed.signed(signature) }
    #expect(throws: Problem(.refused, "n1 is a draft", hint: .editNote(draft.id))) {
      try draft.amended(addendum)
    }
    #expect(try signed.amended(addendum).amended(addendum).addenda == [addendum, addendum])
    #expect(try signed.amended(addendum).text == draft.text)
  }

  @Test func latenessIsCountedInDaysOfTheWallClock() throws {
    // 2026-11-18 at 23:30 in London is the 19th in Berlin.
    let note = try Fields(written: "2026-11-18T23:30:00Z").value()
    #expect(note.daysLate(offset: 0) == 2)
    #expect(note.daysLate(offset: 3600) == 3)
    #expect(note.daysLate(offset: -3600) == 2)
    #expect(try Fields(written: "2026-11-15T12:00:00Z").value().daysLate(offset: 0) == -1)
    let london = try Sample.session(1, "2026-11-16")
    func marked(_ written: String) throws -> Int? {
      var records = Records()
      records.sessions = [london]
      records.notes = [try Fields(written: written).value()]
      let seen = try Sample.seen(records, by: .counselor)
      return seen.daysLate(try #require(seen.records.notes.first))
    }
    #expect(try marked("2026-11-18T23:30:00Z") == nil)
    #expect(try marked("2026-11-19T00:00:00Z") == 3)
  }
}
