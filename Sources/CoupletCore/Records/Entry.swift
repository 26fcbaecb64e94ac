/// A short dated record of a kind, by someone: one shape for the many small things that a chart keeps.
public struct Entry: Hashable, Recorded {
  /// What an entry records.
  public enum Kind: String, Sendable, CaseIterable {
    case concern, crack, agreement
    case checkIn = "check-in"
    case trigger, pattern, cycle, gesture, memory
    case originStory = "origin-story"
    case disclosure, commitment, leaving, future, need, question

    /// One line on what it is for.
    public var meaning: String {
      switch self {
      case .concern: "what brings them, what hurts, in their words"
      case .crack: "where the trouble comes from, coded at intake; the counselor's unless said"
      case .agreement: "what they agreed to try, with a day to look at it again"
      case .checkIn: "that they checked in with each other, and what came of it"
      case .trigger: "what sets one of them off"
      case .pattern: "what one of them sees of their own part in it"
      case .cycle: "the round the two go through, in one line"
      case .gesture: "a small kindness, given and noticed or not"
      case .memory: "a good memory they share"
      case .originStory: "how they met and why they chose each other"
      case .disclosure: "something vulnerable that one of them said, and how it was received"
      case .commitment: "what one says of staying, trying or not knowing; theirs unless said"
      case .leaving: "talk of leaving; the counselor's only"
      case .future: "something they want together"
      case .need: "what one of them needs, alone or from the other"
      case .question: "an open question to come back to; the counselor's unless said"
      }
    }

    /// The words that say more exactly which, in the order in which they are listed; empty where there are none.
    public var codes: [String] {
      switch self {
      case .crack:
        [
          "infidelity", "conflict", "unmet-needs", "erosion", "misunderstanding", "betrayal", "withdrawal",
          "broken-promises",
        ]
      case .agreement: ["time-out", "transparency", "check-in", "quality-time", "contact", "money", "home", "children"]
      case .disclosure: ["received", "missed", "punished"]
      case .commitment: ["staying", "trying", "unsure", "parting"]
      default: []
      }
    }

    /// What pages for the couple call it.
    public var plainTitle: String {
      switch self {
      case .agreement: "agreed"
      case .checkIn: "you checked in"
      case .cycle: "the round you go through"
      case .gesture: "a gesture"
      case .memory: "a good memory"
      case .originStory: "how you met"
      case .future: "wanted together"
      case .crack: "trouble"
      default: rawValue
      }
    }

    /// Whether pages for the couple print it, where they may know of it.
    var isForCouple: Bool {
      switch self {
      case .agreement, .checkIn, .cycle, .gesture, .memory, .originStory, .future, .need: true
      case .concern, .crack, .trigger, .pattern, .disclosure, .commitment, .leaving, .question: false
      }
    }

    /// Who may know when nothing is said: what one says of staying is theirs, what the counselor codes or asks the
    /// counselor's.
    ///
    /// - Parameter isCoded: whether a code stands beside it.
    public func audience(by member: Client.ID?, isCoded: Bool) -> Audience {
      switch self {
      case .leaving, .crack, .question: .counselor
      // How it was received is what the counselor saw of the other.
      case .disclosure where isCoded: .counselor
      case .commitment: member.map(Audience.member) ?? .counselor
      default: .joint
      }
    }
  }

  /// A later look at it.
  public struct Review: Hashable, Sendable {
    /// The day on which it was looked at.
    public let day: Day
    /// The day of the next look, nil where none is called for.
    public let next: Day?
    /// What was found.
    public let words: String?
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// A look, and when the next is due.
    public init(day: Day, next: Day?, words: String?, audience: Audience? = nil) throws(Problem) {
      self.audience = audience
      if let next, next <= day { throw Problem(.badData, "review: \(next) doesn't lie after \(day)") }
      self.day = day
      self.next = next
      self.words = try words.map { (text) throws(Problem) in try Wording.text(text, field: "entry review") }
    }
  }

  /// What an entry says.
  public struct Content: Hashable, Sendable {
    /// What it records.
    public var kind: Kind
    /// One of the kind's codes.
    public var code: String?
    /// The member who noticed it, where somebody did.
    public var noticedBy: Client.ID?
    /// How often what was agreed is to happen.
    public var every: Cadence?
    /// The first day to look at it again.
    public var review: Day?
    /// What was said or seen, as it was typed.
    public var text: String

    /// Words of a kind.
    public init(
      _ kind: Kind, code: String? = nil, noticedBy: Client.ID? = nil, every: Cadence? = nil, review: Day? = nil,
      text: String
    ) {
      self.kind = kind
      self.code = code
      self.noticedBy = noticedBy
      self.every = every
      self.review = review
      self.text = text
    }

    /// Checks everything but the text: talk of leaving is for the counselor alone, a crack has a code, only what is
    /// agreed recurs, and a review isn't due before the day.
    public func check(on day: Day, for audience: Audience) throws(Problem) {
      guard kind != .leaving || audience == .counselor else {
        throw Problem(.refused, "audience: talk of leaving is the counselor's only")
      }
      if let code {
        guard kind.codes.contains(code) else {
          throw Problem(
            .badData, "code: '\(code.shownOnOneLine(limit: 40))' is no code of \(kind.rawValue)",
            hint: kind.codes.isEmpty ? "it has none" : kind.codes.joined(separator: ", "))
        }
      } else if kind == .crack {
        throw Problem(.badData, "code: a crack has one", hint: kind.codes.joined(separator: ", "))
      }
      guard every == nil || kind == .agreement else {
        throw Problem(.badData, "every: only an agreement recurs, \(kind.rawValue.withArticle) doesn't")
      }
      if let review, review < day {
        throw Problem(.badData, "review: \(review) lies before the entry's day \(day)")
      }
    }
  }

  /// The entry's id, such as `e12`.
  public let id: RecordID
  /// Its member is who said it, nil where nobody is named.
  public let fact: Fact
  /// What it says, as `Content.check` allows.
  public let content: Content
  /// Oldest first.
  public private(set) var reviews: [Review]

  /// What it records.
  public var kind: Kind { content.kind }
  /// What it says.
  public var text: String { content.text }
  /// The day of the next look at it, nil where none is called for.
  public var nextReview: Day? { reviews.isEmpty ? content.review : reviews.last?.next }

  /// An entry with a text, as `Content.check` allows.
  public init(id: RecordID, fact: Fact, _ content: Content, reviews: [Review] = []) throws(Problem) {
    guard id.kind == .entry else { throw Problem(.internalFault, "id: \(id) is no entry") }
    try content.check(on: fact.day, for: fact.audience)
    self.id = id
    self.fact = fact
    var clean = content
    clean.text = try Wording.text(content.text, field: "entry")
    self.content = clean
    // By day, and those of one day as they came.
    self.reviews = reviews.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }
}

extension Entry {
  /// Nil: an entry keeps to its own audience and to no session's.
  public var givenIn: RecordID? { nil }

  /// The text, and what was found at each later look, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? {
    ([text] + reviews.compactMap(\.words)).joined(separator: "\n")
  }

  /// Each later look at it.
  public var parts: [RecordPart] { reviews.map { RecordPart($0.day, $0.words ?? "") } }

  /// Of talk of leaving a supervisor reads nothing.
  public func shown(in sight: Sight) -> Entry? {
    guard !(sight.isForSupervision && kind == .leaving) else { return nil }
    var copy = self
    copy.reviews.removeAll { !sight.shows(day: $0.day, audience: $0.audience) }
    return copy
  }
}

extension Records {
  /// The entries.
  public var entries: [Entry] {
    get { self[Entry.self] }
    set { self[Entry.self] = newValue }
  }
}
