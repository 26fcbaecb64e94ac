public import CoupletCore
import GRDB

extension Jot: StoredRecord {
  static let place = RecordPlace("jot", .jot, text: .always)

  static func read(_ reader: RecordReader) throws -> [Jot] {
    try reader.rows("jot", links: ["note", "session"]).read { row in
      guard let time = MinuteOfDay(minutes: try row.value("minute")) else {
        throw row.damaged("minute is no time of day")
      }
      return try Jot(
        id: row.id(), fact: row.fact(), time: time, text: row.value("text"), note: row.record(in: "note"),
        session: row.record(in: "session"), heardBy: row.client("heard_by"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a jot.
  public func add(_ jot: Jot) throws {
    let row = try insert(jot, text: jot.text)
    try insert(
      "jot",
      [
        "id": row, "minute": jot.time.minutes, "note": try jot.note.map(key), "session": try jot.session.map(key),
        "heard_by": jot.heardBy?.number,
      ])
  }

  /// Notes that a note took a jot in.
  public func take(_ jot: Jot, into note: RecordID) throws {
    try update("jot", row: try key(touching: jot), ["note": try key(of: note)])
  }

  /// Takes a jot away.
  public func drop(_ jot: Jot) throws { try delete(jot, from: "jot") }

  /// Notes who alone was in the room when a jot was written.
  func update(hearerOf jot: Jot, to hearer: Client.ID?) throws {
    try update("jot", row: try key(touching: jot), ["heard_by": hearer?.number])
  }
}
