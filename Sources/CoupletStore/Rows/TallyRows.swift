public import CoupletCore
import GRDB

extension Tally: StoredRecord {
  static let place = RecordPlace("tally", .entry, text: .never)

  static func read(_ reader: RecordReader) throws -> [Tally] {
    let counts = try reader.parts("tally_count", of: "tally")
    return try reader.rows("tally", links: ["session"]).read { row in
      try Tally(
        id: row.id(), fact: row.fact(), session: row.neededRecord(in: "session"), minutes: row.value("minutes"),
        counts: Dictionary(counts.of(row).read { try ($0.choice("key") as Key, $0.value("count") as Int) }) { $1 })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a tally.
  public func add(_ tally: Tally) throws {
    let row = try insert(tally, text: nil)
    try insert("tally", ["id": row, "session": try key(of: tally.session), "minutes": tally.minutes])
    try insertCounts(of: tally, row: row)
  }

  /// Writes a tally again under its id.
  public func replace(_ tally: Tally) throws {
    let row = try update(tally, text: nil)
    try update("tally", row: row, ["minutes": tally.minutes])
    try clear("tally_count", of: "tally", row: row)
    try insertCounts(of: tally, row: row)
  }

  private func insertCounts(of tally: Tally, row: Int64) throws {
    for key in Tally.Key.allCases {
      guard let count = tally.counts[key] else { continue }
      try insert("tally_count", ["tally": row, "key": key.rawValue, "count": count])
    }
  }
}
