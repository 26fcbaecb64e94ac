import ArgumentParser
import CoupletCore
import Foundation
import Testing

@testable import couplet

/// What is done to a command line before the parser reads it.
@Suite struct ArgumentWalkTests {
  /// Options with one value that name neither somebody nor a chart: of two, the last one counts.
  private static let namingNobody: Set = [
    "--aim", "--alliance", "--answers", "--appreciation", "--asked", "--at", "--barrier", "--born", "--called",
    "--code", "--color", "--confirm", "--contempt", "--counselor", "--count", "--credential", "--criticism",
    "--curiosity", "--decision", "--defensiveness", "--despite", "--diagnosis", "--difficulty", "--done", "--due",
    "--edwards-nunnally", "--effort", "--every", "--file", "--for", "--format", "--frequency", "--from",
    "--gentle-start", "--goal", "--goals", "--handle", "--i-statement", "--idle", "--keep", "--kind", "--label",
    "--limit", "--medication", "--medications", "--minutes", "--minutes-observed", "--mode", "--name",
    "--new-passphrase-file", "--note-format", "--obstacle", "--on", "--outcome", "--page", "--part",
    "--passphrase-file", "--phone", "--plan", "--prognosis", "--progress", "--pronouns", "--purpose", "--quality",
    "--r", "--recovery-file", "--reported-by", "--responsibility", "--results", "--review", "--row",
    "--emergency-contact", "--safe-contact", "--salvage", "--sample", "--scale", "--score", "--sd", "--sign-within",
    "--since", "--size",
    "--soothing", "--sort", "--source", "--start", "--state", "--status", "--stonewalling", "--symptoms",
    "--tension-end", "--tension-start", "--test", "--text", "--theme", "--times", "--title", "--to-whom", "--today",
    "--total", "--until", "--untried", "--usefulness", "--validation", "--why", "--willingness", "-o",
  ]

  /// The options of a command, with whether they take several values, by the parser's own description.
  private static func options() throws -> [(command: String, name: String, isRepeating: Bool)] {
    struct Description: Decodable {
      let command: Command
    }
    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?
      let arguments: [Argument]?
    }
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let kind: String
      let isRepeating: Bool
      let names: [Name]?
    }
    func walk(_ command: Command, _ path: [String]) -> [(command: String, name: String, isRepeating: Bool)] {
      let own = (command.arguments ?? []).filter { $0.kind == "option" }.flatMap { argument in
        (argument.names ?? []).map { name in
          ((path).joined(separator: " "), (name.kind == "long" ? "--" : "-") + name.name, argument.isRepeating)
        }
      }
      return own + (command.subcommands ?? []).flatMap { walk($0, path + [$0.commandName]) }
    }
    let description = try JSONDecoder().decode(Description.self, from: Data(Couplet._dumpHelp().utf8))
    return walk(description.command, [])
  }

  /// A new option is put on one of the two lists: the parser would take the last of two names without a word.
  @Test func everyOptionThatNamesSomebodyIsGivenOnce() throws {
    let options = try Self.options()
    let single = Set(options.filter { !$0.isRepeating }.map(\.name))
    #expect(single == ArgumentWalk.once.union(Self.namingNobody))
    let several = options.filter { $0.isRepeating && ArgumentWalk.once.contains($0.name) }
    #expect(Set(several.map { "\($0.command) \($0.name)" }) == ["couple add --member"])
  }

  @Test(arguments: ArgumentWalk.once.sorted()) func aSecondNameIsRefused(option: String) {
    let problem = #expect(throws: Problem.self) {
      try ArgumentWalk(["brief", "dana-rob", option, "Dana", "\(option)=Rob", "--json"])
    }
    #expect(problem?.kind == .usage && problem?.message == "\(option.dropFirst(2)): is given twice")
    #expect(problem?.hint == .words("one of them"))
    // Behind two hyphens nothing is an option.
    #expect(throws: Never.self) { try ArgumentWalk(["search", option, "Dana", "--", option]) }
  }

  @Test(arguments: [
    ("--today 2026-11-23 --json brief dana-rob", "brief dana-rob --today 2026-11-23 --json"),
    ("--json search -- trust", "search --json -- trust"), ("note add help", "help note add"),
    ("--json note help", "help note"), ("help note", "help note"), ("jot dana-rob help", "jot dana-rob help"),
    ("measure dana-rob rdas --answers ---- --member Rob", "measure dana-rob rdas --answers=---- --member Rob"),
    ("measure dana-rob --on -1d --answers", "measure dana-rob --on -1d --answers"), ("--json", "--json"), ("", ""),
    ("couple add x --member a --member b", "couple add x --member a --member b"),
  ])
  func theParserGetsWhatItCanRead(typed: String, read: String) throws {
    #expect(try ArgumentWalk(TestProgram.split(typed)).arguments == TestProgram.split(read))
  }

  @Test func aNameIsSplitAtTheFirstSign() {
    let parts = ["Rob=kept", "Rob", "Rob=", "=3", "a=b=c", ""].map { Assignment($0) }
    #expect(parts.map(\.name) == ["Rob", "Rob", "Rob", "", "a", ""])
    #expect(parts.map(\.value) == ["kept", nil, "", "3", "b=c", nil])
  }

  @Test func foldersFollowTheSpecification() throws {
    let home = ["HOME": "/home/ada"]
    #expect(try Folders.data(home) == "/home/ada/.local/share")
    #expect(Folders.configuration(home) == "/home/ada/.config")
    let set = home.merging(["XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "relative"]) { $1 }
    #expect(try Folders.data(set) == "/data")
    #expect(Folders.configuration(set) == "/home/ada/.config")
    let here = FileManager.default.currentDirectoryPath
    #expect(
      ["/a/b", "a", "./a", "."].map(Folders.absolute) == ["/a/b", "\(here)/a", "\(here)/a", here])
  }
}
