public import CoupletCore
import GRDB

extension Risk: StoredRecord {
  static let place = RecordPlace("risk", .risk, text: .never)

  static func read(_ reader: RecordReader) throws -> [Risk] {
    let reviews = try reader.parts("risk_review", of: "risk")
    return try reader.rows("risk").read { row in
      try Risk(
        id: row.id(), fact: row.fact(), kind: row.choice("kind"), asked: row.choiceIfAny("asked"), told: Told(row),
        reviews: reviews.of(row).read { review in
          try Review(
            day: review.needed("day"), why: review.value("why"), status: review.choice("status"),
            next: review.day("review"))
        })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Risk.Told {
  /// What was told, nil where it was asked and nothing was.
  fileprivate init?(_ row: StoredRow) throws {
    guard let text: String = try row.value("text") else { return nil }
    let source =
      try row.client("told_by").map(Risk.Source.member)
      ?? (row.value("told_by_other") as String?).map(Risk.Source.other)
    try self.init(
      text: text, part: row.choiceIfAny("part"), by: source, decision: row.value("decision"), plan: row.value("plan"),
      review: row.day("review"))
  }
}

extension Change {
  /// Adds a risk entry with the later looks at it so far.
  public func add(_ risk: Risk) throws {
    let row = try insert(risk, text: nil)
    var source: (member: Int?, other: String?)
    switch risk.told?.by {
    case nil: break
    case .member(let client): source.member = client.number
    case .other(let name): source.other = name
    }
    // Its text stands in its own table: the search through the practice's index doesn't come by it.
    try insert(
      "risk",
      [
        "id": row, "kind": risk.kind.rawValue, "is_told": risk.told != nil, "part": risk.told?.part?.rawValue,
        "told_by": source.member, "told_by_other": source.other, "asked": risk.asked?.rawValue,
        "decision": risk.told?.decision, "plan": risk.told?.plan, "review": risk.told?.review?.description,
        "status": risk.told.map { _ in Risk.Status.open.rawValue }, "text": risk.told?.text,
      ])
    for review in risk.reviews { try insert(review, of: row) }
  }

  /// Adds a later look at a risk entry.
  public func add(_ review: Risk.Review, to risk: Risk) throws { try insert(review, of: key(touching: risk)) }

  private func insert(_ review: Risk.Review, of risk: Int64) throws {
    try insert(
      "risk_review",
      [
        "risk": risk, "day": review.day.description, "why": review.why, "status": review.status.rawValue,
        "review": review.next?.description,
      ])
    try update("risk", row: risk, ["status": review.status.rawValue])
  }
}
