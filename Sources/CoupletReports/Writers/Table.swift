import CoupletCore

/// One typed table, which every format writes from the same values.
public struct Table: Hashable, Sendable {
  /// A column: what heads it and on which side its cells stand.
  public struct Column: Hashable, Sendable {
    /// Which side its cells stand on in text.
    public enum Alignment: Hashable, Sendable {
      case left, right
    }

    /// Its name in CSV and JSON.
    public let key: String
    /// Its name in text.
    public let title: String
    let alignment: Alignment
    /// Whether only the beginning of its texts is shown, so that a row is one line.
    let isExcerpt: Bool

    /// A column; its title is its key where nothing else is said.
    public init(_ key: String, title: String? = nil, alignment: Alignment = .left, isExcerpt: Bool = false) {
      self.key = key
      self.title = title ?? key
      self.alignment = alignment
      self.isExcerpt = isExcerpt
    }
  }

  /// The value of one cell.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case integer(Int)
    case yesNo(Bool)
    case empty

    /// The value as text and CSV print it.
    public var text: String {
      switch self {
      case .text(let text): text
      case .number(let number): DecimalText.text(number)
      case .integer(let number): String(number)
      case .yesNo(let value): value ? "yes" : "no"
      case .empty: ""
      }
    }

    var isText: Bool { if case .text = self { true } else { false } }

    var json: JSONValue {
      switch self {
      case .text(let text): .string(text)
      case .number(let number): .number(number)
      case .integer(let number): .int(number)
      case .yesNo(let value): .string(value ? "yes" : "no")
      case .empty: .null
      }
    }
  }

  /// The columns, in the order in which they are written.
  public let columns: [Column]
  /// The rows, each with a cell for each column.
  public let rows: [[Cell]]

  /// A table; every row has a cell for each column.
  public init(columns: [Column], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }

  // MARK: Text

  private static let gap = 2
  /// A text column isn't squeezed below this many cells.
  private static let narrowest = 8
  /// An excerpt isn't squeezed below this many cells while other texts can be.
  private static let narrowestExcerpt = 12

  /// The table in lines of at most `width` cells: headings, a rule, rows; texts wrap, numbers stay whole.
  ///
  /// - Parameter ascii: whether the rule is drawn in ASCII.
  public func textLines(width: Int = 80, ascii: Bool = false) -> [String] {
    guard !rows.isEmpty else { return [] }
    let widths = columnWidths(within: width)
    func line(_ cells: [String]) -> String {
      var line = zip(cells, zip(columns, widths)).map { cell, column in
        cell.clipped(toCells: column.1).padded(toCells: column.1, onLeft: column.0.alignment == .right)
      }.joined(separator: String(repeating: " ", count: Self.gap))
      while line.last == " " { line.removeLast() }
      return line
    }
    let rule = String(
      repeating: ascii ? "-" : "─", count: min(width, widths.reduce(0, +) + Self.gap * max(0, widths.count - 1)))
    var lines = [line(columns.map(\.title)), rule]
    for row in rows {
      let wrapped = zip(zip(row, columns), widths).map { cell, width in
        cell.1.isExcerpt ? [cell.0.text.clipped(toCells: width)] : cell.0.text.wrapped(toCells: width)
      }
      for place in 0..<(wrapped.map(\.count).max() ?? 0) {
        lines.append(line(wrapped.map { place < $0.count ? $0[place] : "" }))
      }
    }
    return lines
  }

  /// The widest text columns give way first, until the table fits; figures stay whole whatever happens.
  private func columnWidths(within width: Int) -> [Int] {
    var widths = columns.indices.map { place in
      max(columns[place].title.cellWidth, rows.map { $0[place].text.longestLineWidth }.max() ?? 0)
    }
    let figures = columns.indices.map { place in
      rows.map { $0[place].isText ? 1 : $0[place].text.cellWidth }.max() ?? 1
    }
    let texts = columns.indices.filter { place in rows.contains { $0[place].isText } }
    squeeze(&widths, texts.filter { columns[$0].isExcerpt }, to: width) { _ in Self.narrowestExcerpt }
    squeeze(&widths, Array(texts), to: width) { max(Self.narrowest, figures[$0]) }
    // Only where that isn't enough are texts squeezed further, and titles cut.
    squeeze(&widths, Array(columns.indices), to: width) { max(1, figures[$0]) }
    return widths
  }

  private func squeeze(_ widths: inout [Int], _ places: [Int], to width: Int, floor: (Int) -> Int) {
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
    while excess > 0 {
      let canShrink = places.filter { widths[$0] > floor($0) }
      guard let widest = canShrink.max(by: { widths[$0] < widths[$1] }) else { return }
      // In one step down to the next widest, so that a text of ten thousand characters takes no ten thousand steps.
      let next = canShrink.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let step = min(excess, max(1, widths[widest] - max(next, floor(widest))))
      widths[widest] -= step
      excess -= step
    }
  }

  // MARK: CSV

  /// The table after RFC 4180: a header of keys, CRLF, quotes where needed; texts that a spreadsheet would run are guarded.
  public func csv() -> String {
    ([columns.map { Self.quoted($0.key) }] + rows.map { $0.map(Self.csv) })
      .map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func csv(_ cell: Cell) -> String {
    guard case .text(let text) = cell else { return cell.text }
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    return quoted(isFormula ? "'" + text : text)
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  // MARK: JSON

  /// An object a row, with the columns' keys.
  public func json() -> JSONValue {
    .array(rows.map { row in .object(zip(columns, row).map { JSONValue.Member($0.key, $1.json) }) })
  }
}

extension String {
  fileprivate var longestLineWidth: Int {
    split(whereSeparator: \.isNewline).map { String($0).cellWidth }.max() ?? 0
  }
}
