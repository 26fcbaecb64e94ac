/// A couple's short name on the command line: lower case, `maya-jon`; once used it never points to another couple.
public struct Handle: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The handle as typed.
  public let description: String

  /// Characters in a handle at most: it stands in every line of a list.
  public static let longest = 40

  /// Words of the command line that would hide a couple of that name.
  public static let reserved: Set<String> = [
    "all", "add", "close", "counselor", "done", "drop", "edit", "fix", "help", "joint", "kinds", "list", "log",
    "plan", "rate", "show", "today",
  ]

  /// Reads a handle.
  ///
  /// - Throws: bad data when it is not lower-case letters, digits and single hyphens beginning with a letter,
  ///   is longer than 40 characters, is a word of the command line, or has the form of an id.
  public init(_ text: String) throws(Problem) {
    guard text.count <= Self.longest else {
      throw Problem(.badData, "handle: has \(text.count) characters; \(Self.longest) are allowed")
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
      parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(Self.isAllowed) })
    else {
      throw Problem(
        .badData, "handle: has to be lower-case letters, digits and single hyphens, beginning with a letter")
    }
    guard !Self.reserved.contains(text), RecordID(text) == nil else {
      throw Problem(.badData, "handle: '\(text)' already means something on the command line")
    }
    description = text
  }

  /// The handle that a list of names makes, in letters that any keyboard has where their script has such a spelling; nil when
  /// nothing of it can be used.
  init?(from names: [String]) {
    let parts = names.map { name in
      Latin.spelled(name).unicodeScalars
        .split { !Self.isAllowed($0) }.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
    }
    guard let handle = try? Handle(parts.filter { !$0.isEmpty }.joined(separator: "-")) else { return nil }
    self = handle
  }

  /// Whether folded words mean it, in its own letters or in Latin ones.
  func isTyped(_ words: String) -> Bool { Folding.fold(description) == words || description == Latin.spelled(words) }

  /// Whether any keyboard has its characters.
  public var isPlain: Bool { description.utf8.allSatisfy { $0 < 0x80 } }

  /// In the order of the handles' characters.
  public static func < (left: Handle, right: Handle) -> Bool { left.description < right.description }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return (properties.isAlphabetic || properties.numericType == .decimal)
      && IndexLetters.fold(scalar) == scalar
  }
}
