public import CoupletCore
import GRDB

extension HeldItem: StoredRecord {
  static let place = RecordPlace("held", .heldItem, text: .never)

  static func read(_ reader: RecordReader) throws -> [HeldItem] {
    try reader.rows("held", links: ["session"]).read { row in
      let closed = try row.day("closed")
      return try HeldItem(
        id: row.id(), fact: row.fact(), session: row.record(in: "session"), text: row.value("text"),
        review: row.day("review"),
        closing: closed.map { try Closing(day: $0, outcome: row.choice("outcome"), why: row.value("why")) })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a held item.
  public func add(_ item: HeldItem) throws {
    // As a risk's, its text stands in its own table.
    try insert("held", ["id": try insert(item, text: nil), "text": item.text] + columns(item))
  }

  /// Writes the day to look at a held item, or its end.
  public func replace(_ item: HeldItem) throws {
    try update("held", row: try update(item, text: nil), columns(item))
  }

  private func columns(_ item: HeldItem) throws -> Values {
    [
      "session": try item.session.map(key), "review": item.review?.description,
      "closed": item.closing?.day.description, "outcome": item.closing?.outcome.rawValue, "why": item.closing?.why,
    ]
  }
}
