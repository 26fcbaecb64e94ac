import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "Read the scales that can be answered, and add your own",
    subcommands: [ScaleList.self, ScaleShow.self, ScaleCheck.self, ScaleAdd.self])
}

struct ScaleList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the scales")

  @OptionGroup var common: CommonOptions

  func run(_ invocation: Invocation) throws {
    let scales = try invocation.definitions().all().scales
    invocation.show(LibraryText.list(scales), json: .array(scales.map(LibraryText.json)))
  }
}

struct ScaleShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a scale: figures, sources, items and the grant for their wording")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The scale's id")
  var id: String

  func run(_ invocation: Invocation) throws {
    let (scale, _) = try invocation.scale(id)
    invocation.show(LibraryText.page(scale), json: LibraryText.json(scale))
  }
}

struct ScaleCheck: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check scale files without adding them",
    discussion: """
      couplet scale check sleep.yaml
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The files")
  var files: [String]

  func run(_ invocation: Invocation) throws {
    var scales: [(file: String, scale: ScaleDefinition)] = []
    for file in files { scales.append((file, try ScaleAdd.read(file).scale)) }
    invocation.show(
      scales.map { "\($0.file): \($0.scale.id), version \($0.scale.version), is sound".shown(keepingLines: false) },
      json: .array(scales.map { LibraryText.json($0.scale) }))
  }
}

struct ScaleAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a scale of your own",
    discussion: """
      couplet scale add sleep.yaml
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The file")
  var file: String

  func run(_ invocation: Invocation) throws {
    let (scale, stored) = try Self.read(file)
    try invocation.add(stored)
    invocation.show(LibraryText.page(scale), json: LibraryText.json(scale))
  }

  static func read(_ file: String) throws(Problem) -> (scale: ScaleDefinition, stored: StoredDefinition) {
    let (definition, stored) = try Definitions.read(file)
    guard case .scale(let scale) = definition else { throw Problem(.badData, "\(file): kind: is not scale") }
    return (scale, stored)
  }
}

extension Invocation {
  /// Copies a definition of the user's own into the practice.
  func add(_ definition: StoredDefinition) throws(Problem) {
    guard !(try practice().definitions().contains(definition)) else {
      throw Problem(.refused, "\(definition.name): version \(definition.version) is there already")
    }
    try change { try $0.use(definition) }
  }
}
