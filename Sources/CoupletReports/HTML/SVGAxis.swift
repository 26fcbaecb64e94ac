import CoupletCore

/// Where an axis begins and ends, and what is written along it.
enum SVGAxis {
  /// Values that are wholly seen, and at most six round ones among them to be written down.
  static func values(_ seen: [Double], within range: ClosedRange<Double>) -> (
    range: ClosedRange<Double>, ticks: [Double]
  ) {
    let (low, high) = (seen.min() ?? range.lowerBound, seen.max() ?? range.upperBound)
    let (from, to) = low < high ? (low, high) : (low - 1, high + 1)
    let step = step(for: (to - from) / 5)
    // Never beyond what there can be, unless something is.
    let bottom = min(max((from / step).rounded(.down) * step, range.lowerBound), low)
    let top = max(min((to / step).rounded(.up) * step, range.upperBound), high)
    let first = Int((bottom / step).rounded(.up))
    let last = Int((top / step).rounded(.down))
    return (bottom...max(top, bottom + step / 2), first <= last ? (first...last).map { Double($0) * step } : [])
  }

  /// 1, 2 or 5 times a power of ten.
  private static func step(for least: Double) -> Double {
    var power = 0.001
    while power * 10 <= least { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? power * 10
  }

  /// At most seven days: so many days apart from the first, or the first days of months.
  static func days(_ range: ClosedRange<Day>) -> [Day] {
    let span = range.upperBound.days(since: range.lowerBound)
    if let step = [1, 2, 7, 14].first(where: { span / $0 <= 6 }) {
      return stride(from: 0, through: span, by: step).map { range.lowerBound.adding(days: $0) }
    }
    let (year, month, day) = range.lowerBound.civil
    let first = year * 12 + month - (day > 1 ? 0 : 1)
    let end = range.upperBound.civil
    let last = end.year * 12 + end.month - 1
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 600].first { (last - first) / $0 <= 6 } ?? 1200
    return (first...max(first, last)).filter { $0 % step == 0 }
      .compactMap { Day(year: $0 / 12, month: $0 % 12 + 1, day: 1) }.filter(range.contains)
  }
}
