import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The editor's part of the program, one test after the other: signals are the whole process's.
@Suite(.serialized) struct EditorTests {
  private func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("jot dana-rob --at 14:52 -", input: "Rob rang")
    return program
  }

  @Test func savesWhatTheEditorLeavesWithoutItsComments() async throws {
    let program = try await practice()
    let result = try await program.edit("note add s1 --yes", editor: #"printf 'They talked.\n\n' >> "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    #expect(await program.done("note show n1 --json").contains("\"text\": \"They talked.\""))
    #expect(await program.done("jot list dana-rob").contains("Rob rang"))
    #expect(!FileManager.default.fileExists(atPath: try program.editedFolder()))
  }

  @Test func aJotWithoutItsMarkIsTakenIn() async throws {
    let program = try await practice()
    let result = try await program.edit("note add s1 --yes", editor: #"sed -i 's/^#| \(.*Rob rang\)/\1/' "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    #expect(await program.done("note show n1 --json").contains("2026-11-23 14:52 Rob rang"))
    #expect(await program.done("jot list dana-rob --json") == "[]\n")
    await program.done("undo")
    #expect(await program.done("jot list dana-rob").contains("Rob rang"))
  }

  @Test(arguments: ["true", #": > "$1""#])
  func anUnchangedOrEmptyBufferSavesNothing(_ script: String) async throws {
    let program = try await practice()
    let result = try await program.edit("note add s1 --yes", editor: script)
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("error: the text is as it was; nothing was saved\n"))
    #expect(await program.done("note list dana-rob --json") == "[]\n")
  }

  @Test func editsADraftInPlace() async throws {
    let program = try await practice()
    await program.done("note add s1 -", input: "They talked.")
    let result = try await program.edit("note edit n1 --yes", editor: #"sed -i 's/talked/listened/' "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    #expect(await program.done("note show n1").contains("They listened."))
    #expect(try await program.edit("note edit n1 --yes", editor: "true").status == 1)
  }

  @Test func withoutAnEditorItSaysSo() async throws {
    let program = try await practice()
    program.isInteractive = true
    let result = await program.run("note add s1 --yes")
    #expect(result.errors.hasSuffix("hint: set EDITOR, or give - and write the note to standard input\n"))
  }
}
