import Testing

@testable import CoupletCore

/// What the table lets pages say of figures, on the examples that showed where they said too much.
@Suite struct WhatFiguresCarryTests {
  typealias Samples = MeasurementSamples

  private static let (maya, jon) = (Samples.maya, Samples.jon)

  /// The RDAS as shipped: 12 points, index 11.58, cut-off 47.31.
  static func rdas() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("rdas"), version: 1, title: "RDAS", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 69),
      items: (1...14).map { try ScaleItem(id: $0, min: 0, max: $0 == 11 ? 4 : 5) },
      subscales: [
        Subscale(id: "consensus", items: Array(1...6)), Subscale(id: "satisfaction", items: Array(7...10)),
        Subscale(id: "cohesion", items: Array(11...14)),
      ],
      cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
      publishedChange: PublishedChange(
        points: 12, index: 11.58, source: "Anderson et al. 2014, Journal 40, 525", verification: .read),
      audience: .joint)
  }

  /// The CSI-4 with r .9 and SD 4: SEM 1.2649, a change above 3.506, a change of a gap above 4.9585.
  private static func csi4() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("csi-4"), version: 1, title: "CSI-4", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 21),
      cutoff: Cutoff(value: 13.5, functional: .above),
      reliability: Reliability(r: 0.9, sd: 4, kind: .testRetest, isOwn: true), audience: .joint)
  }

  private static func gad7() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("gad-7"), version: 1, title: "GAD-7", direction: .higherIsWorse, total: ScoreRange(min: 0, max: 21),
      cutoff: Cutoff(value: 8, functional: .below, valueBelongsTo: .dysfunctional),
      publishedChange: PublishedChange(points: 4))
  }

  typealias Sheet = (day: Int, total: Double, mode: Administration.Mode)

  static func measure(
    _ scale: ScaleDefinition, _ maya: [Sheet], _ jon: [Sheet] = []
  ) throws -> CoupleMeasure {
    var number = 0
    func scored(_ sheets: [Sheet], _ member: Client.ID) throws -> [ScoredSheet] {
      try sheets.map { sheet in
        number += 1
        let fact = Fact(
          couple: Couple.ID(number: 1), day: Samples.day(sheet.day), audience: .joint, member: member,
          written: Instant(seconds: 1_795_000_000))
        let measure = try Measure(
          id: RecordID(.measure, number)!, fact: fact, scale: scale.id.description, version: scale.version,
          mode: sheet.mode, session: nil, entered: .total(sheet.total))
        return try #require(ScoredSheet(measure, by: scale))
      }
    }
    return CoupleMeasure(
      of: scale, title: scale.title,
      sheets: [Self.maya: try scored(maya, Self.maya), Self.jon: try scored(jon, Self.jon)],
      mayClassify: true)
  }

  private static func paper(_ values: (Int, Double)...) -> [Sheet] { values.map { ($0.0, $0.1, .paper) } }

  // MARK: Gaps

  @Test func aGapWithinErrorIsAboutAsBefore() throws {
    let measure = try Self.measure(Self.csi4(), Self.paper((0, 10), (30, 15)), Self.paper((0, 10), (30, 12)))
    let gap = try #require(measure.gap(Self.maya, Self.jon))
    #expect((gap.first.difference, gap.last.difference, gap.finding) == (0, 3, .same))
    #expect(gap.finding.plain == .asFarApart)
    // Five points are above 4.9585.
    let wider = try Self.measure(Self.csi4(), Self.paper((0, 10), (30, 15)), Self.paper((0, 10), (30, 10)))
    #expect(wider.gap(Self.maya, Self.jon)?.finding == .widened)
  }

  @Test func thePublishedIndexMakesTheErrorOfTheGap() throws {
    let error = try #require(Self.rdas().standardError)
    // 11.58 / (1.96·√2).
    #expect(abs(error.points - 4.177_702) < 1e-6 && error.isDerived)
    // 3.92 · 4.1777 is 16.3766.
    let sample = try Self.measure(Self.rdas(), Self.paper((0, 36), (30, 51)), Self.paper((0, 39), (30, 52)))
    #expect(sample.gap(Self.maya, Self.jon)?.finding == .same)
    let within = try Self.measure(Self.rdas(), Self.paper((0, 40), (30, 57)), Self.paper((0, 40), (30, 41)))
    #expect(within.gap(Self.maya, Self.jon)?.finding == .same)
    let beyond = try Self.measure(Self.rdas(), Self.paper((0, 40), (30, 57)), Self.paper((0, 40), (30, 40)))
    #expect(beyond.gap(Self.maya, Self.jon)?.finding == .widened)
  }

  @Test func noWordForTheGapWhereOneFellOrTheErrorIsUnknown() throws {
    let own = try Self.csi4()
    let fell = try Self.measure(own, Self.paper((0, 3), (30, 9)), Self.paper((0, 18), (30, 10)))
    let gap = try #require(fell.gap(Self.maya, Self.jon))
    #expect((gap.finding, gap.finding.plain, gap.finding.movement) == (.changedByFall, nil, nil))
    let unknown = try Self.measure(Self.gad7(), Self.paper((0, 3), (30, 9)), Self.paper((0, 18), (30, 10)))
    #expect(unknown.gap(Self.maya, Self.jon)?.finding == .unknown)
    #expect(GapFinding.unknown.plain == nil)
    // By phone the second time.
    let modes = try Self.measure(own, [(0, 3, .paper), (30, 20, .phone)], Self.paper((0, 3), (30, 3)))
    #expect(modes.gap(Self.maya, Self.jon)?.finding == .unknown)
    #expect(modes.gap(Self.maya, Self.jon)?.last.isMoreThanError(sem: 1) == nil)
  }

  // MARK: Modes and days

  @Test func aSlopeIsOfTheNewestModeWithFour() throws {
    let totals: [Double] = [30, 31, 30, 44, 45, 46]
    let sheets = totals.enumerated().map { place, total -> Sheet in (14 * place, total, place < 3 ? .paper : .phone) }
    let none = try #require(Self.measure(Self.csi4Wide(), sheets).series[Self.maya])
    #expect((none.slopePerWeek, none.trend.n, none.trendMode) == (nil, 3, .phone))
    let four = try #require(Self.measure(Self.csi4Wide(), sheets + [(84, 47, .phone)]).series[Self.maya])
    #expect((four.trend.n, four.trendMode) == (4, .phone))
    #expect(abs((four.slopePerWeek ?? 0) - 0.5) < 1e-9)
    // The newest mode has one total; the one before has four.
    let older = try #require(
      Self.measure(
        Self.csi4Wide(), Self.paper((0, 30), (14, 31), (28, 32), (42, 33)) + [(56, 60, .phone)]
      ).series[Self.maya])
    #expect((older.trend.n, older.trendMode) == (4, .paper))
  }

  private static func csi4Wide() throws -> ScaleDefinition {
    try Samples.totalOnly(cutoff: Cutoff(value: 50, functional: .above), reliability: Samples.truax())
  }

  @Test func oneDayIsOneOccasion() throws {
    let measure = try Self.measure(Self.gad7(), Self.paper((0, 15), (0, 5)))
    let series = try #require(measure.series[Self.maya])
    #expect((series.n, series.last, series.change, series.changeClass) == (1, 5, nil, nil))
    #expect(measure.noClass(of: Self.maya) == .oneOccasion)
    #expect(measure.earlier[Self.maya]?.map(\.score.total) == [15])
    let thousand = try Self.measure(
      Self.csi4Wide(), (0..<1000).map { (0, Double($0 % 99), .paper) })
    #expect((thousand.series[Self.maya]?.n, thousand.earlier[Self.maya]?.count) == (1, 999))
    #expect(thousand.changeClass(of: Self.maya) == nil && thousand.plain(of: Self.maya) == nil)
  }

  @Test func noClassAcrossModes() throws {
    let measure = try Self.measure(Self.rdas(), [(0, 40, .paper), (30, 53, .phone)])
    #expect(measure.changeClass(of: Self.maya) == nil && measure.plain(of: Self.maya) == nil)
    #expect(measure.series[Self.maya]?.isReliable == nil)
    #expect(measure.noClass(of: Self.maya) == .modesDiffer)
  }

  // MARK: The couple's label

  private func verdict(_ maya: ClosedRange<Int>, _ jon: ClosedRange<Int>) throws -> PairVerdict {
    try Self.measure(
      Self.rdas(), Self.paper((maya.lowerBound, 36), (maya.upperBound, 50)),
      Self.paper((jon.lowerBound, 50), (jon.upperBound, 36))
    ).verdict(Self.maya, Self.jon)
  }

  @Test func aLabelNeedsTheSameMonths() throws {
    let apart = try verdict(0...32, 120...151)
    #expect((apart.label, apart.why("Maya", "Jon")) == (.notClassifiable, "not the same months"))
    #expect(try verdict(0...100, 0...100).label == .diverging)
    // 50 of the longer one's 100 days are half; 49 are less.
    #expect(try verdict(0...100, 50...150).label == .diverging)
    #expect(try verdict(0...100, 51...151).reason == .differentMonths)
    // The one's month within the other's year is another time.
    #expect(try verdict(0...360, 30...60).reason == .differentMonths)
  }

  @Test func notClassifiableSaysWhy() throws {
    let one = try Self.measure(Self.rdas(), Self.paper((0, 36), (30, 50)), Self.paper((0, 50)))
    #expect(one.verdict(Self.maya, Self.jon).why("Maya", "Jon") == "Jon: one total is no change")
    let none = try Self.measure(
      Samples.totalOnly(), Self.paper((0, 36), (30, 50)), Self.paper((0, 50), (30, 36)))
    #expect(none.verdict(Self.maya, Self.jon).why("Maya", "Jon") == "no reliable change is known")
    let each = try Self.measure(Self.rdas(), [(0, 36, .paper), (30, 50, .phone)])
    #expect(
      each.verdict(Self.maya, Self.jon).why("Maya", "Jon")
        == "Maya: the first and the last total were taken in different ways; Jon: no total")
  }

  // MARK: The cut-off, and room

  @Test(arguments: [(48.0, true), (51, true), (52, true), (55, true), (56, false), (69, false)])
  func nearTheCutoff(_ last: Double, isNear: Bool) throws {
    // 1.96 · 4.1777 is 8.188: from 39.1 to 55.5.
    let measure = try Self.measure(Self.rdas(), Self.paper((0, 30), (60, last)))
    #expect(measure.series[Self.maya]?.isNearCutoff == isNear)
    #expect(measure.changeClass(of: Self.maya) == .recovered)
    #expect(measure.plain(of: Self.maya) == (isNear ? .better : .betterBeyondLine))
    #expect(measure.plain(of: Self.maya, isShort: true) == .better)
  }

  @Test func withoutAnErrorNothingIsSaidOfTheCutoff() throws {
    let measure = try Self.measure(Self.gad7(), Self.paper((0, 15), (60, 0)))
    #expect(measure.series[Self.maya]?.isNearCutoff == nil && measure.plain(of: Self.maya) == .better)
  }

  @Test func noRoomForAReliableChange() throws {
    let top = try Self.measure(Self.rdas(), Self.paper((0, 66), (60, 69)), Self.paper((0, 57), (60, 69)))
    #expect(top.series[Self.maya]?.shortRoom?.words == "3 points to the top: a reliable rise isn't possible")
    #expect(top.changeClass(of: Self.maya) == .unchanged && top.plain(of: Self.maya) == nil)
    // Twelve points are just enough.
    #expect(top.series[Self.jon]?.shortRoom == nil && top.plain(of: Self.jon) == .better)
    let bottom = try Self.measure(Self.gad7(), Self.paper((0, 3)))
    #expect(bottom.series[Self.maya]?.shortRoom?.words == "3 points to the bottom: a reliable fall isn't possible")
    let fall = try Self.measure(Self.rdas(), Self.paper((0, 66), (60, 40)))
    #expect(fall.plain(of: Self.maya) == .clearlyLower)
  }

  @Test func aLeastChangeThatMattersHasWordsOfItsOwn() throws {
    let scale = try Samples.totalOnly(
      cutoff: Cutoff(value: 50, functional: .above),
      change: PublishedChange(points: 7, kind: .mid, source: "Doe 2019, somewhere", verification: .secondary))
    #expect(
      scale.reliableChange?.words
        == "7 points or more, the least change that matters, not a reliable one, Doe 2019, from secondary sources")
    let measure = try Self.measure(scale, Self.paper((0, 40), (60, 47)), Self.paper((0, 60), (60, 50)))
    #expect(measure.plain(of: Self.maya) == .noticeablyBetter && measure.plain(of: Self.jon) == .noticeablyWorse)
    #expect(badData { try PublishedChange(points: 7, kind: .mid, index: 6) }?.contains("kind is mid") == true)
    #expect(badData { try PublishedChange(points: 7, index: 8) }?.hasPrefix("reliable-change: index: 8") == true)
    #expect(badData { try PublishedChange(points: 7, index: 0) } != nil)
  }

  // MARK: Read the wrong way round

  private func isTurned(_ before: [Int], _ now: [Int], by scale: ScaleDefinition? = nil) throws -> Bool {
    let scale = try scale ?? Self.rdas()
    let fact = Fact(
      couple: Couple.ID(number: 1), day: Samples.day(0), audience: .joint, member: Self.maya,
      written: Instant(seconds: 1_795_000_000))
    let known = try Measure(
      id: RecordID(.measure, 1)!, fact: fact, scale: "rdas", version: 1, mode: .paper, session: nil,
      entered: .answers(before.map(Answer.value)))
    return scale.isTurned(.answers(now.map(Answer.value)), of: Self.maya, among: [known])
  }

  @Test func aSubscaleOrASheetThatWasTurned() throws {
    let consensus = [5, 5, 5, 5, 5, 4]
    // The satisfaction items 5 4 5 4 as 0 1 0 0 while all else stays: 65 became 43 that way.
    #expect(try isTurned(consensus + [5, 4, 5, 4] + [4, 4, 4, 5], consensus + [0, 1, 0, 0] + [3, 3, 3, 3]))
    #expect(try isTurned(Array(repeating: 1, count: 14), Array(repeating: 4, count: 14)))
    // A real gain of every item by two, and the same sheet again, are none.
    #expect(try !isTurned(Array(repeating: 1, count: 14), Array(repeating: 2, count: 14)))
    #expect(try !isTurned(consensus + [5, 4, 5, 4, 4, 4, 4, 5], consensus + [5, 4, 5, 4, 4, 4, 4, 5]))
    // The middle has its mirror image beside it.
    #expect(try !isTurned(Array(repeating: 2, count: 14), Array(repeating: 3, count: 14)) == false)
  }
}
