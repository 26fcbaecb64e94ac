import CoupletCore
import CoupletStore

/// Days and times of day as they were typed.
extension Invocation {
  /// A day as typed, which is said back where the words leave open which it is.
  func day(_ phrase: String, field: String, _ looking: DayPhrase.Looking) throws(Problem) -> Day {
    let day = try DayPhrase.day(phrase, field: field, today: today, looking: looking)
    if !DayPhrase.isShownBack(phrase) { say(day, field: field, phrase) }
    return day
  }

  /// Says which day a phrase was taken for.
  private func say(_ day: Day, field: String, _ phrase: String) {
    if Day(iso: phrase) == nil { inform("\(field): \(day.withWeekday)") }
  }

  /// A day of something that has happened: today when left out, never after it.
  ///
  /// - Parameter later: what to type for a later day.
  func pastDay(
    _ phrase: String?, field: String = "on", later: (Day) -> String? = { _ in nil }
  ) throws(Problem) -> Day {
    guard let phrase else { return today }
    let day = try day(phrase, field: field, .back)
    guard day <= today else {
      throw Problem(.badData, "\(field): \(day) lies after \(today)", hint: later(day))
    }
    return day
  }

  /// A day to come, where one is given.
  func aheadDay(_ phrase: String?, field: String) throws(Problem) -> Day? {
    try phrase.map { (phrase) throws(Problem) in try day(phrase, field: field, .ahead) }
  }

  /// The first day of a time to look back on, where one is given: a day, or the first of a week, month or year.
  func sinceDay(_ phrase: String?, field: String = "since") throws(Problem) -> Day? {
    try edge(phrase, field: field, .back)?.lowerBound
  }

  /// The last day of a time to look back on, or ahead to, where one is given.
  func untilDay(
    _ phrase: String?, field: String = "until", _ looking: DayPhrase.Looking = .back
  ) throws(Problem) -> Day? {
    try edge(phrase, field: field, looking)?.upperBound
  }

  private func edge(
    _ phrase: String?, field: String, _ looking: DayPhrase.Looking
  ) throws(Problem) -> ClosedRange<Day>? {
    guard let phrase else { return nil }
    let days = try DayPhrase.days(phrase, field: field, today: today, looking: looking)
    // What narrows a page stands on none of its lines.
    say(field == "since" ? days.lowerBound : days.upperBound, field: field, phrase)
    return days
  }

  /// A time of day as typed, with the zone of the clock.
  func time(_ text: String?, field: String = "at") throws(Problem) -> MinuteOfDay? {
    try text.map { (text) throws(Problem) in try TimePhrase.time(text, field: field) }
  }

  /// The wall clock's time of day.
  var timeOfDay: MinuteOfDay { clock.minute(offset: zone.offset) }

  /// Says, where it is so, that the clock stands where it can hardly be right; a save with it then stands in the journal.
  ///
  /// Who names the day goes by no clock.
  func sayDoubtOfClock(_ practice: Practice) {
    guard reader == .counselor, options.today == nil, let found = try? practice.doubt(of: clock) else { return }
    func moment(_ instant: Instant) -> String {
      "\(instant.day(offset: zone.offset).withWeekday) \(instant.minute(offset: zone.offset))"
    }
    let place =
      switch found.doubt {
      case .back: "before the last command"
      case .ahead(let days): "\(days) days after the last command"
      }
    inform(
      "the clock stands at \(moment(clock)), \(place) (\(found.last), \(moment(found.moment))): is it right?")
  }

  /// Says once of a couple, or of all, how much no list has because it is dated after today.
  ///
  /// Who asked for another day knows that there is more.
  func sayLater(of couple: Couple?) {
    guard reader == .counselor, options.today == nil, saidOfLater.insert(couple?.id).inserted,
      let later = try? practice().dated(after: today, of: couple?.id)
    else { return }
    let name = couple.map { "\($0.handle): " } ?? ""
    inform(
      "\(name)\(later.count) line\(later.count == 1 ? " is" : "s are") dated after today, up to "
        + "\(later.last.withWeekday): --today \(later.last) shows \(later.count == 1 ? "it" : "them")")
  }
}
