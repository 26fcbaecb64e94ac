import CoupletCore
import CoupletReports
import Foundation
import Testing

@testable import couplet

/// `-o -`, and endings that say another format than was asked for.
@Suite struct StandardOutputTests {
  private static func practice(isSealed: Bool = false) async throws -> TestProgram {
    let program = try isSealed ? await TestProgram.sealed() : TestProgram()
    if !isSealed { await program.withCouple() }
    await program.done("win add dana-rob 'They laughed'")
    await program.done("homework assign dana-rob say-it-back")
    return program
  }

  @Test(arguments: [false, true]) func aHyphenIsStandardOutput(isSealed: Bool) async throws {
    let program = try await Self.practice(isSealed: isSealed)
    let folder = try FileManager.default.contentsOfDirectory(atPath: ".")
    for (place, (command, ending)) in [
      ("report dana-rob", "txt"), ("report dana-rob --audience joint --format csv", "csv"),
      ("report dana-rob --json", "json"), ("report dana-rob --page letter --format html", "html"),
      ("report dana-rob --page supervision --yes", "txt"), ("homework handout h1", "txt"),
    ].enumerated() {
      let path = "\(program.folder)/page-\(place).\(ending)"
      let file = await program.run("\(command) -o \(path) --to-whom Paul")
      let shown = await program.run("\(command) -o - --to-whom Anna")
      let written = try String(contentsOfFile: path, encoding: .utf8)
      #expect(shown.status == 0 && shown.output == written, "\(command)")
      #expect(shown.errors == file.errors.replacing(path, with: "to standard output"), "\(command)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: ".") == folder)
    // It leaves as a file does, and is written down; what the screen shows isn't.
    await program.done("report dana-rob")
    let log = await program.done("log dana-rob --disclosures --json")
    #expect(log.components(separatedBy: "\"Anna\"").count - 1 == 6)
    #expect(log.components(separatedBy: "\"date\"").count - 1 == 12)
  }

  // MARK: Where nothing can be written

  /// What the program says must arrive, or the exit code says that it didn't: help and the version as anything else.
  @Test func aFailedWriteIsAFailureEverywhere() async throws {
    let program = try await Self.practice()
    for line in [
      "--version", "help", "--help", "help note add", "note add --help", "note", "session list dana-rob",
      "couple list --json", "search nothinglikeit --json", "--generate-completion-script bash",
      "--generate-completion-script zsh",
    ] {
      program.writingFails = ENOSPC
      let failed = await program.run(line)
      #expect(failed.status == 73, "\(line)")
      #expect(failed.errors == "error: output: can't be written: no space left on device\n", "\(line)")
      // Who reads no further has read what was wanted.
      program.writingFails = EPIPE
      #expect(await program.run(line).status == (line.hasPrefix("search") ? 1 : 0), "\(line)")
    }
  }

  @Test func linesOfLiveCaptureAreKeptWhateverBecomesOfTheEcho() async throws {
    let program = try await Self.practice()
    program.writingFails = ENOSPC
    let failed = await program.run("session live dana-rob", input: "one\n/tally Dana criticism 1\n/list\ntwo\n")
    #expect(failed.status == 73)
    #expect(
      failed.errors.hasSuffix(
        "error: output: can't be written: no space left on device\nhint: what was entered is kept\n"),
      "\(failed.errors)")
    #expect(!failed.errors.contains("not taken"))
    program.writingFails = 0
    let jots = await program.done("jot list dana-rob")
    #expect(jots.contains("one") && jots.contains("two"), "\(jots)")
    #expect(await program.done("session show s2").contains("criticism"))
    // Without a failure nothing is said of one.
    #expect(await program.run("session live dana-rob", input: "three\n").status == 0)
  }

  @Test func whatIsNoPageDoesNotGoThere() async throws {
    let program = try await Self.practice()
    try await program.expect([
      Refusal(
        "report --all -o -", 64,
        "error: output: --all writes a file for each couple, and - is standard output\nhint: -o DIR"),
      Refusal(
        "plain-copy -o - --yes", 64,
        "error: output: a copy is a file of SQLite, which doesn't go to standard output\nhint: -o practice.db"),
    ])
  }

  @Test func anEndingThatSaysAnotherFormatIsRefused() async throws {
    let program = try await Self.practice()
    func refusal(_ options: String, _ option: String, _ ending: String) -> Refusal {
      Refusal(
        "report dana-rob -o \(program.folder)/x\(ending) \(options)", 64,
        """
        error: format: \(option) and a file that ends with \(ending) exclude each other
        hint: leave \(option) out, or give the file another ending
        """)
    }
    try await program.expect([
      refusal("--format html", "--format html", ".csv"), refusal("--format csv", "--format csv", ".HTML"),
      refusal("--format text", "--format text", ".json"), refusal("--json", "--json", ".csv"),
      refusal("--json", "--json", ".txt"), refusal("--format json --json", "--format json", ".htm"),
    ])
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/x.csv"))
    for (name, options) in [
      ("a.csv", "--format csv"), ("a.htm", "--format html"), ("a.dat", "--format html"), ("a", "--json"),
      ("a.data", "--json"), ("a.json", "--json"), ("a.TXT", ""),
    ] {
      #expect(await program.run("report dana-rob -o \(program.folder)/\(name) \(options)").status == 0, "\(name)")
    }
    // A folder's name says nothing of what is in it.
    await program.done("report --all -o \(program.folder)/pages.csv --format html")
  }

  @Test func theFormatOfAnEnding() throws {
    #expect(try OutputFile.format(of: "-") == .text && OutputFile.format(of: "a.b/c") == .text)
    #expect(try OutputFile.format(of: ".csv") == .text && OutputFile.format(of: "x/y.Csv") == .csv)
    #expect(throws: (any Error).self) { try OutputFile.format(of: "x.pdf") }
    #expect(OutputFile.isStandardOutput("-") && !OutputFile.isStandardOutput("./-"))
  }
}
