extension ProgressReport {
  /// A hurt with the steps that were said; what wasn't said doesn't stand here.
  public struct InjuryLine: Hashable, Sendable {
    /// A step as one of them says it was taken.
    public struct Step: Hashable, Sendable {
      /// The day of the account.
      public let day: Day
      /// The step that is said to be taken.
      public let step: Injury.Step
      /// What pages call whoever says so.
      public let says: String
      /// In their own words.
      public let words: String?
    }

    /// `i2` for the counselor, else `injury-1`: the start of the `measure` of its rows.
    public let measure: String
    /// The day on which it was named.
    public let named: Day
    /// What pages call who was hurt.
    public let hurt: String
    /// What pages call who did it.
    public let by: String
    /// What happened, as the page may show it.
    public let text: String
    /// Oldest first.
    public let steps: [Step]
    /// The open risk entry that suspends the work on it, nil on every page but the counselor's.
    public let suspendedBy: String?
  }
}

extension ProgressFrame {
  /// The hurts named or spoken of in the time asked for.
  var injuries: [ProgressReport.InjuryLine] {
    zip(seen.records.injuries, 1...).compactMap { injury, place in
      let accounts = injury.accounts.filter { covers($0.day) }
      let isRated = injury.standings.contains { covers($0.day) }
      guard covers(injury.fact.day) || !accounts.isEmpty || isRated else { return nil }
      return .init(
        measure: id(of: injury, place: place), named: injury.fact.day, hurt: injury.fact.member.map(seen.name) ?? "",
        by: seen.name(injury.doneBy), text: seen.text(injury.text),
        steps: accounts.map { account in
          .init(
            day: account.day, step: account.step, says: seen.name(account.says), words: account.words.map(seen.text))
        }, suspendedBy: isForCounselor ? seen.suspending?.id.description : nil)
    }
  }

  /// Two measures an injury, each of one member alone: how willing the one is, how much the other does.
  var injuryMeasures: [CoupleMeasure] {
    zip(seen.records.injuries, 1...).flatMap { injury, place in
      let parts = [
        ("willingness", "Willingness to come closer again", injury.fact.member), ("effort", "Effort", injury.doneBy),
      ]
      return parts.map { part, title, member in
        let readings = injury.standings.filter { $0.by == member && covers($0.day) }.map { standing in
          MeasureReading(day: standing.day, session: standing.session, value: Double(standing.value))
        }
        return CoupleMeasure(
          .rating, MeasureID(part, of: id(of: injury, place: place)), title: title, unit: "0-10", range: 0...10,
          readings: member.map { readings.isEmpty ? [:] : [$0: readings] } ?? [:])
      }
    }
  }

  /// The injury's id for the counselor; for others its place, as the gaps between ids would tell something.
  private func id(of injury: Injury, place: Int) -> String {
    seen.showsIDs ? injury.id.description : "injury-\(place)"
  }
}
