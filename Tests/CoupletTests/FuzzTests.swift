import CoupletCore
import CoupletInterchange
import Crypto
import Foundation
import SeededNumbers
import Testing

@testable import CoupletStore
@testable import SealedSQLite
@testable import couplet

/// Whatever is typed or stands in a file is judged: it is taken, or refused with a message, and nothing else happens.
///
/// `COUPLET_FUZZ` says how many cases each kind gets, 12,500 for 100,000 in all; `COUPLET_SEED` with which chance begins.
@Suite struct FuzzTests {
  private static let variables = ProcessInfo.processInfo.environment
  private static let cases = variables["COUPLET_FUZZ"].flatMap(Int.init) ?? 250
  private static let seed = variables["COUPLET_SEED"].flatMap(UInt64.init) ?? 1

  private static let today = Day(iso: "2026-11-23")

  /// Chance of one case, so that each can be had again by its number.
  private static func chance(_ kind: String, _ number: Int) -> SeededNumbers {
    var chance = SeededNumbers(state: seed &* 1_000_003 &+ UInt64(number))
    chance.state ^= UInt64(ShortDigest.of(kind), radix: 16) ?? 0
    return chance
  }

  /// What people and programs put between letters that are as they should be.
  private static let odd = [
    "", " ", "  ", "-", "--", "=", "@", ":", ",", ";", "'", "\"", "*", "(", ")", "/", "\\", "0", "-1",
    "99999999999999999999",
    "1e9", "NaN", "٣", "½", "\u{0}", "\n", "\r\n", "\t", "\u{1B}[2J", "\u{FEFF}", "\u{202E}", "\u{200B}", "é",
    "e\u{301}",
    "ß", "漢字", "🙂", "\u{1F469}\u{200D}\u{1F467}", "NEAR", "AND", "OR", "NOT", "null", "~", "!!int", "&a", "*a", "{",
    "}", "[",
    "]", "|", ">", "%", "#", "nov", "last", "2026-02-30", "29", "24:00", "..", "{{x}}", "<b>",
    String(repeating: "x", count: 3_000),
  ]

  /// The text with a few places changed: something taken out, doubled, put in, or of another text.
  private static func changed(
    _ text: String, _ others: [String], _ chance: inout SeededNumbers
  ) -> String {
    var letters = Array(text)
    for _ in 0..<Int.random(in: 1...3, using: &chance) {
      let place = Int.random(in: 0...letters.count, using: &chance)
      let end = min(letters.count, place + Int.random(in: 0...6, using: &chance))
      switch Int.random(in: 0..<6, using: &chance) {
      case 0: letters.removeSubrange(place..<end)
      case 1: letters.insert(contentsOf: letters[place..<end], at: place)
      case 2: letters.replaceSubrange(place..<end, with: Array(odd.randomElement(using: &chance) ?? ""))
      case 3: letters.insert(contentsOf: Array(odd.randomElement(using: &chance) ?? ""), at: place)
      case 4: letters = Array(letters.prefix(place))
      default:
        let other = Array(others.randomElement(using: &chance) ?? "")
        let from = Int.random(in: 0...other.count, using: &chance)
        letters.insert(contentsOf: other[from..<min(other.count, from + 12)], at: place)
      }
    }
    return String(letters)
  }

  private static func changed(_ bytes: [UInt8], _ chance: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
      case 1:
        bytes[place] = [0, 0xff, 0x7f, 0x80, UInt8(ascii: "\""), UInt8(ascii: "\n")].randomElement(using: &chance) ?? 0
      case 2: bytes = Array(bytes.prefix(place))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }

  /// A refusal says what is wrong, on a line that can be read, and is no fault of the program's own.
  private static func isRefusal(_ problem: Problem) -> Bool {
    problem.kind != .internalFault && !problem.message.isEmpty && problem.message.count < 700
      && problem.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E }
  }

  /// Reads each of the changed texts; what is refused has to be refused rightly.
  private static func read(
    _ kind: String, _ texts: [String], _ read: (String) throws -> Void
  ) {
    var refused = 0
    for number in 0..<cases {
      var chance = chance(kind, number)
      let text = changed(texts.randomElement(using: &chance) ?? "", texts, &chance)
      do {
        try read(text)
      } catch let problem as Problem {
        refused += 1
        #expect(isRefusal(problem), "\(kind) \(seed)/\(number): \(problem.kind) \(problem.message.debugDescription)")
      } catch {
        Issue.record("\(kind) \(seed)/\(number): \(error)")
      }
    }
    #expect(refused > 0 && refused < cases, "\(kind): \(refused) of \(cases) refused")
  }

  // MARK: What is typed

  /// Words that name a place on the disk, or a printer, aren't given by chance.
  private static let placed: Set<String> = [
    "-o", "--to", "--file", "--salvage", "--recovery-file", "--print", "--passphrase-file", "--new-passphrase-file",
    "backup",
    "plain-copy", "restore", "init", "demo", "rekey", "passwd", "--templates",
  ]

  @Test func arguments() async throws {
    let lines = (UndoWalkTests.lines + AudienceTests.readingCommands).map(TestProgram.split).filter {
      Self.placed.isDisjoint(with: $0) && $0 != ["report", "--all"]
    }
    let words = Array(Set(lines.joined())).sorted()
    var program = try await practice()
    for number in 0..<Self.cases {
      var chance = Self.chance("arguments", number)
      var line = lines.randomElement(using: &chance) ?? []
      for _ in 0..<Int.random(in: 1...2, using: &chance) {
        let place = Int.random(in: 0..<max(1, line.count), using: &chance)
        guard !line.isEmpty else { break }
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: line.remove(at: place)
        case 1: line.insert(line[place], at: place)
        case 2: line.insert(words.randomElement(using: &chance) ?? "", at: min(place + 1, line.count))
        default: if place > 0 { line[place] = Self.changed(line[place], words, &chance) }
        }
      }
      guard Self.placed.isDisjoint(with: line), !line.contains(where: { $0.hasPrefix("--file=") }) else { continue }
      let result = await program.run(line, input: Data("A line.".utf8))
      #expect(
        [0, 1, 64, 65, 66, 69, 73, 74, 77].contains(result.status),
        "arguments \(Self.seed)/\(number): \(line): \(result.status) \(result.errors)")
      // A search that finds nothing gives the empty list with its status.
      #expect(
        result.status == 0 || result.output.isEmpty || result.output == "[]\n",
        "arguments \(Self.seed)/\(number): \(line)")
      // What the commands of chance make of it is read again, and begun anew.
      if number % 100 == 99 || number == Self.cases - 1 {
        let check = await program.run("check --deep")
        #expect(check.status == 0, "arguments \(Self.seed)/\(number - number % 100)...\(number): \(check.output)")
        program = try await practice()
      }
    }
  }

  private func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob say-it-back")
    await program.done("note add s1 -", input: "They spoke of home.")
    return program
  }

  @Test func queries() async throws {
    let program = try await practice()
    let queries = [
      "home", "spoke home", "\"spoke of home\"", "hom*", "home OR work", "home -work", "home NEAR/3 spoke",
      "spoke AND NOT work",
      "kind:note home", "couple:dana-rob", "\u{201C}of home\u{201D}", "漢字 home", "- home", "h?me",
    ]
    Self.read("queries", queries) { _ = try SearchQuery($0) }
    // What is taken is an expression that the index takes.
    for number in 0..<Self.cases {
      var chance = Self.chance("queries", number)
      let query = Self.changed(queries.randomElement(using: &chance) ?? "", queries, &chance)
      let result = await program.run(["search", "--", query])
      #expect([0, 1, 64].contains(result.status), "queries \(Self.seed)/\(number): \(result.status) \(result.errors)")
    }
  }

  @Test func datesAndTimes() throws {
    let today = try #require(Self.today)
    let days = [
      "2026-11-23", "last fri", "next tue", "in 10 days", "2 weeks ago", "23rd", "nov 3", "3 nov", "eow", "eom",
      "11/23",
      "yesterday", "+3d", "-2w", "november 2026", "last week", "2025",
    ]
    Self.read("days", days) { text in
      _ = try DayPhrase.day(text, field: "on", today: today, looking: .back)
      _ = try DayPhrase.days(text, field: "since", today: today, looking: .ahead)
    }
    Self.read("times", ["14:30", "2pm", "14.30", "9", "11 am", "noon", "0930"]) {
      _ = try TimePhrase.time($0, field: "at")
    }
  }

  @Test func answers() throws {
    let file = HouseTests.root.appending(path: "seeds/scales/csi-16.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    guard case .scale(let scale) = try DefinitionFile.decode(text, name: "csi-16.yaml") else {
      Issue.record("csi-16 is no scale")
      return
    }
    Self.read("answers", ["2121-212-1211-21", "2,1,2,1,-,2,1,2,d,1,2,n,1,0,2,1", "2121121212112121"]) {
      let answers = try Answers($0, to: scale)
      #expect(answers.list.count == scale.items.count)
    }
  }

  // MARK: Files

  @Test func definitions() throws {
    let folder = HouseTests.root.appending(path: "seeds").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".yaml") && $0 != "systems.yaml" }
    let texts = try files.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    Self.read("definitions", texts) { _ = try DefinitionFile.decode($0, name: "mine.yaml") }
  }

  @Test func inboxLines() async throws {
    let program = try await TestProgram.sealed()
    let header = try SealedHeader.read(at: program.path)
    let line = InboxLine(
      couple: "dana-rob", day: try #require(Self.today), time: try #require(MinuteOfDay(minutes: 842)), audience: nil,
      text: "A line.",
      clock: program.now)
    let whole = Array(try JSONEncoder().encode(line))
    let stride = 250
    for first in Swift.stride(from: 0, to: Self.cases, by: stride) {
      let copy = try await TestProgram.sealed()
      for number in first..<min(first + stride, Self.cases) {
        var chance = Self.chance("inbox", number)
        try SealedLines.append(Self.changed(whole, &chance), to: copy.path, header: header)
      }
      for command in ["couple list", "inbox list", "jot list dana-rob --all"] {
        let result = await copy.run(command)
        #expect(result.status == 0, "inbox \(Self.seed)/\(first): \(command): \(result.errors)")
      }
      #expect(!(await copy.done("jot list dana-rob --audience joint --all")).contains("2026"))
      #expect(await copy.run("check --deep").status == 0, "inbox \(Self.seed)/\(first)")
    }
  }

  @Test func drafts() async throws {
    let program = try await practice()
    let practice = try Practice.open(at: program.path)
    let purpose = Draft.Purpose(
      couple: try Handle("dana-rob"), for: "dana-rob · note", isPrivate: false, clock: program.now)
    let whole = try Draft.content(purpose, Array("They talked.".utf8))
    let path = Draft.path(of: program.path, id: "0123ab")
    var unreadable = 0
    for number in 0..<Self.cases {
      var chance = Self.chance("drafts", number)
      try Data(Self.changed(whole, &chance)).write(to: URL(filePath: path))
      chmod(path, 0o600)
      let drafts = try practice.drafts()
      #expect(drafts.readable.count + drafts.unreadable.count == 1, "drafts \(Self.seed)/\(number)")
      unreadable += drafts.unreadable.count
    }
    #expect(unreadable > 0 && unreadable < Self.cases)
    practice.close()
  }

  @Test func headers() async throws {
    let program = try await TestProgram.sealed()
    let whole = Array(try Data(contentsOf: URL(filePath: program.path)).prefix(Layout.header))
    var read = 0
    for number in 0..<Self.cases {
      var chance = Self.chance("headers", number)
      var bytes = Self.changed(whole, &chance)
      // A digest that holds lets what stands before it be read.
      if bytes.count == Layout.header, Bool.random(using: &chance) {
        for start in [0, Layout.slot] {
          let digest = Array(SHA256.hash(data: bytes[start..<start + SealedHeader.digestStart]))
          bytes.replaceSubrange(start + SealedHeader.digestStart..<start + SealedHeader.proofStart, with: digest)
        }
      }
      do throws(SealedError) {
        let header = try SealedHeader.newest(of: bytes).header
        read += 1
        #expect(header.passphraseCosts.allSatisfy { $0.mebibytes <= 1024 }, "headers \(Self.seed)/\(number)")
      } catch {
        #expect(
          [.notSealed, .headerDamaged, .newerFormat, .tooMuchWork].contains(error),
          "headers \(Self.seed)/\(number): \(error)")
      }
    }
    #expect(read > 0 && read < Self.cases)
  }
}
