/// Ratings, goals, homework and promises as measures: home-made, without norms, class or cut-off.
extension ProgressFrame {
  /// Practice ratings of the newest version: the eight domains, tension, and for the counselor alliance.
  var ratings: [CoupleMeasure] {
    let tension = [
      table.rating("tension-start", "Tension at the start", \.tensionStart),
      table.rating("tension-end", "Tension at the end", \.tensionEnd),
    ]
    // Such facts are the counselor's; a page for anyone else has none, and asks for none.
    return table.domains + tension + (isForCounselor ? [table.rating("alliance", "Alliance", \.alliance)] : [])
  }

  var ratingNotes: [ProgressReport.Remark] {
    table.hasOlderRatings ? [note(.olderRatings)] : []
  }

  /// One measure a goal; what the couple rates together counts as each member's.
  var goalMeasures: [CoupleMeasure] {
    zip(seen.records.goals, 1...).map { goal, place in
      var readings: [Client.ID: [MeasureReading]] = [:]
      for standing in goal.standings where covers(standing.day) {
        for member in standing.by.map({ [$0] }) ?? seen.couple.members(on: standing.day) {
          readings[member, default: []]
            .append(MeasureReading(day: standing.day, session: nil, value: Double(standing.value)))
        }
      }
      return CoupleMeasure(
        .goal, MeasureID(id(of: goal, place: place)), title: seen.text(goal.text), unit: "0-10", range: 0...10,
        readings: readings)
    }
  }

  /// The goal's id for the counselor; for others its place, as the gaps between ids would tell something.
  func id(of goal: Goal, place: Int) -> String { seen.showsIDs ? goal.id.description : "goal-\(place)" }

  /// All homework as one measure: the share that was done, the mean of the day where a day has several reports; what
  /// was taken back doesn't count.
  var homeworkMeasures: [CoupleMeasure] {
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
    _ kind: MeasureKind, _ id: String, title: String, _ shares: [Client.ID: [Day: [Double]]]
  ) -> CoupleMeasure {
    CoupleMeasure(
      kind, MeasureID(id), title: title, unit: "share", range: 0...1,
      readings: shares.mapValues { days in
        days.sorted { $0.key < $1.key }.map { day, shares in
          MeasureReading(day: day, session: nil, value: shares.reduce(0, +) / Double(shares.count))
        }
      })
  }
}
