public import CoupletCore
import GRDB

extension Contact: StoredRecord {
  static let place = RecordPlace("contact", .contact, text: .always)

  static func read(_ reader: RecordReader) throws -> [Contact] {
    try reader.rows("contact").read { row in
      try Contact(
        id: row.id(), fact: row.fact(), other: row.value("other"), mode: row.choice("mode"),
        minutes: row.value("minutes"),
        text: row.value("text"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a contact.
  public func add(_ contact: Contact) throws {
    let row = try insert(contact, text: contact.text)
    try insert(
      "contact",
      ["id": row, "other": contact.other, "mode": contact.mode.rawValue, "minutes": contact.minutes])
  }
}
