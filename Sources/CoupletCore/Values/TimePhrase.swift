/// The words for a time of day that commands take: `14:30`, `14.30`, `1430`, `2pm`, `2:30 p.m.`, `noon`.
public enum TimePhrase {
  /// The time of day that `phrase` names.
  ///
  /// - Throws: a usage problem that names `field` when the phrase is no time of day, or could be two.
  public static func time(_ phrase: String, field: String) throws(Problem) -> MinuteOfDay {
    var words = Folding.fold(phrase).filter { $0 != " " }
    func refusal(_ rule: String, _ hint: String) -> Problem {
      Problem(.usage, "\(field): '\(phrase.shownOnOneLine(limit: 40))' \(rule)", hint: hint)
    }
    if words == "noon", let noon = MinuteOfDay(minutes: 720) { return noon }
    if words == "midnight" { throw refusal("may begin the day or end it", "write 0:00 or 23:59") }
    var half: Half?
    for (ending, found) in [("a.m.", Half.morning), ("p.m.", .afternoon), ("am", .morning), ("pm", .afternoon)]
    where half == nil && words.hasSuffix(ending) {
      words = String(words.dropLast(ending.count))
      half = found
    }
    guard let (hour, minute) = figures(words) else {
      throw refusal("is not a time of day", "write it as 14:00, 14.00 or 2pm")
    }
    if let half {
      guard (1...12).contains(hour) else {
        throw refusal("is not a time of day", "write it as 14:00, 14.00 or 2pm")
      }
      let time = MinuteOfDay(minutes: (hour % 12 + (half == .afternoon ? 12 : 0)) * 60 + (minute ?? 0))
      if let time { return time }
    } else if let minute, let time = MinuteOfDay(minutes: hour * 60 + minute) {
      return time
    } else if (13...23).contains(hour), let time = MinuteOfDay(minutes: hour * 60) {
      return time
    } else if (1...12).contains(hour) {
      throw refusal(
        "may be in the morning or after noon", "write \(hour)am or \(hour)pm, or \(hour):00 as a clock of 24 hours")
    }
    throw refusal("is not a time of day", "write it as 14:00, 14.00 or 2pm")
  }

  private enum Half { case morning, afternoon }

  /// `14`, `14:30`, `14.30`, `14h30`, `14h`, `1430`: the hour, and the minute where one is written.
  private static func figures(_ words: String) -> (hour: Int, minute: Int?)? {
    let parts = words.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." || $0 == "h" }
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let first = parts.first else {
      return nil
    }
    if parts.count == 1, first.utf8.count == 4, let hour = Int(first.prefix(2)), let minute = Int(first.suffix(2)) {
      return valid(hour, minute)
    }
    guard (1...2).contains(first.utf8.count), let hour = Int(first) else { return nil }
    switch parts.count {
    case 1: return valid(hour, nil)
    case 2 where parts[1].isEmpty && words.hasSuffix("h"): return valid(hour, 0)
    case 2 where parts[1].utf8.count == 2: return Int(parts[1]).flatMap { valid(hour, $0) }
    default: return nil
    }
  }

  private static func valid(_ hour: Int, _ minute: Int?) -> (hour: Int, minute: Int?)? {
    hour < 24 && (minute ?? 0) < 60 ? (hour, minute) : nil
  }
}
