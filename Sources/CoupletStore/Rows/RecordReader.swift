import CoupletCore
import GRDB

/// Reads the rows of one couple's chart: those of the common table joined with those of a kind.
struct RecordReader {
  let database: Database
  let couple: Couple.ID

  init(_ database: Database, couple: Couple.ID) {
    self.database = database
    self.couple = couple
  }

  /// The couple's rows of a kind's table with what they have in common.
  ///
  /// - Parameter links: the columns that point to another record, whose id `StoredRow.record(in:)` gives.
  func rows(_ table: String, links: [String] = []) throws -> StoredRows {
    let links = Links(links, of: table)
    // The kind's own columns come first: what has a text of its own keeps it out of the common one.
    return try StoredRow.all(
      table, database,
      sql: """
        SELECT \(table).*, fact.*\(links.columns) FROM \(table) JOIN fact ON fact.id = \(table).id\(links.joins)
        WHERE fact.couple = ? ORDER BY fact.day, fact.number
        """, arguments: [couple.number])
  }

  /// The rows of a table that hang on a record each, in the order in which they came.
  ///
  /// - Parameters:
  ///   - owner: the column that names the record.
  ///   - links: the columns that point to another record.
  func parts(_ table: String, of owner: String, links: [String] = []) throws -> Parts {
    let links = Links(links, of: table)
    let rows = try StoredRow.all(
      table, database,
      sql: """
        SELECT \(table).*, fact.letter, fact.number\(links.columns)
        FROM \(table) JOIN fact ON fact.id = \(table).\(owner)\(links.joins)
        WHERE fact.couple = ? ORDER BY \(table).id
        """, arguments: [couple.number])
    return Parts(rows: try rows.grouped(by: owner))
  }

  /// Looks whether as many records were read as the couple has in the common table.
  ///
  /// - Throws: damaged, with the first of which a half is missing: a page that lost rows must not pass as a shorter chart.
  func requireWhole(_ read: Int) throws {
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM fact WHERE couple = ?", arguments: [couple.number])
    guard count != read else { return }
    let half = try StoredRow.first(
      "fact", database,
      sql: "SELECT * FROM fact WHERE couple = ? AND id IN (\(Halves.factsAlone)) ORDER BY id LIMIT 1",
      arguments: [couple.number])
    throw half?.damaged("a half of it is missing")
      ?? Problem(.damaged, "file: couple \(couple.number) has a record of which a half is missing", hint: .readCheck)
  }

  /// Rows by the key of the record on which they hang.
  struct Parts {
    fileprivate let rows: [Int64: StoredRows]

    /// Those of a record.
    func of(_ record: StoredRow) throws -> StoredRows { rows[try record.value("id")] ?? .none }
  }

  /// What a query says to get the ids of records to which columns point, with no further query a row.
  private struct Links {
    let columns: String
    let joins: String

    init(_ names: [String], of table: String) {
      columns = names.map { ", \($0)_fact.letter AS \($0)_letter, \($0)_fact.number AS \($0)_number" }.joined()
      joins = names.map { " LEFT JOIN fact AS \($0)_fact ON \($0)_fact.id = \(table).\($0)" }.joined()
    }
  }
}
