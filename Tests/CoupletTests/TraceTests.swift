import CoupletCore
import Foundation
import Testing

@testable import CoupletStore
@testable import couplet

/// What this computer remembers of a practice file's last save, in the state folder, where no copy brings an older one.
@Suite struct TraceTests {
  private func made(isSealed: Bool) async throws -> TestProgram {
    if isSealed { return try await .sealed() }
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  /// Puts the practice's folder back as it was, with all that stood beside the file.
  private func putBack(_ files: [String: Data], _ program: TestProgram) throws {
    for name in try program.files().keys { unlink(program.folder + "/" + name) }
    try program.put(files)
  }

  @Test(arguments: [false, true])
  func aFolderThatIsPutBackIsNoticed(isSealed: Bool) async throws {
    let program = try await made(isSealed: isSealed)
    await program.done("jot dana-rob -", input: "The first line.")
    let before = try program.files()
    await program.done("jot dana-rob -", input: "The second line.")
    await program.done("jot dana-rob -", input: "The third line.")
    try putBack(before, program)
    let said = "file: 2 saved entries are missing at its end (j5 to j6)"
    for _ in 1...2 {
      let reading = await program.run("jot list dana-rob --all")
      #expect(reading.status == 0 && reading.output.contains("The first line."))
      #expect(unwrapped(reading.errors).contains(said), "\(reading.errors)")
      #expect(unwrapped(reading.errors).contains("restore a backup that has them, or go on without them"))
    }
    let writing = await program.run("jot dana-rob -", input: "One more.")
    #expect(writing.status == 74 && unwrapped(writing.errors).contains(said))
    let check = await program.run("check")
    #expect(check.status == 74 && unwrapped(check.output).contains("2 saved entries are missing at its end (j5 to j6)"))
    #expect(unwrapped(await program.done("check --accept-loss --yes")).contains("2 saved entries are missing"))
    await program.done("jot dana-rob -", input: "One more.")
    // Numbers of what is gone aren't given again.
    #expect(await program.done("log").contains("j8"))
    #expect(await program.run("check").status == 0)
  }

  /// What can't be saved is known before somebody types it.
  @Test func nothingIsAskedThatCouldNotBeSaved() async throws {
    let program = try await made(isSealed: false)
    let before = try program.files()
    await program.done("jot dana-rob -", input: "Gone.")
    try putBack(before, program)
    program.isInteractive = true
    program.answers = ["A long line."]
    #expect(await program.run("jot dana-rob").status == 74)
    #expect(program.answers == ["A long line."])
    let edited = try await program.edit("note add s1 --yes", editor: #"echo 'A long text.' > "$1""#)
    #expect(edited.status == 74 && !FileManager.default.fileExists(atPath: program.folder + "/edited"))
  }

  @Test(arguments: [false, true])
  func anotherHistoryOfTheSameLengthIsNoticed(isSealed: Bool) async throws {
    let program = try await made(isSealed: isSealed)
    let before = try program.files()
    await program.done("jot dana-rob -", input: "On the other computer.")
    let other = try program.files()
    try putBack(before, program)
    await program.done("check --accept-loss --yes")
    await program.done("jot dana-rob -", input: "On this one.")
    try putBack(other, program)
    let reading = await program.run("couple list")
    #expect(reading.status == 0)
    #expect(unwrapped(reading.errors).contains("missing at its end"), "\(reading.errors)")
  }

  /// What comes from another computer and goes on from here is no loss, and neither is another practice.
  @Test(arguments: [false, true])
  func whatWentOnElsewhereIsTaken(isSealed: Bool) async throws {
    let program = try await made(isSealed: isSealed)
    await program.done("jot dana-rob -", input: "Here.")
    let elsewhere = try await made(isSealed: isSealed)
    try putBack(program.files(), elsewhere)
    await elsewhere.done("jot dana-rob -", input: "There.")
    try putBack(elsewhere.files(), program)
    let result = await program.run("jot dana-rob -", input: "Here again.")
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
  }

  @Test func anotherPracticeUnderTheNameIsNoLoss() async throws {
    let program = try await made(isSealed: false)
    await program.done("jot dana-rob -", input: "Here.")
    let other = try TestProgram()
    other.now = Instant(seconds: program.now.seconds - 86_400)
    await other.done("init --plain --counselor 'Eve Quill'")
    try putBack(other.files(), program)
    let result = await program.run("client add 'Maya Ortiz'")
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    #expect(await program.run("check").status == 0)
  }

  @Test func whatThisComputerRemembersMayBeGoneOrMakeNoSense() async throws {
    let program = try await made(isSealed: false)
    let before = try program.files()
    await program.done("jot dana-rob -", input: "Here.")
    let folder = program.folder + "/.local/state/couplet/"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("last-") })
    let whole = try String(contentsOfFile: folder + name, encoding: .utf8)
    #expect(!whole.contains("Here"))
    for text in ["", "4", "x\ny\nz\n", String(whole.dropLast(9)), whole + whole, "\u{0}\u{0}"] {
      try text.write(toFile: folder + name, atomically: false, encoding: .utf8)
      try putBack(before, program)
      #expect(await program.run("couple list").errors == "")
    }
    try FileManager.default.removeItem(atPath: folder)
    #expect(mkdir(folder, 0o500) == 0)
    await program.done("jot dana-rob -", input: "Where nothing can be remembered.")
  }

  /// A restored backup, and a file with a new key, are what is remembered from then on.
  @Test func aRestoreIsRemembered() async throws {
    let program = try await made(isSealed: true)
    await program.done("backup \(program.folder)/backup")
    for line in 1...3 { await program.done("jot dana-rob -", input: "Line \(line).") }
    await program.done("restore \(program.folder)/backup --to \(program.path) --yes")
    #expect(await program.run("jot dana-rob -", input: "After it.").errors == "")
    let restored = try program.files()
    await program.done("jot dana-rob -", input: "Lost.")
    try putBack(restored, program)
    #expect(unwrapped(await program.run("couple list").errors).contains("1 saved entry is missing at its end"))
  }
}
