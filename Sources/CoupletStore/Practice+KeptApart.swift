public import CoupletCore
import GRDB

extension Practice {
  // MARK: The counselor

  /// Whose practice it is.
  public func counselor() throws(Problem) -> Counselor {
    try translatingFaults(path) { try queue.read(Self.counselor) }
  }

  static func counselor(_ database: Database) throws -> Counselor {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM practice") else { return Counselor() }
    return Counselor(
      name: row["counselor"], credential: row["credential"], noteFormat: row["note_format"],
      signWithin: row["sign_within"])
  }

  // MARK: What left

  /// Writes down that a page leaves; it stays, whatever is undone.
  public func disclose(_ disclosure: Disclosure, _ stamp: CommandStamp) throws(Problem) {
    let named = CommandStamp(command: Self.disclosing, clock: stamp.clock, today: stamp.today, who: stamp.who)
    try change(named, canBeUndone: false) { try $0.add(disclosure) }
  }

  /// The pages of a couple that left, oldest first.
  public func disclosures(of couple: Couple.ID) throws(Problem) -> [Disclosure] {
    try translatingFaults(path) {
      try queue.read { database in
        try Row.fetchAll(
          database, sql: "SELECT * FROM disclosure WHERE couple = ? ORDER BY id", arguments: [couple.number]
        ).map { row in
          guard let clock = Instant(row["clock"] as String) else { throw Problem(.damaged, "file: clock is missing") }
          return try Disclosure(
            couple: couple, clock: clock, day: row.needed("day"), page: row["page"], audience: row.audience(),
            toWhom: row["to_whom"])
        }
      }
    }
  }

  /// Every record that was entered in error and stands so.
  public func struckRecords() throws(Problem) -> Set<RecordID> {
    try translatingFaults(path) {
      try queue.read { database in
        Set(
          try Row.fetchAll(
            database, sql: "SELECT letter, number FROM strike JOIN fact ON fact.id = strike.fact WHERE lifted IS NULL"
          ).compactMap { row in RecordKind(rawValue: row["letter"]).flatMap { RecordID($0, row["number"]) } })
      }
    }
  }

  // MARK: Psychotherapy notes

  /// The psychotherapy notes of a couple, oldest first; they are in nothing else that is read.
  public func privateNotes(of couple: Couple.ID) throws(Problem) -> [PrivateNote] {
    try translatingFaults(path) {
      try queue.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT private_note.*, fact.number AS session_number FROM private_note
            LEFT JOIN fact ON fact.id = private_note.session WHERE private_note.couple = ?
            ORDER BY private_note.day, private_note.id
            """, arguments: [couple.number]
        ).map { row in
          guard let id = RecordID(.privateNote, row["id"]), let written = Instant(row["written"] as String) else {
            throw Problem(.damaged, "file: a psychotherapy note has no id or time")
          }
          return try PrivateNote(
            id: id, couple: couple, session: (row["session_number"] as Int?).flatMap { RecordID(.session, $0) },
            day: row.needed("day"), text: row["text"], written: written)
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
