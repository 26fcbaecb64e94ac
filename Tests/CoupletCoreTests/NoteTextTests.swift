import CoupletCore
import SeededNumbers
import Testing

@Suite struct NoteTextTests {
  private let text = """
    Came late.
    ## Data: Maya
    Spoke of the kitchen.

    ##  Plan \t
    Home by six.
    """

  private func headings(_ partners: [String] = ["Maya", "Jon"]) throws -> [NoteFormat.Heading] {
    try format([("Data", .partner), ("Cycle", .interaction), ("Plan", .couple)]).headings(for: partners)
  }

  /// The text without its comments, byte for byte, as an editor's file is read.
  private func stripped(_ text: String, _ mark: String = "#|") -> String {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.starts(with: mark.utf8) }
    return String(decoding: Array(kept.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
  }

  private func joined(_ note: NoteText) -> [UInt8] { note.parts.flatMap { Array($0.line.utf8) + Array($0.text.utf8) } }

  // MARK: Reading

  @Test func theParts() {
    let parts = NoteText(text).parts
    #expect(parts.map(\.heading) == [nil, "Data: Maya", "Plan"])
    #expect(parts.map(\.text) == ["Came late.\n", "Spoke of the kitchen.\n\n", "Home by six."])
    #expect(parts.map(\.line) == ["", "## Data: Maya\n", "##  Plan \t\n"])
    #expect(NoteText("").parts.isEmpty)
  }

  @Test(arguments: [
    "# Plan", "### Plan", "##Plan", " ## Plan", "##\u{A0}Plan", "## ", "##  \t", "a ## Plan", "#| ## Plan",
  ])
  func linesThatAreNoHeading(_ line: String) { #expect(NoteText(line + "\nx").parts.map(\.heading) == [nil]) }

  @Test(arguments: ["## Plan", "## Plan\r", "##  Plan  ", "## \tPlan\n", "## Plan\r\n"])
  func linesThatAreOne(_ line: String) {
    let parts = NoteText(line).parts
    #expect(parts.map(\.heading) == ["Plan"])
    #expect(parts.map(\.text) == [""])
  }

  @Test func anAccentAfterTheMarkIsTheHeadings() {
    #expect(NoteText("## \u{301}Plan\n\u{301}x").parts.map(\.heading) == ["\u{301}Plan"])
  }

  @Test func nothingIsLostFromAnyText() throws {
    let pieces = [
      "## ", "##", "#", "#| ", " ", "\n", "\n", "\r\n", "\r", "\u{2028}", "\u{301}", "\t", "a", "Plan", "Data: Maya",
      "é",
      "👩‍👩‍👧", ":", "\u{0}",
    ]
    var numbers = SeededNumbers(state: 11)
    let headings = try headings()
    for _ in 0..<3000 {
      let count = Int.random(in: 0...30, using: &numbers)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &numbers) }.joined()
      let note = NoteText(text)
      #expect(joined(note) == Array(text.utf8), "\(text.debugDescription)")
      let buffer = note.withPrompts(of: headings, commentMark: "#|")
      #expect(Array(stripped(buffer).utf8) == Array(stripped(text).utf8), "\(text.debugDescription)")
    }
  }

  @Test func templatesComeBack() throws {
    for partners in [[], ["Jon"], ["Maya", "Jon"]] {
      let format = try format([("Data", .partner), ("Cycle", .interaction), ("Plan", .couple)])
      let template = format.template(for: partners)
      let headings = format.headings(for: partners)
      #expect(NoteText(template).parts.map(\.heading) == headings.map(\.title))
      #expect(stripped(NoteText(template).withPrompts(of: headings, commentMark: "#|")) == template)
      let check = NoteText(template).check(against: headings)
      #expect(check.unknown.isEmpty && check.missing.isEmpty)
      #expect(check.empty == headings.map(\.title))
    }
  }

  // MARK: Prompts

  @Test func promptsStandWhereNothingIsWritten() throws {
    let buffer = NoteText("## Data: Maya\n\n## cycle\nHe left.\n\n## Other\n\n## Plan").withPrompts(
      of: try headings(), commentMark: "#|")
    #expect(
      buffer == """
        ## Data: Maya
        #| What about Data?

        ## cycle
        He left.

        ## Other

        ## Plan
        #| What about Plan?
        """)
  }

  @Test func longPromptsAreBroken() throws {
    let prompt = Array(repeating: "sentence", count: 40).joined(separator: " ")
    let format = try NoteFormat(
      id: NoteFormat.ID("own"), version: 1, title: "Own", purpose: "For tests.",
      sections: [NoteFormat.Section(title: "Plan", prompt: prompt, scope: .couple)])
    let lines = NoteText("## Plan").withPrompts(of: format.headings(for: []), commentMark: "#|")
      .split(separator: "\n").dropFirst()
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.hasPrefix("#| ") && $0.count <= 79 })
    #expect(lines.map { $0.dropFirst(3) }.joined(separator: " ") == prompt)
  }

  // MARK: Checking

  @Test func theCheck() throws {
    let check = NoteText(text + "\n## Cylce\nx\n## Weather\nx\n## plan\n").check(against: try headings())
    #expect(check.unknown == ["Cylce", "Weather"])
    #expect(check.missing == ["Data: Jon", "Cycle"])
    #expect(check.empty == [])
    #expect(check.meant(by: "Cylce") == ["Cycle"])
    #expect(check.meant(by: "Weather").isEmpty)
    #expect(check.meant(by: "data: jonn") == ["Data: Jon"])
    #expect(NoteText("## Data\nx").check(against: try headings()).meant(by: "Data") == ["Data: Jon", "Data: Maya"])
  }

  @Test func headingsAreComparedFolded() throws {
    let check = NoteText("## DATA: maya \n ## no\n##   Plàn\nx\n## Data: Jon\r\n\r\n## CYCLE\r\nx")
      .check(against: try headings())
    #expect(check.unknown.isEmpty)
    #expect(check.missing.isEmpty)
    #expect(check.empty == ["Data: Jon"])
  }

  @Test func oneTextHasTheHeadingsItLikes() {
    let check = NoteText("## Mine\n").check(against: [])
    #expect(check.unknown.isEmpty && check.missing.isEmpty && check.empty.isEmpty)
  }

  // MARK: The plan

  @Test(
    arguments: [
      ("## Plan\n\nHome by six.\n\n", "Home by six."), ("## plan for the week\na\nb", "a\nb"),
      ("## Plan\nold\n## Plan\nnew", "new"), ("## Plan\nold\n## Plan\n \n", "old"),
      ("## Next steps\nn\n## Data\nd", "n"), ("## Plan\np\n## Next\nn", "p"),
      ("## Plan: Maya\nwalks\n## Plan: Jon\ncalls\n## Other\nx", "Maya: walks\nJon: calls"),
      ("## Plan: Maya\nwalks\n## Plan: Jon\n\n", "Maya: walks"),
      ("## Plan: Maya\nwalks\n## Plan\nboth", "both"),
      ("## Planning\nx", nil), ("## Safety plan\nx", nil), ("Plan\nx", nil), ("## Plan\n", nil), ("", nil),
    ] as [(String, String?)])
  func whatWasPlanned(_ text: String, plan: String?) { #expect(NoteText(text).plan == plan) }
}
