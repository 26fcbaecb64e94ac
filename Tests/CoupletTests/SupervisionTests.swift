import CoupletCore
import CoupletReports
import Foundation
import Testing

@testable import couplet

/// The sheet without names: nobody on it is to be known, and what is held isn't there.
@Suite struct SupervisionTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.withOtherCouple()
    await program.done("contact add dana-rob --with 'Grandmother Ilse' -", input: "rang")
    await program.done("aim dana-rob Dana=improve Rob=unsure")
    await program.done(
      "entry add dana-rob --kind crack --code conflict -", input: "Since Dana's move to the Reyes house.")
    await program.done(
      "entry add dana-rob --kind question -",
      input: "Why does rob call Eve Noll and Ilse on 2026-11-16? dana-rob, Ada Voss, Max. Ask about Lisbon, 0176123456."
    )
    await program.done("cycle dana-rob -", input: "Rob Reyes goes quiet, DANA follows; max(x) stays, Max does not.")
    await program.done("goal add dana-rob 'Dana and Rob talk before midnight'")
    await program.done("promise add dana-rob --by Rob --to Dana 'ring Dana from the Hafenstrasse'")
    await program.done("homework assign dana-rob --title 'A walk for Dana' --on 2026-11-16 -", input: "Walk.")
    await program.done("homework log h1 Dana=1 Rob=4 --on 2026-11-20")
    await program.done("injury add dana-rob --hurt Dana --by Rob -", input: "The night Rob left Dana in Kassel.")
    await program.done("tally s1 --member Dana --contempt 3")
    return program
  }

  @Test func nobodyIsNamed() async throws {
    let program = try await Self.practice()
    let sheet = await program.done("report dana-rob --page supervision --yes")
    for word in [
      "Dana", "DANA", "Rob", "rob ", "Reyes", "Eve", "Noll", "Ilse", "dana-rob", "Ada", "Voss", "2026", "e1", "g1",
      "h1", "s1",
    ] {
      #expect(!sheet.contains(word), "\(word)")
    }
    for words in [
      "Supervision · A & B · for: supervision · week 12\n", "  - A: improve\n  - B: unsure\n", "Since A's move to the",
      "Why does B call [person] and [person] on week 11?", "B goes quiet, A follows; max(x) stays, [person] does not.",
      "A and B talk before midnight", "B to A: ring A from the Hafenstrasse", "A walk for A", "A 0 of 1",
      "The night B left A in Kassel.", "contempt: 3", "week 11",
    ] {
      #expect(
        sheet.split(separator: "\n").joined(separator: " ").contains(
          words.split(separator: "\n").joined(separator: " ")), "\(words)")
    }
    let path = program.folder + "/sheet.json"
    #expect(await program.run("report dana-rob --page supervision --yes -o \(path)").status == 0)
    let document = try String(contentsOfFile: path, encoding: .utf8)
    #expect(document.contains("couplet-page/1") && !document.contains("Dana") && !document.contains("2026"))
    #expect(await program.done("log dana-rob --disclosures --json").contains("\"page\": \"supervision\""))
  }

  @Test func whatMayStillTellIsSaidBefore() async throws {
    let program = try await Self.practice()
    let said = "may still tell who it is: Hafenstrasse, Kassel, Lisbon, 0176123456"
    let shown = await program.run("report dana-rob --page supervision")
    #expect(shown.status == 0 && shown.output.hasPrefix("Supervision · A & B"))
    let result = await program.run("report dana-rob --page supervision -o \(program.folder)/x.txt")
    #expect(result.status == 1 && result.output.isEmpty)
    let first = try #require(result.errors.split(separator: "\n").first)
    let words = Set(first.dropFirst("may still tell who it is: ".count).split(separator: ", ").map(String.init))
    #expect(words == Set(said.dropFirst("may still tell who it is: ".count).split(separator: ", ").map(String.init)))
    #expect(
      result.errors.hasSuffix(
        "\nnames written small, ages, occupations and what is rare about a life can't be found: read it through\n"
          + "error: stopped; nothing was written\nhint: without a terminal, --yes says that it was read through\n"))
    let no = await program.ask("report dana-rob --page supervision -o \(program.folder)/x.txt", answers: ["n"])
    #expect(no.status == 1 && no.errors.contains("Is nobody to be known from it? [y/N]"))
    #expect(no.errors.hasSuffix("error: stopped; nothing was written\n"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/x.txt"))
    let yes = await program.ask("report dana-rob --page supervision", answers: ["y"])
    #expect(yes.status == 0 && yes.output.hasPrefix("Supervision · A & B"))
    #expect(await program.done("log dana-rob --disclosures --json") == "[]\n")
  }

  @Test func whatIsHeldOrToldAloneIsNotThere() async throws {
    let program = try await Self.practice()
    let without = await program.run("report dana-rob --page supervision --yes")
    for (line, words) in [
      ("held add dana-rob --by Rob --review 2026-11-23 -", "kumquat"),
      ("risk add dana-rob --member Rob --kind violence --told-by kumquat --asked alone -", "kumquat"),
      ("session add dana-rob --on 2026-11-17 --present Rob --kind individual", ""),
      ("note add dana-rob@2026-11-17 -", "kumquat"), ("private add dana-rob -", "kumquat"),
      ("entry add dana-rob --kind need --by Rob --audience Rob -", "kumquat"),
      ("entry add dana-rob --kind question --audience Rob -", "kumquat"),
      ("entry add dana-rob --kind leaving --by Rob -", "kumquat"), ("jot dana-rob -", "kumquat"),
      ("homework log h1 --member Rob --done 0 --audience Rob --on 2026-11-21 -", "kumquat"),
      ("promise add dana-rob --by Rob --audience Rob kumquat", ""), ("goal add dana-rob --audience Rob kumquat", ""),
      ("homework assign dana-rob --title kumquat --audience Rob --for Rob -", "kumquat"),
      ("promise kept p1 --says Rob --audience Rob", ""), ("goal rate g1 9 --by Rob --audience Rob", ""),
      ("injury step i1 not-now --says Dana --audience Dana -", "kumquat"),
    ] {
      let done = await program.run(line, input: words)
      #expect(done.status == 0, "\(line): \(done.errors)")
      let with = await program.run("report dana-rob --page supervision --yes")
      #expect(with.output == without.output && with.errors == without.errors, "\(line)")
    }
    #expect(!without.output.contains("kumquat"))
  }

  @Test func anythingTypedIsHarmless() async throws {
    let program = try await Self.practice()
    let words = [
      "\u{1B}[31mred\u{7}", "\u{202E}desrever", String(repeating: "日本", count: 200),
      String(repeating: "x", count: 10_000),
      "Long \(String(repeating: "Words Everywhere ", count: 600))",
    ]
    for text in words {
      await program.done("entry add dana-rob --kind question -", input: text)
      await program.done("entry add dana-rob --kind agreement -", input: text)
    }
    for line in ["--page supervision --yes", "--page letter", "--page closing", "--page closing --audience joint"] {
      let path = program.folder + "/page.txt"
      let result = await program.run("report dana-rob \(line) --force -o \(path)")
      #expect(result.status == 0, "\(line)")
      #expect(!(result.errors + (try String(contentsOfFile: path, encoding: .utf8))).contains("\u{1B}"))
      for page in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\u{C}") {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 61 && lines.allSatisfy { String($0).cellWidth <= 80 })
      }
    }
  }
}

/// What is written like a name, a number or a date is listed wherever it stands.
@Suite struct IdentifyingTests {
  @Test(arguments: [
    ("Kevin and his sister visit.", "Kevin"), ("Then on 3/12 it was over.", "3/12"),
    ("We rang 0171 234 567 at once.", "0171 234 567"), ("They rang (555) 123 4567.", "(555) 123 4567"),
    ("Look at www.calroe-bakery.de for it.", "www.calroe-bakery.de"), ("He is robsmith77 there.", "robsmith77"),
    ("They call it 罗布 at home.", "罗布"), ("Write to a@b.example now.", "a@b.example"),
  ])
  func isListed(_ text: String, _ found: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("entry add dana-rob --kind question -", input: text)
    let errors = await program.run("report dana-rob --page supervision").errors
    #expect(errors.hasPrefix("may still tell who it is: \(found)\n"), "\(errors)")
  }

  @Test(arguments: ["Why do they quarrel on Sunday evenings?", "Trust first. Then trust again.", "When? At 8 or 9."])
  func isNot(_ text: String) async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("entry add dana-rob --kind question -", input: text.replacing("Sunday ", with: ""))
    let errors = await program.run("report dana-rob --page supervision").errors
    #expect(errors.hasPrefix("nothing was found that is written like a name, a number or a date\n"), "\(errors)")
  }

  @Test func datesAreDays() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("entry add dana-rob --kind question -", input: "what was on 12.03.2026 and on 2026/03/12?")
    let sheet = await program.done("report dana-rob --page supervision")
    #expect(sheet.contains("what was on [day] and on [day]?"))
  }

  /// Written small, an everyday word is no name; another name is one in any case.
  @Test func everydayWordsStay() async throws {
    let program = try TestProgram()
    await program.done("init --plain")
    await program.done("couple add 'Will & Dana' --new-member 'Will May' --new-member 'Dana Ng' --since 2026-09-07")
    await program.done("win add will-dana --by Dana -", input: "they will try in may, and Will said dana may")
    let desk = await program.done("report will-dana --desk")
    #expect(desk.contains("they will try in may, and W. said D. may"))
  }
}
