public import CoupletCore
import GRDB

extension Goal: StoredRecord {
  static let place = RecordPlace("goal", .goal, text: .always)

  static func read(_ reader: RecordReader) throws -> [Goal] {
    let standings = try reader.parts("goal_standing", of: "goal")
    return try reader.rows("goal").read { row in
      try Goal(
        id: row.id(), fact: row.fact(), text: row.value("text"),
        standings: standings.of(row).read { standing in
          try Standing(
            day: standing.needed("day"), by: standing.client("client"), value: standing.value("value"),
            audience: standing.saidAudience())
        }, closed: row.day("closed"))
    }
  }

  func insert(_ change: Change) throws { try change.add(self) }
}

extension Change {
  /// Adds a goal with its ratings so far.
  public func add(_ goal: Goal) throws {
    let row = try insert(goal, text: goal.text)
    try insert("goal", ["id": row, "closed": goal.closed?.description])
    for standing in goal.standings { try insert(standing, of: row) }
  }

  /// Adds a rating of a goal.
  public func add(_ standing: Goal.Standing, to goal: Goal) throws { try insert(standing, of: key(touching: goal)) }

  private func insert(_ standing: Goal.Standing, of goal: Int64) throws {
    try insert(
      "goal_standing",
      ["goal": goal, "day": standing.day.description, "client": standing.by?.number, "value": standing.value]
        + columns(said: standing.audience))
  }

  /// Closes a goal.
  public func close(_ goal: Goal, on day: Day) throws {
    try update("goal", row: try key(touching: goal), ["closed": day.description])
  }
}
