import CoupletCore

/// Days on which something was done, as a calendar: a column a week, Monday on top, as much filled as was done.
struct SVGCalendar {
  private static let width = 720.0
  private static let left = 44.0
  private static let cell = 12.0
  /// Weeks beside each other; what is longer goes on below.
  private static let mostWeeks = 54
  /// So few weeks that two members stand beside each other.
  private static let fewWeeks = 24
  private static let half = 350.0
  private static let mostNameCells = 44

  private let calendar: PageDocument.Calendar
  private let id: String

  /// - Parameter id: what its title and description are called; nothing else of the page has that.
  init(_ calendar: PageDocument.Calendar, id: String) {
    self.calendar = calendar
    self.id = id
  }

  var svg: String {
    let days = calendar.rows.flatMap(\.marks).map(\.day)
    guard let first = days.min().map(Self.monday), let last = days.max().map(Self.monday) else { return "" }
    var (body, y) = ("", 0.0)
    for start in stride(from: first.number, through: last.number, by: 7 * Self.mostWeeks) {
      guard let monday = Day(number: start) else { continue }
      let weeks = min(Self.mostWeeks, (last.number - start) / 7 + 1)
      let beside = weeks <= Self.fewWeeks ? 2 : 1
      for (place, row) in calendar.rows.enumerated() {
        let left = Self.left + Double(place % beside) * Self.half
        body += months(from: monday, weeks: weeks, x: left, y: y + 32)
        body += strip(row, place, from: monday, weeks: weeks, x: left, y: y + 38)
        if (place + 1) % beside == 0 || place == calendar.rows.count - 1 { y += 7 * Self.cell + 50 }
      }
    }
    if calendar.rows.flatMap(\.marks).contains(where: { $0.share != 1 }) {
      y += 12
      body += SVGText.text(
        "filled: as much as was done; cross: nothing; ring: doesn't count", x: Self.left, y: y, class: "tick")
    }
    return SVGText.drawing(
      id: id, title: calendar.title, description: description, size: (Self.width, y + 8), body)
  }

  /// `Dana: 8 days, 2026-08-19 to 2026-11-18`.
  private var description: String {
    calendar.rows.map { row in
      let days = Set(row.marks.map(\.day))
      guard let first = days.min(), let last = days.max() else { return "\(row.name): no day" }
      let time = first == last ? "\(first)" : "\(first) to \(last)"
      return "\(row.name): \(days.count == 1 ? "1 day" : "\(days.count) days"), \(time)"
    }.joined(separator: "; ")
  }

  private static func monday(of day: Day) -> Day { day.adding(days: -day.weekday.rawValue) }

  /// The months, each over the week in which it begins.
  private func months(from monday: Day, weeks: Int, x left: Double, y: Double) -> String {
    var text = ""
    var free = 0.0
    for week in 0..<weeks {
      let sunday = monday.adding(days: 7 * week + 6)
      let x = left + Double(week) * Self.cell
      // The first week says where it begins, whichever day of the month that is.
      guard week == 0 || sunday.civil.day <= 7, x >= free else { continue }
      text += SVGText.text(String(sunday.description.prefix(7)), x: x, y: y, class: "tick")
      free = x + 56
    }
    return text
  }

  private func strip(
    _ row: PageDocument.Calendar.Row, _ place: Int, from monday: Day, weeks: Int, x left: Double, y: Double
  ) -> String {
    let cell = Self.cell
    var text = SVGText.text(row.name.clipped(toCells: Self.mostNameCells), x: left, y: y - 21)
    for weekday in [Weekday.monday, .thursday, .sunday] {
      let top = y + Double(weekday.rawValue) * cell
      text += SVGText.text(weekday.short, x: left - 8, y: top + 10, anchor: "end", class: "tick")
    }
    let (right, bottom) = (left + Double(weeks) * cell, y + 7 * cell)
    var grid = ""
    for line in 0...7 {
      grid += "M\(SVGText.px(left)) \(SVGText.px(y + Double(line) * cell))H\(SVGText.px(right))"
    }
    for line in 0...weeks {
      grid += "M\(SVGText.px(left + Double(line) * cell)) \(SVGText.px(y))V\(SVGText.px(bottom))"
    }
    text += SVGText.path(grid, class: "grid")
    let end = monday.adding(days: 7 * weeks)
    let shown = row.marks.filter { monday <= $0.day && $0.day < end }
    for (day, marks) in Dictionary(grouping: shown, by: \.day).sorted(by: { $0.key < $1.key }) {
      let since = day.days(since: monday)
      let (x, top) = (left + Double(since / 7) * cell, y + Double(since % 7) * cell)
      text += mark(marks.compactMap(\.share), place, x: x, y: top)
    }
    return text
  }

  /// The mean of a day, filled from below.
  private func mark(_ shares: [Double], _ place: Int, x: Double, y: Double) -> String {
    let style = "mark \(SVGText.style(place))"
    guard !shares.isEmpty else {
      return "<circle class=\"\(style) open\" cx=\"\(SVGText.px(x + 6))\" cy=\"\(SVGText.px(y + 6))\" r=\"3\"/>\n"
    }
    let share = min(max(shares.reduce(0, +) / Double(shares.count), 0), 1)
    guard share > 0 else {
      return SVGText.path("M\(SVGText.px(x + 3)) \(SVGText.px(y + 3))l6 6m0 -6l-6 6", class: style)
    }
    let frame =
      share < 1 ? SVGText.path("M\(SVGText.px(x + 2)) \(SVGText.px(y + 2))h8v8h-8z", class: style + " open") : ""
    let height = 8 * share
    return frame
      + "<rect class=\"\(style)\" x=\"\(SVGText.px(x + 2))\" y=\"\(SVGText.px(y + 10 - height))\" width=\"8\" "
      + "height=\"\(SVGText.px(height))\"/>\n"
  }
}
