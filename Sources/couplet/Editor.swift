import CoupletCore
import Foundation
import Subprocess

/// The counselor's own editor, on a file in a private folder in memory that is gone afterwards.
struct Editor {
  let environment: [String: String]

  /// Lines that begin so are comments and aren't saved; a line of the text that begins so is kept by a space before it.
  static let commentMark = "#|"

  /// Opens the editor and hands the text to `save` as it was left, without the comments.
  ///
  /// - Parameter isWorthSaving: whether the initial text is saved as it is; leaving it empty saves nothing then.
  /// - Throws: refused when no editor is set, or it was left without a change. Where saving fails the text stays in its
  ///   private file, and the problem says where.
  func edit(
    head: String, initial: String, isWorthSaving: Bool = false, comments: [String], save: (String) throws -> Void
  ) async throws(Problem) {
    guard let command = [environment["VISUAL"], environment["EDITOR"]].compactMap({ $0 }).first(where: { !$0.isEmpty })
    else {
      throw Problem(
        .refused, "editor: none is set", hint: "set EDITOR, or give - and write the note to standard input")
    }
    let folder = try makeFolder()
    var isDone = true
    defer { if isDone { remove(folder) } }
    let file = folder + "/note.txt"
    let buffer = Self.buffer(head: head, initial: initial, comments: comments)
    do {
      try buffer.write(toFile: file, atomically: false, encoding: .utf8)
    } catch {
      throw Problem(.cannotWrite, "editor: its file can't be written to \(folder)")
    }
    try await run(command, on: file)
    let edited = FileManager.default.contents(atPath: file).flatMap { String(validating: $0) }
    let text = edited.map(Self.text)
    let isUnchanged = edited == buffer || text == Self.text(of: initial)
    guard isWorthSaving || !isUnchanged, text?.isEmpty != true else {
      throw Problem(.refused, "the text is as it was; nothing was saved")
    }
    do {
      guard let text else { throw Problem(.badData, "note: the editor left no valid UTF-8") }
      try save(text)
    } catch {
      isDone = false
      let problem = error as? Problem ?? Problem(.internalFault, "note: it can't be saved")
      throw Problem(problem.kind, problem.message, hint: "your text is kept in \(file); give it with - < \(file)")
    }
  }

  static func buffer(head: String, initial: String, comments: [String]) -> String {
    var lines = ["\(commentMark) \(head.shown(keepingLines: false))"]
    lines += ["\(commentMark) Lines that begin with \(commentMark) are not saved."]
    if !comments.isEmpty {
      lines += comments.flatMap { $0.split(whereSeparator: \.isNewline).map { "\(commentMark) \($0)" } }
    }
    return lines.joined(separator: "\n") + "\n" + initial + "\n"
  }

  static func text(of edited: String) -> String {
    var lines = edited.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix(commentMark) }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A folder of our own on a memory file system where there is one.
  private func makeFolder() throws(Problem) -> String {
    let places = [environment["XDG_RUNTIME_DIR"], "/dev/shm", environment["TMPDIR"], "/tmp"].compactMap { $0 }
    for place in places where place.hasPrefix("/") {
      var template = Array("\(place)/couplet-XXXXXX".utf8CString)
      // mkdtemp makes it with mode 0700.
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    throw Problem(.cannotWrite, "editor: no private folder can be made", hint: "give - and write to standard input")
  }

  /// Overwrites what the editor left and takes the folder away.
  private func remove(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = folder + "/" + name
      if let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int,
        let handle = FileHandle(forWritingAtPath: path)
      {
        try? handle.write(contentsOf: Data(count: size))
        try? handle.close()
      }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The setting may hold arguments, as `code --wait`; a shell reads it, as other programs have it done.
  private func run(_ command: String, on file: String) async throws(Problem) {
    let status: TerminationStatus
    do {
      status = try await Subprocess.run(
        .name("sh"), arguments: ["-c", "\(command) \"$1\"", "couplet", file],
        input: .currentStandardInput,
        output: .currentStandardOutput,
        error: .currentStandardError
      ).terminationStatus
    } catch {
      throw Problem(.refused, "editor: it can't be started; nothing was saved")
    }
    guard status.isSuccess else { throw Problem(.refused, "editor: it ended with an error; nothing was saved") }
  }
}

extension String {
  /// The text in those bytes, nil when they are not valid UTF-8.
  init?(validating data: Data) {
    guard let text = String(validating: Array(data), as: UTF8.self) else { return nil }
    self = text
  }
}
