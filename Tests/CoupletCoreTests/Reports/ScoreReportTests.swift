import Testing

@testable import CoupletCore

/// Small charts for the tests of the score report.
private struct Chart {
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

  static func csi(
    version: Int = 1, missing: ScoreRule.Missing = .complete, reliability: Reliability? = nil
  ) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("csi-16"), version: version, title: "Couples Satisfaction Index, 16 items",
      direction: .higherIsBetter, total: ScoreRange(min: 0, max: 81),
      items: (1...16).map { try ScaleItem(id: $0, min: 0, max: $0 == 1 ? 6 : 5) },
      rule: ScoreRule(.sum, missing: missing), cutoff: Cutoff(value: 51.5, functional: .above, verification: .read),
      reliability: reliability, audience: .joint)
  }

  static func rdas(reliability: Reliability? = nil) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("rdas"), version: 1, title: "Revised Dyadic Adjustment Scale", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 69),
      cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
      publishedChange: PublishedChange(points: 12, source: "Anderson et al. 2014", verification: .read),
      reliability: reliability, audience: .joint)
  }

  /// A total from 0 to 100 of the user's, SEM 0.5.
  static func own() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("own"), version: 1, title: "Own", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 100),
      reliability: Reliability(r: 0.75, sd: 1, kind: .alpha, verification: .read), audience: .member)
  }

  /// r = .90, SD 17 of the counselor's: SEM 17·√.1, S_diff 17·√.2.
  static func figures() throws -> Reliability { try Reliability(r: 0.9, sd: 17, kind: .testRetest, isOwn: true) }

  var records = Records()
  var members = [dana, rob]

  mutating func add(
    _ scale: String, _ member: Client.ID, _ day: String, _ entered: Measure.Entered, audience: Audience = .joint,
    version: Int = 1, mode: Administration.Mode = .paper, apart: Bool? = nil, session: Int? = nil
  ) throws {
    records.measures.append(
      try Measure(
        id: RecordID(.measure, records.measures.count + 1)!, fact: Self.fact(day, audience, member: member),
        scale: scale, version: version, mode: mode, apart: apart,
        session: session.flatMap { RecordID(.session, $0) }, entered: entered))
  }

  func report(
    _ scale: ScaleDefinition, others: [ScaleDefinition] = [], by viewer: Audience = .counselor,
    method: ChangeMethod = .jacobsonTruax, forDesk: Bool = false
  ) throws -> ScoreReport {
    let names = [Self.dana: "Dana Reyes", Self.rob: "Rob Reyes", Self.kim: "Kim Lee"]
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: Self.day("2026-09-01"),
      memberships: members.map { try Couple.Membership(client: $0, joined: Self.day("2026-09-01")) })
    let clients = try members.map {
      try Client(id: $0, details: Client.Details(name: names[$0] ?? ""), today: Self.today)
    }
    let seen = History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: Self.today)
    return ScoreReport(
      of: forDesk ? seen.forDesk() : seen, scale: scale,
      library: Library(scales: [scale] + others, exercises: [], ratings: nil), method: method)
  }

  /// Dana 30, 40, 55 and Rob 35, 41 on the CSI-16.
  static func csiChart(rob: Bool = true) throws -> Chart {
    var chart = Chart()
    try chart.add("csi-16", dana, "2026-09-07", .total(30))
    try chart.add("csi-16", dana, "2026-10-05", .total(40))
    try chart.add("csi-16", dana, "2026-11-16", .total(55))
    if rob {
      try chart.add("csi-16", self.rob, "2026-09-07", .total(35))
      try chart.add("csi-16", self.rob, "2026-11-16", .total(41))
    }
    return chart
  }
}

extension ScoreReport {
  fileprivate var texts: [String] { notes.map(\.text) }
}

@Suite struct ScoreReportTests {
  @Test func theWorkedRDAS() throws {
    var chart = Chart()
    try chart.add("rdas", Chart.dana, "2026-09-07", .total(36))
    try chart.add("rdas", Chart.dana, "2026-11-16", .total(51))
    try chart.add("rdas", Chart.rob, "2026-09-07", .total(50))
    try chart.add("rdas", Chart.rob, "2026-11-16", .total(38))
    let report = try chart.report(Chart.rdas())
    let (dana, rob) = (report.members[0], report.members[1])
    // 15 points are 12 or more; 36 is not above 47.31, 51 is.
    #expect((dana.change?.change, dana.change?.isReliable, dana.change?.changeClass) == (15, true, .recovered))
    #expect(dana.change?.index == nil && dana.isFunctional == true && dana.whyNoClass == nil)
    #expect(dana.change?.band == 24...48)
    // 12 points are enough, and 38 lies on the other side.
    #expect((rob.change?.changeClass, rob.change?.remark) == (.deteriorated, "into the clinical range"))
    #expect(report.basis?.rule?.basis == .published(points: 12))
    #expect(report.basis?.source == "Anderson et al. 2014")
    let pair = try #require(report.pairs.first)
    // The gap changed by 27, from -14 to 13; no index is given here, so its error isn't known.
    #expect((pair.label, pair.finding, pair.gapChange) == (.diverging, .unknown, 27))
    // Without r and SD the errors of mean and gap aren't known.
    #expect(pair.isGapChanged == nil && pair.gaps.allSatisfy { $0.isMoreThanError == nil })
    #expect((pair.mean?.from, pair.mean?.to, pair.mean?.error) == (43, 44.5, nil))
    #expect(report.texts == ["class: 12 points or more, Anderson et al. 2014"])
  }

  @Test func theWorkedCSIWithOwnFigures() throws {
    let report = try Chart.csiChart().report(Chart.csi(reliability: Chart.figures()))
    // 17·√.1, 17·√.2 and 1.96 of it.
    #expect(abs((report.basis?.sem ?? 0) - 5.375_872_022_286_245) < 1e-9)
    #expect(abs((report.basis?.rule?.smallest ?? 0) - 14.901_157_002_058_6) < 1e-9)
    let (dana, rob) = (report.members[0], report.members[1])
    // 25 / 7.602631123.
    #expect(abs((dana.change?.index ?? 0) - 3.288_335) < 1e-6)
    #expect((dana.change?.changeClass, dana.isFunctional) == (.recovered, true))
    #expect((rob.change?.change, rob.change?.changeClass, rob.isFunctional) == (6, .unchanged, false))
    let pair = try #require(report.pairs.first)
    #expect(pair.label == .onePartnerOnly)
    #expect(pair.gaps.map(\.gap) == [-5, 14])
    // 2.77·SEM is 14.891: 14 is within error. 3.92·SEM is 21.073: so is a change of 19.
    #expect(pair.gaps.map(\.isMoreThanError) == [false, false])
    #expect((pair.gapChange, pair.isGapChanged, pair.finding) == (19, false, .same))
    // 32.5 to 48 with SEM/√2 = 17·√.05; RC is 15.5/SEM.
    let mean = try #require(pair.mean)
    #expect((mean.from, mean.to, mean.isReliable) == (32.5, 48, true))
    #expect(abs((mean.error ?? 0) - 3.801_315_561_749_642) < 1e-9)
    #expect(abs((mean.index ?? 0) - 2.883_253) < 1e-6)
    let rule = "class: more than 14.9012 points, r 0.9 test-retest, SD 17, with your figures"
    #expect(report.texts == [rule] + report.texts.filter { $0.hasPrefix("the first total") })
  }

  @Test func gapsStandOnEveryDayOfBoth() throws {
    var chart = try Chart.csiChart()
    try chart.add("csi-16", Chart.rob, "2026-10-05", .total(60))
    // A third day of Rob's alone has none; a second sheet of a day stands for the day.
    try chart.add("csi-16", Chart.rob, "2026-10-19", .total(61))
    try chart.add("csi-16", Chart.rob, "2026-11-16", .total(20))
    let pair = try #require(chart.report(Chart.csi(reliability: Chart.figures())).pairs.first)
    #expect(pair.gaps.map(\.day.description) == ["2026-09-07", "2026-10-05", "2026-11-16"])
    #expect(pair.gaps.map(\.gap) == [-5, -20, 35])
    #expect(pair.gaps.map(\.isMoreThanError) == [false, true, true])
    #expect(pair.isGapChanged == true)
  }

  @Test func theMethodOfEdwardsAndNunnally() throws {
    var chart = Chart()
    try chart.add("csi-16", Chart.dana, "2026-09-07", .total(30))
    try chart.add("csi-16", Chart.dana, "2026-11-16", .total(44))
    try chart.add("csi-16", Chart.rob, "2026-09-07", .total(35))
    try chart.add("csi-16", Chart.rob, "2026-11-16", .total(41))
    let scale = try Chart.csi(reliability: Chart.figures())
    // 14 points are below 14.901.
    #expect(try chart.report(scale).members.map(\.change?.changeClass) == [.unchanged, .unchanged])
    // .9·(30 − 60) + 60 = 33, and 1.96·SEM = 10.5367: 44 lies above 43.5367. Rob: 37.5 ± 10.5367 holds 41.
    let report = try chart.report(scale, method: .edwardsNunnally(mean: 60))
    #expect(report.members.map(\.change?.changeClass) == [.improved, .unchanged])
    #expect(abs((report.members[0].change?.band?.upperBound ?? 0) - 43.536_709) < 1e-6)
    #expect(report.pairs.first?.label == .onePartnerOnly)
    #expect(report.texts.contains("reference mean: with your figures"))
    let without = try chart.report(Chart.csi(), method: .edwardsNunnally(mean: 60))
    #expect(without.texts.contains("Edwards-Nunnally: no class, it needs r and SD of the scale"))
    #expect(without.members.allSatisfy { $0.change?.changeClass == nil })
    let outside = try chart.report(scale, method: .edwardsNunnally(mean: 90))
    #expect(outside.texts.contains("Edwards-Nunnally: no class, the reference mean is outside 0 to 81"))
    #expect(outside.members.allSatisfy { $0.change?.changeClass == nil })
    let unread = try chart.report(scale, method: .edwardsNunnally(mean: .nan))
    #expect(unread.pairs.first?.label == .notClassifiable)
  }

  @Test func theTrendByItsGates() throws {
    var chart = Chart()
    var gates: [Trend.Gate?] = []
    for (place, total) in [98.0, 98, 98, 99, 99, 99].enumerated() {
      let day = Chart.day("2026-09-07").adding(days: 7 * place).description
      try chart.add("own", Chart.dana, day, .total(total), audience: .member(Chart.dana))
      gates.append(try chart.report(Chart.own()).members[0].trend?.trend.gate)
    }
    #expect(gates == [.nothing, .nothing, .points, .slope, .inference, .inference])
    let line = try #require(chart.report(Chart.own()).members[0].trend)
    // Worked out by hand: slope .2571, index 2.151.
    #expect(abs((line.trend.leastSquares?.slopePerWeek ?? 0) - 0.257_142_857) < 1e-9)
    #expect(abs((line.reliableTrendIndex ?? 0) - 2.151_411) < 1e-6)
    #expect(line.mode == nil && line.trend.theilSen != nil)
    #expect(try chart.report(Chart.own()).members[1].trend == nil)
  }

  @Test func saysHowItWasTaken() throws {
    var chart = try Chart.csiChart()
    chart.records.sessions = [
      try Session(
        id: RecordID(.session, 1)!, fact: Chart.fact("2026-09-01", .counselor), status: .held,
        attendance: [Chart.dana: .present]),
      try Session(
        id: RecordID(.session, 2)!, fact: Chart.fact("2026-11-20"), status: .held,
        attendance: [Chart.dana: .present, Chart.rob: .present]),
    ]
    try chart.add("csi-16", Chart.dana, "2026-11-20", .total(57), mode: .phone, apart: true, session: 2)
    let scale = try Chart.csi(reliability: Chart.figures())
    let dana = try chart.report(scale).members[0]
    let sheet = try #require(dana.sheets.last)
    #expect((sheet.mode, sheet.apart, sheet.session) == (.phone, true, 2))
    #expect(dana.sheets.first?.session == nil)
    #expect(dana.change?.modes == [.paper, .phone])
    // One value by phone makes no line with those on paper.
    #expect((dana.trend?.trend.n, dana.trend?.mode) == (1, .phone))
    #expect(try chart.report(scale).texts.contains("modes differ: paper, phone"))
    // The couple never saw the first session.
    #expect(try chart.report(scale, by: .joint).members[0].sheets.last?.session == 1)
  }

  @Test func openAndProratedSheets() throws {
    let open = (1...16).map { [5, 9, 14].contains($0) ? Answer.notAnswered : .value(2) }
    var chart = Chart()
    try chart.add("csi-16", Chart.dana, "2026-09-07", .answers(open))
    let report = try chart.report(Chart.csi(reliability: Chart.figures()))
    let sheet = try #require(report.members[0].sheets.first)
    // Thirteen 2s, and 0 to 15 for what is open.
    #expect(sheet.total == nil && sheet.possible == 26...41)
    #expect(
      sheet.why == "13 of 16 answered, open: 5, 9, 14; between 26 and 41 whatever they are, below 51.5")
    #expect(report.members[0].whyNoClass == .noTotal)
    let joint = try #require(chart.report(Chart.csi(), by: .joint).members[0].sheets.first)
    #expect(joint.why == "13 of 16 answered" && joint.possible == nil)

    let threes = (1...16).map { $0 == 1 ? Answer.notAnswered : .value(3) }
    var other = Chart()
    try other.add("csi-16", Chart.dana, "2026-09-07", .total(20))
    try other.add("csi-16", Chart.dana, "2026-11-16", .answers(threes))
    let prorating = try Chart.csi(missing: .prorate(atLeast: 0.8), reliability: Chart.figures())
    let dana = try other.report(prorating).members[0]
    // 45 of 75 is .6 of 81; between 45 and 51, below 51.5.
    #expect(abs((dana.sheets.last?.total ?? 0) - 48.6) < 1e-9)
    #expect((dana.sheets.last?.prorated, dana.isFunctional) == ("prorated (15/16)", false))
    #expect(dana.change?.changeClass == .improved)
  }
}

@Suite struct ScoreReportLimitTests {
  @Test(arguments: [Audience.joint, .member(Chart.dana), .member(Chart.rob)])
  func otherAudiencesHaveNoneOfTheCounselorsFigures(_ viewer: Audience) throws {
    let report = try Chart.csiChart().report(Chart.csi(reliability: Chart.figures()), by: viewer)
    #expect(!report.isForCounselor && report.cutoff == nil && report.basis == nil)
    for member in report.members {
      #expect(member.isFunctional == nil && member.trend == nil && member.whyNoClass == nil)
      let change = try #require(member.change)
      #expect(change.index == nil && change.isReliable == nil && change.changeClass == nil)
      #expect(change.remark == nil && change.band == nil)
    }
    #expect(
      report.members.map(\.change?.plain) == [
        .better, .same,
      ])
    let pair = try #require(report.pairs.first)
    #expect(pair.label == nil && pair.mean == nil && pair.isGapChanged == nil)
    #expect(pair.gaps.map(\.gap) == [-5, 14] && pair.gaps.allSatisfy { $0.isMoreThanError == nil })
  }

  @Test func aDeskPageHasInitialsAndNoClass() throws {
    let report = try Chart.csiChart().report(Chart.csi(reliability: Chart.figures()), forDesk: true)
    #expect(report.members.map(\.name) == ["D.", "R."] && report.members.map(\.member) == ["D.", "R."])
    #expect(!report.isForCounselor && report.basis == nil && report.pairs.first?.label == nil)
  }

  @Test func theOthersSheetsAreNotThere() throws {
    var chart = Chart()
    let without = try chart.report(Chart.own(), by: .member(Chart.rob))
    for (place, total) in [40.0, 60].enumerated() {
      let day = "2026-09-0\(place + 1)"
      try chart.add("own", Chart.dana, day, .total(total), audience: .member(Chart.dana), version: 2)
    }
    for viewer in [Audience.member(Chart.rob), .joint] {
      let report = try chart.report(Chart.own(), by: viewer)
      #expect(report.members == without.members && report.pairs.isEmpty && report.older.isEmpty)
      #expect(report.version == 1 && report.notes.isEmpty)
    }
  }

  @Test func aMissingPartnerIsNotClassifiable() throws {
    let report = try Chart.csiChart(rob: false).report(Chart.csi(reliability: Chart.figures()))
    #expect(report.members.count == 2)
    #expect(report.members[1].change == nil && report.members[1].whyNoClass == .noTotal)
    #expect(report.pairs.map(\.label) == [.notClassifiable])
    #expect(report.pairs.allSatisfy { $0.gaps.isEmpty && $0.mean == nil && $0.movement == nil })
    #expect(report.pairs.map(\.labelWhy) == ["Rob: no total"])
    var chart = Chart()
    try chart.add("csi-16", Chart.dana, "2026-09-07", .total(30))
    #expect(try chart.report(Chart.csi()).members[0].whyNoClass == .oneOccasion)
  }

  @Test func threeMembersArePairsWithoutLabel() throws {
    var chart = try Chart.csiChart()
    chart.members = [Chart.dana, Chart.rob, Chart.kim]
    try chart.add("csi-16", Chart.kim, "2026-09-07", .total(70))
    let report = try chart.report(Chart.csi(reliability: Chart.figures()))
    #expect(report.pairs.map { "\($0.first) \($0.second)" } == ["Dana Rob", "Dana Kim", "Rob Kim"])
    #expect(report.pairs.allSatisfy { $0.label == nil })
    #expect(report.pairs.map { $0.gaps.map(\.gap) } == [[-5, 14], [-40], [-35]])
  }

  @Test func anAimToPartLeavesNoClass() throws {
    for kind in [Aim.Kind.separate, .unsure] {
      var chart = try Chart.csiChart()
      chart.records.aims = [
        try Aim(
          id: RecordID(.entry, 1)!, fact: Chart.fact("2026-09-01", .member(Chart.rob), member: Chart.rob), kind: kind)
      ]
      let report = try chart.report(Chart.csi(reliability: Chart.figures()))
      #expect(!report.mayClassify && report.pairs.first?.label == nil)
      #expect(report.members.allSatisfy { $0.change?.changeClass == nil && $0.change?.remark == nil })
      #expect(report.members.allSatisfy { $0.whyNoClass == .parting })
      // The change and its error stay.
      #expect(report.members[0].change?.isReliable == true)
      #expect(report.texts.contains { $0.hasPrefix("Rob's newest aim is \(kind.rawValue): separating well") })
      chart.records.aims.append(
        try Aim(
          id: RecordID(.entry, 2)!, fact: Chart.fact("2026-10-01", .member(Chart.rob), member: Chart.rob),
          kind: .improve))
      #expect(try chart.report(Chart.csi(reliability: Chart.figures())).pairs.first?.label == .onePartnerOnly)
    }
  }

  @Test func versionsAreListedApart() throws {
    var chart = try Chart.csiChart()
    try chart.add("csi-16", Chart.dana, "2026-11-20", .total(60), version: 2)
    let newer = try Chart.csi(version: 2, reliability: Chart.figures())
    // Asked for the older one, it still shows the newest that was answered.
    for (scale, other) in [(newer, try Chart.csi()), (try Chart.csi(), newer)] {
      let report = try chart.report(scale, others: [other])
      #expect(report.version == 2)
      #expect(report.members.map(\.totals.count) == [1, 0])
      #expect(report.older.map(\.version) == [1] && report.older.map(\.count) == [5])
      #expect(report.older[0].members.map { $0.sheets.map(\.total) } == [[30, 40, 55], [35, 41]])
      #expect(report.texts.contains("versions differ: only the newest is shown"))
      #expect(report.texts.contains("no class across versions: the others are listed apart"))
      #expect(report.members.allSatisfy { $0.change == nil })
    }
    let unknown = try chart.report(newer)
    #expect(unknown.older == [ScoreReport.Version(version: 1, isKnown: false, members: [], count: 5)])
    let lost = try chart.report(Chart.csi())
    #expect(lost.version == 2 && lost.members.allSatisfy { $0.sheets.isEmpty } && lost.cutoff == nil)
    #expect(lost.texts.contains("the definition isn't in the library: 1 sheet isn't counted"))
  }

  @Test func saysWhatFiguresRestOn() throws {
    let unread = try Reliability(r: 0.9, sd: 17, kind: .alpha)
    let chart = try Chart.csiChart()
    #expect(
      try chart.report(Chart.csi(reliability: unread)).texts.prefix(2) == [
        "class: more than 14.9012 points, r 0.9 alpha, SD 17, unverified norm",
        "alpha leaves out the wobble from day to day: read the threshold as a lower limit",
      ])
    #expect(try chart.report(Chart.csi()).texts == ["no reliable change is known for this scale: no class"])
    #expect(try chart.report(Chart.csi()).members[0].whyNoClass == .noRule)
    var other = Chart()
    try other.add("rdas", Chart.dana, "2026-09-07", .total(36))
    #expect(
      try other.report(Chart.rdas(reliability: Chart.figures())).texts
        == ["errors of mean, gap and trend: with your figures"])
    #expect(try other.report(Chart.rdas(reliability: unread)).texts == ["unverified norm: r and SD"])
    #expect(try Chart().report(Chart.csi(reliability: unread)).notes.isEmpty)
  }
}

@Suite struct EdwardsNunnallyTests {
  /// s = 7.5, r = .80, M = 40: 32.5 is regressed to .8·(−7.5) + 40 = 34, and 1.96·SEM = 1.96·√11.25.
  @Test func theWorkedInterval() throws {
    let method = try EdwardsNunnally(reliability: Reliability(r: 0.8, sd: 7.5, kind: .testRetest), mean: 40)
    #expect(abs(method.regressed(32.5) - 34) < 1e-9)
    let interval = method.interval(around: 32.5)
    #expect(abs(interval.lowerBound - 27.425_960_146_150_618) < 1e-9)
    #expect(abs(interval.upperBound - 40.574_039_853_849_382) < 1e-9)
    #expect(!method.isReliable(from: 32.5, to: 40.5) && method.isReliable(from: 32.5, to: 41))
    #expect(!method.isReliable(from: 32.5, to: 27.5) && method.isReliable(from: 32.5, to: 27.4))
    // The end itself is inside.
    #expect(!method.isReliable(from: 32.5, to: interval.upperBound))
  }

  @Test func theClassesGoByTheSideOfTheInterval() throws {
    let reliability = try Reliability(r: 0.8, sd: 7.5, kind: .testRetest)
    let method = try EdwardsNunnally(reliability: reliability, mean: 40)
    for direction in ScaleDirection.allCases {
      let isUp = direction == .higherIsBetter
      let scale = try ScaleDefinition(
        id: .init("own"), version: 1, title: "Own", direction: direction, total: ScoreRange(min: 0, max: 100),
        cutoff: Cutoff(value: 42, functional: isUp ? .above : .below), reliability: reliability)
      func known(_ from: Double, _ to: Double) throws -> ChangeClass? {
        try method.change(from: from, to: to, scale: scale).changeClass
      }
      #expect(try known(32.5, 45) == (isUp ? .recovered : .deteriorated))
      #expect(try known(32.5, 41) == (isUp ? .improved : .deteriorated))
      #expect(try known(32.5, 35) == .unchanged)
      #expect(try known(32.5, 20) == (isUp ? .deteriorated : .improved))
      // 43 is regressed to 42.4: 39 lies within it, across the cut-off.
      #expect(try method.change(from: 43, to: 39, scale: scale).isCrossedWithinError)
      #expect(try method.change(from: isUp ? 60 : 20, to: isUp ? 20 : 60, scale: scale).isIntoClinicalRange)
    }
  }

  @Test func refusesAMeanThatIsNone() throws {
    let reliability = try Reliability(r: 0.8, sd: 7.5, kind: .alpha)
    #expect(throws: Problem.self) { try EdwardsNunnally(reliability: reliability, mean: .nan) }
    let scale = try Chart.csi(reliability: Chart.figures())
    let problem = #expect(throws: Problem.self) { try EdwardsNunnally(scale: scale, mean: 82) }
    #expect(problem?.message == "mean: 82 is outside 0 to 81")
    #expect(try EdwardsNunnally(scale: Chart.csi(), mean: 50) == nil)
  }
}
