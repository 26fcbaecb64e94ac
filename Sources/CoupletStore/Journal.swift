public import CoupletCore
import GRDB

extension Practice {
  /// The journal, oldest first, of one couple or of the whole practice.
  public func journal(of couple: Couple.ID? = nil) throws(Problem) -> [JournalEntry] {
    try translatingFaults(path) {
      try queue.read { database in
        try StoredRow.all("journal", database, sql: "SELECT * FROM journal ORDER BY id").read(Self.entry)
          .filter { entry in couple.map(entry.couples.contains) ?? true }
      }
    }
  }

  /// The journal as far as it can be read, and what is said of the rows that can't.
  public func journalApart(
    of couple: Couple.ID? = nil
  ) throws(Problem) -> (entries: [JournalEntry], unread: [Problem]) {
    try translatingFaults(path) {
      try queue.read { database in
        let rows = try StoredRow.all("journal", database, sql: "SELECT * FROM journal ORDER BY id").sorted(Self.entry)
        return (
          rows.sound.filter { entry in couple.map(entry.couples.contains) ?? true }, rows.damaged.map(\.problem)
        )
      }
    }
  }

  /// What `undo` would take back, the last command first.
  public func undoable() throws(Problem) -> [JournalEntry] {
    try translatingFaults(path) { try queue.read(Self.undoable) }
  }

  /// Takes the last command back as a whole.
  ///
  /// - Parameters:
  ///   - expected: the command that was shown as the last one.
  ///   - agreed: what somebody said may be seen by more people than now.
  /// - Throws: refused when there is nothing to take back, or another command came in between.
  /// - Returns: the command that was taken back.
  public func undo(
    expected: RecordID, agreed: [Widening] = [], _ stamp: CommandStamp
  ) throws(Problem) -> Outcome<JournalEntry> {
    try gated(agreed) { database in
      guard let last = try Self.undoable(database).first else { throw Self.nothingToUndo }
      guard last.id == expected else {
        throw Problem(.refused, "\(expected) is no longer the last command; nothing was undone")
      }
      let change = Change(database: database, stamp: stamp, chain: chain)
      for couple in last.couples { change.touch(couple: couple) }
      for record in last.records { change.touch(record) }
      let before = try change.charts()
      try change.restore(imagesOf: last.id.number)
      return (last, try change.widenings(from: before), { try change.close(undoes: last.id.number) })
    }
  }

  /// The journal's name for pages that left; `undo` passes over it, for nobody can take them back.
  static let disclosing = "disclosure"

  /// The last command, where it is one that can't be taken back and so keeps all before it.
  ///
  /// - Parameter now: commands so old that none of their time can be taken back are no reason to give.
  public func undoBarrier(now: Instant) throws(Problem) -> JournalEntry? {
    try translatingFaults(path) {
      try queue.read { database in
        guard let last = try Self.notUndone(database).first, !last.hasImages else { return nil }
        let entry = last.entry
        let isRecent = now.seconds - entry.clock.seconds <= Change.undoDays * 86_400
        return isRecent && !entry.couples.isEmpty ? entry : nil
      }
    }
  }

  /// What is said when `undo` has nothing to do.
  public static var nothingToUndo: Problem {
    Problem(.refused, "there is nothing to undo", hint: "commands older than \(Change.undoDays) days stay as they are")
  }

  /// The commands that can be taken back one after the other: none below one whose images are gone.
  private static func undoable(_ database: Database) throws -> [JournalEntry] {
    try notUndone(database).prefix(while: \.hasImages).map(\.entry)
  }

  private static func notUndone(_ database: Database) throws -> [(entry: JournalEntry, hasImages: Bool)] {
    try StoredRow.all(
      "journal", database,
      sql: """
        SELECT *, EXISTS (SELECT 1 FROM journal_image WHERE journal = journal.id) AS has_images FROM journal
        WHERE undoes IS NULL AND command NOT IN (?, ?)
          AND id NOT IN (SELECT undoes FROM journal WHERE undoes IS NOT NULL)
        ORDER BY id DESC
        """, arguments: [receiving, disclosing]
    ).read { (try entry($0), try $0.value("has_images")) }
  }

  /// Whether the journal is as it was written, row by row.
  public func chainState() throws(Problem) -> ChainState {
    try translatingFaults(path) { try queue.read { try chain.verify($0) } }
  }

  static func entry(_ row: StoredRow) throws -> JournalEntry {
    guard let id = RecordID(.journal, try row.value("id")) else { throw row.damaged("it has no id") }
    let couples = try (row.value("couples") as String).split(separator: " ").map { text in
      guard let number = Int(text) else { throw row.damaged("couples has what is none") }
      return Couple.ID(number: number)
    }
    let records = try (row.value("records") as String).split(separator: " ").map { text in
      guard let id = RecordID(text) else { throw row.damaged("records has what is none") }
      return id
    }
    return JournalEntry(
      id: id, clock: try row.moment("clock"), offset: try row.value("zone_offset"), today: try row.day("today"),
      who: try row.value("who"),
      command: try row.value("command"), couples: couples, records: records,
      undoes: try (row.value("undoes") as Int?).flatMap { RecordID(.journal, $0) })
  }
}
