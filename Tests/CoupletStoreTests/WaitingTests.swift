import CoupletCore
import CoupletStore
import SeededNumbers
import Testing

/// The store chooses which charts are looked at for the page of the day; charts say what waits in them.
@Suite struct WaitingTests {
  private static let days = [-12, -3, 0, 9].map { TemporaryPractice.today.adding(days: $0) }

  /// Every couple has one or two records, so that a chart that is passed over is missed.
  @Test func theStoreChoosesEveryChartInWhichSomethingWaits() throws {
    var met: Set<Waiting.Kind> = []
    var passedOver = 0
    for seed in UInt64(1)...12 {
      var numbers = SeededNumbers(state: seed)
      let temporary = try TemporaryPractice()
      let practice = try temporary.create()
      try practice.change(TemporaryPractice.stamp("couple add")) { change in
        for number in 1...30 { try Self.addCouple(number, change, &numbers) }
      }
      let charts = try practice.directory().couples.map { ($0, try practice.history(of: $0)) }
      for day in Self.days {
        let chosen = try practice.couplesWaiting(on: day)
        for (couple, history) in charts {
          for viewer in [Audience.counselor, .joint, .member(couple.everyMember[1])] {
            let waiting = history.seen(by: viewer, asOf: day).waiting
            met.formUnion(waiting.map(\.kind))
            #expect(waiting.isEmpty || chosen.contains(couple.id), "\(seed), \(couple.handle), \(day): \(waiting)")
          }
          if !chosen.contains(couple.id) { passedOver += 1 }
        }
      }
      practice.close()
    }
    #expect(met == Set(Waiting.Kind.allCases))
    #expect(passedOver > 100)
  }

  private static func addCouple(_ number: Int, _ change: Change, _ numbers: inout SeededNumbers) throws {
    let since = TemporaryPractice.today.adding(days: -60)
    let members = try ["Dana", "Rob"].map { name in
      try Client(
        id: try change.nextClient(), details: Client.Details(name: "\(name) \(number)"), today: TemporaryPractice.today)
    }
    for member in members { try change.add(member) }
    var memberships = try members.map { try Couple.Membership(client: $0.id, joined: since) }
    if Int.random(in: 0..<3, using: &numbers) == 0 {
      memberships[1] = try Couple.Membership(client: members[1].id, joined: since, left: since.adding(days: 45))
      if Bool.random(using: &numbers) {
        memberships.append(try Couple.Membership(client: members[1].id, joined: since.adding(days: 52)))
      }
    }
    let isClosed = Int.random(in: 0..<5, using: &numbers) == 0
    let couple = try Couple(
      id: try change.nextCouple(), label: "Couple \(number)", handle: try Handle("couple-\(number)"), since: since,
      memberships: memberships)
    try change.add(couple)
    if isClosed {
      let closure = Couple.Closure(day: TemporaryPractice.today, outcome: .paused, why: nil)
      try change.replace(couple, with: try couple.with(closure: closure))
    }
    for _ in 0..<Int.random(in: 1...2, using: &numbers) { try addRecord(of: couple, change, &numbers) }
  }

  private static func addRecord(of couple: Couple, _ change: Change, _ numbers: inout SeededNumbers) throws {
    func day(_ range: ClosedRange<Int>) -> Day {
      TemporaryPractice.today.adding(days: Int.random(in: range, using: &numbers))
    }
    func audience() -> Audience {
      [.joint, .joint, .counselor, .member(couple.everyMember[1])].randomElement(using: &numbers) ?? .joint
    }
    func fact() -> Fact {
      Fact(couple: couple.id, day: day(-20...2), audience: audience(), written: change.clock)
    }
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0:
      try change.add(
        try Session(
          id: try change.nextID(.session), fact: fact(),
          status: Session.Status.allCases.filter { $0 != .held }.randomElement(using: &numbers) ?? .planned))
    case 1:
      try addNote(of: couple, fact(), change, &numbers)
    case 2:
      try addRiskOrHeld(of: couple, day(-20...2), change, &numbers)
    case 3:
      let fact = fact()
      let done = Bool.random(using: &numbers) ? nil : max(fact.day, day(-20...9))
      try change.add(
        try AgendaLine(
          id: try change.nextID(.agendaLine), fact: fact, isMine: Int.random(in: 0..<4, using: &numbers) > 0,
          text: "send the list", done: done))
    default:
      let fact = fact()
      let reviews = try (0..<Int.random(in: 0...2, using: &numbers)).map { place in
        let later = fact.day.adding(days: 3 + 6 * place)
        return try Entry.Review(
          day: later, next: Bool.random(using: &numbers) ? later.adding(days: 5) : nil, words: nil,
          audience: Bool.random(using: &numbers) ? nil : fact.audience.narrowed(by: audience()))
      }
      let first = Bool.random(using: &numbers) ? fact.day.adding(days: Int.random(in: 0...20, using: &numbers)) : nil
      try change.add(
        try Entry(
          id: try change.nextID(.entry), fact: fact, Entry.Content(.agreement, review: first, text: "tea at nine"),
          reviews: reviews))
    }
  }

  /// A risk entry or a held item with a day to look at it, which may have come to an end.
  private static func addRiskOrHeld(
    of couple: Couple, _ day: Day, _ change: Change, _ numbers: inout SeededNumbers
  ) throws {
    let fact = Fact(
      couple: couple.id, day: day, audience: .counselor, member: couple.everyMember[0], written: change.clock)
    let review =
      Int.random(in: 0..<3, using: &numbers) == 0 ? nil : day.adding(days: Int.random(in: 0...14, using: &numbers))
    let isEnded = Bool.random(using: &numbers)
    let later = day.adding(days: Int.random(in: 0...14, using: &numbers))
    if Bool.random(using: &numbers) {
      let reviews = try (isEnded ? [Risk.Status.closed] : [.watched]).map {
        try Risk.Review(
          day: later, why: "asked again", status: $0, next: $0 == .closed ? nil : later.adding(days: 3))
      }
      try change.add(
        try Risk(
          id: try change.nextID(.risk), fact: fact, kind: .violence, asked: .alone,
          told: Risk.Told(text: "a push", review: review), reviews: Bool.random(using: &numbers) ? reviews : []))
    } else {
      try change.add(
        try HeldItem(
          id: try change.nextID(.heldItem), fact: fact, session: nil, text: "a debt", review: review,
          closing: isEnded ? HeldItem.Closing(day: later, outcome: .told, why: nil) : nil))
    }
  }

  /// A session that was held, with a note that may be struck and a jot that may stand in it.
  private static func addNote(
    of couple: Couple, _ fact: Fact, _ change: Change, _ numbers: inout SeededNumbers
  ) throws {
    let session = try Session(
      id: try change.nextID(.session), fact: fact, status: .held,
      attendance: Dictionary(uniqueKeysWithValues: couple.everyMember.map { ($0, .present) }))
    try change.add(session)
    let note = try Note(id: try change.nextID(.note), fact: fact, session: session.id, text: "They spoke of tea.")
    try change.add(note)
    if Bool.random(using: &numbers) {
      let isInNote = Bool.random(using: &numbers)
      try change.add(
        try Jot(
          id: try change.nextID(.jot), fact: fact, time: #require(MinuteOfDay("14:02")), text: "tea",
          note: isInNote ? note.id : nil))
    }
    if Bool.random(using: &numbers) { try change.strike(note.id, of: couple.id, why: "wrong chart") }
  }
}
