import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// What is said of a record later reads as if it had been written with it, and what is written again takes its place.
@Suite struct PartsTests {
  private let temporary: TemporaryPractice
  private let practice: Practice
  private let couple: Couple
  private let samples: Samples

  init() throws {
    temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    (self.practice, self.couple) = (practice, couple)
    samples = try practice.change(TemporaryPractice.stamp("test")) { try Samples($0, couple, signs: false) }
  }

  private var one: Client.ID { couple.everyMember[0] }
  private var other: Client.ID { couple.everyMember[1] }

  private func first<Kind: StoredRecord>(_ kind: Kind.Type) throws -> Kind {
    try #require(samples.written.compactMap { $0 as? Kind }.first)
  }

  /// What a kind's shelf has after a change, in the order of the chart.
  private func after<Kind: StoredRecord>(_ kind: Kind.Type, _ body: (Change) throws -> Void) throws -> [Kind] {
    try practice.change(TemporaryPractice.stamp("test"), body)
    return try practice.queue.read { try Kind.read(RecordReader($0, couple: couple.id)) }
  }

  private let later = Day(iso: "2026-11-22")!

  @Test func looksAtAnEntry() throws {
    let entry = try first(Entry.self)
    let review = try Entry.Review(day: later, next: Day(iso: "2026-12-01"), words: "holds", audience: .member(one))
    let whole = try Entry(id: entry.id, fact: entry.fact, entry.content, reviews: entry.reviews + [review])
    #expect(try after(Entry.self) { try $0.add(review, to: entry) } == [whole])
  }

  @Test func stepsAndRatingsOfAnInjury() throws {
    let injury = try first(Injury.self)
    let account = try Injury.Account(day: later, step: .reopened, says: one, words: "again")
    let standing = try Injury.Standing(day: later, by: other, value: 3, session: nil, audience: .counselor)
    let whole = try Injury(
      id: injury.id, fact: injury.fact, doneBy: injury.doneBy, text: injury.text, isOnPages: false,
      accounts: injury.accounts + [account], standings: injury.standings + [standing])
    let hidden = try Injury(
      id: injury.id, fact: injury.fact, doneBy: injury.doneBy, text: injury.text, isOnPages: false)
    let read = try after(Injury.self) { change in
      try change.add(account, to: injury)
      try change.add(standing, to: injury)
      try change.replace(hidden)
    }
    #expect(read == [whole])
  }

  @Test func reportsAndLooksAtHomework() throws {
    let homework = try first(Homework.self)
    let log = try Homework.Log(day: later, member: other, done: .graded(4), audience: .member(other))
    let review = try Homework.Review(day: later, decision: .keep, why: "it helps", session: homework.terms.session)
    let whole = try Homework(
      id: homework.id, fact: homework.fact, exercise: homework.exercise, title: homework.title, text: homework.text,
      terms: homework.terms, log: homework.log + [log], reviews: homework.reviews + [review],
      despite: homework.despite)
    let read = try after(Homework.self) { change in
      try change.add(log, to: homework)
      try change.add(review, to: homework)
    }
    #expect(read.first == whole)
    #expect(read.dropFirst().allSatisfy { $0.log.isEmpty && $0.reviews.isEmpty })
  }

  @Test func accountsAndRepairsOfAPromise() throws {
    let promise = try first(Promise.self)
    let mark = Promise.Mark(day: later, outcome: .kept, says: one, audience: .counselor)
    let repair = try Promise.Repair(day: later, says: other, words: "a call")
    let whole = try Promise(
      id: promise.id, fact: promise.fact, to: promise.to, text: promise.text, due: promise.due, every: promise.every,
      size: promise.size, marks: promise.marks + [mark], repairs: promise.repairs + [repair])
    let read = try after(Promise.self) { change in
      try change.add(mark, to: promise)
      try change.add(repair, to: promise)
    }
    #expect(read == [whole])
  }

  @Test func ratingsAndTheEndOfAGoal() throws {
    let goal = try first(Goal.self)
    let standing = try Goal.Standing(day: later, by: one, value: 7)
    let whole = try Goal(
      id: goal.id, fact: goal.fact, text: goal.text, standings: goal.standings + [standing], closed: later)
    let read = try after(Goal.self) { change in
      try change.add(standing, to: goal)
      try change.close(goal, on: later)
    }
    #expect(read == [whole])
  }

  @Test func looksAtARisk() throws {
    let risk = try first(Risk.self)
    let review = try Risk.Review(day: later, why: "told again", status: .open, next: nil)
    let whole = try Risk(
      id: risk.id, fact: risk.fact, kind: risk.kind, asked: risk.asked, told: risk.told,
      reviews: risk.reviews + [review])
    #expect(try after(Risk.self) { try $0.add(review, to: risk) }.first == whole)
  }

  @Test func acknowledgementsOfAPolicy() throws {
    let policy = try Policy(couple: couple.id, version: 2, kind: .noSecrets, day: later, text: "None are kept.")
    let acknowledgement = Policy.Acknowledgement(member: other, day: later)
    let read = try after(Policy.self) { change in
      try change.add(policy)
      try change.add(acknowledgement, to: policy)
    }
    #expect(read.map(\.version) == [1, 2])
    #expect(read.map(\.acknowledgements.count) == [2, 1])
    #expect(read.last?.acknowledgements == [acknowledgement])
  }

  @Test func answersAndCorrectionsOfASheet() throws {
    let measure = try #require(samples.written.compactMap { $0 as? Measure }.last)
    let answer = try Measure.RiskAnswer(day: later, text: "asked apart")
    let corrected = try measure.corrected(.total(99), at: TemporaryPractice.clock, why: "a slip")
    let read = try after(Measure.self) { change in
      try change.replace(corrected)
      try change.askRisk(of: measure)
      // It waits once, however often it is asked for.
      try change.askRisk(of: measure)
      try change.answerRisk(of: measure, answer)
    }
    #expect(read.last == corrected.with(riskAnswer: answer))
    #expect(try practice.openRisks() == [])
  }

  @Test func whatIsWrittenAgainTakesThePlaceOfWhatWas() throws {
    let session = try first(Session.self).with(status: .held, attendance: [other: .present])
    let rating = try first(Rating.self).with(
      Rating(
        id: first(Rating.self).id, fact: first(Rating.self).fact, session: nil, version: 3,
        values: [.trust: .skipped, .growth: .value(1)]))
    let old = try first(Tally.self)
    let tally = try Tally(
      id: old.id, fact: old.fact, session: old.session, minutes: nil, counts: [.criticism: 0])
    let held = try first(HeldItem.self).with(closing: nil)
    let line = try #require(samples.written.compactMap { $0 as? AgendaLine }.last)
    let done = try AgendaLine(id: line.id, fact: line.fact, isMine: line.isMine, text: line.text, done: later)
    let sessions = try after(Session.self) { change in
      try change.replace(session, .unneeded)
      try change.replace(rating)
      try change.replace(tally)
      try change.replace(held)
      try change.replace(done)
    }
    #expect(sessions.first == session)
    #expect(try after(Rating.self) { _ in }.first == rating)
    #expect(try after(Tally.self) { _ in } == [tally])
    #expect(try after(HeldItem.self) { _ in }.first == held)
    #expect(try after(AgendaLine.self) { _ in }.last == done)
  }

  @Test func linesThatWereTakenInOrDropped() throws {
    let lines = samples.written.compactMap { $0 as? Jot }
    let note = try first(Note.self).id
    let read = try after(Jot.self) { change in
      try change.take(lines[1], into: note)
      try change.drop(lines[0])
    }
    #expect(read.map(\.id) == [lines[1].id])
    #expect(read.map(\.note) == [note])
  }

  /// No record of the chart: they are read by themselves.
  @Test func psychotherapyNotes() throws {
    let session = try first(Session.self).id
    let clock = TemporaryPractice.clock
    let (note, moved) = try practice.change(TemporaryPractice.stamp("test")) { change in
      let id = try change.nextPrivateNote()
      let note = try PrivateNote(
        id: id, couple: couple.id, session: session, day: later, text: "my reading", written: clock)
      try change.add(note)
      let other = try PrivateNote(
        id: change.nextPrivateNote(), couple: couple.id, session: nil, day: later, text: "more", written: clock)
      try change.add(other)
      let moved = try PrivateNote(
        id: other.id, couple: couple.id, session: session, day: later, text: "more yet", written: clock)
      try change.replace(other, with: moved)
      return (note, moved)
    }
    #expect(try practice.privateNotes(of: couple.id) == [note, moved])
    #expect(try practice.owner(ofPrivate: moved.id) == couple.id)
  }
}
