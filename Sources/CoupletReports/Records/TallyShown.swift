public import CoupletCore

/// Tallies as outputs show them; a key that wasn't observed isn't there.
extension Tally: ShownRecord {
  /// Whom it counts, what was counted, and in how many minutes.
  public func parts(in chart: Seen) -> [String?] { ["tally", fact.member.map(chart.name), counted] }

  /// `criticism 2, contempt 0, in 40 minutes`.
  private var counted: String {
    let words = Key.allCases.compactMap { key in counts[key].map { "\(key.rawValue) \($0)" } }
    return (words + (minutes.map { ["in \($0) minutes"] } ?? [])).joined(separator: ", ")
  }

  /// `Dana, in 50 minutes (per 30 in brackets): criticism 2 (1.2), contempt 0`; without brackets where no minutes are
  /// known, the tally's own or the session's.
  func rates(in session: Session, _ chart: Seen) -> String {
    let who = chart.called(fact.member)
    guard let minutes = minutes ?? session.minutes, !counts.isEmpty else { return "\(who): \(counted)" }
    let words = Key.allCases.compactMap { key -> String? in
      guard let rate = rate(key, in: session), let per30 = rate.per30 else { return nil }
      return rate.count == 0 ? "\(key.rawValue) 0" : "\(key.rawValue) \(rate.count) (\(DecimalText.text(per30)))"
    }
    return "\(who), in \(minutes) minutes (per 30 in brackets): \(words.joined(separator: ", "))"
  }

  /// The count of each key that was observed; what isn't there was not observed.
  public func object(in chart: Seen) -> JSONValue {
    [
      "member": chart.person(fact.member), "session": chart.sessionID(session), "minutes_observed": .count(minutes),
      "counts": .object(
        Key.allCases.compactMap { key in
          counts[key].map { JSONValue.Member(key.rawValue.replacing("-", with: "_"), .int($0)) }
        }),
    ]
  }
}
