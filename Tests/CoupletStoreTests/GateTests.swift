import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// What the gate for seeing more goes by, against the schema and against what the kinds hold.
@Suite struct GateTests {
  private let temporary: TemporaryPractice
  private let practice: Practice
  private let couple: Couple

  init() throws {
    temporary = try TemporaryPractice()
    (practice, couple) = try temporary.withCouple()
  }

  @Test func whatIsGivenInSessionsIsWhatTheSchemaSays() throws {
    try practice.queue.read { database in
      let given = try Soundness.tables(database).filter { table in
        let keys = try database.foreignKeys(on: table)
        return keys.contains { $0.destinationTable == "session" && $0.mapping.map(\.origin) == ["session"] }
          && keys.contains { $0.destinationTable == "fact" && $0.mapping.map(\.origin) == ["id"] }
      }
      #expect(Set(given) == Set(Change.givenInSessions))
    }
  }

  /// A column that counts as harmless is there, and says nothing of who may know: else a change of it would pass unseen.
  @Test func noColumnThatSaysWhoMayKnowCountsAsHarmless() throws {
    try practice.queue.read { database in
      for (table, harmless) in Change.contentColumns {
        let columns = Set(try database.columns(in: table).map(\.name))
        #expect(harmless.isSubset(of: columns), "\(table): \(harmless.subtracting(columns))")
        for name in [
          "audience", "audience_of", "is_on_pages", "lifted", "joined", "left_on", "member", "says", "client",
        ] {
          #expect(!harmless.contains(name), "\(table).\(name)")
        }
        #expect(table == "private_note" || harmless.isDisjoint(with: ["day", "session", "couple"]), "\(table)")
      }
    }
  }

  /// How many things with a day of their own a record holds, whatever they are called.
  private static func datedParts(of record: any Recorded) -> Int {
    Mirror(reflecting: record).children.reduce(0) { count, child in
      guard Mirror(reflecting: child.value).displayStyle == .collection else { return count }
      return count
        + Mirror(reflecting: child.value).children.filter { part in
          Mirror(reflecting: part.value).children.contains { $0.label == "day" || $0.label == "signature" }
        }.count
    }
  }

  /// What was said of a record later is among its parts, so that the gate sees when somebody gets to see it.
  @Test func eachDatedThingOfARecordIsOneOfItsParts() throws {
    let written = try practice.save { database in
      let change = Change(database: database, stamp: TemporaryPractice.stamp("test"), chain: practice.chain)
      return (try Samples(change, couple).written, try change.close())
    }
    let records = written.compactMap { $0 as? any Recorded }
    #expect(records.contains { Self.datedParts(of: $0) > 0 })
    for record in records { #expect(record.parts.count >= Self.datedParts(of: record), "\(record.id)") }
    let seen = try practice.history(of: couple)
    for viewer in [Audience.joint] + couple.everyMember.map(Audience.member) {
      for shown in seen.seen(by: viewer, asOf: Day.range.upperBound).records.everything {
        let whole = records.first { $0.id == shown.id }
        #expect(Set(shown.parts).isSubset(of: whole?.parts ?? []), "\(shown.id) for \(viewer)")
      }
    }
  }
}

extension Records {
  /// All records that have an id.
  fileprivate var everything: [any Recorded] {
    StoredKinds.all.flatMap { kind in all(kind) }
  }

  private func all<Kind: StoredRecord>(_ kind: Kind.Type) -> [any Recorded] {
    self[kind].compactMap { $0 as? any Recorded }
  }
}
