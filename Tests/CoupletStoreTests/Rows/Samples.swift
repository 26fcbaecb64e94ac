import CoupletCore
import Foundation

@testable import CoupletStore

/// A chart in which every kind of record stands, and every part that one can have is there at least once.
struct Samples {
  private let change: Change
  private let couple: Couple
  private let one: Client.ID
  private let other: Client.ID
  private let session: RecordID
  /// What was written, as it has to be read back.
  private(set) var written: [any StoredRecord] = []

  static let zone = Zone(name: "America/Chicago", offset: -21_600)

  /// Writes all of it into a couple's chart.
  ///
  /// - Parameter signs: whether a note is signed, which can't be undone.
  init(_ change: Change, _ couple: Couple, signs: Bool = true) throws {
    self.change = change
    self.couple = couple
    (one, other) = (couple.everyMember[0], couple.everyMember[1])
    try change.replace(Counselor(name: "Ada Voss", credential: "LMFT"))
    session = try change.nextID(.session)
    try addSessions()
    try addNotes(signs)
    try addSmallRecords()
    let risk = try addKeptApart()
    try addMeasures()
    let goal = try addGoals()
    try addHomework(goal, despite: risk)
    try addPromises()
    try addInjury(despite: risk)
  }

  private mutating func add(_ records: (any StoredRecord)...) throws {
    for record in records {
      try record.insert(change)
      written.append(record)
    }
  }

  private func day(_ text: String) throws -> Day {
    guard let day = Day(iso: text) else { throw Problem(.internalFault, "\(text) is no day") }
    return day
  }

  private func fact(
    _ day: String = "2026-11-02", _ audience: Audience = .joint, by member: Client.ID?
  ) throws -> Fact {
    Fact(couple: couple.id, day: try self.day(day), audience: audience, member: member, written: change.clock)
  }

  private mutating func addSessions() throws {
    let start = MinuteOfDay(minutes: 605)
    try add(
      Session(
        id: session, fact: fact(by: one), start: start, zone: Self.zone, minutes: 50, kind: .intake, mode: .video,
        status: .held, attendance: [one: .present, other: .late(minutes: 7)],
        places: [other: Session.Place(place: "a parked car", isAlone: false, leftAfter: 40)],
        approaches: ["EFT", "a method"]),
      Session(
        id: change.nextID(.session), fact: fact(by: nil), status: .held,
        attendance: [one: .late(minutes: nil), other: .absent]),
      Session(
        id: change.nextID(.session), fact: fact("2026-11-09", by: nil), status: .cancelledLate,
        cancelledBy: .member(other), why: "a cold"),
      Session(
        id: change.nextID(.session), fact: fact("2026-11-10", by: nil), status: .cancelled, cancelledBy: .counselor))
  }

  private mutating func addNotes(_ signs: Bool) throws {
    let draft = try Note(
      id: change.nextID(.note), fact: fact(by: one), session: session, format: "soap", formatVersion: 2,
      text: "They spoke of trust.")
    try add(draft)
    guard signs else { return }
    written.removeLast()
    let signed = try change.sign(draft, zone: Self.zone)
    let amended = try change.amend(signed, .correction, why: "wrong day", text: "It was Monday.", zone: Self.zone)
    let late = try change.amend(amended, .lateEntry, why: "forgotten", text: "A call.", zone: Self.zone)
    written.append(try correctHour(under: late))
    try add(
      Note(id: change.nextID(.note), fact: fact("2026-11-03", .counselor, by: nil), session: session, text: "A draft."))
  }

  /// Corrects the hour of a signed note; of what was added to it only the signature is as it was read.
  private mutating func correctHour(under note: Note) throws -> Note {
    guard let place = written.firstIndex(where: { ($0 as? Session)?.id == session }),
      let old = written[place] as? Session
    else { throw Problem(.internalFault, "there is no hour to go by") }
    let new = try old.with(status: .held, attendance: [one: .present, other: .late(minutes: 9)])
    let first = one
    try change.replace(new, HourCorrection(why: "he came later", zone: Self.zone) { $0 == first ? "One" : "Other" })
    written[place] = new
    let read = try Note.read(RecordReader(change.database, couple: note.fact.couple)).first { $0.id == note.id }
    guard let signature = read?.addenda.last?.signature else { throw Problem(.internalFault, "nothing was added") }
    return try note.amended(
      Addendum(
        kind: .correction, why: "he came later",
        text: "present: One, Other (7 min late, left after 40 min) → One, Other (9 min late, left after 40 min)",
        signature: signature))
  }

  private mutating func addSmallRecords() throws {
    guard let note = written.compactMap({ $0 as? Note }).first?.id, let time = MinuteOfDay(minutes: 1439) else {
      throw Problem(.internalFault, "there is no note to go by")
    }
    try add(
      Jot(
        id: change.nextID(.jot), fact: fact(by: one), time: time, text: "one line", note: note, session: session,
        heardBy: other),
      Jot(id: change.nextID(.jot), fact: fact("2026-11-03", by: nil), time: time, text: "a free line"),
      AgendaLine(
        id: change.nextID(.agendaLine), fact: fact(by: one), isMine: true, text: "send the sheet",
        done: day("2026-11-04")),
      AgendaLine(id: change.nextID(.agendaLine), fact: fact("2026-11-03", by: nil), isMine: false, text: "money"),
      Contact(
        id: change.nextID(.contact), fact: fact(by: one), other: nil, mode: .text, minutes: nil, text: "is late"),
      Contact(
        id: change.nextID(.contact), fact: fact("2026-11-03", by: nil), other: "Dr. Hale", mode: .mail, minutes: 10,
        text: "a letter"),
      Win(id: change.nextID(.win), fact: fact(by: one), noticedBy: other, text: "a walk"),
      Aim(id: change.nextID(.entry), fact: fact("2026-11-02", .member(one), by: one), kind: .unsure),
      Tally(
        id: change.nextID(.entry), fact: fact("2026-11-02", .counselor, by: one), session: session, minutes: 20,
        counts: Dictionary(uniqueKeysWithValues: zip(Tally.Key.allCases, 0...))),
      Entry(
        id: change.nextID(.entry), fact: fact(by: one),
        Entry.Content(
          .agreement, code: "time-out", noticedBy: other, every: .days(7), review: day("2026-11-09"),
          text: "a pause at a hand sign"),
        reviews: [
          Entry.Review(
            day: day("2026-11-09"), next: day("2026-11-16"), words: "used once", audience: .member(other)),
          Entry.Review(day: day("2026-11-16"), next: nil, words: nil, audience: .counselor),
        ]))
  }

  /// - Returns: a risk that suspends.
  private mutating func addKeptApart() throws -> RecordID {
    let risk = try change.nextID(.risk)
    try add(
      Risk(
        id: risk, fact: fact("2026-11-02", .counselor, by: one), kind: .violence, asked: .alone,
        told: Risk.Told(
          text: "a push", part: .atRisk, by: .member(other), decision: "stay", plan: "a number to call",
          review: day("2026-11-05")),
        reviews: [
          Risk.Review(day: day("2026-11-05"), why: "asked again", status: .watched, next: day("2026-11-12")),
          Risk.Review(day: day("2026-11-12"), why: "asked again", status: .closed, next: nil),
        ]),
      Risk(
        id: change.nextID(.risk), fact: fact("2026-11-03", .counselor, by: other), kind: .substance, asked: nil,
        told: Risk.Told(text: "drinks", by: .other("a sister"))),
      Risk(
        id: change.nextID(.risk), fact: fact("2026-11-04", .counselor, by: other), kind: .suicide, asked: .together,
        told: nil),
      HeldItem(
        id: change.nextID(.heldItem), fact: fact("2026-11-02", .counselor, by: one), session: session,
        text: "a letter was kept", review: day("2026-11-20"),
        closing: HeldItem.Closing(day: day("2026-11-18"), outcome: .told, why: "with help")),
      HeldItem(
        id: change.nextID(.heldItem), fact: fact("2026-11-03", .counselor, by: other), session: nil, text: "a debt",
        review: nil),
      Policy(
        couple: couple.id, version: 1, kind: .limited, day: day("2026-11-02"), text: "What one tells alone …",
        acknowledgements: [
          Policy.Acknowledgement(member: other, day: day("2026-11-03")),
          Policy.Acknowledgement(member: one, day: day("2026-11-02")),
        ]))
    return risk
  }

  private mutating func addMeasures() throws {
    let before = Instant(seconds: change.clock.seconds - 60)
    try add(
      Measure(
        id: change.nextID(.measure), fact: fact("2026-11-02", .member(one), by: one), scale: "phq-9", version: 3,
        mode: .read, apart: true, session: session,
        entered: .answers([.value(2), .notAnswered, .declined, .notApplicable]),
        earlier: [
          Measure.Earlier(entered: .answers([.value(1)]), changed: before, why: "a slip"),
          Measure.Earlier(entered: .total(3), changed: change.clock, why: nil),
        ], riskAnswer: Measure.RiskAnswer(day: day("2026-11-03"), text: "asked, and safe")),
      Measure(
        id: change.nextID(.measure), fact: fact("2026-11-03", by: other), scale: "das", version: 1, mode: .paper,
        entered: .total(101.25)),
      Rating(
        id: change.nextID(.measure), fact: fact("2026-11-02", .counselor, by: one), session: session, version: 2,
        values: [.trust: .value(0), .safety: .declined, .hope: .skipped], tensionStart: 10, tensionEnd: 0, alliance: 9),
      Rating(
        id: change.nextID(.measure), fact: fact("2026-11-03", by: other), session: nil, version: 1,
        values: [:], tensionStart: 4))
  }

  /// - Returns: a goal that homework can serve.
  private mutating func addGoals() throws -> RecordID {
    let goal = try change.nextID(.goal)
    try add(
      Goal(
        id: goal, fact: fact(by: one), text: "an evening a week",
        standings: [
          Goal.Standing(day: day("2026-11-03"), by: other, value: 0, audience: .member(other)),
          Goal.Standing(day: day("2026-11-04"), by: nil, value: 10),
        ], closed: day("2026-11-20")))
    return goal
  }

  private mutating func addHomework(_ goal: RecordID, despite risk: RecordID) throws {
    var terms = Homework.Terms()
    terms.recipients = .members([one])
    (terms.due, terms.every, terms.times) = (try day("2026-11-16"), .days(1), 3)
    (terms.purpose, terms.obstacle, terms.plan) = ("to be heard", "no time", "after supper")
    terms.confidence = [one: 0, other: 10]
    (terms.session, terms.goal) = (session, goal)
    let logs = try [
      Homework.Log(
        day: day("2026-11-03"), member: one, done: .graded(0), quality: 0, difficulty: 4, usefulness: 2,
        barrier: .other, barrierWord: "the flu", words: "not yet", isByCounselor: true, audience: .member(one)),
      Homework.Log(
        day: day("2026-11-04"), member: other, done: .counted(0, of: 5), barrier: .noTime, audience: .joint),
      Homework.Log(day: day("2026-11-05"), member: other, done: .excused, audience: .counselor),
      Homework.Log(day: day("2026-11-06"), member: other, done: nil, words: "a word", audience: .joint),
    ]
    let reviews = try [
      Homework.Review(day: day("2026-11-09"), decision: .shrink, why: "too much", session: session),
      Homework.Review(day: day("2026-11-10"), decision: .setAside, why: nil, session: nil),
    ]
    try add(
      Homework(
        id: change.nextID(.homework), fact: fact(by: one), exercise: Homework.Template(id: "stress-talk", version: 2),
        title: "Twenty minutes", text: "Talk in turns.", terms: terms, log: logs, reviews: reviews,
        despite: Homework.Despite(risk: risk, why: "both asked for it")))
    for recipients in [Homework.Recipients.together, .each] {
      var terms = Homework.Terms()
      terms.recipients = recipients
      try add(
        Homework(
          id: change.nextID(.homework), fact: fact("2026-11-03", by: nil), exercise: nil, title: "Own words",
          text: "A walk.", terms: terms))
    }
  }

  private mutating func addPromises() throws {
    try add(
      Promise(
        id: change.nextID(.promise), fact: fact(by: one), to: other, text: "to call before seven",
        due: day("2026-11-09"), every: .days(2), size: .small,
        marks: [
          Promise.Mark(
            day: day("2026-11-03"), outcome: .renegotiated, says: other, due: day("2026-11-10"),
            audience: .member(other)),
          Promise.Mark(day: day("2026-11-10"), outcome: .missed, says: nil),
        ],
        repairs: [
          Promise.Repair(day: day("2026-11-11"), says: one, words: "said so", audience: .member(one)),
          Promise.Repair(day: day("2026-11-12"), says: nil),
        ]))
  }

  private mutating func addInjury(despite risk: RecordID) throws {
    try add(
      Injury(
        id: change.nextID(.injury), fact: fact(by: one), doneBy: other, text: "the summer", isOnPages: true,
        accounts: [
          Injury.Account(
            day: day("2026-11-03"), step: .amendsAgreed, says: other, words: "a plan",
            despite: Homework.Despite(risk: risk, why: "both asked for it"), audience: .member(other)),
          Injury.Account(day: day("2026-11-04"), step: .notNow, says: one),
        ],
        standings: [
          Injury.Standing(day: day("2026-11-03"), by: one, value: 0, session: session, audience: .member(one)),
          Injury.Standing(day: day("2026-11-04"), by: other, value: 10, session: nil),
        ]))
  }
}
