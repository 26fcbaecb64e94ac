import CoupletCore
import Testing

@Suite struct WordingTests {
  @Test(arguments: [
    ("", "name: is empty"), (" \t", "name: is empty"),
    ("Ma\u{1B}ya", "name: has a control character at position 3 (\\u{1B})"),
    ("Ma\u{0}ya", "name: has a control character at position 3 (\\u{0})"),
    ("Maya\u{202E}", "name: has a control character at position 5 (\\u{202E})"),
    ("Maya\nOrtiz", "name: has a control character at position 5 (\\u{A})"),
    (String(repeating: "x", count: 10_000), "name: has 10000 characters; 200 are allowed"),
  ])
  func refusesNames(_ name: String, message: String) {
    let problem = #expect(throws: Problem.self) { try Wording.name(name, field: "name") }
    #expect(problem?.message == message)
    #expect(problem?.kind == .badData)
  }

  @Test(arguments: ["=SUM(A1)", "<b>Maya</b>", "O'Brien \"Bo\"", "Łucja 李", "-he", "مايا"])
  func takesNamesAsTheyAre(_ name: String) throws { #expect(try Wording.name(" \(name) ", field: "name") == name) }

  @Test func keepsTextsAsTheyCame() throws {
    let text = "a\u{1B}[31mred\u{202E}\r\n\tb  "
    #expect(try Wording.text(text, field: "note") == text)
    #expect(try Wording.text("line\n", field: "note") == "line")
    #expect(try Wording.text("line\n\n", field: "note") == "line\n")
  }

  @Test(arguments: [
    ("", "note: is empty"), ("\n \t", "note: is empty"), ("a\u{0}b", "note: has a NUL character"),
    (String(repeating: "x", count: 1_048_577), "note: has 1048577 bytes; 1048576 are allowed"),
  ])
  func refusesTexts(_ text: String, message: String) {
    let problem = #expect(throws: Problem.self) { try Wording.text(text, field: "note") }
    #expect(problem?.message == message)
  }

  @Test func showsNothingThatSteersATerminal() {
    #expect("a\u{1B}[2Jb\u{202E}".shown(keepingLines: false) == "a\\u{1B}[2Jb\\u{202E}")
    #expect("a\nb".shown(keepingLines: false) == "a\\u{A}b")
    #expect("a\n\tb\u{7}".shown(keepingLines: true) == "a\n b\\u{7}")
    #expect("\u{FEFF}a\r\nb\rc".shown(keepingLines: true) == "a\nb\nc")
    #expect("naïve 李 👩‍👩‍👧".shown(keepingLines: false) == "naïve 李 👩‍👩‍👧")
    for value in 0..<0x20 where ![0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains(value) {
      let control = String(Character(Unicode.Scalar(UInt8(value))))
      #expect(!control.shown(keepingLines: true).contains(control))
    }
  }
}
