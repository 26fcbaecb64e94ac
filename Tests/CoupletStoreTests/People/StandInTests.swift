import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// A lost name takes nothing with it.
@Suite struct StandInTests {
  /// Writes a chart in which every column that names a client does so, and gives the columns.
  private func fill(_ temporary: TemporaryPractice) throws -> [ClientColumn] {
    let (practice, couple) = try temporary.withCouple()
    try practice.change(TemporaryPractice.stamp("test")) { change in
      let samples = try Samples(change, couple, signs: false)
      let one = Audience.member(couple.everyMember[0])
      let win = try #require(samples.written.compactMap { $0 as? Win }.first)
      try change.change(audienceOf: win, to: one, why: "asked for")
      let fact = win.fact.with(audience: one, isNamed: true)
      let narrower = try Win(id: win.id, fact: fact, noticedBy: nil, text: win.text)
      try change.change(audienceOf: narrower, to: .counselor, why: "again")
      try change.add(
        Disclosure(
          couple: couple.id, clock: change.clock, day: couple.since, page: "report", audience: one, toWhom: nil))
      try change.replace(
        Client(id: couple.everyMember[0], details: Client.Details(name: "Dana Novak"), today: Day.range.upperBound))
    }
    defer { practice.close() }
    return try practice.queue.read(ClientColumn.all)
  }

  /// One row of each column that names a client names one that nobody else does, and whose row is lost.
  @Test func whateverNamesALostClientIsKept() throws {
    let temporary = try TemporaryPractice()
    let columns = try fill(temporary)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
    try queue.write { database in
      for (column, lost) in zip(columns, 101...) {
        try database.execute(
          sql: """
            UPDATE \(column.table) SET \(column.name) = \(lost)
            WHERE id = (SELECT max(id) FROM \(column.table) WHERE \(column.name) < 100)
            """)
        #expect(database.changesCount == 1, "\(column) is in no sample")
      }
    }
    try queue.close()

    let saved = temporary.folder + "/saved.couplet"
    let salvaged = try ClosedPractice(at: temporary.path)
      .salvage(nil, to: saved, stamp: TemporaryPractice.stamp("check"))
    #expect(salvaged.standIns == columns.count)
    #expect(salvaged.tables.filter { $0.orphaned > 0 }.map(\.name) == [])
    let names = try DatabaseQueue(path: saved).read { try String.fetchAll($0, sql: "SELECT name FROM client") }
    #expect(names.filter { $0.hasPrefix("lost c1") }.count == columns.count)
  }
}
