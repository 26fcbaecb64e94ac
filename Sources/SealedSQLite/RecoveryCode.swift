import Crypto

/// A code for paper that opens a file when its passphrase is forgotten: 120 random bits and a check digit.
public struct RecoveryCode: Equatable, Sendable, CustomStringConvertible {
  /// Crockford's digits: no letter that a hand writes like another one.
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let count = 25
  private let values: [UInt8]

  /// A new one.
  public init() {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<Self.count - 1).map { _ in UInt8.random(in: 0..<32, using: &generator) }
    values = random + [Self.check(random)]
  }

  /// A code as typed: case, blanks and hyphens don't count, and O, I, L are read as 0, 1, 1.
  ///
  /// - Returns: nil when it has another length, another character or a slip of the pen in it.
  public init?(typed: String) {
    var values: [UInt8] = []
    for character in typed.uppercased() where character != "-" && !character.isWhitespace {
      let read: Character = character == "O" ? "0" : character == "I" || character == "L" ? "1" : character
      guard let value = Self.digits.firstIndex(of: read) else { return nil }
      values.append(UInt8(value))
    }
    guard values.count == Self.count, values.last == Self.check(values.dropLast()) else { return nil }
    self.values = values
  }

  /// Five groups of five.
  public var description: String {
    stride(from: 0, to: Self.count, by: 5)
      .map { String(values[$0..<$0 + 5].map { Self.digits[Int($0)] }) }.joined(separator: "-")
  }

  /// What is stretched: the digits without hyphens.
  var phrase: [UInt8] { Array(String(values.map { Self.digits[Int($0)] }).utf8) }

  /// The value at 2 of the polynomial that the digits are, in the field of 32 elements: one wrong digit or two swapped
  /// ones always change it.
  private static func check(_ values: some Sequence<UInt8>) -> UInt8 {
    values.reduce(0) { sum, value in
      let doubled = (sum ^ value) << 1
      return doubled & 32 == 0 ? doubled : doubled ^ 0x25
    }
  }
}
