/// A small win, printed before problems on every page for the couple.
public struct Win: Hashable, Recorded {
  public let id: RecordID
  public let fact: Fact
  /// The member who noticed it, where somebody did.
  public let noticedBy: Client.ID?
  public let text: String

  /// A win with a text.
  public init(id: RecordID, fact: Fact, noticedBy: Client.ID?, text: String) throws(Problem) {
    guard id.kind == .win else { throw Problem(.internalFault, "id: \(id) is no win") }
    self.id = id
    self.fact = fact
    self.noticedBy = noticedBy
    self.text = try Wording.text(text, field: "win")
  }
}

extension Win {
  /// Who may know when nothing is said: both, whoever it comes from.
  public static let usualAudience = Audience.joint

  public var givenIn: RecordID? { nil }

  public func searchedText(byCounselor: Bool) -> String? { text }

  public var parts: [RecordPart] { [] }

  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// The small wins.
  public var wins: [Win] {
    get { self[Win.self] }
    set { self[Win.self] = newValue }
  }
}
