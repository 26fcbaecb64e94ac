/// The letter of an id says what kind of record it names.
public enum RecordKind: String, Sendable, CaseIterable {
  case client = "c"
  case session = "s"
  case note = "n"
  case contact = "t"
  case entry = "e"
  case win = "w"
  case jot = "y"
  case heldItem = "o"
  case risk = "r"
  case privateNote = "x"
  case agendaLine = "a"
  case homework = "h"
  case promise = "p"
  case injury = "i"
  case measure = "m"
  case goal = "g"
  case journal = "j"

  /// What a message calls it.
  public var noun: String {
    switch self {
    case .agendaLine: "agenda line"
    case .heldItem: "held item"
    case .risk: "risk entry"
    case .privateNote: "psychotherapy note"
    case .journal: "journal command"
    default: String(describing: self)
    }
  }

  /// What a message calls several.
  public var nouns: String {
    if self == .homework { return noun }
    return noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
  }
}

/// A letter and a number, as `s41`; never given twice, also not after an undo.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// What kind of record it names.
  public let kind: RecordKind
  /// From 1 up, in the order of giving.
  public let number: Int

  /// The id of that kind and number; numbers begin at 1.
  public init?(_ kind: RecordKind, _ number: Int) {
    guard number > 0 else { return nil }
    self.kind = kind
    self.number = number
  }

  /// Reads `s41`, nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    guard let kind = RecordKind(rawValue: String(text.prefix(1))) else { return nil }
    let digits = text.dropFirst()
    guard (1...15).contains(digits.utf8.count), digits.first != "0",
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
    else { return nil }
    self.init(kind, number)
  }

  /// `s41`.
  public var description: String { "\(kind.rawValue)\(number)" }

  /// By the letter of the kind, then in the order of giving.
  public static func < (left: RecordID, right: RecordID) -> Bool {
    (left.kind.rawValue, left.number) < (right.kind.rawValue, right.number)
  }
}
