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
    #expect("a\n\tb\u{7}".shown(keepingLines: true) == "a\n\tb\\u{7}")
    #expect("naïve 李 👩‍👩‍👧".shown(keepingLines: false) == "naïve 李 👩‍👩‍👧")
    for value in 0..<0x20 where value != 0x0A && value != 0x09 {
      let control = String(Character(Unicode.Scalar(UInt8(value))))
      #expect(!control.shown(keepingLines: true).contains(control))
    }
  }
}

@Suite struct HandleTests {
  @Test(arguments: ["maya-jon", "a", "élise-7", "李-王", "x1-y2"])
  func takes(_ text: String) throws {
    // Accents fold, so that a handle can be typed in a hurry; those that would change are refused.
    if Folding.fold(text) == text { #expect(try Handle(text).description == text) }
  }

  @Test(arguments: ["", "Maya", "maya--jon", "-maya", "maya-", "7maya", "maya jon", "ma\u{1B}ya", "maya_jon", "élise"])
  func refusesForms(_ text: String) {
    let problem = #expect(throws: Problem.self) { try Handle(text) }
    #expect(
      problem?.message
        == "handle: has to be lower-case letters, digits and single hyphens, beginning with a letter")
  }

  @Test(arguments: ["list", "all", "s41", "n1", "help"])
  func refusesWordsOfTheCommandLine(_ text: String) {
    let problem = #expect(throws: Problem.self) { try Handle(text) }
    #expect(problem?.message == "handle: '\(text)' already means something on the command line")
  }

  @Test func refusesLongOnes() {
    let problem = #expect(throws: Problem.self) { try Handle(String(repeating: "a", count: 41)) }
    #expect(problem?.message == "handle: has 41 characters; 40 are allowed")
  }
}

@Suite struct RecordIDTests {
  @Test func readsAndPrints() {
    #expect(RecordID("s41")?.kind == .session)
    #expect(RecordID("s41")?.description == "s41")
    for text in ["", "s", "s0", "s01", "41", "q1", "s-1", "s1x", "S1", "s9999999999999999", "s١"] {
      #expect(RecordID(text) == nil)
    }
  }

  @Test func everyLetterIsOneKind() {
    #expect(Set(RecordKind.allCases.map(\.rawValue)).count == RecordKind.allCases.count)
  }
}

@Suite struct AudienceTests {
  private let all: [Audience] = [.joint, .counselor, .member(Client.ID(number: 1)), .member(Client.ID(number: 2))]

  @Test func aMemberSeesWhatIsJointAndTheirsAndNothingElse() {
    let maya = Audience.member(Client.ID(number: 1))
    #expect(all.map { $0.isOpen(to: maya) } == [true, false, true, false])
    #expect(all.map { $0.isOpen(to: .joint) } == [true, false, false, false])
    #expect(all.map { $0.isOpen(to: .counselor) } == [true, true, true, true])
  }

  @Test func narrowingIsOpenToNobodyToWhomEitherIsClosed() {
    for one in all {
      for two in all {
        let narrowed = one.narrowed(by: two)
        #expect(narrowed == two.narrowed(by: one))
        for viewer in all where narrowed.isOpen(to: viewer) {
          #expect(one.isOpen(to: viewer) && two.isOpen(to: viewer))
        }
      }
    }
  }
}
