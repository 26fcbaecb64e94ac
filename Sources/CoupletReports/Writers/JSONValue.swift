import CoupletCore

/// A JSON document whose members keep the order in which they were given.
public enum JSONValue: Hashable, Sendable {
  /// A key and what it leads to.
  public struct Member: Hashable, Sendable {
    /// The name, as the document has it.
    public let key: String
    /// What the name leads to.
    public let value: JSONValue

    /// A key with its value.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// The document with an indent of two, without a newline at the end; numbers have at most 4 places.
  public func text() -> String {
    var result = ""
    write(to: &result, indent: 0)
    return result
  }

  private func write(to result: inout String, indent: Int) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .int(let value): result += String(value)
    case .number(let value):
      let text = DecimalText.text(value)
      result += text.isEmpty ? "null" : text
    case .string(let value): Self.write(value, to: &result)
    case .array(let items):
      Self.write(items, between: ("[", "]"), to: &result, indent: indent) { item, result in
        item.write(to: &result, indent: indent + 2)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &result, indent: indent) { member, result in
        Self.write(member.key, to: &result)
        result += ": "
        member.value.write(to: &result, indent: indent + 2)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to result: inout String, indent: Int,
    _ write: (Item, inout String) -> Void
  ) {
    result += brackets.0
    for (place, item) in items.enumerated() {
      result += (place == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
      write(item, &result)
    }
    if !items.isEmpty { result += "\n" + String(repeating: " ", count: indent) }
    result += brackets.1
  }

  private static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        // C1 and direction marks too: a terminal that prints the document isn't steered by it.
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isSteering(scalar) {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    result += "\""
  }

  private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// What may not be there: unknown is null, and is made so here alone.
extension JSONValue {
  /// A value that may not be there.
  static func known(_ value: JSONValue?) -> JSONValue { value ?? .null }
  static func text(_ text: String?) -> JSONValue { known(text.map(JSONValue.string)) }
  static func count(_ number: Int?) -> JSONValue { known(number.map(JSONValue.int)) }
  static func figure(_ number: Double?) -> JSONValue { known(number.map(JSONValue.number)) }
  static func day(_ day: Day?) -> JSONValue { text(day?.description) }
  static func flag(_ value: Bool?) -> JSONValue { known(value.map(JSONValue.bool)) }
  /// A cell of a table, in words.
  static func answer(_ value: Bool?) -> JSONValue { known(value.map { $0 ? "yes" : "no" }) }
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The object with more members behind its own.
  func adding(_ other: JSONValue) -> JSONValue {
    guard case .object(let own) = self, case .object(let more) = other else { return .null }
    return .object(own + more)
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Nothing is null.
  public init(nilLiteral: ()) { self = .null }
  /// Yes or no is a bool.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A text is a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number is an int, without places.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A list is an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// A dictionary is an object, whose members keep the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
