import CoupletCore
import Testing

/// A sheet that looks like the other partner's.
@Suite struct SheetDoubtTests {
  private let dana = Client.ID(number: 1)
  private let rob = Client.ID(number: 2)

  private func scale() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: ScaleDefinition.ID("own"), version: 1, title: "Own", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 100))
  }

  private func sheet(_ number: Int, _ member: Client.ID, _ day: String, _ total: Double) throws -> Measure {
    try Measure(
      id: RecordID(.measure, number)!,
      fact: Fact(
        couple: Couple.ID(number: 1), day: Day(iso: day)!, audience: .joint, member: member,
        written: Instant(seconds: 0)), scale: "own", version: 1, mode: .paper, entered: .total(total))
  }

  @Test(arguments: [
    (31.0, true), (30.5, true), (45.0, false), (50.0, false), (69.0, false), (70.0, false), (35.0, true), (36.0, true),
    (38.0, false),
  ])
  func asksWhereItIsFarFromTheOwnAndNearTheOthers(_ total: Double, isDoubtful: Bool) throws {
    // Dana's last is 60, Rob's 31: from 40 down it is far, and near Rob's within a quarter of the distance.
    let known = [
      try sheet(1, dana, "2026-11-02", 20), try sheet(2, dana, "2026-11-09", 60), try sheet(3, rob, "2026-11-09", 31),
    ]
    let doubt = try scale().likelyOther(than: dana, entered: .total(total), among: known)
    #expect(doubt == (isDoubtful ? rob : nil))
  }

  @Test func asksNothingWithoutSomethingToCompare() throws {
    let scale = try scale()
    #expect(try scale.likelyOther(than: dana, entered: .total(31), among: []) == nil)
    #expect(try scale.likelyOther(than: dana, entered: .total(31), among: [sheet(1, rob, "2026-11-02", 31)]) == nil)
    #expect(try scale.likelyOther(than: dana, entered: .total(31), among: [sheet(1, dana, "2026-11-02", 80)]) == nil)
  }
}
