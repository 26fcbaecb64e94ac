import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The page that the couple takes home: on the screen, in a file and on paper.
@Suite struct HandoutCommandTests {
  /// h1 for both, h2 for Rob, h3 for the counselor, h4 set aside.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done(
      "homework assign dana-rob say-it-back --on 2026-11-16 --every week --due 2026-11-30 --purpose 'to be heard' "
        + "--obstacle 'the phone' --plan 'it stays out' --confidence Dana=7")
    await program.done("homework assign dana-rob --title Alone --audience Rob --for Rob -", input: "Run a mile.")
    await program.done("homework assign dana-rob --title Mine --audience counselor -", input: "kumquat")
    await program.done("homework assign dana-rob --title Gone -", input: "Nothing.")
    await program.done("homework review h4 --set-aside --why kumquat")
    return program
  }

  @Test func thePageIsTheSameWhateverWasReportedAndDecided() async throws {
    let program = try await Self.practice()
    let before = await program.done("homework handout h1")
    await program.done("homework log h1 Dana=2 --member Rob --done 1 --barrier forgot -", input: "kumquat")
    await program.done("homework log h1 --member Rob --done 1 --audience Rob -", input: "kumquat")
    await program.done("homework review h1 --shrink --why kumquat")
    await program.done("risk add dana-rob --member Rob --kind violence --asked alone -", input: "kumquat")
    #expect(await program.done("homework handout h1") == before)
    let text = before.lowercased()
    for word in [
      "kumquat", "h1", "s1", "reyes", "barrier", "adherence", "a member", "clinical", "confidence",
      "vulnerability",
      "ask next time", "dana-rob", "forgot",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
    for words in [
      "For Dana & Rob, together\nEvery week, until Mon 2026-11-30", "What it is for\n  to be heard",
      "What may get in the way\n  the phone", "What we do then\n  it stays out",
      "  Mon 2026-11-23    [ ]", "  Mon 2026-11-30    [ ]", "in our own words",
    ] {
      #expect(before.contains(words), "\(words)")
    }
    #expect(before.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
  }

  @Test func whatIsForOneIsAPageForThatOneAlone() async throws {
    let program = try await Self.practice()
    let page = await program.done("homework handout h2")
    #expect(page.contains("For Rob\n") && page.contains("in my own words") && !page.contains("Dana"))
    let path = program.folder + "/walk.txt"
    let result = await program.run("homework handout h2 -o \(path) --to-whom Rob")
    #expect(result.errors == "wrote \(path), for Rob only\n" && result.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
    let left = await program.done("log dana-rob --disclosures --json")
    #expect(left.contains("\"page\": \"handout\"") && left.contains("\"audience\": \"Rob Reyes\""))
    #expect(left.contains("\"to_whom\": \"Rob\""))
  }

  @Test func aFileThatIsThereStays() async throws {
    let program = try await Self.practice()
    let path = try program.write("mine", to: "walk.txt")
    let result = await program.run("homework handout h1 -o \(path)")
    #expect(result.status == 73)
    #expect(
      result.errors == "error: output: \(path) exists already\nhint: --force puts the new one in its place\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
    await program.done("homework handout h1 -o \(path) --force")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Say it back"))
  }

  @Test func itIsPrintedAndWrittenDown() async throws {
    let program = try await Self.practice()
    let folder = program.folder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "#!/bin/sh\ncat > \"$HOME/page\"\n".write(toFile: folder + "/lp", atomically: true, encoding: .utf8)
    chmod(folder + "/lp", 0o700)
    let result = await program.run(
      TestProgram.split("homework handout h1 --print"), environment: ["PATH": "\(folder):/usr/bin:/bin"])
    #expect(result.status == 0 && result.errors == "printed, for both partners\n" && result.output.isEmpty)
    #expect(
      try String(contentsOfFile: program.folder + "/page", encoding: .utf8)
        == (await program.done("homework handout h1")))
    #expect(await program.done("log dana-rob --disclosures").contains("handout"))
  }

  @Test func asJSONItHasNoIdAndTheLines() async throws {
    let program = try await Self.practice()
    let text = await program.done("homework handout h1 --json")
    let page = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(page["names"] as? [String] == ["Dana", "Rob"] && page["together"] as? Bool == true)
    #expect(page["rows"] as? [String] == ["2026-11-23", "2026-11-30"])
    #expect((page["lines"] as? [String])?.first == "For Dana & Rob, together")
    #expect(!text.contains("h1"))
  }

  @Test func aLongTextHasPagesWithARunningHeader() async throws {
    let program = try await Self.practice()
    let words = (1...90).map { "\($0). Step \u{1B}[31m\($0)\u{C}" }.joined(separator: "\n")
    await program.done("homework assign dana-rob --title 'A long walk' --for each --every day -", input: words)
    let page = await program.done("homework handout h5")
    let pages = page.split(separator: "\u{C}")
    #expect(pages.count == 4)
    for (place, page) in pages.enumerated() {
      #expect(page.hasPrefix("A long walk ") && page.prefix(80).hasSuffix("page \(place + 1) of 4"))
      #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
    }
    #expect(!page.contains("\u{1B}"))
    #expect(page.contains("  How it went       Dana            Rob             a word\n"))
  }

  private static let refusals = [
    Refusal(
      "homework handout h3", 1,
      "error: h3 may be shown to the counselor only; there is no page of it to hand out\n"
        + "hint: couplet audience h3 joint --why TEXT"),
    Refusal("homework handout h4", 1, "error: h4 was set aside; nothing is handed out"),
    Refusal("homework handout h9", 1, "error: there is no homework h9"),
    Refusal("homework handout s1", 1, "error: s1 is a session, not a homework"),
    Refusal("homework handout h1 --couple eve-max", 1, "error: h1 is not in the chart of eve-max"),
    Refusal("homework handout h1 -o x.txt --print", 64, "error: print: -o and --print exclude each other"),
    Refusal("homework handout h1 --to-whom Rob", 64, "error: to-whom: goes with -o or --print"),
    Refusal(
      "homework handout h1 --print --json", 64,
      "error: json: what is printed or written to a file is a page of text\nhint: leave --json out"),
    Refusal("homework handout eve-max", 1, "error: eve-max has no open homework"),
  ]

  @Test func refusesInTheseWords() async throws {
    try await Self.practice().expect(Self.refusals)
  }
}
