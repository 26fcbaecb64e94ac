import ArgumentParser
import Foundation
import Testing

@testable import couplet

/// What command lines mean, each parsed once.
///
/// In a debug build the parser checks every option of a command each time. A command is a value: running it leaves it as it
/// was.
final class ParsedLines: @unchecked Sendable {
  static let shared = ParsedLines()
  private let lock = NSLock()
  private var known: [[String]: any ParsableCommand] = [:]

  func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let known = lock.withLock({ known[arguments] }) { return known }
    let command = try CommandTree.command(of: arguments)
    lock.withLock { known[arguments] = command }
    return command
  }
}

/// The short way to a command, and the parser's own from the root.
@Suite struct ParsedLinesTests {
  @Test func bothWaysMeanTheSame() throws {
    let lines =
      UndoWalkTests.lines + AudienceTests.readingCommands.filter { $0.hasSuffix("--desk --json") } + ["today", ""]
    #expect(lines.count > 120)
    var commands: Set<String> = []
    for line in lines {
      let arguments = try ArgumentWalk(TestProgram.split(line)).arguments
      let short = try #require(CommandTree.short(arguments), "\(line)")
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
    #expect(CommandTree.short(TestProgram.split(line)) == nil)
  }
}
