public import CoupletCore
import GRDB

extension Rating: StoredRecord {
  static let place = RecordPlace("rating", .measure, text: .never)

  static func read(_ reader: RecordReader) throws -> [Rating] {
    let values = try reader.parts("rating_value", of: "rating")
    return try reader.rows("rating", links: ["session"]).read { row in
      try Rating(
        id: row.id(), fact: row.fact(), session: row.record(in: "session"), version: row.value("version"),
        values: Dictionary(values.of(row).read { try ($0.choice("domain") as Domain, Value($0)) }) { $1 },
        tensionStart: row.value("tension_start"), tensionEnd: row.value("tension_end"), alliance: row.value("alliance"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Rating.Value {
  fileprivate init(_ row: StoredRow) throws {
    switch try row.value("state") as String {
    case "value": self = .value(try row.value("value"))
    case "declined": self = .declined
    case "skipped": self = .skipped
    default: throw row.damaged("state has a word that this program doesn't know")
    }
  }

  /// The word and the number by which the table keeps it.
  fileprivate var columns: (state: String, value: Int?) {
    switch self {
    case .value(let number): ("value", number)
    case .skipped: ("skipped", nil)
    case .declined: ("declined", nil)
    }
  }
}

extension Change {
  /// Adds practice ratings.
  public func add(_ rating: Rating) throws {
    let row = try insert(rating, text: nil)
    try insert("rating", ["id": row, "session": try rating.session.map(key)] + columns(rating))
    try insertValues(of: rating, row: row)
  }

  /// Writes practice ratings again under their id.
  public func replace(_ rating: Rating) throws {
    let row = try update(rating, text: nil)
    try update("rating", row: row, columns(rating))
    try clear("rating_value", of: "rating", row: row)
    try insertValues(of: rating, row: row)
  }

  private func columns(_ rating: Rating) -> Values {
    [
      "version": rating.version, "tension_start": rating.tensionStart, "tension_end": rating.tensionEnd,
      "alliance": rating.alliance,
    ]
  }

  private func insertValues(of rating: Rating, row: Int64) throws {
    for domain in Domain.allCases {
      guard let (state, number) = rating.values[domain]?.columns else { continue }
      try insert("rating_value", ["rating": row, "domain": domain.rawValue, "state": state, "value": number])
    }
  }
}
