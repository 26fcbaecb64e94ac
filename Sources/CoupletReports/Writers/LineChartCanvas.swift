import CoupletCore

extension LineChart {
  /// The signs of a chart in Unicode or in ASCII.
  struct Signs {
    let band: Character
    let cutoff: Character
    let side: Character
    let sideTick: Character
    let corner: Character
    let floor: Character
    let floorTick: Character

    static let unicode = Signs(
      band: "·", cutoff: "┄", side: "│", sideTick: "┤", corner: "└", floor: "─", floorTick: "┬")
    static let ascii = Signs(band: ".", cutoff: "-", side: "|", sideTick: "+", corner: "+", floor: "-", floorTick: "+")
  }

  /// Where things stand: the one place that turns days into columns and values into rows.
  struct Frame {
    let width: Int
    let height: Int
    let days: ClosedRange<Int>
    let values: ClosedRange<Double>
    let signs: Signs
    /// The figure beside each row that has one.
    let figures: [Int: String]
    /// Cells left of the axis.
    let gutter: Int

    init(
      width: Int, height: Int, days: ClosedRange<Int>, values: ClosedRange<Double>, cutoff: Double?, ascii: Bool
    ) {
      self.width = width
      self.height = height
      self.days = days
      self.values = values
      signs = ascii ? .ascii : .unicode
      var figures: [Int: Double] = [:]
      // Only an odd height has a row for exactly the middle.
      if height % 2 == 1 { figures[height / 2] = values.lowerBound / 2 + values.upperBound / 2 }
      if let cutoff { figures[Self.row(of: cutoff, values, height)] = cutoff }
      figures[0] = values.upperBound
      figures[height - 1] = values.lowerBound
      // A cut figure would be another figure, so one that takes half the chart is left out.
      self.figures = figures.mapValues(DecimalText.text).filter { $0.value.cellWidth < width / 2 }
      gutter = self.figures.values.map { $0.cellWidth + 1 }.max() ?? 0
    }

    /// Columns right of the axis.
    var columns: Int { width - gutter - 1 }

    func row(of value: Double) -> Int { Self.row(of: value, values, height) }

    func column(of day: Int) -> Int {
      let low = Double(days.lowerBound)
      let share = TextChart.share(of: Double(day), low: low, high: Double(days.upperBound)) ?? 0
      return Int((share * Double(columns - 1)).rounded())
    }

    /// The row of a value, from the top.
    private static func row(of value: Double, _ values: ClosedRange<Double>, _ height: Int) -> Int {
      let share = TextChart.share(of: value, low: values.lowerBound, high: values.upperBound) ?? 0
      return height - 1 - Int((share * Double(height - 1)).rounded())
    }

    /// The axis under the rows, and the labels that fit.
    func axis(_ labels: [Label]) -> [String] {
      var placed: [(start: Int, end: Int, tick: Int, text: String)] = []
      for label in labels where days.contains(label.x) {
        let cells = label.label.cellWidth
        guard cells > 0, cells <= columns else { continue }
        let tick = column(of: label.x)
        let start = min(max(0, tick - cells / 2), columns - cells)
        // A blank stays between two labels.
        guard placed.allSatisfy({ start > $0.end || start + cells < $0.start }) else { continue }
        placed.append((start, start + cells, tick, label.label))
      }
      var floor = Array(repeating: signs.floor, count: columns)
      for label in placed { floor[label.tick] = signs.floorTick }
      let margin = String(repeating: " ", count: gutter)
      let axis = margin + String(signs.corner) + String(floor)
      guard !placed.isEmpty else { return [axis] }
      var line = margin + " "
      for label in placed.sorted(by: { $0.start < $1.start }) {
        line = line.padded(toCells: gutter + 1 + label.start) + label.text
      }
      return [axis, line]
    }
  }

  /// The rows of a chart while they are drawn; what comes later covers what came before.
  struct Canvas {
    private enum Ink {
      case blank, band, cutoff, series(Int), shared
    }

    let frame: Frame
    private var rows: [[Ink]]
    /// Whether series share a cell somewhere.
    private(set) var hasShared = false

    init(frame: Frame) {
      self.frame = frame
      rows = Array(repeating: Array(repeating: .blank, count: frame.columns), count: frame.height)
    }

    mutating func shade(_ band: ClosedRange<Double>) {
      for row in frame.row(of: band.upperBound)...frame.row(of: band.lowerBound) {
        rows[row] = rows[row].map { _ in .band }
      }
    }

    mutating func rule(at value: Double) {
      let row = frame.row(of: value)
      rows[row] = rows[row].map { _ in .cutoff }
    }

    mutating func plot(_ points: [Point], as series: Int) {
      for point in points where point.y.isFinite {
        let row = frame.row(of: point.y)
        let column = frame.column(of: point.x)
        switch rows[row][column] {
        case .series(let other) where other != series:
          rows[row][column] = .shared
          hasShared = true
        case .shared: break
        default: rows[row][column] = .series(series)
        }
      }
    }

    func lines(markers: [Character]) -> [String] {
      rows.enumerated().map { place, row in
        let figure = frame.figures[place]
        let head = frame.gutter == 0 ? "" : (figure ?? "").padded(toCells: frame.gutter - 1, onLeft: true) + " "
        var line = head + String(figure == nil ? frame.signs.side : frame.signs.sideTick)
        line += String(row.map { character($0, markers) })
        while line.last == " " { line.removeLast() }
        return line
      }
    }

    private func character(_ ink: Ink, _ markers: [Character]) -> Character {
      switch ink {
      case .blank: " "
      case .band: frame.signs.band
      case .cutoff: frame.signs.cutoff
      case .series(let place): markers[place]
      case .shared: "#"
      }
    }
  }
}
