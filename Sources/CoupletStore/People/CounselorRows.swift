public import CoupletCore
import GRDB

extension Practice {
  /// Whose practice it is.
  public func counselor() throws(Problem) -> Counselor {
    try translatingFaults(path) { try queue.read(Self.counselor) }
  }

  static func counselor(_ database: Database) throws -> Counselor {
    guard let row = try StoredRow.first("practice", database, sql: "SELECT * FROM practice") else { return Counselor() }
    return Counselor(
      name: try row.value("counselor"), credential: try row.value("credential"),
      noteFormat: try row.value("note_format"), signWithin: try row.number("sign_within", in: 1...365))
  }
}

extension Change {
  /// Adds the one row that says whose practice it is.
  func addPractice(of counselor: String?, credential: String?) throws {
    try insert(
      "practice", ["id": 1, "counselor": counselor, "credential": credential, "made": clock.description])
  }

  /// Writes the counselor's name, credential and ways of working.
  public func replace(_ counselor: Counselor) throws {
    try update(
      "practice", row: 1,
      [
        "counselor": counselor.name, "credential": counselor.credential, "note_format": counselor.noteFormat,
        "sign_within": counselor.signWithin,
      ])
  }
}
