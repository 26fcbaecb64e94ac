public import CoupletCore
import GRDB

extension Change {
  /// Puts everything that points at one client to another and takes the first away.
  public func merge(_ dropped: Client.ID, into kept: Client.ID) throws {
    touch(client: kept)
    touch(client: dropped)
    for column in try ClientColumn.all(database) {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT id FROM \(column.table) WHERE \(column.name) = ?", arguments: [dropped.number])
      for row in rows { try update(column.table, row: row, [column.name: kept.number]) }
    }
    try delete("client", row: Int64(dropped.number))
  }
}
