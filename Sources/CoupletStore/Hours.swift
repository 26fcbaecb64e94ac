public import CoupletCore
import GRDB

extension Practice {
  /// The hours of those days and their neighbours that sessions take, of every couple.
  public func hours(on days: Set<Day>) throws(Problem) -> [Hour] {
    let around = Set(days.flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }).map(\.description).sorted()
    return try translatingFaults(path) {
      try queue.read { database in
        let rows = try StoredRow.all(
          "session", database,
          sql: """
            SELECT letter, number, couple, day, start, minutes FROM fact JOIN session USING (id)
            WHERE day IN (SELECT value FROM json_each(?)) AND start IS NOT NULL AND status IN ('planned', 'held')
              AND NOT EXISTS (SELECT 1 FROM strike WHERE strike.fact = fact.id AND lifted IS NULL)
            ORDER BY day, start, number
            """, arguments: ["[\(around.map { "\"\($0)\"" }.joined(separator: ","))]"]
        )
        // What can't be read is said where its chart is; it takes no hour here.
        return try rows.sorted { row -> Hour? in
          guard let start = MinuteOfDay(minutes: try row.value("start")) else { return nil }
          return Hour(
            couple: Couple.ID(number: try row.value("couple")), session: try row.id(), day: try row.needed("day"),
            start: start, minutes: try row.value("minutes"))
        }.sound.compactMap(\.self)
      }
    }
  }
}
