public import CoupletCore
import GRDB

/// What the counselor alone may know, and the agreement on it: risks, held items, psychotherapy notes, the policy.
extension Change {
  /// Adds a risk entry.
  public func add(_ risk: Risk) throws {
    let row = try insert(risk, text: nil)
    var source: (member: Int?, other: String?)
    switch risk.told?.by {
    case nil: break
    case .member(let client): source.member = client.number
    case .other(let name): source.other = name
    }
    try insert(
      "risk",
      [
        "id": row, "kind": risk.kind.rawValue, "is_told": risk.told != nil, "part": risk.told?.part?.rawValue,
        "told_by": source.member, "told_by_other": source.other, "asked": risk.asked?.rawValue,
        "decision": risk.told?.decision, "plan": risk.told?.plan, "review": risk.told?.review?.description,
        "status": risk.told.map { _ in Risk.Status.open.rawValue }, "text": risk.told?.text,
      ])
  }

  /// Adds a later look at a risk entry.
  public func add(_ review: Risk.Review, to risk: Risk) throws {
    touch(couple: risk.fact.couple, record: risk.id)
    let row = try key(of: risk.id)
    try insert(
      "risk_review",
      [
        "risk": row, "day": review.day.description, "why": review.why, "status": review.status.rawValue,
        "review": review.next?.description,
      ])
    try update("risk", row: row, ["status": review.status.rawValue])
  }

  /// Adds a held item.
  public func add(_ item: HeldItem) throws {
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

  /// The next id of a psychotherapy note. Neither it nor the note is told to the journal: that says only whose it is.
  public func nextPrivateNote() throws -> RecordID { try nextID(.privateNote) }

  /// Adds a psychotherapy note.
  public func add(_ note: PrivateNote) throws {
    touch(couple: note.couple)
    try insert(
      "private_note",
      [
        "id": note.id.number, "couple": note.couple.number, "session": try note.session.map(key),
        "day": note.day.description, "text": note.text, "written": note.written.description,
      ])
  }

  /// Writes a psychotherapy note's text and place again.
  public func replace(_ old: PrivateNote, with note: PrivateNote) throws {
    touch(couple: old.couple)
    touch(couple: note.couple)
    try update(
      "private_note", row: Int64(note.id.number),
      [
        "text": note.text, "couple": note.couple.number, "session": try note.session.map(key),
        "day": note.day.description,
      ])
  }

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
