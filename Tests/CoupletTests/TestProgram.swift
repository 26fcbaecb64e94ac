import ArgumentParser
import CoupletCore
import CoupletStore
import Foundation
import GRDB
import Testing

@testable import couplet

/// The whole program in this process, with a clock, a folder and an input of its own.
final class TestProgram {
  let folder: String
  var path: String { folder + "/practice.couplet" }
  /// Monday 2026-11-23, 14:02:11 in Berlin.
  var now = Instant("2026-11-23T13:02:11Z")!
  /// The zone of the wall clock, and the seconds that it goes east of UTC.
  var zone = Zone(name: "Europe/Berlin", offset: 3600)
  /// What the program was started as.
  var name = "couplet"
  var answers: [String] = []
  var isInteractive = false
  /// The error with which standard output refuses everything.
  var writingFails: Int32 = 0
  /// What `$COUPLET_PASSPHRASE_FILE` says.
  var passphraseFile: String?
  /// An answer that stands for the recovery code on the screen.
  static let codeShown = "(the code that was shown)"
  private(set) var questions = ""
  /// What happens elsewhere before each line that is asked for, with the number of lines before it.
  var meanwhile: ((Int) -> Void)?
  private var asked = 0

  private func ask() {
    meanwhile?(asked)
    asked += 1
  }

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    // As the program does for itself: a reader who goes away ends nothing.
    signal(SIGPIPE, SIG_IGN)
    var template = Array("\(NSTemporaryDirectory())/couplet-run-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) async -> Result {
    final class Output { var text = "" }
    let output = Output()
    let errors = Output()
    var lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(validating: $0).map { TypedLine.line($0) } ?? .unreadable
    }
    if lines.last == .line("") { lines.removeLast() }
    let surroundings = Surroundings(
      program: name, arguments: arguments,
      environment: [
        "COUPLET_FILE": path, "USER": "ada", "HOME": folder, "NO_COLOR": "1",
        "COUPLET_PASSPHRASE_FILE": passphraseFile ?? "",
      ]
      .merging(environment) { $1 },
      now: { (self.now, self.zone) },
      isInteractive: isInteractive, isOutputTerminal: false,
      readLine: { prompt in
        self.ask()
        errors.text += prompt
        guard !self.answers.isEmpty else { return nil }
        let answer = self.answers.removeFirst()
        guard answer == Self.codeShown else { return answer }
        return errors.text.split(separator: "\n").first { $0.hasPrefix("    ") }.map(String.init)
      },
      readAnswer: { prompt, _ in
        self.ask()
        errors.text += prompt
        return self.answers.isEmpty ? nil : self.answers.removeFirst()
      },
      readText: { prompt in
        self.ask()
        errors.text += prompt
        guard !self.answers.isEmpty else { return .end }
        let answer = self.answers.removeFirst()
        // What stood on the line when the terminal went away.
        return answer.hasPrefix("^HUP") ? .closed(String(answer.dropFirst(4))) : .line(answer)
      },
      choose: { list in
        self.ask()
        errors.text += (list.lines(width: 79) + [ChoiceList.prompt]).joined(separator: "\n") + "\n"
        guard !self.answers.isEmpty else { return nil }
        return Self.choose(from: list, self.answers.removeFirst())
      },
      readLiveLine: { prompt in
        self.ask()
        guard self.isInteractive else { return lines.isEmpty ? .end : lines.removeFirst() }
        errors.text += prompt + "\n"
        guard !self.answers.isEmpty else { return .end }
        let answer = self.answers.removeFirst()
        return answer.hasPrefix("^C") ? .interrupted(wasEmpty: answer == "^C") : .line(answer)
      },
      releaseTerminal: {},
      readSecret: { prompt in
        errors.text += prompt + "\n"
        return self.answers.isEmpty ? nil : Array(self.answers.removeFirst().utf8)
      }, dropTypedAhead: {}, readInput: { input },
      write: {
        guard self.writingFails == 0 else { return self.writingFails }
        output.text += $0
        return 0
      },
      writePage: {
        guard self.writingFails == 0 else { return self.writingFails }
        output.text += $0
        return 0
      },
      writeError: { errors.text += $0 }, keyEffort: .least)
    asked = 0
    let status = await Program(surroundings: surroundings, parser: ParsedLines.shared.command).run()
    return Result(status: status, output: output.text, errors: errors.text)
  }

  /// What keys choose from a list: those of the answer, and Enter behind them.
  static func choose(from list: ChoiceList, _ answer: String) -> Int? {
    var (list, decoder) = (list, KeyDecoder())
    for byte in Array(answer.utf8) + [0x0D] {
      if byte == 0x1B { return nil }
      for key in decoder.keys(byte) {
        if case .row(let place)? = list.apply(key) { return place }
      }
    }
    return nil
  }

  /// Runs a command line, split at blanks; a part in single quotes stays one argument.
  @discardableResult
  func run(_ line: String, input: String = "") async -> Result {
    await run(Self.split(line), input: Data(input.utf8))
  }

  /// Runs a command that has to be done.
  @discardableResult
  func done(_ line: String, input: String = "", _ location: SourceLocation = #_sourceLocation) async -> String {
    let result = await run(line, input: input)
    #expect(result.status == 0, "\(line): \(result.errors)", sourceLocation: location)
    return result.output
  }

  static func split(_ line: String) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { place, part in
      place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  static let passphrase = "four words and more"

  /// A folder with a passphrase file in it, and an encrypted practice with one couple.
  ///
  /// It is a copy, under the key that all such copies have: a stranger's file, and one whose key goes into the keyring,
  /// is made of its own.
  static func sealed(ofItsOwn: Bool = false) async throws -> TestProgram {
    let program = try TestProgram()
    program.passphraseFile = program.folder + "/pass"
    if ofItsOwn {
      try await program.makeSealed()
    } else {
      try program.put(try await MadePractices.shared.files(isSealed: true))
    }
    return program
  }

  /// A practice with a couple, and a session held a week ago.
  func withCouple() async {
    do {
      try put(try await MadePractices.shared.files(isSealed: false))
    } catch {
      Issue.record(error)
    }
  }

  fileprivate func makeSealed() async throws {
    passphraseFile = try write(Self.passphrase + "\n", to: "pass")
    await done("init --counselor 'Ada Voss' --recovery-file \(folder)/code")
    await addCouple()
  }

  /// A plain practice with a couple and nothing in its chart.
  static func withNewCouple() async throws -> TestProgram {
    let program = try TestProgram()
    await program.done("init --plain --counselor 'Ada Voss'")
    await program.addNewCouple()
    return program
  }

  fileprivate func makePlain() async {
    await done("init --plain --counselor 'Ada Voss'")
    await addCouple()
  }

  private func addNewCouple() async {
    await done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
  }

  private func addCouple() async {
    await addNewCouple()
    await done("session add dana-rob --on 2026-11-16 --at 14:00")
  }

  /// Every file that stands in the folder, by name; what this computer remembers stands below it.
  func files() throws -> [String: Data] {
    try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      if !isFolder.boolValue { files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name)) }
    }
  }

  /// Goes on as on a computer that remembers nothing of the file.
  func forget() { try? FileManager.default.removeItem(atPath: folder + "/.local") }

  /// Puts files into the folder, for their owner alone.
  func put(_ files: [String: Data]) throws {
    for (name, content) in files {
      try content.write(to: URL(filePath: folder + "/" + name), options: .withoutOverwriting)
      chmod(folder + "/" + name, 0o600)
    }
  }

  /// Runs a command line at a terminal with an editor that is a shell script on the file `$1`.
  func edit(_ line: String, editor script: String, environment: [String: String] = [:]) async throws -> Result {
    let editor = folder + "/editor.sh"
    try "#!/bin/sh\nprintf %s \"$1\" > \(folder)/edited\n\(script)\n"
      .write(toFile: editor, atomically: true, encoding: .utf8)
    chmod(editor, 0o700)
    isInteractive = true
    defer { isInteractive = false }
    return await run(Self.split(line), environment: ["EDITOR": editor].merging(environment) { $1 })
  }

  /// The private folder that the last editor was given.
  func editedFolder() throws -> String {
    (try String(contentsOfFile: folder + "/edited", encoding: .utf8) as NSString).deletingLastPathComponent
  }

  /// Writes a jot as while the file is locked.
  func leaveWhileLocked(_ couple: String, _ text: String) async throws {
    let known = passphraseFile
    passphraseFile = nil
    await done("jot \(couple) -", input: text)
    passphraseFile = known
  }

  /// The handle of the first couple of a file.
  func firstHandle(_ file: String) async -> String {
    let list = await run("couple list --file \(file)").output
    return list.split(separator: "\n").dropFirst(2).first?.split(separator: " ").first.map(String.init) ?? "none"
  }

  /// Writes a file into the folder that only its owner can read, and gives its path.
  func write(_ text: String, to name: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, 0o600)
    return path
  }

  /// Runs statements on the plain practice file, past the program; triggers that they drop to get there are put back, for
  /// another schema is refused before anything else is seen.
  func sql(_ text: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      let triggers = "FROM sqlite_schema WHERE type = 'trigger'"
      let before = try String.fetchAll(database, sql: "SELECT sql \(triggers) ORDER BY name")
      try database.execute(sql: text)
      let after = try Set(String.fetchAll(database, sql: "SELECT sql \(triggers)"))
      for trigger in before where !after.contains(trigger) { try database.execute(sql: trigger) }
    }
    try queue.close()
  }
}

/// The text with its lines put together again.
func unwrapped(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

/// The practices that most tests begin with, each made once in a run.
actor MadePractices {
  static let shared = MadePractices()
  private var made: [Bool: Task<[String: Data], any Error>] = [:]

  func files(isSealed: Bool) async throws -> [String: Data] {
    let task =
      made[isSealed]
      ?? Task {
        let program = try TestProgram()
        if isSealed { try await program.makeSealed() } else { await program.makePlain() }
        return try program.files()
      }
    made[isSealed] = task
    return try await task.value
  }
}
