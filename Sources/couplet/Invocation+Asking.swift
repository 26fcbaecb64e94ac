import CoupletCore
import CoupletStore
import Foundation

/// What is asked for at a terminal, and texts as they come in.
extension Invocation {
  /// Whether questions may be asked.
  var canAsk: Bool { surroundings.isInteractive && !options.noInput }

  /// Asks a yes-or-no question; `--yes` is a yes, and without a terminal it is what `otherwise` says.
  func confirm(_ question: String, otherwise: Bool) throws(Problem) -> Bool {
    if options.yes { return true }
    // What the reader may not know isn't asked in front of them.
    guard canAsk, discretion.allows(question) else { return otherwise }
    let answer = Folding.fold((surroundings.readLine("\(question.shown(keepingLines: false)) [y/N] ") ?? "").trimmed)
    return answer == "y" || answer == "yes"
  }

  /// Asks for one line, nil where the terminal has ended.
  func ask(_ prompt: String) -> String? { surroundings.readLine(prompt) }

  /// What is said when a question was answered with no.
  static var stopped: Problem { Problem(.refused, "stopped; nothing was changed") }

  /// The same where nobody could be asked, and `--yes` would have been needed.
  var stoppedOrUnasked: Problem {
    canAsk ? Self.stopped : Problem(.refused, Self.stopped.message, hint: "without a terminal, --yes says it")
  }

  /// A text: `-` reads standard input; left out, a line is asked for on a terminal.
  ///
  /// - Parameter allowsArgument: false for clinical text, which never stands on the command line.
  func text(_ argument: String?, field: String, allowsArgument: Bool = false) throws(Problem) -> String {
    try requireWritable()
    let text = try given(argument, field: field, allowsArgument: allowsArgument)
    unsaved.append((field, text))
    return text
  }

  /// Refuses, before a text is typed, what could not be saved; while the practice is locked nobody knows.
  func requireWritable() throws(Problem) {
    if changes, hasPractice { try practice().requireWritable() }
  }

  private func given(_ argument: String?, field: String, allowsArgument: Bool) throws(Problem) -> String {
    switch argument {
    case "-"?: return try Wording.typed(try input(field: field), field: field)
    case let argument?:
      guard allowsArgument else {
        throw Problem(
          .usage, "\(field): text isn't taken from the command line",
          hint: "leave it out to be asked, or give - and write it to standard input")
      }
      return try Wording.typed(argument, field: field)
    case nil:
      guard canAsk else {
        throw Problem(.usage, "\(field): the text is missing", hint: "give - and write it to standard input")
      }
      return try Wording.typed(try typedText("\(field): ", field: field), field: field)
    }
  }

  /// Standard input, or what is left of it.
  func input(field: String) throws(Problem) -> String {
    if let inputRest { return inputRest }
    let data: Data
    do { data = try surroundings.readInput() } catch {
      throw Problem(.damaged, "\(field): standard input can't be read")
    }
    return try TextReading.text(of: data, field: field)
  }
}
