/// What a member wants of the treatment, on the day it was said; separating well is an aim like the others.
public struct Aim: Hashable, Recorded {
  /// The aims.
  public enum Kind: String, Sendable, CaseIterable {
    case improve, clarify, separate, unsure
  }

  /// The aim's id, an entry's such as `e12`.
  public let id: RecordID
  /// Its member is whose aim it is.
  public let fact: Fact
  /// To improve, to clarify, to separate, or not sure yet.
  public let kind: Kind

  /// An aim of a member.
  public init(id: RecordID, fact: Fact, kind: Kind) throws(Problem) {
    guard id.kind == .entry, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no aim of somebody")
    }
    self.id = id
    self.fact = fact
    self.kind = kind
  }
}

extension Aim {
  /// Who may know when nothing is said: what one wants of the treatment is theirs to tell.
  public static func usualAudience(of member: Client.ID) -> Audience { .member(member) }

  /// Nil: an aim keeps to its own audience and to no session's.
  public var givenIn: RecordID? { nil }

  /// Nil: an aim is one of four words, with no text to find.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// The whole of it: an aim has no parts that fewer people may know.
  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// What each wants of the treatment.
  public var aims: [Aim] {
    get { self[Aim.self] }
    set { self[Aim.self] = newValue }
  }
}
