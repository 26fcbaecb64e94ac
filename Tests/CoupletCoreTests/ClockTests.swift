import CoupletCore
import Testing

@Suite struct ClockTests {
  @Test func readsTimesOfDay() {
    #expect(MinuteOfDay("14:00")?.minutes == 840)
    #expect(MinuteOfDay("9:05")?.description == "09:05")
    for text in ["", "24:00", "12:60", "12", "12:5", "1200", "-1:00", "12:00:00", "١٢:00"] {
      #expect(MinuteOfDay(text) == nil)
    }
  }

  @Test func printsAndReadsInstants() {
    for text in ["1970-01-01T00:00:00Z", "2026-11-23T14:02:11Z", "1969-12-31T23:59:59Z"] {
      #expect(Instant(text)?.description == text)
    }
    #expect(Instant(seconds: 86_399).description == "1970-01-01T23:59:59Z")
    #expect(Instant("2026-11-23T14:02:60Z") == nil)
  }
}
