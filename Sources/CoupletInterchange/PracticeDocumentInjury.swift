public import CoupletCore

/// A hurt of a document, with what each says of the way since.
public struct DocumentInjury: Hashable, Sendable {
  /// A step as one of them says it was taken.
  public struct Account: Hashable, Sendable {
    /// The day of the account, not before that of the injury.
    public let day: Day
    /// The step that is said to be taken.
    public let step: Injury.Step
    /// The index of the member who says so.
    public let says: Int
    /// In their own words, nil where there are none.
    public let words: String?
  }

  /// A rating by one of the two.
  public struct Standing: Hashable, Sendable {
    /// The day of the rating, not before that of the injury.
    public let day: Day
    /// The index of the member who rates.
    public let by: Int
    /// 0 to 10.
    public let value: Int
  }

  /// The day it was named, not after today.
  public let day: Day
  /// Who it is for, nil for all members.
  public let audience: DocumentAudience?
  /// The index of the member who was hurt.
  public let hurt: Int
  /// The index of the member who did it.
  public let by: Int
  /// What happened.
  public let text: String
  /// Whether who was hurt wants it on pages for the couple.
  public let isOnPages: Bool
  /// The steps that were said, in the order of the document.
  public let accounts: [Account]
  /// The ratings, in the order of the document.
  public let standings: [Standing]

  init(_ entry: PracticeDocumentReader, _ chart: PracticeDocumentChart) throws(Problem) {
    try entry.allow(["date", "audience", "hurt", "by", "text", "on_pages", "steps", "ratings"])
    let day = try entry.required("date").pastDay()
    let hurt = try chart.member(entry.required("hurt"))
    let by = try chart.member(entry.required("by"))
    if hurt == by { throw try entry.required("by").problem("it is named by one and was done by another") }
    self.day = day
    self.hurt = hurt
    self.by = by
    audience = try chart.audience(of: entry)
    text = try entry.required("text").text()
    isOnPages = try entry.optional("on_pages")?.bool() ?? false
    accounts = try entry.list("steps") { part throws(Problem) in
      try part.allow(["date", "step", "says", "words"])
      let account = Account(
        day: try part.required("date").day(notBefore: day),
        step: try part.required("step").choice(Injury.Step.self), says: try chart.member(part.required("says")),
        words: try part.optional("words")?.text())
      if account.step.isOfTheHurt, account.says != hurt {
        throw try part.required("says").problem("only who was hurt can say '\(account.step.title)'")
      }
      return account
    }
    standings = try entry.list("ratings") { part throws(Problem) in
      try part.allow(["date", "by", "value"])
      let rater = try chart.member(part.required("by"))
      if rater != hurt, rater != by {
        throw try part.required("by").problem("it is rated by the two whom it concerns")
      }
      return Standing(
        day: try part.required("date").day(notBefore: day), by: rater,
        value: try part.required("value").int(in: Rating.range))
    }
  }
}
