import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What becomes of files: lost ends, damage, copies, places, the journal's chain.
@Suite struct KeepingTests {
  // MARK: Loss and damage

  @Test func aLostTailIsSaidAndNothingIsAddedUntilItIsAccepted() async throws {
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
    let old = try Data(contentsOf: URL(filePath: program.path))
    await program.done("jot dana-rob -", input: "first")
    let anchor = try Data(contentsOf: URL(filePath: program.path + ".anchor"))
    try old.write(to: URL(filePath: program.path))
    try FileManager.default.removeItem(atPath: program.path + ".anchor")
    program.forget()
    program.now = Instant(seconds: program.now.seconds + 60)
    // Without an anchor nobody can tell what is missing, so nothing is added until somebody says so.
    let refused = await program.run("jot dana-rob -", input: "second")
    #expect(refused.status == 74)
    #expect(refused.errors.contains("error: file: the anchor beside it is missing, so nobody can tell whether"))
    #expect(refused.errors.contains("\nhint: couplet restore BACKUP --to FILE"))
    await program.done("check --accept-loss --yes")
    await program.done("jot dana-rob -", input: "second")
    #expect(await program.done("check").contains("accepted     note    it was gone on with what was there, at j4"))
    try anchor.write(to: URL(filePath: program.path + ".anchor"))
    let result = await program.run("jot dana-rob -", input: "third")
    #expect(result.status == 74)
    #expect(result.errors.contains("its journal at j4 is not the one that was saved"))
  }

  @Test func damageNamesThePageAndTheRemedy() async throws {
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
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
    program.passphraseFile = try program.write(TestProgram.passphrase, to: "pass")
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
    #expect(await program.done("log --verify --file \(plain)").contains("whoever can write it can make a new chain"))
  }

  // MARK: Where files may go

  @Test func noCopyTakesThePlaceOfTheFileItself() async throws {
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
    let folder = program.folder + "/backups"
    mkdir(folder, 0o700)
    let strangers = [
      "practice-20260101T000000Z.couplet", "practice-2-20260101T000000Z.couplet", "practice-notes.couplet",
    ]
    for name in strangers { try Data("no backup".utf8).write(to: URL(filePath: folder + "/" + name)) }
    let stranger = try await TestProgram.sealed(ofItsOwn: true)
    await stranger.done("backup \(folder)/practice-20260202T000000Z.couplet")
    await program.done("backup \(folder) --keep 1")
    program.now = Instant(seconds: program.now.seconds + 60)
    #expect(await program.done("backup \(folder) --keep 1").contains("removed practice-20261123T130211Z.couplet"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == (strangers + ["practice-20260202T000000Z.couplet", "practice-20261123T130311Z.couplet"]).sorted())
  }

  @Test func aFailedChangeLeavesTheRecoveryCodeAlone() async throws {
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
    let old = try Data(contentsOf: URL(filePath: program.path))
    await program.done("jot dana-rob -", input: "lost")
    try old.write(to: URL(filePath: program.path))
    for line in ["rekey --yes", "restore \(program.path) --to \(program.folder)/new.couplet"] {
      let result = await program.run(line)
      #expect(result.status == 74, "\(line)")
      #expect(result.errors.contains("1 saved entry is missing at its end (j4)"))
    }
  }

  @Test func optionsThatWouldDoNothingAreRefused() async throws {
    let program = try await TestProgram.sealed()
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
    let program = try await TestProgram.sealed()
    await program.done("note add s1 -", input: "They spoke of trust.")
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
      var added = await program.run("jot list dana-rob --file \(saved)")
      // The handle may be what was lost.
      if added.status != 0 { added = await program.run("jot list \(await program.firstHandle(saved)) --file \(saved)") }
      #expect(added.status == 0, "page \(page): \(added.errors)")
      texts += added.output.contains("line 12") ? 1 : 0
      for suffix in ["", ".lock", ".anchor"] { unlink(saved + suffix) }
    }
    // Only the pages of the records' own tree take their texts with them; the list of tables has its triggers too.
    #expect(texts > pages * 8 / 10 && unsaved < pages / 8, "\(texts) and \(unsaved) of \(pages)")
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
    await program.done("note add s1 -", input: "stays")
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
    let program = try await TestProgram.sealed()
    #expect(await program.done("optimize").hasPrefix("the search index is folded; 0 commands older than 90 days"))
    program.now = Instant(seconds: program.now.seconds + 91 * 86_400)
    #expect(await program.done("optimize").contains("; 2 commands older than 90 days can no longer be undone"))
    #expect(await program.run("undo").status == 1)
    #expect(await program.done("check").contains("sound;"))
  }
}
