import Testing

@testable import CoupletCore

@Suite struct ScoringTests {
  typealias Samples = MeasurementSamples

  private func digits(_ values: [Int?]) -> String { values.map { $0.map(String.init) ?? "-" }.joined() }

  @Test func answersInBothForms() throws {
    let scale = try ScaleDefinition(
      id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 20),
      items: Samples.items(4, 0, 5))
    let expected: [Answer] = [.value(4), .value(3), .notAnswered, .value(5)]
    #expect(try Answers("4,3,-,5", to: scale).list == expected)
    #expect(try Answers(" 4, 3 ,-,5 ", to: scale).list == expected)
    for text in ["4;3;-;5", "4; 3;- ;5", "4,3;-,5", "4 3 - 5", " 4\t3  -\u{A0}5 ", "43 -5", "4 3-5"] {
      #expect(try Answers(text, to: scale).list == expected, "\(text)")
    }
    #expect(badData { try Answers("4 3 -", to: scale) } == "answers: 3 given; t has 4 items")
    #expect(try Answers("43-5", to: scale).list == expected)
    #expect(try Answers("4d-n", to: scale).list == [.value(4), .declined, .notAnswered, .notApplicable])
    #expect(try Answers("4d-n", to: scale).text == "4,d,-,n")
    #expect(
      try Answers("43-5", to: scale).replacing(item: 3, with: .value(1), in: scale).list
        == [.value(4), .value(3), .value(1), .value(5)])
  }

  @Test func answersOfWideItemsNeedCommas() throws {
    let one = try ScaleDefinition(
      id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 10),
      items: Samples.items(1, 0, 10))
    #expect(try Answers("10", to: one).list == [.value(10)])
    #expect(badData { try Answers("1,0", to: one) } == "answers: 2 given; t has 1 item")
    let two = try ScaleDefinition(
      id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: ScoreRange(min: -10, max: 10),
      items: Samples.items(2, -5, 5))
    #expect(try Answers("-5,-", to: two).list == [.value(-5), .notAnswered])
    #expect(
      badData { try Answers("55", to: two) } == "answers: item 1 goes from -5 to 5: put commas between the answers")
  }

  @Test func answerErrors() throws {
    let csi = try Samples.csi16()
    #expect(badData { try Answers("6373333333333333", to: csi) } == "answers: item 3: 7 is outside 0 to 5")
    #expect(badData { try Answers("333333333333333", to: csi) } == "answers: 15 given; csi-16 has 16 items")
    #expect(badData { try Answers("", to: csi) } == "answers: 0 given; csi-16 has 16 items")
    #expect(
      badData { try Answers("3x33333333333333", to: csi) } == "answers: item 2: has to be a whole number, -, d or n")
    for part in ["", "+3", "٣", "--", "1.5", "D", "--3", "3 3", "99999999999999999999"] {
      #expect(
        badData { try Answers("3,\(part),3,3,3,3,3,3,3,3,3,3,3,3,3,3", to: csi) }
          == "answers: item 2: has to be a whole number, -, d or n", "\(part)")
    }
    #expect(badData { try Answers([.value(7)], to: csi) } == "answers: 1 given; csi-16 has 16 items")
    let good = try Answers(digits(Array(repeating: 3, count: 16)), to: csi)
    #expect(badData { try good.replacing(item: 17, with: .declined, in: csi) } == "answers: item 17 is unknown")
    #expect(badData { try good.replacing(item: 2, with: .value(6), in: csi) } == "answers: item 2: 6 is outside 0 to 5")
    #expect(badData { try Answers("3", to: Samples.totalOnly()) } == "answers: own has no items")
  }

  @Test func typedTotals() throws {
    let (csi, own) = (try Samples.csi16(), try Samples.totalOnly())
    func typed(_ total: Double, _ scale: ScaleDefinition) throws -> Administration {
      try Administration(
        member: Client.ID(number: 1), scale: scale, day: Samples.day(0), mode: .phone, apart: true,
        entered: .total(total))
    }
    #expect(try typed(48, csi).score(by: csi).total == 48)
    #expect(try typed(48, csi).score(by: csi).possible == nil)
    #expect(try typed(12.5, own).score(by: own).total == 12.5)
    #expect(badData { try typed(82, csi) } == "total: 82 is outside 0 to 81")
    #expect(badData { try typed(-0.5, own) } == "total: -0.5 is outside 0 to 100")
    #expect(badData { try typed(.nan, own) } == "total: is not a number")
    #expect(badData { try typed(.infinity, own) } == "total: is not a number")
    #expect(badData { try typed(48.6, csi) } == "total: 48.6 has decimals; csi-16 counts whole points")
    let prorated = try Samples.csi16(missing: .prorate(atLeast: 0.8))
    #expect(try typed(48.6, prorated).score(by: prorated).total == 48.6)
  }

  @Test func answersOfAnotherScaleAreRefused() throws {
    let (csi, phq) = (try Samples.csi16(), try Samples.phq9())
    let answers = try Answers("000000001", to: phq)
    #expect(
      badData {
        try Administration(
          member: Client.ID(number: 1), scale: csi, day: Samples.day(0), mode: .paper, entered: .answers(answers))
      } == "answers: 9 given; csi-16 has 16 items")
    let administration = try Administration(
      member: Client.ID(number: 1), scale: phq, day: Samples.day(0), mode: .paper, entered: .answers(answers))
    let problem = #expect(throws: Problem.self) { try administration.score(by: csi) }
    #expect(problem == Problem(.internalFault, "scale: answers to phq-9 version 1 met csi-16 version 1"))
    #expect(throws: Problem.self) { try administration.risks(by: csi) }
  }

  @Test func aRiskItemSpeaksWhateverTheTotal() throws {
    let phq = try Samples.phq9()
    func risks(_ text: String) throws -> [Int] {
      try Administration(
        member: Client.ID(number: 1), scale: phq, day: Samples.day(0), mode: .paper,
        entered: .answers(Answers(text, to: phq))
      ).risks(by: phq)
    }
    #expect(try risks("000000001") == [9])
    #expect(try risks("--------3") == [9])
    #expect(try risks("333333330") == [])
    #expect(try risks("33333333d") == [9])
    #expect(try risks("00000000-") == [9])
    #expect(try risks("00000000n") == [9])
    #expect(try risks("--------0") == [])
  }

  @Test func sumsMeansAndFactors() throws {
    #expect(try Samples.score("6555555555555555", Samples.csi16()).total == 81)
    func scale(_ range: ScoreRange, _ rule: ScoreRule, reversed: Set<Int> = []) throws -> ScaleDefinition {
      try ScaleDefinition(
        id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: range,
        items: (1...5).map { try ScaleItem(id: $0, min: 1, max: 5, isReversed: reversed.contains($0)) }, rule: rule)
    }
    let sum = try scale(ScoreRange(min: 5, max: 25), .sum, reversed: [2])
    #expect(try Samples.score("12345", sum).total == 17)
    let mean = try scale(ScoreRange(min: 1, max: 5), ScoreRule(.mean))
    #expect(try Samples.score("12344", mean).total == 14.0 / 5)
    let four = try scale(ScoreRange(min: 20, max: 100), ScoreRule(.sum, times: 4))
    #expect(try Samples.score("12344", four).total == 56)
  }

  /// "13 of 16 answered, open: 5, 9, 14; between 19 and 34 whatever they are, below 51.5".
  @Test func completeGivesBoundsInsteadOfATotal() throws {
    let csi = try Samples.csi16()
    let score = try Samples.score("3211-122-2111-11", csi)
    #expect(score.total == nil)
    #expect(!score.isProrated)
    #expect(score.answered == 13)
    #expect(score.count == 16)
    #expect(score.open == [5, 9, 14])
    #expect(score.possible == 19...34)
    #expect(score.isFunctional(by: csi.cutoff!) == false)
    #expect(
      score.openText(cutoff: csi.cutoff)
        == "13 of 16 answered, open: 5, 9, 14; between 19 and 34 whatever they are, below 51.5")
    #expect(
      score.openText(cutoff: nil) == "13 of 16 answered, open: 5, 9, 14; between 19 and 34 whatever they are")
    #expect(score.prorationText == nil)
  }

  @Test func theCutoffIsNamedOnlyWhereTheOpenItemsCantCrossIt() throws {
    let scale = try Samples.csi16()
    let score = try Samples.score("-333333333333333", scale)  // 45 to 51
    func text(_ value: Double, _ belongs: Cutoff.Membership = .functional) throws -> String? {
      let cutoff = try Cutoff(value: value, functional: .above, valueBelongsTo: belongs)
      return score.openText(cutoff: cutoff)?.split(separator: ";").last.map(String.init)
    }
    #expect(try text(51.5) == " between 45 and 51 whatever they are, below 51.5")
    #expect(try text(48) == " between 45 and 51 whatever they are")
    #expect(try text(45) == " between 45 and 51 whatever they are, at or above 45")
    #expect(try text(45, .dysfunctional) == " between 45 and 51 whatever they are")
    #expect(try text(51, .dysfunctional) == " between 45 and 51 whatever they are, at or below 51")
    #expect(try text(40) == " between 45 and 51 whatever they are, above 40")
    #expect(try Samples.score("3333333333333333", scale).openText(cutoff: scale.cutoff) == nil)
  }

  /// "The first missing and fifteen 3s, the formula gives 48.6, not 48.0".
  @Test func prorationIsRangeAware() throws {
    let scale = try Samples.csi16(missing: .prorate(atLeast: 0.8))
    let score = try Samples.score("-333333333333333", scale)
    #expect(isClose(score.total, 48.6))
    #expect(isClose(score.total, 45.0 / 75 * 81))
    #expect(score.isProrated)
    #expect(score.prorationText == "prorated (15/16)")
    #expect(score.possible == 45...51)
    // 13 of 16 are 81 %, 12 are 75 %.
    #expect(try Samples.score("---3333333333333", scale).total != nil)
    #expect(try Samples.score("----333333333333", scale).total == nil)
  }

  @Test func prorationBeginsAtExactlyItsShare() throws {
    let scale = try ScaleDefinition(
      id: .init("t"), version: 1, title: "T", direction: .higherIsBetter, total: ScoreRange(min: 1, max: 7),
      items: Samples.items(10, 1, 7), rule: ScoreRule(.mean, missing: .prorate(atLeast: 0.7)),
      subscales: [Subscale(id: "odd", items: [1, 3, 5, 7, 9]), Subscale(id: "even", items: [2, 4, 6, 8, 10])])
    let score = try Samples.score("1d3n5-7777", scale)
    #expect(isClose(score.total, 37.0 / 7))
    #expect(score.open == [2, 4, 6])
    #expect(score.possible == 4.0...5.8)
    #expect(score.subscales.map(\.id) == ["odd", "even"])
    #expect(isClose(score.subscales[0].score.total, 23.0 / 5))
    #expect(score.subscales[1].score.total == nil)
    #expect(score.subscales[1].score.possible == 3.4...7.0)
  }

  @Test func nothingAnsweredIsNoTotal() throws {
    let score = try Samples.score(
      String(repeating: "d", count: 16), Samples.csi16(missing: .prorate(atLeast: 1e-12)))
    #expect(score.total == nil)
    #expect(score.possible == 0...81)
  }
}
