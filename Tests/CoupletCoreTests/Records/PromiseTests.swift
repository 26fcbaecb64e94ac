import Testing

@testable import CoupletCore

private let dana = Client.ID(number: 1)
private let rob = Client.ID(number: 2)
private func day(_ number: Int) -> Day { Day(iso: "2026-11-01")!.adding(days: number - 1) }

private func promise(
  due: Int? = nil, every: Cadence? = nil, _ marks: [Promise.Mark] = [], repairs: [Promise.Repair] = []
) throws -> Promise {
  try Promise(
    id: RecordID(.promise, 1)!,
    fact: Fact(
      couple: Couple.ID(number: 1), day: day(1), audience: .joint, member: rob, written: Instant(seconds: 1_795_000_000)
    ),
    to: dana, text: "Call", due: due.map(day), every: every, marks: marks, repairs: repairs)
}

private func mark(_ number: Int, _ outcome: Promise.Outcome, _ says: Client.ID?, due: Int? = nil) -> Promise.Mark {
  Promise.Mark(day: day(number), outcome: outcome, says: says, due: due.map(day))
}

private func repair(_ number: Int, _ says: Client.ID? = dana) throws -> Promise.Repair {
  try Promise.Repair(day: day(number), says: says)
}

@Suite struct PromiseTests {
  // MARK: The day by which

  @Test func aMoveKeepsTheDayThatWas() throws {
    let moved = try promise(
      due: 10,
      [
        mark(5, .renegotiated, rob, due: 20), mark(5, .renegotiated, dana, due: 20),
        mark(18, .renegotiated, rob, due: 25), mark(18, .renegotiated, nil, due: 25),
        mark(19, .renegotiated, dana),
      ])
    #expect(moved.moves.map(\.from) == [day(10), day(20)])
    #expect(moved.moves.map(\.to) == [day(20), day(25)])
    #expect(moved.moves.map(\.day) == [day(5), day(18)])
    #expect(moved.due == day(10) && moved.currentDue == day(25))
    #expect([4, 5, 17, 18].map { moved.due(on: day($0)) } == [day(10), day(20), day(20), day(25)])
    #expect(moved.within { $0 <= day(17) }.currentDue == day(20))
    #expect(try promise([mark(5, .renegotiated, nil, due: 9)]).moves.map(\.from) == [nil])
  }

  @Test func whatOneAloneSaysMovesNothing() throws {
    let rob = mark(5, .renegotiated, rob, due: 20)
    #expect(try promise(due: 10, [rob]).moves.isEmpty)
    #expect(try promise(due: 10, [rob, mark(6, .renegotiated, dana, due: 21)]).moves.isEmpty)
    let both = try promise(due: 10, [rob, mark(7, .renegotiated, dana, due: 20)])
    #expect(both.moves == [Promise.Move(day: day(7), from: day(10), to: day(20))])
  }

  @Test func onlyTheDayInForceDecidesWhetherItIsTooLate() throws {
    let moved = try promise(due: 10, [mark(5, .renegotiated, nil, due: 20)])
    try moved.check(mark(20, .renegotiated, dana, due: 28))
    try moved.check(mark(28, .missed, dana))
    // On the fourth it was still due on the tenth.
    try moved.check(mark(4, .renegotiated, dana))
    func words(_ mark: Promise.Mark) -> String? {
      do {
        try moved.check(mark)
        return nil
      } catch { return error.message }
    }
    #expect(words(mark(21, .renegotiated, dana)) == "renegotiated: p1 was due on 2026-11-20, before 2026-11-21")
    #expect(
      words(mark(15, .renegotiated, dana, due: 14))
        == "due: 2026-11-14 lies before the day it was agreed anew, 2026-11-15")
    #expect(words(mark(0, .kept, dana)) == "on: 2026-10-31 lies before the promise was made, 2026-11-01")
  }

  @Test func aMovedPromiseIsOpenUntilEachHasSaidAnew() throws {
    let early = [mark(4, .missed, dana), mark(5, .renegotiated, nil, due: 20)]
    #expect(try !promise(due: 10, early).isSettled(among: [dana, rob]))
    // What Dana said before it was moved isn't what became of it.
    #expect(try !promise(due: 10, early + [mark(20, .kept, rob)]).isSettled(among: [dana, rob]))
    #expect(
      try promise(due: 10, early + [mark(20, .kept, rob), mark(21, .partly, dana)]).isSettled(among: [dana, rob]))
    #expect(
      try !promise(every: .days(7), [mark(20, .kept, rob), mark(20, .kept, dana)]).isSettled(among: [dana, rob]))
  }

  // MARK: Accounts

  private func outcomes(_ occasion: Promise.Occasion) -> [Client.ID?: Promise.Outcome] {
    occasion.accounts.mapValues(\.outcome)
  }

  @Test func aSingleThingHasOneAccountOfEachTheLast() throws {
    let marks = [mark(5, .partly, dana), mark(5, .kept, rob), mark(9, .kept, dana), mark(9, .missed, nil)]
    let once = try promise(marks).occasions
    #expect(once.map(outcomes) == [[dana: .kept, rob: .kept, nil: .missed]])
    #expect(once.map(\.told) == [[.kept, .kept]])
    let again = try promise(every: .days(1), marks).occasions
    #expect(again.map(outcomes) == [[dana: .partly, rob: .kept], [dana: .kept, nil: .missed]])
    #expect(try promise().occasions.isEmpty)
  }

  @Test func theOrderInWhichItIsEnteredDoesNotMatter() throws {
    let marks = [
      mark(3, .partly, dana), mark(4, .kept, rob), mark(5, .renegotiated, rob, due: 20), mark(20, .missed, dana),
      mark(21, .kept, rob), mark(22, .kept, nil),
    ]
    let repairs = [try repair(23), try repair(24, rob)]
    for every in [nil, Cadence.days(7)] {
      let ordered = try promise(due: 10, every: every, marks, repairs: repairs)
      for _ in 0..<50 {
        let shuffled = try promise(due: 10, every: every, marks.shuffled(), repairs: repairs.shuffled())
        #expect(shuffled == ordered)
        #expect(shuffled.occasions == ordered.occasions && shuffled.misses == ordered.misses)
      }
    }
  }

  // MARK: After a miss

  @Test func whatComesAfterBelongsToTheLastMissBeforeIt() throws {
    let marks = [mark(7, .missed, dana), mark(14, .partly, rob), mark(15, .renegotiated, rob), mark(21, .missed, dana)]
    let misses = try promise(every: .days(7), marks, repairs: [repair(8)]).misses
    #expect(misses.map(\.day) == [day(7), day(14), day(21)])
    #expect(misses.map(\.isRepaired) == [true, false, false])
    #expect(misses.map(\.isRenegotiated) == [false, true, false])
  }

  @Test func aLaterAccountOfTheSameMemberTakesAMissBack() throws {
    #expect(try promise([mark(5, .missed, dana), mark(9, .kept, dana)]).misses.isEmpty)
    #expect(try promise([mark(5, .missed, dana), mark(9, .kept, rob)]).misses.map(\.day) == [day(5)])
    let anew = try promise(due: 20, [mark(5, .missed, dana), mark(9, .renegotiated, dana, due: 25)]).misses
    #expect(anew.map(\.isRenegotiated) == [true])
    #expect(try promise([mark(5, .missed, nil)], repairs: [repair(5)]).misses.map(\.isRepaired) == [true])
  }

  @Test func aRepairNeedsAMiss() throws {
    let missed = try promise([mark(5, .partly, nil), mark(6, .kept, dana)])
    try missed.check(repair(5))
    #expect(throws: Problem.self) { try missed.check(repair(4)) }
    #expect(throws: Problem.self) { try missed.check(repair(0)) }
    #expect(throws: Problem.self) { try promise([mark(5, .kept, dana)]).check(repair(9)) }
    #expect(throws: Problem.self) { try Promise.Repair(day: day(5), says: nil, words: " ") }
  }

  @Test func theCounselorsOwnRecordIsTakenOut() throws {
    let shown = try promise(
      due: 10, [mark(5, .missed, nil), mark(6, .renegotiated, nil, due: 20), mark(7, .kept, dana)],
      repairs: [repair(6, nil), repair(7)]
    ).shown(in: .joint)
    let own = try #require(shown)
    let left = try repair(7)
    #expect(own.marks == [mark(7, .kept, dana)] && own.repairs == [left])
    #expect(own.currentDue == day(10) && own.misses.isEmpty)
  }
}

@Suite struct TallyRateTests {
  @Test func aRateIsTheCountInHalfAnHour() {
    #expect(TallyRate(count: 6, minutes: 50).per30 == 3.6)
    #expect(TallyRate(count: 0, minutes: 50).per30 == 0)
    #expect(TallyRate(count: 2, minutes: nil).per30 == nil)
  }

  @Test func countsAndMinutesAreAddedNeverRates() {
    for _ in 0..<200 {
      let parts = (0..<Int.random(in: 1...6)).map { _ in
        TallyRate(count: .random(in: 0...1000), minutes: .random(in: 1...1440))
      }
      let sum = parts.dropFirst().reduce(parts[0], +)
      let minutes = parts.compactMap(\.minutes).reduce(0, +)
      #expect(sum.count == parts.map(\.count).reduce(0, +) && sum.minutes == minutes)
      // The sum's rate is the mean of the rates, each by its minutes.
      let weighed = parts.map { ($0.per30 ?? 0) * Double($0.minutes ?? 0) }.reduce(0, +) / Double(minutes)
      #expect(abs((sum.per30 ?? -1) - weighed) < 1e-9)
      #expect(parts.shuffled().reduce(TallyRate(count: 0, minutes: 0), +) == sum)
      #expect((sum + TallyRate(count: 1, minutes: nil)).per30 == nil)
    }
  }

  @Test func eachPatternHasItsOpposite() {
    #expect(Tally.Key.patterns.map(\.opposite) == [.gentleStart, .appreciation, .responsibility, .soothing])
    for key in Tally.Key.allCases {
      #expect(key.opposite.map { $0.opposite == key } ?? true)
      #expect(key.opposite != key)
    }
    #expect(Tally.Key.allCases.count { $0.opposite != nil } == 8)
  }

  @Test func theSessionsMinutesServeWhereNoneWereCounted() throws {
    let fact = Fact(
      couple: Couple.ID(number: 1), day: day(1), audience: .counselor, member: dana,
      written: Instant(seconds: 1_795_000_000))
    let session = try Session(
      id: RecordID(.session, 1)!, fact: fact, minutes: 50, status: .held, attendance: [dana: .present])
    func tally(_ minutes: Int?) throws -> Tally {
      try Tally(
        id: RecordID(.entry, 1)!, fact: fact, session: session.id, minutes: minutes,
        counts: [.criticism: 2, .contempt: 0]
      )
    }
    #expect(try tally(nil).rate(.criticism, in: session) == TallyRate(count: 2, minutes: 50))
    #expect(try tally(20).rate(.criticism, in: session) == TallyRate(count: 2, minutes: 20))
    #expect(try tally(nil).rate(.contempt, in: nil) == TallyRate(count: 0, minutes: nil))
    #expect(try tally(20).rate(.curiosity, in: session) == nil)
  }
}
