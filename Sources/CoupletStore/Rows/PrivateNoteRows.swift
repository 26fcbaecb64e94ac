public import CoupletCore
import GRDB

/// Psychotherapy notes, which are no record of the chart.
extension Practice {
  /// The psychotherapy notes of a couple, oldest first; they are in nothing else that is read.
  public func privateNotes(of couple: Couple.ID) throws(Problem) -> [PrivateNote] {
    try translatingFaults(path) {
      try queue.read { database in
        try StoredRow.all(
          "private_note", database,
          sql: """
            SELECT private_note.*, fact.letter AS session_letter, fact.number AS session_number FROM private_note
            LEFT JOIN fact ON fact.id = private_note.session WHERE private_note.couple = ?
            ORDER BY private_note.day, private_note.id
            """, arguments: [couple.number]
        ).read { row in
          guard let id = RecordID(.privateNote, try row.value("id")) else { throw row.damaged("it has no id") }
          return try PrivateNote(
            id: id, couple: couple, session: row.record(in: "session"), day: row.needed("day"), text: row.value("text"),
            written: row.moment("written"))
        }
      }
    }
  }

  /// The couple of the psychotherapy note of that id, nil when there is none.
  public func owner(ofPrivate id: RecordID) throws(Problem) -> Couple.ID? {
    try translatingFaults(path) {
      try queue.read { database in
        try Int.fetchOne(database, sql: "SELECT couple FROM private_note WHERE id = ?", arguments: [id.number])
          .map(Couple.ID.init(number:))
      }
    }
  }
}

extension Change {
  /// The next id of a psychotherapy note.
  ///
  /// Neither it nor the note is told to the journal: that says only whose it is.
  public func nextPrivateNote() throws -> RecordID { try nextID(.privateNote) }

  /// Adds a psychotherapy note.
  public func add(_ note: PrivateNote) throws {
    touch(couple: note.couple)
    try insert(
      "private_note",
      [
        "id": note.id.number, "couple": note.couple.number, "session": try note.session.map(key),
        "day": note.day.description, "text": note.text, "written": note.written.description,
      ])
  }

  /// Writes a psychotherapy note's text and place again.
  public func replace(_ old: PrivateNote, with note: PrivateNote) throws {
    touch(couple: old.couple)
    touch(couple: note.couple)
    try update(
      "private_note", row: Int64(note.id.number),
      [
        "text": note.text, "couple": note.couple.number, "session": try note.session.map(key),
        "day": note.day.description,
      ])
  }
}
