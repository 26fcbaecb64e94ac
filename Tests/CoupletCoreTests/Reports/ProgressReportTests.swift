import Testing

@testable import CoupletCore

/// Small charts for the tests of the progress report.
private enum Chart {
  static let today = day("2026-11-23")
  static let dana = Client.ID(number: 1)
  static let rob = Client.ID(number: 2)
  static let kim = Client.ID(number: 3)

  static func day(_ iso: String) -> Day { Day(iso: iso)! }

  static func fact(_ day: String, _ audience: Audience = .joint, member: Client.ID? = nil) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: self.day(day), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  static func sheet(
    _ number: Int, _ scale: String, _ member: Client.ID, _ day: String, _ entered: Measure.Entered,
    audience: Audience = .joint, version: Int = 1, mode: Administration.Mode = .paper, session: Int? = nil
  ) throws -> Measure {
    try Measure(
      id: RecordID(.measure, number)!, fact: fact(day, audience, member: member), scale: scale, version: version,
      mode: mode, session: session.flatMap { RecordID(.session, $0) }, entered: entered)
  }

  static func csi(
    version: Int = 1, reliability: Reliability? = nil, missing: ScoreRule.Missing = .complete
  ) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("csi-16"), version: version, title: "Couples Satisfaction Index, 16 items",
      direction: .higherIsBetter, total: ScoreRange(min: 0, max: 81),
      items: (1...16).map { try ScaleItem(id: $0, min: 0, max: $0 == 1 ? 6 : 5) },
      rule: ScoreRule(.sum, missing: missing), cutoff: Cutoff(value: 51.5, functional: .above, verification: .read),
      reliability: reliability, audience: .joint)
  }

  static func rdas() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("rdas"), version: 1, title: "Revised Dyadic Adjustment Scale", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 69),
      items: (1...14).map { try ScaleItem(id: $0, min: 0, max: $0 == 11 ? 4 : 5) },
      subscales: [
        Subscale(id: "consensus", items: Array(1...6)), Subscale(id: "satisfaction", items: Array(7...10)),
        Subscale(id: "cohesion", items: Array(11...14)),
      ],
      cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
      publishedChange: PublishedChange(points: 12, verification: .read), audience: .joint)
  }

  /// r = .80, SD 7.5: a change is reliable above 9.297 points, and a gap's change above 3.92 × 3.354 = 13.148.
  static func own() throws -> Reliability { try Reliability(r: 0.8, sd: 7.5, kind: .testRetest, isOwn: true) }

  static let ownRule = "class: more than 9.2971 points, r 0.8 test-retest, SD 7.5, with your figures"

  static func report(
    _ records: Records, scales: [ScaleDefinition], by viewer: Audience = .counselor,
    members: [Client.ID] = [dana, rob], since: String? = nil, until: String? = nil
  ) throws -> ProgressReport {
    let names = [dana: "Dana Reyes", rob: "Rob Reyes", kim: "Kim Lee"]
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: day("2026-09-01"),
      memberships: members.map { try Couple.Membership(client: $0, joined: day("2026-09-01")) })
    let clients = try members.map {
      try Client(id: $0, details: Client.Details(name: names[$0] ?? ""), today: today)
    }
    let seen = History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today)
    return ProgressReport(
      of: seen, library: Library(scales: scales, exercises: [], ratings: nil), since: since.map(day),
      until: until.map(day))
  }
}

extension ProgressReport {
  fileprivate func row(_ measure: String, _ member: String) throws -> MeasureRow {
    try #require(measures.first { $0.measure == measure && $0.member == member })
  }

  fileprivate func notes(on measure: String?) -> [String] { notes.filter { $0.measure == measure }.map(\.text) }
}

@Suite struct ProgressScaleTests {
  /// Dana 30, 40, 55 and Rob 35, 41 on the CSI-16.
  private func csiRecords() throws -> Records {
    var records = Records()
    records.measures = [
      try Chart.sheet(1, "csi-16", Chart.dana, "2026-09-07", .total(30)),
      try Chart.sheet(2, "csi-16", Chart.rob, "2026-09-07", .total(35)),
      try Chart.sheet(3, "csi-16", Chart.dana, "2026-10-05", .total(40)),
      try Chart.sheet(4, "csi-16", Chart.dana, "2026-11-16", .total(55)),
      try Chart.sheet(5, "csi-16", Chart.rob, "2026-11-16", .total(41)),
    ]
    return records
  }

  @Test func theWorkedCSI() throws {
    let report = try Chart.report(csiRecords(), scales: [Chart.csi(reliability: Chart.own())])
    let dana = try report.row("csi-16", "Dana Reyes")
    #expect((dana.couple, dana.kind, dana.unit) == ("dana-rob", .scale, "points"))
    #expect(dana.n == 3)
    #expect((dana.firstDate, dana.first) == (Chart.day("2026-09-07"), 30))
    #expect((dana.lastDate, dana.last) == (Chart.day("2026-11-16"), 55))
    // 55 − 30 = 25, above 9.297; 30 lies below 51.5 and 55 above.
    #expect((dana.change, dana.isReliable, dana.changeClass) == (25, true, .recovered))
    #expect((dana.cutoff, dana.isFunctional) == (51.5, true))
    #expect(dana.slopePerWeek == nil)
    let rob = try report.row("csi-16", "Rob Reyes")
    // 41 − 35 = 6, not above 9.297.
    #expect((rob.change, rob.isReliable, rob.changeClass, rob.isFunctional) == (6, false, .unchanged, false))
    // 30 − 35 on the first day of both, 55 − 41 on the last.
    for row in [dana, rob] { #expect((row.gapFirst, row.gapLast) == (-5, 14)) }
    let pair = try #require(report.pairs.first { $0.measure == "csi-16" })
    #expect((pair.label, pair.movement) == (.onePartnerOnly, .same))
    // The gap changed by 19, above 13.148; it is wider by 9.
    #expect(pair.isMoreThanError == true)
    #expect(
      report.notes(on: "csi-16") == [
        Chart.ownRule,
        "the first total lies far beyond the cut-off: one taken in a crisis falls back by itself; "
          + "the method of Edwards and Nunnally allows for that",
        "the first total lies far beyond the cut-off: one taken in a crisis falls back by itself; "
          + "the method of Edwards and Nunnally allows for that",
      ])
  }

  @Test func withoutReliabilityThereIsNoClass() throws {
    let report = try Chart.report(csiRecords(), scales: [Chart.csi()])
    let dana = try report.row("csi-16", "Dana Reyes")
    #expect(dana.isReliable == nil && dana.changeClass == nil && dana.isFunctional == true)
    #expect(report.pairs.first?.label == .notClassifiable)
    #expect(report.notes(on: "csi-16") == ["no reliable change is known for this scale: no class"])
  }

  @Test func theWorkedRDAS() throws {
    var records = Records()
    for (place, total) in [36.0, 40, 44, 48].enumerated() {
      let day = Chart.day("2026-09-07").adding(days: 7 * place).description
      records.measures.append(try Chart.sheet(place + 1, "rdas", Chart.dana, day, .total(total)))
    }
    records.measures += [
      try Chart.sheet(11, "rdas", Chart.rob, "2026-09-07", .total(50)),
      try Chart.sheet(12, "rdas", Chart.rob, "2026-09-28", .total(38)),
    ]
    let report = try Chart.report(records, scales: [Chart.rdas()])
    let dana = try report.row("rdas", "Dana Reyes")
    // Twelve points are reliable, inclusive; 36 is not above 47.31, 48 is; four points a week.
    #expect((dana.change, dana.isReliable, dana.changeClass, dana.isFunctional) == (12, true, .recovered, true))
    #expect(abs((dana.slopePerWeek ?? 0) - 4) < 1e-9)
    let rob = try report.row("rdas", "Rob Reyes")
    #expect((rob.change, rob.changeClass, rob.remark) == (-12, .deteriorated, "into the clinical range"))
    #expect((rob.gapFirst, rob.gapLast) == (-14, 10))
    #expect(report.pairs.first?.label == .diverging)
    // No error is known of this one, which has no index.
    #expect(report.pairs.first?.finding == .unknown)
    // No answers were entered, so there are no subscales.
    #expect(!report.measures.contains { $0.kind == .subscale })
  }

  @Test func subscalesHaveRowsWithoutClass() throws {
    var records = Records()
    // Six 3s, four 4s, four 2s: 18 + 16 + 8 = 42.
    let answers = [3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 2, 2, 2, 2].map(Answer.value)
    records.measures = [try Chart.sheet(1, "rdas", Chart.dana, "2026-09-07", .answers(answers))]
    let report = try Chart.report(records, scales: [Chart.rdas()])
    #expect(report.measures.filter { $0.member == "Dana Reyes" }.map(\.last) == [42, 18, 16, 8])
    let parts = report.measures.filter { $0.kind == .subscale }
    #expect(Set(parts.map(\.measure)) == ["rdas/consensus", "rdas/satisfaction", "rdas/cohesion"])
    #expect(parts.allSatisfy { $0.changeClass == nil && $0.cutoff == nil && $0.isReliable == nil })
    // The other member has a row as soon as one has a value, and it is empty.
    let rob = try report.row("rdas", "Rob Reyes")
    #expect(rob.n == 0 && rob.last == nil && rob.cutoff == nil && rob.gapLast == nil && rob.firstDate == nil)
    #expect(report.measures.count == 8)
  }

  @Test func countsTheNewestVersionOnly() throws {
    var records = try csiRecords()
    records.measures.append(try Chart.sheet(9, "csi-16", Chart.dana, "2026-11-20", .total(60), version: 2))
    let report = try Chart.report(records, scales: [Chart.csi(), Chart.csi(version: 2)])
    #expect(try report.row("csi-16", "Dana Reyes").n == 1)
    #expect(try report.row("csi-16", "Rob Reyes").n == 0)
    #expect(report.notes(on: "csi-16").contains("versions differ: only the newest is shown"))
  }

  @Test func saysWhatIsOpenProratedOrUnknown() throws {
    var records = Records()
    let open = Array(repeating: Answer.value(3), count: 16).enumerated()
      .map { [4, 8, 13].contains($0.offset) ? Answer.notAnswered : $0.element }
    records.measures = [
      try Chart.sheet(1, "csi-16", Chart.dana, "2026-09-07", .answers(open)),
      try Chart.sheet(2, "nobody-knows", Chart.dana, "2026-09-07", .total(3)),
      try Chart.sheet(3, "csi-16", Chart.rob, "2026-09-07", .total(30)),
      try Chart.sheet(4, "csi-16", Chart.rob, "2026-10-07", .total(31), mode: .phone),
      try Chart.sheet(5, "csi-16", Chart.rob, "2026-10-14", .total(300)),
    ]
    let report = try Chart.report(records, scales: [Chart.csi()])
    #expect(try report.row("csi-16", "Dana Reyes").n == 0)
    // Thirteen 3s are 39; the three open items add 0 to 15.
    #expect(
      report.notes(on: "csi-16") == [
        "the sheet of 2026-10-14 doesn't fit the definition and isn't counted",
        "2026-09-07: total not known: 13 of 16 answered, open: 5, 9, 14; between 39 and 54 whatever they are",
        "modes differ: paper, phone", "no reliable change is known for this scale: no class",
      ])
    #expect(report.notes(on: "nobody-knows") == ["the definition isn't in the library: 1 sheet isn't counted"])

    records.measures = [
      try Chart.sheet(
        1, "csi-16", Chart.dana, "2026-09-07", .answers([.notAnswered] + Array(repeating: .value(3), count: 15)))
    ]
    let prorated = try Chart.report(records, scales: [Chart.csi(missing: .prorate(atLeast: 0.8))])
    // 45 of 75 on 81 points.
    #expect(DecimalText.text(try prorated.row("csi-16", "Dana Reyes").last ?? 0) == "48.6")
    #expect(prorated.notes(on: "csi-16") == ["2026-09-07: prorated (15/16)"])
    // The couple isn't told which items were left open.
    records.measures = [try Chart.sheet(1, "csi-16", Chart.dana, "2026-09-07", .answers(open))]
    let joint = try Chart.report(records, scales: [Chart.csi()], by: .joint)
    #expect(joint.notes(on: "csi-16") == ["2026-09-07: total not known: 13 of 16 answered"])
  }

  @Test func saysWhereThePartnersModesDiffer() throws {
    var records = Records()
    records.measures = [
      try Chart.sheet(1, "csi-16", Chart.dana, "2026-09-07", .total(30)),
      try Chart.sheet(2, "csi-16", Chart.rob, "2026-09-07", .total(35), mode: .phone),
    ]
    let report = try Chart.report(records, scales: [Chart.csi()])
    #expect(
      report.notes == [.init(measure: "csi-16", name: nil, text: "between the partners modes differ: paper, phone")])
  }

  @Test func countsTheDaysAskedForOnly() throws {
    let report = try Chart.report(csiRecords(), scales: [Chart.csi()], since: "2026-10-05", until: "2026-11-15")
    let dana = try report.row("csi-16", "Dana Reyes")
    #expect((dana.n, dana.first, dana.change, dana.gapFirst) == (1, 40, nil, nil))
  }

  // MARK: Aims

  @Test func wherePartingIsTheAimThereIsNoClass() throws {
    var records = try csiRecords()
    let aim = { (number: Int, day: String, audience: Audience, kind: Aim.Kind) in
      try Aim(id: RecordID(.entry, number)!, fact: Chart.fact(day, audience, member: Chart.rob), kind: kind)
    }
    records.aims = [
      try aim(1, "2026-09-07", .member(Chart.rob), .improve),
      try aim(2, "2026-10-07", .member(Chart.rob), .separate),
    ]
    let scales = [try Chart.csi(reliability: Chart.own())]
    let report = try Chart.report(records, scales: scales)
    #expect(report.measures.allSatisfy { $0.changeClass == nil && $0.remark == nil })
    #expect(report.pairs.allSatisfy { $0.label == nil })
    let sentence =
      "Rob's newest aim is separate: separating well is an outcome too, so no class stands beside satisfaction"
    #expect(report.notes(on: "csi-16").first == "with your figures")
    #expect(report.notes(on: "csi-16").last == sentence)
    // What Rob alone said changes nothing on a page for Dana or for both.
    for viewer in [Audience.joint, .member(Chart.dana)] {
      let page = try Chart.report(records, scales: scales, by: viewer)
      #expect(page.measures == (try Chart.report(csiRecords(), scales: scales, by: viewer)).measures)
      #expect(page.notes(on: "csi-16") == ["the words beside the figures rest on your counselor's own figures"])
    }
    records.aims.append(try aim(3, "2026-10-14", .joint, .unsure))
    let joint = try Chart.report(records, scales: scales, by: .joint)
    #expect(joint.measures.allSatisfy { $0.plain == nil })
    #expect(joint.notes(on: "csi-16").contains { $0.hasPrefix("parting well is an aim like the others") })
    records.aims.append(try aim(4, "2026-10-21", .member(Chart.rob), .improve))
    #expect(try Chart.report(records, scales: scales).row("csi-16", "Dana Reyes").changeClass == .recovered)
  }
}

@Suite struct ProgressGapTests {
  private func report(
    _ sheets: [(Client.ID, String, Double, Int?)], members: [Client.ID] = [Chart.dana, Chart.rob]
  ) throws -> ProgressReport {
    var records = Records()
    records.measures = try zip(sheets, 1...).map { sheet, number in
      try Chart.sheet(number, "csi-16", sheet.0, sheet.1, .total(sheet.2), session: sheet.3)
    }
    return try Chart.report(records, scales: [Chart.csi(reliability: Chart.own())], members: members)
  }

  @Test func needsADayOrASessionOfBoth() throws {
    let apart = try report([(Chart.dana, "2026-09-07", 30, nil), (Chart.rob, "2026-09-08", 35, nil)])
    #expect(apart.measures.allSatisfy { $0.gapFirst == nil && $0.gapLast == nil })
    let oneNames = try report([(Chart.dana, "2026-09-07", 30, 1), (Chart.rob, "2026-09-08", 35, nil)])
    #expect(oneNames.measures.allSatisfy { $0.gapFirst == nil })
    let bothName = try report([(Chart.dana, "2026-09-07", 30, 1), (Chart.rob, "2026-09-08", 35, 1)])
    #expect(bothName.measures.map(\.gapFirst) == [-5, -5])
    #expect(bothName.measures.map(\.gapLast) == [-5, -5])
    #expect(bothName.pairs.first?.movement == nil)
  }

  @Test func oneSessionGoesBeforeOneDay() throws {
    let report = try report([
      (Chart.dana, "2026-09-07", 30, 1), (Chart.dana, "2026-09-07", 32, 2), (Chart.rob, "2026-09-07", 40, 2),
    ])
    #expect(report.measures.first?.gapFirst == -8)
    #expect(report.measures.first?.gapLast == -8)
  }

  @Test func ofSeveralOfADayTheLastCountsAndTheOthersAreSaid() throws {
    let report = try report([
      (Chart.dana, "2026-09-07", 30, nil), (Chart.dana, "2026-09-07", 32, nil), (Chart.rob, "2026-09-07", 40, nil),
      (Chart.rob, "2026-09-07", 50, nil),
    ])
    #expect(report.measures.first?.gapFirst == -18)
    #expect(report.measures.first?.gapLast == -18)
    #expect(report.measures.map(\.n) == [1, 1])
    let said = report.notes.filter { $0.text == "2026-09-07: of 2 sheets of that day the one entered last counts" }
    #expect(said.map(\.name) == ["Dana", "Rob"])
  }

  @Test func ofThreeMembersThereIsNoSingleGap() throws {
    let sheets: [(Client.ID, String, Double, Int?)] = [
      (Chart.dana, "2026-09-07", 30, nil), (Chart.rob, "2026-09-07", 35, nil), (Chart.kim, "2026-09-07", 50, nil),
    ]
    let report = try report(sheets, members: [Chart.dana, Chart.rob, Chart.kim])
    #expect(report.measures.map(\.n) == [1, 1, 1])
    #expect(report.measures.allSatisfy { $0.gapFirst == nil && $0.gapLast == nil })
    #expect(report.pairs.map(\.gapLast) == [-5, -20, -15])
    #expect(report.pairs.allSatisfy { $0.label == nil })
  }
}

@Suite struct ProgressAudienceTests {
  private func records() throws -> Records {
    var records = Records()
    records.measures = [
      try Chart.sheet(1, "csi-16", Chart.dana, "2026-09-07", .total(30)),
      try Chart.sheet(2, "csi-16", Chart.rob, "2026-09-07", .total(35)),
      try Chart.sheet(3, "csi-16", Chart.dana, "2026-10-07", .total(50)),
      try Chart.sheet(4, "csi-16", Chart.rob, "2026-10-07", .total(20), audience: .member(Chart.rob)),
    ]
    let alone = try Rating(
      id: RecordID(.measure, 5)!, fact: Chart.fact("2026-10-07", .counselor, member: Chart.rob), session: nil,
      version: 1, values: [:], alliance: 7)
    records.ratings = [alone]
    return records
  }

  @Test(arguments: [Audience.joint, .member(Chart.dana)])
  func whatOneSaidAloneIsInNoRowAndNoGap(_ viewer: Audience) throws {
    let scales = [try Chart.csi(reliability: Chart.own())]
    let report = try Chart.report(records(), scales: scales, by: viewer)
    let rob = try report.row("csi-16", "Rob Reyes")
    #expect((rob.n, rob.last, rob.gapFirst, rob.gapLast) == (1, 35, -5, -5))
    #expect(report.measures.allSatisfy { $0.changeClass == nil && $0.remark == nil })
    #expect(report.pairs.allSatisfy { $0.label == nil && $0.isMoreThanError == nil })
    #expect(!report.measures.contains { $0.measure == "alliance" })
    var without = try records()
    without.measures.removeLast()
    #expect(report.measures == (try Chart.report(without, scales: scales, by: viewer)).measures)
  }

  @Test func whoSaidItAndTheCounselorSeeIt() throws {
    let scales = [try Chart.csi(reliability: Chart.own())]
    let own = try Chart.report(records(), scales: scales, by: .member(Chart.rob))
    #expect(try own.row("csi-16", "Rob Reyes").gapLast == 30)
    #expect(try own.row("csi-16", "Rob Reyes").plain == .clearlyLower)
    let all = try Chart.report(records(), scales: scales)
    #expect(try all.row("csi-16", "Rob Reyes").n == 2)
    #expect(try all.row("alliance", "Rob Reyes").last == 7)
    #expect((all.audienceKey, own.audienceKey) == ("counselor", "Rob Reyes"))
  }

  @Test func numbersAndAttendanceAreTheAudiences() throws {
    var records = Records()
    func session(_ number: Int, _ day: String, _ audience: Audience, _ there: [Client.ID]) throws -> Session {
      try Session(
        id: RecordID(.session, number)!, fact: Chart.fact(day, audience),
        kind: there.count == 1 ? .individual : .conjoint, status: .held,
        attendance: [
          Chart.dana: there.contains(Chart.dana) ? .present : .absent,
          Chart.rob: there.contains(Chart.rob) ? .present : .absent,
        ])
    }
    records.sessions = [
      try session(1, "2026-09-07", .joint, [Chart.dana, Chart.rob]),
      try session(2, "2026-09-14", .member(Chart.rob), [Chart.rob]),
      try session(3, "2026-09-21", .joint, [Chart.dana, Chart.rob]),
    ]
    let joint = try Chart.report(records, scales: [], by: .joint, since: "2026-09-10")
    #expect((joint.sessions.count, joint.sessions.first?.number) == (1, 2))
    #expect(joint.sessions.attendance.map(\.of) == [1, 1])
    let all = try Chart.report(records, scales: [], since: "2026-09-10")
    #expect((all.sessions.count, all.sessions.first?.number, all.sessions.last?.number) == (2, 2, 3))
    #expect(all.sessions.attendance.map(\.present) == [1, 2])
    // Nobody misses the other's hour alone.
    #expect(all.sessions.attendance.map(\.of) == [1, 2])
    #expect(try Chart.report(records, scales: [], since: "2026-10-10").sessions.count == 0)
  }
}

@Suite struct ProgressWorkTests {
  @Test func homeworkIsAShareADay() throws {
    var records = Records()
    func log(_ day: String, _ member: Client.ID, _ done: String) throws -> Homework.Log {
      try Homework.Log(day: Chart.day(day), member: member, done: Homework.Done(done), audience: .joint)
    }
    records.homework = [
      try Homework(
        id: RecordID(.homework, 1)!, fact: Chart.fact("2026-09-07"), exercise: nil, title: "Ten minutes", text: "Talk",
        terms: Homework.Terms(),
        log: [
          log("2026-09-14", Chart.dana, "4"), log("2026-09-14", Chart.dana, "2"), log("2026-09-21", Chart.rob, "5/7"),
        ])
    ]
    let report = try Chart.report(records, scales: [])
    let dana = try report.row("homework", "Dana Reyes")
    // The second report of a day corrects the first.
    #expect((dana.kind, dana.unit, dana.n, dana.last) == (.homework, "share", 1, 0.5))
    let line = try #require(report.homework.first)
    #expect((line.id, line.recipients) == ("h1", "together"))
    #expect(line.parts.map(\.plain) == ["0 of 1 (in part 1)", "5 of 7"])
    #expect(line.parts.last?.text == "5 of 7, 71 % (36–92 %)")
    #expect(try Chart.report(records, scales: [], by: .joint).homework.first?.id == nil)
  }

  @Test func promisesCountByTheOthersAccounts() throws {
    var records = Records()
    func promise(_ number: Int, every: Cadence?, _ marks: [(String, Promise.Outcome, Client.ID?)]) throws -> Promise {
      try Promise(
        id: RecordID(.promise, number)!, fact: Chart.fact("2026-09-07", member: Chart.rob), to: Chart.dana,
        text: "Call", every: every,
        marks: marks.map { Promise.Mark(day: Chart.day($0.0), outcome: $0.1, says: $0.2) })
    }
    records.promises = [
      // Dana's partly and missed count, Rob's kept doesn't; renegotiated and the counselor's record never do.
      try promise(
        1, every: .days(7),
        [
          ("2026-09-14", .kept, Chart.rob), ("2026-09-14", .partly, Chart.dana), ("2026-09-21", .missed, Chart.dana),
          ("2026-09-21", .missed, Chart.rob), ("2026-09-28", .renegotiated, Chart.dana), ("2026-09-28", .kept, nil),
        ]),
      // Only Rob has spoken of this one.
      try promise(2, every: nil, [("2026-10-05", .kept, Chart.rob)]),
      try promise(3, every: nil, [("2026-10-06", .kept, Chart.rob), ("2026-10-12", .kept, Chart.dana)]),
    ]
    let report = try Chart.report(records, scales: [])
    let rob = try report.row("promises", "Rob Reyes")
    #expect(rob.values.map(\.value) == [0.5, 0, 1, 1])
    #expect((rob.n, rob.change, rob.unit) == (4, 0.5, "share"))
    #expect(try report.row("promises", "Dana Reyes").n == 0)
    // 09-14 differs, 09-21 both missed, 09-28 Dana alone; p2 Rob alone; p3 both kept.
    let accounts = report.accounts
    #expect((accounts.kept, accounts.otherwise, accounts.differently, accounts.single) == (1, 1, 1, 2))
    #expect(report.promises.first?.accounts.map(\.says) == ["Dana", "Rob", nil])
    #expect(report.promises.first?.accounts.first?.renegotiated == 1)
    let joint = try Chart.report(records, scales: [], by: .joint)
    #expect(joint.accounts == accounts)
    #expect(joint.promises.allSatisfy { $0.accounts.isEmpty && $0.id == nil })
  }

  @Test func goalsHaveAPlaceInsteadOfAnIdForOthers() throws {
    var records = Records()
    records.goals = [
      try Goal(id: RecordID(.goal, 2)!, fact: Chart.fact("2026-09-07", .counselor), text: "Hidden"),
      try Goal(
        id: RecordID(.goal, 3)!, fact: Chart.fact("2026-09-08"), text: "Talk more",
        standings: [
          Goal.Standing(day: Chart.day("2026-09-08"), by: nil, value: 3),
          Goal.Standing(day: Chart.day("2026-10-08"), by: Chart.dana, value: 6),
        ]),
    ]
    let report = try Chart.report(records, scales: [])
    #expect(try report.row("g3", "Dana Reyes").values.map(\.value) == [3, 6])
    #expect(try report.row("g3", "Rob Reyes").values.map(\.value) == [3])
    #expect(try report.row("g3", "Rob Reyes").gapLast == 0)
    let joint = try Chart.report(records, scales: [], by: .joint)
    #expect(joint.goals.map(\.measure) == ["goal-1"])
    #expect(try joint.row("goal-1", "Dana Reyes").plain == .higher)
  }

  @Test func ratingsHaveARowADomain() throws {
    var records = Records()
    func rating(_ number: Int, _ day: String, _ trust: Rating.Value, tension: Int?) throws -> Rating {
      try Rating(
        id: RecordID(.measure, number)!, fact: Chart.fact(day, member: Chart.dana), session: nil, version: 1,
        values: [.trust: trust, .hope: .skipped], tensionStart: tension)
    }
    records.ratings = [
      try rating(1, "2026-09-07", .value(4), tension: 8), try rating(2, "2026-09-14", .declined, tension: nil),
      try rating(3, "2026-09-21", .value(5), tension: 3),
    ]
    let report = try Chart.report(records, scales: [], by: .joint)
    #expect(report.measures.map(\.measure) == ["trust", "trust", "tension-start", "tension-start"])
    let trust = try report.row("trust", "Dana Reyes")
    #expect((trust.n, trust.change, trust.unit, trust.plain) == (2, 1, "0-10", .same))
    #expect(trust.isReliable == nil && trust.cutoff == nil)
  }
}
