import CoupletCore

/// A chart as a drawing: real days, both partners, the distance between them, the cut-off and what is no reliable change.
struct SVGChart {
  private static let width = 720.0
  private static let plot = (left: 44.0, right: 660.0, top: 14.0, bottom: 234.0)
  /// The width of a cell of text, about.
  private static let cell = 6.6
  private static let lineHeight = 20.0
  private static let mostNameCells = 32

  private let chart: PageDocument.Chart
  private let id: String
  private let series: [[DatedValue]]
  private let days: ClosedRange<Day>?
  private let values: ClosedRange<Double>
  private let ticks: [Double]

  /// - Parameter id: what its title and description are called; nothing else of the page has that.
  init(_ chart: PageDocument.Chart, id: String) {
    self.chart = chart
    self.id = id
    series = chart.series.map { $0.values.filter(\.value.isFinite) }
    let all = series.flatMap(\.self)
    days = all.map(\.day).min().flatMap { low in all.map(\.day).max().map { low...$0 } }
    let bounds = chart.bands.values.flatMap { [$0.lowerBound, $0.upperBound] } + [chart.cutoff].compactMap { $0 }
    (values, ticks) = SVGAxis.values(all.map(\.value) + bounds.filter(\.isFinite), within: chart.range)
  }

  var svg: String {
    let legend = legend
    let axes = axes
    let body = bands + gap + axes + cutoff + lines + legend.text
    return SVGText.drawing(
      id: id, title: chart.title, description: chart.description, size: (Self.width, legend.bottom), body)
  }

  // MARK: Places

  private func x(_ day: Day) -> Double {
    guard let days, days.lowerBound < days.upperBound else { return (Self.plot.left + Self.plot.right) / 2 }
    let part = Double(day.days(since: days.lowerBound)) / Double(days.upperBound.days(since: days.lowerBound))
    // Markers at both ends stay off the axis.
    return Self.plot.left + 10 + part * (Self.plot.right - Self.plot.left - 20)
  }

  private func y(_ value: Double) -> Double {
    let part = (value - values.lowerBound) / (values.upperBound - values.lowerBound)
    return Self.plot.bottom - min(max(part, 0), 1) * (Self.plot.bottom - Self.plot.top)
  }

  // MARK: What is behind

  private var bands: String {
    chart.bands.sorted { $0.key < $1.key }.map { place, band in
      let (top, bottom) = (y(band.upperBound), y(band.lowerBound))
      let width = Self.plot.right - Self.plot.left
      return
        "<rect class=\"within \(SVGText.style(place))\" x=\"\(SVGText.px(Self.plot.left))\" y=\"\(SVGText.px(top))\" "
        + "width=\"\(SVGText.px(width))\" height=\"\(SVGText.px(bottom - top))\"/>\n"
    }.joined()
  }

  /// Between the two lines, as far as both reach.
  private var gap: String {
    guard chart.showsGap, series.count == 2, let start = series.compactMap(\.first?.day).max(),
      let end = series.compactMap(\.last?.day).min(), start < end
    else { return "" }
    let days = Set(series.flatMap(\.self).map(\.day)).filter { (start...end).contains($0) }.sorted()
    let (first, second) = (level(of: series[0], on: days), level(of: series[1], on: days))
    let there = zip(days, first).map { (x: x($0), y: y($1)) }
    let back = zip(days, second).map { (x: x($0), y: y($1)) }.reversed()
    return SVGText.path(SVGText.data(there + back) + "z", class: "gap")
  }

  /// Where the line of a series is on days that lie within it, oldest first.
  private func level(of values: [DatedValue], on days: [Day]) -> [Double] {
    var next = 0
    return days.map { day in
      while next < values.count - 1, values[next].day < day { next += 1 }
      let (to, from) = (values[next], values[max(next - 1, 0)])
      guard from.day < to.day, day < to.day else { return to.value }
      let part = Double(day.days(since: from.day)) / Double(to.day.days(since: from.day))
      return from.value + part * (to.value - from.value)
    }
  }

  private var axes: String {
    var text = ""
    for tick in ticks {
      let y = y(tick)
      text += SVGText.path(
        "M\(SVGText.px(Self.plot.left)) \(SVGText.px(y))H\(SVGText.px(Self.plot.right))", class: "grid")
      text += SVGText.text(DecimalText.text(tick), x: Self.plot.left - 8, y: y + 4, anchor: "end", class: "tick")
    }
    for day in days.map(SVGAxis.days) ?? [] {
      let x = x(day)
      text += SVGText.path("M\(SVGText.px(x)) \(SVGText.px(Self.plot.bottom))v5", class: "axis")
      text += SVGText.text(
        day.description, x: min(max(x, 36), Self.width - 36), y: Self.plot.bottom + 19, anchor: "middle", class: "tick")
    }
    let (left, top) = (SVGText.px(Self.plot.left), SVGText.px(Self.plot.top))
    let (right, bottom) = (SVGText.px(Self.plot.right), SVGText.px(Self.plot.bottom))
    return text + SVGText.path("M\(left) \(top)V\(bottom)H\(right)", class: "axis")
  }

  private var cutoff: String {
    guard let cutoff = chart.cutoff else { return "" }
    let y = y(cutoff)
    let line = "M\(SVGText.px(Self.plot.left)) \(SVGText.px(y))H\(SVGText.px(Self.plot.right))"
    return SVGText.path(line, class: "level")
      + SVGText.text("cut-off", x: Self.plot.right + 6, y: y - 3)
      + SVGText.text(DecimalText.text(cutoff), x: Self.plot.right + 6, y: y + 12)
  }

  // MARK: What is before

  private var lines: String {
    series.enumerated().map { place, values in
      let points = values.map { (x: x($0.day), y: y($0.value)) }
      let line = points.count > 1 ? SVGText.path(SVGText.data(points), class: "line \(SVGText.style(place))") : ""
      return line + points.map { SVGText.marker(place, x: $0.x, y: $0.y) }.joined()
    }.joined()
  }

  /// Each sign with its name, and where the drawing ends.
  private var legend: (text: String, bottom: Double) {
    var text = ""
    var (x, y) = (Self.plot.left, Self.plot.bottom + 44)
    func place(_ words: String, _ sign: (Double, Double) -> String) {
      let width = 30 + Double(words.cellWidth) * Self.cell + 18
      if x > Self.plot.left, x + width > Self.plot.right { (x, y) = (Self.plot.left, y + Self.lineHeight) }
      text += sign(x, y - 4) + SVGText.text(words, x: x + 32, y: y)
      x += width
    }
    for (number, series) in chart.series.enumerated() {
      place(series.name.clipped(toCells: Self.mostNameCells)) { x, y in
        SVGText.path("M\(SVGText.px(x)) \(SVGText.px(y))h26", class: "line \(SVGText.style(number))")
          + SVGText.marker(number, x: x + 13, y: y)
      }
    }
    if !gap.isEmpty {
      place("the distance between the two") { x, y in
        "<rect class=\"gap\" x=\"\(SVGText.px(x))\" y=\"\(SVGText.px(y - 6))\" width=\"26\" height=\"12\"/>\n"
      }
    }
    for (number, band) in chart.bands.sorted(by: { $0.key < $1.key }) where chart.series.indices.contains(number) {
      let name = chart.series[number].name.clipped(toCells: Self.mostNameCells)
      let values = "between \(DecimalText.text(band.lowerBound)) and \(DecimalText.text(band.upperBound))"
      place("\(name): no reliable change from the first, \(values)") { x, y in
        "<rect class=\"within \(SVGText.style(number))\" x=\"\(SVGText.px(x))\" y=\"\(SVGText.px(y - 6))\" "
          + "width=\"26\" height=\"12\"/>\n"
      }
    }
    return (text, y + 10)
  }
}
