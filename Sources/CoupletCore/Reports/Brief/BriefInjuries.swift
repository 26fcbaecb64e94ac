extension Brief {
  /// A hurt with what was said of the way since.
  public struct InjuryLine: Hashable, Sendable {
    /// The newest rating of one of the two: how willing the one is, how much the other does.
    public struct Rating: Hashable, Sendable {
      /// What the page calls who rates.
      public let partner: String
      /// The day of the rating.
      public let day: Day
      /// 0 to 10.
      public let value: Int
    }

    /// Nil where ids may not be printed.
    public let id: RecordID?
    /// What the page calls who was hurt.
    public let hurt: String
    /// What the page calls who did it.
    public let by: String
    /// What happened, as the page may show it.
    public let text: String
    /// The steps that somebody has said, each once.
    public let steps: [Injury.Step]
    /// The step that was said last, nil where nobody has said any.
    public let last: Injury.Step?
    /// Who was hurt first.
    public let ratings: [Rating]
    /// The open risk entry that suspends the work on it.
    public let suspendedBy: RecordID?
  }
}

extension BriefChart {
  /// What was let go, and not opened again since, is no longer on the page.
  var injuries: [Brief.InjuryLine] {
    records.injuries.filter { $0.accounts.last?.step != .released }.map { injury in
      let members = [injury.fact.member, injury.doneBy].compactMap(\.self)
      return Brief.InjuryLine(
        id: id(injury), hurt: injury.fact.member.map(seen.name) ?? "", by: seen.name(injury.doneBy),
        text: seen.text(injury.text), steps: injury.stepsSaid, last: injury.accounts.last?.step,
        ratings: members.compactMap { member in
          injury.standings.last { $0.by == member }.map {
            Brief.InjuryLine.Rating(partner: seen.name(member), day: $0.day, value: $0.value)
          }
        }, suspendedBy: seen.suspending?.id)
    }
  }
}
