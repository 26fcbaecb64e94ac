/// A small concrete commitment of one member to another; what became of it is said by each, and may differ.
public struct Promise: Hashable, Recorded {
  /// What became of it.
  public enum Outcome: String, Sendable, CaseIterable {
    case kept, partly, missed, renegotiated
  }

  /// What somebody says became of it.
  public struct Mark: Hashable, Sendable {
    public let day: Day
    public let outcome: Outcome
    /// The member who says so, nil for the counselor's own record, which counts for no member.
    public let says: Client.ID?

    /// An account.
    public init(day: Day, outcome: Outcome, says: Client.ID?) {
      self.day = day
      self.outcome = outcome
      self.says = says
    }
  }

  public let id: RecordID
  /// Its member is whoever promised.
  public let fact: Fact
  /// The member to whom, nil for all others.
  public let to: Client.ID?
  public let text: String
  public let due: Day?
  public let every: Cadence?
  /// Oldest first.
  public let marks: [Mark]

  /// A promise of a member, not due before it was made and not to oneself.
  public init(
    id: RecordID, fact: Fact, to: Client.ID?, text: String, due: Day? = nil, every: Cadence? = nil, marks: [Mark] = []
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
    self.marks = marks.sorted { $0.day < $1.day }
  }

  /// The promise as it stood on a day.
  func asOf(_ today: Day) -> Promise { keepingMarks { $0.day <= today } }

  /// The same with the accounts that `isKept` lets through.
  func keepingMarks(_ isKept: (Mark) -> Bool) -> Promise {
    let kept = try? Promise(id: id, fact: fact, to: to, text: text, due: due, every: every, marks: marks.filter(isKept))
    return kept ?? self
  }

  /// What became of it, as both saw it: nil where they differ or nobody or only one has said.
  public var agreed: Outcome? {
    let newest = Dictionary(marks.compactMap { mark in mark.says.map { ($0, mark.outcome) } }) { $1 }
    return newest.count > 1 && Set(newest.values).count == 1 ? newest.values.first : nil
  }
}
