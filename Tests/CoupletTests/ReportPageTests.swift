import CoupletCore
import CoupletReports
import Foundation
import Testing

@testable import couplet

/// What of a report goes to paper, to files and to the couple.
@Suite struct ReportPageTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("goal add dana-rob 'talk before midnight' --today 2026-11-09")
    for (by, first, last) in [("Dana", 3, 7), ("Rob", 4, 4)] {
      await program.done("goal rate g1 \(first) --by \(by) --today 2026-11-16")
      await program.done("goal rate g1 \(last) --by \(by)")
    }
    await program.done("win add dana-rob --by Rob --noticed-by Dana 'Rob came home early'")
    await program.done("entry add dana-rob --kind agreement --code time-out --review fri -", input: "Twenty minutes.")
    await program.done("entry add dana-rob --kind agreement -", input: "Phones away at dinner.")
    await program.done("promise add dana-rob --by Rob --to Dana 'home by six'")
    await program.done("homework assign dana-rob say-it-back --every week")
    await program.done("cycle dana-rob -", input: "He goes quiet, she follows.")
    await program.done("agenda add dana-rob --audience joint -", input: "the summer")
    await program.done("session plan dana-rob --on 2026-11-30 --at 10:00")
    return program
  }

  /// A spooler that keeps what it is given.
  private static func printing(_ line: String, _ program: TestProgram) async throws -> (TestProgram.Result, String) {
    let folder = program.folder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "#!/bin/sh\necho \"$@\" > \"$HOME/job\"\ncat > \"$HOME/page\"\n"
      .write(toFile: folder + "/lp", atomically: true, encoding: .utf8)
    chmod(folder + "/lp", 0o700)
    let result = await program.run(TestProgram.split(line), environment: ["PATH": "\(folder):/usr/bin:/bin"])
    let page = (try? String(contentsOfFile: program.folder + "/page", encoding: .utf8)) ?? ""
    #expect(
      page.isEmpty || (try? String(contentsOfFile: program.folder + "/job", encoding: .utf8)) == "-s -t couplet\n")
    return (result, page)
  }

  // MARK: Paper

  @Test func aFileIsLaidOutInPages() async throws {
    let program = try await Self.practice()
    for number in 1...80 { await program.done("win add dana-rob 'win \(number)'") }
    let path = program.folder + "/report.txt"
    await program.done("report dana-rob --audience joint -o \(path)")
    let pages = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\u{C}")
    #expect(pages.count > 1)
    for (place, page) in zip(1..., pages) {
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 61 && lines.allSatisfy { String($0).cellWidth <= 80 })
      #expect(lines[0].hasPrefix("dana-rob · Dana & Rob "))
      #expect(lines[0].hasSuffix("for: both partners · as of 2026-11-23 · page \(place) of \(pages.count)"))
    }
    let screen = await program.done("report dana-rob --audience joint")
    #expect(!screen.contains("\u{C}") && !screen.contains("page 1 of"))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test func withoutUTF8NothingIsDrawnOutsideASCII() async throws {
    let program = try await Self.practice()
    for line in ["report dana-rob", "report dana-rob --page letter", "exercise list", "couple list", "brief dana-rob"] {
      let result = await program.run(TestProgram.split(line), environment: ["LC_ALL": "C"])
      #expect(result.status == 0 && !result.output.contains("─"), "\(line)")
    }
    let result = await program.run(TestProgram.split("report dana-rob"), environment: ["LC_ALL": "C"])
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func theBriefGoesToPaperAsTheDeskPage() async throws {
    let program = try await Self.practice()
    await program.done("held add dana-rob --by Rob --review 2026-11-23 -", input: "kumquat")
    let (result, page) = try await Self.printing("brief dana-rob --print --to-whom 'the front desk'", program)
    #expect(result.status == 0 && result.errors == "printed, for both partners\n" && result.output.isEmpty)
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("d-r · D. & R. "))
    #expect(lines[0].hasSuffix("for: both partners · as of 2026-11-23 · page 1 of 1"))
    #expect(lines.count <= 61 && !page.contains("\u{C}") && !page.contains("Dana") && !page.contains("eld"))
    #expect(await program.done("log dana-rob --disclosures --json").contains("\"to_whom\": \"the front desk\""))
    let (full, own) = try await Self.printing("brief dana-rob --print --full", program)
    #expect(full.errors == "printed, for counselor only\n")
    #expect(own.contains("for: counselor only · as of 2026-11-23 · page 1 of 1") && own.contains("Dana"))
    let log = await program.done("log dana-rob --disclosures --json")
    #expect(log.contains("\"page\": \"brief\"") && log.contains("\"audience\": \"counselor\""))
  }

  @Test func theReportGoesToPaperAsTheDeskPage() async throws {
    let program = try await Self.practice()
    let (result, page) = try await Self.printing("report dana-rob --print", program)
    #expect(result.status == 0 && result.errors == "printed, for both partners\n")
    #expect(page.contains("for: both partners") && !page.contains("Dana") && page.contains("D."))
    let (full, own) = try await Self.printing("report dana-rob --print --full", program)
    #expect(full.errors == "printed, for counselor only\n" && own.contains("for: counselor only"))
    // A letter is theirs: it has their names.
    let (_, letter) = try await Self.printing("report dana-rob --page letter --print", program)
    #expect(letter.contains("Dear Dana and Rob,") && letter.contains("for: both partners"))
  }

  @Test func withoutASpoolerNothingIsWrittenDown() async throws {
    let program = try await Self.practice()
    for line in ["brief dana-rob --print", "report dana-rob --print", "report dana-rob --page closing --print"] {
      let result = await program.run(TestProgram.split(line), environment: ["PATH": program.folder])
      #expect(result.status == 69, "\(line)")
    }
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
  }

  // MARK: The letter and the closing summary

  @Test func theLetterSaysWhereTheyStand() async throws {
    let program = try await Self.practice()
    let letter = await program.done("report dana-rob --page letter")
    for words in [
      "Letter · dana-rob · Dana & Rob · for: both partners · as of 2026-11-23\n\nDear Dana and Rob,\n",
      "We met once, on Mon 2026-11-16.", "What you came for\n  - talk before midnight\n",
      "What went well\n  - Rob came home early (Rob, noticed by Dana)\n",
      "  - Twenty minutes. · to look at again Fri 2026-11-27\n", "  - Phones away at dinner.\n",
      "  - Rob to Dana: home by six\n", "  - Homework: Say it back before you answer, every week\n",
      "  - To talk about: the summer\n", "  - We meet again on Mon 2026-11-30 at 10:00.\n",
      "With good wishes, Ada Voss\n",
    ] {
      #expect(letter.contains(words), "\(words)")
    }
    await program.done("win add dana-rob --audience Rob 'kumquat'")
    #expect(await program.done("report dana-rob --page letter --audience joint") == letter)
    let own = await program.done("report dana-rob --page letter --audience Rob")
    #expect(own.contains("for: Rob only") && own.contains("Dear Rob,") && own.contains("kumquat"))
  }

  @Test func theClosingSummaryIsTwoPages() async throws {
    let program = try await Self.practice()
    await program.done("homework log h1 --member Dana --done 4 --usefulness 4 -", input: "it helped")
    await program.done("couple close dana-rob --outcome separated --why 'a kumquat each'")
    let joint = await program.done("report dana-rob --page closing --audience joint")
    for words in [
      "We met once, on Mon 2026-11-16.", "  - talk before midnight\n    Dana: 3 → 7 of 10, higher\n",
      "    Rob: 4 → 4 of 10, about the same\n    between you 1 → 3\n",
      "What helped\n  - Say it back before you answer\n",
      "  - Phones away at dinner.\n", "  - The round that you know: He goes quiet, she follows.\n",
      "  - When it gets too much: Twenty minutes.\n", "Ada Voss",
    ] {
      #expect(joint.contains(words), "\(words)")
    }
    #expect(!joint.contains("separat") && !joint.contains("kumquat") && !joint.contains("Outcome"))
    let own = await program.done("report dana-rob --page closing")
    #expect(own.contains("for: counselor only"))
    let words = own.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("separated; separating well is an outcome like the others Why: a kumquat each"))
    let before = await program.done("report dana-rob --page closing --today 2026-11-22")
    #expect(before.contains("The treatment has not been closed yet."))
  }

  @Test func aPageAsJSONIsOneDocument() async throws {
    let program = try await Self.practice()
    for page in ["letter", "closing"] {
      let text = await program.done("report dana-rob --page \(page) --json")
      let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(document["schema"] as? String == "couplet-page/1")
    }
  }

  // MARK: All of them

  @Test func allOpenCouplesGetAFileEach() async throws {
    let program = try await Self.practice()
    await program.done("couple add 'Old & Gone' --new-member 'Olga Old' --new-member 'Gus Gone' --since 2026-01-01")
    await program.done("couple close olga-gus --outcome completed")
    let folder = program.folder + "/all"
    let result = await program.run("report --all -o \(folder) --format csv --to-whom 'the practice'")
    #expect(result.status == 0 && result.errors == "wrote 2 reports to \(folder)\n" && result.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["dana-rob.csv", "eve-max.csv"])
    #expect(
      try String(contentsOfFile: folder + "/dana-rob.csv", encoding: .utf8)
        == (await program.done("report dana-rob --format csv")))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/eve-max.csv")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    for couple in ["dana-rob", "eve-max"] {
      #expect(await program.done("log \(couple) --disclosures --json").contains("\"to_whom\": \"the practice\""))
    }
    let letters = await program.run("report --all --page letter -o \(folder)")
    #expect(letters.status == 0)
    #expect(try String(contentsOfFile: folder + "/eve-max.txt", encoding: .utf8).contains("Dear Eve and Max,"))
  }

  @Test func onADeskTheFilesHaveInitials() async throws {
    let program = try await Self.practice()
    await program.done("couple add 'Dora & Ron' --new-member 'Dora Lind' --new-member 'Ron Lind' --since 2026-09-01")
    let folder = program.folder + "/all"
    await program.done("report --all --desk -o \(folder)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["d-r-2.txt", "d-r.txt", "e-m.txt"])
  }

  @Test func oneThatIsThereDoesNotStopTheRest() async throws {
    let program = try await Self.practice()
    let folder = program.folder + "/all"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = try program.write("mine", to: "all/dana-rob.txt")
    let result = await program.run("report --all -o \(folder)")
    #expect(result.status == 73 && result.output.isEmpty)
    #expect(
      result.errors == "dana-rob: output: \(path) exists already\nwrote 1 report to \(folder)\n"
        + "error: all: 1 of 2 weren't written\nhint: --force puts the new one in its place\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
    #expect(await program.run("report --all --force -o \(folder)").status == 0)
  }

  @Test func onABrokenChartTheOthersAreWritten() async throws {
    let program = try await Self.practice()
    try program.sql("PRAGMA ignore_check_constraints = 1; UPDATE goal_standing SET value = 11")
    let folder = program.folder + "/all"
    let result = await program.run("report --all -o \(folder)")
    #expect(result.status != 0 && result.errors.contains("dana-rob: ") && result.errors.contains("wrote 1 report"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["eve-max.txt"])
  }

  @Test func aBarGrowsOnATerminal() async throws {
    let program = try await Self.practice()
    let result = await program.ask("report --all -o \(program.folder)/all", answers: [])
    #expect(result.errors.contains("] 1 of 2") && result.errors.contains("########] 2 of 2"))
    #expect(result.errors.hasSuffix("\r\u{1B}[Kwrote 2 reports to \(program.folder)/all\n"))
  }

  // MARK: Color

  @Test func onlyWhatMattersIsBoldAndNeverAlone() async throws {
    let program = try await Self.practice()
    await program.done("held add dana-rob --by Rob --review 2026-11-23 -", input: "kumquat")
    let plain = await program.done("brief dana-rob")
    let bold = await program.done("brief dana-rob --color always")
    #expect(bold.contains("\u{1B}[1mCan't wait") && !plain.contains("\u{1B}"))
    #expect(bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == plain)
    #expect(await program.done("brief dana-rob --desk --color always") == (await program.done("brief dana-rob --desk")))
  }

  // MARK: Refusals

  private static let refusals = [
    Refusal(
      "brief dana-rob --full", 64,
      "error: full: goes with --print\nhint: on the screen the page is the counselor's already"),
    Refusal("brief dana-rob --full --desk --print", 64, "error: full: --full and --desk exclude each other"),
    Refusal("brief dana-rob --to-whom Rob", 64, "error: to-whom: goes with --print"),
    Refusal(
      "brief dana-rob --print --json", 64, "error: json: what is printed is a page of text\nhint: leave --json out"),
    Refusal("report", 64, "error: couple: is missing\nhint: name one, or give --all -o DIR"),
    Refusal("report dana-rob --full", 64, "error: full: goes with --print"),
    Refusal("report dana-rob -o x --print", 64, "error: print: -o and --print exclude each other"),
    Refusal("report dana-rob --to-whom Rob", 64, "error: to-whom: goes with -o or --print"),
    Refusal(
      "report dana-rob --print --format csv", 64,
      "error: format: what is printed is a page of text\nhint: leave --format and --json out"),
    Refusal(
      "report dana-rob --page letter --format csv", 64,
      "error: format: csv goes with --page progress only\nhint: give --format text, html or json"),
    Refusal(
      "report dana-rob --page closing -o x.csv", 64,
      "error: format: csv goes with --page progress only\nhint: give --format text, html or json"),
    Refusal(
      "report dana-rob --page supervision --audience joint", 64,
      "error: audience: a supervision sheet is without names, and for the counselor's supervisor alone\n"
        + "hint: leave --audience, --desk and --full out"),
    Refusal(
      "report dana-rob --page letter --audience counselor", 64,
      "error: audience: a letter is for the couple, or for one of them"),
    Refusal(
      "report dana-rob --print --full --audience joint", 64,
      "error: full: prints the counselor's page\nhint: leave --audience and --desk out"),
    Refusal(
      "report dana-rob --print --audience counselor", 64,
      "error: print: the counselor's page goes to paper only with --full"),
    Refusal(
      "report dana-rob --print --audience Rob", 64,
      "error: audience: --print prints what is joint\nhint: -o writes a page for one partner"),
    Refusal(
      "report dana-rob --all -o x", 64, "error: couple: --all takes every open couple\nhint: leave one of the two out"),
    Refusal("report --all", 64, "error: all: goes with -o\nhint: -o DIR is the folder for the files"),
    Refusal(
      "report --all --page supervision -o x", 64,
      "error: all: a supervision sheet is read through before it is written, one couple at a time"),
    Refusal(
      "report --all -o /dev/null", 73, "error: output: /dev/null is no folder, and none can be made there"),
  ]

  @Test func refusesInTheseWords() async throws { try await Self.practice().expect(Self.refusals) }

  @Test func withoutAnOpenCoupleThereIsNothing() async throws {
    let program = try TestProgram()
    await program.done("init --plain --counselor 'Ada Voss'")
    try await program.expect(Refusal("report --all -o x", 1, "error: all: there is no open couple"))
  }
}
