import CoupletCore
import CoupletStore
import Foundation
import Subprocess

/// The counselor's own editor, on a file in a private folder in memory that is gone afterwards.
struct Editor {
  let environment: [String: String]
  let inform: (String) -> Void

  /// A text as it is given to an editor.
  struct Opened {
    let purpose: Draft.Purpose
    /// The practice file, which gets the text when the program is killed.
    let practice: String
    let field: String
    var initial = ""
    /// Whether the initial text is saved as it is; leaving it empty saves nothing then.
    var isWorthSaving = false
    /// The draft that it is.
    var draft: String?
    /// Headings whose prompts are shown beneath them while nothing is written there.
    var prompts: [NoteFormat.Heading] = []
    let comments: [String]
  }

  /// Opens the editor and hands the text to `save` as it was left, without the comments.
  ///
  /// - Parameter keep: keeps a text that can't be saved and gives the digits that name it.
  /// - Returns: whether there was something to save: false where the text was left as it was.
  /// - Throws: refused when no editor is set or there, or the text was taken away. Where the editor ends badly or saving
  ///   fails, a changed text is kept, and the problem says how to get it back.
  func edit(
    _ opened: Opened, keep: ([UInt8]) throws(Problem) -> String, save: (String) throws -> Void
  ) async throws(Problem) -> Bool {
    let (field, purpose) = (opened.field, opened.purpose)
    guard let command = EditorCommand(environment) else {
      throw Problem(
        .refused, "editor: none is set, and none of \(EditorCommand.usual.joined(separator: ", ")) is there",
        hint: "set EDITOR, or give - and write the \(field) to standard input")
    }
    let places = EditorFolder.places(environment)
    let folder = try EditorFolder(memory: places.memory, disk: places.disk, inform: inform)
    if let warning = command.warning { inform(warning) }
    let signals = EditorSignals()
    defer { signals.release() }
    let buffer = EditorBuffer(
      head: purpose.for, initial: opened.initial, prompts: opened.prompts,
      comments: (command.remark.map { [$0] } ?? []) + opened.comments)
    var failure: Problem?
    do throws(Problem) {
      try folder.begin(
        EditorFolder.About(
          practice: opened.practice, purpose: purpose, buffer: buffer.text, comments: buffer.comments,
          draft: opened.draft))
      failure = await run(command, at: buffer.line, in: folder)
      // A terminal that goes ends the shell first, while the editor still writes down what stands in it.
      if failure != nil || signals.wereToEnd { folder.waitForEditor() }
      if signals.wereToEnd {
        failure = Problem(.refused, "editor: the program was told to end; nothing was saved")
      }
    } catch {
      folder.remove()
      throw error
    }
    let content = folder.content(wasCutOff: failure != nil, environment).map(EditorBuffer.read)
    guard let left = content,
      buffer.isChanged(left) || opened.isWorthSaving && failure == nil && !buffer.text(of: left).isEmpty
    else {
      folder.remove()
      if let problem = failure ?? buffer.refusal(of: content) { throw problem }
      return false
    }
    do {
      if let failure { throw failure }
      guard let text = String(validating: left, as: UTF8.self) else {
        throw Problem(.badData, "\(field): the editor left no valid UTF-8")
      }
      try save(buffer.text(of: text))
    } catch {
      let problem = error as? Problem ?? Problem(.internalFault, "\(field): it can't be saved")
      throw Self.kept(buffer.text(of: left), in: folder, after: problem, purpose, keep)
    }
    folder.remove()
    return true
  }

  /// Keeps a text and says how to get it back.
  private static func kept(
    _ text: [UInt8], in folder: EditorFolder, after problem: Problem, _ purpose: Draft.Purpose,
    _ keep: ([UInt8]) throws(Problem) -> String
  ) -> Problem {
    let hint: String
    do throws(Problem) {
      hint = "your text is kept: \(purpose.recovery) \(try keep(text)) prints it"
      folder.remove()
    } catch {
      hint = "no draft can be written (\(error.message)); your text is in \(folder.file)"
    }
    return Problem(
      problem.kind, problem.message, hint: [problem.hint?.text, hint].compactMap { $0 }.joined(separator: "; "),
      candidates: problem.candidates)
  }

  // MARK: Running

  /// Runs the editor until it ends.
  ///
  /// - Returns: how it ended badly, nil where it didn't.
  private func run(_ command: EditorCommand, at line: Int, in folder: EditorFolder) async -> Problem? {
    let status = try? await Subprocess.run(
      .name("sh"),
      arguments: Arguments(
        ["-c", "\(command.line) \"$@\"", "couplet"]
          + command.arguments(environment, line: line, makeSettings: folder.write(settings:)) + [folder.file]),
      environment: childEnvironment(folder),
      input: .currentStandardInput,
      output: .currentStandardOutput,
      error: .currentStandardError
    ).terminationStatus
    guard let status else { return Problem(.refused, "editor: it can't be started; nothing was saved") }
    // What a shell says of a command that it can't find, or can't start.
    if let name = command.name, [.exited(127), .exited(126)].contains(status) {
      return Problem(
        .refused, "editor: '\(name.shownOnOneLine(limit: 40))' can't be started; nothing was saved",
        hint: "set EDITOR to one that is there, such as nano")
    }
    return status.isSuccess ? nil : Problem(.refused, "editor: it ended with an error; nothing was saved")
  }

  /// Temporary files of the editor, such as those of Vim's filters, go into the private folder too.
  private func childEnvironment(_ folder: EditorFolder) -> Subprocess.Environment {
    .custom(environment.merging(["TMPDIR": folder.path]) { $1 }.map { Array("\($0)=\($1)\0".utf8) })
  }
}

extension String {
  /// The text in those bytes, nil when they are not valid UTF-8.
  init?(validating data: Data) {
    guard let text = String(validating: Array(data), as: UTF8.self) else { return nil }
    self = text
  }
}
