/// A moment of the clock in whole seconds, as records keep when they were written.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  /// The moment that many seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads `2026-11-23T14:02:11Z`, nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    // Of one type from here on, for which the compiler writes the rest out; a chart has thousands of these.
    let text = Substring(text)
    guard text.utf8.count == 20, text.hasSuffix("Z"), let day = Day(iso: text.prefix(10)),
      text.dropFirst(10).hasPrefix("T"), let time = MinuteOfDay(text.dropFirst(11).prefix(5)),
      let second = Int(text.dropFirst(17).prefix(2)), (0..<60).contains(second)
    else { return nil }
    seconds = day.number * 86_400 + time.minutes * 60 + second
  }

  /// `2026-11-23T14:02:11Z`.
  public var description: String {
    let time = ((seconds % 86_400) + 86_400) % 86_400
    let day = Day(number: (seconds - time) / 86_400) ?? Day.range.upperBound
    return "\(day)T\(twoDigits(time / 3600)):\(twoDigits(time / 60 % 60)):\(twoDigits(time % 60))Z"
  }

  /// The day that a wall clock shows which goes so many seconds east of UTC.
  public func day(offset: Int) -> Day {
    let local = seconds + offset
    return Day(number: (local - ((local % 86_400) + 86_400) % 86_400) / 86_400) ?? Day.range.upperBound
  }

  /// The time of day that a wall clock shows which goes so many seconds east of UTC.
  public func minute(offset: Int) -> MinuteOfDay {
    MinuteOfDay(minutes: ((seconds + offset) % 86_400 + 86_400) % 86_400 / 60)!
  }

  /// The earlier moment comes first.
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

/// A time zone as it was when something happened: its name and the offset that the wall clock had.
public struct Zone: Hashable, Sendable {
  /// `Europe/Berlin`, or what the system calls it.
  public let name: String
  /// Seconds east of UTC.
  public let offset: Int

  /// A zone, resolved by the program.
  public init(name: String, offset: Int) {
    self.name = name
    self.offset = offset
  }
}
