/// What a member put for one item; the three ways of giving no value are kept apart.
public enum Answer: Hashable, Sendable {
  /// A value as printed on the form, before any reversal.
  case value(Int)
  /// Left open.
  case notAnswered
  /// The member prefers not to say.
  case declined
  /// The question doesn't apply.
  case notApplicable

  /// The value, nil for the three others.
  public var value: Int? {
    if case .value(let value) = self { value } else { nil }
  }

  /// How it is typed: the number, `-`, `d` or `n`.
  public var text: String {
    switch self {
    case .value(let value): String(value)
    case .notAnswered: "-"
    case .declined: "d"
    case .notApplicable: "n"
    }
  }

  /// Reads what `text` writes, nil when it is anything else; a number is ASCII digits, with `-` in front at most.
  public init?(_ text: some StringProtocol) {
    // Of one type from here on, for which the compiler writes the rest out; a chart has thousands of these.
    let text = Substring(text)
    switch text {
    case "-": self = .notAnswered
    case "d": self = .declined
    case "n": self = .notApplicable
    default:
      let digits = text.first == "-" ? text.dropFirst() : text[...]
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else { return nil }
      self = .value(value)
    }
  }
}
