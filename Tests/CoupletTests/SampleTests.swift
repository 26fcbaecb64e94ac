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
