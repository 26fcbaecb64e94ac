/// A risk that concerns one member, or that it was asked and nothing was told; the counselor's alone, always.
public struct Risk: Hashable, Recorded {
  /// What is at stake.
  public enum Kind: String, Sendable, CaseIterable {
    case violence, suicide
    case selfHarm = "self-harm"
    case harm, substance, child, elder
  }

  /// The member's part in it.
  public enum Part: String, Sendable, CaseIterable {
    case atRisk = "at-risk"
    case source, both, witness
  }

  /// How it was asked: what is said before the other is not what is said alone.
  public enum Asked: String, Sendable, CaseIterable {
    case alone, together
  }

  /// Where it stands.
  public enum Status: String, Sendable, CaseIterable {
    case open, watched, closed
  }

  /// Who told it.
  public enum Source: Hashable, Sendable {
    case member(Client.ID)
    case other(String)
  }

  /// What was told and what follows from it.
  public struct Told: Hashable, Sendable {
    /// What was told, as it was typed.
    public let text: String
    /// The member's part in it, nil where none was entered.
    public let part: Part?
    /// Who told it, nil where nobody was entered.
    public let by: Source?
    /// What was decided, on one line.
    public let decision: String?
    /// What was planned, on one line.
    public let plan: String?
    /// The day to look at it again.
    public let review: Day?

    /// What was told, with a text.
    public init(
      text: String, part: Part? = nil, by: Source? = nil, decision: String? = nil, plan: String? = nil,
      review: Day? = nil
    ) throws(Problem) {
      self.text = try Wording.text(text, field: "risk entry")
      self.part = part
      if case .other(let name)? = by {
        self.by = .other(try Wording.name(name, field: "told-by"))
      } else {
        self.by = by
      }
      self.decision = try decision.map { (text) throws(Problem) in try Wording.name(text, field: "decision") }
      self.plan = try plan.map { (text) throws(Problem) in try Wording.name(text, field: "plan") }
      self.review = review
    }
  }

  /// A later look at it.
  public struct Review: Hashable, Sendable {
    /// The day on which it was looked at.
    public let day: Day
    /// The reason for the status, on one line.
    public let why: String
    /// Where it stands from that day on.
    public let status: Status
    /// The day of the next look.
    public let next: Day?

    /// A look with its reason.
    public init(day: Day, why: String, status: Status, next: Day?) throws(Problem) {
      if let next, next < day { throw Problem(.badData, "review: \(next) lies before \(day)") }
      self.day = day
      self.why = try Wording.name(why, field: "why")
      self.status = status
      self.next = next
    }
  }

  /// The entry's id, such as `r3`.
  public let id: RecordID
  /// Its member is whom it concerns.
  public let fact: Fact
  /// What is at stake.
  public let kind: Kind
  /// Whether it was asked alone or together, nil where that wasn't entered.
  public let asked: Asked?
  /// Nil where it was asked and nothing was told; that is never the same as safe.
  public let told: Told?
  /// Oldest first.
  public private(set) var reviews: [Review]

  /// A risk of a member; what was told opens it.
  public init(
    id: RecordID, fact: Fact, kind: Kind, asked: Asked?, told: Told?, reviews: [Review] = []
  ) throws(Problem) {
    guard id.kind == .risk, fact.member != nil else {
      throw Problem(.internalFault, "id: \(id) is no risk entry of somebody")
    }
    guard fact.audience == .counselor else {
      throw Problem(.refused, "audience: a risk entry is the counselor's only")
    }
    if let review = told?.review, review < fact.day {
      throw Problem(.badData, "review: \(review) lies before the entry's day \(fact.day)")
    }
    guard told != nil || asked != nil && reviews.isEmpty else {
      throw Problem(.internalFault, "id: \(id) says neither what was told nor how it was asked")
    }
    self.id = id
    self.fact = fact
    self.kind = kind
    self.asked = asked
    self.told = told
    // By day, and those of one day as they came.
    self.reviews = reviews.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  /// Where it stands, nil where nothing was told.
  public var status: Status? { told.map { _ in reviews.last?.status ?? .open } }

  /// The day of the next look, where one is set and it isn't closed.
  public var nextReview: Day? {
    guard status != .closed else { return nil }
    return reviews.isEmpty ? told?.review : reviews.last?.next
  }

  /// Whether it suspends exercises that ask for vulnerability, transparency or forgiveness.
  public var suspendsExercises: Bool { kind == .violence && status == .open }
}

extension Risk {
  /// Nil: a risk entry is the counselor's, whatever the hour.
  public var givenIn: RecordID? { nil }

  /// What was told, decided, planned and found at later looks; nil where nothing was told.
  public func searchedText(byCounselor: Bool) -> String? {
    told.map { told in
      ([told.text, told.decision, told.plan].compactMap { $0 } + reviews.map(\.why)).joined(separator: "\n")
    }
  }

  /// Each look at it.
  public var parts: [RecordPart] { reviews.map { RecordPart($0.day, $0.why) } }

  /// The counselor's alone: no partner sees it, and no supervisor.
  public func shown(in sight: Sight) -> Risk? {
    guard sight.isCounselors else { return nil }
    var copy = self
    copy.reviews.removeAll { !sight.shows(day: $0.day) }
    return copy
  }
}

extension Records {
  /// The risk entries.
  public var risks: [Risk] {
    get { self[Risk.self] }
    set { self[Risk.self] = newValue }
  }
}
