import ArgumentParser

/// The tree of commands.
enum CommandTree {
  /// The command's name as the journal keeps it: `session add`.
  static func name(of type: any ParsableCommand.Type) -> String { names[ObjectIdentifier(type)] ?? "couplet" }

  private static let names = Dictionary(
    leaves.map { (ObjectIdentifier($0.type), $0.path.joined(separator: " ")) }, uniquingKeysWith: { first, _ in first })

  /// Every command that does something, with its path; a group's usual command goes by the group's name.
  static let leaves = walk(Couplet.self, [])

  /// The command that a line means.
  ///
  /// The parser looks at every option of every group on the way from the root to a command, which takes longer than the
  /// command does. So a line is read from its command on; what isn't read so goes the whole way, with its error.
  static func command(of arguments: [String]) throws -> any ParsableCommand {
    try short(arguments) ?? Couplet.parseAsRoot(arguments)
  }

  /// The command of a line, read without the way down to it; nil where it isn't one that can be run.
  static func short(_ arguments: [String]) -> (any CoupletCommand)? {
    var type: any ParsableCommand.Type = Couplet.self
    var rest = arguments[...]
    while let next = type.configuration.subcommands.first(where: { $0.configuration.commandName == rest.first }) {
      type = next
      rest.removeFirst()
    }
    if !type.configuration.subcommands.isEmpty {
      guard let usual = type.configuration.defaultSubcommand else { return nil }
      type = usual
    }
    return (try? type.parseAsRoot(Array(rest))) as? any CoupletCommand
  }

  private static func walk(
    _ type: any ParsableCommand.Type, _ path: [String]
  ) -> [(path: [String], type: any ParsableCommand.Type)] {
    let configuration = type.configuration
    if configuration.subcommands.isEmpty { return [(path, type)] }
    return configuration.subcommands.flatMap { command in
      let isUsual = configuration.defaultSubcommand.map { $0 == command } ?? false
      return walk(command, isUsual && !path.isEmpty ? path : path + [command.configuration.commandName ?? ""])
    }
  }
}
