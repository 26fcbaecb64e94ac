/// A hurt that one member names and another did, with what each says of the way since; nothing of it has a day by which.
public struct Injury: Hashable, Recorded {
  /// The steps: they come in any order, some never, some again.
  public enum Step: String, Sendable, CaseIterable {
    case named, acknowledged, responsibility, apology
    case apologyReceived = "apology-received"
    case amendsAgreed = "amends-agreed"
    case amendsKept = "amends-kept"
    case forgiving, released
    case notNow = "not-now"
    case reopened

    /// What pages call it.
    public var title: String {
      switch self {
      case .named: "named"
      case .acknowledged: "acknowledged"
      case .responsibility: "responsibility taken"
      case .apology: "apology offered"
      case .apologyReceived: "apology received"
      case .amendsAgreed: "amends agreed"
      case .amendsKept: "amends kept"
      case .forgiving: "forgiveness in progress"
      case .released: "let go"
      case .notNow: "not now"
      case .reopened: "reopened"
      }
    }

    /// Whether only whoever was hurt can say it.
    public var isOfTheHurt: Bool { self == .apologyReceived || self == .forgiving || self == .released }

    /// Whether an open violence entry suspends it: whoever is in danger must not be asked to come closer.
    ///
    /// That something happened, that it is not the time, and that it is open again can always be said.
    public var isSuspendedByViolence: Bool { self != .named && self != .notNow && self != .reopened }
  }

  /// A step as one of them says it was taken.
  public struct Account: Hashable, Sendable {
    /// The day of the account.
    public let day: Day
    /// The step that is said to be taken.
    public let step: Step
    /// Who says so.
    public let says: Client.ID
    /// In their own words.
    public let words: String?
    /// Why it was entered although an open risk entry suspends it; for the counselor alone.
    public fileprivate(set) var despite: Homework.Despite?
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// A step that somebody says was taken.
    public init(
      day: Day, step: Step, says: Client.ID, words: String? = nil, despite: Homework.Despite? = nil,
      audience: Audience? = nil
    ) throws(Problem) {
      self.audience = audience
      self.day = day
      self.step = step
      self.says = says
      self.words = try words.map { (text) throws(Problem) in try Wording.text(text, field: "step") }
      self.despite = despite
    }
  }

  /// How willing the hurt member is to come closer again, or how much the other does for it.
  public struct Standing: Hashable, Sendable {
    /// The day of the rating.
    public let day: Day
    /// Who rates; what is rated follows from the part they have in it.
    public let by: Client.ID
    /// 0 to 10.
    public let value: Int
    /// The session in which it was given, nil where none is named.
    public let session: RecordID?
    /// Who may know of it, where fewer may than of what it belongs to; nil for all of those.
    public let audience: Audience?

    /// A rating in 0 to 10.
    public init(
      day: Day, by: Client.ID, value: Int, session: RecordID?, audience: Audience? = nil
    ) throws(Problem) {
      self.audience = audience
      guard Rating.range.contains(value) else { throw Problem(.badData, "rate: \(value) is outside 0 to 10") }
      self.day = day
      self.by = by
      self.value = value
      self.session = session
    }
  }

  /// The injury's id, such as `i2`.
  public let id: RecordID
  /// Its member is who was hurt.
  public let fact: Fact
  /// Who did it.
  public let doneBy: Client.ID
  /// What happened.
  public let text: String
  /// Whether the hurt member wants it on pages for the couple.
  public private(set) var isOnPages: Bool
  /// Oldest first.
  public private(set) var accounts: [Account]
  /// Oldest first.
  public private(set) var standings: [Standing]

  /// A hurt of one member by another, with steps that each can say.
  public init(
    id: RecordID, fact: Fact, doneBy: Client.ID, text: String, isOnPages: Bool, accounts: [Account] = [],
    standings: [Standing] = []
  ) throws(Problem) {
    guard id.kind == .injury, let hurt = fact.member else {
      throw Problem(.internalFault, "id: \(id) is no injury of somebody")
    }
    guard hurt != doneBy else { throw Problem(.badData, "by: it is named by one and was done by another") }
    self.id = id
    self.fact = fact
    self.doneBy = doneBy
    self.text = try Wording.text(text, field: "injury")
    self.isOnPages = isOnPages
    for account in accounts where account.step.isOfTheHurt && account.says != hurt {
      throw Problem(.refused, "says: only who was hurt can say '\(account.step.title)'")
    }
    for standing in standings where standing.by != hurt && standing.by != doneBy {
      throw Problem(.refused, "by: it is rated by the two whom it concerns")
    }
    self.accounts = accounts.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
    self.standings = standings.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  /// The steps that somebody has said, each once, in the order in which they were said first.
  public var stepsSaid: [Step] {
    accounts.reduce(into: []) { steps, account in
      if !steps.contains(account.step) { steps.append(account.step) }
    }
  }

  /// The same, wanted on pages for the couple or not.
  public func with(isOnPages: Bool) -> Injury {
    var copy = self
    copy.isOnPages = isOnPages
    return copy
  }

  /// Who may know of a step: where one says that it is not the time, nobody but them and the counselor.
  ///
  /// On a page for both it would press; that the hurt may stand there is no leave for this.
  public func audience(of account: Account) -> Audience {
    audience(said: account.audience, by: account.step == .notNow ? account.says : nil)
  }

  /// Who may know how willing one is, or how much one does: whoever rated it and the counselor, whatever else was said.
  public func audience(of standing: Standing) -> Audience { audience(said: standing.audience, by: standing.by) }

  private func audience(said: Audience?, by owner: Client.ID?) -> Audience {
    fact.audience.narrowed(by: said ?? .joint).narrowed(by: owner.map(Audience.member) ?? .joint)
  }
}

extension Injury {
  /// Who may know when nothing is said: both.
  public static let usualAudience = Audience.joint

  /// Nil: an injury runs over many sessions, and its ratings name their own.
  public var givenIn: RecordID? { nil }

  /// What happened and the words of each account, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? {
    ([text] + accounts.compactMap(\.words)).joined(separator: "\n")
  }

  /// Each step that somebody says was taken, and each rating.
  public var parts: [RecordPart] {
    accounts.map { RecordPart($0.day, says: $0.says, "\($0.step.rawValue) \($0.words ?? "")") }
      + standings.map { RecordPart($0.day, says: $0.by, "\($0.value)") }
  }

  /// Whether a hurt stands on a page for the couple is for whoever was hurt to say; why a step was entered nevertheless is
  /// for no other reader than the counselor.
  public func shown(in sight: Sight) -> Injury? {
    guard isOnPages || sight.viewer == .counselor else { return nil }
    var copy = self
    // A supervisor reads whatever wasn't said to be one member's alone.
    copy.accounts.removeAll { account in
      !sight.shows(day: account.day, audience: sight.isForSupervision ? account.audience : audience(of: account))
    }
    copy.standings.removeAll { standing in
      !sight.shows(day: standing.day, audience: sight.isForSupervision ? standing.audience : audience(of: standing))
    }
    if !sight.isCounselors {
      for place in copy.accounts.indices { copy.accounts[place].despite = nil }
    }
    return copy
  }
}

extension Records {
  /// The hurts.
  public var injuries: [Injury] {
    get { self[Injury.self] }
    set { self[Injury.self] = newValue }
  }
}
