import CoupletStore
import Crypto
import Foundation
import Testing

@testable import SealedSQLite
@testable import couplet

/// A code for a colleague who takes over, and what is said of weak passphrases and of codes that would be lost.
@Suite struct TakeoverTests {
  private func code(on page: String) -> String {
    page.split(separator: "\n").first { $0.hasPrefix("    ") }.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  }

  @Test func thePageSaysAllThatAColleagueNeeds() async throws {
    let program = try await TestProgram.sealed()
    let place = program.folder + "/page.txt"
    let made = await program.run("passwd --add 'Miriam Feld' --recovery-file \(place)")
    #expect(made.status == 0, "\(made.errors)")
    #expect(
      made.output == "Miriam Feld can take over with the code on the page; couplet passwd --remove ends that\n")
    #expect(made.errors.contains("the code lies in the folder of the file that it opens"))
    let page = try String(contentsOfFile: place, encoding: .utf8)
    let code = code(on: page)
    #expect(
      page.replacing(program.path, with: "/home/ada/p.couplet").replacing(code, with: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
        == """
        TAKING OVER A PRACTICE

        This page is for Miriam Feld.
        It opens the session notes that Ada Voss keeps with the program couplet,
        for the case that they can't be opened by whom they belong to: after an
        accident, in illness, after death. Keep it locked away: with this page and the
        file everything in it can be read.

        The code

            AAAAA-BBBBB-CCCCC-DDDDD-EEEEE

        Where the file lies

          /home/ada/p.couplet
          on the computer of Ada Voss; its backups open by the code too.

        How to open it

          1. couplet has to be on the computer. Another computer will do as well: copy
             the file there, with all that stands beside it and begins with its name.
          2. In a terminal, the list of couples; where the passphrase is asked for, the
             code is typed instead:
               couplet couple list --file '/home/ada/p.couplet'
          3. A passphrase of your own; the code is asked for once more:
               couplet passwd --file '/home/ada/p.couplet'
          4. couplet today and couplet brief HANDLE say what is waiting and where a
             treatment stands; couplet help lists the rest.

        Made on Mon 2026-11-23. After couplet passwd --remove it opens nothing more.

        """)
    var status = stat()
    #expect(stat(place, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  /// What the page says to do does what it says.
  @Test func theCodeOpensUntilItIsTakenAway() async throws {
    let program = try await TestProgram.sealed()
    let (own, place) = (program.passphraseFile, program.folder + "/page.txt")
    await program.done("passwd --add 'Miriam Feld' --recovery-file \(place)")
    let code = code(on: try String(contentsOfFile: place, encoding: .utf8))
    let check = await program.done("check")
    #expect(unwrapped(check).contains("takes over ok Miriam Feld, with a code of their own"), "\(check)")
    let theirs = try program.write(code + "\n", to: "theirs")
    program.passphraseFile = theirs
    #expect(await program.done("couple list").contains("dana-rob"))
    #expect(await program.run("rekey --yes").errors.hasPrefix("error: rekey: it needs the passphrase"))
    // In a backup of then it opens as well.
    await program.done("backup \(program.folder)/backup")
    let new = try program.write("a passphrase of her own\n", to: "new")
    await program.done("passwd --new-passphrase-file \(new)")
    program.passphraseFile = own
    #expect(await program.run("couple list").status == 77)
    program.passphraseFile = new
    let stranger = await program.run("passwd --remove 'Somebody'")
    #expect(
      stranger.errors
        == "error: remove: nobody of that label has a code\n  Miriam Feld\nhint: couplet check says more\n")
    #expect(await program.done("passwd --remove 'Miriam Feld'").hasPrefix("the code of Miriam Feld opens the file no"))
    program.passphraseFile = theirs
    #expect(await program.run("couple list").status == 77)
    #expect(await program.run("couple list --file \(program.folder)/backup").status == 0)
    program.passphraseFile = new
    #expect(await !program.done("check").contains("Miriam"))
  }

  @Test func onATerminalThePageIsShownAndTheCodeTypedBack() async throws {
    let program = try await TestProgram.sealed()
    let made = await program.ask("passwd --add Miriam", answers: [TestProgram.codeShown])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("TAKING OVER A PRACTICE") && made.errors.contains("type it back: "))
    #expect(await program.ask("passwd --add Rosa", answers: ["no", "no", "no"]).status == 1)
    #expect(try SealedHeader.read(at: program.path).passphraseCosts.count == 1)
    #expect(await !program.done("check").contains("Rosa"))
  }

  @Test func whatCannotBeAddedIsSaid() async throws {
    let program = try await TestProgram.sealed()
    func errors(_ line: String) async -> String { await program.run(line).errors }
    let place = "--recovery-file \(program.folder)/"
    await program.done("passwd --add Miriam \(place)1")
    #expect(await errors("passwd --add Miriam \(place)2").hasPrefix("error: add: that label has a code already\n"))
    await program.done("passwd --add Rosa \(place)2")
    #expect(
      await errors("passwd --add Third \(place)3")
        == "error: add: two have a code already\n  Miriam\n  Rosa\nhint: couplet passwd --remove LABEL takes one away\n"
    )
    #expect(await errors("passwd --add Third").hasPrefix("error: recovery-file: it is missing\n"))
    let long = String(repeating: "ø", count: 60)
    #expect(await errors("passwd --add \(long) \(place)3") == "error: add: has more than 100 bytes\n")
    for line in [
      "passwd --add A --remove B", "passwd --recovery-code --add A", "passwd --remove A --new-passphrase-file x",
    ] { #expect(await errors(line) == "error: passwd: one change at a time\n", "\(line)") }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/3"))
    // A new key takes all codes away, and says whose.
    let rekeyed = await program.run("rekey --yes")
    #expect(rekeyed.status == 0)
    #expect(rekeyed.errors.contains("the code of Rosa opens the new file no more: couplet passwd --add makes another"))
    #expect(await !program.done("check").contains("Miriam"))
  }

  // MARK: Weak passphrases, lost codes

  @Test(arguments: ["a", "   ", "aaaaaaaaaaaaaaaaaaaa", "abc abc abc", "a\u{0}", "four words \u{7} and more"])
  func aWeakPassphraseIsWarnedOfWhereverItComesFrom(_ weak: String) async throws {
    let program = try await TestProgram.sealed()
    await program.done("plain-copy -o \(program.folder)/copy --yes")
    let pass = try program.write(weak + "\n", to: "weak")
    let new = program.folder + "/new"
    func warns(_ line: String) async {
      let result = await program.run(line)
      #expect(result.status == 0, "\(line): \(result.errors)")
      #expect(result.errors.contains("four or five words are better\n"), "\(line): \(result.errors)")
    }
    await warns("init --file \(new)-1 --passphrase-file \(pass) --recovery-file \(new)-code-1")
    await warns("restore \(program.folder)/copy --to \(new)-2 --passphrase-file \(pass) --recovery-file \(new)-code-2")
    await warns("passwd --new-passphrase-file \(pass)")
    program.passphraseFile = pass
    await warns("rekey --recovery-file \(new)-code-3")
    let terminal = await program.ask("passwd", answers: [weak, weak])
    #expect(terminal.errors.contains("four or five words are better\n"))
  }

  @Test func fourWordsAreNotWarnedOf() async throws {
    let program = try await TestProgram.sealed()
    for words in [TestProgram.passphrase, "Zoë, drei Wörter und mehr", "四つの言葉とあと少しの文字列"] {
      let pass = try program.write(words + "\n", to: "strong")
      #expect(await program.run("passwd --new-passphrase-file \(pass)").errors.isEmpty, "\(words)")
      try program.write(words + "\n", to: "current").withCString { _ = rename($0, program.folder + "/pass") }
    }
  }

  @Test func withoutATerminalNoCodeIsLostUnasked() async throws {
    let program = try await TestProgram.sealed()
    await program.done("plain-copy -o \(program.folder)/copy --yes")
    let before = try program.files()
    for line in ["rekey", "restore \(program.folder)/copy --to \(program.folder)/new", "rekey --no-input"] {
      let refused = await program.run(line)
      #expect(refused.status == 64, "\(line)")
      #expect(
        refused.errors
          == "error: recovery-file: it is missing\nhint: --recovery-file PATH makes a code; --yes goes on without one\n",
        "\(line)")
      #expect(try program.files() == before)
    }
    // What opens a backup opens what is made of it, so nothing is lost there; a plain file has no code.
    await program.done("backup \(program.folder)/backup")
    await program.done("restore \(program.folder)/backup --to \(program.folder)/again")
    await program.done("restore \(program.folder)/copy --to \(program.folder)/plain --plain")
    let said = await program.run("rekey --yes")
    #expect(said.status == 0 && said.errors.contains("no recovery code was made"))
  }

  @Test func aCodeBesideItsFileIsSaid() async throws {
    let program = try await TestProgram.sealed()
    let said = "the code lies in the folder of the file that it opens: print it, then remove \(program.folder)/mine\n"
    #expect(await program.run("passwd --recovery-file \(program.folder)/mine").errors == said)
    mkdir(program.folder + "/drawer", 0o700)
    #expect(await program.run("passwd --recovery-file \(program.folder)/drawer/mine").errors.isEmpty)
  }

  // MARK: Forms, marks, headers

  @Test func composedOrNotWithAMarkOrWithoutTheFileOpens() async throws {
    let program = try TestProgram()
    let forms = ["Zo\u{EB} und W\u{F6}rter genug", "Zoe\u{308} und Wo\u{308}rter genug"]
    for (set, tried) in [(forms[0], forms[1]), (forms[1], forms[0])] {
      program.passphraseFile = try program.write("\u{FEFF}" + set + "\r\n", to: "pass")
      await program.done("init --file \(program.folder)/f --recovery-file \(program.folder)/c --force")
      for (start, end) in [("", ""), ("\u{FEFF}", "\n"), ("", "\r\n"), ("\u{FEFF}", "\r\n")] {
        program.passphraseFile = try program.write(start + tried + end, to: "pass")
        #expect(await program.run("couple list --file \(program.folder)/f").status == 0)
      }
      program.passphraseFile = nil
      let typed = await program.ask("couple list --file \(program.folder)/f", answers: [tried])
      #expect(typed.status == 0, "\(typed.errors)")
      for name in ["f", "f.anchor", "f.lock", "c"] { unlink(program.folder + "/" + name) }
    }
  }

  /// A phrase that opened a slot is the right one: what doesn't fit is the header.
  @Test func aHeaderThatWasChangedIsNotCalledAWrongPassphrase() async throws {
    let program = try await TestProgram.sealed()
    var bytes = try Data(contentsOf: URL(filePath: program.path))
    for slot in [0, 4096] { bytes[slot + 4080] ^= 1 }
    try bytes.write(to: URL(filePath: program.path))
    let check = await program.run("check")
    #expect(check.status == 74 && unwrapped(check.output).contains("fit the key that opens it"), "\(check.output)")
    for line in ["today", "report dana-rob", "jot dana-rob -"] {
      let result = await program.run(line, input: "x")
      #expect(result.status == 74, "\(line)")
      #expect(
        result.errors
          == """
          error: file: the header of \(program.path) doesn't fit the key that opens it: it was changed, or is another file's
          hint: restore a backup

          """, "\(line)")
    }
  }

  /// It is found before any of the work is done.
  @Test func aForgedCostIsDamage() async throws {
    let program = try await TestProgram.sealed()
    var bytes = Array(try Data(contentsOf: URL(filePath: program.path)))
    for slot in [0, 4096] {
      bytes[slot + 257] = 24
      bytes.replaceSubrange(slot + 4032..<slot + 4064, with: Array(SHA256.hash(data: bytes[slot..<slot + 4032])))
    }
    try Data(bytes).write(to: URL(filePath: program.path))
    let start = ContinuousClock.now
    let result = await program.run("today")
    #expect(result.status == 74)
    #expect(
      result.errors
        == "error: file: the header of \(program.path) asks for more work than any couplet writes\nhint: restore a backup\n"
    )
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
