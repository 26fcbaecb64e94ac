import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore
@testable import couplet

/// A row that breaks a rule ends a command with 74 and the record's id; what has nothing to do with it is answered.
@Suite struct DamagedRowTests {
  /// Two couples, each with a note, in a practice whose rows are then changed past the program.
  private static func practice(isSealed: Bool, _ sql: String = "") async throws -> TestProgram {
    let program = try isSealed ? await TestProgram.sealed() : TestProgram()
    if !isSealed { await program.withCouple() }
    await program.done("couple add 'Ann & Bo' --new-member 'Ann Lee' --new-member 'Bo Lee' --since 2026-09-01")
    await program.done("session add ann-bo --on 2026-11-16 --at 16:00")
    await program.done("note add s1 -", input: "They spoke of home.")
    await program.done("note add s2 -", input: "They spoke of money.")
    try harm(program, sql)
    return program
  }

  private static func harm(_ program: TestProgram, _ sql: String) throws {
    let closed = try ClosedPractice(at: program.path)
    let key = closed.isSealed ? try closed.key(phrase: Array(TestProgram.passphrase.utf8)) : nil
    let file = try PracticeFile.connect(to: program.path, try closed.seal(key))
    try file.queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(sql)")
    }
    try file.close()
  }

  @Test(arguments: [true, false]) func aRowThatIsDamagedIsNamed(isSealed: Bool) async throws {
    let program = try await Self.practice(
      isSealed: isSealed, "UPDATE fact SET text = NULL WHERE letter = 'n' AND number = 1")
    for line in ["note list dana-rob", "brief dana-rob", "note show n1", "report dana-rob", "couple show dana-rob"] {
      let result = await program.run(line)
      #expect(result.status == 74 && result.output.isEmpty, "\(line)")
      #expect(
        result.errors == "error: file: n1 can't be read: text is missing\nhint: couplet check says more\n", "\(line)")
    }
    // The other couple's chart has nothing to do with it, and can be added to.
    for line in ["note list ann-bo", "brief ann-bo", "note show n2", "report ann-bo", "jot add ann-bo -"] {
      let result = await program.run(line, input: "a line")
      #expect(result.status == 0 && !result.errors.contains("n1"), "\(line): \(result.errors)")
    }
    let check = await program.run("check")
    #expect(check.status == 74 && check.output.contains("BROKEN  a half, or the text, is missing of n1"))
  }

  @Test(arguments: [true, false]) func whatIsAboutAllShowsTheRest(isSealed: Bool) async throws {
    let program = try await Self.practice(
      isSealed: isSealed, "DELETE FROM note WHERE id = (SELECT id FROM fact WHERE letter = 'n' AND number = 1)")
    let left = "left out: dana-rob: n1 can't be read: a half of it is missing\n"
    let end = "error: file: one part can't be read; the rest is shown\nhint: couplet check says more\n"
    for line in ["today", "couple list", "session list --all", "search money --in notes --audience joint"] {
      let result = await program.run(line)
      #expect(result.status == 74 && result.output.contains("ann-bo"), "\(line)")
      let isRestricted = line.contains("--audience")
      // Which record it is, is said to the counselor alone.
      let said = isRestricted ? "error: file: one part can't be read; the rest is shown\n" : left + end
      #expect(result.errors == said, "\(line): \(result.errors)")
    }
    let search = await program.run("search spoke")
    #expect(search.status == 74 && search.output.contains("n2") && !search.output.contains("home"))
    #expect(search.errors.contains("left out: n1 can't be read"))
    let all = await program.run("report --all -o \(program.folder)/all")
    #expect(all.status == 74 && all.errors.contains("wrote 1 report"))
    let desk = await program.run("today --desk")
    #expect(desk.status == 74 && !desk.errors.contains("n1") && !desk.errors.contains("dana"))
  }

  /// While somebody can't be read, a part of a name might mean the wrong one.
  @Test func aPartOfANameIsNotCertainThen() async throws {
    let program = try await Self.practice(isSealed: false, "UPDATE client SET name = '' WHERE id = 1")
    #expect(await program.run("note list ann-bo").status == 0)
    #expect(await program.run("note list Ann").errors.contains("only a whole handle is certain"))
    #expect(await program.run("client show c3").status == 0)
    #expect(await program.run("client show ann").errors.contains("only an id is certain"))
    let named = await program.run("note list dana-rob")
    #expect(named.status == 74 && named.errors.contains("c1 can't be read: it breaks a rule of its kind"))
    let list = await program.run("client list")
    #expect(list.status == 74 && list.output.contains("Ann Lee") && list.errors.hasPrefix("left out: dana-rob: c1 "))
  }

  @Test func aDefinitionThatIsBuiltInStandsInForItsCopy() async throws {
    let program = try await Self.practice(isSealed: false)
    await program.done("measure ann-bo csi-4 --member Ann --answers 4,3,2,5 --on 2026-11-16")
    let before = await program.done("score ann-bo")
    try Self.harm(program, "UPDATE definition SET text = 'id: nothing' WHERE name = 'csi-4'")
    #expect(await program.done("score ann-bo") == before)
    try Self.harm(program, "UPDATE definition SET text = CAST(x'ff00' AS TEXT) WHERE name = 'csi-4'")
    #expect(await program.done("score ann-bo") == before)
    try Self.harm(program, "UPDATE definition SET name = 'of-mine' WHERE name = 'csi-4'")
    let lost = await program.run("score ann-bo")
    #expect(lost.status == 74 && !lost.errors.contains("nothing"), "\(lost.errors)")
  }

  @Test func theJournalShowsTheRest() async throws {
    let program = try await Self.practice(
      isSealed: false,
      "DROP TRIGGER journal_stays_as_written; UPDATE journal SET records = 'They spoke' WHERE id = 2;"
        + " CREATE TRIGGER journal_stays_as_written BEFORE UPDATE ON journal BEGIN\n"
        + "  SELECT RAISE(ABORT, 'the journal is never changed');\nEND")
    let log = await program.run("log")
    #expect(log.status == 74 && log.output.contains("note add"), "\(log.errors)")
    #expect(log.errors.hasPrefix("left out: j2 can't be read: records has what is none\n"))
  }

  // MARK: A strange schema

  static let planted = """
    CREATE TRIGGER z AFTER INSERT ON fact
    BEGIN UPDATE fact SET audience = 'joint', audience_of = NULL WHERE id = new.id; END
    """

  @Test(arguments: [true, false]) func aTriggerThatSomebodyPutThereIsRefused(isSealed: Bool) async throws {
    let program = try await Self.practice(isSealed: isSealed, Self.planted)
    for line in ["today", "jot add ann-bo -", "note list ann-bo", "backup \(program.folder)/b.couplet"] {
      let result = await program.run(line, input: "for me alone")
      #expect(result.status == 74)
      #expect(
        result.errors.hasPrefix("error: file: its schema isn't couplet's: trigger z is no part of it\n"), "\(line)")
    }
    let check = await program.run("check")
    #expect(check.status == 74 && unwrapped(check.output).contains("schema BROKEN isn't couplet's: trigger z"))
    let whole = "\(program.folder)/whole.couplet"
    let restored = await program.done("restore \(program.path) --to \(whole)\(isSealed ? "" : " --plain")")
    #expect(restored.contains("row by row, into couplet's own schema"))
    let jot = await program.done("jot add ann-bo - --file \(whole)", input: "for me alone")
    #expect(jot.contains("may be shown to: counselor only"))
    #expect(await program.done("jot list ann-bo --audience joint --file \(whole)").contains("for me alone") == false)
    #expect(await program.run("check --deep --file \(whole)").status == 0)
    let saved = "\(program.folder)/saved.couplet"
    #expect(await program.done("check --salvage \(saved)").contains("nothing was lost"))
    #expect(await program.run("check --deep --file \(saved)").status == 0)
  }

  // MARK: Row by row

  @Test(arguments: [true, false]) func whatBreaksARuleIsLeftOutAndNamed(isSealed: Bool) async throws {
    let program = try await Self.practice(isSealed: isSealed)
    await program.done("agenda add ann-bo -", input: "Ask about the letter")
    try Self.harm(program, "UPDATE agenda SET done = 'x'")
    let saved = "\(program.folder)/saved.couplet"
    let salvage = await program.done("check --salvage \(saved)")
    #expect(salvage.contains("left out: a1\n") && salvage.contains("rows were lost"))
    #expect(await program.done("note list ann-bo --file \(saved)").contains("n2"))
    #expect(await program.run("check --deep --file \(saved)").status == 0)
    let json = await program.done("check --salvage \(program.folder)/other.couplet --json")
    #expect(json.contains("\"left_out\": [\n    \"a1\"\n  ]") && json.contains("\"refused\": 1"))
    let restored = await program.run(
      "restore \(program.path) --to \(program.folder)/whole.couplet\(isSealed ? "" : " --plain")")
    #expect(restored.status == 1, "\(restored.errors)")
    #expect(restored.errors.contains("error: file: 1 left out that can't be read: a1\n"))
    #expect(await program.run("check --deep --file \(program.folder)/whole.couplet").status == 0)
  }

  @Test func aTextWithBytesThatAreNoneIsMended() async throws {
    let program = try await Self.practice(
      isSealed: false, "UPDATE fact SET text = CAST(x'486f6dff65' AS TEXT) WHERE letter = 'n' AND number = 1")
    #expect(await program.run("note show n1").status == 74)
    let saved = "\(program.folder)/saved.couplet"
    let salvage = await program.done("check --salvage \(saved)")
    #expect(salvage.contains("bytes that are no text were replaced in n1\n") && salvage.contains("nothing was lost"))
    #expect(await program.done("note show n1 --file \(saved)").contains("Hom\u{FFFD}e"))
  }

  // MARK: Crashes

  #if os(Linux)
    /// Swift's runtime would print registers, and the memory that they point at.
    @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGQUIT])
    func aCrashPrintsNoMemory(_ number: Int32) async throws {
      let program = try await Self.practice(isSealed: false)
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "couplet")
      process.arguments = ["session", "live", "dana-rob"]
      process.environment = [
        "COUPLET_FILE": program.path, "HOME": program.folder, "PATH": "/usr/bin:/bin",
        // Whoever asks for it doesn't get it either.
        "SWIFT_BACKTRACE": "enable=yes,registers=all,color=no",
      ]
      let (input, output) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
      try process.run()
      // Its first words come when it waits for a line.
      var said = output.fileHandleForReading.availableData
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      said += (try output.fileHandleForReading.readToEnd() ?? Data())
      try input.fileHandleForWriting.close()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == number)
      let words = String(decoding: said, as: UTF8.self)
      #expect(
        !words.isEmpty && !words.contains("0x") && !words.contains("Thread") && !words.contains("***"), "\(words)")
    }
  #endif
}
