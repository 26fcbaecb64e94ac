import CoupletStore
import Foundation
import Testing

@testable import couplet

/// Texts that could not be saved: kept, listed, got back and dropped.
extension EditorTests {
  /// What an editor does for a text that no practice takes: it has a NUL.
  private static let refused = #"printf 'They talked.\nand \0 more\n' >> "$1""#

  private func plain() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  private func id(_ result: TestProgram.Result) throws -> String {
    let hint = #/hint: (?:.*; )?your text is kept: couplet note recover ([0-9a-f]{6}) prints it\n$/#
    return String(try #require(result.errors.firstMatch(of: hint), "\(result.errors)").output.1)
  }

  private func files(_ program: TestProgram) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder).filter { $0.contains(".draft-") }
  }

  @Test func aTextThatCannotBeSavedIsKeptAndPrinted() async throws {
    let program = try await plain()
    let result = try await program.edit("note add s1 --yes", editor: Self.refused)
    #expect(result.status == 65)
    #expect(result.errors.contains("error: note: has a NUL character\n"))
    let id = try id(result)
    #expect(try files(program) == ["practice.couplet.draft-\(id)"])
    let file = "\(program.path).draft-\(id)"
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: try program.editedFolder()))
    #expect(await program.done("note recover \(id)") == "They talked.\nand \0 more\n")
    let list = await program.done("note recover")
    #expect(list.hasPrefix("\(id) · Mon 2026-11-23 14:02 · dana-rob · "))
    #expect(!list.contains("They talked"))
    #expect(await program.done("note list dana-rob --json") == "[]\n")
  }

  @Test func aSealedPracticeSealsIt() async throws {
    let program = try await TestProgram.sealed()
    let id = try id(try await program.edit("note add s1 --yes", editor: Self.refused))
    let bytes = try #require(FileManager.default.contents(atPath: "\(program.path).draft-\(id)"))
    for word in ["talked", "dana", "Reyes", "couple"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
    #expect(await program.done("note recover \(id)").hasPrefix("They talked.\n"))
    program.passphraseFile = nil
    let locked = await program.run("note recover \(id)")
    #expect(locked.status == 77)
    #expect(locked.output.isEmpty)
  }

  @Test func bytesThatAreNoTextAreKept() async throws {
    let program = try await plain()
    let result = try await program.edit("note add s1 --yes", editor: #"printf 'talk \377\n' >> "$1""#)
    #expect(result.status == 65)
    #expect(result.errors.contains("error: note: the editor left no valid UTF-8\n"))
    let id = try id(result)
    let printed = await program.run("note recover \(id)")
    #expect(printed.output == "\ntalk \u{FFFD}\n" || printed.output == "talk \u{FFFD}\n")
    #expect(printed.errors == "\(id) is not valid UTF-8; --json has its bytes\n")
    let json = await program.done("note recover \(id) --json")
    #expect(json.contains("\"text\": null"))
    let bytes = Data([UInt8]("talk ".utf8) + [0xFF])
    let base64 = try #require(json.firstMatch(of: #/"base64": "([^"]+)"/#)).output.1
    #expect(Data(base64Encoded: String(base64))?.range(of: bytes) != nil)
  }

  @Test func anEditorThatFailsLosesNoText() async throws {
    let program = try await plain()
    let changed = try await program.edit("note add s1 --yes", editor: #"echo 'They talked.' >> "$1"; exit 3"#)
    #expect(changed.status == 1)
    #expect(changed.errors.contains("error: editor: it ended with an error; nothing was saved\n"))
    #expect(await program.done("note recover \(try id(changed))") == "They talked.\n")
    let unchanged = try await program.edit("note add s1 --yes", editor: "exit 3")
    #expect(unchanged.errors.hasSuffix("error: editor: it ended with an error; nothing was saved\n"))
    let missing = try await program.edit("note add s1 --yes", editor: "", environment: ["EDITOR": "/no/editor"])
    let absent = "error: editor: 'editor' can't be started; nothing was saved\n"
    #expect(missing.errors.hasSuffix(absent + "hint: set EDITOR to one that is there, such as nano\n"))
    #expect(try files(program).count == 1)
  }

  @Test(arguments: ["HUP", "TERM"])
  func aProgramThatIsToldToEndKeepsWhatTheEditorSaved(_ signal: String) async throws {
    let program = try await plain()
    let result = try await program.edit(
      "note add s1 --yes", editor: #"echo 'They talked.' >> "$1"; kill -\#(signal) \#(getpid())"#)
    #expect(result.status == 1)
    #expect(result.errors.contains("error: editor: the program was told to end; nothing was saved\n"))
    #expect(await program.done("note recover \(try id(result))") == "They talked.\n")
  }

  @Test func anInterruptFromTheKeyboardIsTheEditors() async throws {
    let program = try await plain()
    let result = try await program.edit(
      "note add s1 --yes", editor: #"kill -INT \#(getpid()); echo 'They talked.' >> "$1""#)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func whereNoDraftCanBeWrittenTheTextStaysInItsFolder() async throws {
    let program = try await plain()
    // A folder in the way of the name that a draft is made under.
    let birth = "\(program.path).new-\(getpid())"
    try FileManager.default.createDirectory(atPath: birth + "/x", withIntermediateDirectories: true)
    let result = try await program.edit("note add s1 --yes", editor: Self.refused)
    #expect(result.status == 65)
    let folder = try program.editedFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      result.errors.hasSuffix(
        "hint: no draft can be written (file: can't write to \(birth): file exists); your text is in \(folder)/note.txt\n"
      ))
    #expect(try String(contentsOfFile: folder + "/note.txt", encoding: .utf8).contains("They talked."))
  }

  // MARK: Opened again

  /// What an editor does that is killed after it wrote.
  private static let killed = #"echo 'They talked.' >> "$1"; exit 3"#

  @Test(arguments: [false, true]) func whatWasKeptOpensInItsNote(isSealed: Bool) async throws {
    let program = isSealed ? try await TestProgram.sealed() : try await plain()
    let id = try id(try await program.edit("note add s1 --yes", editor: Self.killed))
    let list = await program.done("note recover")
    #expect(list.hasSuffix("to: both partners\n         couplet note add s1 opens with it\n"), "\(list)")
    // Another's note doesn't, nor does another text of the same session.
    for line in ["note add s1 --audience Rob --yes", "private add s1 --yes"] {
      let other = try await program.edit(line, editor: #"grep -q talked "$1" && exit 3; echo 'Another.' >> "$1""#)
      #expect(other.status == 0, "\(line): \(other.errors)")
    }
    let opened = try await program.edit("note add s1 --yes", editor: #"echo 'And more.' >> "$1""#)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.errors.contains("opened with the text that was kept on Mon 2026-11-23 14:02: \(id)\n"))
    #expect(await program.done("note show n2 --json").contains(#""They talked.\nAnd more.""#))
    #expect(try files(program) == [])
  }

  @Test func whatWasKeptIsKeptOnceWhereItFailsAgain() async throws {
    let program = try await plain()
    await program.done("note add s1 -", input: "One.")
    let first = try id(try await program.edit("note edit n1 --yes", editor: Self.killed))
    let second = try id(try await program.edit("note edit n1 --yes", editor: #"echo 'More.' >> "$1"; exit 3"#))
    #expect(first != second)
    #expect(try files(program) == ["practice.couplet.draft-\(second)"])
    // Nothing changed, so it stays as it is.
    #expect(try await program.edit("note edit n1 --yes", editor: "exit 3").status == 1)
    #expect(try files(program) == ["practice.couplet.draft-\(second)"])
    // As it stands it is another text than the note's.
    #expect(try await program.edit("note edit n1 --yes", editor: "true").status == 0)
    #expect(await program.done("note show n1 --json").contains(#""One.\nThey talked.\nMore.""#))
    #expect(try files(program) == [])
  }

  // MARK: After a kill

  /// A folder as a program that was killed leaves it; its number is one that no process has.
  private func leaveBehind(
    _ program: TestProgram, _ text: String, practice: String? = nil, number: Int = 4_194_305,
    head: String = "dana-rob · s1"
  ) throws -> String {
    let folder = "/dev/shm/couplet-\(number)-\(UUID().uuidString.prefix(6))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let purpose = #"{"couple":"dana-rob","for":"\#(head)","clock":"2026-11-23T12:00:00Z"}"#
    let real = (practice ?? program.path)
    let path = String(cString: try #require(realpath(real, nil)))
    try ##"{"practice":"\##(path)","purpose":\##(purpose),"buffer":"#| head\n\n"}"##
      .write(toFile: folder + "/about", atomically: false, encoding: .utf8)
    try text.write(toFile: folder + "/note.txt", atomically: false, encoding: .utf8)
    return folder
  }

  @Test func whatAKilledProgramLeftBecomesADraft() async throws {
    for program in [try await plain(), try await TestProgram.sealed()] {
      let folder = try leaveBehind(program, "#| head\nThey talked.\n")
      let result = try await program.edit("note add s1 --yes", editor: #"echo 'Another.' >> "$1""#)
      #expect(result.status == 0, "\(result.errors)")
      let said = #/a text was being written when couplet was stopped; it is kept: couplet note recover (\w+)\n/#
      let id = try #require(result.errors.firstMatch(of: said)).output.1
      #expect(await program.done("note recover \(id)") == "They talked.\n")
      #expect(await program.done("note recover") == "\(id) · Mon 2026-11-23 13:00 · dana-rob · s1\n")
      #expect(!FileManager.default.fileExists(atPath: folder))
      #expect(await program.done("note show n1 --json").contains("Another."))
    }
  }

  @Test func whatWasNeverWrittenIsKeptToo() async throws {
    let program = try await plain()
    let folder = try leaveBehind(program, "#| head\n\n")
    try "#| head\nThey talked.\n".write(toFile: folder + "/note.txt.save", atomically: false, encoding: .utf8)
    #expect(await program.run("note recover").output.contains("dana-rob · s1"))
    let id = try #require(try files(program).first).suffix(6)
    #expect(await program.done("note recover \(id)") == "They talked.\n")
  }

  @Test func whatCannotBeKeptStaysInItsFolder() async throws {
    let program = try await plain()
    _ = try leaveBehind(program, "They talked.")
    try FileManager.default.createDirectory(
      atPath: "\(program.path).new-\(getpid())/x", withIntermediateDirectories: true)
    let result = await program.run("note recover")
    let said = #/^a text was being written when couplet was stopped; it can't be kept and is in (\S+)\n$/#
    let file = String(try #require(result.errors.firstMatch(of: said), "\(result.errors)").output.1)
    defer { try? FileManager.default.removeItem(atPath: (file as NSString).deletingLastPathComponent) }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "They talked.")
  }

  @Test func whatIsUnchangedIsTakenAwaySilently() async throws {
    let program = try await plain()
    let folder = try leaveBehind(program, "#| head\n\n")
    #expect(await program.run("note recover").errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try files(program) == [])
  }

  @Test func whatIsNotOursStays() async throws {
    let program = try await plain()
    let other = try await plain()
    // Of another practice, of a program that runs, and open to others.
    let folders = [
      try leaveBehind(program, "They talked.", practice: other.path),
      try leaveBehind(program, "They talked.", number: Int(getpid())), try leaveBehind(program, "They talked."),
    ]
    defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
    chmod(folders[2], 0o755)
    let result = await program.run("note recover")
    #expect(result.output == "no draft is kept\n")
    #expect(result.errors.isEmpty)
    for folder in folders { #expect(FileManager.default.fileExists(atPath: folder)) }
  }

  @Test func anEditorThatIsStillOpenKeepsItsFolder() async throws {
    let program = try await plain()
    let folder = try leaveBehind(program, "They talked.")
    let editor = Process()
    editor.executableURL = URL(filePath: "/usr/bin/tail")
    editor.arguments = ["-f", folder + "/note.txt"]
    editor.standardOutput = FileHandle.nullDevice
    try editor.run()
    #expect(await program.done("note recover") == "no draft is kept\n")
    #expect(FileManager.default.fileExists(atPath: folder))
    // Not SIGTERM: the thread that started it may have that one held back, and hands this on.
    kill(editor.processIdentifier, SIGKILL)
    editor.waitUntilExit()
    #expect(await program.done("note recover").contains("dana-rob · s1"))
  }

  // MARK: Commands

  @Test func aDraftIsDroppedOnceAsked() async throws {
    let program = try await plain()
    let id = try id(try await program.edit("note add s1 --yes", editor: Self.refused))
    let unasked = await program.run("note recover \(id) --drop")
    #expect(unasked.status == 1)
    #expect(unasked.errors.contains("--yes"))
    #expect(await program.done("note recover \(id) --drop --yes --json") == "{\n  \"id\": \"\(id)\"\n}\n")
    #expect(await program.done("note recover --json") == "[]\n")
    #expect(await program.done("note recover") == "no draft is kept\n")
    let gone = await program.run("note recover \(id)")
    #expect(gone.status == 1)
    #expect(
      gone.errors
        == "error: note recover: no draft has the digits '\(id)'\nhint: couplet note recover lists them\n")
    let bare = await program.run("note recover --drop")
    #expect(bare.errors == "error: note recover: --drop takes the digits of a draft\n")
  }

  @Test func aDamagedDraftIsListedAndCanBeDropped() async throws {
    let program = try await TestProgram.sealed()
    _ = try program.write("noise", to: "practice.couplet.draft-0123ab")
    #expect(await program.done("note recover") == "0123ab · can't be read: damaged, or of another key\n")
    let result = await program.run("note recover 0123ab")
    #expect(result.status == 74)
    #expect(
      result.errors == """
        error: note recover: 0123ab can't be read: damaged, or of another key
        hint: couplet note recover 0123ab --drop takes it away

        """)
    await program.done("note recover 0123ab --drop --yes")
    #expect(try files(program) == [])
  }

  @Test func theFileKnowsOfItsDrafts() async throws {
    let program = try await TestProgram.sealed()
    let id = try id(try await program.edit("note add s1 --yes", editor: Self.refused))
    #expect(await program.done("check").contains("1 kept of texts that could not be saved"))
    let rekey = await program.run("rekey --recovery-file \(program.folder)/new-code")
    #expect(rekey.status == 1)
    #expect(rekey.errors.hasPrefix("error: drafts: texts are kept that only the old key opens\n"))
    // The same key still opens it, so it stays where it is.
    await program.done("backup \(program.folder)/backup.couplet")
    await program.done("restore \(program.folder)/backup.couplet --to \(program.path) --yes")
    #expect(await program.done("note recover \(id)").hasPrefix("They talked."))
    // Another file's key doesn't: it goes with the file that it belongs to.
    let other = try await TestProgram.sealed(ofItsOwn: true)
    await other.done("backup \(program.folder)/other.couplet")
    let restored = await program.run("restore \(program.folder)/other.couplet --to \(program.path) --yes --json")
    let kept = try #require(restored.output.firstMatch(of: #/"kept": "([^"]+)"/#)).output.1
    #expect(
      restored.errors.contains("1 draft went with it: couplet note recover and private recover, with --file \(kept)\n"))
    #expect(await program.done("note recover") == "no draft is kept\n")
    #expect(await program.done("note recover \(id) --file \(kept)").hasPrefix("They talked."))
  }

  // MARK: Psychotherapy notes

  private func privateID(_ result: TestProgram.Result) throws -> String {
    let hint = #/hint: (?:.*; )?your text is kept: couplet private recover ([0-9a-f]{6}) prints it\n$/#
    return String(try #require(result.errors.firstMatch(of: hint), "\(result.errors)").output.1)
  }

  @Test func aPsychotherapyNotesDraftIsNotThereForNotes() async throws {
    for program in [try await plain(), try await TestProgram.sealed()] {
      let id = try privateID(try await program.edit("private add s1 --yes", editor: Self.refused))
      #expect(await program.done("note recover") == "no draft is kept\n")
      #expect(await program.done("note recover --json") == "[]\n")
      for line in ["note recover \(id)", "note recover \(id) --json", "note recover \(id) --drop --yes"] {
        let result = await program.run(line)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(
          result.errors
            == "error: note recover: no draft has the digits '\(id)'\nhint: couplet note recover lists them\n")
      }
      let list = await program.done("private recover")
      #expect(list.hasPrefix("\(id) · Mon 2026-11-23 14:02 · dana-rob · "))
      #expect(!list.contains("They talked"))
      #expect(await program.done("private recover \(id)") == "They talked.\nand \0 more\n")
      #expect(await program.done("private recover \(id) --drop --yes --json") == "{\n  \"id\": \"\(id)\"\n}\n")
      #expect(await program.done("private recover") == "no draft is kept\n")
      #expect(try files(program) == [])
    }
  }

  @Test func aNotesDraftIsNotThereForPsychotherapyNotes() async throws {
    let program = try await plain()
    let id = try id(try await program.edit("note add s1 --yes", editor: Self.refused))
    #expect(await program.done("private recover") == "no draft is kept\n")
    let result = await program.run("private recover \(id)")
    #expect(result.status == 1)
    #expect(
      result.errors
        == "error: private recover: no draft has the digits '\(id)'\nhint: couplet private recover lists them\n")
    let bare = await program.run("private recover --drop")
    #expect(bare.errors == "error: private recover: --drop takes the digits of a draft\n")
    #expect(await program.done("note recover").hasPrefix("\(id) · "))
  }

  @Test func aFieldThatIsRefusedLosesNoTextOfAnEditedPsychotherapyNote() async throws {
    let program = try await plain()
    await program.done("private add s1 -", input: "I felt left out.")
    let result = try await program.edit("private edit x1 --yes", editor: #"echo 'Dx - F32.1' >> "$1""#)
    #expect(result.status == 65)
    #expect(result.errors.contains("error: psychotherapy note: line 2 is a field for diagnosis\n"))
    #expect(
      await program.done("private recover \(try privateID(result))") == "I felt left out.\nDx - F32.1\n")
    #expect(await program.done("private show x1 --json").contains("\"I felt left out.\""))
  }

  @Test func draftsOfBeforeTellTheirKindByTheirFirstLine() async throws {
    let program = try await plain()
    let purpose = #"{"clock":"2026-11-23T12:00:00Z","couple":"dana-rob","for":"dana-rob · s1"#
    _ = try program.write(purpose + " · x3 · psychotherapy note\"}\nMine.", to: "practice.couplet.draft-0123ab")
    _ = try program.write(purpose + "\"}\nTheirs.", to: "practice.couplet.draft-0123ac")
    #expect(await program.done("note recover") == "0123ac · Mon 2026-11-23 13:00 · dana-rob · s1\n")
    #expect(await program.done("note recover 0123a") == "Theirs.\n")
    #expect(await program.done("private recover 0123a") == "Mine.\n")
  }

  @Test func whatAKilledProgramLeftOfAPsychotherapyNoteStaysApart() async throws {
    let program = try await plain()
    _ = try leaveBehind(program, "Mine.\n", head: "dana-rob · s1 · psychotherapy note")
    let result = await program.run("note recover")
    #expect(result.output == "no draft is kept\n")
    let said = #/^a text was being written when couplet was stopped; it is kept: couplet private recover (\w+)\n$/#
    let id = try #require(result.errors.firstMatch(of: said), "\(result.errors)").output.1
    #expect(await program.done("private recover \(id)") == "Mine.\n")
  }

  @Test func aDraftThatDoesNotOpenIsNamedByBoth() async throws {
    let program = try await TestProgram.sealed()
    _ = try program.write("noise", to: "practice.couplet.draft-0123ab")
    for name in ["note", "private"] {
      #expect(
        await program.done("\(name) recover") == "0123ab · can't be read: damaged, or of another key\n")
    }
    await program.done("private recover 0123ab --drop --yes")
    #expect(try files(program) == [])
  }

  @Test(arguments: ["results", "score", "goals", "times", "medications", "test", "start", "diagnosis"])
  func aFieldAskedForAsAnOptionIsRefusedWithTheReason(_ field: String) async throws {
    let program = try await plain()
    let result = await program.run("private add s1 - --\(field) x", input: "I felt left out.")
    #expect(result.errors.hasPrefix("error: \(field): a psychotherapy note doesn't hold it\n"))
    #expect(await program.done("private list dana-rob --json") == "[]\n")
  }
}
