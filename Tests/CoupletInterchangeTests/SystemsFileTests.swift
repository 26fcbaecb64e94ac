import CoupletCore
import CoupletInterchange
import Testing

/// What the work with a couple is about, as the seeds have it.
@Suite struct SystemsFileTests {
  @Test func everyRowHasWhatItNeeds() throws {
    let systems = try SystemsFile.decode(try Files.text("seeds/systems.yaml"), name: "systems.yaml")
    #expect(systems.map(\.id) == Array(1...35))
    #expect(Set(systems.map(\.title)).count == 35)
    let first = try #require(systems.first)
    #expect(first.words == ["pain", "injury", "wound"] && first.pages == [.report, .couple, .brief, .exercise])
    #expect(first.records.first == "injury add COUPLE --hurt NAME --by NAME")
  }

  @Test(arguments: [
    ("kind: systems", "kind: scale", "own.yaml:4: kind: has to be systems"),
    ("  - id: 35\n", "  - id: 34\n", "own.yaml:5: systems: have to be those of 1 to 35, in their order"),
    ("  - id: 1\n", "  - id: 36\n", "own.yaml:6: id: 36 is outside 1 to 35"),
    ("    pages: [report]\n", "    pages: [paper]\n", "pages: entry 1: has to be brief, report, couple, session or"),
    ("    pages: [report]\n", "    pages: []\n", ": pages: it is read nowhere"),
    ("words: [pain,", "word: [pain,", "own.yaml:8: systems: entry 1: word: is unknown"),
  ])
  func whatIsWrongIsSaidWithItsLine(piece: String, other: String, message: String) throws {
    let text = try Files.text("seeds/systems.yaml")
    #expect(text.contains(piece))
    let problem = #expect(throws: Problem.self) {
      try SystemsFile.decode(text.replacing(piece, with: other, maxReplacements: 1), name: "own.yaml")
    }
    #expect(problem?.kind == .badData)
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
  }
}
