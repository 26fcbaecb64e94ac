/// The words for a day that commands take: ISO days, `today`, `yesterday`, `tomorrow`, weekdays, `+3d`, `-2w`.
public enum DayPhrase {
  /// Which way a weekday on its own looks.
  public enum Looking: Sendable {
    /// What has happened: that weekday on or before today.
    case back
    /// What is to come: that weekday after today.
    case ahead
  }

  /// The day that `phrase` names.
  ///
  /// - Throws: a usage problem that names `field` when the phrase is no day.
  public static func day(
    _ phrase: String, field: String, today: Day, looking: Looking
  ) throws(Problem) -> Day {
    let words = Folding.fold(phrase)
    if let day = Day(iso: words) { return day }
    switch words {
    case "today": return today
    case "yesterday": return today.adding(days: -1)
    case "tomorrow": return today.adding(days: 1)
    default: break
    }
    if let weekday = weekday(words) {
      switch looking {
      case .back: return today.adding(days: -((today.weekday.rawValue - weekday.rawValue + 7) % 7))
      case .ahead: return today.adding(days: (weekday.rawValue - today.weekday.rawValue + 6) % 7 + 1)
      }
    }
    if let days = offset(words) {
      let day = today.adding(days: days)
      if day.days(since: today) == days { return day }
    }
    throw Problem(
      .usage, "\(field): '\(phrase.shownOnOneLine(limit: 40))' is not a day",
      hint: "write it as YYYY-MM-DD, today, yesterday, tomorrow, a weekday, +3d or -2w")
  }

  private static func weekday(_ words: String) -> Weekday? {
    Weekday.allCases.first { weekday in
      words.utf8.count >= 3 && weekday.name.hasPrefix(words)
    }
  }

  /// Days of `+3d` or `-2w`.
  private static func offset(_ words: String) -> Int? {
    guard let sign = words.first, sign == "+" || sign == "-", let unit = words.last, unit == "d" || unit == "w"
    else { return nil }
    let digits = words.dropFirst().dropLast()
    guard !digits.isEmpty, digits.utf8.count <= 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(digits)
    else { return nil }
    return (sign == "-" ? -1 : 1) * count * (unit == "w" ? 7 : 1)
  }
}
