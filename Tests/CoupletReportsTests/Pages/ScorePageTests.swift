import CoupletCore
import CoupletReports
import Testing

/// Charts for the pages of the score report.
private struct Chart {
  static let dana = Client.ID(number: 1)
  static let rob = Client.ID(number: 2)
  static let kim = Client.ID(number: 3)

  var records = Records()
  var names = [(dana, "Dana Reyes"), (rob, "Rob Reyes")]
  var scale: ScaleDefinition

  static func day(_ iso: String) -> Day { Day(iso: iso)! }

  static func fact(_ day: String, _ audience: Audience = .joint, member: Client.ID? = nil) -> Fact {
    Fact(
      couple: Couple.ID(number: 1), day: self.day(day), audience: audience, member: member,
      written: Instant(seconds: 1_795_000_000))
  }

  /// r = .90, SD 17 of the counselor's own.
  static func csi(title: String = "Couples Satisfaction Index, 16 items", source: String? = nil) throws
    -> ScaleDefinition
  {
    try ScaleDefinition(
      id: .init("csi-16"), version: 1, title: title, direction: .higherIsBetter, total: ScoreRange(min: 0, max: 81),
      cutoff: Cutoff(value: 51.5, functional: .above, source: source, verification: .read),
      reliability: Reliability(r: 0.9, sd: 17, kind: .testRetest, sample: source, source: source, isOwn: true),
      audience: .joint)
  }

  static func rdas() throws -> ScaleDefinition {
    try ScaleDefinition(
      id: .init("rdas"), version: 1, title: "Revised Dyadic Adjustment Scale", direction: .higherIsBetter,
      total: ScoreRange(min: 0, max: 69),
      cutoff: Cutoff(value: 47.31, functional: .above, valueBelongsTo: .dysfunctional, verification: .read),
      publishedChange: PublishedChange(points: 12, source: "Anderson et al. 2014", verification: .read),
      audience: .joint)
  }

  mutating func add(
    _ member: Client.ID, _ day: String, _ total: Double, mode: Administration.Mode = .paper, apart: Bool? = nil,
    session: Int? = nil, version: Int? = nil
  ) throws {
    records.measures.append(
      try Measure(
        id: RecordID(.measure, records.measures.count + 1)!, fact: Self.fact(day, member: member),
        scale: scale.id.description, version: version ?? scale.version, mode: mode, apart: apart,
        session: session.flatMap { RecordID(.session, $0) }, entered: .total(total)))
  }

  func report(by viewer: Audience = .counselor, method: ChangeMethod = .jacobsonTruax) throws -> ScoreReport {
    let today = Self.day("2026-11-23")
    let couple = try Couple(
      id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: Self.day("2026-09-01"),
      memberships: names.map { try Couple.Membership(client: $0.0, joined: Self.day("2026-09-01")) })
    let clients = try names.map { try Client(id: $0.0, details: Client.Details(name: $0.1), today: today) }
    let seen = History(couple: couple, clients: clients, records: records).seen(by: viewer, asOf: today)
    return ScoreReport(
      of: seen, scale: scale, library: Library(scales: [scale], exercises: [], ratings: nil), method: method)
  }

  /// Dana 36 to 51 and Rob 50 to 38 on the RDAS, in two sessions.
  static func worked(robLast mode: Administration.Mode = .paper) throws -> Chart {
    var chart = Chart(scale: try rdas())
    for (number, day) in [(1, "2026-09-07"), (2, "2026-11-16")] {
      chart.records.sessions.append(
        try Session(
          id: RecordID(.session, number)!, fact: fact(day), status: .held,
          attendance: [dana: .present, rob: .present]))
    }
    try chart.add(dana, "2026-09-07", 36, apart: true, session: 1)
    try chart.add(rob, "2026-09-07", 50, apart: true, session: 1)
    try chart.add(dana, "2026-11-16", 51, apart: true, session: 2)
    try chart.add(rob, "2026-11-16", 38, mode: mode, session: 2)
    return chart
  }

  /// Five weeks on the CSI-16.
  static func long() throws -> Chart {
    var chart = Chart(scale: try csi())
    for (place, (ours, theirs)) in [(30.0, 35.0), (34, 36), (41, 36), (47, 40), (55, 41)].enumerated() {
      let day = day("2026-10-12").adding(days: 7 * place).description
      try chart.add(dana, day, ours)
      try chart.add(rob, day, theirs)
    }
    return chart
  }
}

/// The lines put together again.
private func unwrapped(_ lines: [String]) -> String {
  lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
}

@Suite struct ScorePageTests {
  @Test func theWorkedRDAS() throws {
    let lines = scoreLines(try Chart.worked().report())
    #expect(lines.first == "Score · dana-rob · Dana & Rob · for: counselor only")
    #expect(lines.contains("2026-09-07        1    36   50  -14  paper, apart"))
    #expect(lines.contains { $0.hasPrefix("2026-11-16        2    51   38   13  Dana paper, apart; Rob paper") })
    let text = unwrapped(lines)
    #expect(text.contains("Reliable change: 12 points or more, as published (Anderson et al. 2014)"))
    #expect(text.contains("Cut-off: 47.31, functional above"))
    #expect(
      text.contains(
        "Dana: 36 → 51, 2026-09-07 to 2026-11-16, n 2; change 15; recovered; functional side of the cut-off 47.31"))
    #expect(text.contains("change -12; deteriorated (into the clinical range); clinical side"))
    #expect(text.contains("couple: diverging"))
    #expect(text.contains("- class: 12 points or more, Anderson et al. 2014"))
    // Without r, SD and index no error of the gap is known.
    #expect(text.contains("gap Dana - Rob: -14 → 13; its error isn't known"))
    #expect(text.contains("between 24 and 48: no more than error from Dana's first total"))
    // Any deterioration comes first.
    let order = lines.filter { $0.hasPrefix("Dana: ") || $0.hasPrefix("Rob: ") }
    #expect(order.map { $0.prefix(3) } == ["Rob", "Dan"])
    // 36 to 51 with the band from 24: the axis has no room for 0 or 69.
    #expect(lines.contains { $0.hasPrefix("   24 ┤") } && lines.contains { $0.hasPrefix("   51 ┤") })
    #expect(lines.contains { $0.contains("┄ cut-off 47.31") && $0.contains("● Dana") })
  }

  @Test func acrossModesThereIsNoClass() throws {
    let report = try Chart.worked(robLast: .phone).report()
    let text = unwrapped(scoreLines(report))
    #expect(text.contains("Dana paper, apart; Rob phone"))
    let why = "the first and the last total were taken in different ways"
    #expect(
      text.contains(
        "Rob: 50 → 38, 2026-09-07 to 2026-11-16, n 2; change -12; first paper, last phone; no class: \(why)"))
    #expect(text.contains("couple: not classifiable: Rob: \(why)"))
    let written = json(report).text()
    #expect(written.contains("\"mode\": \"phone\"") && written.contains("\"label_why\": \"Rob: \(why)\""))
    let joint = unwrapped(scoreLines(try Chart.worked(robLast: .phone).report(by: .joint)))
    #expect(
      joint.contains("Rob: 50 → 38 between you")
        && joint.contains("- Rob: not all sheets were filled in in the same way"))
    #expect(!joint.contains("modes"))
  }

  @Test func theWorkedCSI() throws {
    let text = unwrapped(scoreLines(try Chart.long().report()))
    #expect(
      text.contains("more than 14.9012 points (1.96 S_diff, S_diff 7.6026; r 0.9 test-retest, SD 17, SEM 5.3759"))
    #expect(text.contains("change 25, RC 3.2883; recovered"))
    // Weeks 0 to 4: Sxx 10, Sxy 2·25 + 13 = 63; of the ten slopes of pairs the two in the middle are 6.25 and 6.5.
    #expect(text.contains("trend: 6.3 a week (n 5; 95 % "))
    #expect(text.contains("Theil-Sen 6.4"))
    // 6.3·√10/5.375872.
    #expect(text.contains("Reliable Trend Index 3.7059, more than error (the index counts, not the interval)"))
    #expect(
      text.contains("mean of the two: 32.5 → 48, change 15.5; error of a mean 3.8013, RC 2.8833, more than error"))
    #expect(text.contains("its change of 19 within measurement error (above 21.0734)"))
    #expect(text.contains("- class: more than 14.9012 points, r 0.9 test-retest, SD 17, with your figures"))
  }

  @Test func theOtherMethod() throws {
    let text = unwrapped(scoreLines(try Chart.long().report(method: .edwardsNunnally(mean: 60))))
    #expect(text.contains("Edwards-Nunnally, outside r(x1 - M) + M ± 1.96 SEM, M 60"))
    #expect(text.contains("first total regressed 33, within error 22.4633 to 43.5367; recovered"))
    #expect(text.contains("- reference mean: with your figures"))
  }

  @Test(arguments: [Audience.joint, .member(Chart.rob)])
  func thePageForTheCoupleIsPlain(_ viewer: Audience) throws {
    for chart in [try Chart.worked(), try Chart.long()] {
      let report = try chart.report(by: viewer)
      let page = scoreLines(report).joined(separator: "\n")
      let words = page.lowercased() + json(report).text().lowercased()
      for word in [
        "recovered", "improved", "deteriorated", "diverging", "clinical", "dysfunctional", "cut-off 4", "cut-off 5",
        "47.31", "51.5", "error from", "rc ", "95 %", "trend:", "couple: ", "interval\": {", "taken",
      ] {
        #expect(!words.contains(word), "\(word)")
      }
      #expect(page.contains("Dana: \(report.scale == "rdas" ? "36 → 51" : "30 → 55"), clearly better\n"))
      #expect(page.contains("between you: "))
      #expect(page.contains("●") && page.contains("○"))
    }
    #expect(
      scoreLines(try Chart.worked().report(by: viewer)).contains(
        "Rob: 50 → 38, clearly lower than at the start: let us talk about it"))
  }

  @Test func oneDayMakesNoChart() throws {
    var chart = Chart(scale: try Chart.rdas())
    #expect(scoreLines(try chart.report()).contains("Nothing to show yet."))
    try chart.add(Chart.dana, "2026-09-07", 36)
    try chart.add(Chart.rob, "2026-09-07", 50)
    let lines = scoreLines(try chart.report())
    #expect(!lines.contains { $0.contains("┤") || $0.contains("●") })
    #expect(unwrapped(lines).contains("no class: one total is no change"))
    #expect(unwrapped(lines).contains("couple: not classifiable"))
    try chart.add(Chart.rob, "2026-09-14", 52)
    #expect(scoreLines(try chart.report()).contains { $0.contains("┤") })
  }

  @Test func oneMemberAloneHasItsOwnBand() throws {
    var chart = Chart(scale: try Chart.rdas())
    try chart.add(Chart.rob, "2026-09-07", 60)
    try chart.add(Chart.rob, "2026-11-16", 50)
    let lines = scoreLines(try chart.report())
    // 72 is more than there can be.
    #expect(unwrapped(lines).contains("between 48 and 69: no more than error from Rob's first total"))
    #expect(lines.contains { $0.contains("● Rob") } && !lines.contains { $0.contains("Dana  ●") })
    #expect(lines.contains("Dana: no total"))
  }

  @Test func asciiHasNoSignsOfOurs() throws {
    for viewer in [Audience.counselor, .joint] {
      for chart in [try Chart.worked(), try Chart.long()] {
        let lines = scoreLines(try chart.report(by: viewer), ascii: true)
        #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) && $0.count <= 80 })
        #expect(lines.contains { $0.contains(" -> ") })
      }
    }
  }

  @Test(arguments: [20, 40, 60, 80, 200])
  func noLineIsWider(_ width: Int) throws {
    var hostile = Chart(
      scale: try Chart.csi(
        title: String(repeating: "漢字 ", count: 40), source: "Evil\u{1B}[2J \u{202E}source\nof two lines"))
    hostile.names = [
      (Chart.dana, String(repeating: "D漢", count: 90)),
      (Chart.rob, "Rob\u{301} * gap | 👨‍👩‍👧 " + String(repeating: "x y ", count: 30)), (Chart.kim, "-"),
    ]
    for (place, total) in [30.0, 40, 1e-3, 81, 55, 60.1234].enumerated() {
      let day = Chart.day("2026-09-07").adding(days: 11 * place).description
      for member in [Chart.dana, Chart.rob, Chart.kim] {
        try hostile.add(member, day, total, mode: place % 2 == 0 ? .paper : .phone, apart: place % 3 == 0)
      }
    }
    try hostile.add(Chart.dana, "2026-11-20", 3, version: 7)
    try hostile.add(Chart.dana, "2026-11-20", 3)
    var pair = hostile
    pair.names.removeLast()
    pair.records.measures.removeAll { $0.fact.member == Chart.kim || $0.version == 7 }
    for chart in [hostile, pair, try Chart.worked(), try Chart.long()] {
      for viewer in [Audience.counselor, .joint, .member(Chart.rob)] {
        for ascii in [false, true] {
          let lines = scoreLines(try chart.report(by: viewer), ascii: ascii, width: width)
          #expect(lines.allSatisfy { $0.cellWidth <= min(width, 80) }, "\(lines.first { $0.cellWidth > width } ?? "")")
          #expect(lines.allSatisfy { $0 == $0.shown(keepingLines: false) })
        }
      }
    }
  }

  @Test func threeMembersAndVersions() throws {
    var chart = try Chart.worked()
    chart.names.append((Chart.kim, "Kim Lee"))
    try chart.add(Chart.kim, "2026-09-07", 60)
    let text = unwrapped(scoreLines(try chart.report()))
    #expect(!text.contains("couple: "))
    #expect(text.contains("gap Dana - Kim by day: 2026-09-07 -24"))
    #expect(text.contains("gap Rob - Kim: -10"))
    var versions = try Chart.worked()
    try versions.add(Chart.dana, "2026-05-04", 20, version: 1)
    versions.scale = try ScaleDefinition(
      id: versions.scale.id, version: 2, title: "New", direction: .higherIsBetter, total: ScoreRange(min: 0, max: 69))
    try versions.add(Chart.dana, "2026-11-20", 52)
    let page = unwrapped(scoreLines(try versions.report()))
    #expect(page.contains("(rdas version 2, 0 to 69, higher is better)"))
    #expect(page.contains("Version 1, not compared with version 2: 5 sheets; its definition isn't in the library"))
    #expect(page.contains("- no class across versions"))
  }

  @Test func theJSONSaysWhatItIs() throws {
    let text = json(try Chart.worked().report()).text()
    #expect(text.hasPrefix("{\n  \"schema\": \"couplet-score/1\",\n  \"couple\": \"dana-rob\","))
    for part in [
      "\"class\": \"recovered\"", "\"remark\": \"into the clinical range\"", "\"label\": \"diverging\"",
      "\"points\": 12", "\"session\": 2", "\"apart\": \"yes\"", "\"mode\": \"paper\"", "\"gap\": -14",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let joint = json(try Chart.worked().report(by: .joint)).text()
    for part in ["\"cutoff\": null", "\"reliable_change\": null", "\"class\": null", "\"trend\": null"] {
      #expect(joint.contains(part), "\(part)")
    }
  }

  /// The page of all measures: one day draws nothing, and the axis holds the values and the cut-off.
  @Test func theProgressPageHasATightAxis() throws {
    func lines(_ chart: Chart) throws -> [String] {
      let today = Chart.day("2026-11-23")
      let couple = try Couple(
        id: Couple.ID(number: 1), label: "Dana & Rob", handle: Handle("dana-rob"), since: Chart.day("2026-09-01"),
        memberships: chart.names.map { try Couple.Membership(client: $0.0, joined: Chart.day("2026-09-01")) })
      let clients = try chart.names.map { try Client(id: $0.0, details: Client.Details(name: $0.1), today: today) }
      let seen = History(couple: couple, clients: clients, records: chart.records).seen(by: .counselor, asOf: today)
      let report = ProgressReport(
        of: seen, library: Library(scales: [chart.scale], exercises: [], ratings: nil), since: nil, until: nil)
      return render(report, as: .text).split(separator: "\n").map(String.init)
    }
    let worked = try lines(Chart.worked())
    #expect(worked.contains { $0.contains(" 36 ┤") } && worked.contains { $0.contains(" 51 ┤") })
    #expect(!worked.contains { $0.contains(" 69 ┤") || $0.contains(" 0 ┤") })
    var chart = Chart(scale: try Chart.rdas())
    try chart.add(Chart.dana, "2026-09-07", 36)
    try chart.add(Chart.rob, "2026-09-07", 50)
    #expect(!(try lines(chart)).contains { $0.contains("┤") })
  }
}
