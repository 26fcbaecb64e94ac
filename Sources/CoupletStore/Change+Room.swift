public import CoupletCore
import GRDB

/// Entries and injuries, with what was said of them later.
extension Change {
  /// Adds an entry.
  public func add(_ entry: Entry) throws {
    let row = try insert(entry, text: entry.text)
    let content = entry.content
    try insert(
      "entry",
      [
        "id": row, "kind": content.kind.rawValue, "noticed_by": content.noticedBy?.number,
        "review": content.review?.description, "code": content.code, "every_days": content.every?.days,
      ])
    for review in entry.reviews { try insert(review, of: row) }
  }

  /// Adds a later look at an entry.
  public func add(_ review: Entry.Review, to entry: Entry) throws {
    touch(couple: entry.fact.couple, record: entry.id)
    try insert(review, of: try key(of: entry.id))
  }

  private func insert(_ review: Entry.Review, of entry: Int64) throws {
    try insert(
      "entry_review",
      [
        "entry": entry, "day": review.day.description, "review": review.next?.description, "words": review.words,
      ] + columns(said: review.audience))
  }

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
    touch(couple: injury.fact.couple, record: injury.id)
    try insert(account, of: try key(of: injury.id))
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
    touch(couple: injury.fact.couple, record: injury.id)
    try insert(standing, of: try key(of: injury.id))
  }

  private func insert(_ standing: Injury.Standing, of injury: Int64) throws {
    try insert(
      "injury_rating",
      [
        "injury": injury, "day": standing.day.description, "client": standing.by.number,
        "session": try standing.session.map(key), "value": standing.value,
      ] + columns(said: standing.audience))
  }
}
