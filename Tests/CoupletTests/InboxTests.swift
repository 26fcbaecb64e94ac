import CoupletCore
import CoupletStore
import Foundation
import SealedSQLite
import Testing

@testable import couplet

/// Lines that come in from beside the file: whoever can write the folder can add one, so each is looked at before it
/// comes in, none stops a command, and none is shown to others by what stands in it.
@Suite struct InboxTests {
  private static let digits = "0123456789abcdef0123456789abcdef"

  /// Seals a line to the file as any program could.
  private func forge(_ program: TestProgram, _ changes: [String: Any] = [:], without: String? = nil) throws {
    var line: [String: Any] = [
      "id": Self.digits, "couple": "dana-rob", "day": "2026-11-23", "minute": 842, "text": "forged",
      "clock": "2026-11-23T13:02:11Z",
    ]
    line.merge(changes) { $1 }
    if let without { line[without] = nil }
    try forge(program, Array(JSONSerialization.data(withJSONObject: line)))
  }

  private func forge(_ program: TestProgram, _ content: [UInt8]) throws {
    try SealedLines.append(content, to: program.path, header: try SealedHeader.read(at: program.path))
  }

  struct Forged: Sendable, CustomTestStringConvertible {
    let change: @Sendable () -> [String: Any]
    let reason: String
    var without: String?
    var isNamed = true
    var testDescription: String { reason }
  }

  static let forged = [
    Forged(change: { ["minute": 99_999] }, reason: "the minute is no time of day"),
    Forged(change: { ["minute": -1] }, reason: "the minute is no time of day"),
    Forged(change: { ["minute": "noon"] }, reason: "it is not written as a line is"),
    Forged(change: { ["day": "2026-02-30"] }, reason: "the day is none"),
    Forged(change: { ["day": "2026-11-26"] }, reason: "the day lies ahead"),
    Forged(change: { ["text": ""] }, reason: "the text is none that a jot has"),
    Forged(change: { ["text": " \n "] }, reason: "the text is none that a jot has"),
    Forged(change: { ["text": "a\u{0}b"] }, reason: "the text is none that a jot has"),
    Forged(
      change: { ["text": String(repeating: "x", count: 1_048_577)] }, reason: "the text is none that a jot has"),
    Forged(change: { ["clock": "yesterday"] }, reason: "the moment when it was written is none"),
    Forged(change: { ["clock": "2026-11-23T13:02:+1Z"] }, reason: "the moment when it was written is none"),
    Forged(change: { ["clock": "2031-01-01T00:00:00Z"] }, reason: "it was written later than now"),
    Forged(change: { ["couple": "da\u{1B}[2Jna"] }, reason: "the couple is no name"),
    Forged(change: { ["couple": String(repeating: "x", count: 300)] }, reason: "the couple is no name"),
    Forged(change: { ["audience": "Rob\u{202E}"] }, reason: "the audience is no name"),
    Forged(change: { ["id": "\u{1B}]52;c;AAAA\u{7}"] }, reason: "its digits are none", isNamed: false),
    Forged(change: { [:] }, reason: "it is not written as a line is", without: "text"),
    Forged(change: { [:] }, reason: "it is not written as a line is", without: "id", isNamed: false),
  ]

  @Test(arguments: forged) func aForgedLineStopsNoCommand(_ forged: Forged) async throws {
    let program = try await TestProgram.sealed()
    try forge(program, forged.change(), without: forged.without)
    try await program.leaveWhileLocked("dana-rob", "my own line")
    let said = "1 line in the inbox can't be read: couplet inbox list says why\n"
    let first = await program.run("today")
    #expect(first.status == 0 && first.errors.hasPrefix("taken in: y1 · ") && first.errors.hasSuffix(said))
    for line in [
      "today", "couple list", "backup \(program.folder)/b.couplet", "jot list dana-rob", "log", "inbox list --json",
    ] {
      let result = await program.run(line)
      #expect(result.status == 0 && result.errors.hasSuffix(said), "\(line): \(result.errors)")
    }
    #expect(await program.run("check").status == 0)
    #expect(await program.done("jot list dana-rob").contains("my own line"))
    let name = forged.isNamed ? "012345" : "------"
    #expect(await program.done("inbox list") == "\(name) · can't be read: \(forged.reason)\n")
    // Whatever it is, the old key alone opens it: a new one doesn't come before it is out of the way.
    let rekey = await program.run("rekey")
    #expect(rekey.status == 1 && rekey.errors.contains("couplet inbox drop --unreadable"))
    await program.done(forged.isNamed ? "inbox drop 0123456" : "inbox drop --unreadable")
    #expect(await program.run("today").errors.isEmpty)
    #expect(await program.done("inbox list") == "nothing waits\n")
    await program.done("rekey --yes")
  }

  @Test func unlockGoesOnWhereThereIsAKeyring() async throws {
    let program = try await TestProgram.sealed(ofItsOwn: true)
    try forge(program, ["minute": 99_999])
    let result = await program.run("unlock --for 1m")
    #expect(result.status == (ClosedPractice.hasKeyring ? 0 : 69), "\(result.errors)")
    if ClosedPractice.hasKeyring { await program.done("lock") }
  }

  /// Only what was named goes, and what goes is kept.
  @Test func oneOfSeveralRecordsIsMovedAside() async throws {
    let program = try await TestProgram.sealed()
    let other = String(Self.digits.reversed())
    try forge(program, ["minute": 99_999])
    try forge(program, Array("no line".utf8))
    try forge(program, ["id": other, "text": ""])
    let list = await program.done("inbox list")
    #expect(
      list == """
        012345 · can't be read: the minute is no time of day
        ------ · can't be read: it is not written as a line is
        fedcba · can't be read: the text is none that a jot has

        """)
    let json = await program.done("inbox list --json")
    #expect(json.contains("\"unreadable\": \"the minute is no time of day\"") && json.contains("\"id\": null"))
    #expect(await program.run("inbox drop 012").status == 1)
    #expect(await program.run("inbox drop abcdef").status == 1)
    let kept = "\(program.path).inbox.unreadable-20261123T130211Z"
    #expect(await program.done("inbox drop fedcba") == "moved aside: \(kept)\n")
    #expect(await program.run("inbox drop fedcba").status == 1)
    #expect(await program.done("inbox list") == list.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n")
    #expect(await program.done("inbox drop --unreadable") == "moved aside: \(kept)-2\n")
    #expect(await program.done("inbox list") == "nothing waits\n")
    // Put back, the records are what they were.
    rename(kept, program.path + ".inbox")
    #expect(await program.done("inbox list") == "fedcba · can't be read: the text is none that a jot has\n")
  }

  /// A clock that goes wrong for a day loses nothing: the line comes in when its moment has come.
  @Test func aLineOfLaterComesInWhenItsMomentHasCome() async throws {
    let program = try await TestProgram.sealed()
    try forge(program, ["day": "2026-11-26", "clock": "2026-11-26T09:00:00Z"])
    #expect(await program.run("today").errors.hasPrefix("1 line in the inbox can't be read"))
    program.now = Instant("2026-11-26T10:00:00Z")!
    #expect(await program.run("today").errors.hasPrefix("taken in: y1 · dana-rob · Thu 2026-11-26 14:02\n"))
  }

  // MARK: For whom

  @Test(arguments: ["joint", "Rob", "JOINT"]) func noLineComesInForOthers(_ word: String) async throws {
    let program = try await TestProgram.sealed()
    try forge(program, ["audience": word])
    let opened = await program.run("jot list dana-rob")
    #expect(
      opened.errors
        == "taken in: y1 · dana-rob · Mon 2026-11-23 14:02 · for you alone, though written for \(word)\n")
    #expect(opened.output.contains("forged"))
    for reader in ["joint", "Rob", "Dana"] {
      #expect(await !program.done("jot list dana-rob --audience \(reader)").contains("forged"), "\(reader)")
    }
    await program.done("audience y1 \(word) --why 'it was mine' --confirm dana-rob")
    #expect(await program.done("jot list dana-rob --audience Rob").contains("forged"))
  }

  @Test func whatIsSaidToBeForTheCounselorComesInWithoutAWord() async throws {
    let program = try await TestProgram.sealed()
    try forge(program, ["audience": "Counselor"])
    #expect(await program.run("today").errors == "taken in: y1 · dana-rob · Mon 2026-11-23 14:02\n")
  }

  @Test func aLineThatWaitsIsShownToOthersOnlyWhereThatIsSaid() async throws {
    let program = try await TestProgram.sealed()
    program.passphraseFile = nil
    let kept = await program.done("jot Dana --audience joint -", input: "whose is this")
    #expect(
      kept == """
        kept sealed until the file is opened · for 'Dana' · Mon 2026-11-23 14:02
        It comes in for you alone; then couplet audience, or inbox take, shows it to joint.

        """)
    program.passphraseFile = program.folder + "/pass"
    let list = await program.done("inbox")
    #expect(list.contains(" · for 'Dana' · Mon 2026-11-23 14:02 · written for joint\n"))
    let id = list.prefix(6)
    let taken = await program.run("inbox take \(id) dana-rob")
    #expect(taken.errors == "for you alone, though written for joint: --audience says otherwise\n")
    #expect(await !program.done("jot list dana-rob --audience joint").contains("whose is this"))
    await program.done("undo")
    let widened = await program.run("inbox take \(id) dana-rob --audience joint")
    #expect(widened.status == 0 && widened.errors.isEmpty)
    #expect(await program.done("jot list dana-rob --audience joint").contains("whose is this"))
  }

  // MARK: What only has the name of a draft

  @Test(arguments: [true, false]) func aLinkOrFolderWithADraftsNameIsPassedOver(isSealed: Bool) async throws {
    let program = isSealed ? try await TestProgram.sealed() : try TestProgram()
    if !isSealed { await program.withCouple() }
    symlink("/etc/hostname", program.path + ".draft-abcdef")
    mkdir(program.path + ".draft-123456", 0o700)
    let said = ["123456", "abcdef"].map {
      "practice.couplet.draft-\($0) is a link or a folder and no draft: it is passed over\n"
    }.joined()
    for line in ["today", "couple list", "backup \(program.folder)/b.couplet"] {
      let result = await program.run(line)
      #expect(result.status == 0 && result.errors == said, "\(line): \(result.errors)")
    }
    #expect(await program.done("note recover") == "no draft is kept\n")
    let check = await program.done("check")
    #expect(
      unwrapped(check).contains(
        "links or folders with a draft's name: practice.couplet.draft-123456, practice.couplet.draft-abcdef"))
    if isSealed { await program.done("rekey --yes") }
    #expect(FileManager.default.fileExists(atPath: program.path + ".draft-123456"))
  }
}
