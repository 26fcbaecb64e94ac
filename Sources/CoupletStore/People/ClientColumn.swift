import GRDB

/// A column that names a client.
struct ClientColumn: Hashable {
  let table: String
  let name: String

  /// All that there are: the schema's own foreign keys, so that no list has to be kept beside it.
  static func all(_ database: Database) throws -> [ClientColumn] {
    try Soundness.tables(database).flatMap { table in
      try database.foreignKeys(on: table).filter { $0.destinationTable.lowercased() == "client" }
        .flatMap { key in key.mapping.map { ClientColumn(table: table, name: $0.origin) } }
    }
  }
}
