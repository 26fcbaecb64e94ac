/// One value on one day.
public struct DatedValue: Hashable, Sendable {
  /// The calendar day.
  public let day: Day
  /// In the measure's own unit.
  public let value: Double

  /// A value on a day.
  ///
  /// - Throws: bad data when the value is no number or beyond a thousand million.
  public init(day: Day, value: Double) throws(Problem) {
    self.day = day
    self.value = try Figure.checked(value, field: "value")
  }
}

extension Sequence {
  /// The elements by day; those of one day stay in the order they came in.
  func ordered(by day: (Element) -> Day) -> [Element] {
    enumerated()
      .sorted { (day($0.element), $0.offset) < (day($1.element), $1.offset) }
      .map(\.element)
  }
}

extension Array {
  /// Of neighbours of one day the last.
  func lastOfEach(_ day: (Element) -> Day) -> [Element] {
    indices.filter { $0 == endIndex - 1 || day(self[$0]) != day(self[$0 + 1]) }.map { self[$0] }
  }
}

extension Array where Element == Double {
  /// The middle value, or the mean of the two in the middle; the array isn't empty.
  var median: Double {
    let ordered = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (ordered[middle - 1] + ordered[middle]) / 2 : ordered[middle]
  }
}
