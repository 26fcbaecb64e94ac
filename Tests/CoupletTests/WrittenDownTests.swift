import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What goes out is written down, and what doesn't isn't.
@Suite struct WrittenDownTests {
  @Test(arguments: [
    "report dana-rob -o none/x.txt", "homework handout h1 -o none/x.txt",
    "report dana-rob --page letter -o none/x.html",
  ])
  func aFileThatCantBeIsNotWrittenDown(_ command: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob say-it-back")
    let result = await program.run(command)
    #expect(result.status == 73 && result.errors.contains("output: can't write to none/x"))
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
  }

  @Test func aHandoutIsTextOrHTML() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob say-it-back")
    try await program.expect(
      Refusal(
        "homework handout h1 -o x.csv", 64,
        "error: output: a handout is a page of text or HTML\nhint: give a name that ends with .txt or .html"))
  }

  @Test func aNameBeforeTheEndingMayHavePoints() async throws {
    let program = try TestProgram()
    await program.withCouple()
    try FileManager.default.createDirectory(atPath: program.folder + "/v1.2", withIntermediateDirectories: true)
    #expect(await program.run("report dana-rob -o \(program.folder)/v1.2/x").status == 0)
    #expect(await program.run("report dana-rob -o \(program.folder)/v1.2/x.HTML").status == 0)
    #expect(try String(contentsOfFile: program.folder + "/v1.2/x.HTML", encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
  }

  @Test(arguments: ["letter", "closing"])
  func nothingTypedSteersATerminal(_ page: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("win add dana-rob -", input: "\u{1B}[31mred\u{7} \u{202E}turned \u{2066}over")
    let html = await program.done("report dana-rob --page \(page) --format html")
    // What colors a terminal is no text, and is left out as it comes in; what turns text around is written out.
    #expect(html.contains("red \\u{202E}turned \\u{2066}over") && !html.contains("[31m"))
    for scalar in ["\u{1B}", "\u{7}", "\u{202E}", "\u{2066}"] { #expect(!html.contains(scalar)) }
  }
}
