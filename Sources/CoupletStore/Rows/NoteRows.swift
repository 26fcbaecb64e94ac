public import CoupletCore
import GRDB

extension Note: StoredRecord {
  static let place = RecordPlace("note", .note, text: .always)

  static func read(_ reader: RecordReader) throws -> [Note] {
    let signatures = try reader.parts("note_signature", of: "id")
    let addenda = try reader.parts("addendum", of: "note")
    return try reader.rows("note", links: ["session"]).read { row in
      try Note(
        id: row.id(), fact: row.fact(), session: row.neededRecord(in: "session"), format: row.value("format"),
        formatVersion: row.value("format_version"), text: row.value("text"),
        signature: signatures.of(row).first(Signature.init),
        addenda: addenda.of(row).ordered(by: "place", as: Int.self).read(Addendum.init))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a note.
  ///
  /// - Throws: refused when its session was struck meanwhile.
  public func add(_ note: Note) throws {
    if try isStruck(note.session) { throw Problem(.refused, "\(note.session) was struck meanwhile; nothing was saved") }
    let row = try insert(note, text: note.text)
    try insert(
      "note",
      [
        "id": row, "session": try key(of: note.session), "format": note.format, "format_version": note.formatVersion,
        "state": Note.State.draft.rawValue,
      ])
  }

  /// Writes a draft again under its id.
  ///
  /// - Parameter old: as it was read; what another command wrote meanwhile must not be lost.
  /// - Throws: refused when it is another now.
  public func replace(_ old: Note, with note: Note) throws {
    try requireUnchanged(old)
    try update(note, text: note.text)
  }

  /// Writes that a note is no draft any more.
  ///
  /// - Returns: the key of its row.
  func markSigned(_ note: Note) throws -> Int64 {
    let row = try key(touching: note)
    try update("note", row: row, ["state": Note.State.signed.rawValue])
    return row
  }

  /// Refuses to go on with a note that another command has changed, signed or struck since it was read.
  func requireUnchanged(_ note: Note) throws {
    let now = try Note.read(RecordReader(database, couple: note.fact.couple)).first { $0.id == note.id }
    guard now == note, try !isStruck(note.id) else {
      throw Problem(
        .refused, "\(note.id) was changed meanwhile; nothing was saved", hint: "look at it, then do it again")
    }
  }
}
