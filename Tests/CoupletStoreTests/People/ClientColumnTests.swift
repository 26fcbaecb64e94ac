import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// Which columns name a client is the schema's to say.
@Suite struct ClientColumnTests {
  private let temporary: TemporaryPractice
  private let practice: Practice
  private let couple: Couple

  init() throws {
    temporary = try TemporaryPractice()
    (practice, couple) = try temporary.withCouple()
  }

  /// Whole numbers with a name as if they named a client, that the schema doesn't know to do so.
  private static func unknown(_ database: Database) throws -> [String] {
    let names = Set(try ClientColumn.all(database).map(\.name))
    // So many times of so many.
    let counts: Set = [ClientColumn(table: "homework_log", name: "counted_of")]
    return try Soundness.tables(database).flatMap { table in
      let keys = Set(try database.foreignKeys(on: table).flatMap { $0.mapping.map(\.origin) })
      return try database.columns(in: table).filter { $0.type == "INTEGER" && !keys.contains($0.name) }
        .map { ClientColumn(table: table, name: $0.name) }
    }.filter { column in
      let words = column.name.split(separator: "_")
      let isNamedSo =
        names.contains(column.name) || ["by", "of", "to", "whom"].contains(words.last)
        || words.contains("client") || words.contains("member")
      return isNamedSo && !column.name.hasPrefix("is_") && !counts.contains(column)
    }.map { "\($0.table).\($0.name)" }
  }

  @Test func whatNamesAClientHasAForeignKey() throws {
    try practice.queue.read { database in
      let (unknown, known) = (try Self.unknown(database), try ClientColumn.all(database))
      #expect(unknown == [])
      #expect(known.count == Set(known).count && known.count > 28)
    }
  }

  @Test func aNewTableThatNamesAClientWithoutOneIsSeen() throws {
    try practice.queue.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          CREATE TABLE gift (
            id INTEGER PRIMARY KEY, client INTEGER REFERENCES client (id), given_by INTEGER, said_to INTEGER,
            worth INTEGER, other_member INTEGER
          ) STRICT
          """)
      let (unknown, known) = (try Self.unknown(database), try ClientColumn.all(database))
      #expect(unknown == ["gift.given_by", "gift.said_to", "gift.other_member"])
      #expect(known.contains(ClientColumn(table: "gift", name: "client")))
    }
  }

  /// A chart in which every column that can name a client does.
  @Test func afterAMergeNothingNamesTheOneThatWent() throws {
    let stamp = TemporaryPractice.stamp("test")
    let (dropped, kept) = (couple.everyMember[1], Client.ID(number: 3))
    try practice.change(stamp) { change in
      _ = try Samples(change, couple, signs: false)
      try change.add(Client(id: change.nextClient(), details: Client.Details(name: "Robert"), today: couple.since))
      let disclosure = try Disclosure(
        couple: couple.id, clock: change.clock, day: couple.since, page: "report", audience: .member(dropped),
        toWhom: nil)
      try change.add(disclosure)
    }
    func named(_ client: Client.ID) throws -> [ClientColumn: Int] {
      try practice.queue.read { database in
        try ClientColumn.all(database).reduce(into: [:]) { counts, column in
          counts[column] = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(column.table) WHERE \(column.name) = ?", arguments: [client.number])
        }
      }
    }
    let before = try named(dropped)
    #expect(before.values.filter { $0 > 0 }.count > 15)
    try practice.change(stamp) { try $0.merge(dropped, into: kept, .unneeded) }
    let (left, moved) = (try named(dropped), try named(kept))
    #expect(left.values.allSatisfy { $0 == 0 })
    // Beside what named the other, the other's name is one of theirs now.
    let name = ClientColumn(table: "client_name", name: "client")
    #expect(moved[name] == 1)
    #expect(moved.filter { $0.key != name } == before.filter { $0.key != name })
    #expect(try practice.directory().client(dropped) == nil)
    // The door kept an image of each row.
    let last = try #require(try practice.undoable().first)
    _ = try practice.undo(expected: last.id, stamp)
    let restored = try named(dropped)
    #expect(restored == before)
    #expect(try practice.directory().client(dropped)?.details.name == "Rob Reyes")
  }
}
