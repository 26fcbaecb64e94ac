/// Charts of one line of text.
public enum TextChart {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let asciiBlocks: [Character] = ["_", ".", "-", ":", "=", "+", "*", "#"]

  /// One character a value between `low` and `high`; values outside stand at the edge, a gap is a blank.
  public static func sparkline(_ values: [Double?], low: Double, high: Double, ascii: Bool = false) -> String {
    let blocks = ascii ? asciiBlocks : blocks
    return String(
      values.map { value -> Character in
        guard let value, let share = share(of: value, low: low, high: high) else { return " " }
        return blocks[min(blocks.count - 1, Int(share * Double(blocks.count)))]
      })
  }

  /// Where a value stands between two others, 0 to 1; the middle where they are equal, nil where nothing can be said.
  static func share(of value: Double, low: Double, high: Double) -> Double? {
    guard !value.isNaN, low.isFinite, high.isFinite else { return nil }
    guard low < high else { return 0.5 }
    // Halves, so that the distance between two very large numbers stays finite.
    return min(1, max(0, (value / 2 - low / 2) / (high / 2 - low / 2)))
  }
}
