/// A small win, printed before problems on every page for the couple.
public struct Win: Hashable, Recorded {
  /// The win's id, such as `w4`.
  public let id: RecordID
  /// Its member is whose win it is, nil where nobody is named.
  public let fact: Fact
  /// The member who noticed it, where somebody did.
  public let noticedBy: Client.ID?
  /// What went well, as it was typed.
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

  /// Nil: a win belongs to no session.
  public var givenIn: RecordID? { nil }

  /// What went well, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { text }

  /// Nothing is said of it later.
  public var parts: [RecordPart] { [] }

  /// The whole of it, whoever noticed it.
  public func shown(in sight: Sight) -> Self? { self }
}

extension Records {
  /// The small wins.
  public var wins: [Win] {
    get { self[Win.self] }
    set { self[Win.self] = newValue }
  }
}
