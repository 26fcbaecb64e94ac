import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Texts, names and words to search for, as other systems, keyboards and programs have them.
@Suite struct TypedTextTests {
  private func practice(isSealed: Bool) async throws -> TestProgram {
    if isSealed { return try await .sealed() }
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  @Test(arguments: [false, true])
  func textsAreLinesWhateverSystemTheyComeFrom(isSealed: Bool) async throws {
    let program = try await practice(isSealed: isSealed)
    await program.done("note add s1 -", input: "\u{FEFF}First line.\r\nSecond\tline.\r\n")
    let shown = await program.done("note show n1")
    #expect(shown.contains("First line.\n") && shown.contains("Second line."))
    await program.done("jot dana-rob -", input: "\u{FEFF}She called\tabout Friday\r\n")
    #expect(await program.done("jot list dana-rob").contains("She called about Friday"))
    #expect(await program.done("search called").contains("She [called] about Friday"))
    let path = try program.write("\u{FEFF}We keep\r\nno secrets.\r\n", to: "policy.txt")
    await program.done("policy dana-rob --kind no-secrets --text \(path)")
    #expect(await program.done("policy dana-rob --json").contains(#"We keep\nno secrets."#))
    await program.done("session live dana-rob", input: "\u{FEFF}one\ttwo\r\n")
    #expect(await program.done("jot list dana-rob").contains("one two"))
  }

  @Test(arguments: [false, true])
  func halfALineIsKeptWhereTheTerminalGoes(isSealed: Bool) async throws {
    let program = try await practice(isSealed: isSealed)
    program.isInteractive = true
    for (line, name) in [("jot dana-rob", "jot"), ("agenda add dana-rob", "agenda line")] {
      program.answers = ["^HUPhalf a li"]
      let closed = await program.run(line)
      #expect(closed.status == 1)
      #expect(closed.errors.contains("error: \(name): the terminal was closed; nothing was saved\n"))
      let said = #/your text is kept: couplet note recover (\w+) prints it/#
      let id = try #require(closed.errors.firstMatch(of: said), "\(closed.errors)").output.1
      #expect(await program.done("note recover \(id)") == "half a li\n")
      #expect(await program.done("note recover").contains("\(id) · Mon 2026-11-23 14:02 · dana-rob · \(name)\n"))
    }
    #expect(await program.done("jot list dana-rob --json") == "[]\n")
    guard isSealed else { return }
    // There the inbox alone is open.
    program.passphraseFile = nil
    program.answers = ["^HUPhalf a note"]
    #expect(await program.run("jot dana-rob").status == 0)
    program.passphraseFile = program.folder + "/pass"
    #expect(await program.done("jot list dana-rob").contains("half a note"))
  }

  @Test func theEditorsTextIsReadLikeEveryOther() async throws {
    let program = try await practice(isSealed: false)
    let script =
      #"awk 'BEGIN { printf "\357\273\277" } { printf "%s\r\n", $0 }' "$1" > "$1.new"; printf 'A\tnew line\r\n' >> "$1.new"; mv "$1.new" "$1""#
    let result = try await program.edit("note add s1 --couple dana-rob", editor: script)
    #expect(result.status == 0, "\(result.errors)")
    let shown = await program.done("note show n1 --json").filter { $0 != " " }
    #expect(shown.contains(#""text":"Anewline""#), "\(shown)")
  }

  @Test func anInputThatIsTooLongIsRefusedBeforeItIsRead() async throws {
    let program = try await practice(isSealed: false)
    let long = await program.run(["note", "add", "s1", "-"], input: Data(repeating: 0x78, count: TextIn.mostBytes))
    #expect(long.status == 65)
    #expect(long.errors == "error: note: has more than 1048576 bytes, which are allowed\n")
    let sixteen = await program.run(["note", "add", "s1", "-"], input: Data([0xFF, 0xFE, 0x61, 0]))
    #expect(sixteen.errors == "error: note: is not valid UTF-8\nhint: it is UTF-16; save it as UTF-8\n")
  }

  @Test func headingsWithAColonAreHeadingsOfTheFormat() async throws {
    let program = try await practice(isSealed: false)
    let text = "Subjective: tired.\nObjective:\nflat.\nASSESSMENT: stuck. Plan: none.\nPlan: Friday.\n"
    let added = await program.run("note add s1 --format soap -", input: text)
    #expect(added.errors == "taken as headings of soap: Subjective, Objective, Assessment, Plan\n")
    let shown = await program.done("note show n1 --json")
    #expect(
      shown.contains(
        #"## Subjective\ntired.\n## Objective\nflat.\n## Assessment\nstuck. Plan: none.\n## Plan\nFriday."#))
    // What may be a sentence stays one: twice there, or beside the heading itself.
    let twice = await program.run(
      "note add s1 --format soap -", input: "Plan: a\nPlan: b\n## Subjective\nSubjective: c\n")
    #expect(
      twice.errors.contains("missing of soap: Objective, Assessment, Plan; a heading is a line '## Objective'\n"))
    #expect(await program.done("note show n2 --json").contains(#"Plan: a\nPlan: b\n## Subjective\nSubjective: c"#))
    await program.run("note add s1 --format dap-couples -", input: "Data: Dana: cried.\nData: Rob: sat.\nPlan: walk\n")
    #expect(await program.done("note show n3 --json").contains(#"## Data: Dana\ncried.\n## Data: Rob\nsat."#))
  }

  @Test(arguments: [false, true])
  func namesAreFoundAsKeyboardsHaveThem(isSealed: Bool) async throws {
    let program = try await practice(isSealed: isSealed)
    let added = await program.done("couple add 'Ł & S' --new-member 'Łukasz Wiśniewski' --new-member 'Søren Ødegård'")
    #expect(added.contains("lukasz-soren"))
    await program.done("client add 'Сергей Йовович'")
    for words in ["lukasz", "odegard", "'Серге\u{438}\u{306} \u{418}\u{306}овович'", "WISNIEWSKI", "'søren  ødegård'"] {
      await program.done("client show \(words)")
    }
    for words in ["lukasz-soren", "łukasz-søren", "'ł & s'"] { await program.done("couple show \(words)") }
    await program.done("session add lukasz-soren --on 2026-11-16")
    await program.done("note add s2 -", input: "Søren waited for Łukasz. So\u{301}ren laughed; Straße.")
    for words in [
      "soren", "SØREN", "lukasz", "łukasz", "strasse", "'waited lukasz'", "so\u{301}ren", "luk*",
      "'near(soren lukasz)'",
    ] {
      #expect(await program.done("search \(words)").contains("["), "\(words)")
    }
    #expect(await program.done("search søren --audience joint").contains("[Søren]"))
    #expect(await program.done("search lukasz").contains("[Łukasz]"))
  }

  @Test func blanksInANameAreOne() async throws {
    let program = try await practice(isSealed: false)
    await program.done("client add 'Ann Doe'")
    for name in ["Ann\u{A0}Doe", "Ann  Doe", " Ann\u{3000}Doe\u{200B} "] {
      let added = await program.run(["client", "add", name])
      #expect(added.errors.contains("Ann Doe"), "\(added.errors)")
      #expect(added.output.contains("Ann Doe"))
    }
    #expect(await program.run("client show 'Ann Doe'").errors.contains("fits 4 people"))
  }

  @Test func aHandleInAnotherScriptIsSaid() async throws {
    let program = try await practice(isSealed: false)
    let added = await program.run("couple add '李 & 王' --new-member '李 明' --new-member '王 芳'")
    #expect(
      added.errors.contains(
        "couplet couple edit 李-王 --handle NAME gives one in letters that any keyboard has"))
    #expect(
      await program.done("couple add 'N & E' --new-member 'Νίκος Α' --new-member 'Ελένη Β'").contains("nikos-eleni"))
    let alone = await program.run("couple add 'Ann & Bo'")
    #expect(alone.errors.contains("member: a couple has two members or more"))
    #expect(alone.errors.contains("--new-member 'FULL NAME' for somebody new"))
  }

  @Test(arguments: [false, true])
  func searchReadsWhatPeopleType(isSealed: Bool) async throws {
    let program = try await practice(isSealed: isSealed)
    await program.done("note add s1 -", input: "He slammed the door at the kitchen table.")
    await program.done("note add s1 -", input: "他们谈到父亲的信。アパートの鍵。 아버지가 왔다. พ่อ มา")
    for words in [
      "'slammed AND door'", "'door NOT window'", "“kitchen table”", "'slammed - door'", "door", "'door & table'",
    ] {
      #expect(await program.done("search \(words)").contains("n1"), "\(words)")
    }
    for words in ["父亲", "信", "'父亲 AND 信'", "鍵", "パート", "아버지", "พ่อ", "'“谈到父亲”'", "'父亲 -门'", "'门 OR 父亲'"] {
      let found = await program.run("search \(words)")
      #expect(found.output.contains("n2") && !found.output.contains("n1"), "\(words): \(found.errors)")
    }
    #expect(await program.done("search 父亲").contains("他们谈到[父亲]的信"))
    #expect(await program.done("search 信 --audience joint").contains("[信]"))
    for words in ["亲父", "'父亲 NOT 信'", "'door NOT table'", "'door 父亲'"] {
      #expect(await program.run("search \(words)").status == 1, "\(words)")
    }
    let open = await program.run("search “door")
    #expect(open.status == 64)
    #expect(open.errors.contains("the quotation mark isn't closed"))
  }

  /// Whatever stands in a text is found by its words, however they are typed.
  @Test func wordsAreFoundHoweverTheyAreTyped() async throws {
    let program = try await practice(isSealed: false)
    let words = [
      "søvn", "łódź", "Ærø", "straße", "йод", "ёж", "Νίκος", "çocuğu", "ışık", "þing", "cœur", "Đông", "naïve", "ħobż",
      "ελιά", "がっこう", "手紙", "할머니",
    ]
    for (place, word) in words.enumerated() {
      await program.done(
        "jot dana-rob -", input: place % 2 == 0 ? "x\(place)x \(word)" : "x\(place)x \(decomposed(word))")
    }
    for (place, word) in words.enumerated() {
      for typed in [word, decomposed(word), word.uppercased(), Folding.fold(word)] {
        let found = await program.run(["search", typed])
        #expect(found.output.contains("x\(place)x"), "\(typed)")
      }
    }
  }

  private func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }
}
