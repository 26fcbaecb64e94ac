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

  @Test(arguments: [#": > "$1""#, #"rm "$1""#, #"sed -i 1,4d "$1""#])
  func anEmptyBufferSavesNothing(_ script: String) async throws {
    let program = try await practice()
    let result = try await program.edit("note add s1 --yes", editor: script)
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("error: the text is empty; nothing was saved\n"))
    #expect(await program.done("note list dana-rob --json") == "[]\n")
  }

  private static let asItWas = "the text is as it was; nothing was saved\n"

  @Test func anUnchangedBufferIsNoError() async throws {
    let program = try await practice()
    let added = try await program.edit("note add s1 --yes", editor: "true")
    #expect(added.status == 0 && added.output == Self.asItWas, "\(added.errors)")
    #expect(!added.errors.contains("error"))
    let json = try await program.edit("note add s1 --yes --json", editor: "true")
    #expect(json.status == 0 && json.output == "{\n  \"saved\": false\n}\n")
    #expect(await program.done("note list dana-rob --json") == "[]\n")
    await program.done("note add s1 -", input: "They talked.")
    await program.done("private add s1 -", input: "Mine.")
    for command in ["note edit n1", "private edit x1"] {
      let edited = try await program.edit("\(command) --yes", editor: "true")
      #expect(edited.status == 0 && edited.output == Self.asItWas, "\(command): \(edited.errors)")
    }
    #expect(await program.done("note edit n1 --yes -", input: "They talked.") == Self.asItWas)
    #expect(!(await program.done("log").contains("edit")))
  }

  @Test func whatIsTypedOnACommentLineIsText() async throws {
    let program = try await practice()
    let appended = try await program.edit("note add s1 --yes", editor: #"sed -i '5s/$/ They talked./' "$1""#)
    #expect(appended.status == 0, "\(appended.errors)")
    #expect(await program.done("note show n1").contains(" They talked.\n"))
    let own = try await program.edit("note edit n1 --yes", editor: #"printf '#| my own line\n' >> "$1""#)
    #expect(own.status == 0, "\(own.errors)")
    #expect(await program.done("note show n1").contains("\n#| my own line\n"))
    // Blanks at the end are no text, and our lines without them are ours.
    let blanks = try await program.edit("note edit n1 --yes", editor: #"sed -i 's/$/  /; 4,$s/ *$//' "$1""#)
    #expect(blanks.output == Self.asItWas, "\(blanks.errors)")
  }

  @Test func anEditKeepsEveryLineOfTheNoteAsItIs() async throws {
    let program = try await practice()
    let asked = "#| What they said and did, and how you saw them come in."
    let text = "#| mine\none\n  two\nthree\n\(asked)\n #| four"
    await program.done("note add s1 -", input: text)
    let same = try await program.edit("note edit n1 --yes", editor: "true")
    #expect(same.output == Self.asItWas)
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

  @Test func whoMaySeeItStandsRightAboveTheTextInWholeWords() {
    let title = "cressida-montgomery · Cressida Montgomery & Ambrose Montgomery · s12 · Mon 2026-11-23 · couple"
    let buffer = EditorBuffer(
      head: title + " · may be shown to: both partners", initial: "## Plan", prompts: [], comments: ["one", "two"])
    #expect(
      buffer.text == """
        #| cressida-montgomery · Cressida Montgomery & Ambrose Montgomery · s12
        #| Mon 2026-11-23 · couple
        #| Lines like these are not saved; what you write is, also after #|.
        #| one
        #| two
        #| may be shown to: both partners
        ## Plan

        """ + "\n")
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
  }

  @Test func withoutAnEditorItSaysSo() async throws {
    let program = try await practice()
    program.isInteractive = true
    let result = await program.run("note add s1 --yes")
    #expect(
      result.errors.hasSuffix(
        """
        error: editor: none is set, and none of editor, nano, vim, vim.tiny, vi is there
        hint: set EDITOR, or give - and write the note to standard input

        """))
  }
}
