/// The words for a day that commands take: a date, a weekday, `nov 3`, `23rd`, `last fri`, `in 10 days`, `eom` and so on.
///
/// Words that fit several days mean none: which it is has to be typed. What is read otherwise than as a date is said back with
/// its weekday by whoever asked.
public enum DayPhrase {
  /// Which way a day looks that is named without a direction.
  public enum Looking: Sendable {
    /// What has happened: that day on or before today.
    case back
    /// What is to come: that weekday after today, that date from today on.
    case ahead
  }

  /// Days that a date without its year is away at most: what is farther may as well be the one on the other side.
  public static let farthest = 300

  /// The day that `phrase` names.
  ///
  /// - Throws: a usage problem that names `field` when the phrase is no day, or could be several.
  public static func day(
    _ phrase: String, field: String, today: Day, looking: Looking
  ) throws(Problem) -> Day {
    switch meaning(of: phrase, today: today, looking: looking) {
    case .day(let day): return day
    case .span(let days, let noun):
      throw refusal(
        phrase, field, "is \(noun), not a day",
        "name a day of it, as \(days.lowerBound.withMonthName) or \(days.lowerBound)")
    case .unclear(let rule, let advice): throw refusal(phrase, field, rule, advice)
    case nil: throw refusal(phrase, field, Day.refusal(of: phrase), hint(for: phrase))
    }
  }

  /// The first and last day that `phrase` names, for what looks at a stretch of time: `nov`, `2025`, `last week`, or a day.
  ///
  /// - Throws: a usage problem that names `field` when the phrase is no time, or could be several.
  public static func days(
    _ phrase: String, field: String, today: Day, looking: Looking
  ) throws(Problem) -> ClosedRange<Day> {
    switch meaning(of: phrase, today: today, looking: looking) {
    case .day(let day): return day...day
    case .span(let days, _): return days
    case .unclear(let rule, let advice): throw refusal(phrase, field, rule, advice)
    case nil: throw refusal(phrase, field, Day.refusal(of: phrase), hint(for: phrase))
    }
  }

  /// Whether the phrase is so short that what a command prints of the day says enough: a date, a weekday, `+3d`.
  public static func isShownBack(_ phrase: String) -> Bool { DayWords.isShort(phrase) }

  private static func meaning(of phrase: String, today: Day, looking: Looking) -> DayWords.Meaning? {
    if let day = Day(iso: phrase) { return .day(day) }
    return DayWords(phrase, today: today, looking: looking).meaning
  }

  private static func refusal(_ phrase: String, _ field: String, _ rule: String, _ hint: String) -> Problem {
    Problem(.usage, "\(field): '\(phrase.shownOnOneLine(limit: 40))' \(rule)", hint: hint)
  }

  /// What somebody may have meant, else how a day is written.
  private static func hint(for phrase: String) -> String {
    let words = Folding.words(phrase)
    let known = Set(words.filter { $0.count > 3 && !DayWords.known.contains($0) }).sorted()
    let near = known.flatMap { Nearest.words(to: $0, among: DayWords.known).prefix(1) }
    if Day.refusal(of: phrase) != Day.isNoDay { return "days from 1900 to 2199 can be written down" }
    guard near.isEmpty else { return "did you mean \(near.joined(separator: " or "))?" }
    return "write it as YYYY-MM-DD, today, yesterday, tomorrow, a weekday, nov 3, 23rd, +3d or -2w"
  }
}

extension Day {
  /// `nov 3`, as it can be typed.
  var withMonthName: String { "\(DayWords.months[civil.month - 1].prefix(3)) \(civil.day)" }
}
