import ArgumentParser
import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Where files are: home folders, links, and names that would steer a terminal.
@Suite struct PlaceTests {
  // MARK: Home

  @Test func aHomeFolderIsTheAccountsOrNone() {
    for none in [[:], ["HOME": ""], ["HOME": "/"], ["HOME": "//"], ["HOME": "here"]] {
      #expect(Folders.home(none) == nil)
      #expect(Folders.configuration(none) == nil && Folders.memory(none) == nil)
      #expect(throws: Problem.self) { try Folders.data(none) }
      #expect(Folders.withHome(none) { "/home/ada" }["HOME"] == "/home/ada")
      for account in ["", "/", nil] { #expect(Folders.home(Folders.withHome(none) { account }) == nil) }
    }
    #expect(Folders.withHome(["HOME": "/home/eve"]) { "/home/ada" } == ["HOME": "/home/eve"])
    #expect(throws: Never.self) { try Folders.data(["XDG_DATA_HOME": "/data"]) }
  }

  @Test func withoutAHomeFolderNothingIsMadeAnywhere() async throws {
    let program = try TestProgram()
    for home in ["", "/"] {
      for line in ["init --plain", "today", "couple list"] {
        let result = await program.run(TestProgram.split(line), environment: ["HOME": home, "COUPLET_FILE": ""])
        #expect(result.status == 66, "\(line)")
        #expect(
          result.errors
            == """
            error: file: no home folder is known, so the practice file has no usual place
            hint: name it with --file, or set COUPLET_FILE or HOME

            """, "\(line)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: "/.local/share/couplet"))
    // What needs none goes on.
    #expect(await program.run(["init", "--plain"], environment: ["HOME": ""]).status == 0)
  }

  // MARK: Links

  @Test(arguments: [false, true]) func aLinkOfOnesOwnIsFollowed(isSealed: Bool) async throws {
    let program = isSealed ? try await TestProgram.sealed() : try TestProgram()
    if !isSealed { await program.withCouple() }
    let folder = program.folder
    mkdir(folder + "/links", 0o700)
    symlink(program.path, folder + "/links/one")
    symlink("one", folder + "/links/two")
    await program.done("jot dana-rob - --file \(folder)/links/two", input: "tamarind")
    #expect(await program.done("jot list dana-rob").contains("tamarind"))
    // What stands beside the file stands beside the file, not beside the link.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/links").sorted() == ["one", "two"])
    await program.done("check --file \(folder)/links/one")
    await program.done("report dana-rob -o \(folder)/links/page.txt --file \(folder)/links/one")
    #expect(
      await program.run("report dana-rob -o \(program.path) --format text --force --file \(folder)/links/one").status
        == 73)
    await program.done("backup \(folder)/backup")
    symlink(folder + "/backup", folder + "/links/backup")
    await program.done("restore \(folder)/links/backup --to \(folder)/again\(isSealed ? "" : " --plain")")
  }

  @Test func otherLinksAreSaidWithWhereTheyLead() async throws {
    let program = try await TestProgram.sealed()
    let folder = program.folder
    mkdir(folder + "/open", 0o700)
    chmod(folder + "/open", 0o777)
    symlink(program.path, folder + "/open/link")
    symlink(folder + "/nothing", folder + "/nowhere")
    symlink("round", folder + "/round")
    symlink(folder + "/pass", folder + "/open/pass")
    symlink(folder + "/pass", folder + "/mine")
    symlink(folder + "/page.txt", folder + "/page")
    _ = try program.write("old", to: "page.txt")
    func errors(_ line: String) async -> String { await program.run(line).errors }
    #expect(
      await errors("today --file \(folder)/open/link")
        == """
        error: file: \(folder)/open/link is a link to \(program.path), and others can change where that is
        hint: give \(program.path) itself, in a folder that is yours alone

        """)
    #expect(
      await errors("today --file \(folder)/nowhere")
        == "error: file: \(folder)/nowhere is a link to \(folder)/nothing, and nothing is there\n")
    #expect(
      await errors("today --file \(folder)/round")
        == "error: file: \(folder)/round is a link that leads back to itself, or through too many others\n")
    #expect(
      await errors("today --passphrase-file \(folder)/open/pass")
        == """
        error: passphrase-file: \(folder)/open/pass is a link to \(folder)/pass, and others can change where that is
        hint: give \(folder)/pass itself, in a folder that is yours alone

        """)
    #expect(await program.run("today --passphrase-file \(folder)/mine").status == 0)
    #expect(
      await errors("report dana-rob -o \(folder)/page --force --format text")
        == "error: output: \(folder)/page is there and is a link to \(folder)/page.txt\n")
    #expect(await errors("today --file \(folder)/open") == "error: file: \(folder)/open is a folder\n")
    #expect(
      await errors("restore \(program.path) --to \(folder)/page --yes")
        == "error: file: \(folder)/page is a link to \(folder)/page.txt\n")
  }

  // MARK: Names

  private static let hostile = [
    "a\u{1B}[31mb", "a\rb", "a\u{202E}b", "a\u{7}b", "a\nb", "a\u{1B}]52;c;eA==\u{7}b", "a\u{9B}2Jb",
    "a\u{2066}b\u{85}",
  ]

  /// Every command that takes a path, with `@` for one.
  private static let commands = [
    "today --file @", "couple list --passphrase-file @", "report dana-rob -o @", "report dana-rob -o @.xyz",
    "outcomes -o @", "report --all -o @/deep/er", "report --all -o @", "brief dana-rob --file @/deep",
    "homework handout h1 -o @",
    "backup @", "backup @/", "backup @/deep", "plain-copy -o @ --yes", "plain-copy -o @", "restore @ --to x",
    "restore FOLDER/backup --to @", "restore FOLDER/backup --to @/deep", "check --deep --salvage @",
    "check --deep --salvage @/deep", "demo --keep @/deep", "passwd --new-passphrase-file @", "passwd --recovery-file @",
    "passwd --recovery-file @/deep", "rekey --recovery-file @/deep", "init --file @ --recovery-file @.code",
    "init --file @/deep --plain", "scale add @", "scale check @", "exercise add @", "note format add @",
    "policy dana-rob --kind no-secrets --text @", "unlock --file @", "jot dana-rob - --file @",
  ]

  /// No text that isn't ours reaches the terminal as it is, whichever command quotes it, and whether it is there or not.
  @Test func namesOfFilesDoNotSteerTheTerminal() async throws {
    let program = try await TestProgram.sealed()
    await program.done("homework assign dana-rob say-it-back")
    await program.done("backup \(program.folder)/backup")
    var messages = 0
    for (number, name) in Self.hostile.enumerated() {
      // Nothing is there, a file that is none of ours, a folder, or a link to nowhere.
      for kind in 0..<4 {
        let place = "\(program.folder)/\(kind)\(name)"
        switch kind {
        case 1: try Data("none of ours".utf8).write(to: URL(filePath: place))
        case 2: mkdir(place, 0o700)
        case 3: symlink(place + "gone", place)
        default: break
        }
        // Each command meets each name, and each kind of place once or more.
        for (turn, command) in Self.commands.enumerated() where (turn + kind + number) % 3 == 0 {
          let arguments = TestProgram.split(command).map {
            $0.replacing("@", with: place).replacing("FOLDER", with: program.folder)
          }
          let result = await program.run(arguments, input: Data("x".utf8))
          for text in [result.errors, result.output] {
            let steering = text.unicodeScalars.filter { $0 != "\n" && $0.isControlOrDirection }
            #expect(steering.isEmpty, "\(command), \(name.debugDescription): \(text.debugDescription)")
          }
          // A line end in a name doesn't end the message's line.
          let lines = result.errors.split(separator: "\n")
          #expect(lines.allSatisfy { !$0.hasPrefix("b") }, "\(command): \(result.errors)")
          messages += lines.count { $0.contains("\\u{") }
        }
      }
    }
    #expect(messages > 150, "\(messages)")
  }

  /// The walk has every command that takes a path besides the two that all have.
  @Test func everyCommandThatTakesAPathIsWalked() {
    let marks = [
      "-o <o>", "-file <", "<file>", "<files>", "<from>", "<to>", "--keep <keep>", "<salvage>", "<text>", "<output>",
      "<path>",
      "<folder>", "<place>",
    ]
    let walked = Set(Self.commands.map { $0.split(separator: " ").prefix { !$0.hasPrefix("-") && !$0.contains("@") } })
    let common = Set(["--file <file>", "--passphrase-file <passphrase-file>"])
    for leaf in CommandTree.leaves {
      let options = leaf.type.helpMessage().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("-") || $0.hasPrefix("<") }
        .filter { line in marks.contains { line.contains($0) } && !common.contains { line.hasPrefix($0) } }
        // Texts that aren't files: `-` reads them from standard input; of people, couples and formats.
        .filter { !$0.contains("standard input; left out") && !Self.others.contains(String($0.prefix { $0 != " " })) }
      let isWalked = walked.contains { words in words.map(String.init).starts(with: leaf.path) }
      #expect(options.isEmpty || isWalked, "\(leaf.path): \(options)")
    }
  }

  private static let others: Set = ["<text>", "--to"]
}

extension Unicode.Scalar {
  /// Whether a terminal would do something else with it than show it.
  fileprivate var isControlOrDirection: Bool {
    properties.generalCategory == .control || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
      || [0x200E, 0x200F, 0x61C].contains(value)
  }
}
