import CoupletCore
import Testing

@Suite struct DayTests {
  @Test func readsAndPrintsEveryDayOfFourCenturiesInOrder() throws {
    var day = try #require(Day(iso: "1900-01-01"))
    var expected = (year: 1900, month: 1, day: 1)
    for _ in 0..<146_097 where day < Day.range.upperBound {
      #expect(day.civil == expected)
      #expect(Day(iso: day.description) == day)
      day = day.adding(days: 1)
      expected = Self.next(expected)
    }
  }

  /// The day after, by the rule of the Gregorian calendar and nothing else.
  private static func next(_ day: (year: Int, month: Int, day: Int)) -> (year: Int, month: Int, day: Int) {
    let isLeap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if day.day < lengths[day.month - 1] { return (day.year, day.month, day.day + 1) }
    return day.month < 12 ? (day.year, day.month + 1, 1) : (day.year + 1, 1, 1)
  }

  @Test(arguments: [
    "", "2026", "2026-1-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1899-12-31", "2200-01-01",
    "2026-11-23 ", "2026/11/23", "٢٠٢٦-11-23", "2026-11-2٣",
  ])
  func refusesWhatIsNoDay(_ text: String) { #expect(Day(iso: text) == nil) }

  @Test func knowsWeekdays() throws {
    #expect(try #require(Day(iso: "2026-11-23")).withWeekday == "Mon 2026-11-23")
    #expect(try #require(Day(iso: "1900-01-01")).weekday == .monday)
    #expect(try #require(Day(iso: "2000-02-29")).weekday == .tuesday)
  }

  @Test func staysInsideItsRange() {
    #expect(Day.range.upperBound.adding(days: 1) == Day.range.upperBound)
    #expect(Day.range.lowerBound.adding(days: -1) == Day.range.lowerBound)
    #expect(Day.range.lowerBound.adding(days: .max) == Day.range.upperBound)
  }
}

@Suite struct DayPhraseTests {
  /// A Monday.
  private let today = Day(iso: "2026-11-23")!

  @Test(arguments: [
    ("2026-11-01", "2026-11-01", "2026-11-01"), ("today", "2026-11-23", "2026-11-23"),
    ("Yesterday", "2026-11-22", "2026-11-22"), ("tomorrow", "2026-11-24", "2026-11-24"),
    ("mon", "2026-11-23", "2026-11-30"), ("monday", "2026-11-23", "2026-11-30"), ("FRI", "2026-11-20", "2026-11-27"),
    ("sun", "2026-11-22", "2026-11-29"), ("tue", "2026-11-17", "2026-11-24"), ("+3d", "2026-11-26", "2026-11-26"),
    ("-2w", "2026-11-09", "2026-11-09"), ("+0d", "2026-11-23", "2026-11-23"),
  ])
  func resolves(_ phrase: String, back: String, ahead: String) throws {
    #expect(try DayPhrase.day(phrase, field: "on", today: today, looking: .back).description == back)
    #expect(try DayPhrase.day(phrase, field: "on", today: today, looking: .ahead).description == ahead)
  }

  @Test(arguments: ["", "mo", "noday", "3d", "+d", "+3m", "+999999d", "-99999w", "2026-02-30", "+3", "10 days"])
  func refuses(_ phrase: String) {
    #expect(throws: Problem.self) { try DayPhrase.day(phrase, field: "on", today: today, looking: .back) }
  }

  @Test func saysWhichFieldAndHow() {
    let problem = #expect(throws: Problem.self) {
      try DayPhrase.day("31.12.\u{1B}[2J", field: "due", today: today, looking: .ahead)
    }
    #expect(problem?.kind == .usage)
    #expect(problem?.message == "due: '31.12.\\u{1B}[2J' is not a day")
  }
}
