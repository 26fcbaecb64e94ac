import CoupletCore
import GRDB

/// Entries and injuries.
extension RecordReader {
  func entries() throws -> [Entry] {
    let reviews = try parts("entry_review", of: "entry")
    return try rows("entry").map { row in
      try Entry(
        id: id(row), fact: fact(row),
        Entry.Content(
          row.choice("kind"), code: row["code"], noticedBy: row.client("noticed_by"),
          every: (row["every_days"] as Int?).map(Cadence.days), review: row.day("review"), text: row["text"]),
        reviews: (reviews[row["id"]] ?? []).map { review in
          try Entry.Review(
            day: review.needed("day"), next: review.day("review"), words: review["words"],
            audience: review.saidAudience())
        })
    }
  }

  func injuries() throws -> [Injury] {
    let accounts = try parts("injury_step", of: "injury")
    let standings = try parts("injury_rating", of: "injury")
    return try rows("injury").map { row in
      guard let doneBy = row.client("done_by") else { throw Problem(.damaged, "file: an injury names nobody") }
      return try Injury(
        id: id(row), fact: fact(row), doneBy: doneBy, text: row["text"], isOnPages: row["is_on_pages"],
        accounts: (accounts[row["id"]] ?? []).map(account),
        standings: (standings[row["id"]] ?? []).map { standing in
          guard let by = standing.client("client") else { throw Problem(.damaged, "file: a rating names nobody") }
          return try Injury.Standing(
            day: standing.needed("day"), by: by, value: standing["value"],
            session: (standing["session"] as Int64?).map(id(ofKey:)), audience: standing.saidAudience())
        })
    }
  }

  private func account(_ row: Row) throws -> Injury.Account {
    guard let says = row.client("says") else { throw Problem(.damaged, "file: a step names nobody") }
    return try Injury.Account(
      day: row.needed("day"), step: row.choice("step"), says: says, words: row["words"],
      despite: (row["despite"] as Int64?).map { risk in
        try Homework.Despite(risk: id(ofKey: risk), why: row["despite_why"])
      }, audience: row.saidAudience())
  }

  /// The id of the record with that key.
  private func id(ofKey key: Int64) throws -> RecordID {
    guard let row = try Row.fetchOne(database, sql: "SELECT letter, number FROM fact WHERE id = ?", arguments: [key])
    else { throw Problem(.damaged, "file: a record is missing") }
    return try id(row)
  }
}
