import ArgumentParser
import CoupletCore
import Foundation

/// One run of the program: arguments in, output, errors and an exit code out.
struct Program {
  let surroundings: Surroundings
  /// What a command line means, after the parser.
  var parser: ([String]) throws -> any ParsableCommand = CommandTree.command(of:)

  /// Parses, runs, and turns every way of failing into a message and an exit code.
  func run() async -> Int32 {
    do {
      try await perform(surroundings.arguments)
      return 0
    } catch let problem as Problem {
      surroundings.report(problem)
      return problem.kind.exitCode
    } catch {
      surroundings.writeError("error: an unforeseen fault (\(type(of: error)))\n")
      return Problem.Kind.internalFault.exitCode
    }
  }

  /// Runs what the arguments ask for, on its own or within another command and on that one's open practice.
  func perform(_ typed: [String], within outer: Invocation? = nil) async throws {
    let arguments = try ArgumentWalk(typed).arguments
    guard let parsed = try parse(arguments) else { return }
    guard let command = parsed.command as? any CoupletCommand else {
      throw Problem(.usage, "no command was given", hint: "couplet help lists them")
    }
    let invocation = try Invocation(
      options: command.common, surroundings: surroundings, arguments: arguments,
      name: CommandTree.name(of: type(of: command)), reader: command.reader(), changes: command is any ChangingCommand,
      typedHandle: (command as? any ChangingCommand)?.gate.confirm, within: outer)
    do {
      try await completed(command, parsed.leftOut, invocation).run(invocation)
      try invocation.finish()
    } catch let problem as Problem {
      throw invocation.discretion.said(invocation.afterSaving(problem))
    }
  }

  /// The command with what was left out of its line, each asked for in the order in which it is typed.
  private func completed(
    _ command: any CoupletCommand, _ leftOut: [LeftOut], _ invocation: Invocation
  ) throws -> any CoupletCommand {
    for argument in leftOut { invocation.complete(with: try argument.asked(invocation)) }
    guard try invocation.askWords() || !leftOut.isEmpty else { return command }
    guard let command = try parse(invocation.arguments)?.command as? any CoupletCommand else {
      throw Invocation.stopped
    }
    return command
  }

  /// What stands for an argument that was left out, until it is asked for.
  private static let placeholder = "?"

  /// The command that the arguments mean, with what was left out of them; nil when they asked for help or the version, which
  /// is then printed.
  private func parse(
    _ arguments: [String], leftOut: [String] = []
  ) throws(Problem) -> (command: any ParsableCommand, leftOut: [LeftOut])? {
    let command: any ParsableCommand
    do {
      command = try parser(arguments + leftOut.map { _ in Self.placeholder })
      if command is any CoupletCommand {
        let name = CommandTree.name(of: type(of: command))
        let asked = leftOut.compactMap { LeftOut($0, of: name) }
        guard asked.count == leftOut.count else {
          throw Problem(.usage, "missing expected argument '<\(leftOut[0])>'", hint: "couplet help \(name)")
        }
        return (command, asked)
      }
      // The built-in help command, and a group without its subcommand: both print help.
      var help = command
      try help.run()
      return nil
    } catch let problem as Problem {
      throw problem
    } catch {
      // The parser says one at a time; no command wants more than two.
      if leftOut.count < 2, let argument = LeftOut.argument(in: Couplet.message(for: error)) {
        return try parse(arguments, leftOut: leftOut + [argument])
      }
      if Couplet.exitCode(for: error) == .success {
        let code = surroundings.writePage(Couplet.fullMessage(for: error) + "\n")
        if let problem = Surroundings.problem(ofWriting: code) { throw problem }
        return nil
      }
      throw Self.usageProblem(Couplet.message(for: error), arguments)
    }
  }

  /// What to type where the parser knows only that something is too much or too little.
  private static func hint(for sentence: String, _ arguments: [String]) -> String? {
    if sentence.hasPrefix("missing expected argument"),
      arguments.contains(where: { $0.utf8.count > 2 && $0.hasPrefix("-") && !$0.hasPrefix("--") && Int($0) == nil })
    {
      return "a text or query that begins with '-' stands after --"
    }
    if sentence.hasPrefix("the value '") { return PlainNumber.hint(for: sentence) ?? "write a number, as 50" }
    guard sentence.contains("unexpected argument") else { return nil }
    let place = arguments.firstIndex { sentence.contains("'\($0)'") } ?? 0
    if place >= 2, arguments[place - 2].hasPrefix("--") {
      let option = arguments[place - 2]
      return Int(arguments[place]) == nil
        ? "\(option) takes one value: several words stand in quotes, and each of several names has \(option) before it"
        : "a number belongs to the name, as \(option) NAME=\(arguments[place])"
    }
    return "a text is asked for when it is left out, so that it stands in no history, and - reads it; other words that "
      + "belong together stand in quotes"
  }

  /// The parser's sentence in the form of our messages.
  private static func usageProblem(_ message: String, _ arguments: [String]) -> Problem {
    let lines = message.split(whereSeparator: \.isNewline).map(String.init)
    let sentences = (lines.first ?? message).components(separatedBy: ". ").map { sentence in
      (sentence.first?.lowercased() ?? "") + sentence.dropFirst().trimmingCharacters(in: [".", "?", ":"])
    }
    let choices = lines.dropFirst().filter { $0.hasPrefix("  - ") }.map { $0.dropFirst(4) }
    var hint = sentences.count > 1 ? sentences.dropFirst().joined(separator: ", ") : nil
    if !choices.isEmpty { hint = "one of \(choices.joined(separator: ", "))" }
    // The nearest name by letters must not be one that answers questions.
    if hint?.contains("'--yes'") == true || hint?.contains("'--force'") == true { hint = nil }
    if sentences[0].hasPrefix("unknown option '-"), !sentences[0].hasPrefix("unknown option '--") {
      hint = "a text or query that begins with '-' stands after --"
    }
    hint = hint ?? self.hint(for: sentences[0], arguments)
    return Problem(.usage, sentences[0], hint: hint)
  }
}
