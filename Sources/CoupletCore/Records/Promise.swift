/// A small concrete commitment of one member to another; what became of it is said by each, and may differ.
public struct Promise: Hashable, Recorded {
  /// What became of it.
  public enum Outcome: String, Sendable, CaseIterable {
    case kept, partly, missed, renegotiated

    /// Whether it wasn't wholly kept.
    public var isMiss: Bool { self == .partly || self == .missed }
  }

  /// How much it asks of whoever promises.
  public enum Size: String, Sendable, CaseIterable {
    case small, middling, large
  }

  /// What somebody says became of it.
  public struct Mark: Hashable, Sendable {
    /// The day of the account.
    public let day: Day
    /// What is said to have become of it.
    public let outcome: Outcome
    /// The member who says so, nil for the counselor's own record, which counts for no member.
    public let says: Client.ID?
    /// The day to which it was moved, where it was agreed anew.
    public let due: Day?
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// What somebody says became of it on a day.
    public init(day: Day, outcome: Outcome, says: Client.ID?, due: Day? = nil, audience: Audience? = nil) {
      self.audience = audience
      self.day = day
      self.outcome = outcome
      self.says = says
      self.due = due
    }
  }

  /// What was done about it after it wasn't wholly kept.
  public struct Repair: Hashable, Sendable {
    /// The day of the repair.
    public let day: Day
    /// The member who says so, nil for the counselor's own record.
    public let says: Client.ID?
    /// What was done, nil where nobody wrote it down.
    public let words: String?
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// A repair, in words where somebody wrote some.
    public init(day: Day, says: Client.ID?, words: String? = nil, audience: Audience? = nil) throws(Problem) {
      self.audience = audience
      self.day = day
      self.says = says
      self.words = try words.map { (words) throws(Problem) in try Wording.text(words, field: "repair") }
    }
  }

  /// The promise's id, such as `p8`.
  public let id: RecordID
  /// Its member is whoever promised.
  public let fact: Fact
  /// The member to whom, nil for all others.
  public let to: Client.ID?
  /// What was promised, as it was typed.
  public let text: String
  /// The day by which, as it was promised; `currentDue` is what holds now.
  public let due: Day?
  /// How often it is to be kept, nil for a single thing.
  public let every: Cadence?
  /// How much it asks, nil where that wasn't said.
  public let size: Size?
  /// Oldest first.
  public private(set) var marks: [Mark]
  /// Oldest first.
  public private(set) var repairs: [Repair]

  /// A promise of a member, not due before it was made and not to oneself.
  public init(
    id: RecordID, fact: Fact, to: Client.ID?, text: String, due: Day? = nil, every: Cadence? = nil, size: Size? = nil,
    marks: [Mark] = [], repairs: [Repair] = []
  ) throws(Problem) {
    guard id.kind == .promise, let by = fact.member else {
      throw Problem(.internalFault, "id: \(id) is no promise of somebody")
    }
    guard to != by else { throw Problem(.badData, "to: a promise is made to somebody else") }
    if let due, due < fact.day {
      throw Problem(.badData, "due: \(due) lies before the day it was made, \(fact.day)")
    }
    self.id = id
    self.fact = fact
    self.to = to
    self.text = try Wording.text(text, field: "promise")
    self.due = due
    self.every = every
    self.size = size
    self.marks = marks.sorted { $0.day < $1.day }
    self.repairs = repairs.sorted { $0.day < $1.day }
  }

  /// The same with what was said of it on certain days.
  func within(_ isKept: (Day) -> Bool) -> Promise {
    var copy = self
    copy.marks.removeAll { !isKept($0.day) }
    copy.repairs.removeAll { !isKept($0.day) }
    return copy
  }
}

extension Promise {
  /// Who may know when nothing is said: both, as it was made to somebody.
  public static let usualAudience = Audience.joint

  /// Nil: a promise runs on after the session in which it is made.
  public var givenIn: RecordID? { nil }

  /// What was promised; the words on repairs are found by the counselor alone.
  public func searchedText(byCounselor: Bool) -> String? {
    ([text] + (byCounselor ? repairs.compactMap(\.words) : [])).joined(separator: "\n")
  }

  /// What each says became of it, and each repair.
  public var parts: [RecordPart] {
    marks.map { RecordPart($0.day, says: $0.says, $0.outcome.rawValue) }
      + repairs.map { RecordPart($0.day, says: $0.says, "repair \($0.words ?? "")") }
  }

  /// The counselor's own record of what became of it is for no partner.
  public func shown(in sight: Sight) -> Promise? {
    func isShown(_ day: Day, _ says: Client.ID?, _ audience: Audience?) -> Bool {
      (says != nil || sight.viewer == .counselor) && sight.shows(day: day, audience: audience)
    }
    var copy = self
    copy.marks.removeAll { !isShown($0.day, $0.says, $0.audience) }
    copy.repairs.removeAll { !isShown($0.day, $0.says, $0.audience) }
    return copy
  }
}

extension Records {
  /// The promises.
  public var promises: [Promise] {
    get { self[Promise.self] }
    set { self[Promise.self] = newValue }
  }
}
