public import CoupletCore
import GRDB

extension Entry: StoredRecord {
  static let place = RecordPlace("entry", .entry, text: .always)

  static func read(_ reader: RecordReader) throws -> [Entry] {
    let reviews = try reader.parts("entry_review", of: "entry")
    return try reader.rows("entry").read { row in
      try Entry(
        id: row.id(), fact: row.fact(),
        Content(
          row.choice("kind"), code: row.value("code"), noticedBy: row.client("noticed_by"),
          every: row.cadence("every_days"),
          review: row.day("review"), text: row.value("text")),
        reviews: reviews.of(row).read { review in
          try Review(
            day: review.needed("day"), next: review.day("review"), words: review.value("words"),
            audience: review.saidAudience())
        })
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds an entry with the later looks at it so far.
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
  public func add(_ review: Entry.Review, to entry: Entry) throws { try insert(review, of: key(touching: entry)) }

  private func insert(_ review: Entry.Review, of entry: Int64) throws {
    try insert(
      "entry_review",
      [
        "entry": entry, "day": review.day.description, "review": review.next?.description, "words": review.words,
      ] + columns(said: review.audience))
  }
}
