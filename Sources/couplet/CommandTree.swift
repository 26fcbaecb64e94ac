import ArgumentParser

/// The tree of commands.
enum CommandTree {
  /// The command's name as the journal keeps it: `session add`.
  static func name(of type: any ParsableCommand.Type) -> String { names[ObjectIdentifier(type)] ?? "couplet" }

  private static let names = Dictionary(
    leaves.map { (ObjectIdentifier($0.type), $0.path.joined(separator: " ")) }, uniquingKeysWith: { first, _ in first })

  /// Every command that does something, with its path; a group's usual command goes by the group's name.
  static let leaves = walk(Couplet.self, [])

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
