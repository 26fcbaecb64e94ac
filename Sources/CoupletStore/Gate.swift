public import CoupletCore
import GRDB

/// What came of a changing command.
public enum Outcome<Value> {
  /// It is on disk.
  case saved(Value)
  /// Nothing was saved: of what was there already some would see more, and nobody has agreed to that yet.
  case widens([Widening])

  /// What was saved.
  ///
  /// - Throws: refused where nothing was.
  public func saved() throws(Problem) -> Value {
    guard case .saved(let value) = self else { throw Problem(.refused, "others would see more; nothing was saved") }
    return value
  }
}

/// The gate for seeing more: whatever is written passes it, so that no command can forget it.
extension Practice {
  /// Saves what `body` wrote, unless somebody would see more than was agreed to.
  func gated<Value>(
    _ agreed: [Widening],
    _ body: (Database) throws -> (value: Value, widenings: [Widening], close: () throws -> Chain.Head)
  ) throws(Problem) -> Outcome<Value> {
    var open: [Widening] = []
    do {
      return .saved(
        try save { database in
          let (value, widenings, close) = try body(database)
          open = widenings.filter { widening in !agreed.contains(where: widening.isWithin) }
          // Throwing rolls the transaction back.
          let outcome: Outcome<Value> = open.isEmpty ? .saved(value) : .widens(open)
          return (try outcome.saved(), try close())
        })
    } catch {
      guard !open.isEmpty else { throw error }
      return .widens(open)
    }
  }

  /// A couple's whole chart.
  static func history(of couple: Couple, _ database: Database) throws -> History {
    let reader = RecordReader(database, couple: couple.id)
    return History(
      couple: couple, clients: try clients(database, couple.everyMember), records: try reader.records(),
      strikes: try reader.strikes())
  }
}

extension Change {
  /// The charts that the command touches, as they stand.
  func charts() throws -> [History] {
    try touchedCouples.flatMap { try Practice.couples(database, $0) }.map { try Practice.history(of: $0, database) }
  }

  /// Who would see more in each of the charts that the command touches.
  func widenings(from before: [History]) throws -> [Widening] {
    let after = try charts()
    return before.compactMap { chart in
      after.first { $0.couple.id == chart.couple.id }.flatMap { Widening.between(chart, $0) }
    }
  }

  // MARK: Hours

  /// The tables of what can be given in a session.
  static let givenInSessions = ["note", "jot", "homework", "held", "measure", "rating", "tally"]

  /// Checks what was written: nothing that belongs to an hour is open to more people than the hour, unless somebody named
  /// its audience.
  ///
  /// Of what stood in the file before that was kept it is asked once its hour changes.
  func checkHours() throws {
    let written = changedRows(of: "fact").map(String.init).joined(separator: ", ")
    let changed = try rowsWithNewAudience().map(String.init).joined(separator: ", ")
    guard !written.isEmpty else { return }
    for table in Self.givenInSessions {
      let wider = try StoredRow.first(
        "fact", database,
        sql: """
          SELECT given.letter, given.number
          FROM \(table) JOIN fact AS given ON given.id = \(table).id JOIN fact AS hour ON hour.id = \(table).session
          WHERE (\(table).id IN (\(written)) AND given.is_audience_named = 0
              OR \(table).session IN (\(changed)) AND given.is_audience_named IS NOT 1)
            AND hour.audience != 'joint' AND given.audience != 'counselor'
            AND (given.audience, given.audience_of) IS NOT (hour.audience, hour.audience_of)
          """)
      if let wider {
        throw Problem(
          .internalFault,
          "\(wider.name) would be open to more people than the hour that it "
            + "belongs to; nothing was saved")
      }
    }
  }
}
