import CoupletCore
import GRDB

/// The numbers that a file gives to ids: signatures name ids, so that none can be given another number later.
struct NumberBlock {
  /// The block of a practice's first file.
  static let first = 1...9_999_999

  /// From the first number that the file gives to the last.
  let range: ClosedRange<Int>

  /// The block that stands in the file.
  init(_ database: Database) throws {
    let ends = try ["first", "last"].map { column in
      try Int.fetchOne(database, sql: "SELECT \(column) FROM number_block ORDER BY id LIMIT 1") ?? 0
    }
    guard ends[0] > 0, ends[1] >= ends[0] else {
      throw Problem(.damaged, "file: it doesn't say which numbers it gives to ids")
    }
    range = ends[0]...ends[1]
  }

  /// Gives a file that has lost its block the first one.
  static func putBack(_ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO number_block (first, last) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM number_block)",
      arguments: [first.lowerBound, first.upperBound])
  }

  /// Whether everything in the file that has a number has it from the block.
  static func finding(_ database: Database) throws -> FileCheck.Finding? {
    guard try database.tableExists("number_block") else { return nil }
    guard let block = try? NumberBlock(database) else {
      return FileCheck.Finding("ids", .broken, "it doesn't say which numbers it gives", remedy: .restoreOrSalvage)
    }
    let (first, last) = (block.range.lowerBound, block.range.upperBound)
    let outside = try String.fetchAll(
      database,
      sql: """
        SELECT kind || number FROM (
          SELECT letter AS kind, number FROM fact
          UNION ALL SELECT 'c', id FROM client UNION ALL SELECT 'x', id FROM private_note
          UNION ALL SELECT 'j', id FROM journal UNION ALL SELECT kind, last FROM journal_sequence
        ) WHERE number NOT BETWEEN ? AND ? LIMIT 5
        """, arguments: [first, last])
    guard outside.isEmpty else {
      return FileCheck.Finding(
        "ids", .broken, "outside the numbers \(first) to \(last) that it gives: \(outside.joined(separator: " "))",
        remedy: .words("an older backup has them as they were"))
    }
    return FileCheck.Finding("ids", .sound, "all have numbers from \(first) to \(last), which it gives")
  }
}
