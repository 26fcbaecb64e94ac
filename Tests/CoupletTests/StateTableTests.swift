import CoupletCore
import Foundation
import Testing

@testable import CoupletStore
@testable import couplet

/// Every cell of the table in `States.md`: a practice of which one part is absent, of another moment, another's, cut or
/// without sense, and what a command that reads, one that writes and `check` say then.
@Suite struct StateTableTests {
  /// The statuses of `couple list`, `jot` and `check`, plain and encrypted; `+` is where the reading command says something
  /// on standard error, `-` is a part that a plain practice hasn't.
  private static let table = """
    file    whole       0   0  0    0   0  0
    file    absent      66  66 66   66  66 66
    file    older       74  74 74   74  74 74
    file    newer       74  74 74   74  74 74
    file    another's   74  74 74   74  74 74
    file    cut         74  74 74   74  74 74
    file    senseless   66  66 66   66  66 66
    log     absent      0   0  0    0+  74 74
    log     older       74  74 74   74  74 74
    log     newer       74  74 74   74  74 74
    log     another's   74  74 74   74  74 74
    log     cut         0   0  0    0+  74 74
    log     senseless   0   0  0    0+  74 74
    shm     absent      0   0  0    0   0  0
    shm     older       0   0  0    0   0  0
    shm     newer       0   0  0    0   0  0
    shm     another's   0   0  0    0   0  0
    shm     cut         0   0  0    0   0  0
    shm     senseless   0   0  0    0   0  0
    anchor  absent      -   -  -    0+  74 0
    anchor  older       -   -  -    0   0  0
    anchor  newer       -   -  -    0+  74 74
    anchor  another's   -   -  -    0+  74 0
    anchor  cut         -   -  -    0+  74 0
    anchor  senseless   -   -  -    0+  74 0
    trace   absent      0   0  0    0   0  0
    trace   older       0   0  0    0   0  0
    trace   newer       0+  74 74   0+  74 74
    trace   another's   0   0  0    0   0  0
    trace   cut         0   0  0    0   0  0
    trace   senseless   0   0  0    0   0  0
    inbox   absent      -   -  -    0   0  0
    inbox   older       -   -  -    0+  0  0
    inbox   newer       -   -  -    0+  0  0
    inbox   another's   -   -  -    0+  0  0
    inbox   cut         -   -  -    0+  0  0
    inbox   senseless   -   -  -    0+  0  0
    drafts  absent      0   0  0    0   0  0
    drafts  older       0   0  0    0   0  0
    drafts  newer       0   0  0    0   0  0
    drafts  another's   0   0  0    0   0  0
    drafts  cut         0   0  0    0   0  0
    drafts  senseless   0   0  0    0   0  0
    """

  /// The names of a part's file, after the practice's; the trace stands in the state folder.
  private static func endings(_ part: Substring, isSealed: Bool) -> String {
    switch part {
    case "file": ""
    case "log": isSealed ? "-cwal" : "-wal"
    case "shm": "-shm"
    case "anchor": ".anchor"
    case "inbox": ".inbox"
    case "drafts": ".draft-0123ab"
    default: "trace"
    }
  }

  /// All parts of a practice at one moment.
  private typealias Parts = [String: Data]

  private func parts(_ program: TestProgram) -> Parts {
    var parts: Parts = ["", "-wal", "-cwal", "-shm", ".anchor", ".inbox"].reduce(into: [:]) { parts, ending in
      parts[ending] = FileManager.default.contents(atPath: program.path + ending)
    }
    parts["trace"] = trace(program).flatMap { FileManager.default.contents(atPath: $0) }
    return parts
  }

  private func trace(_ program: TestProgram) -> String? {
    let folder = program.folder + "/.local/state/couplet"
    let name = try? FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("last-") }
    return name.map { "\(folder)/\($0)" }
  }

  private func put(_ parts: Parts, _ program: TestProgram, at trace: String) throws {
    for name in try program.files().keys where name.hasPrefix("practice.couplet") {
      unlink("\(program.folder)/\(name)")
    }
    program.forget()
    try FileManager.default.createDirectory(
      atPath: (trace as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    for (ending, content) in parts {
      let path = ending == "trace" ? trace : program.path + ending
      try content.write(to: URL(filePath: path))
      chmod(path, 0o600)
    }
  }

  /// A practice at three moments, each with a log that was left behind: a day before, now, and later.
  private struct Moments {
    var older: Parts = [:]
    var now: Parts = [:]
    var newer: Parts = [:]
    var trace = ""
  }

  private func moments(_ program: TestProgram, isSealed: Bool) async throws -> Moments {
    var moments = Moments()
    func capture(_ parts: inout Parts) async {
      var found: Parts = [:]
      program.meanwhile = { if $0 == 2 { found = self.parts(program) } }
      await program.done("session live dana-rob", input: "A kiwi on the table.\nA mango.\nA plum.\n")
      program.meanwhile = nil
      parts = found
    }
    await capture(&moments.older)
    await program.done("note add s1 -", input: "A note between.")
    await capture(&moments.now)
    await program.done("note add s1 -", input: "A note between.")
    await capture(&moments.newer)
    moments.trace = try #require(trace(program))
    if isSealed {
      try put(moments.now, program, at: moments.trace)
      try await program.leaveWhileLocked("dana-rob", "While it was locked.")
      moments.now[".inbox"] = parts(program)[".inbox"]
      moments.older[".inbox"] = moments.now[".inbox"]
      try await program.leaveWhileLocked("dana-rob", "While it was locked too.")
      moments.newer[".inbox"] = parts(program)[".inbox"]
      #expect(moments.now[".inbox"] != moments.newer[".inbox"])
    }
    return moments
  }

  /// A draft as the program keeps it, sealed where the practice is.
  private func draft(_ text: String, _ program: TestProgram) throws -> Data {
    let key = try program.passphraseFile.map { _ in
      try ClosedPractice(at: program.path).key(phrase: Array(TestProgram.passphrase.utf8))
    }
    let seal = try ClosedPractice(at: program.path).seal(key)
    let purpose = Draft.Purpose(
      couple: try Handle("dana-rob"), for: "dana-rob · note", isPrivate: false, clock: program.now)
    let id = try Draft.keep(Array(text.utf8), purpose, beside: program.path, seal)
    let path = Draft.path(of: program.path, id: id)
    defer { unlink(path) }
    return try Data(contentsOf: URL(filePath: path))
  }

  @Test(arguments: [false, true]) func everyCellIsAsTheTableSays(isSealed: Bool) async throws {
    let program = try await made(isSealed)
    let other = try isSealed ? await TestProgram.sealed(ofItsOwn: true) : await made(false, dayBefore: true)
    var moments = try await moments(program, isSealed: isSealed)
    var others = try await self.moments(other, isSealed: isSealed).now
    try put(moments.now, program, at: moments.trace)
    moments.older[".draft-0123ab"] = try draft("An old text.", program)
    moments.now[".draft-0123ab"] = try draft("A text.", program)
    moments.newer[".draft-0123ab"] = try draft("A later text.", program)
    try put(others, other, at: #require(trace(other)))
    others[".draft-0123ab"] = try draft("Another's text.", other)
    // Parts that are put in by name alone; the rest of the practice stands as it is now.
    let optional = [".inbox", ".draft-0123ab"]
    for line in Self.table.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let part = words[0]
      let wanted = words[2...].dropFirst(isSealed ? 3 : 0).prefix(3).map(String.init)
      guard wanted != ["-", "-", "-"] else { continue }
      let ending = Self.endings(part, isSealed: isSealed)
      var parts = moments.now.filter { !optional.contains($0.key) && $0.key != "trace" || $0.key == ending }
      switch words[1] {
      case "absent": parts[ending] = nil
      case "older": parts[ending] = moments.older[ending]
      case "newer": parts[ending] = moments.newer[ending]
      case "another's": parts[ending] = others[ending]
      // An anchor is cut within its first slot: a whole one is enough.
      case "cut": parts[ending] = parts[ending].map { $0.prefix(part == "anchor" ? 64 : $0.count / 3) }
      case "senseless": parts[ending] = parts[ending].map { Data(repeating: 0x5a, count: $0.count) }
      default: break
      }
      #expect(words[1] == "absent" || parts[ending] != nil, "\(line): the part isn't there")
      var found: [String] = []
      for command in ["couple list", "jot dana-rob -", "check"] {
        try put(parts, program, at: moments.trace)
        let result = await program.run(command, input: "One more.")
        let says = command == "couple list" && result.status == 0 && !result.errors.isEmpty
        found.append("\(result.status)\(says ? "+" : "")")
        #expect(![70, -1].contains(result.status) && result.status < 128, "\(line): \(command)")
        // What stops changes nothing that is there.
        if found[0] == "74" { #expect(self.parts(program)[""] == parts[""], "\(line): \(command)") }
      }
      #expect(found == wanted, "\(isSealed ? "encrypted" : "plain"): \(line)")
    }
  }

  private func made(_ isSealed: Bool, dayBefore: Bool = false) async throws -> TestProgram {
    if isSealed { return try await .sealed() }
    let program = try TestProgram()
    if dayBefore { program.now = Instant(seconds: program.now.seconds - 86_400) }
    await program.done("init --plain --counselor 'Ada Voss'")
    await program.done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
    await program.done("session add dana-rob --on 2026-11-16 --at 14:00")
    return program
  }
}
