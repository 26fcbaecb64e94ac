import CoupletCore
import Foundation
import Testing

@testable import couplet

/// The 35 rows of the domain table: each is recorded by a command and read on a page, from the terminal to the page.
@Suite struct CareSystemTests {
  /// What is typed for a row, what standard input has, and where it is read in which words.
  private struct Step {
    let row: Int
    let line: String
    var input = ""
    let page: CareSystem.Page
    let words: String
  }

  private static func step(
    _ row: Int, _ line: String, _ input: String = "", on page: CareSystem.Page, _ words: String
  ) -> Step {
    Step(row: row, line: line, input: input, page: page, words: words)
  }

  private static let steps = [
    step(
      1, "injury add dana-rob --hurt Dana --by Rob --on-pages --on 2026-11-09 -", "the winter alone", on: .couple,
      "the winter alone"),
    step(2, "entry add dana-rob --kind crack --code betrayal -", "the loan", on: .report, "crack betrayal: the loan"),
    step(
      3, "injury step i1 forgiving --says Dana -", "a little, some days", on: .report,
      "forgiveness in progress: a little"),
    step(4, "injury step i1 apology --says Rob -", "I left you with it.", on: .couple, "apology offered: I left you"),
    step(5, "promise add dana-rob --by Rob --to Dana 'rings when late'", on: .couple, "Rob to Dana: rings when late"),
    step(5, "promise mark p1 Dana=kept Rob=kept", on: .couple, "kept, as you both saw it: 1"),
    step(
      6, "entry add dana-rob --kind agreement --code transparency --review +14d -", "what the week has cost",
      on: .couple, "agreed, transparency: what the week has cost"),
    step(
      7, "rate dana-rob --member Dana --willingness 4 --injury i1", on: .report,
      "Dana, willingness to come closer again, 0 to 10: 4"),
    step(8, "rate dana-rob --member Rob --effort 7 --injury i1", on: .report, "Rob, effort, 0 to 10: 7"),
    step(9, "rate dana-rob --member Dana safety=3", on: .report, "safety 3"),
    step(10, "homework assign dana-rob say-it-back", on: .report, "Say it back"),
    step(11, "tally s1 --member Dana --validation 2", on: .session, "validation 2"),
    step(12, "homework assign dana-rob it-makes-sense-that", on: .report, "It makes sense that you feel this way"),
    step(13, "tally s1 --member Dana --i-statement 3", on: .session, "i-statement 3"),
    step(
      14, "tally s1 --member Rob --criticism 2 --contempt 0 --defensiveness 1 --stonewalling 4", on: .session,
      "criticism 2"),
    step(
      14, "tally s1 --member Rob --gentle-start 1 --appreciation 2 --responsibility 1 --soothing 0", on: .session,
      "gentle-start 1"),
    step(
      15, "entry add dana-rob --kind agreement --code time-out --review +14d -", "a hand on the table", on: .couple,
      "agreed, time-out: a hand on the table"),
    step(
      15, "tally s1 --member Rob --timeout called --timeout returned", on: .session,
      "timeout-returned 1"),
    step(16, "homework assign dana-rob one-issue-one-trial", on: .couple, "One issue, one trial"),
    step(
      17, "entry add dana-rob --kind agreement --code check-in --every week --review +14d -", "Sundays", on: .couple,
      "agreed, check-in: Sundays"),
    step(17, "entry add dana-rob --kind check-in -", "took place", on: .couple, "you checked in: took place"),
    step(
      18, "entry add dana-rob --kind agreement --code quality-time --every week -", "Wednesdays", on: .couple,
      "agreed, quality-time: Wednesdays"),
    step(
      19, "entry add dana-rob --kind gesture --by Rob --noticed-by Dana -", "moved his chair", on: .couple,
      "moved his chair (Rob, noticed by"),
    step(20, "rate dana-rob --member Dana intimacy=1", on: .report, "intimacy 1"),
    step(
      21, "entry add dana-rob --kind disclosure --code received --by Rob -", "is afraid of his father", on: .report,
      "disclosure received: is afraid"),
    step(21, "tally s1 --member Dana --disclosure received", on: .session, "disclosure-received 1"),
    step(22, "rate dana-rob --member Dana connection=5", on: .couple, "Friendship 5"),
    step(23, "tally s1 --member Dana --curiosity 2", on: .session, "curiosity 2"),
    step(
      24, "win add dana-rob --by Rob --noticed-by Dana 'came home early'", on: .couple,
      "Small wins 2026-11-23 came home early"),
    step(25, "homework assign dana-rob something-we-do", on: .couple, "Something we do"),
    step(
      26, "entry add dana-rob --kind origin-story -", "on a night train", on: .couple, "how you met: on a night train"),
    step(
      26, "entry add dana-rob --kind memory --by Dana -", "the caravan", on: .couple,
      "a good memory: the caravan (Dana)"),
    step(27, "entry add dana-rob --kind need --by Dana -", "her choir", on: .couple, "need: her choir (Dana)"),
    step(
      28, "entry add dana-rob --kind trigger --by Rob -", "the second question", on: .report,
      "trigger: the second question"),
    step(28, "entry add dana-rob --kind pattern --by Rob -", "hears a list", on: .report, "pattern: hears a list"),
    step(28, "cycle dana-rob -", "One asks, the other leaves.", on: .brief, "One asks, the other leaves."),
    step(29, "rate dana-rob --member Dana --tension-start 7 --tension-end 4", on: .report, "7 → 4"),
    step(30, "aim dana-rob Dana=improve Rob=unsure", on: .report, "Rob: unsure (2026-11-23)"),
    step(
      30, "entry add dana-rob --kind commitment --code unsure --by Rob -", "half in", on: .report,
      "commitment unsure: half in (Rob)"),
    step(31, "rate dana-rob --member Dana hope=6", on: .report, "hope 6"),
    step(32, "injury step i1 not-now --says Dana", on: .report, "Dana says: not now"),
    step(33, "entry add dana-rob --kind leaving --by Rob -", "the flat", on: .brief, "talk of leaving: 1"),
    step(34, "rate dana-rob --member Rob --alliance 3", on: .brief, "alliance low"),
    step(34, "session edit s1 --approach EFT", on: .session, "approach EFT"),
    step(
      35, "entry add dana-rob --kind future -", "a week of walking", on: .couple, "wanted together: a week of walking"),
  ]

  private static func command(for page: CareSystem.Page) -> String {
    switch page {
    case .brief: "brief dana-rob"
    case .report: "report dana-rob"
    case .couple: "report dana-rob --audience joint"
    case .session: "session show s1"
    case .exercise: "exercise list"
    }
  }

  @Test func everyRowIsRecordedAndRead() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let systems = try CareSystem.all()
    for step in Self.steps {
      let before = unwrapped(await program.done(Self.command(for: step.page)))
      let result = await program.run(step.line, input: step.input)
      #expect(result.status == 0, "row \(step.row), \(step.line): \(result.errors)")
      let page = unwrapped(await program.done(Self.command(for: step.page)))
      // It is the command that brings it there.
      #expect(page.contains(step.words) && !before.contains(step.words), "row \(step.row), \(step.line)")
      let system = try #require(systems.first { $0.id == step.row })
      #expect(system.pages.contains(step.page), "row \(step.row) doesn't name \(step.page)")
    }
    #expect(Set(Self.steps.map(\.row)) == Set(1...35))
  }

  /// The guide names commands that are there, and exercises for every row that has one.
  @Test func theGuideIsTrue() async throws {
    let systems = try CareSystem.all()
    #expect(systems.map(\.id) == Array(1...35))
    let leaves = CommandTree.leaves.map { $0.path.joined(separator: " ") }
    for system in systems {
      for record in system.records {
        #expect(leaves.contains { record.hasPrefix($0 + " ") }, "row \(system.id): \(record)")
      }
    }
    let catalogue = try Definitions().exercises()
    for system in systems where system.pages.contains(.exercise) {
      let exercises = catalogue.filter { $0.rows.contains(system.id) }
      #expect(!exercises.isEmpty, "row \(system.id) has no exercise")
    }
  }

  @Test func isFoundByACounselorsWords() async throws {
    let program = try TestProgram()
    for (word, row) in [
      ("affair", "2 "), ("horsemen", "14 "), ("divorce", "33 "), ("date night", "18 "), ("sorry", "4 "),
    ] {
      #expect(await program.done("systems \(word)").contains(row), "\(word)")
    }
    #expect(await program.done("systems --row 14").contains("--contempt"))
    #expect(await program.done("systems").split(separator: "\n").count >= 35)
  }
}
