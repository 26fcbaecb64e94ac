import CoupletCore

/// Points of a few series over days on one axis, in lines of text; three series are as many as stay legible.
public struct LineChart: Hashable, Sendable {
  /// A point: a day number and a value.
  public struct Point: Hashable, Sendable {
    /// The day number.
    public let x: Int
    /// The value; one that is not finite isn't drawn.
    public let y: Double
  }

  /// Points under one name.
  public struct Series: Hashable, Sendable {
    /// Its name in the legend.
    public let name: String
    /// What stands at its points; one that isn't a single cell gets a stand-in.
    public let marker: Character
    /// Its points, in any order.
    public let points: [Point]

    /// A line with its name and the character that marks its points.
    public init(name: String, marker: Character, points: [(x: Int, y: Double)]) {
      self.name = name
      self.marker = marker
      self.points = points.map { Point(x: $0.x, y: $0.y) }
    }
  }

  /// What stands under a day; days outside those of the points aren't labelled.
  public struct Label: Hashable, Sendable {
    /// The day number.
    public let x: Int
    /// The text.
    public let label: String
  }

  /// The narrowest chart that is drawn, in cells: a figure, the axis and a few columns.
  public static let leastWidth = 10
  /// The widest, as everything we print.
  public static let mostWidth = 80

  /// The series.
  public let series: [Series]
  /// A line across, if any.
  public let cutoff: Double?
  /// Values that are shaded, if any.
  public let band: ClosedRange<Double>?
  /// Values that the axis shows at least; points outside widen it.
  public let scale: ClosedRange<Double>?
  /// The labels under the axis; where two don't fit beside each other, the earlier in the list is printed.
  public let xLabels: [Label]

  /// A chart of these series, not yet drawn.
  public init(
    series: [Series], cutoff: Double? = nil, band: ClosedRange<Double>? = nil, scale: ClosedRange<Double>? = nil,
    xLabels: [(x: Int, label: String)] = []
  ) {
    self.series = series
    self.cutoff = cutoff.flatMap { $0.isFinite ? $0 : nil }
    self.band = band
    self.scale = scale
    self.xLabels = xLabels.map { Label(x: $0.x, label: $0.label) }
  }

  /// The chart in lines of at most `width` cells: `height` rows, the axis, its labels, the legend.
  ///
  /// A chart without points, or narrower than ten cells, has no lines.
  public func textLines(width: Int = 80, height: Int = 12, ascii: Bool = false) -> [String] {
    let points = series.flatMap(\.points).filter(\.y.isFinite)
    guard width >= Self.leastWidth, let first = points.map(\.x).min(), let last = points.map(\.x).max() else {
      return []
    }
    let frame = Frame(
      width: min(width, Self.mostWidth), height: max(2, height), days: first...last, values: values(of: points),
      cutoff: cutoff, ascii: ascii)
    let markers = markers(ascii: ascii)
    var canvas = Canvas(frame: frame)
    if let band { canvas.shade(band) }
    if let cutoff { canvas.rule(at: cutoff) }
    for (place, series) in series.enumerated() { canvas.plot(series.points, as: place) }
    return canvas.lines(markers: markers) + frame.axis(xLabels) + legend(canvas, markers)
  }

  /// From the lowest to the highest value that has to be seen.
  private func values(of points: [Point]) -> ClosedRange<Double> {
    var seen = points.map(\.y)
    if let cutoff { seen.append(cutoff) }
    for range in [band, scale] {
      if let range { seen += [range.lowerBound, range.upperBound].filter(\.isFinite) }
    }
    guard let low = seen.min(), let high = seen.max() else { return 0...1 }
    // One value alone stands in the middle of an axis that reaches a point to either side.
    return low < high ? low...high : (low - 1)...(high + 1)
  }

  /// A marker of one cell for each series.
  private func markers(ascii: Bool) -> [Character] {
    let usable = series.map { $0.marker.cellWidth == 1 && $0.marker != " " && (!ascii || $0.marker.isASCII) }
    var taken = Set(zip(series, usable).compactMap { $1 ? $0.marker : nil })
    return zip(series, usable).map { series, isUsable in
      if isUsable { return series.marker }
      let standIn = "*o+x@%&".first { !taken.contains($0) } ?? "*"
      taken.insert(standIn)
      return standIn
    }
  }

  private func legend(_ canvas: Canvas, _ markers: [Character]) -> [String] {
    let frame = canvas.frame
    var items = zip(markers, series).map { "\($0) \($1.name)" }
    if canvas.hasShared { items.append("# more than one") }
    if let cutoff { items.append("\(frame.signs.cutoff) cut-off \(DecimalText.text(cutoff))") }
    if let band { items.append("\(frame.signs.band) \(Self.words(band))") }
    var lines: [String] = []
    for item in items {
      // Items stay whole where they can, so that a sign isn't parted from its name.
      if let line = lines.last, line.cellWidth + 3 + item.cellWidth <= frame.width {
        lines[lines.count - 1] = line + "   " + item
      } else {
        lines += item.wrapped(toCells: frame.width, hanging: 2)
      }
    }
    return lines
  }

  /// `10 to 20`, or one side only where the other is open.
  private static func words(_ band: ClosedRange<Double>) -> String {
    switch (band.lowerBound.isFinite, band.upperBound.isFinite) {
    case (true, true): "\(DecimalText.text(band.lowerBound)) to \(DecimalText.text(band.upperBound))"
    case (true, false): "\(DecimalText.text(band.lowerBound)) and above"
    case (false, true): "\(DecimalText.text(band.upperBound)) and below"
    case (false, false): "any value"
    }
  }
}
