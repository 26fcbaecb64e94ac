/// What the parts of a progress report share while it is made: whose eyes, which days, which members.
struct ProgressFrame {
  let seen: Seen
  let library: Library
  let table: CoupleMeasures
  let since: Day?
  let until: Day?
  /// All who are or were in the couple, in the order of naming.
  let members: [Client.ID]
  let isForCounselor: Bool

  init(seen: Seen, library: Library, since: Day?, until: Day?) {
    self.seen = seen
    self.library = library
    self.since = since
    self.until = until
    members = seen.everyMember
    isForCounselor = seen.isForCounselor
    table = CoupleMeasures(of: seen, records: seen.records, library: library) { Self.covers($0, since, until) }
  }

  /// Whether the day lies in the time asked for.
  func covers(_ day: Day) -> Bool { Self.covers(day, since, until) }

  private static func covers(_ day: Day, _ since: Day?, _ until: Day?) -> Bool {
    (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  /// Whether something that began on one day and goes on till another touches the time asked for.
  func touches(from begin: Day, to end: Day?) -> Bool {
    (until.map { begin <= $0 } ?? true) && (since.map { since in end.map { since <= $0 } ?? true } ?? true)
  }

  /// The audience as options write it, and as headers say it.
  var audience: (key: String, words: String) {
    switch seen.viewer {
    case .counselor: ("counselor", "counselor only")
    case .joint: ("joint", members.count == 2 ? "both partners" : "all partners")
    case .member(let member): (seen.fullName(member), "\(seen.name(member)) only")
    }
  }

  var sessions: ProgressReport.Sessions {
    let held = seen.held.filter { covers($0.fact.day) }
    func place(_ session: Session?) -> ProgressReport.Sessions.Place? {
      session.flatMap { session in seen.number(of: session).map { .init(number: $0, day: session.fact.day) } }
    }
    let attendance = members.map { member in
      // Nobody misses the other's hour alone.
      let theirs = held.compactMap { session in
        session.attendance[member].flatMap { session.kind == .individual && !$0.wasThere ? nil : $0 }
      }
      return ProgressReport.Sessions.Attendance(
        member: seen.fullName(member), name: seen.name(member), present: theirs.count(where: \.wasThere),
        late: theirs.count { if case .late = $0 { true } else { false } }, of: theirs.count)
    }
    return .init(count: held.count, first: place(held.first), last: place(held.last), attendance: attendance)
  }

  /// What is printed wherever practice ratings stand; pages for the couple say it without the words of the trade.
  var ratingsLabel: String {
    guard isForCounselor else {
      return CoupleSentence.ratingsLabel.words
    }
    return library.ratings?.label
      ?? "Practice rating, written for this toolkit. Not validated; no norms, no cut-off, no reliable-change index."
  }

  /// A note on a measure that the couple reads too.
  func note(
    _ sentence: CoupleSentence, on measure: String? = nil, of member: Client.ID? = nil
  ) -> ProgressReport.Remark {
    note(sentence.words, on: measure, of: member)
  }

  /// A note on a measure.
  func note(_ text: String, on measure: String? = nil, of member: Client.ID? = nil) -> ProgressReport.Remark {
    ProgressReport.Remark(measure: measure, name: member.map(seen.name), text: text)
  }
}
