import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The program on a file that is encrypted.
@Suite struct SealedPracticeTests {
  // MARK: Making

  @Test func onATerminalThePassphraseIsTypedTwiceAndTheCodeBack() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = [TestProgram.passphrase, TestProgram.passphrase, TestProgram.codeShown]
    let made = await program.run("init")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("The file is encrypted;"))
    #expect(made.output.contains("HISTIGNORE"))
    program.answers = [TestProgram.passphrase]
    #expect(await program.run("today").status == 0)
  }

  @Test func twoDifferentPassphrasesMakeNothing() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = (1...3).flatMap { _ in [TestProgram.passphrase, "four words or more"] }
    let made = await program.run("init")
    #expect(made.status == 1)
    #expect(made.errors.matches(of: /the two are not the same; once more/).count == 2)
    #expect(made.errors.hasSuffix("error: passphrase: the two are not the same; nothing was made\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).isEmpty)
  }

  @Test func aSlipOfOnePassphraseIsTypedAgain() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    let words = TestProgram.passphrase
    program.answers = [words, "four words or more", words, words, TestProgram.codeShown]
    let made = await program.run("init")
    #expect(made.status == 0, "\(made.errors)")
  }

  @Test func aPassphraseIsTypedUpToThreeTimes() async throws {
    let program = try await TestProgram.sealed()
    program.passphraseFile = nil
    let words = TestProgram.passphrase
    let opened = await program.ask("couple list", answers: [words.uppercased(), "four words", words])
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.errors.contains("that is not the passphrase; it was in capitals: is Caps Lock on?\n"))
    #expect(opened.errors.contains("that is not the passphrase\nthe recovery code opens it too"))
    let code = try String(contentsOfFile: program.folder + "/code", encoding: .utf8)
    #expect(await program.ask("couple list", answers: ["no", "nor this", code]).status == 0)
    let refused = await program.ask("couple list", answers: ["no", "nor this", "nor that", words])
    #expect(refused.status == 77 && refused.errors.hasSuffix("the passphrase is not the one of \(program.path)\n"))
    #expect(program.answers == [words])
    // Where it stands in a file it is read once.
    program.passphraseFile = try program.write("no\n", to: "other")
    #expect(await program.ask("couple list", answers: [words]).status == 77)
  }

  @Test func aCodeThatIsNotTypedBackMakesNothing() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = [TestProgram.passphrase, TestProgram.passphrase, "no", "no", "no"]
    let made = await program.run("init")
    #expect(made.status == 1)
    #expect(made.errors.hasSuffix("error: recovery code: it was not typed back; nothing was made\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).isEmpty)
  }

  @Test func withoutATerminalAMissingCodeIsSaid() async throws {
    let program = try TestProgram()
    let asked = await program.run("init")
    #expect(asked.status == 64)
    #expect(asked.errors.hasPrefix("error: passphrase: it is missing\n"))
    program.passphraseFile = try program.write(TestProgram.passphrase, to: "pass")
    let made = await program.run("init")
    #expect(made.status == 0)
    #expect(made.errors.contains("no recovery code was made"))
    #expect(await program.done("check").contains("no code: a forgotten passphrase loses everything"))
  }

  @Test func whatIsThereIsNotMadeAgain() async throws {
    let program = try await TestProgram.sealed()
    let before = try Data(contentsOf: URL(filePath: program.path))
    #expect(await program.run("init").status == 73)
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
  }

  @Test func nothingThatWasTypedStandsInAnyFile() async throws {
    let program = try await TestProgram.sealed()
    await program.done("jot dana-rob -", input: "tamarind on the kitchen table")
    await program.done("note add s1 -", input: "tamarind again")
    await program.done("backup \(program.folder)/b.couplet")
    // What this computer remembers of it too, in folders below.
    for name in try FileManager.default.subpathsOfDirectory(atPath: program.folder) {
      guard let bytes = FileManager.default.contents(atPath: program.folder + "/" + name) else { continue }
      #expect(bytes.range(of: Data("tamarind".utf8)) == nil, "\(name)")
      #expect(bytes.range(of: Data("Reyes".utf8)) == nil, "\(name)")
    }
    #expect(await program.done("search tamarind").contains("kitchen"))
  }

  // MARK: Opening

  @Test func aWrongPassphraseIsOneLineAndChangesNothing() async throws {
    let program = try await TestProgram.sealed()
    let before = try Data(contentsOf: URL(filePath: program.path))
    program.passphraseFile = try program.write("four words or more", to: "other")
    for line in ["today", "jot dana-rob -", "check", "passwd", "unlock", "rekey"] {
      let result = await program.run(line, input: "text")
      #expect(result.status == 77, "\(line)")
      #expect(result.output.isEmpty)
      #expect(result.errors == "error: file: the passphrase is not the one of \(program.path)\n", "\(line)")
    }
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
  }

  @Test func withoutAPassphraseTheFileIsLocked() async throws {
    let program = try await TestProgram.sealed()
    program.passphraseFile = nil
    let result = await program.run("today")
    #expect(result.status == 77)
    #expect(result.errors.hasPrefix("error: file: it is locked\n"))
    // What has to be typed anyhow is said before anybody is asked for a passphrase.
    let report = await program.run("report")
    #expect(report.status == 64)
    #expect(report.errors == "error: couple: is missing\nhint: name one, or give --all -o DIR\n")
  }

  @Test func theRecoveryCodeOpensItToo() async throws {
    let program = try await TestProgram.sealed()
    program.passphraseFile = program.folder + "/code"
    #expect(await program.done("couple list").contains("dana-rob"))
  }

  @Test func aPassphraseFileThatOthersCanReadIsRefused() async throws {
    let program = try await TestProgram.sealed()
    let path = try #require(program.passphraseFile)
    chmod(path, 0o644)
    let result = await program.run("today")
    #expect(result.status == 77)
    #expect(
      result.errors == "error: passphrase-file: others can read or write \(path)\nhint: chmod 600 \(path)\n")
  }

  @Test func passphraseFilesThatAreNone() async throws {
    let program = try await TestProgram.sealed()
    for (text, message) in [
      ("", "it is empty"), ("\n", "it is empty"), (String(repeating: "x", count: 5000), "it has more than 4096 bytes"),
    ] {
      program.passphraseFile = try program.write(text, to: "odd")
      let result = await program.run("today")
      #expect(result.status == 65)
      #expect(result.errors == "error: passphrase-file: \(message)\n")
    }
    program.passphraseFile = program.folder + "/nowhere"
    #expect(await program.run("today").status == 66)
    symlink(program.folder + "/nowhere", program.folder + "/link")
    program.passphraseFile = program.folder + "/link"
    #expect(await program.run("today").status == 66)
  }

  @Test func companionsThatOthersCanReadAreRefused() async throws {
    let program = try await TestProgram.sealed()
    for name in [".anchor", ".lock"] {
      chmod(program.path + name, 0o644)
      let result = await program.run("today")
      #expect(result.status == 77)
      #expect(result.errors.hasPrefix("error: file: others can read or write \(program.path)\(name)\n"))
      chmod(program.path + name, 0o600)
    }
    chmod(program.folder, 0o733)
    let result = await program.run("today")
    #expect(result.status == 77)
    #expect(result.errors.hasPrefix("error: file: others can write in the folder "))
    chmod(program.folder, 0o1777)
    #expect(await program.run("today").status == 0)
    #expect(await program.done("check").contains("others can see the names in it"))
    chmod(program.folder, 0o700)
  }

  // MARK: Keys

  @Test func theOldPassphraseOpensNothingMore() async throws {
    let program = try await TestProgram.sealed()
    let new = try program.write("another four words", to: "new")
    await program.done("passwd --new-passphrase-file \(new)")
    #expect(await program.run("today").status == 77)
    program.passphraseFile = new
    #expect(await program.run("today").status == 0)
    await program.done("passwd --recovery-file \(program.folder)/code2")
    program.passphraseFile = program.folder + "/code"
    #expect(await program.run("today").status == 77)
    program.passphraseFile = program.folder + "/code2"
    #expect(await program.run("today").status == 0)
  }

  @Test func aNewKeyKeepsEverythingAndTheOldFile() async throws {
    let program = try await TestProgram.sealed()
    await program.done("jot dana-rob -", input: "kept")
    let head = await program.done("log --head")
    let code = head.split(separator: " ")[1]
    let said = await program.done("rekey --recovery-file \(program.folder)/code3")
    #expect(said.contains("before-rekey-20261123T130211Z"))
    #expect(await program.done("jot list dana-rob").contains("kept"))
    #expect(await program.done("log --verify").contains("its head was \(code)"))
    #expect(await program.done("check").contains("sound;"))
    // The old file still opens with what opened it then.
    await program.done("jot list dana-rob --file \(program.path).before-rekey-20261123T130211Z")
    program.passphraseFile = program.folder + "/code"
    #expect(await program.run("today").status == 77)
  }

  // MARK: While locked

  @Test func aJotIsKeptWhileTheFileIsLocked() async throws {
    let program = try await TestProgram.sealed()
    let pass = program.passphraseFile
    program.passphraseFile = nil
    let kept = await program.done("jot dana-rob -", input: "tamarind")
    #expect(kept == "kept sealed until the file is opened · for 'dana-rob' · Mon 2026-11-23 14:02\n")
    await program.done("jot 'Dana' --at 14:30 -", input: "whose is this")
    await program.done("jot dana-rob --audience Rob -", input: "for Rob")
    let inbox = try Data(contentsOf: URL(filePath: program.path + ".inbox"))
    #expect(inbox.range(of: Data("tamarind".utf8)) == nil)
    program.passphraseFile = pass
    let opened = await program.run("jot list dana-rob")
    #expect(
      opened.errors == """
        taken in: y1 · dana-rob · Mon 2026-11-23 14:02
        taken in: y2 · dana-rob · Mon 2026-11-23 14:02 · for you alone, though written for Rob
        1 line waits in the inbox: couplet inbox list

        """)
    #expect(opened.output.contains("tamarind") && !opened.output.contains("whose is this"))
    #expect(opened.output.contains("for Rob"))
    #expect(await !program.done("jot list dana-rob --audience Rob").contains("for Rob"))
    #expect(await !program.done("jot list dana-rob --audience Dana").contains("for Rob"))
    let list = await program.done("inbox")
    let id = String(try #require(list.split(separator: " ").first))
    #expect(list.contains("for 'Dana' · Mon 2026-11-23 14:30") && list.contains("whose is this"))
    #expect(!FileManager.default.fileExists(atPath: program.path + ".inbox"))
    #expect(await program.run("inbox take 000000 dana-rob").status == 1)
    await program.done("inbox take \(id) dana-rob")
    #expect(await program.done("inbox") == "nothing waits\n")
    // The last command is undone, and no other: the line waits again.
    await program.done("undo")
    #expect(await !program.done("jot list dana-rob").contains("whose is this"))
    #expect(await program.done("jot list dana-rob").contains("tamarind"))
    #expect(await program.done("inbox") == list)
    await program.done("undo")
    #expect(await program.done("inbox").contains("for Rob"))
  }

  @Test func aLineThatIsThrownAwayComesBackByUndo() async throws {
    let program = try await TestProgram.sealed()
    try await program.leaveWhileLocked("nobody", "x")
    let list = await program.done("inbox")
    await program.done("inbox drop \(String(try #require(list.split(separator: " ").first)))")
    #expect(await program.done("inbox") == "nothing waits\n")
    await program.done("undo")
    #expect(await program.done("inbox") == list)
  }

  /// Whose a line is, is decided once: a couple that comes later doesn't get it.
  @Test func aLineThatWaitsIsNotTakenInByALaterHandle() async throws {
    let program = try await TestProgram.sealed()
    try await program.leaveWhileLocked("sam", "about Sam of another couple")
    #expect(await program.done("inbox").contains("for 'sam'"))
    await program.done("couple add 'Sam & Lee' --new-member 'Sam Au' --new-member 'Lee Au' --handle sam")
    #expect(await program.done("jot list sam").contains("about Sam") == false)
    #expect(await program.done("inbox").contains("for 'sam'"))
  }

  @Test func aWordThatMeansNoMemberWaitsAndIsTakenWithAnother() async throws {
    let program = try await TestProgram.sealed()
    try await program.leaveWhileLocked("dana-rob --audience Robb", "for one of them")
    let id = String(try #require(await program.done("inbox").split(separator: " ").first))
    #expect(await program.run("inbox take \(id) dana-rob --audience Robb").status == 1)
    await program.done("inbox take \(id) dana-rob --audience Rob")
    #expect(await program.done("jot list dana-rob --audience Rob").contains("for one of them"))
  }

  @Test func whatDoesNotOpenIsMovedAside() async throws {
    let program = try await TestProgram.sealed()
    try await program.leaveWhileLocked("dana-rob", "first")
    var bytes = try Data(contentsOf: URL(filePath: program.path + ".inbox"))
    bytes[60] ^= 1
    try bytes.write(to: URL(filePath: program.path + ".inbox"))
    #expect(await program.run("today").errors == "1 line in the inbox can't be read: couplet inbox list says why\n")
    #expect(await program.done("inbox list") == "------ · can't be read: damaged, or of another key\n")
    #expect(await program.run("rekey").status == 1)
    await program.done("inbox drop --unreadable")
    #expect(await program.run("inbox drop --unreadable").status == 1)
    #expect(await program.run("today").errors.isEmpty)
    await program.done("rekey --yes")
  }

  @Test func whatOthersSeeNamesNobodyWhoseLineCameIn() async throws {
    let program = try await TestProgram.sealed()
    try await program.leaveWhileLocked("dana-rob", "x")
    for line in ["today --desk", "jot list dana-rob --audience joint"] {
      #expect(await program.run(line).errors.isEmpty)
    }
    #expect(await program.run("today").errors.hasPrefix("taken in: y1"))
  }

  /// What a new record may be shown to is no word on who looks at the screen; what a page is for is.
  @Test func whoLooksAtTheScreenIsSaidByTheCommandAndNotByItsWords() async throws {
    for (line, takesIn) in [
      ("search take --audience joint", false), ("search take --desk", false),
      ("win add dana-rob --audience Rob x", true),
      ("report dana-rob --page letter", false), ("brief dana-rob --desk", false), ("policy dana-rob --print", false),
      ("report dana-rob --audience counselor", true), ("session list dana-rob", true),
    ] {
      let program = try await TestProgram.sealed()
      try await program.leaveWhileLocked("dana-rob", "x")
      let result = await program.run(line)
      #expect(result.errors.contains("taken in") == takesIn, "\(line): \(result.errors)")
    }
  }

  @Test func undoDoesNotTakeInALineFirst() async throws {
    let program = try await TestProgram.sealed()
    await program.done("jot dana-rob -", input: "mine")
    let pass = program.passphraseFile
    program.passphraseFile = nil
    await program.done("jot dana-rob -", input: "while locked")
    program.passphraseFile = pass
    #expect(await program.done("undo").contains("undone: j4 jot"))
    let jots = await program.run("jot list dana-rob")
    #expect(jots.output.contains("while locked") && !jots.output.contains("mine"))
  }
}
