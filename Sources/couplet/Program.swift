import ArgumentParser
import CoupletCore
import Foundation

/// One run of the program: arguments in, output, errors and an exit code out.
struct Program {
  let surroundings: Surroundings
  /// What a command line means, after the parser.
  var parser: ([String]) throws -> any ParsableCommand = { try Couplet.parseAsRoot($0) }

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
    let arguments = try CommandTree.normalized(typed)
    try Self.requireOnce(arguments)
    guard let command = try parse(arguments) else { return }
    guard let command = command as? any CoupletCommand else {
      throw Problem(.usage, "no command was given", hint: "couplet help lists them")
    }
    let invocation = try Invocation(
      options: command.common, surroundings: surroundings, arguments: arguments,
      name: CommandTree.name(of: type(of: command)), reader: command.reader(), within: outer)
    try await command.run(invocation)
    try invocation.finish()
  }

  /// Options that name somebody or a chart: the parser would take the last of two without a word.
  private static let once: Set = [
    "--member", "--by", "--to", "--says", "--hurt", "--noticed-by", "--couple", "--audience", "--session", "--injury",
  ]

  /// Refuses an option that names somebody and is there twice.
  private static func requireOnce(_ arguments: [String]) throws(Problem) {
    // `couple add` names as many as there are.
    guard Array(arguments.prefix(2)) != ["couple", "add"] else { return }
    var seen: Set<String> = []
    for argument in arguments.prefix(while: { $0 != "--" }) {
      let name = argument.prefix { $0 != "=" }
      guard once.contains(String(name)) else { continue }
      guard seen.insert(String(name)).inserted else {
        throw Problem(.usage, "\(name.dropFirst(2)): is given twice", hint: "one of them")
      }
    }
  }

  /// The command that the arguments mean; nil when they asked for help or the version, which is then printed.
  private func parse(_ arguments: [String]) throws(Problem) -> (any ParsableCommand)? {
    let command: any ParsableCommand
    do {
      command = try parser(arguments)
      if command is any CoupletCommand { return command }
      // The built-in help command, and a group without its subcommand: both print help.
      var help = command
      try help.run()
      return nil
    } catch {
      if Couplet.exitCode(for: error) == .success {
        _ = surroundings.write(Couplet.fullMessage(for: error) + "\n")
        return nil
      }
      throw Self.usageProblem(Couplet.message(for: error), arguments)
    }
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
    return Problem(.usage, sentences[0].shown(keepingLines: false), hint: hint?.shown(keepingLines: false))
  }
}

/// The tree of commands, walked before the parser does: it knows no nearest command and takes `-h` for help.
enum CommandTree {
  /// The arguments with `CMD help` as `help CMD`.
  ///
  /// - Throws: a usage problem with the nearest name where a command isn't there.
  static func normalized(_ typed: [String]) throws(Problem) -> [String] {
    let arguments = joiningValues(movingLeadingOptions(typed))
    var words = arguments
    let asksForHelp = words.first == "help"
    if asksForHelp { words.removeFirst() }
    var group: any ParsableCommand.Type = Couplet.self
    var path: [String] = []
    for word in words {
      if word == "help" { return ["help"] + path }
      if word == "--" || word.hasPrefix("-") { break }
      let choices = group.configuration.subcommands
      if choices.isEmpty { break }
      if let next = choices.first(where: { $0.configuration.commandName == word }) {
        group = next
        path.append(word)
        continue
      }
      // A group with a usual command takes its arguments here: `jot COUPLE`. The program alone takes none.
      if group.configuration.defaultSubcommand != nil, !path.isEmpty, !asksForHelp { break }
      let names = choices.compactMap { $0.configuration.commandName }
      let near = Nearest.words(to: Folding.fold(word), among: names)
      let command = (path + [word]).joined(separator: " ").shownOnOneLine(limit: 60)
      throw Problem(
        .usage, "there is no command '\(command)'",
        hint: near.isEmpty
          ? "couplet help \(path.joined(separator: " "))".trimmed + " lists them"
          : "did you mean \(near.map { "'\((path + [$0]).joined(separator: " "))'" }.joined(separator: " or "))")
    }
    return arguments
  }

  /// Options of every command that stand before it, put behind it: the parser knows them only there.
  private static func movingLeadingOptions(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var moved: [String] = []
    while let option = rest.first {
      if ["--json", "--no-input", "--yes", "--force"].contains(option) || option.hasPrefix("--file=")
        || option.hasPrefix("--today=") || option.hasPrefix("--color=") || option.hasPrefix("--passphrase-file=")
      {
        moved.append(rest.removeFirst())
      } else if ["--file", "--today", "--color", "--passphrase-file"].contains(option), rest.count > 1 {
        moved += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + moved + Array(rest[end...])
  }

  /// Options whose value may begin with a hyphen take it in one word: the parser would read `----` as an option.
  private static func joiningValues(_ arguments: [String]) -> [String] {
    let options: Set<String> = [
      "--answers", "--total", "--on", "--due", "--since", "--until", "--from", "--review", "--limit", "--r", "--sd",
    ]
    var result: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" { return result + [argument] + rest }
      if options.contains(argument), let value = rest.popFirst() {
        result.append("\(argument)=\(value)")
      } else {
        result.append(argument)
      }
    }
    return result
  }

  /// The command's name as the journal keeps it: `session add`.
  static func name(of type: any ParsableCommand.Type) -> String {
    leaves.first { $0.type == type }?.path.joined(separator: " ") ?? "couplet"
  }

  /// Every command that does something, with its path; a group's usual command goes by the group's name.
  static var leaves: [(path: [String], type: any ParsableCommand.Type)] {
    func walk(_ type: any ParsableCommand.Type, _ path: [String]) -> [(path: [String], type: any ParsableCommand.Type)]
    {
      let configuration = type.configuration
      if configuration.subcommands.isEmpty { return [(path, type)] }
      return configuration.subcommands.flatMap { command in
        let isUsual = configuration.defaultSubcommand.map { $0 == command } ?? false
        return walk(command, isUsual && !path.isEmpty ? path : path + [command.configuration.commandName ?? ""])
      }
    }
    return walk(Couplet.self, [])
  }
}
