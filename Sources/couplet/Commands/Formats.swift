import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

struct NoteFormats: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that a note can be written in")

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let formats = try invocation.definitions().all(.format).formats
    invocation.show(LibraryText.list(formats), json: .array(formats.map(LibraryText.json)))
  }
}

struct NoteFormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Read a format of notes, and add your own",
    subcommands: [NoteFormatShow.self, NoteFormatAdd.self])
}

struct NoteFormatShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a format with its prompts")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The format's id")
  var id: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (format, _) = try invocation.format(id)
    invocation.show(LibraryText.page(format), json: LibraryText.json(format))
  }
}

struct NoteFormatAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a format of your own",
    discussion: """
      couplet note format add first-hour.yaml
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The file")
  var file: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (definition, stored) = try Definitions.read(file)
    guard case .format(let format) = definition else { throw Problem(.badData, "\(file): kind: is not format") }
    try invocation.add(stored)
    invocation.show(LibraryText.page(format), json: LibraryText.json(format))
  }
}
