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

  /// `Dana, in 50 minutes (per 30 in brackets): criticism 6 (3.6), contempt 0`; without brackets where no minutes are
  /// known, the tally's own or the session's, and for counts below five.
  func rates(in session: Session, _ chart: Seen) -> String {
    let who = chart.called(fact.member)
    guard let minutes = minutes ?? session.minutes, !counts.isEmpty else { return "\(who): \(counted)" }
    let words = Key.allCases.compactMap { key -> String? in
      guard let rate = rate(key, in: session) else { return nil }
      return "\(key.rawValue) \(rate.count)\(rate.rate.map { " (\(DecimalText.text($0, places: 1)))" } ?? "")"
    }
    let hasRates = Key.allCases.contains { rate($0, in: session)?.rate != nil }
    return "\(who), in \(minutes) minutes\(hasRates ? " (per 30 in brackets)" : ""): \(words.joined(separator: ", "))"
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
