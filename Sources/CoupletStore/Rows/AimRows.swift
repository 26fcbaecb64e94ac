public import CoupletCore
import GRDB

extension Aim: StoredRecord {
  static let place = RecordPlace("aim", .entry, text: .never)

  static func read(_ reader: RecordReader) throws -> [Aim] {
    try reader.rows("aim").read { row in try Aim(id: row.id(), fact: row.fact(), kind: row.choice("kind")) }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds an aim.
  public func add(_ aim: Aim) throws {
    try insert("aim", ["id": try insert(aim, text: nil), "kind": aim.kind.rawValue])
  }
}
