import CoupletCore
import SeededNumbers
import Testing

/// The day and the time of day that a wall clock shows at a moment.
@Suite struct InstantTests {
  @Test(arguments: [
    ("2026-11-23T13:02:11Z", 0, "2026-11-23", "13:02"), ("2026-11-23T13:02:11Z", 3600, "2026-11-23", "14:02"),
    ("2026-11-23T23:30:00Z", 3600, "2026-11-24", "00:30"), ("2026-11-23T00:30:00Z", -3600, "2026-11-22", "23:30"),
    ("2026-11-23T00:00:00Z", 0, "2026-11-23", "00:00"), ("2026-11-23T00:00:00Z", -1, "2026-11-22", "23:59"),
    ("2026-11-23T23:59:59Z", 1, "2026-11-24", "00:00"), ("2026-11-23T12:00:00Z", 50_400, "2026-11-24", "02:00"),
    ("2026-11-23T12:00:00Z", -43_200, "2026-11-23", "00:00"), ("2026-11-23T11:59:59Z", -43_200, "2026-11-22", "23:59"),
    ("2026-11-23T18:15:00Z", 20_700, "2026-11-24", "00:00"), ("1970-01-01T00:00:00Z", -1, "1969-12-31", "23:59"),
    ("1970-01-01T00:00:00Z", -86_400, "1969-12-31", "00:00"), ("1969-12-31T23:59:59Z", 0, "1969-12-31", "23:59"),
    ("1969-12-31T23:59:59Z", 1, "1970-01-01", "00:00"), ("1969-12-31T00:00:00Z", 0, "1969-12-31", "00:00"),
    ("1969-12-30T23:59:59Z", 0, "1969-12-30", "23:59"), ("1912-03-01T00:10:00Z", -1080, "1912-02-29", "23:52"),
  ])
  func showsThatDayAndTime(_ text: String, offset: Int, day: String, time: String) throws {
    let moment = try #require(Instant(text))
    #expect(moment.day(offset: offset).description == day)
    #expect(moment.minute(offset: offset).description == time)
    #expect(moment.description == text)
  }

  /// The two together are the moment, to the minute.
  @Test(arguments: 1...20) func dayAndTimeAreTheMoment(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)
    for _ in 0..<100 {
      let seconds = Int.random(in: -2_000_000_000...4_000_000_000, using: &numbers)
      let offset = Int.random(in: -50_400...50_400, using: &numbers)
      let moment = Instant(seconds: seconds)
      let local = moment.day(offset: offset).number * 86_400 + moment.minute(offset: offset).minutes * 60
      #expect((0..<60).contains(seconds + offset - local))
    }
  }
}
