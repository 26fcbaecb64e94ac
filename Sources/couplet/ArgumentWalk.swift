import ArgumentParser
import CoupletCore

/// A command line as it was typed, made fit for the parser in one walk: the parser knows no nearest command, takes `-h`
/// for help, wants the options of every command behind it, and of an option given twice takes the last without a word.
struct ArgumentWalk {
  /// Options that name somebody or a chart, and stand once in a command that doesn't take several.
  static let once: Set = [
    "--member", "--by", "--to", "--says", "--hurt", "--noticed-by", "--couple", "--audience", "--session", "--injury",
    "--told-by", "--with", "--belongs-to", "--forget", "--add", "--remove",
  ]

  /// What the parser reads.
  private(set) var arguments: [String] = []
  /// The words that lead to the command.
  private var path: [String] = []
  /// The group whose commands the next word may name, nil behind the command.
  private var group: (any ParsableCommand.Type)? = Couplet.self
  private var asksForHelp = false
  private var given: Set<String> = []

  /// - Throws: a usage problem with the nearest name where a command isn't there, and for an option that names somebody
  ///   twice.
  init(_ typed: [String]) throws(Problem) {
    var rest = typed[...]
    let leading = Self.takeLeadingOptions(from: &rest)
    asksForHelp = rest.first == "help"
    if asksForHelp { arguments.append(rest.removeFirst()) }
    while let word = rest.first, word != "--" {
      rest.removeFirst()
      if word == "help", group != nil {
        // `CMD help` as `help CMD`.
        arguments = ["help"] + path
        return
      }
      if word == "-h" {
        arguments = ["help"] + path
        return
      }
      if word.hasPrefix("-") { group = nil }
      try descend(to: word)
      try requireOnce(word)
      // Its value may be `----`, which the parser would read as an option: they go in one word.
      let value = word == "--answers" ? rest.popFirst() : nil
      arguments.append(value.map { "\(word)=\($0)" } ?? word)
    }
    arguments += leading + rest
  }

  /// Options of every command that stand before it.
  private static func takeLeadingOptions(from rest: inout ArraySlice<String>) -> [String] {
    var taken: [String] = []
    while let option = rest.first {
      if ["--json", "--no-input", "--yes", "--force"].contains(option) || option.hasPrefix("--file=")
        || option.hasPrefix("--today=") || option.hasPrefix("--color=") || option.hasPrefix("--passphrase-file=")
      {
        taken.append(rest.removeFirst())
      } else if ["--file", "--today", "--color", "--passphrase-file"].contains(option), rest.count > 1 {
        taken += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    return taken
  }

  /// One step down the tree of commands, where the word names one.
  private mutating func descend(to word: String) throws(Problem) {
    guard let configuration = group?.configuration else { return }
    let choices = configuration.subcommands
    if let next = choices.first(where: { $0.configuration.commandName == word }) {
      group = next
      path.append(word)
      return
    }
    // A group with a usual command takes its arguments here: `jot COUPLE`. The program alone takes none.
    let takesArguments = configuration.defaultSubcommand != nil && !path.isEmpty && !asksForHelp
    guard !choices.isEmpty, !takesArguments else {
      group = nil
      return
    }
    let near = Nearest.words(to: Folding.fold(word), among: choices.compactMap { $0.configuration.commandName })
    let command = (path + [word]).joined(separator: " ").shownOnOneLine(limit: 60)
    throw Problem(
      .usage, "there is no command '\(command)'",
      hint: near.isEmpty
        ? otherWay(than: word)
        : "did you mean \(near.map { "'\((path + [$0]).joined(separator: " "))'" }.joined(separator: " or "))")
  }

  /// What to type where no command is near: one for what other programs delete, or for a couple that stands alone.
  private func otherWay(than word: String) -> String {
    let group = path.joined(separator: " ")
    let list = "couplet help \(group)".trimmed + " lists them"
    if ["delete", "remove", "rm", "erase", "del"].contains(Folding.fold(word)) {
      return group == "couple"
        ? "couplet couple close COUPLE ends a treatment; couplet undo takes the last command back"
        : "couplet strike ID marks a record as entered in error; couplet undo takes the last command back"
    }
    guard word.contains("-") || word.contains("@") || word.contains("&") else { return list }
    let couple = Surroundings.quoted(word.shownOnOneLine(limit: 40))
    return group.isEmpty
      ? "a couple's page is couplet brief \(couple); \(list)"
      : "a couple stands behind the command, as in couplet \(group) list \(couple); \(list)"
  }

  /// Refuses an option that names somebody and is there twice.
  private mutating func requireOnce(_ word: String) throws(Problem) {
    // `couple add` names as many as there are.
    let name = String(word.prefix { $0 != "=" })
    guard Self.once.contains(name), path != ["couple", "add"] else { return }
    guard given.insert(name).inserted else {
      throw Problem(.usage, "\(name.dropFirst(2)): is given twice", hint: "one of them")
    }
  }
}
