import CoupletCore

/// The single values of a document.
extension PracticeDocumentReader {
  /// The words of the format that no key may be.
  private static let reserved: Set<String> = ["joint", "counselor", "together", "each"]
  /// Characters in a key at most.
  private static let longestKey = 40

  /// A text as it stands.
  func string() throws(Problem) -> String {
    guard case .text(let text) = value else { throw problem("has to be a text") }
    return text
  }

  /// A name or other short line.
  func name() throws(Problem) -> String { try wording(Wording.name) }

  /// A text of any number of lines.
  func text() throws(Problem) -> String { try wording(Wording.text) }

  private func wording(_ rule: (String, String) throws(Problem) -> String) throws(Problem) -> String {
    let text = try string()
    do { return try rule(text, path) } catch { throw Problem(.badData, "\(file): \(error.message)") }
  }

  /// A word that other places of the document refer to: lower-case letters, digits and single hyphens.
  func key() throws(Problem) -> String {
    let key = try string()
    let parts = key.split(separator: "-", omittingEmptySubsequences: false)
    guard key.utf8.count <= Self.longestKey,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isAllowed) })
    else {
      throw problem("has to be lower-case letters, digits and single hyphens, \(Self.longestKey) at most")
    }
    guard !Self.reserved.contains(key) else { throw problem("'\(key)' already means something here") }
    return key
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// Yes or no.
  func bool() throws(Problem) -> Bool {
    guard case .bool(let bool) = value else { throw problem("has to be true or false") }
    return bool
  }

  /// Any number.
  func double() throws(Problem) -> Double {
    guard case .number(let number) = value, number.isFinite else { throw problem("has to be a number") }
    return number
  }

  /// A whole number within a range.
  func int(in range: ClosedRange<Int>) throws(Problem) -> Int {
    guard case .number(let number) = value, let whole = Int(exactly: number) else {
      throw problem("has to be a whole number")
    }
    guard range.contains(whole) else {
      throw problem("\(whole) is outside \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }

  /// One of the words of a closed list.
  func choice<Choice>(_ type: Choice.Type) throws(Problem) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    guard case .text(let word) = value, let choice = Choice(rawValue: word) else {
      throw problem("has to be one of \(words.joined(separator: ", "))")
    }
    return choice
  }

  /// A day that may lie ahead: `YYYY-MM-DD`, or `-42d`, `0d`, `+7d` counted from today.
  func day() throws(Problem) -> Day {
    guard case .text(let text) = value, let day = Day(iso: text) ?? counted(text) else {
      throw problem("has to be a day as 2026-11-23, or as -42d, 0d or +7d counted from today")
    }
    return day
  }

  /// A day on which something has happened: none after today.
  func pastDay() throws(Problem) -> Day {
    let day = try day()
    guard day <= today else { throw problem("\(day) lies after \(today)") }
    return day
  }

  /// A day that isn't before that on which the record was made.
  func day(notBefore first: Day, mayLieAhead: Bool = false) throws(Problem) -> Day {
    let day = mayLieAhead ? try day() : try pastDay()
    guard day >= first else { throw problem("\(day) lies before the record's day \(first)") }
    return day
  }

  private func counted(_ text: String) -> Day? {
    if text == "0d" { return today }
    guard let sign = text.first, sign == "-" || sign == "+", text.last == "d" else { return nil }
    let digits = text.dropFirst().dropLast()
    guard (1...5).contains(digits.utf8.count), digits.first != "0",
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(digits)
    else { return nil }
    let days = sign == "-" ? -count : count
    let day = today.adding(days: days)
    return day.days(since: today) == days ? day : nil
  }

  /// A time of day.
  func time() throws(Problem) -> MinuteOfDay {
    guard case .text(let text) = value, text.utf8.count == 5, let time = MinuteOfDay(text) else {
      throw problem("has to be a time of day as 14:00")
    }
    return time
  }

  /// How often.
  func cadence() throws(Problem) -> Cadence {
    guard case .text(let text) = value, let cadence = Cadence(text) else {
      throw problem("has to be day, week or a number of days as 3-days")
    }
    return cadence
  }

  /// How much was done: a grade, so many times of so many, or `excused`.
  func done() throws(Problem) -> Homework.Done {
    switch value {
    case .number: return .graded(try int(in: 0...4))
    case .text(let text):
      if text.contains("/") || text == Homework.Done.excused.description, let done = Homework.Done(text) { return done }
      fallthrough
    default: throw problem("has to be a grade 0 to 4, a count as 5/7 in quotes, or excused")
    }
  }

  /// What was put for one item.
  func answer() throws(Problem) -> Answer {
    switch value {
    case .number: return .value(try int(in: -1000...1000))
    case .text("-"): return .notAnswered
    case .text("d"): return .declined
    case .text("n"): return .notApplicable
    default: throw problem("has to be a whole number, \"-\", \"d\" or \"n\"")
    }
  }

  /// What was said to one rating question.
  func rating() throws(Problem) -> Rating.Value {
    switch value {
    case .number: return .value(try int(in: Rating.range))
    case .text("-"): return .skipped
    case .text("d"): return .declined
    default: throw problem("has to be a whole number 0 to 10, \"-\" or \"d\"")
    }
  }
}
