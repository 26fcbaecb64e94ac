import ArgumentParser
import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Files that leave: whatever a command is told to write, it never takes the place of the practice file or of what
/// belongs to it.
@Suite struct TargetTests {
  /// Every command that writes where it is told to, with `@` for the place.
  private static let either = [
    "report dana-rob -o @ --format text", "report dana-rob --page letter -o @ --format text",
    "report dana-rob -o @ --format csv", "outcomes -o @ --format text", "report dana-rob -o @ --format html",
    "report --all -o @",
    "backup @", "plain-copy -o @ --yes", "check --deep --salvage @", "demo --keep @",
    "restore FOLDER/copy --to FOLDER/other.couplet --recovery-file @",
  ]
  private static let sealed = ["passwd --recovery-file @", "init --file FOLDER/fresh.couplet --recovery-file @"]
  /// What puts a practice file where one may be: only what belongs to one is refused.
  private static let keeping = ["restore FOLDER/backup --to @ --yes"]

  private static let endings = [
    "-wal", "-shm", "-cwal", "-journal", ".anchor", ".lock", ".inbox", ".new", ".new-4711", ".from-4711",
    ".draft-abcdef", ".draft-123456", ".anchor.new-4711", ".inbox.unreadable-20261123T130211Z",
  ]

  /// A practice with companions, a plain copy and a backup of it, and hard links to what belongs to it.
  private func program(isSealed: Bool) async throws -> TestProgram {
    let program = isSealed ? try await TestProgram.sealed() : try TestProgram()
    if !isSealed {
      await program.withCouple()
      program.passphraseFile = try program.write(TestProgram.passphrase, to: "pass")
    }
    await program.done("plain-copy -o \(program.folder)/copy --yes")
    await program.done("backup \(program.folder)/backup")
    _ = try program.write("not a draft that opens", to: "practice.couplet.draft-abcdef")
    if isSealed { _ = try program.write("\u{0}\u{0}\u{0}\u{4}none", to: "practice.couplet.inbox") }
    link(program.path, program.folder + "/hard.txt")
    link(program.path + ".lock", program.folder + "/lock.txt")
    link(program.path + ".draft-abcdef", program.folder + "/draft.txt")
    symlink(program.folder, program.folder + "/way")
    return program
  }

  private func content(of folder: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      result[name] = FileManager.default.contents(atPath: folder + "/" + name) ?? Data("(a folder)".utf8)
    }
    return result
  }

  @Test(arguments: [true, false]) func noCommandWritesOverWhatBelongsToThePractice(isSealed: Bool) async throws {
    let program = try await program(isSealed: isSealed)
    let folder = program.folder
    let itself = [program.path, "\(folder)/way/practice.couplet", "\(folder)/./practice.couplet", "\(folder)/hard.txt"]
    let belonging =
      Self.endings.map { program.path + $0 } + ["\(folder)/way/practice.couplet.lock"]
      + ["\(folder)/lock.txt", "\(folder)/draft.txt"]
    // One door looks at every name: the first command is tried with all of them, the others with one of each sort.
    let some = [program.path + ".lock", program.path + ".draft-123456", folder + "/lock.txt", folder + "/draft.txt"]
    let commands = Self.either + (isSealed ? Self.sealed : [])
    var lines = commands.enumerated().flatMap { number, command in
      (itself + (number == 0 ? belonging : some)).map { command.replacing("@", with: $0) }
    }
    // Another practice's lock under another name is nobody's for the one that is made.
    lines.removeAll { $0.hasPrefix("init") && ($0.hasSuffix("/lock.txt") || $0.hasSuffix("/draft.txt")) }
    // An ending that says another format than the one asked for is refused before.
    lines.removeAll { $0.contains(".txt --format csv") || $0.contains(".txt --format html") }
    lines += Self.keeping.flatMap { command in belonging.map { command.replacing("@", with: $0) } }
    // A handout's ending decides its format.
    await program.done("homework assign dana-rob --title Walk -", input: "A walk.")
    lines += ["hard", "lock", "draft"].map { "homework handout h1 -o \(folder)/\($0).txt" }
    let before = try content(of: folder)
    for line in lines {
      let result = await program.run(line.replacing("FOLDER", with: folder) + " --force")
      #expect(result.status == 73, "\(line): \(result.errors)")
      #expect(result.output.isEmpty, "\(line)")
      #expect(try content(of: folder) == before, "\(line) wrote something")
    }
  }

  /// A new key is made where no draft and no line waits.
  @Test func aNewKeysCodeDoesNotTakeThePlaceEither() async throws {
    let program = try await TestProgram.sealed()
    link(program.path, program.folder + "/hard.txt")
    link(program.path + ".lock", program.folder + "/lock.txt")
    let before = try content(of: program.folder)
    let places = [program.path, program.path + ".anchor", program.path + ".new"]
    for place in places + ["\(program.folder)/hard.txt", "\(program.folder)/lock.txt"] {
      let result = await program.run("rekey --recovery-file \(place) --force")
      #expect(result.status == 73, "\(place): \(result.errors)")
      #expect(try content(of: program.folder) == before, "\(place)")
    }
  }

  /// The ways in which a command lets a file be made where it was told to.
  private static let doors = [
    "OutputFile.write(", "OutputFile.check(", "Target.check(", ".backUp(", ".copyPlain(", ".salvage(", ".restore(",
    "Practice.create(", "withNewRecoveryCode(", "withNewSeal(", "writeReports(",
  ]

  /// The source of every command's type: its declaration, and what extensions in the same folder add.
  private static func sources() throws -> [String: String] {
    let folder = HouseTests.root.appending(path: "Sources/couplet/Commands").path
    var sources: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      for part in text.components(separatedBy: "\nstruct ").flatMap({ $0.components(separatedBy: "\nextension ") }) {
        sources[String(part.prefix { $0.isLetter || $0.isNumber }), default: ""] += part
      }
    }
    return sources
  }

  /// The walk has every command that writes where it is told to: found in the tree by what it does, not by its options.
  @Test func everyCommandWithATargetIsWalked() throws {
    let sources = try Self.sources()
    let walked = Set(
      (Self.either + Self.sealed + Self.keeping + ["homework handout h1 -o x", "rekey --recovery-file x"]).map { line in
        line.split(separator: " ").prefix { !$0.hasPrefix("-") && !$0.contains("@") }.joined(separator: " ")
      })
    var found = 0
    for leaf in CommandTree.leaves {
      let source = try #require(sources["\(leaf.type)"], "\(leaf.type)")
      guard Self.doors.contains(where: source.contains) else { continue }
      found += 1
      let path = leaf.path.joined(separator: " ")
      #expect(
        walked.contains { $0 == path || $0.hasPrefix(path + " ") }, "\(path) isn't tried with the practice's place")
    }
    #expect(found >= 10, "\(found)")
  }

  /// Files come to be in few places; a new one has to go by the door, or say here why it needn't.
  @Test func filesAreMadeInFewPlaces() throws {
    let known: [String: String] = [
      "couplet/OutputFile.swift": "the door itself", "couplet/EditorFolder.swift": "a folder of the program's own",
      "couplet/Reminder.swift": "the user's state folder", "CoupletStore/Trace.swift": "the same",
      "couplet/Commands/Demo.swift": "mkdtemp, then the door",
      "couplet/Commands/Init.swift": "the usual folder", "couplet/Commands/ReportAll.swift": "a folder, by the door",
      "CoupletStore/CommandLock.swift": "a companion", "CoupletStore/Draft.swift": "a companion",
      "CoupletStore/KeptLog.swift": "gives a companion another name",
      "CoupletStore/PracticeCopy.swift": "behind the door", "CoupletStore/PracticeFile.swift": "behind the door",
      "CoupletStore/WriteAll.swift": "gives a name to the door", "SealedSQLite/Anchor.swift": "a companion",
      "SealedSQLite/SealedLines.swift": "a companion", "SealedSQLite/SealedFile.swift": "behind the door",
      "SealedSQLite/SystemFiles.swift": "gives names",
    ]
    let making =
      #/O_CREAT|\brename\(|\blink\(|createFile|write\(toFile|\.write\(to: URL|mkdtemp|mkdir\(|createDirectory|copyItem|moveItem|SystemFiles\./#
    for module in ["CoupletCore", "CoupletStore", "CoupletReports", "CoupletInterchange", "SealedSQLite", "couplet"] {
      let folder = HouseTests.root.appending(path: "Sources/\(module)").path
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
        let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        let code = source.split(separator: "\n").filter { !$0.contains(#/^\s*///#) }.joined(separator: "\n")
        #expect(
          code.firstMatch(of: making) == nil || known["\(module)/\(name)"] != nil, "\(module)/\(name) makes files")
      }
    }
  }

  /// What is made while a command looks is left alone: between its look and its last step a file got the name.
  @Test func whatAppearedMeanwhileIsNotReplaced() async throws {
    let program = try await program(isSealed: false)
    let (place, whole) = (program.folder + "/page.txt", program.folder + "/whole")
    for (isReplacing, wanted) in [(false, "theirs"), (true, "ours")] {
      _ = try program.write("ours", to: "whole")
      _ = try program.write("theirs", to: "page.txt")
      do throws(Problem) {
        try OutputFile.settle(whole, as: place, replacing: isReplacing)
        #expect(isReplacing)
      } catch {
        #expect(!isReplacing && error.kind == .cannotWrite)
        #expect(error.message == "output: \(place) exists already")
      }
      #expect(try String(contentsOfFile: place, encoding: .utf8) == wanted)
      #expect(FileManager.default.fileExists(atPath: whole) == !isReplacing)
    }
    unlink(place)
    _ = try program.write("ours", to: "whole")
    try OutputFile.settle(whole, as: place, replacing: false)
    #expect(try String(contentsOfFile: place, encoding: .utf8) == "ours")
  }

  @Test(arguments: [true, false]) func whatBeginsAsAPracticeFileIsNoPlaceForAPage(isSealed: Bool) async throws {
    let program = try await program(isSealed: isSealed)
    let other = program.folder + "/other.couplet"
    await program.done("restore \(program.folder)/copy --to \(other) --recovery-file \(program.folder)/code-2")
    await program.done("couple list --file \(other)")
    let before = try content(of: program.folder)
    for name in ["copy", "backup", "other.couplet", "other.couplet.lock"] {
      let place = program.folder + "/" + name
      let result = await program.run("report dana-rob -o \(place) --format text --force")
      #expect(result.status == 73)
      let what = name.hasSuffix(".lock") ? "belongs to the practice file" : "is a practice file or a copy of one"
      #expect(result.errors.contains("error: file: \(place) \(what)"), "\(result.errors)")
      #expect(result.errors.hasSuffix("\nhint: give another name\n"), "\(result.errors)")
    }
    #expect(await program.run("plain-copy -o \(other) --yes --force").status == 73)
    #expect(try content(of: program.folder) == before)
    // An older copy in clear gives way, and so does an older backup.
    await program.done("plain-copy -o \(program.folder)/copy --yes --force")
    await program.done("backup \(program.folder)/backup --force")
  }

  /// The header stands in the file twice; the second one is enough.
  @Test func aDamagedPracticeFileIsNoPlaceForAPageEither() async throws {
    let program = try await program(isSealed: true)
    var bytes = try Data(contentsOf: URL(filePath: program.folder + "/backup"))
    bytes.replaceSubrange(0..<100, with: repeatElement(0, count: 100))
    try bytes.write(to: URL(filePath: program.folder + "/backup"))
    #expect(await program.run("report dana-rob -o \(program.folder)/backup --format text --force").status == 73)
    #expect(try Data(contentsOf: URL(filePath: program.folder + "/backup")) == bytes)
  }

  /// A code that got the name of the file which it opens would be all that is left of it.
  @Test func aRecoveryCodeDoesNotGetTheNameOfTheFileThatIsMade() async throws {
    let program = try await program(isSealed: true)
    let new = program.folder + "/new.couplet"
    for line in [
      "init --file \(new) --recovery-file \(new)",
      "restore \(program.folder)/copy --to \(new) --recovery-file \(new)",
      "restore \(program.folder)/copy --to \(new) --recovery-file \(new).anchor",
    ] {
      #expect(await program.run(line + " --force").status == 73, "\(line)")
      #expect(!FileManager.default.fileExists(atPath: new))
    }
  }

  @Test func otherFilesAreReplacedAsBefore() async throws {
    let program = try await program(isSealed: true)
    let page = try program.write("old", to: "practice.couplets.txt")
    #expect(await program.run("report dana-rob -o \(page)").status == 73)
    await program.done("report dana-rob -o \(page) --force")
    await program.done("passwd --recovery-file \(program.folder)/code --force")
  }
}
