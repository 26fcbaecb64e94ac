public import CoupletCore

/// One member's sheet of a scale in a document.
public struct DocumentMeasure: Hashable, Sendable {
  /// The day it was filled in, not after today.
  public let day: Day
  /// Who it is for, nil where the scale and the session decide.
  public let audience: DocumentAudience?
  /// The index of the member who answered.
  public let member: Int
  /// The scale's id; that it exists and the answers fit it isn't checked here.
  public let scale: String
  /// How the answers were taken.
  public let mode: Administration.Mode
  /// Whether the partners answered apart, nil where that isn't known.
  public let apart: Bool?
  /// An index into the couple's sessions.
  public let session: Int?
  /// Answers or a total, never both.
  public let entered: Measure.Entered

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "member", "scale", "mode", "apart", "session", "answers", "total"])
    day = try entry.required("date").pastDay()
    audience = try chart.audience(of: entry)
    member = try chart.member(entry.required("member"))
    scale = try entry.required("scale").key()
    mode = try entry.required("mode").choice(Administration.Mode.self)
    apart = try entry.optional("apart")?.bool()
    session = try entry.optional("session").map { part throws(Problem) in try chart.session(part) }
    switch (entry.optional("answers"), entry.optional("total")) {
    case (let answers?, nil):
      let list = try entry.list("answers") { part throws(Problem) in try part.answer() }
      guard !list.isEmpty else { throw answers.problem("is empty") }
      entered = .answers(list)
    case (nil, let total?): entered = .total(try total.double())
    default: throw entry.problem("has to have answers or total, one of the two")
    }
  }
}

/// One member's practice ratings in a document.
public struct DocumentRating: Hashable, Sendable {
  /// The day of the ratings, not after today.
  public let day: Day
  /// Who it is for, nil for those who may know of the session, or all members without one.
  public let audience: DocumentAudience?
  /// The index of the member who rated.
  public let member: Int
  /// An index into the couple's sessions.
  public let session: Int?
  /// What was said to each question; what isn't here wasn't entered.
  public let values: [Domain: Rating.Value]
  /// Tension as the session began, 0 to 10.
  public let tensionStart: Int?
  /// Tension as it ended, 0 to 10.
  public let tensionEnd: Int?
  /// Only in a rating for the counselor that has nothing else.
  public let alliance: Int?

  /// One rating, or two where alliance stands beside others: it is the counselor's alone, whoever the rest is for.
  static func read(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) -> [DocumentRating]
  {
    try entry.allow(["date", "audience", "member", "session", "values", "tension_start", "tension_end", "alliance"])
    let day = try entry.required("date").pastDay()
    let member = try chart.member(entry.required("member"))
    let session = try entry.optional("session").map { part throws(Problem) in try chart.session(part) }
    let rest = DocumentRating(
      day: day, audience: try chart.audience(of: entry), member: member, session: session,
      values: try entry.optional("values").map { part throws(Problem) in try values(part) } ?? [:],
      tensionStart: try entry.optional("tension_start")?.int(in: Rating.range),
      tensionEnd: try entry.optional("tension_end")?.int(in: Rating.range), alliance: nil)
    let hasRest = !rest.values.isEmpty || rest.tensionStart != nil || rest.tensionEnd != nil
    guard let alliance = try entry.optional("alliance")?.int(in: Rating.range) else {
      guard hasRest else { throw entry.problem("there is nothing to enter") }
      return [rest]
    }
    if !hasRest, let audience = rest.audience, audience != .counselor {
      throw try entry.required("audience").problem("alliance is the counselor's only")
    }
    let own = DocumentRating(
      day: day, audience: .counselor, member: member, session: session, values: [:], tensionStart: nil,
      tensionEnd: nil, alliance: alliance)
    return hasRest ? [rest, own] : [own]
  }

  private static func values(_ group: PracticeDocumentReader) throws(Problem) -> [Domain: Rating.Value] {
    try group.allow(Domain.allCases.map(\.rawValue))
    var result: [Domain: Rating.Value] = [:]
    for domain in Domain.allCases {
      if let part = group.optional(domain.rawValue) { result[domain] = try part.rating() }
    }
    return result
  }
}

/// A goal of a document.
public struct DocumentGoal: Hashable, Sendable {
  /// How near somebody finds it.
  public struct Standing: Hashable, Sendable {
    /// The day of the rating, not before that of the goal.
    public let day: Day
    /// The index of the member who rates, nil for the couple together.
    public let by: Int?
    /// 0 to 10.
    public let value: Int
  }

  /// The day it was set, not after today.
  public let day: Day
  /// Who it is for, nil for all members.
  public let audience: DocumentAudience?
  /// The index of the member whose goal it is, nil for the couple's.
  public let member: Int?
  /// What is to be reached.
  public let text: String
  /// The ratings, in the order of the document.
  public let standings: [Standing]
  /// The day it was closed, nil while it is open.
  public let closed: Day?

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "member", "text", "standings", "closed"])
    let day = try entry.required("date").pastDay()
    self.day = day
    audience = try chart.audience(of: entry)
    member = try entry.optional("member").map { part throws(Problem) in try chart.member(part) }
    text = try entry.required("text").text()
    standings = try entry.list("standings") { part throws(Problem) in
      try part.allow(["date", "by", "value"])
      return Standing(
        day: try part.required("date").day(notBefore: day),
        by: try part.optional("by").map { by throws(Problem) in try chart.member(by) },
        value: try part.required("value").int(in: Rating.range))
    }
    closed = try entry.optional("closed")?.day(notBefore: day)
  }
}

/// What a member of a document wants of the treatment.
public struct DocumentAim: Hashable, Sendable {
  /// The day on which it was said, not after today.
  public let day: Day
  /// Who it is for, nil for the member alone.
  public let audience: DocumentAudience?
  /// The index of the member.
  public let member: Int
  /// What the member wants.
  public let kind: Aim.Kind

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "member", "aim"])
    day = try entry.required("date").pastDay()
    audience = try chart.audience(of: entry)
    member = try chart.member(entry.required("member"))
    kind = try entry.required("aim").choice(Aim.Kind.self)
  }
}
