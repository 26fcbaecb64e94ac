/// Numbers as every page and file prints them: the shortest decimal form, at most four places.
public enum DecimalText {
  /// Places after the point at most, as the interface of the reports promises.
  public static let places = 4

  /// `12`, `0.25`, `-0.0001`: rounded half away from zero in its shortest decimal form, never `-0`, never an exponent.
  ///
  /// A value that is not finite gives an empty text, as every unknown figure does.
  public static func text(_ value: Double) -> String { text(value, places: places) }

  /// The same with fewer places after the point: pages give slopes one and shares two.
  public static func text(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "" }
    var (digits, point) = shortest(value.magnitude)
    let kept = point + places
    if kept < 0 {
      digits = []
    } else if kept < digits.count {
      let roundsUp = digits[kept] >= 5
      digits.removeSubrange(kept...)
      if roundsUp, increment(&digits) { point += 1 }
    }
    while let last = digits.last, last == 0 { digits.removeLast() }
    guard !digits.isEmpty else { return "0" }
    return (value < 0 ? "-" : "") + written(digits, point)
  }

  /// The digits of the shortest form that reads back as the same number, and how many of them stand before the point.
  private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
    // The standard library prints the shortest form, with an exponent for the very large and the very small.
    let halves = value.description.utf8.split(separator: UInt8(ascii: "e"))
    let exponent = halves.count > 1 ? Int(String(Substring(halves[1]))) ?? 0 : 0
    let parts = halves[0].split(separator: UInt8(ascii: "."))
    var digits = parts.joined().map { $0 - UInt8(ascii: "0") }
    var point = parts[0].count + exponent
    while let first = digits.first, first == 0 {
      digits.removeFirst()
      point -= 1
    }
    return (digits, point)
  }

  /// Adds one to the last digit; true when the number has grown by a digit in front.
  private static func increment(_ digits: inout [UInt8]) -> Bool {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return false
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    return true
  }

  private static func written(_ digits: [UInt8], _ point: Int) -> String {
    func characters(_ digits: some Sequence<UInt8>) -> String { digits.map(String.init).joined() }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + characters(digits) }
    if point >= digits.count { return characters(digits) + String(repeating: "0", count: point - digits.count) }
    return characters(digits[..<point]) + "." + characters(digits[point...])
  }
}
