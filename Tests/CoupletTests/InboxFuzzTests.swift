import CoupletCore
import Foundation
import SealedSQLite
import SeededNumbers
import Testing

@testable import CoupletStore
@testable import couplet

/// Whatever stands in the inbox or in a draft's file: no command stops at it, and nothing is taken in that a jot is not.
@Suite struct InboxFuzzTests {
  /// Values that a field of a line may have when somebody else wrote it.
  private static let values: [any Sendable] = [
    true, -1, 1440, 99_999, 4.5, 1e308, Int64.max, "", " ", "\u{0}", "\n", "\u{FEFF}", "\u{202E}x", "joint",
    "Rob", "2026-02-30", "2199-12-31", "1900-01-01", "9999-99-99", "2026-11-23T24:00:00Z", "dana-rob",
    String(repeating: "y", count: 5000), "\u{1B}]52;c;x\u{7}", [1, 2], ["a": "b"], "'; DROP TABLE fact; --",
  ]

  private static func line(_ chance: inout SeededNumbers) throws -> [UInt8] {
    var line: [String: any Sendable] = [
      "id": String((0..<32).map { _ in "0123456789abcdef".randomElement(using: &chance) ?? "0" }), "couple": "dana-rob",
      "day": "2026-11-23", "minute": 842, "text": "forged", "clock": "2026-11-23T13:02:11Z",
    ]
    let fields = ["id", "couple", "day", "minute", "audience", "text", "clock", "other"]
    for _ in 0..<Int.random(in: 1...2, using: &chance) {
      guard let field = fields.randomElement(using: &chance) else { continue }
      if let value = values.randomElement(using: &chance), Bool.random(using: &chance) {
        line[field] = value
      } else {
        line[field] = nil
      }
    }
    var bytes = Array(try JSONSerialization.data(withJSONObject: line))
    guard Int.random(in: 0..<4, using: &chance) == 0 else { return bytes }
    // Cut, or with a bit that is another.
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    if Bool.random(using: &chance) { return Array(bytes[..<place]) }
    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    return bytes
  }

  @Test(arguments: 1...6) func noLineStopsACommand(_ seed: Int) async throws {
    let program = try await TestProgram.sealed()
    var chance = SeededNumbers(state: UInt64(seed))
    let count = 30
    for _ in 0..<count {
      try SealedLines.append(
        try Self.line(&chance), to: program.path, header: try SealedHeader.read(at: program.path))
    }
    try await program.leaveWhileLocked("dana-rob", "my own line")
    for line in ["today", "couple list", "jot list dana-rob", "inbox list", "log"] {
      let result = await program.run(line)
      #expect(result.status == 0, "seed \(seed): \(line): \(result.errors)")
    }
    let mine = await program.done("jot list dana-rob --json")
    #expect(mine.contains("my own line"))
    // What came in, came in for the counselor.
    #expect(!(await program.done("jot list dana-rob --audience joint")).contains("2026"))
    let waiting = await program.done("inbox list --json")
    let lines = try #require(try JSONSerialization.jsonObject(with: Data(waiting.utf8)) as? [Any]).count
    let jots = try #require(try JSONSerialization.jsonObject(with: Data(mine.utf8)) as? [Any]).count
    // Nothing is lost on the way; a line with digits that were there before is the same line.
    #expect(lines + jots <= count + 1 && lines + jots > count * 9 / 10, "seed \(seed): \(lines) and \(jots)")
    await program.run("inbox drop --unreadable")
    #expect(await program.run("check --deep").status == 0)
  }

  @Test(arguments: [true, false]) func noDraftStopsACommand(isSealed: Bool) async throws {
    let program = try isSealed ? await TestProgram.sealed() : TestProgram()
    if !isSealed { await program.withCouple() }
    let closed = try ClosedPractice(at: program.path)
    let key = isSealed ? try closed.key(phrase: Array(TestProgram.passphrase.utf8)) : nil
    let practice = try closed.open(key)
    let id = try practice.keep(
      Array("They talked.".utf8),
      Draft.Purpose(couple: Handle("dana-rob"), for: "note", isPrivate: false, clock: program.now))
    practice.close()
    let whole = try Data(contentsOf: URL(filePath: "\(program.path).draft-\(id)"))
    var chance = SeededNumbers(state: isSealed ? 1 : 2)
    for number in 0..<60 {
      var bytes = Array(whole)
      switch number % 4 {
      case 0: bytes = Array(bytes[..<Int.random(in: 0..<bytes.count, using: &chance)])
      case 1: bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &chance) }
      default: bytes[Int.random(in: 0..<bytes.count, using: &chance)] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
      }
      let name = String(String(number + 0x100000, radix: 16).suffix(6))
      try program.put(["practice.couplet.draft-\(name)": Data(bytes)])
    }
    for line in ["note recover", "private recover", "note recover --json", "today", "note list dana-rob"] {
      let result = await program.run(line)
      #expect(result.status == 0, "\(line): \(result.errors)")
    }
    #expect(await program.done("note recover \(id)") == "They talked.\n")
    for number in 0..<60 {
      let name = String(String(number + 0x100000, radix: 16).suffix(6))
      let result = await program.run("note recover \(name)")
      // What can be read is a text; what can't is said, and neither is a fault.
      #expect([0, 1, 74].contains(result.status), "\(name): \(result.status) \(result.errors)")
    }
  }
}
