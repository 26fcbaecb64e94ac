/// A call, message or letter between sessions; not a session.
public struct Contact: Hashable, Recorded {
  /// How it came.
  public enum Mode: String, Sendable, CaseIterable {
    case phone, text, mail
  }

  /// The contact's id, such as `t4`.
  public let id: RecordID
  /// Its member is with whom it was, nil for a third person.
  public let fact: Fact
  /// The third person it was with, nil when it was with the fact's member.
  public let other: String?
  /// Whether it came by phone, text or mail.
  public let mode: Mode
  /// How long it took, where that is known.
  public let minutes: Int?
  /// What was said or written, as it was typed.
  public let text: String

  /// A contact with a member or with a third person, one of the two.
  public init(
    id: RecordID, fact: Fact, other: String?, mode: Mode, minutes: Int?, text: String
  ) throws(Problem) {
    guard id.kind == .contact, (other == nil) != (fact.member == nil) else {
      throw Problem(.internalFault, "id: \(id) is no contact with a member or a third person")
    }
    if let minutes, !(1...Session.longest).contains(minutes) {
      throw Problem(.badData, "minutes: \(minutes) is outside 1 to \(Session.longest)")
    }
    if let other { self.other = try Wording.name(other, field: "with") } else { self.other = nil }
    self.id = id
    self.fact = fact
    self.mode = mode
    self.minutes = minutes
    self.text = try Wording.text(text, field: "contact")
  }
}

extension Contact {
  /// Who may know when nothing is said: the member with whom it was, and of others the counselor.
  public static func usualAudience(with member: Client.ID?) -> Audience {
    member.map(Audience.member) ?? .counselor
  }

  /// Nil: what happens between sessions belongs to none.
  public var givenIn: RecordID? { nil }

  /// What was said or written, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { text }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// The whole of it: a contact has no parts that fewer people may know.
  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// The calls and letters.
  public var contacts: [Contact] {
    get { self[Contact.self] }
    set { self[Contact.self] = newValue }
  }
}
