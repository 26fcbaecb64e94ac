import CoupletCore
import CoupletInterchange
import Testing

/// What the exercises that come with the program have to be together.
@Suite struct CatalogueTests {
  private let exercises: [Exercise]

  init() throws {
    exercises = try Files.names("seeds/exercises").compactMap { name in
      guard case .exercise(let exercise) = try Files.definition("seeds/exercises/\(name)") else { return nil }
      return exercise
    }
  }

  /// What a couple reads of an exercise.
  private func texts(_ exercise: Exercise) -> [String] {
    [exercise.title, exercise.purpose] + exercise.steps + exercise.materials + exercise.cautions + exercise.followUp
      + [exercise.record].compactMap { $0 }
  }

  @Test func thereAreEnoughOfEachThemeLengthAndCadence() {
    #expect(exercises.count >= 64)
    #expect(Set(exercises.map(\.id)).count == exercises.count)
    #expect(Set(exercises.map(\.title)).count == exercises.count)
    for theme in Domain.allCases { #expect(exercises.filter { $0.theme == theme }.count >= 5, "\(theme)") }
    for cadence in Exercise.Cadence.allCases { #expect(exercises.contains { $0.cadence == cadence }, "\(cadence)") }
    for recipients in Exercise.Recipients.allCases { #expect(exercises.contains { $0.recipients == recipients }) }
    #expect(exercises.contains { $0.minutes == 5 } && exercises.contains { $0.minutes == 60 })
  }

  /// The rows that have exercises by `Domain.md`, "Systems".
  @Test(arguments: [1, 4, 6, 8] + Array(10...21) + [23] + Array(25...29))
  func everyRowMarkedForExercisesHasTwo(_ row: Int) {
    #expect(exercises.filter { $0.rows.contains(row) }.count >= 2)
    #expect(exercises.contains { $0.rows[0] == row })
  }

  @Test(arguments: [5, 7, 24, 35]) func otherRowsAreServedToo(_ row: Int) {
    #expect(exercises.contains { $0.rows[0] == row })
  }

  @Test func someAreForCouplesWhoClarifyOrSeparate() {
    let meant = exercises.filter { !$0.aims.isEmpty }
    #expect(meant.count >= 7)
    #expect(meant.allSatisfy { !$0.aims.contains(.improve) })
    for aim in [Aim.Kind.clarify, .separate, .unsure] { #expect(meant.contains { $0.aims.contains(aim) }, "\(aim)") }
    #expect(exercises.filter { $0.isMeant(for: .improve) }.count == exercises.count - meant.count)
  }

  /// Nothing that puts the question of forgiving comes round by itself.
  @Test func forgivenessIsNoTaskThatReturns() {
    for exercise in exercises where exercise.asksFor.contains(.forgiveness) {
      #expect(exercise.cadence == .once || exercise.cadence == .asNeeded, "\(exercise.id)")
    }
    for exercise in exercises where exercise.rows.contains(3) {
      #expect(exercise.asksFor.contains(.forgiveness), "\(exercise.id)")
    }
    // No step tells somebody to forgive: those that have the word ask for none, or talk of the word itself.
    let steps = exercises.flatMap(\.steps).filter { $0.contains(/(?i)forgiv/) }
    #expect(steps.allSatisfy { $0.contains("neither for forgiveness") || $0.contains("\"forgiving doesn't mean\"") })
  }

  @Test func touchCanAlwaysBeSkipped() {
    for exercise in exercises where exercise.asksFor.contains(.touch) {
      #expect(
        (exercise.steps + exercise.cautions).contains {
          $0.contains(/(?i)skip|left out|leave touch out|you'd rather not/)
        },
        "\(exercise.id)")
    }
  }

  @Test func theWordsAreKindPlainAndShort() {
    let unkind =
      /(?i)\bcure|\bfail|\bstreak|should have|dysfunction|\bclinical|adherence|\bbarrier|guarantee|\bhomework|\bhusband|\bwife|!/
    for exercise in exercises {
      for text in texts(exercise) { #expect(!text.contains(unkind), "\(exercise.id): \(text)") }
      for step in exercise.steps { #expect(step.count <= 160, "\(exercise.id): \(step)") }
      #expect((2...4).contains(exercise.followUp.count) && exercise.record != nil, "\(exercise.id)")
      #expect(exercise.title.count <= 40, "\(exercise.id)")
    }
  }
}
