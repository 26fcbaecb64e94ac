public import CoupletCore
import GRDB

extension Promise: StoredRecord {
  static let place = RecordPlace("promise", .promise, text: .always)

  static func read(_ reader: RecordReader) throws -> [Promise] {
    let marks = try reader.parts("promise_mark", of: "promise")
    let repairs = try reader.parts("promise_repair", of: "promise")
    return try reader.rows("promise").read { row in
      try Promise(
        id: row.id(), fact: row.fact(), to: row.client("promised_to"), text: row.value("text"), due: row.day("due"),
        every: row.cadence("every_days"), size: row.choiceIfAny("size"),
        marks: marks.of(row).read { mark in
          try Mark(
            day: mark.needed("day"), outcome: mark.choice("outcome"), says: mark.client("says"), due: mark.day("due"),
            audience: mark.saidAudience())
        },
        repairs: repairs.of(row).read { repair in
          try Repair(
            day: repair.needed("day"), says: repair.client("says"), words: repair.value("words"),
            audience: repair.saidAudience())
        })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a promise with the accounts of it so far.
  public func add(_ promise: Promise) throws {
    let row = try insert(promise, text: promise.text)
    try insert(
      "promise",
      [
        "id": row, "promised_to": promise.to?.number, "due": promise.due?.description,
        "every_days": promise.every?.days, "size": promise.size?.rawValue,
      ])
    for mark in promise.marks { try insert(mark, of: row) }
    for repair in promise.repairs { try insert(repair, of: row) }
  }

  /// Adds an account of what became of a promise.
  public func add(_ mark: Promise.Mark, to promise: Promise) throws { try insert(mark, of: key(touching: promise)) }

  private func insert(_ mark: Promise.Mark, of promise: Int64) throws {
    try insert(
      "promise_mark",
      [
        "promise": promise, "day": mark.day.description, "outcome": mark.outcome.rawValue, "says": mark.says?.number,
        "due": mark.due?.description,
      ] + columns(said: mark.audience))
  }

  /// Adds what was done about a promise that wasn't kept.
  public func add(_ repair: Promise.Repair, to promise: Promise) throws {
    try insert(repair, of: key(touching: promise))
  }

  private func insert(_ repair: Promise.Repair, of promise: Int64) throws {
    try insert(
      "promise_repair",
      [
        "promise": promise, "day": repair.day.description, "says": repair.says?.number, "words": repair.words,
      ] + columns(said: repair.audience))
  }
}
