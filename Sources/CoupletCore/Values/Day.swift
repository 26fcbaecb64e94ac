/// A calendar day, 1900-01-01 to 2199-12-31, without zone: what happened on a day stays on that day.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let number: Int

  /// The first and last day that can be written down.
  public static let range = Day(unchecked: -25567)...Day(unchecked: 84005)

  private init(unchecked number: Int) { self.number = number }

  /// The day `number` days after 1970-01-01, nil outside 1900 to 2199.
  public init?(number: Int) {
    guard (Self.range.lowerBound.number...Self.range.upperBound.number).contains(number) else { return nil }
    self.number = number
  }

  /// A day of the Gregorian calendar, nil when there is no such day or it lies outside 1900 to 2199.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.init(number: Self.daysFromCivil(year, month, day))
  }

  /// Reads `YYYY-MM-DD`, nil when the text is anything else.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// What is said of a text that is no day.
  static let isNoDay = "is not a day"

  /// Why a text can't be a day: it is none, or one that lies before or after what can be written down.
  public static func refusal(of text: String) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2]), day >= 1,
      day <= length(ofMonth: month, year: year)
    else { return isNoDay }
    return year < 1900 ? "is before 1900" : year > 2199 ? "is after 2199" : isNoDay
  }

  /// Year, month and day of the Gregorian calendar.
  public var civil: (year: Int, month: Int, day: Int) {
    // Days to civil, after Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 146,097 days from 0000-03-01.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// `Mon 2026-11-23`, as pages print it.
  public var withWeekday: String { "\(weekday.short) \(self)" }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday.
    Weekday(rawValue: ((number + 3) % 7 + 7) % 7)!
  }

  /// The day that many days later, held inside 1900 to 2199.
  public func adding(days: Int) -> Day {
    let (sum, overflow) = number.addingReportingOverflow(days)
    let bounds = Self.range.lowerBound.number...Self.range.upperBound.number
    if overflow { return days > 0 ? Self.range.upperBound : Self.range.lowerBound }
    return Day(unchecked: min(max(sum, bounds.lowerBound), bounds.upperBound))
  }

  /// Days from `other` to this day.
  public func days(since other: Day) -> Int { number - other.number }

  /// The earlier day comes first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// A day of the week; weeks begin on Monday.
public enum Weekday: Int, Sendable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// `monday`.
  public var name: String { String(describing: self) }

  /// `Mon`.
  public var short: String { name.prefix(1).uppercased() + name.dropFirst().prefix(2) }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
