public import CoupletCore
import GRDB

extension RecordReader {
  /// The strikes that stand.
  func strikes() throws -> [Strike] {
    try StoredRow.all(
      "strike", database,
      sql: """
        SELECT strike.*, struck.letter, struck.number, moved.letter AS moved_to_letter, moved.number AS moved_to_number
        FROM strike JOIN fact AS struck ON struck.id = strike.fact LEFT JOIN fact AS moved ON moved.id = moved_to
        WHERE struck.couple = ? AND lifted IS NULL
        """, arguments: [couple.number]
    ).read { row in
      try Strike(
        record: row.id(), clock: row.moment("clock"), who: row.value("who"), why: row.value("why"),
        movedTo: row.record(in: "moved_to"))
    }
  }
}

extension Practice {
  /// Every record that was entered in error and stands so.
  public func struckRecords() throws(Problem) -> Set<RecordID> {
    try translatingFaults(path) {
      try queue.read { database in
        Set(
          try StoredRow.all(
            "strike", database,
            sql: "SELECT letter, number FROM strike JOIN fact ON fact.id = strike.fact WHERE lifted IS NULL"
          ).sorted { try $0.id() }.sound)
      }
    }
  }
}

/// What was entered in error.
extension Change {
  /// Strikes a record: it stays as it was and leaves everything.
  public func strike(_ record: RecordID, of couple: Couple.ID, why: String, movedTo: RecordID? = nil) throws {
    let counselor = try Practice.counselor(database)
    let strike = try Strike(
      record: record, clock: clock, who: counselor.name ?? stamp.who, why: why, movedTo: movedTo)
    touch(couple: couple, record: record)
    try insert(
      "strike",
      [
        "fact": try key(of: record), "clock": strike.clock.description, "who": strike.who, "why": strike.why,
        "moved_to": try movedTo.map(key),
      ])
  }

  /// Lifts a strike: the record is there again.
  public func lift(_ strike: Strike, of couple: Couple.ID, why: String) throws {
    touch(couple: couple, record: strike.record)
    let row = try Int64.fetchOne(
      database, sql: "SELECT id FROM strike WHERE fact = ? AND lifted IS NULL", arguments: [try key(of: strike.record)])
    guard let row else { throw Problem(.refused, "\(strike.record) is not struck") }
    try update(
      "strike", row: row, ["lifted": clock.description, "lifted_why": try Wording.name(why, field: "why")])
  }

  /// Whether a record is struck now.
  func isStruck(_ record: RecordID) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM strike WHERE fact = ? AND lifted IS NULL)",
      arguments: [try key(of: record)]) ?? false
  }
}
