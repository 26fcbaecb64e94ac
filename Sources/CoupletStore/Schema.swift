import GRDB

/// The schema that this program writes: the migrations of `Schemas/migrations`, in the order of their names.
enum Schema {
  /// `Cplt`, at offset 68 of the file.
  static let applicationID = 0x4370_6c74

  /// What a migration has to do that its SQL can't, by its name.
  private static let afterwards: [String: @Sendable (Database, Chain) throws -> Void] = [
    // Journal rows of before there was a chain get into it.
    "m0004-chain": { try $1.rebuild($0) }
  ]

  /// The migrations of a file whose journal has that chain.
  static func migrator(_ chain: Chain) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for file in EmbeddedText.files {
      let name = String(file.name.dropLast(".sql".count))
      migrator.registerMigration(name) { database in
        try database.execute(sql: file.text)
        try afterwards[name]?(database, chain)
        // A log that brings a migration is bound to the file as any other.
        try FileState.advance(database)
      }
    }
    return migrator
  }
}
