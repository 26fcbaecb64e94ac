import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The parts of a practice know each other: a file and a log, whatever a sync service or somebody who copies a file makes
/// of them, and a command under which the file is replaced.
@Suite struct FileStateTests {
  /// A practice with a couple, and its files.
  private func practice(_ isSealed: Bool) async throws -> TestProgram {
    if isSealed { return try await TestProgram.sealed() }
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  private func log(_ program: TestProgram, _ isSealed: Bool) -> String { program.path + (isSealed ? "-cwal" : "-wal") }

  /// The practice's own files, as they are now.
  private func parts(_ program: TestProgram) -> [String: Data] {
    ["", ".anchor", "-wal", "-cwal"].reduce(into: [:]) { parts, ending in
      parts[ending] = FileManager.default.contents(atPath: program.path + ending)
    }
  }

  /// Puts the parts there as on another computer, which remembers nothing.
  private func put(_ parts: [String: Data], _ program: TestProgram) throws {
    program.forget()
    for ending in ["", ".anchor", "-wal", "-cwal", "-shm"] {
      unlink(program.path + ending)
      guard let content = parts[ending] else { continue }
      try content.write(to: URL(filePath: program.path + ending))
      chmod(program.path + ending, 0o600)
    }
  }

  /// A file that was written on elsewhere, beside it a log with a line of this computer.
  private func mixed(_ isSealed: Bool) async throws -> (program: TestProgram, crashed: [String: Data]) {
    let program = try await practice(isSealed)
    let before = parts(program)
    await program.done("note add s1 -", input: "Written on the other computer.")
    var mixed = parts(program)
    try put(before, program)
    var crashed: [String: Data] = [:]
    program.meanwhile = { if $0 == 1 { crashed = self.parts(program) } }
    await program.done("session live dana-rob", input: "A kiwi on the table.\n")
    program.meanwhile = nil
    for ending in ["-wal", "-cwal"] { mixed[ending] = crashed[ending] }
    #expect(mixed[isSealed ? "-cwal" : "-wal"]?.isEmpty == false)
    try put(mixed, program)
    return (program, crashed)
  }

  // MARK: A log of another state

  @Test(arguments: [false, true]) func aLogOfAnotherStateStopsEveryCommand(isSealed: Bool) async throws {
    let (program, crashed) = try await mixed(isSealed)
    let before = try program.files()
    let name = (log(program, isSealed) as NSString).lastPathComponent
    var lines = [
      "search computer", "note list dana-rob", "couple list", "jot dana-rob -", "undo", "optimize", "today",
      "backup \(program.folder)/b.couplet", "plain-copy -o \(program.folder)/c.couplet --yes", "log --verify",
      "note recover",
      "report dana-rob", "session live dana-rob",
    ]
    if isSealed {
      lines += [
        "restore \(program.path) --to \(program.folder)/r.couplet --yes",
        "passwd --recovery-code --recovery-file \(program.folder)/n", "rekey --yes --recovery-file \(program.folder)/n",
      ]
    }
    for line in lines {
      let result = await program.run(line, input: "x")
      #expect(result.status == 74, "\(line): \(result.errors)")
      #expect(result.output.isEmpty, "\(line)")
      #expect(
        result.errors.contains("error: file: the log beside \(program.path) was not written for it: \(name)\n"),
        "\(line): \(result.errors)")
    }
    let check = await program.run("check")
    #expect(check.status == 74)
    #expect(
      unwrapped(check.output).contains("BROKEN \(name) was written for another state of the file; 2 saves are in it"))
    let after = try program.files()
    #expect(after.keys.sorted() == before.keys.sorted())
    for (file, content) in before where !file.hasSuffix(".lock") { #expect(after[file] == content, "\(file)") }
    // With the file that it was written for, it is what it was.
    try put(crashed, program)
    #expect(await program.done("search kiwi").contains("kiwi"))
  }

  @Test(arguments: [false, true]) func eachOfBothCanBeHad(isSealed: Bool) async throws {
    let (program, _) = try await mixed(isSealed)
    let name = (log(program, isSealed) as NSString).lastPathComponent
    let content = try Data(contentsOf: URL(filePath: log(program, isSealed)))
    let saved = program.folder + "/saved.couplet"
    let salvage = await program.done("check --salvage \(saved)")
    #expect(salvage.contains("\(name) · texts that stand nowhere else, kept as drafts: 1"))
    #expect(await program.run("check --accept-loss").status == 1)
    let accepted = await program.done("check --accept-loss --yes")
    let kept = "\(name).kept-20261123T130211Z"
    #expect(accepted.hasPrefix("accepted: the log that was not written for the file is kept as \(kept)\n"))
    #expect(try Data(contentsOf: URL(filePath: program.folder + "/" + kept)) == content)
    #expect(await program.done("search computer").contains("other [computer]"))
    let check = unwrapped(await program.done("check"))
    #expect(check.contains("kept log note set aside, with saves of another state of the file: \(kept)"))
    #expect(check.contains("accepted note it was gone on with what was there, at j5"))
    let drafts = await program.done("note recover")
    let digits = try #require(drafts.split(separator: " ").first)
    #expect(drafts.contains("dana-rob · jot y1"))
    #expect(await program.done("note recover \(digits)").contains("A kiwi on the table."))
    #expect(await program.done("search computer --file \(saved)").contains("computer"))
  }

  @Test(arguments: [false, true]) func aLogWhoseFileIsThereIsFoldedIntoACopyOfIt(isSealed: Bool) async throws {
    let (program, crashed) = try await mixed(isSealed)
    let left = program.folder + "/left behind.couplet"
    try #require(crashed[""]).write(to: URL(filePath: left))
    let saved = program.folder + "/saved.couplet"
    #expect(await program.done("check --salvage \(saved)").contains("folded into a copy of the file"))
    #expect(await program.done("search kiwi --file \(saved).with-log").contains("kiwi"))
    #expect(try Data(contentsOf: URL(filePath: left)) == crashed[""])
  }

  @Test func aLogOfAnotherFileStopsEveryCommandToo() async throws {
    let (program, crashed) = try await mixed(true)
    var parts = crashed
    try put(crashed, program)
    await program.done("backup \(program.folder)/b.couplet")
    parts[""] = try Data(contentsOf: URL(filePath: program.folder + "/b.couplet"))
    try put(parts, program)
    #expect(await program.run("couple list").status == 74)
    #expect(unwrapped(await program.run("check").output).contains("practice.couplet-cwal was written for another file"))
    #expect(try Data(contentsOf: URL(filePath: log(program, true))) == crashed["-cwal"])
  }

  /// SQLite would put the pages of a rollback journal into the file before anything else is read.
  @Test func anotherProgramsJournalStopsEveryCommand() async throws {
    let program = try await practice(false)
    let before = try Data(contentsOf: URL(filePath: program.path))
    // As SQLite writes it: three pages of 4,096 bytes, in a file of three.
    var journal = Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 2, 0])
    journal += Data([0, 0, 0x10, 0]) + Data(count: 512 - 28)
    for page in UInt8(1)...3 { journal += Data([0, 0, 0, page]) + Data(count: 4096) + Data(count: 4) }
    try journal.write(to: URL(filePath: program.path + "-journal"))
    chmod(program.path + "-journal", 0o600)
    for line in ["couple list", "jot dana-rob -", "check", "check --accept-loss --yes"] {
      let result = await program.run(line, input: "x")
      #expect(result.status == 74, "\(line): \(result.errors)")
    }
    #expect(await program.run("today").errors.contains("a journal that couplet didn't write stands beside"))
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
    #expect(try Data(contentsOf: URL(filePath: program.path + "-journal")) == journal)
    unlink(program.path + "-journal")
    await program.done("couple list")
  }

  // MARK: A file that is replaced under a running command

  enum Way: String, CaseIterable {
    case overwritten, renamedOver, moved, deleted, logDeleted, logReplaced
  }

  @Test(arguments: Way.allCases, [false, true]) func aRunningCaptureStopsAndKeepsItsText(way: Way, isSealed: Bool)
    async throws
  {
    let program = try await practice(isSealed)
    let before = parts(program)
    await program.done("note add s1 -", input: "Written on the other computer.")
    let other = parts(program)
    try put(before, program)
    let path = program.path
    let logName = log(program, isSealed)
    var found: Data?
    program.meanwhile = { number in
      guard number == 1 else { return }
      let aside = program.folder + "/aside"
      switch way {
      case .overwritten:
        let handle = FileHandle(forWritingAtPath: path)
        try? handle?.truncate(atOffset: 0)
        try? handle?.write(contentsOf: other[""] ?? Data())
        try? handle?.close()
      case .renamedOver:
        _ = FileManager.default.createFile(atPath: aside, contents: other[""], attributes: [.posixPermissions: 0o600])
        rename(aside, path)
      case .moved: rename(path, aside)
      case .deleted: unlink(path)
      case .logDeleted: unlink(logName)
      case .logReplaced:
        _ = FileManager.default.createFile(atPath: aside, contents: Data(), attributes: [.posixPermissions: 0o600])
        rename(aside, logName)
      }
      found = FileManager.default.contents(atPath: path)
    }
    let result = await program.run("session live dana-rob", input: "A kiwi on the table.\nA mango.\nA plum.\n")
    program.meanwhile = nil
    #expect(result.status == 74, "\(result.errors)")
    #expect(result.errors.contains("was replaced, moved or deleted while it was open"), "\(result.errors)")
    // Nothing was folded into what stands there now.
    #expect(FileManager.default.contents(atPath: path) == found)
    let drafts = try FileManager.default.contentsOfDirectory(atPath: program.folder).filter { $0.contains(".draft-") }
    #expect(drafts.count == 2)
    for ending in ["-wal", "-cwal", "-shm"] { unlink(path + ending) }
    try put(before, program)
    var texts = ""
    for line in await program.done("note recover").split(separator: "\n") {
      texts += await program.done("note recover \(line.prefix(6))")
    }
    for fruit in ["kiwi", "mango", "plum"] { #expect(texts.contains(fruit), "\(fruit): \(texts)") }
  }

  @Test(arguments: [false, true]) func anAskedLineAndAnEditedNoteAreKept(isSealed: Bool) async throws {
    let program = try await practice(isSealed)
    let before = parts(program)
    program.isInteractive = true
    program.answers = ["A kiwi on the table."]
    program.meanwhile = { _ in unlink(program.path) }
    let jot = await program.run("jot dana-rob")
    program.meanwhile = nil
    program.isInteractive = false
    #expect(jot.status == 74)
    #expect(jot.errors.contains("your text is kept: couplet note recover"))
    try put(before, program)
    program.answers = ["y"]
    let note = try await program.edit(
      "note add s1", editor: "printf 'A mango.' > \"$1\"\nrm \(program.path)")
    #expect(note.status == 74, "\(note.errors)")
    #expect(note.errors.contains("your text is kept: couplet note recover"))
    try put(before, program)
    let drafts = await program.done("note recover")
    #expect(drafts.split(separator: "\n").count { $0.first != " " } == 2, "\(drafts)")
  }

  // MARK: What stands beside the file

  @Test func aBackupThatIsCopiedOverThePracticeIsSaid() async throws {
    let program = try await TestProgram.sealed()
    await program.done("backup \(program.folder)/b.couplet")
    for text in ["one", "two"] { await program.done("jot dana-rob -", input: text) }
    unlink(program.path)
    try FileManager.default.copyItem(atPath: program.folder + "/b.couplet", toPath: program.path)
    for _ in 1...2 {
      let read = await program.run("couple list")
      #expect(read.status == 0)
      #expect(
        read.errors
          == "file: 2 saved entries are missing at its end (j4 to j5); restore a backup that has them, or go on "
          + "without them: couplet check --accept-loss\n")
    }
    #expect(await program.run("jot dana-rob -", input: "x").status == 74)
    await program.done("check --accept-loss --yes")
    let added = await program.run("jot dana-rob -", input: "x")
    #expect(added.status == 0 && added.errors.isEmpty)
  }

  /// Whatever the last command before the backup was: here none but the one that made the file, and one that made an anchor.
  @Test(arguments: [false, true]) func soIsOneThatWasMadeOfANewFileOrAnchor(isOfAnchor: Bool) async throws {
    let program = try TestProgram()
    program.passphraseFile = try program.write(TestProgram.passphrase, to: "pass")
    await program.done("init --counselor 'Ada Voss' --yes")
    if isOfAnchor {
      await program.done("client add 'Ana Li'")
      unlink(program.path + ".anchor")
      await program.done("check --accept-loss --yes")
    }
    await program.done("backup \(program.folder)/b.couplet")
    await program.done("client add 'Tom Ek'")
    unlink(program.path)
    try FileManager.default.copyItem(atPath: program.folder + "/b.couplet", toPath: program.path)
    #expect(await program.run("client list").errors.contains("1 saved entry is missing at its end"))
    #expect(await program.run("client add 'Eve Noll'").status == 74)
  }

  @Test func anAnchorThatTellsNothingIsNotMadeAnewInSilence() async throws {
    for content in [nil, Data(), Data("no anchor".utf8)] {
      let program = try await TestProgram.sealed()
      unlink(program.path + ".anchor")
      if let content {
        _ = FileManager.default.createFile(
          atPath: program.path + ".anchor", contents: content, attributes: [.posixPermissions: 0o600])
      }
      let first = await program.run("couple list")
      #expect(first.status == 0)
      #expect(first.errors.contains("so nobody can tell whether its last entries are missing; couplet restore"))
      #expect(await program.run("couple list").errors == first.errors)
      #expect(await program.run("jot dana-rob -", input: "x").status == 74)
      #expect(unwrapped(await program.done("check")).contains("it can be read, and not added to"))
      #expect(FileManager.default.contents(atPath: program.path + ".anchor") == content)
      await program.done("check --accept-loss --yes")
      await program.done("jot dana-rob -", input: "x")
      #expect(await program.done("check").contains("accepted     note"))
    }
  }

  @Test(arguments: [false, true]) func copiesOfASyncServiceAreNamed(isSealed: Bool) async throws {
    let program = try await practice(isSealed)
    #expect(!(await program.done("check").contains("sync service")))
    let names = [
      "practice (conflicted copy 2026-11-30).couplet", "practice.sync-conflict-20261130-101500-ABCDEFG.couplet",
      "practice 2.couplet", "practice - Kopie.couplet",
    ]
    for name in names {
      try FileManager.default.copyItem(atPath: program.path, toPath: program.folder + "/" + name)
    }
    await program.done("backup \(program.folder)/")
    let check = unwrapped(await program.done("check"))
    for name in names { #expect(check.contains(name), "\(name)") }
    #expect(!check.contains("practice-2026"))
  }
}
