import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The program on a file that is encrypted.
@Suite struct SealedPracticeTests {
  static let passphrase = "four words and more"

  /// A folder with a passphrase file in it, and an encrypted practice with one couple.
  private func sealed() async throws -> TestProgram {
    let program = try TestProgram()
    program.passphraseFile = try program.write(Self.passphrase + "\n", to: "pass")
    await program.done("init --counselor 'Ada Voss' --recovery-file \(program.folder)/code")
    await program.done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
    await program.done("session add dana-rob --on 2026-11-16 --at 14:00")
    return program
  }

  // MARK: Making

  @Test func onATerminalThePassphraseIsTypedTwiceAndTheCodeBack() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = [Self.passphrase, Self.passphrase, TestProgram.codeShown]
    let made = await program.run("init")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("The file is encrypted;"))
    #expect(made.output.contains("HISTIGNORE"))
    program.answers = [Self.passphrase]
    #expect(await program.run("today").status == 0)
  }

  @Test func twoDifferentPassphrasesMakeNothing() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = [Self.passphrase, "four words or more"]
    let made = await program.run("init")
    #expect(made.status == 1)
    #expect(made.errors.hasSuffix("error: passphrase: the two are not the same; nothing was made\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).isEmpty)
  }

  @Test func aCodeThatIsNotTypedBackMakesNothing() async throws {
    let program = try TestProgram()
    program.isInteractive = true
    program.answers = [Self.passphrase, Self.passphrase, "no", "no", "no"]
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
    program.passphraseFile = try program.write(Self.passphrase, to: "pass")
    let made = await program.run("init")
    #expect(made.status == 0)
    #expect(made.errors.contains("no recovery code was made"))
    #expect(await program.done("check").contains("no code: a forgotten passphrase loses everything"))
  }

  @Test func whatIsThereIsNotMadeAgain() async throws {
    let program = try await sealed()
    let before = try Data(contentsOf: URL(filePath: program.path))
    #expect(await program.run("init").status == 73)
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
  }

  @Test func nothingThatWasTypedStandsInAnyFile() async throws {
    let program = try await sealed()
    await program.done("jot dana-rob -", input: "tamarind on the kitchen table")
    await program.done("note add dana-rob -", input: "tamarind again")
    await program.done("backup \(program.folder)/b.couplet")
    for name in try FileManager.default.contentsOfDirectory(atPath: program.folder) {
      let bytes = try Data(contentsOf: URL(filePath: program.folder + "/" + name))
      #expect(bytes.range(of: Data("tamarind".utf8)) == nil, "\(name)")
      #expect(bytes.range(of: Data("Reyes".utf8)) == nil, "\(name)")
    }
    #expect(await program.done("search tamarind").contains("kitchen"))
  }

  // MARK: Opening

  @Test func aWrongPassphraseIsOneLineAndChangesNothing() async throws {
    let program = try await sealed()
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
    let program = try await sealed()
    program.passphraseFile = nil
    let result = await program.run("today")
    #expect(result.status == 77)
    #expect(result.errors.hasPrefix("error: file: it is locked\n"))
  }

  @Test func theRecoveryCodeOpensItToo() async throws {
    let program = try await sealed()
    program.passphraseFile = program.folder + "/code"
    #expect(await program.done("couple list").contains("dana-rob"))
  }

  @Test func aPassphraseFileThatOthersCanReadIsRefused() async throws {
    let program = try await sealed()
    let path = try #require(program.passphraseFile)
    chmod(path, 0o644)
    let result = await program.run("today")
    #expect(result.status == 77)
    #expect(
      result.errors == "error: passphrase-file: others can read or write \(path)\nhint: chmod 600 \(path)\n")
  }

  @Test func passphraseFilesThatAreNone() async throws {
    let program = try await sealed()
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
    symlink(program.folder + "/pass", program.folder + "/link")
    program.passphraseFile = program.folder + "/link"
    #expect(await program.run("today").status == 66)
  }

  @Test func companionsThatOthersCanReadAreRefused() async throws {
    let program = try await sealed()
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
    let program = try await sealed()
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
    let program = try await sealed()
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

  // MARK: Loss and damage

  @Test func aLostTailIsSaidAndNothingIsAddedUntilItIsAccepted() async throws {
    let program = try await sealed()
    let old = try Data(contentsOf: URL(filePath: program.path))
    await program.done("jot dana-rob -", input: "lost")
    await program.done("jot dana-rob -", input: "lost too")
    try old.write(to: URL(filePath: program.path))
    let read = await program.run("jot list dana-rob")
    #expect(read.status == 0)
    #expect(read.errors.hasPrefix("file: 2 saved entries are missing at its end (j4 to j5)"))
    let added = await program.run("jot dana-rob -", input: "x")
    #expect(added.status == 74)
    #expect(added.errors.contains("error: file: 2 saved entries are missing at its end (j4 to j5)\n"))
    let check = await program.run("check")
    #expect(check.status == 74)
    #expect(check.output.contains("BROKEN  2 saved entries are missing"))
    #expect(await program.run("check --accept-loss").status == 1)
    await program.done("check --accept-loss --yes")
    #expect(await program.run("check --accept-loss --yes").status == 1)
    await program.done("jot dana-rob -", input: "new")
    #expect(await program.done("check").contains("sound;"))
  }

  @Test func anotherHistoryOfTheSameLengthIsSaid() async throws {
    let program = try await sealed()
    let old = try Data(contentsOf: URL(filePath: program.path))
    await program.done("jot dana-rob -", input: "first")
    let anchor = try Data(contentsOf: URL(filePath: program.path + ".anchor"))
    try old.write(to: URL(filePath: program.path))
    try FileManager.default.removeItem(atPath: program.path + ".anchor")
    program.now = Instant(seconds: program.now.seconds + 60)
    let made = await program.run("jot dana-rob -", input: "second")
    #expect(made.errors.hasPrefix("the anchor beside the file was missing; it is made anew\n"))
    try anchor.write(to: URL(filePath: program.path + ".anchor"))
    let result = await program.run("jot dana-rob -", input: "third")
    #expect(result.status == 74)
    #expect(result.errors.contains("its journal at j4 is not the one that was saved"))
  }

  @Test func damageNamesThePageAndTheRemedy() async throws {
    let program = try await sealed()
    for number in 1...200 {
      await program.done("jot dana-rob -", input: "line \(number) " + String(repeating: "x", count: 300))
    }
    var bytes = try Data(contentsOf: URL(filePath: program.path))
    let pages = (bytes.count - 8192) / 4096
    // A page in the last third is one of the jots' texts.
    let page = pages - 4
    bytes[8192 + (page - 1) * 4096 + 100] ^= 1
    try bytes.write(to: URL(filePath: program.path))
    let check = await program.run("check")
    #expect(check.status == 74)
    #expect(check.output.contains("1 of \(pages) are damaged: \(page)"))
    let saved = program.folder + "/saved.couplet"
    let salvage = await program.run("check --deep --salvage \(saved)")
    #expect(salvage.status == 0, "\(salvage.errors)")
    let jots = await program.run("jot list dana-rob --file \(saved)")
    #expect(jots.status == 0)
    #expect(jots.output.split(separator: "\n").count > 150)
    #expect(await program.done("check --file \(saved)").contains("sound;"))
  }

  // MARK: Copies

  @Test func aBackupIsCheckedAndRestored() async throws {
    let program = try await sealed()
    await program.done("jot dana-rob -", input: "kept")
    let folder = program.folder + "/backups"
    mkdir(folder, 0o700)
    for hour in 0..<4 {
      program.now = Instant(seconds: program.now.seconds + 3600 * hour)
      await program.done("backup \(folder) --keep 2")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["practice-20261123T160211Z.couplet", "practice-20261123T190211Z.couplet"])
    await program.done("jot dana-rob -", input: "after the backup")
    let refused = await program.run("restore \(folder)/\(names[1]) --to \(program.path)")
    #expect(refused.status == 1)
    await program.done("restore \(folder)/\(names[1]) --to \(program.path) --yes")
    let jots = await program.done("jot list dana-rob")
    #expect(jots.contains("kept") && !jots.contains("after the backup"))
    #expect(await program.done("check").contains("sound;"))
    // What was there is kept, whole.
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: program.folder).first {
        $0.contains("before-restore") && $0.hasSuffix("Z")
      })
    #expect(await program.done("jot list dana-rob --file \(program.folder)/\(kept)").contains("after the backup"))
  }

  @Test func aDamagedBackupIsNotRestored() async throws {
    let program = try await sealed()
    let backup = program.folder + "/b.couplet"
    await program.done("backup \(backup)")
    var bytes = try Data(contentsOf: URL(filePath: backup))
    bytes[8192 + 5 * 4096] ^= 1
    try bytes.write(to: URL(filePath: backup))
    let before = try Data(contentsOf: URL(filePath: program.path))
    let result = await program.run("restore \(backup) --to \(program.path) --yes")
    #expect(result.status == 74, "\(result.errors)")
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.folder).allSatisfy { !$0.contains("-from-") })
  }

  @Test func aPlainFileBecomesAnEncryptedOneAndBack() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("jot dana-rob -", input: "tamarind")
    #expect(await program.done("check").contains("none: whoever reads the disk can read the notes"))
    let sealed = program.folder + "/sealed.couplet"
    program.passphraseFile = try program.write(Self.passphrase, to: "pass")
    await program.done("restore \(program.path) --to \(sealed) --recovery-file \(program.folder)/code")
    let bytes = try Data(contentsOf: URL(filePath: sealed))
    #expect(bytes.range(of: Data("tamarind".utf8)) == nil)
    #expect(await program.done("jot list dana-rob --file \(sealed)").contains("tamarind"))
    #expect(await program.done("log --verify --file \(sealed)").contains("all of 5 rows are as they were written"))
    let plain = program.folder + "/plain.db"
    let refused = await program.run("plain-copy --file \(sealed) -o \(plain)")
    #expect(refused.status == 1)
    #expect(!FileManager.default.fileExists(atPath: plain))
    await program.done("plain-copy --file \(sealed) -o \(plain) --yes")
    #expect(await program.done("jot list dana-rob --file \(plain)").contains("tamarind"))
    #expect(await program.done("log --verify --file \(plain)").contains("whoever can write it can make the chain anew"))
  }

  // MARK: While locked

  @Test func aJotIsKeptWhileTheFileIsLocked() async throws {
    let program = try await sealed()
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
        taken in: y2 · dana-rob · Mon 2026-11-23 14:02
        1 line waits in the inbox: couplet inbox list

        """)
    #expect(opened.output.contains("tamarind") && !opened.output.contains("whose is this"))
    #expect(await program.done("jot list dana-rob --audience Rob").contains("for Rob"))
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
    let program = try await sealed()
    try await program.leaveWhileLocked("nobody", "x")
    let list = await program.done("inbox")
    await program.done("inbox drop \(String(try #require(list.split(separator: " ").first)))")
    #expect(await program.done("inbox") == "nothing waits\n")
    await program.done("undo")
    #expect(await program.done("inbox") == list)
  }

  /// Whose a line is, is decided once: a couple that comes later doesn't get it.
  @Test func aLineThatWaitsIsNotTakenInByALaterHandle() async throws {
    let program = try await sealed()
    try await program.leaveWhileLocked("sam", "about Sam of another couple")
    #expect(await program.done("inbox").contains("for 'sam'"))
    await program.done("couple add 'Sam & Lee' --new-member 'Sam Au' --new-member 'Lee Au' --handle sam")
    #expect(await program.done("jot list sam").contains("about Sam") == false)
    #expect(await program.done("inbox").contains("for 'sam'"))
  }

  @Test func aWordThatMeansNoMemberWaitsAndIsTakenWithAnother() async throws {
    let program = try await sealed()
    try await program.leaveWhileLocked("dana-rob --audience Robb", "for one of them")
    let id = String(try #require(await program.done("inbox").split(separator: " ").first))
    #expect(await program.run("inbox take \(id) dana-rob").status == 1)
    await program.done("inbox take \(id) dana-rob --audience Rob")
    #expect(await program.done("jot list dana-rob --audience Rob").contains("for one of them"))
  }

  @Test func whatDoesNotOpenIsMovedAside() async throws {
    let program = try await sealed()
    try await program.leaveWhileLocked("dana-rob", "first")
    var bytes = try Data(contentsOf: URL(filePath: program.path + ".inbox"))
    bytes[60] ^= 1
    try bytes.write(to: URL(filePath: program.path + ".inbox"))
    #expect(await program.run("today").errors == "1 line in the inbox can't be read: damaged, or of another key\n")
    #expect(await program.run("rekey").status == 1)
    await program.done("inbox drop --unreadable")
    #expect(await program.run("inbox drop --unreadable").status == 1)
    #expect(await program.run("today").errors.isEmpty)
    await program.done("rekey")
  }

  @Test func whatOthersSeeNamesNobodyWhoseLineCameIn() async throws {
    let program = try await sealed()
    try await program.leaveWhileLocked("dana-rob", "x")
    for line in ["today --desk", "jot list dana-rob --audience joint"] {
      #expect(await program.run(line).errors.isEmpty)
    }
    #expect(await program.run("today").errors.hasPrefix("taken in: y1"))
  }

  @Test func undoDoesNotTakeInALineFirst() async throws {
    let program = try await sealed()
    await program.done("jot dana-rob -", input: "mine")
    let pass = program.passphraseFile
    program.passphraseFile = nil
    await program.done("jot dana-rob -", input: "while locked")
    program.passphraseFile = pass
    #expect(await program.done("undo").contains("undone: j4 jot"))
    let jots = await program.run("jot list dana-rob")
    #expect(jots.output.contains("while locked") && !jots.output.contains("mine"))
  }

  // MARK: Where files may go

  @Test func noCopyTakesThePlaceOfTheFileItself() async throws {
    let program = try await sealed()
    let other = program.folder + "/other"
    symlink(program.folder, other)
    link(program.path, program.folder + "/hard")
    let before = try Data(contentsOf: URL(filePath: program.path))
    for place in ["\(program.folder)/./practice.couplet", "\(other)/practice.couplet", "\(program.folder)/hard"] {
      for line in ["plain-copy -o \(place) --yes --force", "backup \(place) --force"] {
        let result = await program.run(line)
        #expect(result.status == 73, "\(line)")
        #expect(result.errors.hasPrefix("error: file: \(place) is the practice file itself"), "\(result.errors)")
      }
    }
    #expect(await program.run("restore \(program.folder)/hard --to \(program.path) --yes").status == 64)
    #expect(try Data(contentsOf: URL(filePath: program.path)) == before)
  }

  @Test func aLogThatStandsThereIsNotTakenForTheNewFiles() async throws {
    let program = try TestProgram()
    _ = try program.write("left", to: "practice.couplet-wal")
    let made = await program.run("init --plain")
    #expect(made.status == 73)
    #expect(made.errors.contains("practice.couplet-wal stands there, of a file that is in use or was not closed"))
  }

  @Test func rotationLeavesTheBackupsOfOthersAlone() async throws {
    let program = try await sealed()
    let folder = program.folder + "/backups"
    mkdir(folder, 0o700)
    let strangers = [
      "practice-20260101T000000Z.couplet", "practice-2-20260101T000000Z.couplet", "practice-notes.couplet",
    ]
    for name in strangers { try Data("no backup".utf8).write(to: URL(filePath: folder + "/" + name)) }
    let stranger = try await sealed()
    await stranger.done("backup \(folder)/practice-20260202T000000Z.couplet")
    await program.done("backup \(folder) --keep 1")
    program.now = Instant(seconds: program.now.seconds + 60)
    #expect(await program.done("backup \(folder) --keep 1").contains("removed practice-20261123T130211Z.couplet"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == (strangers + ["practice-20260202T000000Z.couplet", "practice-20261123T130311Z.couplet"]).sorted())
  }

  @Test func aFailedChangeLeavesTheRecoveryCodeAlone() async throws {
    let program = try await sealed()
    let code = try Data(contentsOf: URL(filePath: program.folder + "/code"))
    let lock = open(program.path + ".lock", O_RDWR)
    defer { close(lock) }
    flock(lock, LOCK_SH)
    let result = await program.run("passwd --recovery-file \(program.folder)/code --force")
    #expect(result.status == 69)
    #expect(result.errors.hasPrefix("error: file: another couplet command has the practice file open"))
    #expect(try Data(contentsOf: URL(filePath: program.folder + "/code")) == code)
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/code.new"))
  }

  @Test func aLostTailDoesNotGetLostOnTheWay() async throws {
    let program = try await sealed()
    let old = try Data(contentsOf: URL(filePath: program.path))
    await program.done("jot dana-rob -", input: "lost")
    try old.write(to: URL(filePath: program.path))
    for line in ["rekey", "restore \(program.path) --to \(program.folder)/new.couplet"] {
      let result = await program.run(line)
      #expect(result.status == 74, "\(line)")
      #expect(result.errors.contains("1 saved entry is missing at its end (j4)"))
    }
  }

  @Test func optionsThatWouldDoNothingAreRefused() async throws {
    let program = try await sealed()
    await program.done("backup \(program.folder)/b.couplet")
    for line in [
      "init --plain --file x --recovery-file y", "unlock --status --for 2h", "check --accept-loss --deep",
      "restore \(program.folder)/b.couplet --to z --recovery-file y", "passwd --recovery-code --new-passphrase-file y",
      "log dana-rob --head", "backup b --keep 2", "backup b --keep 0", "inbox drop",
    ] {
      #expect(await program.run(line).status == 64, "\(line)")
    }
  }

  // MARK: Damage, page by page

  /// Whatever page is damaged: the check says so, and what is salvaged can be used.
  @Test func whateverPageIsDamagedTheRestIsSaved() async throws {
    let program = try await sealed()
    await program.done("note add dana-rob -", input: "They spoke of trust.")
    for number in 1...12 { await program.done("jot dana-rob -", input: "line \(number)") }
    let whole = try Data(contentsOf: URL(filePath: program.path))
    let saved = program.folder + "/saved.couplet"
    var texts = 0
    var unsaved = 0
    let pages = (whole.count - 8192) / 4096
    for page in 2...pages {
      var bytes = whole
      bytes[8192 + (page - 1) * 4096 + 100] ^= 1
      try bytes.write(to: URL(filePath: program.path))
      #expect(await program.run("check").status == 74, "page \(page)")
      let salvage = await program.run("check --deep --salvage \(saved) --json")
      guard salvage.status == 0 else {
        // A page of the list of tables: nothing can be read without it.
        #expect(salvage.errors.hasSuffix("it row by row; restore a backup\n"), "page \(page): \(salvage.errors)")
        unsaved += 1
        continue
      }
      #expect(salvage.output.contains("\"problem\": null"), "page \(page): \(salvage.output)")
      let added = await program.run("jot list \(await program.firstHandle(saved)) --file \(saved)")
      #expect(added.status == 0, "page \(page): \(added.errors)")
      texts += added.output.contains("line 12") ? 1 : 0
      for suffix in ["", ".lock", ".anchor"] { unlink(saved + suffix) }
    }
    // Only the pages of the records' own tree take their texts with them.
    #expect(texts > pages * 8 / 10 && unsaved < pages / 10, "\(texts) and \(unsaved) of \(pages)")
  }

  // MARK: The journal's chain

  @Test func aRowOfTheJournalThatWasChangedIsFound() async throws {
    let program = try TestProgram()
    await program.withCouple()
    #expect(await program.done("log --verify").contains("all of 3 rows are as they were written"))
    let head = await program.done("log --head")
    #expect(head.hasPrefix("head ") && head.hasSuffix(" at j3\n"))
    try program.sql("DROP TRIGGER journal_stays_as_written; UPDATE journal SET who = 'Eve' WHERE id = 2")
    let result = await program.run("log --verify")
    #expect(result.status == 74)
    #expect(result.errors.contains("error: journal: it was changed or cut at j2\n"))
    #expect(await program.run("check").status == 74)
  }

  @Test func aTailThatWasCutOffIsFoundInAPlainFileToo() async throws {
    let program = try TestProgram()
    await program.withCouple()
    try program.sql(
      """
      DROP TRIGGER journal_stays; DELETE FROM journal_image WHERE journal = 3; DELETE FROM journal_chain WHERE id = 3;
      DELETE FROM journal WHERE id = 3
      """)
    #expect(await program.run("log --verify").status == 74)
    let result = await program.run("jot dana-rob -", input: "x")
    #expect(result.status == 74)
    #expect(result.errors.contains("error: file: its journal ends at j2 and counts to j3\n"))
  }

  @Test func aForgedImageIsNotUndone() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("note add dana-rob -", input: "stays")
    await program.done("jot dana-rob -", input: "x")
    try program.sql(
      "INSERT INTO journal_image (journal, changed_table, changed_row, before) VALUES (5, 'note', 2, NULL)")
    #expect(await program.run("log --verify").status == 74)
    let result = await program.run("undo")
    #expect(result.status == 74)
    #expect(result.errors == "error: journal: what j5 changed is not what was kept; nothing was undone\n")
    #expect(await program.done("note list dana-rob").contains("n1"))
  }

  @Test func optimizeEmptiesWhatIsTooOldToBeUndone() async throws {
    let program = try await sealed()
    #expect(await program.done("optimize").hasPrefix("the search index is folded; 0 commands older than 90 days"))
    program.now = Instant(seconds: program.now.seconds + 91 * 86_400)
    #expect(await program.done("optimize").contains("; 2 commands older than 90 days can no longer be undone"))
    #expect(await program.run("undo").status == 1)
    #expect(await program.done("check").contains("sound;"))
  }
}
