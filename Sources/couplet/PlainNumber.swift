import ArgumentParser

/// A number as people write one: digits, with a point and a minus at most.
///
/// Double reads `0x2c` and `nan` too.
struct PlainNumber: ExpressibleByArgument {
  let value: Double

  init?(argument: String) {
    let digits = argument.hasPrefix("-") ? argument.dropFirst() : argument[...]
    // A reliability is written .87 where nobody writes its naught.
    let parts = (digits.hasPrefix(".") ? "0" + digits : String(digits))
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let value = Double(argument)
    else { return nil }
    self.value = value
  }

  /// What to write where a number has a decimal comma, nil where none has.
  static func hint(for sentence: String) -> String? {
    guard let comma = sentence.firstMatch(of: #/^the value '(-?\d+),(\d+)' is invalid/#) else { return nil }
    return "write \(comma.1).\(comma.2)"
  }
}
