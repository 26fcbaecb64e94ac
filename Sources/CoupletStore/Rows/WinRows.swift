public import CoupletCore
import GRDB

extension Win: StoredRecord {
  static let place = RecordPlace("win", .win, text: .always)

  static func read(_ reader: RecordReader) throws -> [Win] {
    try reader.rows("win").read { row in
      try Win(id: row.id(), fact: row.fact(), noticedBy: row.client("noticed_by"), text: row.value("text"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a win.
  public func add(_ win: Win) throws {
    let row = try insert(win, text: win.text)
    try insert("win", ["id": row, "noticed_by": win.noticedBy?.number])
  }
}
