import ArgumentParser
import CoupletCore
import Foundation
import Testing

@testable import CoupletStore
@testable import couplet

/// The one rule for what is written without a session, over all commands that take one.
@Suite struct SessionRuleTests {
  /// How a command takes its session.
  enum Way {
    /// It belongs to today's, and stands at today without one.
    case option
    /// It has to have one: it asks for the last, and is refused where nobody can be asked.
    case argument
    /// It is read: the last one held.
    case read
    /// A couple alone means no session, which its help says.
    case none
    /// It wants a plan.
    case plan
  }

  /// Every command that takes a session, as an argument or with `--session`; `S` is where an argument stands.
  static let commands: [(name: String, line: String, input: String, way: Way)] = [
    ("note add", "note add S -", "They spoke.", .argument),
    ("tally", "tally S --member Dana --contempt 1", "", .argument),
    ("session edit", "session edit S --minutes 45", "", .argument),
    ("session show", "session show S", "", .read),
    ("session move", "session move S --on +14d", "", .plan),
    ("session cancel", "session cancel S --by Dana", "", .plan),
    ("session noshow", "session noshow S", "", .plan),
    ("private add", "private add S -", "My own reading.", .none),
    ("private move", "private move x1 S", "", .none),
    ("rate", "rate dana-rob Dana 5 5 5 5 5 5 5 5", "", .option),
    ("measure", "measure dana-rob csi-4 --member Dana --answers 1,1,1,1", "", .option),
    ("homework assign", "homework assign dana-rob --title Walk", "", .option),
    ("homework review", "homework review h1 --keep", "", .option),
    ("held add", "held add dana-rob --by Dana -", "told alone", .option),
  ]

  private static let options = commands.filter { $0.way == .option }
  private static let arguments = commands.filter { $0.way == .argument }

  /// A session of a week ago, with homework and a psychotherapy note, and a plan for next week.
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("homework assign dana-rob --title Talk --on 2026-11-16")
    await program.done("private add dana-rob -", input: "Mine.")
    await program.done("session plan dana-rob --on 2026-11-30 --at 14:00")
    return program
  }

  /// The session in what was printed as JSON, nil for `null`; of what was said of homework the last.
  private static func session(_ json: String) -> String? {
    json.matches(of: /"session": (?:"(s\d+)"|null)/).last.flatMap { $0.output.1.map(String.init) }
  }

  private static func run(
    _ program: TestProgram, _ command: (name: String, line: String, input: String, way: Way), _ more: String = ""
  ) async -> TestProgram.Result {
    let line = command.line.replacing(" S", with: " dana-rob") + more + " --json"
    return await program.run(line, input: command.input)
  }

  /// The session that the record which was printed belongs to; what is given to take home says it nowhere, and is read.
  private static func session(of result: TestProgram.Result, in program: TestProgram) throws -> String? {
    if result.output.contains("\"confidence\": []"), !result.output.contains("\"decision\"") {
      let practice = try ClosedPractice(at: program.path).open(nil)
      defer { practice.close() }
      let couple = try practice.directory().couple(matching: "dana-rob")
      let chart = try practice.history(of: couple).seen(by: .counselor, asOf: Day.range.upperBound)
      return chart.records.homework.last?.terms.session?.description
    }
    return session(result.output) ?? id(result.output)
  }

  @Test func noCommandThatTakesASessionIsForgotten() {
    var found: Set<String> = []
    for leaf in CommandTree.leaves {
      let help = Couplet.helpMessage(for: leaf.type, columns: 200)
      if help.contains("--session <session>") || help.contains("<session>") {
        found.insert(CommandTree.name(of: leaf.type))
      }
    }
    #expect(found == Set(Self.commands.map(\.name)))
  }

  @Test func todaysPlanIsTaken() async throws {
    for command in Self.options + Self.arguments {
      let program = try await Self.practice()
      await program.done("session plan dana-rob --on 2026-11-23 --at 20:00")
      let result = await Self.run(program, command)
      #expect(result.status == 0, "\(command.name): \(result.errors)")
      #expect(try Self.session(of: result, in: program) == "s3", "\(command.name): \(result.output)")
    }
  }

  @Test func todaysHeldHourIsTaken() async throws {
    for command in Self.options + Self.arguments {
      let program = try await Self.practice()
      await program.done("session add dana-rob --at 08:00")
      let result = await Self.run(program, command)
      #expect(try Self.session(of: result, in: program) == "s3", "\(command.name): \(result.errors)")
    }
  }

  private static func id(_ json: String) -> String? {
    json.firstMatch(of: /"id": "(s\d+)"/).map { String($0.output.1) }
  }

  @Test func withoutOneItStandsAtTodayOrIsRefused() async throws {
    let program = try await Self.practice()
    for command in Self.options {
      let result = await Self.run(program, command)
      #expect(result.status == 0, "\(command.name): \(result.errors)")
      #expect(try Self.session(of: result, in: program) == nil, "\(command.name): \(result.output)")
      #expect(result.output.contains("2026-11-23"), "\(command.name)")
    }
    let refused = """
      error: dana-rob has no session today, Mon 2026-11-23
      hint: dana-rob@2026-11-16 means the last one
      """
    for command in Self.arguments {
      try await program.expect(
        Refusal(command.line.replacing(" S", with: " dana-rob"), input: command.input, 1, refused))
      let named = command.line.replacing(" S", with: " dana-rob@2026-11-16")
      #expect(await program.run(named, input: command.input).status == 0, "\(named)")
    }
    for command in Self.commands where command.way == .plan {
      try await program.expect(
        Refusal(
          command.line.replacing(" S", with: " dana-rob"), 1,
          "error: dana-rob has no session today, Mon 2026-11-23\nhint: dana-rob@2026-11-30 means the next one planned"))
    }
    for command in Self.commands where command.way == .read {
      #expect(await Self.run(program, command).output.contains("\"s1\""), "\(command.name)")
    }
  }

  /// What has a day of its own goes to no hour, though there is one on it.
  @Test func aDayOfItsOwnIsNoHour() async throws {
    let program = try await Self.practice()
    await program.done("session add dana-rob --at 08:00")
    for command in Self.options {
      for day in ["2026-11-16", "today"] {
        let result = await Self.run(program, command, " --on \(day)")
        #expect(result.status == 0, "\(command.name) \(day): \(result.errors)")
        #expect(try Self.session(of: result, in: program) == nil, "\(command.name) \(day)")
      }
    }
    // The session that is named is the one.
    let named = await Self.run(program, Self.options[2], " --session s1")
    #expect(try Self.session(of: named, in: program) == "s1", "\(named.errors)")
  }

  /// An hour that one of them doesn't know changes nothing for that one.
  @Test func anHourOfTheOtherAloneIsNotTheirs() async throws {
    for command in Self.options {
      let program = try await Self.practice()
      let without = try await Self.practice()
      await program.done("session add dana-rob --present Rob --kind individual")
      let (with, plain) = (await Self.run(program, command), await Self.run(without, command))
      #expect(with.status == 0, "\(command.name): \(with.errors)")
      #expect(try Self.session(of: with, in: program) == nil, "\(command.name): \(with.output)")
      #expect(with.output == plain.output, "\(command.name)")
    }
  }

  /// Two hours on one day: at a terminal it is asked which.
  @Test func ofSeveralOneIsChosen() async throws {
    for command in Self.options + Self.arguments {
      let program = try await Self.practice()
      await program.done("session add dana-rob --at 08:00")
      await program.done("session add dana-rob --at 18:00 --extra")
      let line = command.line.replacing(" S", with: " dana-rob")
      try await program.expect(
        Refusal(
          line, input: command.input, 1,
          """
          error: dana-rob has 2 sessions on Mon 2026-11-23
            s3 · Mon 2026-11-23 08:00 · conjoint · held
            s4 · Mon 2026-11-23 18:00 · conjoint · held
          hint: give the id
          """))
      let asked = await program.ask(line + " --json", answers: ["2"], input: command.input)
      #expect(try Self.session(of: asked, in: program) == "s4", "\(command.name): \(asked.errors)")
      #expect(await program.ask(line, answers: [""], input: command.input).status == 1)
    }
  }

  @Test func theLaterDecisionCountsAndNotTheLaterDay() async throws {
    let program = try await Self.practice()
    await program.done("homework review h1 --set-aside --on 2026-11-23")
    #expect(await program.run("homework log dana-rob Dana=3").status == 1)
    await program.done("homework review h1 --keep --on 2026-11-20")
    #expect(await program.done("homework log dana-rob Dana=3").contains("h1"))
  }

  @Test func weeksAreACadence() async throws {
    let program = try await Self.practice()
    #expect(await program.done("homework assign dana-rob --title Walk --every 2-weeks --json").contains("14"))
    #expect(await program.run("homework assign dana-rob --title Walk --every 60-weeks").status == 64)
  }

  @Test func whatTakesTheirPlaceIsShownWithWhatWasThere() async throws {
    let program = try await Self.practice()
    await program.done("rate dana-rob Dana 5 5 5 5 5 5 5 5 t8-6")
    let no = await program.ask("rate dana-rob Dana 4 5 5 5 5 5 5 - t8-5", answers: ["n"])
    #expect(
      no.errors.contains(
        """
        trust: 5 before, 4 now
        hope: 5 before, - now
        tension at the end: 6 before, 5 now
        Dana Reyes has other ratings of Mon 2026-11-23 already (m1). Put these in their place? [y/N]
        """), "\(no.errors)")
    await program.done("tally s1 --member Dana --contempt 2 --criticism 1")
    try await program.expect(
      Refusal(
        "tally s1 --member Dana --contempt 1", 1,
        "error: Dana Reyes was counted at s1 already (e1)\nhint: +N adds to it, --yes puts these in their place"))
    let yes = await program.ask("tally s1 --couple dana-rob --member Dana --contempt 1 --criticism 1", answers: ["y"])
    #expect(yes.status == 0 && yes.errors.contains("contempt: 2 before, 1 now\n"), "\(yes.errors)")
    #expect(!yes.errors.contains("criticism"))
    await program.done("tally s1 --member Dana --contempt +1")
  }
}
