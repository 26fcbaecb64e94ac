import SeededNumbers
import Testing

@testable import CoupletCore

@Suite struct DayWordsTests {
  /// A Tuesday.
  private let today = Day(iso: "2026-12-01")!

  @Test(arguments: [
    ("last fri", "2026-11-27", "2026-11-27"), ("next tue", "2026-12-08", "2026-12-08"),
    ("this fri", "2026-12-04", "2026-12-04"),
    ("in 10 days", "2026-12-11", "2026-12-11"), ("2 weeks ago", "2026-11-17", "2026-11-17"),
    ("a month ago", "2026-11-01", "2026-11-01"),
    ("23rd", "2026-11-23", "2026-12-23"), ("the 31st", "2026-10-31", "2026-12-31"), ("1st", "2026-12-01", "2026-12-01"),
    ("eow", "2026-12-06", "2026-12-06"), ("eom", "2026-12-31", "2026-12-31"),
    ("end of the year", "2026-12-31", "2026-12-31"),
    ("nov 3 2026", "2026-11-03", "2026-11-03"), ("3rd of November, 2026", "2026-11-03", "2026-11-03"),
    ("3-nov-2026", "2026-11-03", "2026-11-03"),
    ("2026/11/3", "2026-11-03", "2026-11-03"), ("friday, november 27 2026", "2026-11-27", "2026-11-27"),
    ("day after tomorrow", "2026-12-03", "2026-12-03"), ("-2 weeks", "2026-11-17", "2026-11-17"),
    ("may 5", "2026-05-05", "2027-05-05"),
  ])
  func reads(_ phrase: String, back: String, ahead: String) throws {
    #expect(try DayPhrase.day(phrase, field: "on", today: today, looking: .back).description == back)
    #expect(try DayPhrase.day(phrase.uppercased(), field: "on", today: today, looking: .ahead).description == ahead)
  }

  @Test(arguments: [
    (
      "11/23", "is not read: in figures the month stands first for some and second for others",
      "write nov 23, or YYYY-MM-DD"
    ),
    (
      "3.11.", "is not read: in figures the month stands first for some and second for others",
      "write mar 11 or nov 3, or YYYY-MM-DD"
    ),
    (
      "12/7/2026", "is not read: in figures the month stands first for some and second for others",
      "write dec 7 2026 or jul 12 2026, or YYYY-MM-DD"
    ),
    ("23", "may be a day or a month", "write 23rd, or YYYY-MM-DD"),
    ("dec 5", "is far off, looking back", "write the year: dec 5 2025 or dec 5 2026 or dec 5 2027"),
    ("feb 30", "is no day: february has no 30th", "write another day of the month"),
    ("nov 31 2026", "is no day: november 2026 has no 31st", "write another day of the month"),
    ("thu 27 nov", "is no Thu: 2026-11-27 is a Fri", "leave the weekday or the date out"),
    ("nov 3 26", "has a year of 2 figures", "write all four of them"),
    ("nov", "is a month, not a day", "name a day of it, as nov 1 or 2026-11-01"),
    ("next week", "is a week, not a day", "name a day of it, as dec 7 or 2026-12-07"),
    ("tomorow", "is not a day", "did you mean tomorrow?"), ("in 3 dyas", "is not a day", "did you mean days?"),
    ("soon", "is not a day", "write it as YYYY-MM-DD, today, yesterday, tomorrow, a weekday, nov 3, 23rd, +3d or -2w"),
  ])
  func saysWhy(_ phrase: String, rule: String, hint: String) {
    let problem = #expect(throws: Problem.self) { try DayPhrase.day(phrase, field: "on", today: today, looking: .back) }
    #expect(problem?.kind == .usage)
    #expect(problem?.message == "on: '\(phrase)' \(rule)")
    #expect(problem?.hint == .words(hint))
  }

  @Test(arguments: [
    ("nov", "2026-11-01", "2026-11-30"), ("dec", "2026-12-01", "2026-12-31"), ("2025", "2025-01-01", "2025-12-31"),
    ("oct 2025", "2025-10-01", "2025-10-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("last week", "2026-11-23", "2026-11-29"),
    ("this month", "2026-12-01", "2026-12-31"), ("last year", "2025-01-01", "2025-12-31"),
    ("mon", "2026-11-30", "2026-11-30"),
  ])
  func readsStretches(_ phrase: String, first: String, last: String) throws {
    let days = try DayPhrase.days(phrase, field: "since", today: today, looking: .back)
    #expect(days.lowerBound.description == first)
    #expect(days.upperBound.description == last)
  }

  /// Every form on random days equals what a walk from day to day finds; what isn't in the table is refused.
  @Test func everyFormIsTheDayThatAWalkFinds() throws {
    var dice = SeededNumbers(state: 11)
    for _ in 0..<3_000 {
      let today = Day(iso: "1950-01-01")!.adding(days: Int.random(in: 0..<80_000, using: &dice))
      let looking: DayPhrase.Looking = Bool.random(using: &dice) ? .back : .ahead
      let (phrase, expected) = Self.form(today, looking, &dice)
      let found = try? DayPhrase.day(phrase, field: "on", today: today, looking: looking)
      #expect(found == expected, "'\(phrase)' on \(today) \(looking)")
    }
  }

  /// A phrase, and the day that it names, found by looking at one day after the other.
  private static func form(_ today: Day, _ looking: DayPhrase.Looking, _ dice: inout SeededNumbers) -> (String, Day?) {
    let step = looking == .back ? -1 : 1
    func walk(from start: Int = 0, by step: Int, upTo most: Int, _ fits: (Day) -> Bool) -> Day? {
      stride(from: start * step, through: most * step, by: step).lazy.map { today.adding(days: $0) }.first(where: fits)
    }
    let weekday = Weekday.allCases.randomElement(using: &dice) ?? .monday
    let short = String(weekday.name.prefix(Int.random(in: 3...weekday.name.count, using: &dice)))
    let month = Int.random(in: 1...12, using: &dice)
    let day = Int.random(in: 1...31, using: &dice)
    let name = String(DayWords.months[month - 1].prefix(Int.random(in: 3...9, using: &dice)))
    let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
    let count = Int.random(in: 0...40, using: &dice)
    switch Int.random(in: 0..<12, using: &dice) {
    case 0: return (short, walk(from: looking == .back ? 0 : 1, by: step, upTo: 7) { $0.weekday == weekday })
    case 1: return ("last \(short)", walk(from: 1, by: -1, upTo: 7) { $0.weekday == weekday })
    case 2: return ("next \(short)", walk(from: 1, by: 1, upTo: 7) { $0.weekday == weekday })
    case 3: return ("in \(count) days", today.adding(days: count))
    case 4: return ("\(count) weeks ago", today.adding(days: -7 * count))
    case 5: return ("\(day)\(ending)", walk(by: step, upTo: 95) { $0.civil.day == day })
    case 6, 7:
      let phrase = ["\(name) \(day)", "\(day) \(name)", "\(day)\(ending) of \(name)", "\(name) \(day)\(ending)"]
        .randomElement(using: &dice)
      return (phrase ?? "", walk(by: step, upTo: DayPhrase.farthest) { $0.civil.day == day && $0.civil.month == month })
    case 8:
      return (
        "\(short) \(day) \(name)",
        walk(by: step, upTo: DayPhrase.farthest) { $0.civil.day == day && $0.civil.month == month }
          .flatMap { $0.weekday == weekday ? $0 : nil }
      )
    case 9: return ("eow", walk(by: 1, upTo: 7) { $0.weekday == .sunday })
    case 10: return ("eom", walk(by: 1, upTo: 31) { $0.adding(days: 1).civil.day == 1 })
    default: return (["\(month)/\(day)", "\(day).\(month).", "\(day)", name].randomElement(using: &dice) ?? "", nil)
    }
  }

  /// Words put together by chance are refused or are one day in both directions of reading, whatever they are.
  @Test func noWordsAreTakenForADayThatTheyDoNotName() {
    let words = [
      "last", "next", "this", "fri", "tuesday", "nov", "may", "3", "23rd", "2025", "in", "ago", "days", "week", "of",
      "the", "10", "eom", "today", ",",
      "/", "-", "+", ".", "d", "end", "a", "month",
    ]
    var dice = SeededNumbers(state: 5)
    for _ in 0..<6_000 {
      let phrase = (0..<Int.random(in: 1...5, using: &dice)).map { _ in words.randomElement(using: &dice) ?? "" }
        .joined(separator: " ")
      guard let found = try? DayPhrase.day(phrase, field: "on", today: today, looking: .back) else { continue }
      // What was understood says each of its figures and names.
      let said = found.withWeekday.lowercased() + " " + DayWords.months[found.civil.month - 1]
      if phrase.contains("nov") { #expect(said.contains("nov"), "\(phrase)") }
      let isCount = ["days", "week", "month", "d"].contains { phrase.split(separator: " ").contains(Substring($0)) }
      if phrase.contains("2025"), !isCount { #expect(found.civil.year == 2025, "\(phrase)") }
      if phrase.contains("fri") { #expect(found.weekday == .friday, "\(phrase)") }
      if phrase.contains("tuesday") { #expect(found.weekday == .tuesday, "\(phrase)") }
      if phrase.contains("23rd") { #expect(found.civil.day == 23, "\(phrase)") }
    }
  }
}

@Suite struct TimePhraseTests {
  @Test(arguments: [
    ("14:30", "14:30"), ("2pm", "14:00"), ("2:30pm", "14:30"), ("2:30 p.m.", "14:30"), ("14.30", "14:30"),
    ("noon", "12:00"), ("1430", "14:30"),
    ("9am", "09:00"), ("12am", "00:00"), ("12 PM", "12:00"), ("14h", "14:00"), ("14h30", "14:30"), ("9:05", "09:05"),
    ("14", "14:00"),
  ])
  func reads(_ phrase: String, _ time: String) throws {
    #expect(try TimePhrase.time(phrase, field: "at").description == time)
  }

  @Test(arguments: [
    ("11", "may be in the morning or after noon", "write 11am or 11pm, or 11:00 as a clock of 24 hours"),
    ("midnight", "may begin the day or end it", "write 0:00 or 23:59"),
    ("25:00", "is not a time of day", "write it as 14:00, 14.00 or 2pm"),
    ("13pm", "is not a time of day", "write it as 14:00, 14.00 or 2pm"),
    ("2:5", "is not a time of day", "write it as 14:00, 14.00 or 2pm"),
  ])
  func saysWhy(_ phrase: String, rule: String, hint: String) {
    let problem = #expect(throws: Problem.self) { try TimePhrase.time(phrase, field: "at") }
    #expect(problem?.message == "at: '\(phrase)' \(rule)")
    #expect(problem?.hint == .words(hint))
  }

  @Test func everyMinuteInEveryForm() throws {
    for minutes in 0..<1440 {
      let (hour, minute) = (minutes / 60, minutes % 60)
      let figures = minute < 10 ? "0\(minute)" : "\(minute)"
      let half = "\(hour % 12 == 0 ? 12 : hour % 12):\(figures)\(hour < 12 ? "am" : "pm")"
      for phrase in ["\(hour):\(figures)", "\(hour).\(figures)", "\(hour < 10 ? "0" : "")\(hour)\(figures)", half] {
        #expect(try TimePhrase.time(phrase, field: "at").minutes == minutes, "\(phrase)")
      }
    }
  }
}
