import Testing

@testable import couplet

/// Finding an exercise, and reading it.
@Suite struct ExerciseTests {
  private func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  /// The ids of a list, in its order.
  private func ids(_ program: TestProgram, _ line: String) async -> [String] {
    await program.done("exercise list \(line) --json").matches(of: /"id": "(.*)"/).map { String($0.1) }
  }

  @Test func theListGoesByThemeAndKeepsToEightyColumns() async throws {
    let program = try await practice()
    let lines = await program.done("exercise list").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("id                        min  cadence    for       title"))
    #expect(lines.allSatisfy { $0.count <= 80 })
    let themes = ["Trust", "Communication", "Safety", "Intimacy", "Connection", "Growth", "Repair", "Hope"]
    #expect(lines.filter { themes.contains(String($0)) }.map(String.init) == themes)
    #expect(lines.contains("gentle-start               10  as-needed  each      The first minute"))
    // An id that is too long for its column stands above the rest.
    let long = try #require(lines.firstIndex(of: "feeling-situation-need-request"))
    #expect(lines[long + 1].hasSuffix(" 15  weekly     each      Feeling, situation, need,"))
    let all = await ids(program, "")
    #expect(all.count >= 64 && all == all.sorted())
  }

  @Test func nothingOfABuiltInOneIsWrittenOut() async throws {
    let program = try await practice()
    for id in await ids(program, "") {
      let page = await program.done("exercise show \(id)")
      #expect(!page.contains("\\u{") && !page.contains("  kept."), "\(id)")
    }
    #expect(unwrapped(await program.done("exercise show small-promise")).contains("moved in good time or not kept."))
  }

  @Test func rowsAndAimsNarrowIt() async throws {
    let program = try await practice()
    let row = await ids(program, "--row 20")
    #expect(row.contains("hand-on-offer") && row.contains("undistracted-hour") && !row.contains("small-promise"))
    let improve = await ids(program, "--aim improve")
    #expect(improve.contains("say-it-back") && !improve.contains("goodbye-to-the-house"))
    let separate = await ids(program, "--aim separate")
    #expect(separate.contains("say-it-back") && separate.contains("goodbye-to-the-house"))
    #expect(!separate.contains("nothing-decided-yet"))
    let page = await program.done("exercise list --aim separate")
    let meant = try #require(page.firstRange(of: "\nMeant for: separate\n"))
    let theme = try #require(page.firstRange(of: "\nTrust\n"))
    let house = try #require(page.firstRange(of: "goodbye-to-the-house"))
    #expect(meant.upperBound <= house.lowerBound && house.upperBound < theme.lowerBound)
    #expect(await ids(program, "--theme trust --row 29") == [])
  }

  @Test(arguments: [
    ("soup", ["pot-of-soup", "leaving-and-coming-home", "undistracted-hour"]),
    // Every word has to be there, in any of the parts, with English endings folded.
    ("spoons hand", ["whoever-has-the-spoon"]),
    ("SOÛP music", ["pot-of-soup", "undistracted-hour"]),
    ("-- cat OR juggl* -folding", ["telling-the-children"]),
    ("'\"wooden spoon\"'", ["whoever-has-the-spoon"]),
    ("'near(bread harmless, 5)'", ["drill-for-two"]),
    ("soup --theme intimacy --row 20", ["undistracted-hour"]),
  ])
  func wordsFindExercises(_ words: String, _ expected: [String]) async throws {
    let program = try await practice()
    // `--json` stands before words that begin with a hyphen.
    let found = await program.done("exercise list --json \(words)").matches(of: /"id": "(.*)"/).map { String($0.1) }
    #expect(found == expected, "\(words)")
  }

  @Test func theBestStandsFirst() async throws {
    let program = try await practice()
    let found = await ids(program, "apology")
    #expect(found.first == "own-your-part" && found.count > 1)
    let lines = await program.done("exercise list apology").split(separator: "\n")
    #expect(lines[2].hasPrefix("own-your-part "))
    #expect(await program.done("exercise show own-your-part").contains("asks for: vulnerability, forgiveness\n"))
  }

  @Test func nothingFoundNamesNearWords() async throws {
    let program = try await practice()
    let json = await program.run("exercise list kumquat --json")
    #expect(json.status == 1 && json.output == "[]\n")
    #expect(await program.done("exercise list --theme trust --row 29").isEmpty)
    let search = await program.run("search kumquat --in exercises --json")
    #expect(search.status == 1 && search.output == "[]\n")
  }

  @Test func aPracticesOwnNewerVersionTakesThePlaceOfTheOlder() async throws {
    let program = try await practice()
    let text = try #require(EmbeddedText.files.first { $0.name == "exercises/pot-of-soup.yaml" }?.text)
    let own = try program.write(
      text.replacing("version: 1", with: "version: 2").replacing("A pot of soup", with: "A pan of dumplings"),
      to: "own.yaml")
    await program.done("exercise add \(own)")
    #expect(await ids(program, "dumplings") == ["pot-of-soup"])
    #expect(await ids(program, "").filter { $0 == "pot-of-soup" }.count == 1)
  }

  @Test func untriedBeginsWithWhatIsMeantForTheMembersAims() async throws {
    let program = try await practice()
    #expect(!(await program.done("exercise list --untried dana-rob")).contains("Meant for"))
    await program.done("aim dana-rob Dana=improve Rob=unsure")
    let page = await program.done("exercise list --untried dana-rob")
    #expect(page.contains("\nMeant for: unsure\n"))
    await program.done("aim dana-rob Rob=improve")
    #expect(!(await program.done("exercise list --untried dana-rob")).contains("Meant for"))
    await program.done("aim dana-rob Dana=separate")
    await program.done("homework assign dana-rob goodbye-to-the-house")
    let separate = await program.done("exercise list --untried dana-rob")
    #expect(separate.contains("\nMeant for: separate\n") && !separate.contains("goodbye-to-the-house"))
    let all = await ids(program, "--untried dana-rob")
    #expect(all == all.sorted())
  }

  @Test func searchLooksInExercisesWhereAsked() async throws {
    let program = try await practice()
    await program.done("jot dana-rob -", input: "they made soup")
    #expect(!(await program.done("search soup")).contains("pot-of-soup"))
    #expect(
      await program.done("search soup --in exercises").hasPrefix(
        "pot-of-soup · exercise · intimacy · A pot of soup\n    A pot of [soup]"))
    let json = await program.done("search soup --in exercises --json")
    #expect(json.contains("\"kind\": \"exercise\"") && json.contains("\"id\": \"pot-of-soup\""))
    for key in ["couple", "member", "date", "audience"] { #expect(json.contains("\"\(key)\": null"), "\(key)") }
    let both = await program.done("search soup --in exercises --in jots")
    #expect(both.hasPrefix("y1 · ") && both.contains("\npot-of-soup · "))
    let one = await program.done("search soup --in exercises --in jots --limit 1")
    #expect(one.hasPrefix("y1 · ") && one.hasSuffix("and 3 more; --limit 4 shows all\n"))
    let page = await program.done("search hurt --in exercises --limit 2 --sort newest")
    #expect(page.contains(" more; --limit "))
  }

  @Test func thePageSaysWhomItSuitsBeforeWhatToDo() async throws {
    let program = try await practice()
    let page = await program.done("exercise show goodbye-to-the-house")
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "Goodbye to the house (goodbye-to-the-house, version 1)")
    #expect(lines[1] == "Hope · together · 60 minutes · once · rows 26, 31")
    #expect(lines[2] == "for aims: separate" && lines[3] == "asks for: vulnerability")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let headings = ["When not to", "Steps", "Note down", "Ask next time"]
    #expect(lines.map(String.init).filter(headings.contains) == headings)
    #expect(
      await program.done("exercise show goodbye-to-the-house --json").contains("\"aims\": [\n    \"separate\"\n  ]"))
    #expect(await program.done("exercise show say-it-back --json").contains("\"aims\": []"))
    #expect(!(await program.done("exercise show say-it-back")).contains("for aims"))
  }

  @Test func whatCantBeFoundIsRefused() async throws {
    let program = try await practice()
    let narrowed = """
      error: in: exercises belong to no couple, member, day or audience
      hint: look for them without options about charts; couplet exercise list narrows them
      """
    try await program.expect(
      [
        Refusal("exercise list --row 0", 65, "error: row: 0 is outside 1 to 35"),
        Refusal("exercise list --row 36", 65, "error: row: 36 is outside 1 to 35"),
        Refusal("exercise list kumquat", 1, "error: nothing found"),
        Refusal("exercise list lisening", 1, "error: nothing found\nhint: near words are there: listening"),
        Refusal("exercise list soup --theme trust", 1, "error: nothing found"),
        Refusal(
          "exercise list soup OR", 64, "error: query: OR stands between two words\nhint: at the mark: soup ▸OR"),
        Refusal("search kumquat --in exercises", 1, "error: nothing found"),
      ]
        + [
          "--couple dana-rob", "--member Rob", "--since 2026-11-01", "--until 2026-11-01", "--state draft",
          "--count by-couple", "--audience joint", "--desk",
        ].map { Refusal("search soup --in exercises \($0)", 64, narrowed) })
  }
}
