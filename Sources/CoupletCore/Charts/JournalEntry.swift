/// A changing command as the journal keeps it: who did what when, never a record's text.
public struct JournalEntry: Hashable, Sendable {
  /// The command's own id, such as `j12`.
  public let id: RecordID
  /// When, by the clock.
  public let clock: Instant
  /// Seconds that the wall clock went east of UTC where it was given, nil for commands of which nobody knows.
  public let offset: Int?
  /// The day that the command was told to take as today, nil where it took the clock's.
  public let today: Day?
  /// Who ran it, by the system's login name.
  public let who: String
  /// The command's name, as `session add`.
  public let command: String
  /// The couples whose charts it changed.
  public let couples: [Couple.ID]
  /// The records it added or changed.
  public let records: [RecordID]
  /// The command that it took back, for an undo.
  public let undoes: RecordID?

  /// A journal entry.
  public init(
    id: RecordID, clock: Instant, offset: Int? = nil, today: Day?, who: String, command: String, couples: [Couple.ID],
    records: [RecordID], undoes: RecordID?
  ) {
    self.id = id
    self.clock = clock
    self.offset = offset
    self.today = today
    self.who = who
    self.command = command
    self.couples = couples
    self.records = records
    self.undoes = undoes
  }
}
