public import CoupletCore
import GRDB

extension AgendaLine: StoredRecord {
  static let place = RecordPlace("agenda", .agendaLine, text: .always)

  static func read(_ reader: RecordReader) throws -> [AgendaLine] {
    try reader.rows("agenda").read { row in
      try AgendaLine(
        id: row.id(), fact: row.fact(), isMine: row.value("is_mine"), text: row.value("text"), done: row.day("done"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds an agenda line.
  public func add(_ line: AgendaLine) throws {
    let row = try insert(line, text: line.text)
    try insert("agenda", ["id": row, "is_mine": line.isMine, "done": line.done?.description])
  }

  /// Writes the day on which an agenda line was dealt with.
  public func replace(_ line: AgendaLine) throws {
    try update("agenda", row: try update(line, text: line.text), ["done": line.done?.description])
  }
}
