import CoupletCore
import CoupletInterchange
import Foundation
import Testing

@Suite struct DefinitionTests {
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
  private func refusal(_ text: String, _ name: String = "own.yaml") -> String {
    do {
      _ = try DefinitionFile.decode(text, name: name)
      return "\(name) is accepted"
    } catch {
      #expect(error.kind == .badData)
      return error.message + (error.hint.map { " (\($0))" } ?? "")
    }
  }

  /// A scale of which only the total is entered, seven lines long, with more lines at its end.
  private func scale(_ more: String = "", title: String = "Mood", version: String = "1") -> String {
    """
    kind: scale
    id: own-mood
    version: \(version)
    title: \(title)
    direction: higher-is-better
    total: { min: 0, max: 100 }
    \(more)

    """
  }

  // MARK: Seeds

  @Test func everyExerciseIsRead() throws {
    var themes: [Domain: Int] = [:]
    for name in try Files.names("seeds/exercises") {
      guard case .exercise(let exercise) = try Files.definition("seeds/exercises/\(name)") else {
        Issue.record("\(name) is no exercise")
        continue
      }
      #expect("\(exercise.id).yaml" == name)
      #expect(exercise.version == 1)
      themes[exercise.theme, default: 0] += 1
    }
    #expect(themes.values.reduce(0, +) == 20)
    #expect(themes.keys.count == Domain.allCases.count)
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

  @Test func thereAreFiveScales() throws {
    let ids = try Files.names("seeds/scales").map { $0.replacing(".yaml", with: "") }
    #expect(ids == ["csi-16", "csi-4", "gad-7", "phq-9", "practice-ratings", "rdas"])
  }

  /// Figures of `measurement.md` §2.
  @Test(arguments: [("csi-16", 16, 81.0, 51.5), ("csi-4", 4, 21.0, 13.5)])
  func theCSI(_ id: String, count: Int, highest: Double, cutoff: Double) throws {
    let scale = try Files.scale(id)
    #expect(scale.items.map(\.min) == Array(repeating: 0, count: count))
    #expect(scale.items.map(\.max) == [6] + Array(repeating: 5, count: count - 1))
    #expect(scale.items.allSatisfy { !$0.isReversed && $0.text != nil })
    #expect((scale.total.min, scale.total.max) == (0, highest))
    #expect(scale.rule == .sum)
    #expect(scale.direction == .higherIsBetter)
    #expect(scale.cutoff?.value == cutoff)
    #expect(scale.cutoff?.isFunctional(cutoff) == true)
    #expect(scale.reliableChange == nil)
    #expect(scale.licence?.wording == .shipped)
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
    #expect(scale.cutoff?.isVerified == true)
    #expect(scale.publishedChange?.points == 12)
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

  // MARK: The file

  @Test(arguments: [
    ("", "own.yaml:1: is empty"),
    ("# nothing\n", "own.yaml:1: is empty"),
    ("scale", "own.yaml:1: has to be a group of keys, as 'kind: scale'"),
    ("\n- kind: scale", "own.yaml:2: has to be a group of keys, as 'kind: scale'"),
    ("id: a\n", "own.yaml:1: kind: is missing"),
    ("\nkind: survey\n", "own.yaml:2: kind: has to be scale, exercise or ratings"),
    ("kind: Scael\n", "own.yaml:1: kind: has to be scale, exercise or ratings (did you mean 'scale')"),
    ("kind:\n", "own.yaml:1: kind: has no value"),
    ("kind: scale\nid: a: b\n", "own.yaml:2: is not YAML at column 6: mapping values are not allowed in this context"),
    ("kind: scale\nitems: [1, 2\n", "own.yaml:3: is not YAML at column 1: did not find expected ',' or ']'"),
    ("kind: scale\ntotal:\n\tmin: 0\n", "own.yaml:3: is indented by a tab (indent with spaces)"),
    ("kind: scale\nid: a\nid: b\n", "own.yaml:2: id: is there twice"),
    ("kind: scale\ntotal: { min: 0, max: 1, min: 2 }\n", "own.yaml:2: min: is there twice"),
    ("kind: scale\n---\nkind: scale\n", "own.yaml:2: a second document begins (make it a file of its own)"),
    ("kind: scale\nid: \0\n", #"own.yaml:2: has a character that no text has (\u{0})"#),
    ("kind: scale\r\nid: \u{1B}[0m\r\n", #"own.yaml:2: has a character that no text has (\u{1B})"#),
    ("a: &x 1\nb: *x\n", "own.yaml:2: aliases are not read (write the value out)"),
    ("kind: scale\nb: *x\n", "own.yaml:2: is not YAML at column 4: found undefined alias"),
    ("kind: scale\nid: &x own\n", "own.yaml:2: anchors are not read (put it in quotes)"),
    ("kind: scale\nid: !own x\n", "own.yaml:2: tags are not read (put it in quotes)"),
    ("kind: scale\n? [a]\n: b\n", "own.yaml:2: has a key that is no word"),
  ])
  func filesThatAreNone(_ text: String, expected: String) { #expect(refusal(text) == expected) }

  @Test func theLargestFile() {
    let filler = "#" + String(repeating: " ", count: 262_144 - scale().utf8.count - 2) + "\n"
    #expect(refusal(filler + scale()) == "own.yaml is accepted")
    #expect(refusal(" " + filler + scale()) == "own.yaml:1: has 262145 bytes; 262144 are allowed")
  }

  @Test func whatWouldTakeForever() {
    let open = String(repeating: "[", count: 200_000)
    #expect(refusal(open).hasPrefix("own.yaml:1: is not YAML at column "))
    #expect(refusal(String(repeating: "- ", count: 100_000)).hasPrefix("own.yaml:1: is not YAML at column "))
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(refusal("kind: scale\nid: \(deep)\n") == "own.yaml:2: id: has to be a text")
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      bomb += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(refusal(bomb + "? *a30\n: x\n") == "own.yaml:2: aliases are not read (write the value out)")
  }

  @Test func whatEditorsAdd() {
    #expect(refusal("\u{FEFF}" + scale()) == "own.yaml is accepted")
    #expect(refusal(scale().replacing("\n", with: "\r\n")) == "own.yaml is accepted")
    #expect(refusal("---\n" + scale() + "...\n") == "own.yaml is accepted")
    #expect(refusal(scale(title: "Q&A *or* Tom & Jerry")) == "own.yaml is accepted")
  }

  // MARK: Values

  @Test(arguments: [
    ("1.0", "is accepted"), ("+2", "is accepted"),
    ("1.5", ":3: version: has to be a whole number"), ("one", ":3: version: has to be a number"),
    ("'1'", ":3: version: has to be a number without quotes"), ("0x1", ":3: version: has to be a number"),
    ("01", ":3: version: has to be a number"), ("1e0", ":3: version: has to be a number"),
    ("!!str 1", ":3: version: has to be a number"), (".inf", ":3: version: has to be a number"),
    ("yes", ":3: version: has to be a number"), ("", ":3: version: has no value"),
    ("[1]", ":3: version: has to be a number"), ("1000001", ":3: version: 1000001 is outside 1 to 1000000"),
    ("-1", ":3: version: -1 is outside 1 to 1000000"), ("99999999999999999999", ":3: version: is too large"),
    (String(repeating: "9", count: 400), ":3: version: is too large"),
  ])
  func wholeNumbers(_ version: String, expected: String) {
    let found = refusal(scale(version: version))
    #expect(found == "own.yaml\(expected.hasPrefix(":") ? "" : " ")\(expected)")
  }

  @Test(arguments: [
    ("\"yes\"", "is accepted"), ("yes please", "is accepted"), ("'1.0'", "is accepted"),
    ("yes", ":4: title: has to be a text (put it in quotes)"),
    ("1.0", ":4: title: has to be a text (put it in quotes)"),
    ("2026-11-23", ":4: title: has to be a text (put it in quotes)"), ("~", ":4: title: has no value"),
    ("''", ":4: title: is empty"), ("{ a: b }", ":4: title: has to be a text"),
    (String(repeating: "a", count: 200), "is accepted"),
    (String(repeating: "a", count: 201), ":4: title: has 201 characters; 200 are allowed"),
    (#""a\tb""#, #":4: title: has a control character at position 2 (\u{9})"#),
    (#""a\u202Eb""#, #":4: title: has a control character at position 2 (\u{202E})"#),
  ])
  func texts(_ title: String, expected: String) {
    let found = refusal(scale(title: title))
    #expect(found == "own.yaml\(expected.hasPrefix(":") ? "" : " ")\(expected)")
  }

  @Test(arguments: [
    ("verified: true", "is accepted"), ("verified: Off", "is accepted"),
    ("verified: 'true'", ":7: cutoff: verified: has to be true or false, without quotes"),
    ("verified: 1", ":7: cutoff: verified: has to be true or false, without quotes"),
    ("veryfied: true", ":7: cutoff: veryfied: is unknown (did you mean 'verified')"),
    ("at: function", ":7: cutoff: at: has to be functional or dysfunctional (did you mean 'functional')"),
    ("source: ' '", ":7: cutoff: source: is empty"),
  ])
  func partsOfAPart(_ line: String, expected: String) {
    let found = refusal(scale("cutoff: { value: 50, functional: above, \(line) }"))
    #expect(found == "own.yaml\(expected.hasPrefix(":") ? "" : " ")\(expected)")
  }

  @Test(arguments: [
    ("total: 5", "own.yaml:6: total: is there twice"),
    (
      "bands:\n  - from: 0\n    label: low\n  - from: .5\n    label: 5", "own.yaml:11: bands: entry 2: label: has to be"
    ),
    ("bands:\n  - from: 0\n    label: low\n  - label: high", "own.yaml:10: bands: entry 2: from: is missing"),
    ("bands: { from: 0 }", "own.yaml:7: bands: has to be a list"),
    ("bands: []", "own.yaml:7: bands: 0 given; at least 1 needed"),
    ("bands: [1]", "own.yaml:7: bands: entry 1: has to be a group of keys"),
    ("licence:\n  wording: own\n  note: \"\"", "own.yaml:9: licence: note: is empty"),
    ("score: { rule: sum }", "own.yaml:7: score: has to be left out where there are no items"),
    ("on: 1", "own.yaml:7: on: is unknown"),
    ("reliability:\n  r: 0.9\n  kind: alpha\n  sd: 200", "own.yaml:10: reliability: sd: 200 is more than the width"),
  ])
  func placesInTheFile(_ more: String, expected: String) {
    #expect(refusal(scale(more)).hasPrefix(expected), "\(refusal(scale(more)))")
  }
}
