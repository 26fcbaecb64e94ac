import CoupletCore

extension Invocation {
  /// Saves a text from standard input, or from the editor, which keeps it where saving fails.
  ///
  /// - Parameter isWorthSaving: whether the text that the editor begins with is a text to save as it is.
  func withText(
    _ argument: String?, field: String, about couple: Couple, head: String, initial: String,
    isWorthSaving: Bool = false, comments: [String],
    save: (String) throws -> Void
  ) async throws {
    if argument != nil { return try save(try text(argument, field: field)) }
    guard canAsk else {
      throw Problem(.usage, "\(field): the text is missing", hint: "give - and write it to standard input")
    }
    try await Editor(environment: surroundings.environment)
      .edit(head: head, initial: initial, isWorthSaving: isWorthSaving, comments: comments) { text in
        try save(try Wording.text(text, field: field))
      }
  }
}
