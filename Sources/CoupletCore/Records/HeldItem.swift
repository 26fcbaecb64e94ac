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
    /// The day it came to an end.
    public let day: Day
    /// Whether the other knows now, the treatment ended, or it stays held.
    public let outcome: Outcome
    /// The reason on one line, nil where none was given.
    public let why: String?

    /// How the item came to an end.
    public init(day: Day, outcome: Outcome, why: String?) throws(Problem) {
      self.day = day
      self.outcome = outcome
      self.why = try why.map { (text) throws(Problem) in try Wording.name(text, field: "why") }
    }
  }

  /// The item's id, such as `o2`.
  public let id: RecordID
  /// Its member is who told it.
  public let fact: Fact
  /// The session in which it was told.
  public let session: RecordID?
  /// What was told, and what was agreed.
  public let text: String
  /// The day to look at it again.
  public let review: Day?
  /// How it came to an end, nil while it is held.
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
  /// The session in which it was told, nil where none is named.
  public var givenIn: RecordID? { session }

  /// Nil: what is held is never found by a search.
  public func searchedText(byCounselor: Bool) -> String? { nil }

  /// How it was closed.
  public var parts: [RecordPart] { closing.map { [RecordPart($0.day, "closing")] } ?? [] }

  /// The counselor's alone: no partner sees it, and no supervisor.
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
