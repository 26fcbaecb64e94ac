extension ProgressReport {
  /// All homework of a stretch of time together: what each member did of it, and how far apart they are.
  public struct HomeworkTotal: Hashable, Sendable {
    /// What one member did.
    public struct Part: Hashable, Sendable {
      /// How often something was in the way.
      public struct Barrier: Hashable, Sendable {
        /// What was in the way.
        public let code: Homework.Barrier
        /// How many reports name it.
        public let count: Int
      }

      /// The member's full name.
      public let member: String
      /// What pages call the member.
      public let name: String
      /// Times done of the times reported, without what wasn't done for a good reason and what was taken back.
      public let done: Wilson
      /// The mean of the grades 0 to 4, for the counselor alone; nil where none was given.
      public let quality: Double?
      /// The same of how hard it was.
      public let difficulty: Double?
      /// The same of how much use it was.
      public let usefulness: Double?
      /// What was in the way, the most named first; for the counselor alone.
      public let barriers: [Barrier]
    }

    /// How far two members are apart.
    public struct Gap: Hashable, Sendable {
      /// What pages call the member whose share comes first in the difference.
      public let first: String
      /// What pages call the other.
      public let second: String
      /// The first one's share minus the second's, −1 to 1; nil where one of them has too few reports for a percentage.
      public let difference: Double?
    }

    /// In the order of the couple.
    public let parts: [Part]
    /// One for each two members who have reported, for the counselor alone.
    public let gaps: [Gap]
  }
}

extension ProgressFrame {
  /// What the reports of that time say, whenever the homework was given; each member's own only.
  var homeworkTotal: ProgressReport.HomeworkTotal? {
    let counted = seen.records.homework.filter { !$0.isTakenBack }
    let parts = members.compactMap { member in
      part(
        of: member, counted.flatMap(\.log).filter { $0.member == member && covers($0.day) },
        times: counted.flatMap { $0.occasions(of: member) }.filter { covers($0.day) })
    }
    guard parts.contains(where: { $0.done.of > 0 }) else { return nil }
    let gaps = parts.indices.flatMap { first in
      parts.indices.dropFirst(first + 1).map { gap(parts[first], parts[$0]) }
    }
    return .init(parts: parts, gaps: isForCounselor ? gaps : [])
  }

  /// Times done of the times reported.
  static func rate(of logs: [Homework.Log]) -> Wilson? {
    let times = logs.compactMap { $0.done?.times }
    return try? Wilson(times.map(\.done).reduce(0, +), of: times.map(\.of).reduce(0, +))
  }

  private func part(
    of member: Client.ID, _ logs: [Homework.Log], times: [Homework.Log]
  ) -> ProgressReport.HomeworkTotal.Part? {
    guard !logs.isEmpty, let done = Self.rate(of: times) else { return nil }
    let graded = isForCounselor ? logs.filter { $0.done != .excused } : []
    func mean(_ grade: (Homework.Log) -> Int?) -> Double? {
      let grades = graded.compactMap(grade)
      return grades.isEmpty ? nil : Double(grades.reduce(0, +)) / Double(grades.count)
    }
    // What was in the way counts for a good reason too: it is no rate.
    let named = isForCounselor ? logs.compactMap(\.barrier) : []
    let barriers = Homework.Barrier.allCases.enumerated().compactMap { place, code in
      let count = named.count { $0 == code }
      return count > 0
        ? (place: place, barrier: ProgressReport.HomeworkTotal.Part.Barrier(code: code, count: count)) : nil
    }
    return .init(
      member: seen.fullName(member), name: seen.name(member), done: done, quality: mean(\.quality),
      difficulty: mean(\.difficulty), usefulness: mean(\.usefulness),
      barriers: barriers.sorted { (-$0.barrier.count, $0.place) < (-$1.barrier.count, $1.place) }.map(\.barrier))
  }

  private func gap(
    _ first: ProgressReport.HomeworkTotal.Part, _ second: ProgressReport.HomeworkTotal.Part
  ) -> ProgressReport.HomeworkTotal.Gap {
    // Below so many reports a rate isn't given as a percentage; neither is the distance between two.
    let isKnown = [first, second].allSatisfy { $0.done.of >= Wilson.fewestForPercentage }
    let difference = first.done.share.flatMap { one in second.done.share.map { one - $0 } }
    return .init(first: first.name, second: second.name, difference: isKnown ? difference : nil)
  }
}
