import CoupletCore
import CoupletInterchange
import Foundation
import Testing

/// Files under the repository's root.
enum Files {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func names(_ folder: String) throws -> [String] {
    let all = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
    return all.filter { $0.hasSuffix(".yaml") }.sorted()
  }

  static func scale(_ id: String) throws -> ScaleDefinition {
    guard case .scale(let scale) = try definition("seeds/scales/\(id).yaml") else {
      throw Problem(.internalFault, "\(id) is no scale")
    }
    return scale
  }

  static func definition(_ path: String) throws -> Definition {
    try DefinitionFile.decode(text(path), name: String(path.split(separator: "/").last ?? ""))
  }
}

/// What a file is refused with, and in brackets the hint.
func refusal(_ text: String, _ name: String = "own.yaml") -> String {
  do {
    _ = try DefinitionFile.decode(text, name: name)
    return "\(name) is accepted"
  } catch {
    #expect(error.kind == .badData)
    guard case .words(let hint)? = error.hint else { return error.message }
    return "\(error.message) (\(hint))"
  }
}

@Suite struct DefinitionTests {
  // MARK: Seeds

  @Test func everyExerciseIsRead() throws {
    for name in try Files.names("seeds/exercises") {
      guard case .exercise(let exercise) = try Files.definition("seeds/exercises/\(name)") else {
        Issue.record("\(name) is no exercise")
        continue
      }
      #expect("\(exercise.id).yaml" == name)
      // One had a broken line: practices may have a copy of its first version.
      #expect(exercise.version == (name == "small-promise.yaml" ? 2 : 1))
    }
  }

  @Test func anExerciseIsReadInFull() throws {
    guard case .exercise(let exercise) = try Files.definition("seeds/exercises/calming-down-alone.yaml") else {
      Issue.record("no exercise")
      return
    }
    #expect(exercise.title == "Coming down by myself")
    #expect(exercise.theme == .growth)
    #expect(exercise.rows == [29, 14])
    #expect(exercise.article == .saveYourLove)
    #expect(exercise.recipients == .each)
    #expect(exercise.aims.isEmpty && exercise.isMeant(for: .separate))
    #expect(exercise.minutes == 10)
    #expect(exercise.cadence == .daily)
    #expect(exercise.purpose.hasSuffix("a short routine that is your own."))
    #expect(exercise.steps.count == 6)
    #expect(exercise.materials.isEmpty)
    #expect(exercise.cautions.count == 2)
    #expect(exercise.asksFor.isEmpty)
    #expect(exercise.followUp.count == 3)
    #expect(exercise.record == "For each day the two numbers, before and after, and what you tried.")
  }

  @Test func everyFormatIsRead() throws {
    var formats: [String: NoteFormat] = [:]
    for name in try Files.names("seeds/formats") {
      guard case .format(let format) = try Files.definition("seeds/formats/\(name)") else {
        Issue.record("\(name) is no format")
        continue
      }
      #expect("\(format.id).yaml" == name)
      #expect(format.version == (["dap-couples", "intake"].contains(format.id.description) ? 2 : 1))
      #expect(NoteText(format.template(for: ["Maya"])).parts.count == format.sections.count)
      formats[format.id.description] = format
    }
    #expect(
      formats.keys.sorted() == [
        "birp", "closing", "crisis", "dap", "dap-couples", "girp", "intake", "narrative", "pirp", "soap",
        "soap-couples",
      ])
    #expect(formats["narrative"]?.sections.isEmpty == true)
    // The last plan can be found in each of them, and the couples' forms have every scope.
    for (id, format) in formats where id != "narrative" {
      #expect(format.sections.contains { $0.title == "Plan" }, "\(id)")
    }
    for id in ["soap-couples", "dap-couples", "intake", "closing", "crisis"] {
      #expect(Set(formats[id]?.sections.map(\.scope) ?? []) == Set(NoteFormat.Scope.allCases), "\(id)")
    }
  }

  @Test func aFormatIsReadInFull() throws {
    guard case .format(let format) = try Files.definition("seeds/formats/dap-couples.yaml") else {
      Issue.record("no format")
      return
    }
    #expect(format.title == "DAP for couples")
    #expect(format.purpose == "The short progress note of a session with both; for most hours.")
    #expect(format.sections.map(\.title) == ["Data", "Cycle", "Assessment", "Plan"])
    #expect(format.sections.map(\.scope) == [.partner, .interaction, .couple, .couple])
    #expect(format.sections[0].prompt.hasSuffix("Homework and promises according to this partner."))
  }

  @Test func thePracticeRatingsAreRead() throws {
    guard case .ratings(let ratings) = try Files.definition("seeds/scales/practice-ratings.yaml") else {
      Issue.record("no ratings")
      return
    }
    #expect(ratings.items.map(\.domain) == Domain.allCases)
    #expect(
      ratings.label
        == "Practice rating, written for this toolkit. Not validated; no norms, no cut-off, no reliable-change index.")
    #expect(ratings.audience == .joint)
    #expect(ratings.item(for: .intimacy).title == "Closeness")
    #expect(ratings.item(for: .hope).high == "full of hope")
    #expect(RatingsDefinition.range == 0...10)
  }

  @Test func theseScalesComeWithIt() throws {
    let ids = try Files.names("seeds/scales").map { $0.replacing(".yaml", with: "") }
    #expect(
      ids == [
        "audit-c", "csi-16", "csi-32", "csi-4", "das", "gad-7", "global-change", "hark", "hits", "k6", "kmss", "phq-9",
        "practice-ratings", "qmi", "ras", "rdas", "who-5",
      ])
  }

  /// Figures of `seeds/README.md`.
  @Test(arguments: [("csi-32", 32, 161.0, 104.5), ("csi-16", 16, 81.0, 51.5), ("csi-4", 4, 21.0, 13.5)])
  func theCSI(_ id: String, count: Int, highest: Double, cutoff: Double) throws {
    let scale = try Files.scale(id)
    #expect(scale.items.map(\.min) == Array(repeating: 0, count: count))
    #expect(scale.items.map(\.max) == [6] + Array(repeating: 5, count: count - 1))
    let isWorded = id != "csi-32"
    #expect(scale.items.allSatisfy { !$0.isReversed && ($0.text != nil) == isWorded })
    #expect((scale.total.min, scale.total.max) == (0, highest))
    #expect(scale.rule == .sum)
    #expect(scale.direction == .higherIsBetter)
    #expect(scale.cutoff?.value == cutoff)
    #expect(scale.cutoff?.isFunctional(cutoff) == true)
    #expect(scale.reliableChange == nil)
    #expect(scale.licence?.wording == (isWorded ? .shipped : .scoreOnly))
    #expect(
      scale.licence?.note?.contains(
        "freely available for research and clinical use. No further permission is required") == true)
    #expect(scale.citation?.hasPrefix("Funk & Rogge 2007") == true)
    #expect(scale.audience == .joint)
  }

  @Test func theRDAS() throws {
    let scale = try Files.scale("rdas")
    #expect(scale.items.map(\.max) == (1...14).map { $0 == 11 ? 4 : 5 })
    #expect(scale.items.allSatisfy { $0.min == 0 && $0.text == nil })
    #expect((scale.total.min, scale.total.max) == (0, 69))
    #expect(scale.cutoff?.value == 47.31)
    #expect(scale.cutoff?.isFunctional(47.31) == false)
    #expect(scale.cutoff?.isFunctional(48) == true)
    #expect(scale.cutoff?.verification == .read)
    #expect((scale.publishedChange?.points, scale.publishedChange?.index) == (12, 11.58))
    // 11.58 / (1.96·√2), of which 3.92 make a change of a gap more than error.
    #expect(abs((scale.standardError?.points ?? 0) - 4.177_702) < 1e-6 && scale.standardError?.isDerived == true)
    #expect(scale.licence?.wording == .scoreOnly)
    #expect(scale.subscales.map(\.id) == ["consensus", "satisfaction", "cohesion"])
    #expect(scale.subscales.map(\.items) == [Array(1...6), Array(7...10), Array(11...14)])
    let highest = scale.subscales.map { $0.items.reduce(0) { $0 + (scale.item($1)?.max ?? 0) } }
    #expect(highest == [30, 20, 19])
  }

  @Test(
    arguments: [
      ("phq-9", 9, 10.0, 6.0, [0.0, 5, 10, 15, 20], [9]), ("gad-7", 7, 8.0, 4.0, [0.0, 5, 10, 15], []),
    ] as [(String, Int, Double, Double, [Double], [Int])])
  func theScalesWhereHigherIsWorse(
    _ id: String, count: Int, cutoff: Double, change: Double, bands: [Double], risk: [Int]
  ) throws {
    let scale = try Files.scale(id)
    #expect(scale.items.map(\.max) == Array(repeating: 3, count: count))
    #expect((scale.total.min, scale.total.max) == (0, Double(3 * count)))
    #expect(scale.direction == .higherIsWorse)
    #expect(scale.cutoff?.value == cutoff)
    #expect(scale.cutoff?.isFunctional(cutoff) == false)
    #expect(scale.cutoff?.isFunctional(cutoff - 1) == true)
    #expect(scale.publishedChange?.points == change)
    #expect(scale.bands.map(\.from) == bands)
    #expect(scale.riskItems == risk)
    #expect(scale.rule == .sum)
    #expect(scale.licence?.wording == .shipped)
    #expect(scale.audience == .member)
  }

  @Test func theDAS() throws {
    let scale = try Files.scale("das")
    let highest = (1...32).map { id in
      switch id {
      case 23, 24: 4
      case 29, 30: 1
      case 31: 6
      default: 5
      }
    }
    #expect(scale.items.map(\.max) == highest)
    #expect(scale.items.allSatisfy { $0.min == 0 && !$0.isReversed })
    #expect((scale.total.min, scale.total.max) == (0, 151))
    #expect(scale.cutoff?.value == 97.5)
    #expect(scale.cutoff?.verification == .unverified)
    #expect(scale.subscales.map(\.id) == ["consensus", "satisfaction", "affection", "cohesion"])
    #expect(
      scale.subscales.map(\.items) == [
        [1, 2, 3, 5] + Array(7...15), Array(16...23) + [31, 32], [4, 6, 29, 30], Array(24...28),
      ])
    let totals = scale.subscales.map { $0.items.reduce(0) { $0 + (scale.item($1)?.max ?? 0) } }
    #expect(totals == [65, 50, 12, 24])
    let reliability = try #require(scale.reliability)
    #expect((reliability.r, reliability.sd, reliability.kind) == (0.87, 17.8, .testRetest))
    #expect(reliability.verification == .read)
    #expect(abs(try #require(scale.reliableChange).smallest - 17.7895) < 0.00005)
  }

  @Test(
    arguments: [
      ("kmss", [7, 7, 7], 3.0, 21.0, 17.0), ("qmi", [7, 7, 7, 7, 7, 10], 6, 45, 34),
      ("ras", [5, 5, 5, 5, 5, 5, 5], 7, 35, nil),
    ] as [(String, [Int], Double, Double, Double?)])
  func theScalesWithoutReliableChange(
    _ id: String, highest: [Int], least: Double, most: Double, cutoff: Double?
  ) throws {
    let scale = try Files.scale(id)
    #expect(scale.items.map(\.max) == highest)
    #expect(scale.items.allSatisfy { $0.min == 1 })
    #expect(scale.items.filter(\.isReversed).map(\.id) == (id == "ras" ? [4, 7] : []))
    #expect((scale.total.min, scale.total.max) == (least, most))
    #expect(scale.direction == .higherIsBetter)
    #expect(scale.cutoff?.value == cutoff)
    #expect(scale.cutoff?.verification != .read)
    if let cutoff { #expect(scale.cutoff?.isFunctional(cutoff) == true) }
    #expect(scale.reliableChange == nil)
    #expect(scale.audience == .joint)
  }

  @Test func theWHO5() throws {
    let scale = try Files.scale("who-5")
    #expect(scale.items.map(\.max) == [5, 5, 5, 5, 5])
    #expect((scale.total.min, scale.total.max) == (0, 100))
    #expect(scale.rule == (try ScoreRule(.sum, times: 4)))
    #expect(scale.direction == .higherIsBetter)
    #expect(scale.cutoff?.value == 50)
    #expect([48, 50, 52].map { scale.cutoff?.isFunctional($0) } == [false, false, true])
    #expect(scale.publishedChange?.points == 10)
    #expect(scale.publishedChange?.verification == .secondary)
    #expect(scale.audience == .member)
  }

  @Test func theHITS() throws {
    let scale = try Files.scale("hits")
    #expect(scale.items.map(\.min) == [1, 1, 1, 1])
    #expect(scale.items.map(\.max) == [5, 5, 5, 5])
    #expect((scale.total.min, scale.total.max) == (4, 20))
    #expect(scale.direction == .higherIsWorse)
    #expect(scale.cutoff == nil)
    #expect(scale.reliableChange == nil)
    #expect(scale.audience == .counselor)
    #expect(scale.licence?.note?.contains("does not show that someone is safe") == true)
  }

  @Test func aYesOfTheHARKCallsForAnAnswerAndNoneIsNotSafe() throws {
    let scale = try Files.scale("hark")
    #expect(scale.items.map(\.max) == [1, 1, 1, 1] && scale.riskItems == [1, 2, 3, 4])
    #expect(scale.audience == .counselor && scale.cutoff == nil && scale.reliableChange == nil)
    #expect(scale.licence?.note?.contains("does not show that someone is safe") == true)
    #expect((try Files.scale("k6").total.max, try Files.scale("audit-c").total.max) == (24, 12))
    #expect(try Files.scale("k6").cutoff?.isFunctional(13) == false)
    let change = try Files.scale("global-change")
    #expect((change.total.min, change.total.max, change.items.first?.anchors.count) == (-3, 3, 7))
  }

  @Test(arguments: ["audit-c", "das", "hark", "hits", "k6", "kmss", "qmi", "ras", "rdas", "who-5"])
  func theScoreOnlyScales(_ id: String) throws {
    let scale = try Files.scale(id)
    #expect(scale.licence?.wording == .scoreOnly)
    #expect(scale.items.allSatisfy { $0.text == nil && $0.anchors.isEmpty })
    #expect(scale.rule.missing == .complete)
    #expect(scale.bands.isEmpty)
    #expect(scale.citation != nil)
  }

  // MARK: Fixtures

  @Test func acceptedFilesAreAccepted() throws {
    let names = try Files.names("Tests/Fixtures/definitions/accepted")
    #expect(names.count >= 3)
    for name in names {
      #expect(throws: Never.self) { try Files.definition("Tests/Fixtures/definitions/accepted/\(name)") }
    }
  }

  @Test func refusedFilesAreRefusedInTheseWords() throws {
    var lines: [String] = []
    for folder in ["rejected", "rejected-by-rule"] {
      for name in try Files.names("Tests/Fixtures/definitions/\(folder)") {
        lines.append(refusal(try Files.text("Tests/Fixtures/definitions/\(folder)/\(name)"), name))
      }
    }
    let text = lines.joined(separator: "\n") + "\n"
    let golden = Files.root.appending(path: "Tests/Fixtures/definitions/refusals.txt")
    if ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: golden, encoding: .utf8))
    for line in lines { #expect(line.wholeMatch(of: #/[a-z0-9-]+\.yaml:[0-9]+: [a-z-]+: .*[^.]/#) != nil, "\(line)") }
  }
}
