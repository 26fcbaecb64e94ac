extension ProgressReport {
  /// What the counselor counted in the sessions, for nobody else.
  public struct Room: Hashable, Sendable {
    /// In the order of the couple, with nothing for whom nothing was counted.
    public let members: [MemberCounts]
    /// Oldest first.
    public let tension: [Tension]

    /// What was counted of one member.
    public struct MemberCounts: Hashable, Sendable {
      /// The member's full name.
      public let member: String
      /// What pages call the member.
      public let name: String
      /// Sessions in which something was counted.
      public let sessions: Int
      /// What was observed, in the order of the keys; what isn't here was not observed.
      public let counts: [KeyCount]

      /// The count of a key, nil where it wasn't observed.
      public func count(_ key: Tally.Key) -> KeyCount? { counts.first { $0.key == key } }
    }

    /// How often one thing was seen of a member.
    public struct KeyCount: Hashable, Sendable {
      /// What was counted.
      public let key: Tally.Key
      /// Sessions in which it was observed.
      public let sessions: Int
      /// The day of the first of the sessions.
      public let firstDay: Day
      /// The figure in the first of the sessions.
      public let first: TallyRate
      /// The day of the last of them.
      public let lastDay: Day
      /// The figure in the last of them.
      public let last: TallyRate
      /// In all of them together.
      public let all: TallyRate
    }

    /// How tense each said to be at the start and the end of a session.
    public struct Tension: Hashable, Sendable {
      /// One member's, 0 to 10; at least one of both is there.
      public struct Part: Hashable, Sendable {
        /// The member's full name.
        public let member: String
        /// What pages call the member.
        public let name: String
        /// 0 to 10 as the session began, nil where it wasn't rated.
        public let start: Int?
        /// 0 to 10 as it ended, nil where it wasn't rated.
        public let end: Int?
      }

      /// The session's day, or that of the ratings where they name no session.
      public let day: Day
      /// In the order of the couple.
      public let parts: [Part]
    }
  }
}

extension ProgressFrame {
  /// What was counted in the room, nil without anything or for anyone but the counselor.
  var room: ProgressReport.Room? {
    guard isForCounselor else { return nil }
    let counts = members.map { member -> ProgressReport.Room.MemberCounts in
      let own = tallies(of: member)
      return .init(
        member: seen.fullName(member), name: seen.name(member), sessions: own.count,
        counts: Tally.Key.allCases.compactMap { count(of: $0, in: own) })
    }
    let tension = tension
    guard counts.contains(where: { $0.sessions > 0 }) || !tension.isEmpty else { return nil }
    return .init(members: counts, tension: tension)
  }

  /// One measure for each thing that is counted: the rate in half an hour, of sessions whose minutes are known.
  var tallyMeasures: [CoupleMeasure] {
    guard isForCounselor else { return [] }
    return Tally.Key.allCases.map { key in
      var readings: [Client.ID: [MeasureReading]] = [:]
      for member in members {
        readings[member] = tallies(of: member).compactMap { counted in
          counted.tally.rate(key, in: counted.session)?.per30.map {
            MeasureReading(day: day(of: counted), session: counted.tally.session, value: $0)
          }
        }
      }
      return CoupleMeasure(
        .tally, MeasureID(key.rawValue), title: key.rawValue, unit: "per-30-min",
        range: 0...Double(Tally.range.upperBound * 30), readings: readings)
    }
  }

  /// The member's counts of that time with their sessions, oldest first; minutes alone are no count.
  private func tallies(of member: Client.ID) -> [(tally: Tally, session: Session?)] {
    let own = seen.records.tallies.filter { $0.fact.member == member && !$0.counts.isEmpty }
    // A session may have got another day since it was counted in.
    return own.map { (tally: $0, session: seen.session($0.session)) }
      .filter { covers(day(of: $0)) }.sorted { day(of: $0) < day(of: $1) }
  }

  private func day(of counted: (tally: Tally, session: Session?)) -> Day {
    counted.session?.fact.day ?? counted.tally.fact.day
  }

  private func count(
    of key: Tally.Key, in tallies: [(tally: Tally, session: Session?)]
  ) -> ProgressReport.Room.KeyCount? {
    let rates = tallies.compactMap { counted in
      counted.tally.rate(key, in: counted.session).map { (day: day(of: counted), rate: $0) }
    }
    guard let first = rates.first, let last = rates.last else { return nil }
    return .init(
      key: key, sessions: rates.count, firstDay: first.day, first: first.rate, lastDay: last.day, last: last.rate,
      all: rates.dropFirst().map(\.rate).reduce(first.rate, +))
  }

  /// The tension of each session, or of a day where ratings name none.
  private var tension: [ProgressReport.Room.Tension] {
    struct Place: Hashable {
      let day: Day
      let session: RecordID?
    }
    let rated = seen.records.ratings.filter {
      covers($0.fact.day) && ($0.tensionStart != nil || $0.tensionEnd != nil)
    }
    let places = Dictionary(grouping: rated) { rating in
      // Who rates a day later rates the session.
      Place(day: rating.session.flatMap(seen.session)?.fact.day ?? rating.fact.day, session: rating.session)
    }
    return places.sorted { ($0.key.day, $0.key.session?.number ?? 0) < ($1.key.day, $1.key.session?.number ?? 0) }
      .map { place, ratings in
        .init(
          day: place.day,
          parts: members.compactMap { member in
            ratings.last { $0.fact.member == member }.map {
              .init(
                member: seen.fullName(member), name: seen.name(member), start: $0.tensionStart, end: $0.tensionEnd)
            }
          })
      }
  }
}
