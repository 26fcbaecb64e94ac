public import CoupletCore

/// Homework of a document.
public struct DocumentHomework: Hashable, Sendable {
  /// What is to be done.
  public enum Task: Hashable, Sendable {
    /// The exercise of that id.
    case exercise(String)
    /// The counselor's own words.
    case own(title: String, text: String)
  }

  /// Who does it.
  public enum Recipients: Hashable, Sendable {
    case together, each
    /// The clients of these indices.
    case members([Int])
  }

  /// What one member did by one day.
  public struct Log: Hashable, Sendable {
    /// The day up to which it reports, not before the homework was given.
    public let day: Day
    /// The index of the member.
    public let member: Int
    /// How much was done, nil where the report says other things only.
    public let done: Homework.Done?
    /// 0 to 4.
    public let quality: Int?
    /// 0 to 4.
    public let difficulty: Int?
    /// 0 to 4.
    public let usefulness: Int?
    /// What was in the way, `other` where a word stands in the place of a code.
    public let barrier: Homework.Barrier?
    /// A word in the place of a code.
    public let barrierWord: String?
    /// The member's own words.
    public let words: String?
    /// Whether the counselor reports it, and not the member.
    public let isByCounselor: Bool
    /// Who may know of the report, nil for all who may know of the homework.
    public let audience: DocumentAudience?
  }

  /// The day it was given, not after today.
  public let day: Day
  /// Who it is for, nil where the session, the exercise and who does it decide.
  public let audience: DocumentAudience?
  /// An exercise, or what the counselor wrote.
  public let task: Task
  /// Who is to do it.
  public let recipients: Recipients
  /// The day by which, not before that of giving; nil for no day.
  public let due: Day?
  /// How often it is to be done, nil where no rhythm is set.
  public let every: Cadence?
  /// How many times in all, 1 to 1000; nil where that isn't set.
  public let times: Int?
  /// What it is for, for this couple.
  public let purpose: String?
  /// What may get in the way.
  public let obstacle: String?
  /// What they do then.
  public let plan: String?
  /// 0 to 10 by index of the client.
  public let confidence: [Int: Int]
  /// An index into the couple's sessions.
  public let session: Int?
  /// What each reports, in the order of the document.
  public let log: [Log]

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow([
      "date", "audience", "exercise", "title", "text", "for", "due", "every", "times", "purpose", "obstacle", "plan",
      "confidence", "session", "log",
    ])
    let day = try entry.required("date").pastDay()
    self.day = day
    audience = try chart.audience(of: entry)
    task = try Self.task(entry)
    recipients = try Self.recipients(entry.required("for"), chart)
    due = try entry.optional("due")?.day(notBefore: day, mayLieAhead: true)
    every = try entry.optional("every")?.cadence()
    times = try entry.optional("times")?.int(in: 1...1000)
    purpose = try entry.optional("purpose")?.text()
    obstacle = try entry.optional("obstacle")?.text()
    plan = try entry.optional("plan")?.text()
    confidence =
      try entry.optional("confidence").map { part throws(Problem) in try Self.confidence(part, chart) } ?? [:]
    session = try entry.optional("session").map { part throws(Problem) in try chart.session(part) }
    log = try entry.list("log") { part throws(Problem) in try Self.log(part, chart, given: day) }
  }

  private static func task(_ entry: PracticeDocumentReader) throws(Problem) -> Task {
    switch (entry.optional("exercise"), entry.optional("title"), entry.optional("text")) {
    case (let exercise?, nil, nil): .exercise(try exercise.key())
    case (nil, let title?, let text?): .own(title: try title.name(), text: try text.text())
    default: throw entry.problem("has to have either exercise, or title and text")
    }
  }

  private static func recipients(
    _ value: PracticeDocumentReader, _ chart: PracticeDocumentChart
  ) throws(Problem) -> Recipients {
    switch value.value {
    case .text("together"): return .together
    case .text("each"): return .each
    case .list(let list) where !list.isEmpty: return .members(try chart.list(value))
    default: throw value.problem("has to be together, each or a list of client keys")
    }
  }

  private static func confidence(
    _ group: PracticeDocumentReader, _ chart: PracticeDocumentChart
  ) throws(Problem) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for key in try group.keys() {
      let part = try group.required(key)
      guard let index = chart.clients[key], chart.members.contains(index) else {
        throw part.problem("is no member of this couple")
      }
      result[index] = try part.int(in: 0...10)
    }
    return result
  }

  private static func log(
    _ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart, given: Day
  ) throws(Problem) -> Log {
    try entry.allow([
      "date", "member", "done", "quality", "difficulty", "usefulness", "barrier", "words", "by_counselor", "audience",
    ])
    let barrier = try entry.optional("barrier")?.name()
    let known = barrier.map(Homework.Log.barrier(stored:))
    let log = Log(
      day: try entry.required("date").day(notBefore: given),
      member: try chart.member(entry.required("member")),
      done: try entry.optional("done")?.done(),
      quality: try entry.optional("quality")?.int(in: 0...4),
      difficulty: try entry.optional("difficulty")?.int(in: 0...4),
      usefulness: try entry.optional("usefulness")?.int(in: 0...4),
      barrier: known?.barrier, barrierWord: known?.word,
      words: try entry.optional("words")?.text(),
      isByCounselor: try entry.optional("by_counselor")?.bool() ?? false,
      audience: try chart.audience(of: entry))
    guard
      log.done != nil || log.quality != nil || log.difficulty != nil || log.usefulness != nil || log.barrier != nil
        || log.words != nil
    else { throw entry.problem("there is nothing to log") }
    return log
  }
}

/// A promise of a document.
public struct DocumentPromise: Hashable, Sendable {
  /// What somebody says became of it.
  public struct Mark: Hashable, Sendable {
    /// The day of the account, not before that of the promise.
    public let day: Day
    /// What is said to have become of it.
    public let outcome: Promise.Outcome
    /// The index of the member who says so, nil for the counselor's own record.
    public let says: Int?
    /// The day to which it was moved, where it was agreed anew.
    public let due: Day?
  }

  /// What was done about it after it wasn't wholly kept.
  public struct Repair: Hashable, Sendable {
    /// The day of the repair, not before that of the promise.
    public let day: Day
    /// The index of the member who says so, nil for the counselor's own record.
    public let says: Int?
    /// What was done, nil where the document doesn't say.
    public let words: String?
  }

  /// The day it was made, not after today.
  public let day: Day
  /// Who it is for, nil for all members.
  public let audience: DocumentAudience?
  /// The index of the member who promised.
  public let by: Int
  /// The index of the member to whom, nil for all others.
  public let to: Int?
  /// The day by which, not before that of the promise; nil for none.
  public let due: Day?
  /// How often it is to be kept, nil for a single thing.
  public let every: Cadence?
  /// How much it asks, nil where the document doesn't say.
  public let size: Promise.Size?
  /// What was promised.
  public let text: String
  /// What each says, in the order of the document.
  public let marks: [Mark]
  /// What was done about it, in the order of the document.
  public let repairs: [Repair]

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "by", "to", "due", "every", "size", "text", "marks", "repairs"])
    let day = try entry.required("date").pastDay()
    self.day = day
    audience = try chart.audience(of: entry)
    by = try chart.member(entry.required("by"))
    to = try entry.optional("to").map { part throws(Problem) in try chart.member(part) }
    if to == by { throw try entry.required("to").problem("a promise is made to somebody else") }
    due = try entry.optional("due")?.day(notBefore: day, mayLieAhead: true)
    every = try entry.optional("every")?.cadence()
    size = try entry.optional("size")?.choice(Promise.Size.self)
    text = try entry.required("text").text()
    marks = try entry.list("marks") { part throws(Problem) in
      try part.allow(["date", "outcome", "says", "due"])
      let marked = try part.required("date").day(notBefore: day)
      let outcome = try part.required("outcome").choice(Promise.Outcome.self)
      if outcome != .renegotiated, let due = part.optional("due") {
        throw due.problem("a new day by which belongs to renegotiated")
      }
      return Mark(
        day: marked, outcome: outcome,
        says: try part.optional("says").map { says throws(Problem) in try chart.member(says) },
        due: try part.optional("due")?.day(notBefore: marked, mayLieAhead: true))
    }
    repairs = try entry.list("repairs") { part throws(Problem) in
      try part.allow(["date", "says", "words"])
      return Repair(
        day: try part.required("date").day(notBefore: day),
        says: try part.optional("says").map { says throws(Problem) in try chart.member(says) },
        words: try part.optional("words")?.text())
    }
  }
}
