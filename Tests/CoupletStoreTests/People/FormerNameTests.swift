import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// What somebody was called before is kept, and goes with them.
@Suite struct FormerNameTests {
  private let temporary: TemporaryPractice
  private let practice: Practice
  private let dana: Client
  private let stamp = TemporaryPractice.stamp("test")

  init() throws {
    temporary = try TemporaryPractice()
    practice = try temporary.withCouple().0
    dana = try #require(try practice.directory().clients.first)
  }

  private func rename(_ name: String, called: String? = nil, forgetting former: [String]? = nil) throws {
    var details = try #require(try practice.directory().client(dana.id)).details
    details.name = name
    details.called = called
    details.formerNames = former ?? details.formerNames
    let client = try Client(id: dana.id, details: details, today: Day.range.upperBound)
    try practice.change(stamp) { try $0.replace(client) }
  }

  private func formerNames() throws -> [String]? { try practice.directory().client(dana.id)?.details.formerNames }

  @Test func aChangedNameIsKept() throws {
    let first = dana.name
    try rename("Dana Novak", called: "Dee")
    #expect(try formerNames() == [first])
    try rename("Dana Poe")
    #expect(try formerNames() == [first, "Dana Novak", "Dee"])
    #expect(try practice.directory().client(matching: "novak", field: "name").id == dana.id)
    // What is theirs again is no former name, and what they never had can be forgotten.
    try rename(first, forgetting: [first, "Dana Novak"])
    #expect(try formerNames() == ["Dana Novak", "Dana Poe"])
  }

  @Test func undoTakesItBack() throws {
    try rename("Dana Novak")
    let last = try #require(try practice.undoable().first)
    _ = try practice.undo(expected: last.id, stamp)
    #expect(try formerNames() == [])
    #expect(try practice.directory().client(dana.id)?.name == dana.name)
  }

  @Test func aMergedRecordsNamesAreKept() throws {
    var details = Client.Details(name: "Danuta Novak")
    details.called = "Danka"
    try practice.change(stamp) { change in
      let other = try Client(id: try change.nextClient(), details: details, today: Day.range.upperBound)
      try change.add(other)
      details.name = "Danuta Poe"
      try change.replace(try Client(id: other.id, details: details, today: Day.range.upperBound))
      try change.merge(other.id, into: dana.id, .unneeded)
    }
    #expect(Set(try formerNames() ?? []) == ["Danuta Novak", "Danuta Poe", "Danka"])
  }

  @Test func namesOfBeforeTheMigrationComeFromTheImages() throws {
    let first = dana.name
    try rename("Dana Novak", called: "Dee")
    try rename("Dana Poe", called: "Dee")
    let migration = try #require(EmbeddedText.files.first { $0.name.hasSuffix("m0007-former-names.sql") }).text
    try practice.queue.write { database in
      try database.execute(sql: "DROP TABLE client_name")
      try database.execute(sql: migration)
    }
    #expect(try formerNames() == [first, "Dana Novak"])
  }
}
