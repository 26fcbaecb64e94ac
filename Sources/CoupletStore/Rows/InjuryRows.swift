public import CoupletCore
import GRDB

extension Injury: StoredRecord {
  static let place = RecordPlace("injury", .injury, text: .always)

  static func read(_ reader: RecordReader) throws -> [Injury] {
    let accounts = try reader.parts("injury_step", of: "injury", links: ["despite"])
    let standings = try reader.parts("injury_rating", of: "injury", links: ["session"])
    return try reader.rows("injury").read { row in
      try Injury(
        id: row.id(), fact: row.fact(), doneBy: row.someone("done_by"), text: row.value("text"),
        isOnPages: row.value("is_on_pages"),
        accounts: accounts.of(row).read { account in
          try Account(
            day: account.needed("day"), step: account.choice("step"), says: account.someone("says"),
            words: account.value("words"), despite: Homework.Despite(account), audience: account.saidAudience())
        },
        standings: standings.of(row).read { standing in
          try Standing(
            day: standing.needed("day"), by: standing.someone("client"), value: standing.value("value"),
            session: standing.record(in: "session"), audience: standing.saidAudience())
        })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds an injury with what was said of it so far.
  public func add(_ injury: Injury) throws {
    let row = try insert(injury, text: injury.text)
    try insert("injury", ["id": row, "done_by": injury.doneBy.number, "is_on_pages": injury.isOnPages])
    for account in injury.accounts { try insert(account, of: row) }
    for standing in injury.standings { try insert(standing, of: row) }
  }

  /// Writes whether an injury is wanted on pages for the couple.
  public func replace(_ injury: Injury) throws {
    try update(
      "injury", row: try update(injury, text: injury.text), ["is_on_pages": injury.isOnPages])
  }

  /// Adds a step as somebody says it was taken.
  public func add(_ account: Injury.Account, to injury: Injury) throws {
    try insert(account, of: key(touching: injury))
  }

  private func insert(_ account: Injury.Account, of injury: Int64) throws {
    try insert(
      "injury_step",
      [
        "injury": injury, "day": account.day.description, "step": account.step.rawValue,
        "says": account.says.number, "words": account.words, "despite": try (account.despite?.risk).map(key),
        "despite_why": account.despite?.why,
      ] + columns(said: account.audience))
  }

  /// Adds a rating by one of the two whom an injury concerns.
  public func add(_ standing: Injury.Standing, to injury: Injury) throws {
    try insert(standing, of: key(touching: injury))
  }

  private func insert(_ standing: Injury.Standing, of injury: Int64) throws {
    try insert(
      "injury_rating",
      [
        "injury": injury, "day": standing.day.description, "client": standing.by.number,
        "session": try standing.session.map(key), "value": standing.value,
      ] + columns(said: standing.audience))
  }

  /// Narrows the ratings of an injury that were given in a session.
  func narrow(ratingsOf injury: Injury, givenIn session: RecordID, to audience: Audience) throws {
    let ratings = try StoredRow.all(
      "injury_rating", database, sql: "SELECT * FROM injury_rating WHERE injury = ? AND session = ?",
      arguments: [try key(touching: injury), try key(of: session)])
    let given = try ratings.read { (row: try $0.value("id") as Int64, audience: try $0.saidAudience()) }
    for rating in given {
      let now = rating.audience ?? injury.fact.audience
      try update("injury_rating", row: rating.row, columns(now.narrowed(by: audience)))
    }
  }
}
