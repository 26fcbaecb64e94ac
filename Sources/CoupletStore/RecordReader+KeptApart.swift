import CoupletCore
import GRDB

/// Risks, held items, the policy, and what was entered in error.
extension RecordReader {
  func readKeptApart(into records: inout Records) throws {
    let reviews = try parts("risk_review", of: "risk")
    records.risks = try rows("risk", columns: "risk.text AS told").map { row in
      try Risk(
        id: id(row), fact: fact(row), kind: row.choice("kind"),
        asked: row["asked"] == nil ? nil : row.choice("asked"),
        told: (row["told"] as String?).map { try told(row, text: $0) },
        reviews: (reviews[row["id"]] ?? []).map { review in
          try Risk.Review(
            day: review.needed("day"), why: review["why"], status: review.choice("status"), next: review.day("review"))
        })
    }
    records.held = try rows(
      "held", columns: "held.text AS told, " + Self.sessionNumber, join: Self.sessionJoin("held")
    ).map { row in
      let closed = try row.day("closed")
      return try HeldItem(
        id: id(row), fact: fact(row), session: session(row), text: row["told"], review: row.day("review"),
        closing: closed.map { try HeldItem.Closing(day: $0, outcome: row.choice("outcome"), why: row["why"]) })
    }
    records.policies = try policies()
  }

  private func told(_ row: Row, text: String) throws -> Risk.Told {
    let source: Risk.Source? =
      row.client("told_by").map(Risk.Source.member) ?? (row["told_by_other"] as String?).map(Risk.Source.other)
    return try Risk.Told(
      text: text, part: row["part"] == nil ? nil : row.choice("part"), by: source, decision: row["decision"],
      plan: row["plan"], review: row.day("review"))
  }

  private func policies() throws -> [Policy] {
    let acknowledgements = try Row.fetchAll(
      database,
      sql: """
        SELECT policy_acknowledgement.* FROM policy_acknowledgement JOIN policy ON policy.id = policy
        WHERE couple = ? ORDER BY policy_acknowledgement.id
        """, arguments: [couple.number])
    let byPolicy = Dictionary(grouping: acknowledgements) { $0["policy"] as Int64 }
    return try Row.fetchAll(
      database, sql: "SELECT * FROM policy WHERE couple = ? ORDER BY version", arguments: [couple.number]
    ).map { row in
      try Policy(
        couple: couple, version: row["version"], kind: row.choice("kind"), day: row.needed("day"), text: row["text"],
        acknowledgements: (byPolicy[row["id"]] ?? []).map { row in
          try Policy.Acknowledgement(member: Client.ID(number: row["client"]), day: row.needed("day"))
        })
    }
  }

  /// The strikes that stand.
  func strikes() throws -> [Strike] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT strike.*, struck.letter, struck.number, moved.letter AS moved_letter, moved.number AS moved_number
        FROM strike JOIN fact AS struck ON struck.id = strike.fact LEFT JOIN fact AS moved ON moved.id = moved_to
        WHERE struck.couple = ? AND lifted IS NULL
        """, arguments: [couple.number]
    ).map { row in
      guard let clock = Instant(row["clock"] as String) else { throw Problem(.damaged, "file: clock is missing") }
      let moved = (row["moved_letter"] as String?).flatMap(RecordKind.init(rawValue:))
      return try Strike(
        record: id(row), clock: clock, who: row["who"], why: row["why"],
        movedTo: moved.map { try record($0, row["moved_number"]) })
    }
  }

  // MARK: Signatures

  /// The signatures of the couple's notes, by the note's key.
  func signatures() throws -> [Int64: Signature] {
    try Row.fetchAll(
      database,
      sql: "SELECT note_signature.* FROM note_signature JOIN fact USING (id) WHERE couple = ?",
      arguments: [couple.number]
    ).reduce(into: [:]) { result, row in result[row["id"]] = try Self.signature(row) }
  }

  /// The addenda of the couple's notes, by the note's key, oldest first.
  func addenda() throws -> [Int64: [Addendum]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT addendum.* FROM addendum JOIN fact ON fact.id = addendum.note WHERE couple = ? ORDER BY place
        """, arguments: [couple.number])
    return try rows.reduce(into: [:]) { result, row in
      result[row["note"], default: []].append(
        try Addendum(kind: row.choice("kind"), why: row["why"], text: row["text"], signature: Self.signature(row)))
    }
  }

  private static func signature(_ row: Row) throws -> Signature {
    guard let clock = Instant(row["clock"] as String) else { throw Problem(.damaged, "file: clock is missing") }
    return Signature(
      author: row["author"], credential: row["credential"], clock: clock,
      zone: Zone(name: row["zone"], offset: row["zone_offset"]), digest: row["digest"])
  }
}
