import CoupletCore
import CoupletReports
import CoupletStore
import Foundation

/// Long texts: from standard input, or from the counselor's editor, which loses none.
extension Invocation {
  /// Saves a text from standard input, or from the editor, which keeps it where saving fails.
  ///
  /// - Parameters:
  ///   - argument: `-` for standard input, nil for the editor.
  ///   - head: whose text it is, for the editor's first line and for the list of drafts.
  ///   - isPrivate: whether it is a psychotherapy note's, whose draft is kept apart.
  ///   - isWorthSaving: whether the text that the editor begins with is a text to save as it is.
  ///   - prompts: headings of the text whose prompts are shown where nothing is written beneath them.
  ///   - comments: what the editor shows beneath the head and doesn't save.
  ///   - opensIn: what it is opened with again where it had to be kept, in words that nothing else has; nil for nothing.
  ///   - resuming: makes of a text that was kept the one that the editor begins with.
  func withText(
    _ argument: String?, field: String, about couple: Couple, head: String, isPrivate: Bool = false,
    initial: String = "", isWorthSaving: Bool = false, prompts: [NoteFormat.Heading] = [], comments: [String] = [],
    opensIn: String? = nil, resuming: (String) -> String = { $0 }, save: (String) throws -> Void
  ) async throws {
    if argument != nil { return try save(try text(argument, field: field)) }
    guard canAsk else {
      throw Problem(.usage, "\(field): the text is missing", hint: "give - and write it to standard input")
    }
    surroundings.releaseTerminal()
    // Opened before the editor is: whoever has no key learns it before the text is written.
    let practice = try practice()
    try requireWritable()
    keepLeftBehind(practice)
    let purpose = Draft.Purpose(couple: couple.handle, for: head, isPrivate: isPrivate, opensIn: opensIn, clock: clock)
    let kept = try keptText(for: purpose, practice)
    func dropKept() throws(Problem) {
      if let kept { try practice.dropDraft(kept.draft.id) }
    }
    let isSaved = try await Editor(environment: surroundings.environment, inform: inform).edit(
      Editor.Opened(
        purpose: purpose, practice: realPath, field: field, initial: kept.map { resuming($0.text) } ?? initial,
        isWorthSaving: isWorthSaving || kept != nil, draft: kept?.draft.id, prompts: prompts,
        comments: (kept.map { ["This text was kept on \(moment($0.draft.clock))."] } ?? []) + comments),
      keep: { (text) throws(Problem) in
        let id = try practice.keep(text, purpose)
        try dropKept()
        return id
      }
    ) { text in
      try save(try Wording.typed(text, field: field))
      try dropKept()
    }
    if !isSaved { showNothingSaved() }
  }

  /// Says that a text was left as it was, which is no error.
  func showNothingSaved() {
    show(["the text is as it was; nothing was saved"], json: ["saved": .bool(false)])
  }

  /// The newest text that was kept of the same, which is said.
  private func keptText(for purpose: Draft.Purpose, _ practice: Practice) throws(Problem) -> (
    draft: Draft, text: String
  )? {
    guard purpose.opensIn != nil else { return nil }
    let drafts = try practice.drafts().readable.filter { draft in
      draft.purpose.opensIn == purpose.opensIn && draft.purpose.couple == purpose.couple
        && draft.purpose.isPrivate == purpose.isPrivate
    }
    for draft in drafts.reversed() {
      guard let text = String(validating: draft.text, as: UTF8.self) else { continue }
      inform("opened with the text that was kept on \(moment(draft.clock)): \(draft.id)")
      return (draft, text)
    }
    return nil
  }

  /// Keeps as drafts the texts of this practice that a killed program or editor left in memory.
  func keepLeftBehind(_ practice: Practice) {
    let places = EditorFolder.places(surroundings.environment)
    for folder in EditorFolder.leftBehind(in: places.memory + places.disk) {
      // What is another practice's waits until that one is opened.
      guard let about = folder.readAbout(), about.practice == realPath, let folder = folder.claimed() else { continue }
      if let left = folder.content(wasCutOff: true, surroundings.environment).map(EditorBuffer.read),
        about.content.isChanged(left)
      {
        do {
          let id = try practice.keep(about.content.text(of: left), about.purpose)
          // What it was before is in it.
          if let draft = about.draft { try practice.dropDraft(draft) }
          inform("a text was being written when couplet was stopped; it is kept: \(about.purpose.recovery) \(id)")
        } catch {
          inform("a text was being written when couplet was stopped; it can't be kept and is in \(folder.file)")
          continue
        }
      }
      folder.remove()
    }
  }

  /// The practice file's path without links.
  private var realPath: String {
    guard let path = try? path else { return "" }
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}
