import CoupletCore
import CoupletInterchange
import Testing

@Suite struct DefinitionFileTests {
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

  @Test(arguments: [
    ("", "own.yaml:1: is empty"),
    ("# nothing\n", "own.yaml:1: is empty"),
    ("scale", "own.yaml:1: has to be a group of keys, as 'kind: scale'"),
    ("\n- kind: scale", "own.yaml:2: has to be a group of keys, as 'kind: scale'"),
    ("id: a\n", "own.yaml:1: kind: is missing"),
    ("\nkind: survey\n", "own.yaml:2: kind: has to be scale, exercise, ratings or format"),
    ("kind: Scael\n", "own.yaml:1: kind: has to be scale, exercise, ratings or format (did you mean 'scale')"),
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
    #expect(refusal(open) == "own.yaml:1: is nested too deeply")
    #expect(refusal(String(repeating: "- ", count: 100_000)) == "own.yaml:1: is nested too deeply")
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
    ("|\n  Mood", ":4: title: has a control character or line break at position 5"),
    ("''", ":4: title: is empty"), ("{ a: b }", ":4: title: has to be a text"),
    (String(repeating: "a", count: 200), "is accepted"),
    (String(repeating: "a", count: 201), ":4: title: has 201 characters; 200 are allowed"),
    (#""a\tb""#, ":4: title: has a control character or line break at position 2"),
    (#""a\u202Eb""#, ":4: title: has a control character or line break at position 2"),
  ])
  func texts(_ title: String, expected: String) {
    let found = refusal(scale(title: title))
    #expect(found == "own.yaml\(expected.hasPrefix(":") ? "" : " ")\(expected)")
  }

  @Test(arguments: [
    ("verified: true", "is accepted"), ("verified: Off", "is accepted"),
    ("verified: read", "is accepted"), ("verified: secondary", "is accepted"), ("verified: unverified", "is accepted"),
    ("verified: 'true'", ":7: cutoff: verified: has to be read, secondary or unverified"),
    ("verified: 1", ":7: cutoff: verified: has to be read, secondary or unverified"),
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

  @Test(arguments: [
    ("rows: [25]", "rows: [25, 25]", ":6: rows: 25 is there twice"),
    ("rows: [25]", "rows: []", ":6: rows: 0 given; at least 1 needed"),
    ("minutes: 30", "aims: [unsure, unsure]\nminutes: 30", ":8: aims: unsure is there twice"),
    (
      "minutes: 30", "aims: [seperate]\nminutes: 30",
      ":8: aims: entry 1: has to be improve, clarify, separate or unsure (did you mean 'separate')"
    ),
    ("minutes: 30", "aims: unsure\nminutes: 30", ":8: aims: has to be a list"),
    ("asks-for: []", "asks-for: [touch, touch]", ":17: asks-for: touch is there twice"),
    (
      "asks-for: []", "asks-for: [tuoch]",
      ":17: asks-for: entry 1: has to be vulnerability, transparency, forgiveness or touch (did you mean 'touch')"
    ),
    ("Say what you liked.", "Choose an evening.", ":14: steps: entry 3: is there twice"),
    ("Say what you liked.", "yes", ":14: steps: entry 3: has to be a text (put it in quotes)"),
    ("minutes: 30", "minutes: 241", ":8: minutes: 241 is outside 1 to 240"),
    ("cadence: weekly", "cadence: monthly", ":9: cadence: has to be daily, weekly, once or as-needed"),
    ("id: evening-walk", "id: ' walk'", ":2: id: has to be lower-case letters, digits and single hyphens"),
    ("purpose: To", "purpose:\n  - To", ":10: purpose: has to be a text"),
  ])
  func exercises(_ old: String, new: String, expected: String) throws {
    let text = try Files.text("Tests/Fixtures/definitions/accepted/exercise-minimal.yaml")
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(refusal(changed).hasPrefix("own.yaml\(expected)"), "\(refusal(changed))")
  }

  @Test(arguments: [
    ("id: first-hour", "id: First", ":2: id: has to be lower-case letters, digits and single hyphens"),
    ("version: 1", "version: 0", ":3: version: 0 is outside 1 to 1000000"),
    ("purpose: For", "purpose: |\n  For\n ", ":5: purpose: has a control character or line break at position"),
    ("title: Plan", "title: ''", ":13: sections: entry 3: title: is empty"),
    ("title: Plan", "title: 'Plan: A'", ":13: sections: entry 3: title: has # or a colon"),
    ("title: Plan", "title: heard", ":13: sections: entry 3: title: is there twice"),
    ("title: Plan", "heading: Plan", ":13: sections: entry 3: heading: is unknown"),
    ("title: Plan", "title: No", ":13: sections: entry 3: title: has to be a text (put it in quotes)"),
    ("What comes next.", "''", ":14: sections: entry 3: prompt: is empty"),
    (
      "each-partner", "each-partnr",
      ":9: sections: entry 1: scope: has to be couple, each-partner or interaction (did you mean 'each-partner')"
    ),
    ("  - title: Heard\n", "  - text\n  - title: Heard\n", ":7: sections: entry 1: has to be a group of keys"),
    ("sections:", "section:", ":6: section: is unknown (did you mean 'sections')"),
  ])
  func formats(_ old: String, new: String, expected: String) throws {
    let text = try Files.text("Tests/Fixtures/definitions/accepted/format-minimal.yaml")
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(refusal(changed).hasPrefix("own.yaml\(expected)"), "\(refusal(changed))")
  }

  @Test(arguments: [
    ("higher-is-better", "higher-is-worse", ":6: direction: has to be higher-is-better"),
    ("min: 0", "min: 1", ":7: min: has to be 0"),
    ("low: no hope", "low: 0", ":49: domains: entry 8: low: has to be a text (put it in quotes)"),
    ("id: hope", "id: trust", ":46: domains: trust is there twice"),
    ("id: hope", "id: hop", ":46: domains: entry 8: id: has to be trust,"),
  ])
  func ratings(_ old: String, new: String, expected: String) throws {
    let text = try Files.text("seeds/scales/practice-ratings.yaml")
    #expect(refusal(text.replacing(old, with: new)).hasPrefix("own.yaml\(expected)"), "\(expected)")
  }
}
