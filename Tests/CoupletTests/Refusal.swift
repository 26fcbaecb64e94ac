import Testing

@testable import couplet

/// A command line that is refused, the exit code, and every word of the error.
struct Refusal {
  let line: String
  let input: String
  let status: Int32
  let errors: String

  init(_ line: String, input: String = "", _ status: Int32, _ errors: String) {
    self.line = line
    self.input = input
    self.status = status
    self.errors = errors
  }
}

extension TestProgram {
  /// Runs commands that have to be refused in these words; as none of them writes anything, one practice serves all.
  func expect(_ refusals: [Refusal], _ location: SourceLocation = #_sourceLocation) async throws {
    func content() async throws -> [String] { try UndoWalkTests.dump(path) + [await run("log --json").output] }
    let before = try await content()
    for refusal in refusals {
      let result = await run(refusal.line, input: refusal.input)
      #expect(result.status == refusal.status, "\(refusal.line)", sourceLocation: location)
      #expect(result.errors == refusal.errors + "\n", "\(refusal.line)", sourceLocation: location)
      #expect(result.output.isEmpty, "\(refusal.line)", sourceLocation: location)
      #expect(try await content() == before, "\(refusal.line) wrote something", sourceLocation: location)
    }
  }

  /// Runs a command that has to be refused in these words, and that writes nothing.
  func expect(_ refusal: Refusal, _ location: SourceLocation = #_sourceLocation) async throws {
    try await expect([refusal], location)
  }

  /// A second couple, Eve and Max.
  func withOtherCouple() async {
    await done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll' --since 2026-09-01")
  }

  /// Runs a command at a terminal with these answers.
  func ask(_ line: String, answers: [String], input: String = "") async -> Result {
    isInteractive = true
    self.answers = answers
    defer { isInteractive = false }
    return await run(line, input: input)
  }
}
