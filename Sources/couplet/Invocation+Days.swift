import CoupletCore

/// Days and times of day as they were typed.
extension Invocation {
  /// A day as typed.
  func day(_ phrase: String, field: String, _ looking: DayPhrase.Looking) throws(Problem) -> Day {
    try DayPhrase.day(phrase, field: field, today: today, looking: looking)
  }

  /// A day of something that has happened: today when left out, never after it.
  func pastDay(_ phrase: String?, field: String = "on") throws(Problem) -> Day {
    guard let phrase else { return today }
    let day = try day(phrase, field: field, .back)
    guard day <= today else { throw Problem(.badData, "\(field): \(day) lies after \(today)") }
    return day
  }

  /// A day to come, where one is given.
  func aheadDay(_ phrase: String?, field: String) throws(Problem) -> Day? {
    try phrase.map { (phrase) throws(Problem) in try day(phrase, field: field, .ahead) }
  }

  /// A day in the past to look back to, where one is given.
  func backDay(_ phrase: String?, field: String) throws(Problem) -> Day? {
    try phrase.map { (phrase) throws(Problem) in try day(phrase, field: field, .back) }
  }

  /// A time of day as typed, with the zone of the clock.
  func time(_ text: String?, field: String = "at") throws(Problem) -> MinuteOfDay? {
    guard let text else { return nil }
    guard let time = MinuteOfDay(text) else {
      throw Problem(
        .usage, "\(field): '\(text.shownOnOneLine(limit: 40))' is not a time of day", hint: "write it as 14:00")
    }
    return time
  }

  /// The wall clock's time of day.
  var timeOfDay: MinuteOfDay { clock.minute(offset: zone.offset) }
}
