public import CoupletCore
import GRDB

/// What left the practice.
extension Practice {
  /// Writes down that a page leaves; it stays, whatever is undone.
  public func disclose(_ disclosure: Disclosure, _ stamp: CommandStamp) throws(Problem) {
    let named = CommandStamp(
      command: Self.disclosing, clock: stamp.clock, offset: stamp.offset, today: stamp.today, who: stamp.who)
    try change(named, canBeUndone: false) { try $0.add(disclosure) }
  }

  /// The pages of a couple that left, oldest first.
  public func disclosures(of couple: Couple.ID) throws(Problem) -> [Disclosure] {
    try translatingFaults(path) {
      try queue.read { database in
        try StoredRow.all(
          "disclosure", database, sql: "SELECT * FROM disclosure WHERE couple = ? ORDER BY id",
          arguments: [couple.number]
        ).read { row in
          try Disclosure(
            couple: couple, clock: row.moment("clock"), day: row.needed("day"), page: row.value("page"),
            audience: row.audience(),
            toWhom: row.value("to_whom"))
        }
      }
    }
  }
}

extension Change {
  /// Notes that a page left the practice.
  public func add(_ disclosure: Disclosure) throws {
    touch(couple: disclosure.couple)
    let audience = disclosure.audience.columns
    try insert(
      "disclosure",
      [
        "couple": disclosure.couple.number, "clock": disclosure.clock.description, "day": disclosure.day.description,
        "page": disclosure.page, "audience": audience.word, "audience_of": audience.of, "to_whom": disclosure.toWhom,
      ])
  }
}
