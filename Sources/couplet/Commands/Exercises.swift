import ArgumentParser
import CoupletCore
import CoupletInterchange
import CoupletReports
import CoupletStore

struct ExerciseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise", abstract: "Read the exercises that can be given as homework, and add your own",
    subcommands: [ExerciseList.self, ExerciseShow.self, ExerciseAdd.self])
}

struct ExerciseList: CoupletCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the exercises",
    discussion: """
      couplet exercise list --theme trust
      couplet exercise list --untried dana-rob
      couplet exercise list listening anger
      couplet exercise list --aim separate --row 26
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "Words in title, purpose, steps or cautions; all must occur")
  var words: [String] = []
  @Option(help: "Only of this theme")
  var theme: Domain?
  @Option(help: "Only those that this couple hasn't had")
  var untried: String?
  @Option(help: "Only those that fit this aim, the ones made for it first")
  var aim: Aim.Kind?
  @Option(help: "Only those that work on this row of the table of systems, 1 to 35")
  var row: Int?

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    if let row, !Exercise.tableRows.contains(row) { throw Problem(.badData, "row: \(row) is outside 1 to 35") }
    let query = try words.isEmpty ? nil : SearchQuery(words.joined(separator: " "))
    var exercises = try invocation.definitions().exercises(on: theme, row: row)
    var first = Set([aim].compactMap { $0 })
    if let aim { exercises.removeAll { !$0.isMeant(for: aim) } }
    if let untried {
      let chart = try invocation.chart(of: try invocation.couple(untried))
      exercises = chart.untried(exercises)
      if let risk = chart.suspending {
        let suspended = exercises.filter(\.isSuspendedByViolence).count
        exercises.removeAll(where: \.isSuspendedByViolence)
        if suspended > 0 { invocation.inform("left out while \(risk.id) is open: \(suspended)") }
      }
      if aim == nil { first = chart.newestAims }
    }
    guard let query else {
      return invocation.show(
        LibraryText.list(exercises, first: first), json: .array(exercises.map(LibraryText.json)))
    }
    let (matches, nearest) = try Practice.search(query, in: exercises)
    guard !matches.isEmpty else { throw invocation.nothingFound(nearest: nearest) }
    let found = matches.map(\.exercise)
    invocation.show(LibraryText.found(found), json: .array(found.map(LibraryText.json)))
  }
}

struct ExerciseShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an exercise")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The exercise's id")
  var id: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (exercise, _) = try invocation.exercise(id)
    invocation.show(LibraryText.page(exercise), json: LibraryText.json(exercise))
  }
}

struct ExerciseAdd: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an exercise of your own",
    discussion: """
      couplet exercise add letter-to-us.yaml
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var gate: GateOptions
  @Argument(help: "The file")
  var file: String

  func reader() -> Reader { .counselor }

  func run(_ invocation: Invocation) throws {
    let (definition, stored) = try Definitions.read(file)
    guard case .exercise(let exercise) = definition else { throw Problem(.badData, "\(file): kind: is not exercise") }
    try invocation.add(stored)
    invocation.show(LibraryText.page(exercise), json: LibraryText.json(exercise))
  }
}
