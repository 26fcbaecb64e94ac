import CoupletCore
import Testing

@testable import CoupletReports

/// A kind that the house doesn't know: it says its own words, and everything else is as with all kinds.
private struct Planted: ListedRecord {
  let id: RecordID
  let fact: Fact
  let word: String

  var givenIn: RecordID? { nil }
  var parts: [RecordPart] { [] }
  func shown(in sight: Sight) -> Planted? { self }
  func searchedText(byCounselor: Bool) -> String? { nil }

  func parts(in chart: Seen) -> [String?] { ["planted", nil, word] }
  func object(in chart: Seen) -> JSONValue { ["word": .string(word)] }
  static func columns(of records: [Planted], in chart: Seen) -> [ListColumn<Planted>] {
    [.date, ListColumn("word") { chart.line($0.word) }]
  }
}

@Suite struct ShownRecordTests {
  private static let dana = Client.ID(number: 1)
  private static let rob = Client.ID(number: 2)

  private static func fact(_ audience: Audience = .joint) throws -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: try #require(Day(iso: "2026-11-16")), audience: audience, member: dana,
      written: Instant(seconds: 1_795_000_000))
  }

  private static func chart(_ records: Records = Records(), by viewer: Audience = .counselor) throws -> Seen {
    let today = try #require(Day(iso: "2026-11-23"))
    let joined = try #require(Day(iso: "2026-09-01"))
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: joined,
      memberships: [dana, rob].map { try Couple.Membership(client: $0, joined: joined) })
    let clients = try [(dana, "Dana Reyes"), (rob, "Rob Reyes")].map {
      try Client(id: $0.0, details: Client.Details(name: $0.1), today: today)
    }
    return History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today)
  }

  @Test func whatAllKindsHaveIsWrittenOnce() throws {
    let record = try Planted(id: #require(RecordID(.win, 7)), fact: Self.fact(.member(Self.dana)), word: "a\u{1B}b")
    let chart = try Self.chart()
    #expect(
      chart.echo(record) == "w7 · dana-rob · Mon 2026-11-16 · planted · a\\u{1B}b · may be shown to: Dana only")
    #expect(chart.list([record]).last == "w7  Mon 2026-11-16  a\\u{1B}b")
    #expect(chart.page(record) == ["w7 · Mon 2026-11-16 · win"])
    #expect(chart.contents(of: record) == chart.page(record))
    #expect(
      chart.json(record)
        == [
          "id": "w7", "couple": "dana-rob", "date": "2026-11-16", "audience": "Dana Reyes", "word": "a\u{1B}b",
        ])
    let joint = try Self.chart(by: .joint)
    #expect(joint.list([record]).last == "Mon 2026-11-16  a\\u{1B}b")
    #expect(joint.json(record).text().contains("\"id\": null"))
  }

  /// A long line breaks between its parts, and never says the id twice.
  @Test func aLongEchoBreaksBetweenItsParts() throws {
    let word = String(repeating: "x", count: 60)
    let record = try Planted(id: #require(RecordID(.win, 7)), fact: Self.fact(), word: word)
    let lines = try Self.chart().echo(record).split(separator: "\n")
    #expect(lines.map { $0.prefix(6) } == ["w7 · d", "    xx", "    ma"])
  }
}
