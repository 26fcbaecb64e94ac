/// A record that was entered in error: it stays as it was and leaves every figure, list, search, page and export.
public struct Strike: Hashable, Sendable {
  /// The record that was struck, such as `n12`.
  public let record: RecordID
  /// When, by the clock.
  public let clock: Instant
  /// Who struck it: the counselor's name, or the system's login name where none is entered.
  public let who: String
  /// Why it was struck, on one line.
  public let why: String
  /// The record in the right chart that was opened with its text, nil where there is none.
  public let movedTo: RecordID?

  /// A strike with its reason.
  public init(record: RecordID, clock: Instant, who: String, why: String, movedTo: RecordID? = nil) throws(Problem) {
    self.record = record
    self.clock = clock
    self.who = who
    self.why = try Wording.name(why, field: "why")
    self.movedTo = movedTo
  }
}
