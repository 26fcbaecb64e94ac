public import CoupletCore

/// A jot of a document.
public struct DocumentJot: Hashable, Sendable {
  /// The day it was written, not after today.
  public let day: Day
  /// The time of day on the wall clock.
  public let time: MinuteOfDay
  /// Who it is for, nil for the counselor.
  public let audience: DocumentAudience?
  /// The line itself.
  public let text: String

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "time", "audience", "text"])
    day = try entry.required("date").pastDay()
    time = try entry.required("time").time()
    audience = try chart.audience(of: entry)
    text = try entry.required("text").text()
  }
}

/// An agenda line of a document.
public struct DocumentAgendaLine: Hashable, Sendable {
  /// The day it was written, not after today.
  public let day: Day
  /// Who it is for, nil for the counselor.
  public let audience: DocumentAudience?
  /// Whether it is the counselor's to do.
  public let isMine: Bool
  /// What is to be brought up or done.
  public let text: String
  /// The day it was dealt with, nil while it is open.
  public let done: Day?

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "mine", "text", "done"])
    day = try entry.required("date").pastDay()
    audience = try chart.audience(of: entry)
    isMine = try entry.optional("mine")?.bool() ?? false
    text = try entry.required("text").text()
    done = try entry.optional("done")?.day(notBefore: day)
  }
}

/// A contact of a document.
public struct DocumentContact: Hashable, Sendable {
  /// Who it was with.
  public enum Party: Hashable, Sendable {
    /// The client of that index.
    case member(Int)
    /// A third person.
    case other(String)
  }

  /// The day of the contact, not after today.
  public let day: Day
  /// Who it is for, nil for the member with whom it was, else for the counselor.
  public let audience: DocumentAudience?
  /// A member or a third person.
  public let with: Party
  /// Whether it came by phone, text or mail.
  public let mode: Contact.Mode
  /// How many minutes it took, 1 to 1440; nil where the document doesn't say.
  public let minutes: Int?
  /// What was said or written.
  public let text: String

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "member", "other", "mode", "minutes", "text"])
    day = try entry.required("date").pastDay()
    audience = try chart.audience(of: entry)
    switch (entry.optional("member"), entry.optional("other")) {
    case (let member?, nil): with = .member(try chart.member(member))
    case (nil, let other?): with = .other(try other.name())
    default: throw entry.problem("has to have member or other, one of the two")
    }
    mode = try entry.required("mode").choice(Contact.Mode.self)
    minutes = try entry.optional("minutes")?.int(in: 1...Session.longest)
    text = try entry.required("text").text()
  }
}

/// An entry of a document.
public struct DocumentEntry: Hashable, Sendable {
  /// The day of the entry, not after today.
  public let day: Day
  /// Who it is for, nil where its kind decides.
  public let audience: DocumentAudience?
  /// What it records.
  public let kind: Entry.Kind
  /// The index of the member it comes from.
  public let by: Int?
  /// The index of the member who noticed it.
  public let noticedBy: Int?
  /// One of the kind's codes.
  public let code: String?
  /// How often what was agreed is to happen; nil for all that isn't agreed.
  public let every: Cadence?
  /// The first day to look at it again, not before that of the entry.
  public let review: Day?
  /// What was said or seen.
  public let text: String
  /// Oldest first.
  public let reviews: [Entry.Review]

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow([
      "date", "audience", "kind", "code", "by", "noticed_by", "every", "review", "text", "reviews",
    ])
    let day = try entry.required("date").pastDay()
    self.day = day
    audience = try chart.audience(of: entry)
    kind = try entry.required("kind").choice(Entry.Kind.self)
    by = try entry.optional("by").map { part throws(Problem) in try chart.member(part) }
    noticedBy = try entry.optional("noticed_by").map { part throws(Problem) in try chart.member(part) }
    let kind = kind
    code = try entry.optional("code").map { part throws(Problem) in
      let code = try part.name()
      guard kind.codes.contains(code) else {
        throw part.problem("'\(code.shownOnOneLine(limit: 40))' is no code of \(kind.rawValue)")
      }
      return code
    }
    if kind == .crack, code == nil { throw entry.problem("a crack has a code") }
    every = try entry.optional("every")?.cadence()
    if every != nil, kind != .agreement { throw try entry.required("every").problem("only an agreement recurs") }
    review = try entry.optional("review")?.day(notBefore: day, mayLieAhead: true)
    text = try entry.required("text").text()
    reviews = try entry.list("reviews") { part throws(Problem) in
      try part.allow(["date", "review", "text"])
      let looked = try part.required("date").day(notBefore: day)
      return try Entry.Review(
        day: looked, next: try part.optional("review")?.day(notBefore: looked, mayLieAhead: true),
        words: try part.optional("text")?.text())
    }
    if kind == .leaving, let audience, audience != .counselor {
      throw try entry.required("audience").problem("talk of leaving is the counselor's only")
    }
  }
}

/// A small win of a document.
public struct DocumentWin: Hashable, Sendable {
  /// The day of the win, not after today.
  public let day: Day
  /// Who it is for, nil for all members.
  public let audience: DocumentAudience?
  /// The index of the member it comes from.
  public let by: Int?
  /// The index of the member who noticed it.
  public let noticedBy: Int?
  /// What went well.
  public let text: String

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "by", "noticed_by", "text"])
    day = try entry.required("date").pastDay()
    audience = try chart.audience(of: entry)
    by = try entry.optional("by").map { part throws(Problem) in try chart.member(part) }
    noticedBy = try entry.optional("noticed_by").map { part throws(Problem) in try chart.member(part) }
    text = try entry.required("text").text()
  }
}
