import Foundation
import Testing

@testable import CoupletCore
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

  @Test(arguments: [
    ("true", "as it was"), (#": > "$1""#, "empty"), (#"rm "$1""#, "empty"), (#"sed -i 1,2d "$1""#, "empty"),
  ])
  func anUnchangedOrEmptyBufferSavesNothing(_ script: String, _ what: String) async throws {
    let program = try await practice()
    let result = try await program.edit("note add s1 --yes", editor: script)
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("error: the text is \(what); nothing was saved\n"))
    #expect(await program.done("note list dana-rob --json") == "[]\n")
  }

  @Test func whatIsTypedOnACommentLineIsText() async throws {
    let program = try await practice()
    let appended = try await program.edit("note add s1 --yes", editor: #"sed -i '1s/$/ They talked./' "$1""#)
    #expect(appended.status == 0, "\(appended.errors)")
    #expect(await program.done("note show n1").contains(" They talked.\n"))
    let own = try await program.edit("note edit n1 --yes", editor: #"printf '#| my own line\n' >> "$1""#)
    #expect(own.status == 0, "\(own.errors)")
    #expect(await program.done("note show n1").contains("\n#| my own line\n"))
    // Blanks at the end are no text, and our lines without them are ours.
    let blanks = try await program.edit("note edit n1 --yes", editor: #"sed -i 's/$/  /; 3,$s/ *$//' "$1""#)
    #expect(blanks.errors.hasSuffix("error: the text is as it was; nothing was saved\n"))
  }

  @Test func anEditKeepsEveryLineOfTheNoteAsItIs() async throws {
    let program = try await practice()
    let asked = "#| What they said and did, and how you saw them come in."
    let text = "#| mine\none\n  two\nthree\n\(asked)\n #| four"
    await program.done("note add s1 -", input: text)
    let same = try await program.edit("note edit n1 --yes", editor: "true")
    #expect(same.errors.hasSuffix("error: the text is as it was; nothing was saved\n"))
    let result = try await program.edit("note edit n1 --yes", editor: #"printf 'five\n' >> "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    let json = await program.done("note show n1 --json")
    let shown = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(shown?["text"] as? String == text + "\nfive")
  }

  @Test func aLineThatReadsLikeACommentSurvivesBesideIt() {
    let head = EditorBuffer(head: "dana-rob · s1", initial: "", prompts: [], comments: ["The plan"])
    #expect(head.line == 4 && head.comments.count == 3)
    let initial = "one\n" + head.comments.joined(separator: "\n") + "\n#|  The plan\ntwo"
    let buffer = EditorBuffer(head: "dana-rob · s1", initial: initial, prompts: [], comments: ["The plan"])
    #expect(buffer.text(of: buffer.text) == initial)
    #expect(buffer.comments.last == "#|   The plan")
    // What a killed program left is read in the same way.
    #expect(EditorBuffer(text: buffer.text, comments: buffer.comments).text(of: buffer.text) == initial)
  }

  @Test func theCursorStandsWhereTextBelongs() throws {
    let heading = NoteFormat.Heading(title: "Plan", prompt: "What next?", scope: .couple)
    let buffer = EditorBuffer(head: "dana-rob · s1", initial: "## Plan", prompts: [heading], comments: [])
    #expect(buffer.text.hasSuffix("\n## Plan\n#| What next?\n\n") && buffer.line == 5)
    let written = EditorBuffer(head: "dana-rob · s1", initial: "## Plan\nHome.", prompts: [heading], comments: [])
    #expect(written.line == 4)
    #expect(written.text(of: written.text) == "## Plan\nHome.")
  }

  @Test func aJotIsTakenOnlyWhereItsLineStands() async throws {
    let program = try await practice()
    await program.done("jot dana-rob --at 15:10 -", input: "Rob")
    let result = try await program.edit(
      "note add s1 --yes",
      editor: #"printf 'Robust talk, and Rob rang.\n' >> "$1"; sed -i 's/^#|\(.*:10 Rob\)/\1/' "$1""#)
    #expect(result.status == 0, "\(result.errors)")
    let waiting = await program.done("jot list dana-rob")
    #expect(waiting.contains("Rob rang") && !waiting.contains("15:10"))
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
    #expect(
      result.errors.hasSuffix(
        """
        error: editor: none is set, and none of editor, nano, vim.tiny, vi is there
        hint: set EDITOR, or give - and write the note to standard input

        """))
  }
}
