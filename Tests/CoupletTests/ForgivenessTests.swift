import CoupletCore
import Testing

@testable import couplet

/// Forgiveness is slow and in nobody's hands: nothing sets a day by which.
@Suite struct ForgivenessTests {
  @Test func whatAsksForForgivenessCanHaveNoDueDay() async throws {
    let asking = try Definitions().exercises().filter { $0.asksFor.contains(.forgiveness) }
    #expect(!asking.isEmpty)
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session plan dana-rob --on 2026-11-30")
    for exercise in asking {
      let whom = exercise.recipients == .one ? " --for Rob" : ""
      try await program.expect(
        Refusal(
          "homework assign dana-rob \(exercise.id)\(whom) --due fri", 1,
          """
          error: due: \(exercise.id) asks for forgiveness, which has no day by which
          hint: leave --due out; entry add --kind agreement --review sets a day to look at it again
          """))
      // The next planned session, by which other homework is due, is no day for it either.
      let given = await program.done("homework assign dana-rob \(exercise.id)\(whom)")
      #expect(given.contains("no due day"), "\(exercise.id)")
    }
    #expect(await program.done("homework assign dana-rob say-it-back").contains("due Mon 2026-11-30"))
    // In own words it is taken off, so that the text isn't lost.
    let own = await program.run("homework assign dana-rob --title 'By Friday' --due fri -", input: "Forgive him.")
    #expect(own.status == 0 && own.output.contains("no due day"))
    #expect(own.errors.contains("no day by which: forgiveness has none\n"))
  }
}
