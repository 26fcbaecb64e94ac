import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The pages of the demo practice: what people look at, and what the program has to print, are the same files.
@Suite struct SampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Reports/samples").standardized

  /// Each sample and the command that prints it.
  private static let samples = [
    "brief.txt": "brief dana-rob", "brief-desk.txt": "brief dana-rob --desk", "brief-split.txt": "brief ines-jo",
    "progress.txt": "report dana-rob", "progress.csv": "report dana-rob --format csv",
    "progress.json": "report dana-rob --format json", "progress-joint.txt": "report dana-rob --audience joint",
    "letter.txt": "report dana-rob --page letter", "closing.txt": "report dana-rob --page closing --audience joint",
    "supervision.txt": "report dana-rob --page supervision --yes", "page.json": "report dana-rob --page closing --json",
    "progress-split.txt": "report ines-jo", "handout.txt": "homework handout h7 --couple dana-rob",
    "progress.html": "report dana-rob --format html",
    "progress-joint.html": "report dana-rob --audience joint --format html",
    "handout.html": "homework handout h7 --couple dana-rob -o FILE",
  ]

  @Test func theDemoPracticePrintsTheSamples() async throws {
    let program = try TestProgram()
    let demo = await program.done("demo --keep \(program.path) --today 2026-11-23")
    #expect(demo.contains("A made-up practice of five couples, not encrypted, is in"))
    let rewrites = ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil
    for (name, command) in Self.samples {
      // A page that has no format of its own is written to a file, whose ending says it.
      let file = "\(program.folder)/\(name)"
      let shown = await program.done("\(command.replacing("FILE", with: file)) --today 2026-11-23")
      let page = command.contains("FILE") ? try String(contentsOfFile: file, encoding: .utf8) : shown
      let url = Self.folder.appending(path: name)
      if rewrites { try page.write(to: url, atomically: true, encoding: .utf8) }
      #expect(page == (try? String(contentsOf: url, encoding: .utf8)), "\(name): COUPLET_REWRITE=1 writes it anew")
    }
  }

  @Test func onPaperItIsTheSample() async throws {
    let program = try TestProgram()
    await program.done("demo --keep \(program.path) --today 2026-11-23")
    let path = program.folder + "/progress.txt"
    await program.done("report dana-rob --today 2026-11-23 -o \(path)")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let url = Self.folder.appending(path: "progress-paper.txt")
    if ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil {
      try page.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(page == (try? String(contentsOf: url, encoding: .utf8)), "COUPLET_REWRITE=1 writes it anew")
  }

  /// Words of the trade, which stand on no page for a couple of the demo.
  @Test func theDemosCouplesReadPlainWords() async throws {
    let program = try TestProgram()
    await program.done("demo --keep \(program.path) --today 2026-11-23")
    let couples = await program.done("couple list --json --today 2026-11-23").matches(of: #/\n    "id": "([^"]+)"/#)
      .map { String($0.output.1) }
    #expect(couples.count == 5)
    let words = [
      "barrier", "adherence", "clinical", "dysfunctional", "functional", "interval", "class", "failed", "streak",
      "cut-off",
      "reliable", "alliance", "deteriorated", "recovered", "improved", "unchanged", "member", "crack", "held item",
      "measurement error", "according to", "contempt", "stonewalling",
    ]
    for couple in couples {
      let shown = await program.done("couple show \(couple) --json --today 2026-11-23")
      let names = shown.matches(of: #/"name": "([^"]+)"/#).map { String($0.output.1) }
      #expect(names.count >= 2, "\(couple)")
      for audience in ["joint"] + names {
        for page in ["progress", "letter", "closing"] {
          let result = await program.run(
            ["report", couple, "--page", page, "--audience", audience, "--today", "2026-11-23"])
          #expect(result.status == 0, "\(couple) \(page) \(audience): \(result.errors)")
          let text = " \(result.output.lowercased().map { $0.isLetter || $0 == "-" ? String($0) : " " }.joined()) "
          for word in words { #expect(!text.contains(" \(word) "), "\(word): \(couple) \(page) \(audience)") }
        }
      }
    }
  }

  @Test func theDemoNeverLooksOld() async throws {
    // The same practice on any day: only the dates differ, and weekdays move with the demo's day.
    for today in ["2026-01-01", "2027-02-28", "2028-02-29"] {
      let program = try TestProgram()
      await program.done("demo --keep \(program.path) --today \(today)")
      let brief = await program.done("brief dana-rob --today \(today)")
      #expect(brief.contains(today))
      let days = await program.done("couple list --json --today \(today)")
      #expect(days.contains("\"dana-rob\""))
    }
  }

  @Test func whatRobToldAloneIsOnNoPageForOthers() async throws {
    let program = try TestProgram()
    await program.done("demo --keep \(program.path) --today 2026-11-23")
    let secret = "Mill Lane"
    let counselor = await program.done("search 'mill lane' --couple dana-rob --today 2026-11-23")
    #expect(counselor.contains("Mill"))
    for command in [
      "report dana-rob --audience joint", "report dana-rob --audience Dana",
      "report dana-rob --audience Dana --format json",
      "report dana-rob --audience joint --format csv", "report dana-rob --audience joint --format html",
      "report dana-rob --audience Dana --format html", "brief dana-rob --desk", "session list dana-rob --audience Dana",
      "note list dana-rob --audience Dana --json", "entry list dana-rob --audience joint --json",
    ] {
      #expect(!(await program.done("\(command) --today 2026-11-23")).contains(secret), "\(command)")
    }
    let none = await program.run("search 'mill lane' --couple dana-rob --audience Dana --today 2026-11-23")
    #expect(none.status == 1)
  }
}
