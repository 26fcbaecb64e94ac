import CoupletCore
import Foundation
import Testing

@testable import couplet

/// HTML as a format of reports and handouts, and templates of a practice's own.
@Suite struct HTMLReportTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("win add dana-rob -", input: "They <b>laughed</b>")
    return program
  }

  /// A template in the folder of the practice's own.
  private static func write(_ text: String, to name: String, _ program: TestProgram, folder: String = ".config") throws
  {
    let place = "\(program.folder)/\(folder)/couplet/templates"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try text.write(toFile: "\(place)/\(name)", atomically: true, encoding: .utf8)
  }

  @Test func theEndingOrTheFormatMakesIt() async throws {
    let program = try await Self.practice()
    let shown = await program.done("report dana-rob --audience joint --format html")
    #expect(shown.hasPrefix("<!DOCTYPE html>") && shown.contains("They &lt;b&gt;laughed&lt;/b&gt;"))
    let path = program.folder + "/page.html"
    let result = await program.run("report dana-rob --audience joint -o \(path)")
    #expect(result.status == 0 && result.errors == "wrote \(path), for both partners\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == shown)
  }

  @Test func jsonAndHTMLExcludeEachOther() async throws {
    let program = try await Self.practice()
    for options in ["--format html --json", "--json -o \(program.folder)/page.html"] {
      let result = await program.run("report dana-rob \(options)")
      #expect(result.status == 64 && result.errors.contains("exclude each other"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/page.html"))
  }

  @Test func anHourWithoutASessionSaysSo() async throws {
    let program = try await Self.practice()
    let page = await program.done("report dana-rob --format html --since 2026-11-20")
    #expect(page.contains("<p>No session was held in this time.</p>"))
  }

  @Test func aTemplateOfThePracticeTakesThePlaceOfOurs() async throws {
    let program = try await Self.practice()
    try Self.write("<h2 id=\"{{id}}\" class=\"own\">{{heading}}</h2>\n", to: "heading.mustache", program)
    #expect(await program.done("report dana-rob --format html").contains("class=\"own\">Sessions</h2>"))
    try Self.write("p { margin: 7px; }\n", to: "page.css", program, folder: "elsewhere")
    let result = await program.run(
      ["report", "dana-rob", "--format", "html"], environment: ["XDG_CONFIG_HOME": program.folder + "/elsewhere"])
    #expect(result.output.contains("margin: 7px") && !result.output.contains("class=\"own\""))
  }

  @Test func aBrokenOneGivesNoHalfPage() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob --title Walk -", input: "Walk.")
    try Self.write("<ul>\n{{#items}}\n<li></li>\n", to: "items.mustache", program)
    let path = program.folder + "/page.html"
    for command in ["report dana-rob --format html", "report dana-rob -o \(path)", "homework handout h1 -o \(path)"] {
      let result = await program.run(command)
      #expect(result.status == 65 && result.output.isEmpty)
      #expect(
        result.errors
          == "error: template: \(program.folder)/.config/couplet/templates/items.mustache, line 4: a section isn't closed\n"
          + "hint: without the file, ours takes its place\n")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
    // Other formats need no template.
    #expect(await program.done("report dana-rob").contains("Progress"))
  }

  @Test func aHandoutIsHTMLByItsEnding() async throws {
    let program = try await Self.practice()
    await program.done("homework assign dana-rob --title Walk --due 2026-11-30 -", input: "1. Go out.\n2. Come <back>.")
    let path = program.folder + "/walk.html"
    await program.done("homework handout h1 -o \(path)")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    for words in ["<h1>Walk</h1>", "<li>2. Come &lt;back&gt;.</li>", "For Dana &amp; Rob, together", "[ ]"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains(">h1 "))
    #expect(await program.done("log dana-rob --disclosures --json").contains("\"handout\""))
  }
}
