import Foundation
import Testing

@testable import couplet

/// The program on the figures that showed where pages said too much.
@Suite struct WhatFiguresCarryTests {
  private func measure(_ program: TestProgram, _ scale: String, _ sheets: [(String, String, Double)]) async {
    for (member, day, total) in sheets {
      await program.done("measure dana-rob \(scale) --member \(member) --total \(total) --on \(day) --yes")
    }
  }

  @Test func noPageSaysThatAGapWithinErrorMoved() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done(
      "scale figures csi-4 --r .9 --kind test-retest --sd 4 --sample 'some couples' --source 'Doe 2019'")
    await measure(
      program, "csi-4",
      [("Dana", "2026-09-07", 10), ("Rob", "2026-09-07", 10), ("Dana", "2026-11-16", 15), ("Rob", "2026-11-16", 12)])
    #expect(
      await program.done("score dana-rob csi-4").contains(
        "0 → 3, about as far apart as before; the last one within"))
    for page in ["report dana-rob --audience joint", "score dana-rob --audience joint"] {
      #expect(await program.done(page).contains("between you: 0 → 3, about as far apart as before"), "\(page)")
    }
    for page in ["report dana-rob", "brief dana-rob", "report dana-rob --page supervision --yes"] {
      #expect(!(await program.done(page)).contains("widened"), "\(page)")
    }
  }

  @Test func twoSheetsOfADayAreOneOccasion() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await measure(program, "gad-7", [("Dana", "2026-11-16", 15), ("Dana", "2026-11-16", 5)])
    let report = await program.done("report dana-rob")
    #expect(report.contains("Dana: 5 on 2026-11-16") && !report.contains("recovered"))
    #expect(report.contains("2026-11-16: of 2 sheets of that day the one entered last counts"))
    #expect(await program.done("score dana-rob gad-7").contains("15 (earlier)"))
    #expect(await program.done("answers list dana-rob").contains("m1"))
  }

  @Test func filesForOthersLetNoClassBeInferred() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await measure(program, "rdas", [("Dana", "2026-09-07", 36), ("Dana", "2026-11-16", 51)])
    let row = await program.done("report dana-rob --format csv").components(separatedBy: "\r\n")[1]
    #expect(row.contains(",15,yes,recovered,\"12 points or more, Anderson et al. 2014\",47.31,yes,yes,"))
    for audience in ["joint", "Dana"] {
      let csv = await program.done("report dana-rob --audience \(audience) --format csv")
      #expect(csv.components(separatedBy: "\r\n")[1].contains(",15,,,,,,,"), "\(audience)")
      let brief = await program.done("brief dana-rob --desk --json")
      for key in ["reliable", "threshold", "cutoff", "functional", "near_cutoff"] {
        #expect(!brief.contains("\"\(key)"), "\(key)")
      }
    }
  }

  @Test func asksAboutADayOfLongBeforeTheTreatment() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let refused = await program.run("measure dana-rob gad-7 --member Dana --total 9 --on 2016-01-05")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("error: on: Tue 2016-01-05 lies ")
        && refused.errors.contains(" days before the treatment"))
    await program.done("measure dana-rob gad-7 --member Dana --total 9 --on 2016-01-05 --yes")
    program.isInteractive = true
    program.answers = ["n"]
    #expect(await program.run("measure dana-rob rdas --member Dana --total 40 --on 2016-01-05").status == 1)
    program.answers = ["y"]
    #expect(await program.run("measure dana-rob rdas --member Dana --total 40 --on 2016-01-05").status == 0)
  }

  @Test(arguments: ["0x10", "0X1p4", "abc"])
  func hexadecimalsAreNoNumbers(_ total: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    let result = await program.run("measure dana-rob rdas --member Dana --total \(total)")
    #expect(result.status == 64 && result.errors.contains("'\(total)' is invalid for '--total"))
    #expect(
      await program.run("scale figures csi-4 --r \(total) --kind alpha --sd 4 --sample a --source b").status == 64)
  }

  @Test func aDayBefore1900IsCalledWhatItIs() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let old = await program.run("measure dana-rob rdas --member Dana --total 40 --on 1899-12-31")
    #expect(old.errors.contains("'1899-12-31' is before 1900\nhint: days from 1900 to 2199 can be written down"))
    #expect(await program.run("session list dana-rob --since 2200-01-01").errors.contains("is after 2199"))
    for none in ["1899-02-30", "1900-02-29", "2026-13-01"] {
      #expect(await program.run("session list dana-rob --since \(none)").errors.contains("is not a day"), "\(none)")
    }
  }

  @Test func asksWhetherASheetWasReadTheWrongWayRound() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let (first, turned) = ("5,5,5,5,5,4,5,4,5,4,4,4,4,5", "5,5,5,5,5,4,0,1,0,0,3,3,3,3")
    await program.done("measure dana-rob rdas --member Dana --answers \(first) --on 2026-11-02")
    let said = await program.run("measure dana-rob rdas --member Dana --answers \(turned) --on 2026-11-16")
    #expect(
      said.status == 0 && said.errors.contains("read the wrong way round? It looks like the last sheet of Dana Reyes"))
    await program.done("strike m2 --why twice --yes")
    program.isInteractive = true
    program.answers = ["n"]
    let asked = await program.run("measure dana-rob rdas --member Dana --answers \(turned) --on 2026-11-16")
    #expect(asked.status == 1 && asked.errors.contains("Save it all the same?"))
  }

  @Test func theBriefSaysThatNoReliableChangeHasCome() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await measure(
      program, "rdas",
      [("Dana", "2026-10-05", 36), ("Rob", "2026-10-05", 40), ("Dana", "2026-11-16", 40), ("Rob", "2026-11-16", 42)])
    for day in ["2026-10-12", "2026-10-19"] { await program.done("session add dana-rob --on \(day)") }
    #expect(!(await program.done("brief dana-rob")).contains("no reliable change on rdas"))
    for day in ["2026-10-26", "2026-11-02"] { await program.done("session add dana-rob --on \(day)") }
    let brief = await program.done("brief dana-rob")
    let words = brief.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("sessions: threshold 12, so far Dana +4, Rob +2"), "\(words)")
    #expect(!(await program.done("brief dana-rob --desk")).contains("no reliable change"))
  }

  @Test func theCaseloadsOutcome() async throws {
    let program = try TestProgram()
    await program.withCouple()
    #expect(await program.done("outcomes").contains("No couple has sheets of a scale in this time."))
    await measure(
      program, "rdas",
      [("Dana", "2026-09-07", 30), ("Rob", "2026-09-07", 32), ("Dana", "2026-11-16", 60), ("Rob", "2026-11-16", 61)])
    let page = await program.done("outcomes")
    #expect(page.contains("rdas") && !page.contains("dana-rob") && !page.contains("Dana"))
    #expect(page.contains("- rdas: classes by 12 points or more, Anderson et al. 2014"))
    let json = await program.done("outcomes --json")
    #expect(json.contains("\"schema\": \"couplet-outcomes/1\"") && json.contains("\"n\": 1"))
    let csv = await program.done("outcomes --format csv")
    #expect(csv.hasPrefix("scale,n,not_classifiable,both_recovered,both_recovered_low,"))
    #expect(csv.contains("\r\nrdas,1,0,1,"))
    #expect(await program.done("outcomes -o - --format csv").contains("\r\nrdas,,,,"))
    let path = "\(program.folder)/outcomes.txt"
    await program.done("outcomes -o \(path)")
    let left = try String(contentsOfFile: path, encoding: .utf8)
    #expect(left.contains("closed") && left.contains("Counts under 5 are closed up"))
    #expect(await program.run("outcomes --since 2026-11-20 --until 2026-11-01").status == 64)
    #expect(await program.run("outcomes --format html").errors.contains("outcomes has no page of html"))
  }
}
