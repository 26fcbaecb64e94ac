import ArgumentParser
import Foundation
import Testing

@testable import couplet

/// What command lines mean, each parsed once.
///
/// In a debug build the parser checks every option of every group again at each step from the root to the command, which
/// was most of what a test run took. So a line is read from its command on; what isn't read so goes the whole way, with
/// its error. A command is a value: running it leaves it as it was.
final class ParsedLines: @unchecked Sendable {
  static let shared = ParsedLines()
  private let lock = NSLock()
  private var known: [[String]: any ParsableCommand] = [:]

  func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let known = lock.withLock({ known[arguments] }) { return known }
    let command = try Self.short(arguments) ?? Couplet.parseAsRoot(arguments)
    lock.withLock { known[arguments] = command }
    return command
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
}

/// The short way to a command, by which the other tests read their lines, and the program's.
@Suite struct ParsedLinesTests {
  @Test func bothWaysMeanTheSame() throws {
    let lines =
      UndoWalkTests.lines + AudienceTests.readingCommands.filter { $0.hasSuffix("--desk --json") } + ["today", ""]
    #expect(lines.count > 120)
    var commands: Set<String> = []
    for line in lines {
      let arguments = try ArgumentWalk(TestProgram.split(line)).arguments
      let short = try #require(ParsedLines.short(arguments), "\(line)")
      let whole = try Couplet.parseAsRoot(arguments)
      var (one, other) = ("", "")
      dump(short, to: &one)
      dump(whole, to: &other)
      #expect(one == other, "\(line)")
      commands.insert(CommandTree.name(of: type(of: whole)))
    }
    #expect(commands.count > 70)
  }

  @Test(arguments: ["session", "session --help", "--version", "jot", "sesion list", "note show", "today --sicne mon"])
  func whatIsNoCommandGoesTheWholeWay(_ line: String) {
    #expect(ParsedLines.short(TestProgram.split(line)) == nil)
  }
}
