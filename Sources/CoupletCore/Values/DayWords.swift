/// The words of a phrase for a day, and what they mean on a day taken as today.
struct DayWords {
  /// What a phrase means.
  enum Meaning: Equatable {
    case day(Day)
    /// A week, month or year, and what it is called.
    case span(ClosedRange<Day>, String)
    /// It means no one day: the rule, and what to type.
    case unclear(String, String)
  }

  /// A piece of a phrase.
  enum Token: Equatable {
    /// A number and how many figures it has.
    case number(Int, Int)
    case word(String)
    case plus, minus, slash
  }

  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// Whole words that a phrase may have, for what is near to a mistyped one.
  static let known: Set<String> = Set(
    ["today", "yesterday", "tomorrow", "this", "last", "next", "week", "month", "year", "days", "weeks", "months"]
      + months + Weekday.allCases.map(\.name))

  let today: Day
  let looking: DayPhrase.Looking
  private let tokens: [Token]

  init(_ phrase: String, today: Day, looking: DayPhrase.Looking) {
    self.today = today
    self.looking = looking
    tokens = Self.tokens(of: phrase) ?? []
  }

  /// What the phrase means, nil where it is none.
  var meaning: Meaning? {
    guard !tokens.isEmpty else { return nil }
    let words = tokens.compactMap { if case .word(let word) = $0 { word } else { nil } }
    if words.isEmpty { return offset(tokens) ?? figures() }
    // No two of these read the same words; a test tries them all.
    for read in [named, offset, relative, period, dayOfMonth, date, datedWeekday] {
      if let meaning = read(tokens) { return meaning }
    }
    return nil
  }

  /// Whether it is one of the words that say the day by themselves.
  static func isShort(_ phrase: String) -> Bool {
    guard let tokens = tokens(of: phrase) else { return false }
    if tokens.count == 1, case .word(let word) = tokens[0] {
      return ["today", "yesterday", "tomorrow"].contains(word) || weekday(word) != nil
    }
    // An offset, or a date with other signs between its figures.
    return [.plus, .minus].contains(tokens.first) || !tokens.contains { if case .word = $0 { true } else { false } }
  }

  // MARK: Pieces

  /// The pieces without what says nothing: commas, dots, `the`, `of`.
  private static func tokens(of phrase: String) -> [Token]? {
    var tokens: [Token] = []
    var rest = Array(Folding.fold(phrase).utf8)[...]
    guard rest.count <= 60 else { return nil }
    func take(_ isPart: (UInt8) -> Bool) -> String {
      let part = rest.prefix(while: isPart)
      rest = rest.dropFirst(part.count)
      return String(decoding: part, as: UTF8.self)
    }
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let figures = take { (0x30...0x39).contains($0) }
        guard figures.count <= 5, let number = Int(figures) else { return nil }
        tokens.append(.number(number, figures.count))
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        let word = take { (0x61...0x7A).contains($0) }
        if !["the", "of"].contains(word) { tokens.append(.word(word)) }
      case UInt8(ascii: "+") where tokens.isEmpty: tokens.append(.plus)
      case UInt8(ascii: "-") where tokens.isEmpty: tokens.append(.minus)
      case UInt8(ascii: "/"): tokens.append(.slash)
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"): break
      default: return nil
      }
      if !(0x30...0x39).contains(byte), !(0x61...0x7A).contains(byte) { rest = rest.dropFirst() }
    }
    return tokens
  }

  private static func weekday(_ word: String) -> Weekday? {
    if ["weds", "tues", "thur", "thurs"].contains(word) { return weekday(String(word.prefix(3))) }
    return Weekday.allCases.first { word.utf8.count >= 3 && $0.name.hasPrefix(word) }
  }

  private static func month(_ word: String) -> Int? {
    months.firstIndex { word.utf8.count >= 3 && $0.hasPrefix(word) || $0 == "september" && word == "sept" }.map {
      $0 + 1
    }
  }

  // MARK: Words and weekdays

  private func named(_ tokens: [Token]) -> Meaning? {
    switch tokens {
    case [.word("today")], [.word("tonight")]: return .day(today)
    case [.word("yesterday")]: return moved(days: -1)
    case [.word("tomorrow")]: return moved(days: 1)
    case [.word("day"), .word("after"), .word("tomorrow")]: return moved(days: 2)
    case [.word("day"), .word("before"), .word("yesterday")]: return moved(days: -2)
    default: break
    }
    guard case .word(let last)? = tokens.last, let weekday = Self.weekday(last) else { return nil }
    let back = (today.weekday.rawValue - weekday.rawValue + 7) % 7
    let ahead = (weekday.rawValue - today.weekday.rawValue + 6) % 7 + 1
    switch tokens.dropLast() {
    case []: return looking == .back ? moved(days: -back) : moved(days: ahead)
    case [.word("last")], [.word("past")]: return moved(days: back == 0 ? -7 : -back)
    case [.word("next")], [.word("coming")]: return moved(days: ahead)
    case [.word("this")]: return moved(days: weekday.rawValue - today.weekday.rawValue)
    default: return nil
    }
  }

  /// A weekday before a date, which has to be of that day.
  private func datedWeekday(_ tokens: [Token]) -> Meaning? {
    guard case .word(let first)? = tokens.first, let weekday = Self.weekday(first) else { return nil }
    let rest = Array(tokens.dropFirst())
    let meaning: Meaning?
    if rest.allSatisfy({ if case .number = $0 { true } else { false } }) {
      meaning = DayWords(tokens: rest, today: today, looking: looking).figures()
    } else {
      meaning = dayOfMonth(rest) ?? date(rest)
    }
    guard case .day(let day)? = meaning else { return meaning }
    guard day.weekday == weekday else {
      return .unclear("is no \(weekday.short): \(day) is a \(day.weekday.short)", "leave the weekday or the date out")
    }
    return .day(day)
  }

  private init(tokens: [Token], today: Day, looking: DayPhrase.Looking) {
    (self.tokens, self.today, self.looking) = (tokens, today, looking)
  }

  private func moved(days: Int) -> Meaning? {
    let day = today.adding(days: days)
    return day.days(since: today) == days ? .day(day) : nil
  }

  // MARK: So many days

  /// `+3d`, `-2w`.
  private func offset(_ tokens: [Token]) -> Meaning? {
    guard tokens.count == 3, case .number(let count, _) = tokens[1], case .word(let unit) = tokens[2] else {
      return nil
    }
    let days: Int
    switch unit {
    case "d", "day", "days": days = count
    case "w", "week", "weeks": days = 7 * count
    default: return nil
    }
    switch tokens[0] {
    case .plus: return moved(days: days)
    case .minus: return moved(days: -days)
    default: return nil
    }
  }

  /// `in 10 days`, `2 weeks ago`, `a month from now`.
  private func relative(_ tokens: [Token]) -> Meaning? {
    let sign: Int
    let middle: [Token]
    if tokens.first == .word("in") {
      (sign, middle) = (1, Array(tokens.dropFirst()))
    } else if tokens.last == .word("ago") {
      (sign, middle) = (-1, tokens.dropLast())
    } else if tokens.suffix(2) == [.word("from"), .word("now")] || tokens.suffix(2) == [.word("from"), .word("today")] {
      (sign, middle) = (1, tokens.dropLast(2))
    } else {
      return nil
    }
    guard middle.count == 2, case .word(let unit) = middle[1] else { return nil }
    let count: Int
    switch middle[0] {
    case .number(let number, _): count = number
    case .word(let word): count = Self.numbers.firstIndex(of: word) ?? (["a", "an"].contains(word) ? 1 : -1)
    default: return nil
    }
    guard count >= 0 else { return nil }
    switch unit {
    case "d", "day", "days": return moved(days: sign * count)
    case "w", "week", "weeks": return moved(days: sign * count * 7)
    case "month", "months": return moved(months: sign * count)
    case "year", "years": return moved(months: sign * count * 12)
    default: return nil
    }
  }

  private static let numbers = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// The same day of another month; where that has no such day, nobody knows which is meant.
  private func moved(months: Int) -> Meaning? {
    let (year, month, day) = today.civil
    let index = year * 12 + month - 1 + months
    guard (1900...2199).contains(index / 12) else { return nil }
    if let found = Day(year: index / 12, month: index % 12 + 1, day: day) { return .day(found) }
    let last = Self.days(ofMonth: index % 12 + 1, index / 12)?.upperBound ?? today
    return .unclear(
      "is no day: \(Self.months[index % 12]) has no \(day)\(Self.ending(of: day))",
      "write \(last.withMonthName), or a number of days")
  }

  // MARK: Weeks, months, years

  private func period(_ tokens: [Token]) -> Meaning? {
    switch tokens {
    case [.word("eow")], [.word("end"), .word("week")]: return moved(days: 6 - today.weekday.rawValue)
    case [.word("eom")], [.word("end"), .word("month")]:
      return Self.days(ofMonth: today.civil.month, today.civil.year).map { .day($0.upperBound) }
    case [.word("eoy")], [.word("end"), .word("year")]:
      return Self.days(of: today.civil.year).map { .day($0.upperBound) }
    default: break
    }
    if case .word(let first)? = tokens.first, first == "end",
      case .span(let days, _)? = month(Array(tokens.dropFirst()))
    {
      return .day(days.upperBound)
    }
    if tokens.count == 2, case .word(let which) = tokens[0], case .word(let unit) = tokens[1],
      let step = ["last": -1, "this": 0, "next": 1][which]
    {
      let (year, month, _) = today.civil
      let index = year * 12 + month - 1 + step
      switch unit {
      case "week":
        guard case .day(let monday)? = moved(days: 7 * step - today.weekday.rawValue) else { return nil }
        return .span(monday...monday.adding(days: 6), "a week")
      case "month": return Self.days(ofMonth: index % 12 + 1, index / 12).map { .span($0, "a month") }
      case "year": return Self.days(of: year + step).map { .span($0, "a year") }
      default: return nil
      }
    }
    return month(tokens)
  }

  /// `nov`, `nov 2025`.
  private func month(_ tokens: [Token]) -> Meaning? {
    guard case .word(let word)? = tokens.first, let month = Self.month(word) else { return nil }
    if tokens.count == 2, case .number(let year, 4) = tokens[1] {
      return Self.days(ofMonth: month, year).map { .span($0, "a month") }
    }
    guard tokens.count == 1 else { return nil }
    let year = today.civil.year
    let found =
      looking == .back
      ? [year, year - 1].lazy.compactMap { Self.days(ofMonth: month, $0) }.first { $0.lowerBound <= today }
      : [year, year + 1].lazy.compactMap { Self.days(ofMonth: month, $0) }.first { $0.upperBound >= today }
    return found.map { .span($0, "a month") }
  }

  private static func days(ofMonth month: Int, _ year: Int) -> ClosedRange<Day>? {
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    return first...((28...31).compactMap { Day(year: year, month: month, day: $0) }.last ?? first)
  }

  private static func days(of year: Int) -> ClosedRange<Day>? {
    guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
      return nil
    }
    return first...last
  }

  // MARK: Dates

  /// `23rd`.
  private func dayOfMonth(_ tokens: [Token]) -> Meaning? {
    guard tokens.count == 2, case .number(let day, _) = tokens[0], Self.isOrdinal(tokens[1]), (1...31).contains(day)
    else {
      return nil
    }
    let (year, month, _) = today.civil
    let step = looking == .back ? -1 : 1
    // No two months in a row are without a 30th, nor three without a 31st.
    let days = (0...3).lazy.compactMap { away -> Day? in
      let index = year * 12 + month - 1 + step * away
      return Day(year: index / 12, month: index % 12 + 1, day: day)
    }
    return days.first { looking == .back ? $0 <= today : $0 >= today }.map { .day($0) }
  }

  /// The pieces without the ending after the one number that has one.
  private static func withoutOrdinal(_ tokens: [Token]) -> [Token]? {
    guard let place = tokens.firstIndex(where: isOrdinal) else { return tokens }
    guard place > 0, case .number = tokens[place - 1] else { return nil }
    var rest = tokens
    rest.remove(at: place)
    return rest.contains(where: isOrdinal) ? nil : rest
  }

  private static func isOrdinal(_ token: Token) -> Bool {
    ["st", "nd", "rd", "th"].contains { token == .word($0) }
  }

  /// `nov 3`, `3rd of november`, `nov 3 2026`.
  private func date(_ tokens: [Token]) -> Meaning? {
    guard var tokens = Self.withoutOrdinal(tokens) else { return nil }
    if case .word(let first)? = tokens.first, Self.month(first) == nil { return nil }
    var year: Int?
    if tokens.count == 3, case .number(let number, let figures) = tokens[2] {
      guard figures == 4 else { return .unclear("has a year of \(figures) figures", "write all four of them") }
      year = number
      tokens.removeLast()
    }
    guard tokens.count == 2 else { return nil }
    let (month, day): (Int, Int)
    switch (tokens[0], tokens[1]) {
    case (.word(let word), .number(let number, let figures)), (.number(let number, let figures), .word(let word)):
      guard let found = Self.month(word), figures <= 2 else { return nil }
      (month, day) = (found, number)
    default: return nil
    }
    guard let year else { return date(month, day) }
    return Day(year: year, month: month, day: day).map { .day($0) }
      ?? .unclear(
        "is no day: \(Self.months[month - 1]) \(year) has no \(day)\(Self.ending(of: day))",
        "write another day of the month")
  }

  /// That date in the direction that is looked in, where it is near enough.
  private func date(_ month: Int, _ day: Int) -> Meaning? {
    guard Day(year: 2000, month: month, day: day) != nil else {
      return .unclear(
        "is no day: \(Self.months[month - 1]) has no \(day)\(Self.ending(of: day))", "write another day of the month")
    }
    let year = today.civil.year
    let found = [year - 1, year, year + 1].compactMap { Day(year: $0, month: month, day: day) }
    let near = found.filter { candidate in
      let away = looking == .back ? today.days(since: candidate) : candidate.days(since: today)
      return (0...DayPhrase.farthest).contains(away)
    }
    if let only = near.first, near.count == 1 { return .day(only) }
    let written = "\(Self.months[month - 1].prefix(3)) \(day)"
    let years = found.map { "\(written) \($0.civil.year)" }
    return .unclear(
      "is far off\(looking == .back ? ", looking back" : ", looking ahead")",
      "write the year: \(years.isEmpty ? "\(written) and four figures" : years.joined(separator: " or "))")
  }

  // MARK: Figures

  /// Figures alone: with the year first they are a date, and otherwise who knows which is the month.
  private func figures() -> Meaning? {
    let numbers = tokens.compactMap { if case .number(let number, let figures) = $0 { (number, figures) } else { nil } }
    let isSigned = tokens.first == .plus || tokens.first == .minus
    guard let first = numbers.first, !isSigned else { return nil }
    if first.1 == 4 {
      switch numbers.count {
      case 1: return Self.days(of: first.0).map { .span($0, "a year") }
      case 2: return Self.days(ofMonth: numbers[1].0, first.0).map { .span($0, "a month") }
      case 3: return Day(year: first.0, month: numbers[1].0, day: numbers[2].0).map { .day($0) }
      default: return nil
      }
    }
    guard numbers.count > 1 else {
      guard (1...31).contains(first.0), first.1 <= 2 else { return nil }
      return .unclear("may be a day or a month", "write \(first.0)\(Self.ending(of: first.0)), or YYYY-MM-DD")
    }
    guard numbers.count <= 3, first.1 <= 2, numbers[1].1 <= 2 else { return nil }
    let year = numbers.count == 3 && numbers[2].1 == 4 ? numbers[2].0 : nil
    let dates = [(first.0, numbers[1].0), (numbers[1].0, first.0)].filter { month, day in
      Day(year: year ?? 2000, month: month, day: day) != nil
    }
    guard !dates.isEmpty else { return nil }
    let written = dates.map { "\(Self.months[$0.0 - 1].prefix(3)) \($0.1)\(year.map { " \($0)" } ?? "")" }
    let isOne = Set(written).count == 1
    return .unclear(
      "is not read: in figures the month stands first for some and second for others",
      "write \(isOne ? written[0] : written.joined(separator: " or ")), or YYYY-MM-DD")
  }

  private static func ending(of number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
  }
}
