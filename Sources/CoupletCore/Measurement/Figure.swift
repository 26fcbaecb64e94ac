/// The rules for every number that comes from outside.
enum Figure {
  /// The largest magnitude of a score or total: far above any scale in use, and safe in every formula here.
  static let largest = 1e9

  /// What binary rounding of decimals may add to a difference (11.999… for 48.6 − 36.6); no scale counts so finely.
  static let rounding = 1e-9

  /// A finite number of at most a thousand million in magnitude.
  static func checked(_ value: Double, field: String) throws(Problem) -> Double {
    guard value.isFinite else { throw Problem(.badData, "\(field): is not a number") }
    guard abs(value) <= largest else {
      throw Problem(
        .badData, "\(field): is outside -\(DecimalText.text(largest)) to \(DecimalText.text(largest))")
    }
    return value
  }

  /// An optional text, nil when it is missing or blank.
  static func text(_ text: String?, field: String) throws(Problem) -> String? {
    guard let text, !text.trimmed.isEmpty else { return nil }
    return try Wording.text(text, field: field)
  }

  /// An optional line, nil when it is missing or blank.
  static func name(_ text: String?, field: String) throws(Problem) -> String? {
    guard let text, !text.trimmed.isEmpty else { return nil }
    return try Wording.name(text, field: field)
  }

  /// Lower-case ASCII letters and digits, in parts joined by single hyphens, 40 characters at most.
  static func slug(_ text: String, field: String) throws(Problem) -> String {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard text.utf8.count <= Handle.longest,
      parts.allSatisfy({
        !$0.isEmpty && $0.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      })
    else {
      throw Problem(
        .badData,
        "\(field): has to be lower-case letters, digits and single hyphens, at most \(Handle.longest) characters")
    }
    return text
  }
}
