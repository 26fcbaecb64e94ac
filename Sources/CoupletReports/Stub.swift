public enum JSONValue: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  public struct Member: Hashable, Sendable { public let key: String; public let value: JSONValue }
  case null, bool(Bool), int(Int), number(Double), string(String), array([JSONValue]), object([Member])
  public init(stringLiteral v: String) { self = .string(v) }
  public init(booleanLiteral v: Bool) { self = .bool(v) }
  public init(integerLiteral v: Int) { self = .int(v) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral e: JSONValue...) { self = .array(e) }
  public init(dictionaryLiteral e: (String, JSONValue)...) { self = .object(e.map { Member(key: $0.0, value: $0.1) }) }
  public func text() -> String { "\(self)" }
}
public enum Cell: Hashable, Sendable { case text(String), number(Double), integer(Int), yesNo(Bool), empty }
public struct Column: Hashable, Sendable { public enum Alignment: Hashable, Sendable { case left, right }; public let key, title: String; public let alignment: Alignment
  public init(key: String, title: String, alignment: Alignment) { self.key = key; self.title = title; self.alignment = alignment } }
public struct Table: Hashable, Sendable { public init(columns: [Column], rows: [[Cell]]) { self.rows = rows }
  var rows: [[Cell]]
  public func textLines(width: Int = 80) -> [String] { rows.map { "\($0)" } } }
extension String { public func padded(toCells n: Int) -> String { self }; public func wrapped(toCells n: Int, hanging: Int = 0) -> [String] { [self] } }
