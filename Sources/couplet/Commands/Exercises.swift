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
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Only of this theme")
  var theme: Domain?
  @Option(help: "Only those that this couple hasn't had")
  var untried: String?

  func run(_ invocation: Invocation) throws {
    var exercises = try invocation.definitions().all().exercises
    if let theme { exercises.removeAll { $0.theme != theme } }
    if let untried {
      let chart = try invocation.chart(of: try invocation.couple(untried))
      let given = Set(chart.records.homework.compactMap { $0.exercise?.id })
      exercises.removeAll { given.contains($0.id.description) }
      if let risk = chart.suspending {
        let suspended = exercises.filter(\.isSuspendedByViolence).count
        exercises.removeAll(where: \.isSuspendedByViolence)
        if suspended > 0 { invocation.inform("left out while \(risk.id) is open: \(suspended)") }
      }
    }
    invocation.show(LibraryText.list(exercises), json: .array(exercises.map(LibraryText.json)))
  }
}

struct ExerciseShow: CoupletCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an exercise")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The exercise's id")
  var id: String

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
  @Argument(help: "The file")
  var file: String

  func run(_ invocation: Invocation) throws {
    let (definition, stored) = try Definitions.read(file)
    guard case .exercise(let exercise) = definition else { throw Problem(.badData, "\(file): kind: is not exercise") }
    try invocation.add(stored)
    invocation.show(LibraryText.page(exercise), json: LibraryText.json(exercise))
  }
}
