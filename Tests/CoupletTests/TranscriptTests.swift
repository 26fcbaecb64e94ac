import Foundation
import Testing

/// Runs the real binary as the transcripts in `Tests/Transcripts` and the blocks of README and manual have it, and
/// compares.
///
/// A transcript is Markdown; its blocks marked `console` are run in order in one folder. A line that begins with `$ `
/// is given to a shell; what follows is standard output and standard error as they come, and `[65]` is an exit code
/// that isn't 0; a line `export NAME=VALUE` holds for those after it. Between the blocks `<!-- today DAY -->` sets the
/// clock, `<!-- file NAME: TEXT -->` makes a file, and `<!-- sealed practice -->` puts one there.
/// `COUPLET_REWRITE=1 swift test --filter Transcript` writes them again.
@Suite struct TranscriptTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  static let files: [String] = {
    let folders = ["Tests/Transcripts", "Sources/couplet/Manual"]
    return ["README.md"]
      + folders.flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
      }
  }()

  @Test(arguments: files)
  func printsWhatIsWritten(_ file: String) async throws {
    let url = Self.root.appending(path: file)
    let written = try String(contentsOf: url, encoding: .utf8)
    let shell = try TranscriptShell()
    var isInBlock = false
    var result: [String] = []
    var commands = 0
    for line in written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
        result.append(line)
      } else if isInBlock {
        guard line.hasPrefix("$ ") else { continue }
        commands += 1
        result.append(line)
        result += try await shell.run(String(line.dropFirst(2)))
      } else {
        try await prepare(shell, line)
        result.append(line)
      }
    }
    let printed = result.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["COUPLET_REWRITE"] != nil {
      try printed.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(commands > 0, "\(file) runs nothing")
    #expect(printed == written, "\(file): \(Self.firstDifference(printed, written))")
  }

  /// What a comment between two blocks asks for.
  private func prepare(_ shell: TranscriptShell, _ line: String) async throws {
    if let today = line.wholeMatch(of: #/<!-- today (\d{4}-\d\d-\d\d) -->/#) {
      shell.day = String(today.output.1)
    } else if let file = line.wholeMatch(of: #/<!-- file (\S+): (.*) -->/#) {
      // Clinical text never stands on a command line that people would type after us: it comes from such files.
      try shell.write(Data("\(file.output.2)\n".utf8), to: String(file.output.1))
    } else if line == "<!-- sealed practice -->" {
      for (name, content) in try await MadePractices.shared.files(isSealed: true) {
        try shell.write(content, to: name)
        chmod(shell.folder + "/" + name, 0o600)
      }
    }
  }

  private static func firstDifference(_ printed: String, _ written: String) -> String {
    let pairs = zip(printed.split(separator: "\n"), written.split(separator: "\n"))
    return pairs.first { $0 != $1 }.map { "printed '\($0)', written '\($1)'" } ?? "one is longer"
  }
}

/// A shell in a folder of its own, for one transcript whose commands run one after the other, with the program on its path and a practice file in the folder.
private final class TranscriptShell: @unchecked Sendable {
  let folder: String
  /// The day of the clock: what a command takes as today, or what the one before it did.
  var day = "2026-11-23"

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/couplet-transcript-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // As the program prints it: without links and doubled slashes.
    folder = try #require(realpath(made, nil).map { String(cString: $0) })
  }

  deinit {
    // A transcript may have taken the right to write away.
    chmod(folder, 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  func write(_ content: Data, to name: String) throws {
    try content.write(to: URL(filePath: folder + "/" + name))
  }

  /// What the lines `export NAME=VALUE` have set.
  private var exported: [String: String] = [:]

  private func clockDay(of command: String) -> String {
    if let said = command.matches(of: #/--today (\d{4}-\d\d-\d\d)/#).last { day = String(said.output.1) }
    return day
  }

  /// Where commands are waited for: not on the threads of the other tests, and not all at once.
  private static let waiting: OperationQueue = {
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 2
    return queue
  }()

  /// Runs a command to its end, while other tests go on.
  func run(_ command: String) async throws -> [String] {
    try await withCheckedThrowingContinuation { continuation in
      Self.waiting.addOperation { continuation.resume(with: Result { try self.wait(for: command) }) }
    }
  }

  private func wait(for command: String) throws -> [String] {
    if let set = command.wholeMatch(of: #/export (\w+)=(\S+)/#) {
      exported[String(set.output.1)] = String(set.output.2).replacing("$PWD", with: folder)
      return []
    }
    let binaries = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec 2>&1; \(command)"]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = [
      "PATH": "\(binaries):/usr/bin:/bin:/sbin", "HOME": folder, "COUPLET_FILE": folder + "/practice.couplet",
      "USER": "ada", "TZ": "Europe/Berlin", "LANG": "C.UTF-8", "TMPDIR": folder,
      "COUPLET_DEBUG_CLOCK": "\(clockDay(of: command))T13:02:11Z",
    ].merging(exported) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var lines = String(decoding: data, as: UTF8.self)
      // CSV ends its lines with CRLF; a transcript shows lines.
      .replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: folder, with: "/home/ada")
      .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "(the clock's time)  ")
      .replacing(#/\d{4}-\d\d-\d\d \d\d:\d\dZ/#, with: "(clock's minute) ")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return lines + (status == 0 ? [] : ["[\(status)]"])
  }
}
