/// What one member told alone and the other doesn't know, with what was agreed; the counselor's alone, always.
public struct HeldItem: Hashable, Recorded {
  /// How it came to an end.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The other knows now.
    case told
    /// The treatment ended.
    case ended
    /// It stays held, as the policy allows.
    case kept
  }

  /// That it came to an end.
  public struct Closing: Hashable, Sendable {
    public let day: Day
    public let outcome: Outcome
    public let why: String?

    /// How the item came to an end.
    public init(day: Day, outcome: Outcome, why: String?) throws(Problem) {
      self.day = day
      self.outcome = outcome
      self.why = try why.map { (text) throws(Problem) in try Wording.name(text, field: "why") }
    }
  }

  public let id: RecordID
  /// Its member is who told it.
  public let fact: Fact
  /// The session in which it was told.
  public let session: RecordID?
  /// What was told, and what was agreed.
  public let text: String
  /// The day to look at it again.
  public let review: Day?
  public private(set) var closing: Closing?

  /// A held item with a text.
  public init(
    id: RecordID, fact: Fact, session: RecordID?, text: String, review: Day?, closing: Closing? = nil
  ) throws(Problem) {
    guard id.kind == .heldItem, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is nothing that somebody told")
    }
    guard fact.audience == .counselor else {
      throw Problem(.refused, "audience: a held item is the counselor's only")
    }
    if let review, review < fact.day {
      throw Problem(.badData, "review: \(review) lies before the item's day \(fact.day)")
    }
    self.id = id
    self.fact = fact
    self.session = session
    self.text = try Wording.text(text, field: "held item")
    self.review = review
    self.closing = closing
  }

  /// The same with another day to look at it.
  public func with(review: Day?) throws(Problem) -> HeldItem {
    try HeldItem(id: id, fact: fact, session: session, text: text, review: review, closing: closing)
  }

  /// The same at its end, or open again.
  public func with(closing: Closing?) throws(Problem) -> HeldItem {
    try HeldItem(id: id, fact: fact, session: session, text: text, review: review, closing: closing)
  }
}

extension HeldItem {
  public var givenIn: RecordID? { session }

  public func searchedText(byCounselor: Bool) -> String? { nil }

  public var parts: [RecordPart] { closing.map { [RecordPart($0.day, "closing")] } ?? [] }

  public func shown(in sight: Sight) -> HeldItem? {
    guard sight.isCounselors else { return nil }
    var copy = self
    copy.closing = closing.flatMap { sight.shows(day: $0.day) ? $0 : nil }
    return copy
  }
}

extension Records {
  /// What is held.
  public var held: [HeldItem] {
    get { self[HeldItem.self] }
    set { self[HeldItem.self] = newValue }
  }
}
