/// An exercise, or the counselor's own words, given to a couple; one record with a log, never spawned copies.
public struct Homework: Hashable, Recorded {
  /// Who does it.
  public enum Recipients: Hashable, Sendable {
    /// The members do it with each other.
    case together
    /// Every member does it for themselves.
    case each
    /// These members, in ascending order of their ids.
    case members([Client.ID])

    /// Who they are of a couple, on the day on which it is given.
    public func members(of couple: Couple, on day: Day) -> [Client.ID] {
      switch self {
      case .together, .each: couple.members(on: day)
      case .members(let members): members
      }
    }
  }

  /// A definition that stands in the practice file, by id and version.
  public struct Template: Hashable, Sendable {
    /// The exercise's short name, as `say-it-back`.
    public let id: String
    /// The version that the couple got, from 1 up.
    public let version: Int

    /// A reference to an exercise.
    public init(id: String, version: Int) {
      self.id = id
      self.version = version
    }
  }

  /// How much of it was done on one report.
  public enum Done: Hashable, Sendable {
    /// 0 none, 1 a bit, 2 half, 3 most, 4 all.
    case graded(Int)
    /// So many times of so many.
    case counted(Int, of: Int)
    /// Not done, for a good reason: it counts neither for nor against.
    case excused

    /// Reads `3`, `5/7`, `excused` or `good-reason`, nil when the text is anything else.
    public init?(_ text: String) {
      if text == "excused" || text == "good-reason" {
        self = .excused
        return
      }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 2, let count = Int(parts[0]), let all = Int(parts[1]), (1...1000).contains(all),
        (0...all).contains(count)
      {
        self = .counted(count, of: all)
      } else if parts.count == 1, let grade = Int(parts[0]), (0...4).contains(grade) {
        self = .graded(grade)
      } else {
        return nil
      }
    }

    /// Whether it was begun and not mostly done, so that it counts as no time and yet isn't nothing.
    public var isPartly: Bool { self == .graded(1) || self == .graded(2) }

    /// The part that was done, 0 to 1; nil where it doesn't count.
    public var share: Double? {
      switch self {
      case .graded(let grade): Double(grade) / 4
      case .counted(let count, let all): Double(count) / Double(all)
      case .excused: nil
      }
    }

    /// Times done, of how many: a grade of most or all is once; nil where it doesn't count.
    public var times: (done: Int, of: Int)? {
      switch self {
      case .graded(let grade): (grade >= 3 ? 1 : 0, 1)
      case .counted(let count, let all): (count, all)
      case .excused: nil
      }
    }

    /// `3`, `5/7` or `excused`.
    public var description: String {
      switch self {
      case .graded(let grade): "\(grade)"
      case .counted(let count, let all): "\(count)/\(all)"
      case .excused: "excused"
      }
    }

    /// The same as pages say it.
    public var words: String { self == .excused ? "not done – good reason" : description }
  }

  /// What one member did by one day.
  public struct Log: Hashable, Sendable {
    /// The day up to which it reports.
    public let day: Day
    /// Whose doing it is about, whoever reports it.
    public let member: Client.ID
    /// How much was done, nil where the report says other things only.
    public let done: Done?
    /// 0 to 4.
    public let quality: Int?
    /// 0 to 4.
    public let difficulty: Int?
    /// 0 to 4.
    public let usefulness: Int?
    /// What was in the way, for the counselor alone.
    public let barrier: Barrier?
    /// The word that stands for it in files from before there were codes, then read as `other`; for the counselor alone.
    public let barrierWord: String?
    /// The member's own words.
    public let words: String?
    /// Whether the counselor reports it, and not the member.
    public let isByCounselor: Bool
    /// Who may know of the report.
    public let audience: Audience

    /// A report with at least one thing in it; grades lie in 0 to 4.
    public init(
      day: Day, member: Client.ID, done: Done?, quality: Int? = nil, difficulty: Int? = nil, usefulness: Int? = nil,
      barrier: Barrier? = nil, barrierWord: String? = nil, words: String? = nil, isByCounselor: Bool = false,
      audience: Audience
    ) throws(Problem) {
      for (field, grade) in [("quality", quality), ("difficulty", difficulty), ("usefulness", usefulness)] {
        if let grade, !(0...4).contains(grade) { throw Problem(.badData, "\(field): \(grade) is outside 0 to 4") }
      }
      guard done != nil || quality != nil || difficulty != nil || usefulness != nil || barrier != nil || words != nil
      else { throw Problem(.badData, "done: there is nothing to log") }
      self.day = day
      self.member = member
      self.done = done
      self.quality = quality
      self.difficulty = difficulty
      self.usefulness = usefulness
      self.barrier = barrier
      if let barrierWord {
        guard barrier == .other else { throw Problem(.badData, "barrier: a word goes with other only") }
        self.barrierWord = try Wording.name(barrierWord, field: "barrier")
      } else {
        self.barrierWord = nil
      }
      if let words { self.words = try Wording.text(words, field: "homework log") } else { self.words = nil }
      self.isByCounselor = isByCounselor
      self.audience = audience
    }

    /// The member's words for the counselor, who reads an old word for what was in the way before them.
    public var wordsWithBarrier: String? {
      let parts = [barrierWord, words].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    /// What a file has where codes stand: a code, or a word from before there were any.
    public static func barrier(stored text: String) -> (barrier: Barrier, word: String?) {
      Barrier(rawValue: text).map { ($0, nil) } ?? (.other, text)
    }
  }

  /// What is settled when it is given.
  public struct Terms: Hashable, Sendable {
    /// Who is to do it.
    public var recipients: Recipients = .together
    /// The day by which, nil for no day.
    public var due: Day?
    /// How often it is to be done, nil where no rhythm is set.
    public var every: Cadence?
    /// How many times in all.
    public var times: Int?
    /// What it is for, for this couple.
    public var purpose: String?
    /// What may get in the way.
    public var obstacle: String?
    /// What they do then.
    public var plan: String?
    /// How sure each is of doing it, 0 to 10.
    public var confidence: [Client.ID: Int] = [:]
    /// The session in which it was given.
    public var session: RecordID?
    /// The goal that it serves.
    public var goal: RecordID?

    /// Terms with nothing settled but that they do it together.
    public init() {}
  }

  /// What was decided when it was looked at.
  public struct Review: Hashable, Sendable {
    /// The decisions; the last two end it.
    public enum Decision: String, Sendable, CaseIterable {
      case keep, shrink, change, drop
      case setAside = "set-aside"

      /// Whether it is taken back.
      public var endsIt: Bool { self == .drop || self == .setAside }
    }

    /// The day on which it was looked at.
    public let day: Day
    /// What becomes of it; others than the counselor read every end as set aside.
    public private(set) var decision: Decision
    /// For the counselor alone.
    public private(set) var why: String?
    /// The session in which it was decided, nil where none is named.
    public private(set) var session: RecordID?

    /// A decision.
    public init(day: Day, decision: Decision, why: String?, session: RecordID?) throws(Problem) {
      self.day = day
      self.decision = decision
      self.why = try why.map { (text) throws(Problem) in try Wording.name(text, field: "why") }
      self.session = session
    }

    /// That it was taken back, with nothing of how or why.
    fileprivate var asSetAside: Review {
      var copy = self
      (copy.decision, copy.why, copy.session) = (.setAside, nil, nil)
      return copy
    }
  }

  /// That it was given although an open risk entry suspends it; for the counselor alone.
  public struct Despite: Hashable, Sendable {
    /// The risk entry that was open, such as `r3`.
    public let risk: RecordID
    /// The counselor's reason, on one line.
    public let why: String

    /// A reason.
    public init(risk: RecordID, why: String) throws(Problem) {
      self.risk = risk
      self.why = try Wording.name(why, field: "why")
    }
  }

  /// The homework's id, such as `h12`.
  public let id: RecordID
  /// Its day is that of giving; it comes from no member.
  public let fact: Fact
  /// The exercise that it was made from, nil for the counselor's own words.
  public let exercise: Template?
  /// What pages call it, one line of at most 200 characters.
  public let title: String
  /// The text as this couple got it.
  public let text: String
  /// What was settled when it was given.
  public let terms: Terms
  /// Oldest first.
  public private(set) var log: [Log]
  /// Oldest first.
  public private(set) var reviews: [Review]
  /// Why it was given although a risk entry suspends it, nil where none does.
  public private(set) var despite: Despite?

  /// Homework that isn't due before it was given, with confidence in 0 to 10.
  public init(
    id: RecordID, fact: Fact, exercise: Template?, title: String, text: String, terms: Terms, log: [Log] = [],
    reviews: [Review] = [], despite: Despite? = nil
  ) throws(Problem) {
    guard id.kind == .homework else { throw Problem(.internalFault, "id: \(id) is no homework") }
    if let goal = terms.goal, goal.kind != .goal { throw Problem(.internalFault, "goal: \(goal) is no goal") }
    if let due = terms.due, due < fact.day {
      throw Problem(.badData, "due: \(due) lies before the day it was given, \(fact.day)")
    }
    for confidence in terms.confidence.values where !(0...10).contains(confidence) {
      throw Problem(.badData, "confidence: \(confidence) is outside 0 to 10")
    }
    if let times = terms.times, !(1...1000).contains(times) {
      throw Problem(.badData, "times: \(times) is outside 1 to 1000")
    }
    var clean = terms
    clean.purpose = try Self.clean(terms.purpose, "purpose")
    clean.obstacle = try Self.clean(terms.obstacle, "obstacle")
    clean.plan = try Self.clean(terms.plan, "plan")
    self.id = id
    self.fact = fact
    self.exercise = exercise
    self.title = try Wording.name(title, field: "title")
    self.text = try Wording.text(text, field: "homework")
    self.terms = clean
    self.log = log.sorted { $0.day < $1.day }
    // In the order of entering: what was decided last counts, whatever day it is of.
    self.reviews = reviews
    self.despite = despite
  }

  private static func clean(_ text: String?, _ field: String) throws(Problem) -> String? {
    guard let text else { return nil }
    return try Wording.text(text, field: field)
  }

  /// Who was asked to do it.
  public func members(of couple: Couple) -> [Client.ID] { terms.recipients.members(of: couple, on: fact.day) }

  /// Whether it still runs on a day: it is over once a session was held on its last day or later, where it was talked
  /// about.
  func isOpen(on today: Day, sessions: [Session], of couple: Couple) -> Bool {
    guard !isTakenBack else { return false }
    // Without a day, what is to be done once is over when all have said what they did.
    guard let last = terms.due ?? (terms.every == nil ? reported(by: members(of: couple)) : nil) else { return true }
    // What was kept when it was looked at goes on.
    if reviews.contains(where: { $0.day >= last }) { return true }
    // An hour of which those who have the homework know nothing ends nothing.
    return !sessions.contains { session in
      session.status == .held && session.fact.day >= last && session.fact.day < today
        && session.fact.audience.isOpen(to: fact.audience)
    }
  }

  /// The day by which all of them have reported, nil where somebody hasn't.
  private func reported(by members: [Client.ID]) -> Day? {
    let days = Dictionary(log.filter { $0.done != nil }.map { ($0.member, $0.day) }) { $1 }
    return members.allSatisfy { days[$0] != nil } ? days.values.max() : nil
  }

  /// What a member says was done of it, oldest first: one report a day, the last, as a second one corrects the first; what
  /// wasn't done for a good reason counts neither for nor against.
  func occasions(of member: Client.ID) -> [Log] {
    log.filter { $0.member == member && $0.done != nil }.reduce(into: []) { logs, log in
      if logs.last?.day == log.day { logs.removeLast() }
      logs.append(log)
    }.filter { $0.done != .excused }
  }

  /// Whether the counselor took it back.
  public var isTakenBack: Bool { reviews.last?.decision.endsIt ?? false }

  /// The same as others than the counselor may know it: whether it was taken back, and nothing of why or of other looks.
  var withoutReasons: Homework {
    var copy = self
    copy.reviews = isTakenBack ? reviews.suffix(1).map(\.asSetAside) : []
    copy.despite = nil
    return copy
  }
}

extension Homework {
  /// Who may know when nothing is said: what is given in a session that one had alone is theirs, and so is what one alone
  /// is given to clarify whether to stay; of other homework it is no secret who does it.
  public static func usualAudience(in session: Session?, _ exercise: Exercise?, for recipients: Recipients) -> Audience
  {
    let usual = session?.fact.audience ?? .joint
    guard let exercise, !exercise.aims.isEmpty, !exercise.aims.contains(.improve),
      case .members(let members) = recipients, members.count == 1
    else { return usual }
    return usual.narrowed(by: .member(members[0]))
  }

  /// The session in which it was given, nil where none is named.
  public var givenIn: RecordID? { terms.session }

  /// The text as the couple got it and the words of the reports, whoever searches.
  public func searchedText(byCounselor: Bool) -> String? { ([text] + log.compactMap(\.words)).joined(separator: "\n") }

  /// Each report and each look at it.
  public var parts: [RecordPart] {
    log.map { RecordPart($0.day, says: $0.member, "log \($0.words ?? "") \(String(describing: $0.done))") }
      + reviews.map { RecordPart($0.day, "review") }
  }

  /// The reports that the sight shows; of decisions others than the counselor read only that it was taken back.
  public func shown(in sight: Sight) -> Homework? {
    var copy = self
    copy.log.removeAll { !sight.shows(day: $0.day, audience: $0.audience) }
    copy.reviews.removeAll { !sight.shows(day: $0.day) }
    return sight.isCounselors ? copy : copy.withoutReasons
  }
}

extension Records {
  /// The homework.
  public var homework: [Homework] {
    get { self[Homework.self] }
    set { self[Homework.self] = newValue }
  }
}
