/// Ratings, goals, homework and promises as measures: home-made, without norms, class or cut-off.
extension ProgressFrame {
  /// Practice ratings of the newest version: the eight domains, tension, and for the counselor alliance.
  var ratings: (measures: [ProgressMeasure], notes: [ProgressReport.Remark]) {
    let all = seen.records.ratings.filter { covers($0.fact.day) }
    let newest = all.map(\.version).max() ?? 1
    let counted = all.filter { $0.version == newest }
    let notes = counted.count < all.count ? [note("ratings: versions differ: only the newest is shown")] : []
    func measure(_ id: String, _ title: String, _ value: (Rating) -> Int?) -> ProgressMeasure {
      var readings: [Client.ID: [ProgressReading]] = [:]
      for rating in counted {
        guard let member = rating.fact.member, let value = value(rating) else { continue }
        readings[member, default: []]
          .append(ProgressReading(day: rating.fact.day, session: rating.session, value: Double(value)))
      }
      return ProgressMeasure(.rating, id, title: title, unit: "0-10", range: 0...10, readings: readings)
    }
    let domains = Domain.allCases.map { domain in
      measure(domain.rawValue, library.ratings?.item(for: domain).title ?? domain.title) { rating in
        if case .value(let value)? = rating.values[domain] { value } else { nil }
      }
    }
    let others = [
      measure("tension-start", "Tension at the start", \.tensionStart),
      measure("tension-end", "Tension at the end", \.tensionEnd),
    ]
    // Such facts are the counselor's; a page for anyone else has none, and asks for none.
    let alliance = isForCounselor ? [measure("alliance", "Alliance", \.alliance)] : []
    return (domains + others + alliance, notes)
  }

  /// One measure a goal; what the couple rates together counts as each member's.
  var goalMeasures: [ProgressMeasure] {
    zip(seen.records.goals, 1...).map { goal, place in
      var readings: [Client.ID: [ProgressReading]] = [:]
      for standing in goal.standings where covers(standing.day) {
        for member in standing.by.map({ [$0] }) ?? seen.couple.members(on: standing.day) {
          readings[member, default: []]
            .append(ProgressReading(day: standing.day, session: nil, value: Double(standing.value)))
        }
      }
      return ProgressMeasure(
        .goal, id(of: goal, place: place), title: seen.text(goal.text), unit: "0-10", range: 0...10,
        readings: readings)
    }
  }

  /// The goal's id for the counselor; for others its place, as the gaps between ids would tell something.
  func id(of goal: Goal, place: Int) -> String { seen.showsIDs ? goal.id.description : "goal-\(place)" }

  /// All homework as one measure: the share that was done, the mean of the day where a day has several reports; what
  /// was taken back doesn't count.
  var homeworkMeasures: [ProgressMeasure] {
    var shares: [Client.ID: [Day: [Double]]] = [:]
    for homework in seen.records.homework where !homework.isTakenBack {
      for report in members.flatMap(homework.occasions(of:)) where covers(report.day) {
        guard let share = report.done?.share else { continue }
        shares[report.member, default: [:]][report.day, default: []].append(share)
      }
    }
    return [shareMeasure(.homework, "homework", title: "Homework", shares)]
  }

  func shareMeasure(
    _ kind: ProgressReport.MeasureRow.Kind, _ id: String, title: String, _ shares: [Client.ID: [Day: [Double]]]
  ) -> ProgressMeasure {
    ProgressMeasure(
      kind, id, title: title, unit: "share", range: 0...1,
      readings: shares.mapValues { days in
        days.sorted { $0.key < $1.key }.map { day, shares in
          ProgressReading(day: day, session: nil, value: shares.reduce(0, +) / Double(shares.count))
        }
      })
  }
}
