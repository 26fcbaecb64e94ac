import CoupletCore
import CoupletStore

/// What is typed at a prompt and isn't lost with the terminal.
extension Invocation {
  /// A line of text from the terminal, empty at its end; half a line is kept where the terminal goes.
  func typedText(_ prompt: String, field: String) throws(Problem) -> String {
    switch surroundings.readText(prompt) {
    case .line(let line): return line
    case .end, .interrupted, .unreadable: return ""
    case .closed(let rest):
      // While the practice is locked there are the lines of the inbox alone, and half of one is one.
      guard hasPractice else { return rest }
      unsaved.append((field, rest))
      throw keepingTexts(Problem(.refused, "\(field): the terminal was closed; nothing was saved"))
    }
  }
}
