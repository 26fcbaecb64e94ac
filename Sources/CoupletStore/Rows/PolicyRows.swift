public import CoupletCore
import GRDB

extension Policy: StoredRecord {
  static let place = RecordPlace(apart: "policy")

  static func read(_ reader: RecordReader) throws -> [Policy] {
    let acknowledgements = try StoredRow.all(
      "policy_acknowledgement", reader.database,
      sql: """
        SELECT policy_acknowledgement.* FROM policy_acknowledgement JOIN policy ON policy.id = policy
        WHERE couple = ? ORDER BY policy_acknowledgement.id
        """, arguments: [reader.couple.number])
    let byPolicy: [Int64: StoredRows] = try acknowledgements.grouped(by: "policy")
    return try StoredRow.all(
      "policy", reader.database, sql: "SELECT * FROM policy WHERE couple = ? ORDER BY version",
      arguments: [reader.couple.number]
    ).read { row in
      try Policy(
        couple: reader.couple, version: row.value("version"), kind: row.choice("kind"), day: row.needed("day"),
        text: row.value("text"),
        acknowledgements: (byPolicy[row.value("id")] ?? .none).read { row in
          try Acknowledgement(member: row.someone("client"), day: row.needed("day"))
        })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a version of the secrets agreement with those who have taken note of it.
  public func add(_ policy: Policy) throws {
    touch(couple: policy.couple)
    let row = try insert(
      "policy",
      [
        "couple": policy.couple.number, "version": policy.version, "kind": policy.kind.rawValue,
        "day": policy.day.description, "text": policy.text, "written": clock.description,
      ])
    for acknowledgement in policy.acknowledgements { try insert(acknowledgement, of: row) }
  }

  /// Notes that a member has taken note of a version of the secrets agreement.
  public func add(_ acknowledgement: Policy.Acknowledgement, to policy: Policy) throws {
    touch(couple: policy.couple)
    let row = try Int64.fetchOne(
      database, sql: "SELECT id FROM policy WHERE couple = ? AND version = ?",
      arguments: [policy.couple.number, policy.version])
    guard let row else { throw Problem(.internalFault, "policy: there is no version \(policy.version)") }
    try insert(acknowledgement, of: row)
  }

  private func insert(_ acknowledgement: Policy.Acknowledgement, of policy: Int64) throws {
    try insert(
      "policy_acknowledgement",
      ["policy": policy, "client": acknowledgement.member.number, "day": acknowledgement.day.description])
  }
}
