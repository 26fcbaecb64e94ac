import CoupletCore
import Testing

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
