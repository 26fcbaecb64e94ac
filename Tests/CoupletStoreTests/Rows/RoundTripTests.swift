import CoupletCore
import GRDB
import Testing

@testable import CoupletStore

/// What is written is read back the same, for each kind that the one list has.
@Suite struct RoundTripTests {
  private let temporary: TemporaryPractice
  private let practice: Practice
  private let couple: Couple
  private let samples: Samples

  init() throws {
    temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    (self.practice, self.couple) = (practice, couple)
    // One change that adds, signs and narrows, as no command does: the gate couldn't put back what is signed.
    samples = try practice.save { database in
      let change = Change(database: database, stamp: TemporaryPractice.stamp("test"), chain: practice.chain)
      return (try Samples(change, couple), try change.close())
    }
  }

  private func records() throws -> Records {
    try practice.queue.read { try RecordReader($0, couple: couple.id).records() }
  }

  @Test func eachKindIsReadAsItWasWritten() throws {
    let records = try records()
    func check<Kind: StoredRecord>(_ kind: Kind.Type) {
      let written = samples.written.compactMap { $0 as? Kind }
      #expect(!written.isEmpty, "\(kind) has no sample")
      #expect(records[kind].sorted(by: Kind.comesBefore) == written.sorted(by: Kind.comesBefore))
    }
    for kind in StoredKinds.all { check(kind) }
  }

  /// A part that a kind gets later doesn't go unwritten: a sample has to have it.
  @Test func theSamplesHaveEveryPart() {
    func check<Kind: StoredRecord>(_ kind: Kind.Type) {
      let parts = Parts(of: samples.written.filter { $0 is Kind })
      #expect(parts.empty == [], "\(kind)")
      #expect(parts.filled.count > 4, "\(kind)")
    }
    for kind in StoredKinds.all { check(kind) }
  }

  @Test func aPartThatNoSampleHasIsSeen() {
    struct Inner { var words: String? }
    struct Outer {
      var name = "a"
      var inner: [Inner]
      var day: Int?
    }
    #expect(Parts(of: [Outer(inner: [], day: 1)]).empty == [".inner"])
    #expect(Parts(of: [Outer(inner: [Inner(words: nil)], day: nil)]).empty == [".inner.words", ".day"])
    #expect(Parts(of: [Outer(inner: [Inner(words: nil)]), Outer(inner: [Inner(words: "b")], day: 2)]).empty == [])
  }

  /// The kinds are all that have a row of their own for each row of the common table.
  @Test func everyRowOfTheCommonTableIsOfAKindInTheList() throws {
    let records = try records()
    let facts = try practice.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM fact") }
    func count<Kind: StoredRecord>(_ kind: Kind.Type) -> Int { records[kind].count { $0 is any Recorded } }
    let read = StoredKinds.all.map { count($0) }.reduce(0, +)
    #expect(read == facts)
    let tables = try practice.queue.read { database in
      try Soundness.tables(database).filter { table in
        try database.foreignKeys(on: table).contains { $0.destinationTable == "fact" && $0.mapping[0].origin == "id" }
      }
    }
    for table in tables {
      let rows = try practice.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
      #expect(rows != 0, "\(table) belongs to no kind in the list")
    }
  }

  /// Each row that was written went through the door that keeps an image.
  @Test func undoTakesAllOfItBack() throws {
    let temporary = try TemporaryPractice()
    let (practice, couple) = try temporary.withCouple()
    let stamp = TemporaryPractice.stamp("test")
    func counts() throws -> [String: Int] {
      try practice.queue.read(Soundness.counts).filter { !$0.key.hasPrefix("journal") }
    }
    let before = try counts()
    try practice.change(stamp) { _ = try Samples($0, couple, signs: false) }
    let written = try counts()
    #expect(written.count { $1 > before[$0] ?? 0 } > 30)
    let last = try #require(try practice.undoable().first)
    _ = try practice.undo(expected: last.id, stamp)
    let after = try counts()
    #expect(after == before)
  }

  @Test func anotherCouplesChartStaysEmpty() throws {
    let records = try practice.queue.read { try RecordReader($0, couple: Couple.ID(number: 99)).records() }
    func check<Kind: StoredRecord>(_ kind: Kind.Type) { #expect(records[kind] == []) }
    for kind in StoredKinds.all { check(kind) }
  }
}

/// The stored properties of values, by the way to them: which some value has, and which none does.
private struct Parts {
  private(set) var filled: Set<String> = []
  private var seen: Set<String> = []

  init(of values: [Any]) {
    for value in values { look(at: value, "") }
  }

  var empty: Set<String> { seen.subtracting(filled) }

  private mutating func look(at value: Any, _ path: String) {
    let mirror = Mirror(reflecting: value)
    seen.insert(path)
    switch mirror.displayStyle {
    case .optional, .collection, .set:
      for child in mirror.children { look(at: child.value, path) }
      if !mirror.children.isEmpty { filled.insert(path) }
    case .struct:
      filled.insert(path)
      for child in mirror.children { look(at: child.value, "\(path).\(child.label ?? "")") }
    case .dictionary:
      if !mirror.children.isEmpty { filled.insert(path) }
    default:
      filled.insert(path)
    }
  }
}
