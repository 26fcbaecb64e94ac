import Foundation
import Testing

@testable import couplet

/// What each editor is started with, and what is said of those that keep something.
extension EditorTests {
  /// A practice, and a folder of programs that leave their arguments and their temporary folder behind.
  private func program(_ names: [String]) async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    try FileManager.default.createDirectory(atPath: program.folder + "/bin", withIntermediateDirectories: false)
    for name in names {
      let script = """
        #!/bin/sh
        printf '%s\\n' "$TMPDIR" "$@" > \(program.folder)/arguments
        for last in "$@"; do :; done
        cp "$last" \(program.folder)/buffer
        cat "$(dirname "$last")/settings" > \(program.folder)/settings 2>/dev/null
        echo 'They talked.' >> "$last"

        """
      let path = "\(program.folder)/bin/\(name)"
      try script.write(toFile: path, atomically: true, encoding: .utf8)
      chmod(path, 0o700)
    }
    return program
  }

  /// Runs `note add` with a setting; gives the arguments before the file, and what was said.
  private func run(
    _ program: TestProgram, _ setting: String, path: String = ":/usr/bin:/bin"
  ) async throws -> (arguments: [String], errors: String) {
    program.isInteractive = true
    defer { program.isInteractive = false }
    let result = await program.run(
      ["note", "add", "s1", "--yes"],
      environment: ["EDITOR": setting, "PATH": "\(program.folder)/bin\(path)"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try String(contentsOfFile: program.folder + "/arguments", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let folder = try #require(lines.first)
    #expect(folder.hasPrefix("/dev/shm/couplet-\(getpid())-"))
    #expect(lines.last == folder + "/note.txt")
    #expect(!FileManager.default.fileExists(atPath: folder))
    let arguments = lines.dropFirst().dropLast().map { $0.replacingOccurrences(of: folder, with: "FOLDER") }
    return (arguments, result.errors.split(separator: "\n").dropFirst().joined(separator: "\n"))
  }

  private static let vim = [
    "-f", "-n", "-i", "NONE", "-c",
    "silent! set noswapfile nobackup nowritebackup noundofile patchmode= viminfo= | silent! set viminfofile=NONE",
    "-S", "FOLDER/settings", "+4",
  ]

  @Test func turnsOffWhatEachEditorKeeps() async throws {
    let program = try await program(["vim", "vim.tiny", "nvim", "nano", "emacs-gtk", "micro", "hx"])
    #expect(try await run(program, "vim") == (Self.vim, ""))
    #expect(try await run(program, "vim -u 'my rc'") == (["-u", "my rc"] + Self.vim, ""))
    #expect(try await run(program, "LANG=C \(program.folder)/bin/vim.tiny") == (Self.vim, ""))
    let nvim = try await run(program, "nvim").arguments
    #expect(nvim.starts(with: ["-n", "-i", "NONE", "-c"]))
    #expect(nvim.dropLast(3).last?.contains("noundofile patchmode= shada=") == true)
    #expect(nvim.suffix(3) == ["-S", "FOLDER/settings", "+4"])
    let emacs = try await run(program, "emacs-gtk -nw").arguments
    #expect(emacs.starts(with: ["-nw", "--eval"]))
    #expect(emacs.dropLast().last?.contains("make-backup-files nil auto-save-default nil") == true)
    #expect(emacs.last == "+4")
    #expect(
      try await run(program, "micro").arguments
        == ["-backup", "false", "-savehistory", "false", "-savecursor", "false", "-saveundo", "false", "+4:1"])
    #expect(try await run(program, "hx") == ([], ""))
  }

  @Test func nanoGetsTheUsersSettingsWithoutThoseThatKeepSomething() async throws {
    let program = try await program(["nano"])
    try "set backup\nset softwrap\n".write(toFile: program.folder + "/.nanorc", atomically: true, encoding: .utf8)
    #expect(try await run(program, "nano") == (["--rcfile=FOLDER/settings", "+4"], ""))
    let settings = try String(contentsOfFile: program.folder + "/settings", encoding: .utf8)
    #expect(
      settings.hasSuffix("set softwrap\n\nunset backup\nunset historylog\nunset positionlog\nunset locking\n"))
  }

  @Test func aLinkGoesByWhereItLeads() async throws {
    let program = try await program(["vim.basic", "nano", "vi-of-another-kind", "busybox"])
    for (link, target) in [("editor", "nano"), ("vi", "vim.basic"), ("ex", "busybox"), ("view", "vi-of-another-kind")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(program.folder)/bin/\(link)", withDestinationPath: target)
    }
    #expect(try await run(program, "editor").arguments == ["--rcfile=FOLDER/settings", "+4"])
    #expect(try await run(program, "vi") == (Self.vim, ""))
    #expect(try await run(program, "ex") == ([], ""))
    #expect(try await run(program, "view").errors == "view keeps its own history and copies of what it edits")
  }

  /// Neither variable is set: the first there is, in this order, with what keeps it from keeping something.
  @Test func takesTheFirstThereIsWhereNoneIsSet() async throws {
    let program = try await program(["vim.basic", "vim.tiny", "nano"])
    let bin = program.folder + "/bin"
    try FileManager.default.createSymbolicLink(atPath: bin + "/vi", withDestinationPath: "vim.basic")
    // As Debian has it: a link to a link.
    try FileManager.default.createSymbolicLink(atPath: bin + "/choice", withDestinationPath: "vim.tiny")
    try FileManager.default.createSymbolicLink(atPath: bin + "/editor", withDestinationPath: "choice")
    // Nothing else of this system is on the path.
    for tool in ["sh", "cat", "cp", "dirname"] {
      try FileManager.default.createSymbolicLink(atPath: "\(bin)/\(tool)", withDestinationPath: "/bin/\(tool)")
    }
    let vim = Self.vim.dropLast() + ["+5"]
    for (name, arguments, words) in [
      ("editor", Array(vim), "editor (vim.tiny)"), ("nano", ["--rcfile=FOLDER/settings", "+5"], "nano"),
      ("vim.tiny", Array(vim), "vim.tiny"), ("vi", Array(vim), "vi (vim.basic)"),
    ] {
      let command = try #require(EditorCommand(["PATH": bin, "EDITOR": " "]))
      #expect(command.line == name && command.isFound && command.warning == nil)
      #expect(command.remark == "Opened with \(words): neither VISUAL nor EDITOR is set.")
      let result = try await run(program, "", path: "")
      #expect(result.arguments == arguments && result.errors.isEmpty, "\(name)")
      let text = try String(contentsOfFile: program.folder + "/buffer", encoding: .utf8)
      #expect(text.contains("#| Opened with \(words): neither"), "\(text)")
      try FileManager.default.removeItem(atPath: "\(bin)/\(name)")
    }
    #expect(EditorCommand(["PATH": bin]) == nil && EditorCommand([:]) == nil)
    let set = try #require(EditorCommand(["PATH": bin, "EDITOR": "vim.basic", "VISUAL": ""]))
    #expect(set.line == "vim.basic" && set.remark == nil)
    #expect(EditorCommand(["EDITOR": "one", "VISUAL": "other"])?.line == "other")
    #expect(!(await program.done("note show n1")).contains("Opened with"))
  }

  @Test func saysWhereTheOneThatIsFoundKeepsSomething() async throws {
    let program = try await program(["nvi"])
    try FileManager.default.createSymbolicLink(atPath: program.folder + "/bin/vi", withDestinationPath: "nvi")
    let command = try #require(EditorCommand(["PATH": program.folder + "/bin"]))
    #expect(command.warning == "vi keeps its own history and copies of what it edits")
  }

  @Test(arguments: ["code", "emacsclient", "subl"])
  func saysWhereAnEditorIsKnownToKeepSomething(_ name: String) async throws {
    let program = try await program([name])
    let result = try await run(program, "\(name) --wait")
    #expect(result.arguments == ["--wait"])
    #expect(result.errors == "\(name) keeps its own history and copies of what it edits")
  }

  @Test func moreThanOneCommandIsLeftAlone() async throws {
    let program = try await program(["vim"])
    let result = try await run(program, "true && vim")
    #expect(result.arguments == [])
    #expect(result.errors == "editor: it is more than one command, so what they keep isn't turned off")
  }

  // MARK: The folder

  @Test func saysWhenTheDiskIsAllThereIs() throws {
    let place = try TestProgram()
    var said: [String] = []
    let folder = try EditorFolder(memory: [], disk: [place.folder]) { said.append($0) }
    defer { folder.remove() }
    #expect(
      said == ["no memory file system here: while you edit, the text stands on the disk in \(folder.path)"])
    #expect(try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
    #expect(throws: (any Error).self) { try EditorFolder(memory: [], disk: ["/no/place"]) { _ in } }
  }

  @Test func takesAMemoryFileSystemAlone() throws {
    let places = EditorFolder.places(["XDG_RUNTIME_DIR": "/proc", "TMPDIR": "relative"])
    #expect(places.memory == ["/dev/shm"])
    #expect(places.disk == ["/tmp"])
    #expect(EditorFolder.places(["XDG_RUNTIME_DIR": "/dev/shm/"]).memory == ["/dev/shm/", "/dev/shm"])
  }

  @Test func overwritesWhatTheEditorLeftInIt() throws {
    let folder = try EditorFolder(memory: ["/dev/shm"], disk: []) { _ in }
    let outside = try TestProgram()
    let other = try outside.write("stays", to: "other")
    try FileManager.default.createDirectory(atPath: folder.path + "/deep", withIntermediateDirectories: false)
    try "They talked.".write(toFile: folder.path + "/deep/.note.swp", atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: other)
    // A second name, that outlives the first, shows what was written last.
    let second = "/dev/shm/second-\(getpid())"
    #expect(link(folder.path + "/deep/.note.swp", second) == 0)
    defer { unlink(second) }
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    #expect(FileManager.default.contents(atPath: second) == Data(count: 12))
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "stays")
  }

  @Test func theKeyIsAskedForBeforeTheEditorOpens() async throws {
    let program = try await TestProgram.sealed()
    program.passphraseFile = nil
    program.answers = ["not the passphrase"]
    let refused = try await program.edit("note add s1 --yes", editor: #"echo 'They talked.' >> "$1""#)
    #expect(refused.status == 77)
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/edited"))
    program.answers = [TestProgram.passphrase]
    let done = try await program.edit("note add s1 --yes", editor: #"echo 'They talked.' >> "$1""#)
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.errors.hasPrefix("passphrase"))
  }
}
