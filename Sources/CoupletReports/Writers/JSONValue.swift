import CoupletCore

/// A JSON document whose members keep the order in which they were given.
public enum JSONValue: Hashable, Sendable {
  /// A key and what it leads to.
  public struct Member: Hashable, Sendable {
    public let key: String
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

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
