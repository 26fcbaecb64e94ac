import Foundation
import Testing

@testable import couplet

/// The commands that read and add the formats of notes.
@Suite struct FormatTests {
  /// A file of this content in the program's folder.
  private func file(_ text: String, in program: TestProgram) throws -> String {
    let path = program.folder + "/own.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func own(_ version: Int = 1, prompt: String = "What was said.", id: String = "own") -> String {
    """
    kind: format
    id: \(id)
    version: \(version)
    title: Own
    purpose: For the first hour.
    sections:
      - title: Heard
        prompt: \(prompt)
        scope: each-partner

    """
  }

  @Test func theBuiltInFormatsAreListed() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let list = await program.done("note formats")
    #expect(list.contains("dap-couples · DAP for couples · 4 sections\n    The short progress note of a session"))
    #expect(list.contains("narrative · Narrative · one text\n"))
    #expect(list.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try await formats(program)
    #expect(
      json.map { $0["id"] as? String } == [
        "birp", "closing", "crisis", "dap", "dap-couples", "girp", "intake", "narrative", "pirp", "soap",
        "soap-couples",
      ])
    for format in json {
      #expect(Set(format.keys) == ["id", "version", "title", "purpose", "audience", "sections"])
      for section in format["sections"] as? [[String: String]] ?? [] {
        #expect(Set(section.keys) == ["title", "prompt", "scope"])
      }
    }
  }

  @Test func aFormatIsShown() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let page = await program.done("note format show dap-couples")
    #expect(page.hasPrefix("DAP for couples (dap-couples, version 2)\n\nThe short progress note"))
    #expect(page.contains("\n\nData (each partner who was present) · the lines of the hour\n  What this partner said"))
    #expect(page.contains("\n\nCycle (between them)\n"))
    #expect(page.contains("\n\nPlan (the couple)\n"))
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(await program.done("note format show narrative").hasSuffix("\n\nOne text, without headings.\n"))
    let json = await program.done("note format show dap --json")
    #expect(json.contains("\"scope\": \"couple\"") || json.contains("\"scope\":\"couple\""))
  }

  @Test func aFormatThatIsNotThere() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let near = await program.run("note format show dap-couple")
    #expect(near.status == 1)
    #expect(near.errors == "error: there is no format 'dap-couple'\nhint: did you mean dap-couples\n")
    let far = await program.run("note format show weather")
    #expect(far.errors == "error: there is no format 'weather'\nhint: couplet note formats shows them all\n")
  }

  @Test func aFormatOfOnesOwn() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let path = try file(own(), in: program)
    let shown = await program.done("note format add \(path)")
    #expect(shown.hasPrefix("Own (own, version 1)\n"))
    #expect(await program.done("note formats").contains("own · Own · 1 section\n"))
    #expect(await program.done("note format show own") == shown)
    let again = await program.run("note format add \(path)")
    #expect(again.errors == "error: own: version 1 is there already\n")
    _ = try file(own(prompt: "Something else."), in: program)
    let changed = await program.run("note format add \(path)")
    #expect(changed.status == 1)
    #expect(changed.errors.hasPrefix("error: own: version 1 is in the practice with other content\n"))
    _ = try file(own(2, prompt: "Something else."), in: program)
    await program.done("note format add \(path)")
    #expect(await program.done("note format show own").contains("version 2"))
    #expect(try await formats(program).filter { $0["id"] as? String == "own" }.count == 2)
    await program.done("undo")
    #expect(await program.done("note format show own") == shown)
  }

  @Test func filesThatAreRefused() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let wrong = try file("kind: format\nid: own\n", in: program)
    let missing = await program.run("note format add \(wrong)")
    #expect(missing.status == 65)
    #expect(missing.errors.hasPrefix("error: \(wrong):1: version: is missing\n"))
    _ = try file(own(id: "dap"), in: program)
    let builtIn = await program.run("note format add \(wrong)")
    #expect(builtIn.status == 1)
    #expect(builtIn.errors.hasPrefix("error: \(wrong): version 1 of dap is built in with other content\n"))
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/definitions")
    let exercise = fixtures.appending(path: "accepted/exercise-minimal.yaml").standardized.path
    let other = await program.run("note format add \(exercise)")
    #expect(other.status == 65)
    #expect(other.errors == "error: \(exercise): kind: is not format\n")
    #expect(await program.run("note format add nowhere.yaml").status == 66)
  }

  private func formats(_ program: TestProgram) async throws -> [[String: Any]] {
    let text = await program.done("note formats --json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }
}
