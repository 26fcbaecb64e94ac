import Testing

@testable import CoupletCore

@Suite struct ScaleDefinitionTests {
  typealias Samples = MeasurementSamples

  private func scale(
    version: Int = 1, title: String = "T", direction: ScaleDirection = .higherIsBetter, _ low: Double = 0,
    _ high: Double = 10, licence: ScaleLicence? = nil, items: [ScaleItem]? = nil, rule: ScoreRule = .sum,
    subscales: [Subscale] = [], cutoff: Cutoff? = nil, change: PublishedChange? = nil, reliability: Reliability? = nil,
    bands: [ScoreBand] = [], riskItems: [Int] = []
  ) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("t"), version: version, title: title, direction: direction, total: ScoreRange(min: low, max: high),
      licence: licence, items: items ?? Samples.items(2, 0, 5), rule: rule, subscales: subscales, cutoff: cutoff,
      publishedChange: change, reliability: reliability, bands: bands, riskItems: riskItems)
  }

  @Test func theBuiltInShapesAreAccepted() throws {
    let csi = try Samples.csi16()
    #expect(csi.items.count == 16)
    #expect(csi.total.description == "0 to 81")
    #expect(csi.item(1)?.max == 6)
    #expect(csi.item(17) == nil)
    #expect(csi.reliableChange == nil)
    #expect(try Samples.phq9().reliableChange?.smallest == 6)
    let ras = try scale(
      7, 35, items: (1...7).map { try ScaleItem(id: $0, min: 1, max: 5, isReversed: $0 == 4 || $0 == 7) })
    #expect(ras.audience == .member)
    let who = try scale(0, 100, items: Samples.items(5, 0, 5), rule: ScoreRule(.sum, times: 4))
    #expect(who.rule.times == 4)
    let mean = try scale(
      0, 4.3333, items: Samples.items(2, 0, 4) + [ScaleItem(id: 3, min: 0, max: 5)], rule: .init(.mean))
    #expect(mean.total.max == 4.3333)
    let odd = try [
      ScaleItem(id: 1, min: 2, max: 4), ScaleItem(id: 2, min: 1, max: 4), ScaleItem(id: 3, min: 1, max: 4),
    ]
    #expect(try scale(1.3333, 4, items: odd, rule: .init(.mean)).total.min == 1.3333)
  }

  @Test(arguments: ["csi-16", "a", "16pf", "a-1-b"]) func idsOfTheForm(_ text: String) throws {
    #expect(try ScaleDefinition.ID(text).description == text)
  }

  @Test(arguments: ["", "-a", "a-", "a--b", "CSI", "a b", "ä", "a_b", String(repeating: "a", count: 41)])
  func idsOfAnotherForm(_ text: String) {
    #expect(
      badData { try ScaleDefinition.ID(text) }
        == "id: has to be lower-case letters, digits and single hyphens, at most 40 characters")
  }

  @Test func itemErrors() {
    #expect(badData { try ScaleItem(id: 0, min: 0, max: 5) } == "items: id: 0 is below 1")
    #expect(badData { try ScaleItem(id: 3, min: 5, max: 5) } == "items: item 3: max: 5 is not above min 5")
    #expect(
      badData { try ScaleItem(id: 3, min: -1001, max: 5) } == "items: item 3: min: -1001 is outside -1000 to 1000")
    #expect(badData { try ScaleItem(id: 3, min: 0, max: .max) }?.hasSuffix("is outside -1000 to 1000") == true)
    #expect(
      badData { try ScaleItem(id: 3, min: 0, max: 5, anchors: ["never", "always"]) }
        == "items: item 3: anchors: 2 given; 0 to 5 needs 6")
    #expect(
      badData { try ScaleItem(id: 3, min: 0, max: 1, anchors: ["no", " "]) } == "items: item 3: anchors: is empty")
    #expect(
      badData { try ScaleItem(id: 3, min: 0, max: 1, text: "a\0b") } == "items: item 3: text: has a NUL character")
  }

  @Test func partErrors() {
    #expect(badData { try ScoreRange(min: 5, max: 5) } == "total: max: 5 is not above min 5")
    #expect(badData { try ScoreRange(min: .nan, max: 5) } == "total: min: is not a number")
    #expect(badData { try ScoreRange(min: 0, max: .infinity) } == "total: max: is not a number")
    #expect(badData { try ScoreRange(min: 0, max: 2e9) } == "total: max: is outside -1000000000 to 1000000000")
    for times in [0, -1, .nan, .infinity, 1001] {
      #expect(badData { try ScoreRule(.sum, times: times) } == "score: times: has to be above 0 and at most 1000")
    }
    for share in [0, -0.1, 1.1, .nan] {
      #expect(
        badData { try ScoreRule(.sum, missing: .prorate(atLeast: share)) }
          == "score: at-least: has to be above 0 and at most 1")
    }
    #expect(
      badData { try Subscale(id: "A", items: [1]) }
        == "subscales: id: has to be lower-case letters, digits and single hyphens, at most 40 characters")
    #expect(badData { try Subscale(id: "a", items: []) } == "subscales: a: has no items")
    #expect(badData { try Subscale(id: "a", items: [1, 2, 1]) } == "subscales: a: item 1 is there twice")
    #expect(badData { try Cutoff(value: .nan, functional: .above) } == "cutoff: value: is not a number")
    #expect(badData { try PublishedChange(points: 0) } == "reliable-change: points: 0 is not above 0")
    #expect(badData { try PublishedChange(points: .nan) } == "reliable-change: points: is not a number")
    for r in [0, 1, -0.5, 1.5] {
      #expect(
        badData { try Reliability(r: r, sd: 1, kind: .alpha) }
          == "reliability: r: \(DecimalText.text(r)) is not between 0 and 1")
    }
    #expect(badData { try Reliability(r: .nan, sd: 1, kind: .alpha) } == "reliability: r: is not a number")
    #expect(badData { try Reliability(r: 0.5, sd: 0, kind: .alpha) } == "reliability: sd: 0 is not above 0")
    #expect(badData { try Reliability(r: 0.5, sd: .infinity, kind: .alpha) } == "reliability: sd: is not a number")
    #expect(badData { try ScoreBand(from: .nan, name: "a") } == "bands: from: is not a number")
    #expect(badData { try ScoreBand(from: 1, name: "") } == "bands: name: is empty")
    #expect(badData { try ScaleLicence(.own, note: "a\0") } == "licence: note: has a NUL character")
  }

  @Test func fieldsThatDisagree() throws {
    #expect(badData { try scale(version: 0) } == "version: 0 is below 1")
    #expect(badData { try scale(title: " ") } == "title: is empty")
    let item = try ScaleItem(id: 1, min: 0, max: 5)
    #expect(badData { try scale(items: [item, item]) } == "items: item 1 is there twice")
    #expect(badData { try scale(items: Samples.items(1001, 0, 1)) } == "items: 1001 given; 1000 are allowed")
    #expect(badData { try scale(0, 11) } == "total: the items make 0 to 10, not 0 to 11")
    #expect(badData { try scale(1, 10) } == "total: the items make 0 to 10, not 1 to 10")
    #expect(badData { try scale(rule: ScoreRule(.sum, times: 4)) } == "total: the items make 0 to 40, not 0 to 10")
    #expect(badData { try scale(rule: ScoreRule(.mean)) } == "total: the items make 0 to 5, not 0 to 10")
    let worded = try [item, ScaleItem(id: 2, min: 0, max: 5, text: "How happy?")]
    #expect(
      badData { try scale(licence: ScaleLicence(.scoreOnly), items: worded) }
        == "items: item 2: has wording; licence says score-only")
    #expect(try scale(licence: ScaleLicence(.shipped), items: worded).items == worded)
    #expect(badData { try scale(riskItems: [3]) } == "risk-items: item 3 is unknown")
    #expect(badData { try scale(riskItems: [2, 2]) } == "risk-items: item 2 is there twice")
  }

  @Test func subscalesThatDisagree() throws {
    let (one, two) = (try Subscale(id: "a", items: [1]), try Subscale(id: "b", items: [2]))
    #expect(try scale(subscales: [one, two]).subscales == [one, two])
    #expect(badData { try scale(subscales: [one, one]) } == "subscales: a is there twice")
    #expect(badData { try scale(subscales: [Subscale(id: "a", items: [1, 3])]) } == "subscales: a: item 3 is unknown")
    #expect(
      badData { try scale(subscales: [one, Subscale(id: "b", items: [2, 1])]) } == "subscales: b: item 1 is in a too")
  }

  @Test func normsThatDisagree() throws {
    #expect(
      badData { try scale(cutoff: Cutoff(value: 10.5, functional: .above)) } == "cutoff: value: 10.5 is outside 0 to 10"
    )
    #expect(
      badData { try scale(cutoff: Cutoff(value: 5, functional: .below)) }
        == "cutoff: functional: has to be above; direction is higher-is-better")
    #expect(
      badData { try scale(direction: .higherIsWorse, cutoff: Cutoff(value: 5, functional: .above)) }
        == "cutoff: functional: has to be below; direction is higher-is-worse")
    #expect(
      badData { try scale(change: PublishedChange(points: 10.5)) }
        == "reliable-change: points: 10.5 is more than the width of the total, 10")
    #expect(
      badData { try scale(reliability: Reliability(r: 0.5, sd: 11, kind: .alpha)) }
        == "reliability: sd: 11 is more than the width of the total, 10")
    #expect(
      badData { try scale().with(Reliability(r: 0.5, sd: 11, kind: .alpha)) }
        == "reliability: sd: 11 is more than the width of the total, 10")
    let bands = try [ScoreBand(from: 5, name: "b"), ScoreBand(from: 5, name: "c")]
    #expect(badData { try scale(bands: bands) } == "bands: from: 5 does not come after 5")
    #expect(badData { try scale(bands: [ScoreBand(from: 11, name: "b")]) } == "bands: from: 11 is outside 0 to 10")
  }

  @Test func prorationNeedsItsItems() throws {
    let prorate = try ScoreRule(.sum, missing: .prorate(atLeast: 0.8))
    #expect(
      badData { try scale(items: [], rule: prorate) } == "score: missing: a total without items can't be prorated")
    #expect(
      badData { try scale(rule: prorate, riskItems: [2]) }
        == "score: missing: a scale with risk items is never prorated")
    let mixed = try [ScaleItem(id: 1, min: 1, max: 7), ScaleItem(id: 2, min: 1, max: 10)]
    let message = "score: missing: prorate needs items that begin at 0, or one range from 1 or more"
    #expect(badData { try scale(2, 17, items: mixed, rule: prorate) } == message)
    #expect(badData { try scale(-2, 2, items: Samples.items(2, -1, 1), rule: prorate) } == message)
    #expect(try scale(2, 14, items: Samples.items(2, 1, 7), rule: prorate).rule == prorate)
  }

  @Test func ownFiguresReplaceReliability() throws {
    let own = try Reliability(r: 0.9, sd: 12, kind: .alpha, isOwn: true)
    let scale = try Samples.csi16().with(own)
    #expect(scale.reliability == own)
    #expect(scale.reliableChange?.isOwn == true)
    #expect(scale.items == (try Samples.csi16().items))
    // Published points go before r and SD.
    #expect(try Samples.phq9().with(own).reliableChange?.basis == .published(points: 6))
  }

  @Test func bandsBeginAtTheirValue() throws {
    let phq = try Samples.phq9()
    #expect(
      [0, 4, 5, 9, 10, 14, 15, 19, 20, 27].map { phq.band(of: $0)?.name } == [
        "minimal", "minimal", "mild", "mild", "moderate", "moderate", "moderately severe", "moderately severe",
        "severe", "severe",
      ])
    let late = try scale(bands: [ScoreBand(from: 5, name: "b")])
    #expect(late.band(of: 4) == nil)
    #expect(late.band(of: 5)?.name == "b")
  }

  @Test func audiences() {
    let maya = Client.ID(number: 3)
    #expect(ScaleAudience.joint.audience(of: maya) == .joint)
    #expect(ScaleAudience.member.audience(of: maya) == .member(maya))
    #expect(ScaleAudience.counselor.audience(of: maya) == .counselor)
  }
}
