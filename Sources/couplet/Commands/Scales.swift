import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "Read the scales that can be answered, and add your own",
    subcommands: [ScaleList.self, ScaleShow.self, ScaleCheck.self, ScaleAdd.self, ScaleFigures.self])
}

struct ScaleList: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the scales")

  @OptionGroup var common: CommonOptions

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let scales = try invocation.definitions().all(.scale).scales
    invocation.show(LibraryText.list(scales), json: .array(scales.map(LibraryText.json)))
  }
}

struct ScaleShow: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a scale: figures, sources, items and the grant for their wording")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The scale's id")
  var id: String

  func reader() -> Reader { .counselor }

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

  func reader() -> Reader { .counselor }

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
  @OptionGroup var gate: GateOptions
  @Argument(help: "The file")
  var file: String

  func reader() -> Reader { .counselor }

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

struct ScaleFigures: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Enter your own reliability figures for a scale, with their source",
    discussion: """
      couplet scale figures csi-16 --r 0.9 --kind test-retest --sd 17 --sample "412 couples" --source "Doe 2019"
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The scale's id")
  var id: String
  @Option(parsing: .unconditional, help: "The reliability, between 0 and 1")
  var r: PlainNumber
  @Option(help: "alpha or test-retest")
  var kind: Reliability.Kind
  @Option(parsing: .unconditional, help: "The SD of a reference group, never of this client's own series")
  var sd: PlainNumber
  @Option(help: "Whose figures they are")
  var sample: String
  @Option(help: "Where they stand")
  var source: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (scale, _) = try invocation.scale(id)
    let figures = try Reliability(
      r: r.value, sd: sd.value, kind: kind, sample: try Wording.properName(sample, field: "sample"),
      source: try Wording.properName(source, field: "source"), verification: .read, isOwn: true)
    let own = try scale.with(figures)
    try invocation.change { try $0.add(figures, for: id) }
    invocation.show(LibraryText.page(own), json: LibraryText.json(own))
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
