import Foundation
import Testing

@testable import couplet

/// Names in texts, as they leave the program.
@Suite struct NamesTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.done("init --plain --counselor 'Ada Voss'")
    await program.done(
      "couple add 'Will & May' --new-member 'will kane' --new-member 'May Okafor' --handle pair --since 2026-09-01")
    await program.done("session add pair --on 2026-11-16 --at 14:00")
    await program.done("goal add pair 'Will and May talk; mr kane asks the Okafors'")
    return program
  }

  @Test func aNameEnteredSmallIsOnNoPageForOthers() async throws {
    let program = try await Self.practice()
    for line in ["report pair --desk", "search asks --desk", "report pair --page supervision --yes"] {
      let page = unwrapped(await program.done(line))
      #expect(page.contains(" talk; mr "), "\(line)")
      for name in ["kane", "Kane", "Okafor"] { #expect(!page.contains(name), "\(line): \(name)") }
    }
  }

  @Test func aFormerNameFindsItsClientAndIsOnNoPage() async throws {
    let program = try await Self.practice()
    await program.done("client edit okafor --name 'May Reyes'")
    #expect(await program.done("client show okafor").hasPrefix("c2 · May Reyes\nformerly      May Okafor\n"))
    #expect(await program.done("client show okafor --json").contains("\"former_names\": [\n    \"May Okafor\"\n  ]"))
    #expect(!(await program.done("client show okafor --desk")).contains("Okafor"))
    #expect(!(await program.done("report pair --desk")).contains("Okafor"))
    let refused = await program.run("client edit c2 --forget 'May Kane'")
    #expect(refused.status == 1)
    #expect(refused.errors == "error: forget: is no former name of c2\nhint: couplet client show c2\n")
    await program.done("client edit c2 --forget 'may okafor'")
    #expect(await program.run("client show okafor").status == 1)
  }

  // MARK: What can't be decided

  private static func undecided() async throws -> TestProgram {
    let program = try await practice()
    await program.done("win add pair 'May be late. Will we see?'")
    await program.done("entry add pair --kind question -", input: "May it rain?")
    return program
  }

  @Test func itIsSaidBeforeADeskPageLeavesAndNotOnTheScreen() async throws {
    let program = try await Self.undecided()
    let screen = await program.run("report pair --desk")
    #expect(screen.status == 0 && screen.errors.isEmpty && screen.output.contains("May be late. Will we see?"))
    let path = program.folder + "/page.txt"
    let script = await program.run("report pair --desk -o \(path)")
    #expect(script.status == 0)
    #expect(
      script.errors.hasPrefix(
        "it can't be told whether 2 words are names, in w1, and left as written\nwrote \(path), for "))
    program.isInteractive = true
    let asked = await program.run("report pair --desk --force -o \(path)")
    #expect(
      asked.errors.hasPrefix("it can't be told whether 2 words are names: May, Will, in w1, and left as written\n"))
  }

  @Test func aSheetForSupervisionIsRefusedUntilYes() async throws {
    let program = try await Self.undecided()
    let path = program.folder + "/sheet.txt"
    for line in ["report pair --page supervision", "report pair --page supervision -o \(path)"] {
      let refused = await program.run(line)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(
        refused.errors == """
          error: supervision: it can't be told whether a word is a name, in e1; nothing was shown
          hint: write more of the name there, or take the words as they stand with --yes

          """)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    let asked = await program.ask("report pair --page supervision", answers: ["y"])
    #expect(asked.status == 1 && asked.errors.contains("it can't be told whether a word is a name: May, in e1"))
    let taken = await program.run("report pair --page supervision --yes")
    #expect(taken.status == 0 && taken.output.contains("May it rain?"))
    #expect(taken.errors.hasPrefix("it can't be told whether a word is a name, in e1, and left as written\n"))
  }

  // MARK: Texts that move

  @Test func aTextThatMovesSaysWhomItNames() async throws {
    let program = try await Self.practice()
    await program.withOther()
    await program.done("jot pair -", input: "May told Eve that kane was late")
    let moved = await program.ask("strike y1 --why 'wrong couple' --belongs-to eve-max", answers: ["y"])
    #expect(moved.status == 0)
    #expect(
      moved.errors.hasSuffix(
        """
        y2 names c1 will kane of pair: read it through before it is shown
        y2 names c2 May Okafor of pair: read it through before it is shown

        """), "\(moved.errors)")
    // What a script collects has no name in it.
    await program.done("jot pair -", input: "kane was late")
    #expect(
      await program.run("strike y3 --why 'wrong couple' --belongs-to eve-max").errors
        == "y4 names c1: read it through before it is shown\n")
    await program.done("jot pair -", input: "Eve and Max asked")
    #expect(await program.run("strike y5 --why 'wrong couple' --belongs-to eve-max").errors.isEmpty)
  }
}

extension TestProgram {
  /// Another couple, without a session.
  fileprivate func withOther() async {
    await done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll' --since 2026-09-01")
  }
}
