import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The whole program in this process, with a clock, a folder and an input of its own.
final class TestProgram {
  let folder: String
  var path: String { folder + "/practice.couplet" }
  /// Monday 2026-11-23, 14:02:11 in Berlin.
  var now = Instant("2026-11-23T13:02:11Z")!
  var answers: [String] = []
  var isInteractive = false
  private(set) var questions = ""

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/couplet-run-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) async -> Result {
    final class Output { var text = "" }
    let output = Output()
    let errors = Output()
    let surroundings = Surroundings(
      arguments: arguments,
      environment: ["COUPLET_FILE": path, "USER": "ada", "HOME": folder, "NO_COLOR": "1"].merging(environment) { $1 },
      now: { (self.now, Zone(name: "Europe/Berlin", offset: 3600)) },
      isInteractive: isInteractive, isOutputTerminal: false,
      readLine: { self.answers.isEmpty ? nil : self.answers.removeFirst() }, readInput: { input },
      write: {
        output.text += $0
        return 0
      }, writeError: { errors.text += $0 })
    let status = await Program(surroundings: surroundings).run()
    return Result(status: status, output: output.text, errors: errors.text)
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

  /// A practice with a couple, and a session held a week ago.
  func withCouple() async {
    await done("init --plain --counselor 'Ada Voss'")
    await done("couple add 'Dana & Rob' --new-member 'Dana Reyes' --new-member 'Rob Reyes' --since 2026-09-01")
    await done("session add dana-rob --on 2026-11-16 --at 14:00")
  }
}
