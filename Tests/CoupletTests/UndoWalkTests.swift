import CoupletCore
import Foundation
import GRDB
import Testing

@testable import CoupletStore
@testable import couplet

/// A definition file that every part accepts.
private func fixture(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/definitions/accepted/\(name).yaml").standardized.path
}

/// Every changing command of the tree, and how it is given in a practice where it has something to do.
///
/// A new command without a line here makes the walk fail: that is what it is for.
private let samples: [String: [(line: String, input: String)]] = [
  "client add": [("client add 'Maya Ortiz' --pronouns she/her --born 1990-02-03 --phone 123", "")],
  "client edit": [("client edit dana --called Dee --safe-contact 'her sister'", "")],
  "client merge": [("client merge c1 c3", "")],
  "couple add": [("couple add 'Ana & Tom' --new-member 'Ana Li' --new-member 'Tom Ek'", "")],
  "couple edit": [("couple edit dana-rob --label 'Rob & Dana' --handle reyes --since 2026-08-01", "")],
  "couple close": [("couple close dana-rob --outcome completed --why 'as planned'", "")],
  "couple reopen": [("couple reopen eve-max", "")],
  "couple join": [("couple join dana-rob 'Extra Person' --confirm dana-rob", "")],
  "couple leave": [("couple leave dana-rob rob", "")],
  "session add": [
    ("session add dana-rob --present Rob --kind individual --at 09:00 --extra", ""),
    ("session add dana-rob --on 2026-11-20 --late Dana=10 --absent Rob --approach EFT", ""),
    ("session add eve-max", ""),
  ],
  // The lines are commands of their own: LiveTests take them back.
  "session live": [("session live eve-max", ""), ("session live dana-rob --present Rob", "")],
  "session plan": [("session plan dana-rob --on fri --at 14:00 --every week --until 2026-12-20", "")],
  "session move": [("session move s2 --on tue", "")],
  "session cancel": [("session cancel s2 --by Rob --late --why flu", "")],
  "session noshow": [("session noshow s4 Eve", "")],
  "session edit": [("session edit s1 --on 2026-11-15 --present Rob --approach EFT", "")],
  "jot": [("jot dana-rob -", "one line")],
  "jot drop": [("jot drop y1", "")],
  "agenda add": [("agenda add dana-rob --mine -", "look it up")],
  "agenda done": [("agenda done a1", "")],
  "contact add": [
    ("contact add dana-rob --with Rob --minutes 5 -", "rang"),
    ("contact add dana-rob --with 'Dr. Who' --mode mail -", "wrote"),
  ],
  "entry add": [("entry add dana-rob --kind agreement --by Rob --noticed-by Dana --review +14d -", "phones away")],
  "entry review": [("entry review e1", ""), ("entry review e1 --review +14d -", "It holds.")],
  "cycle": [("cycle dana-rob -", "The one asks, the other leaves.")],
  "injury add": [("injury add dana-rob --hurt Dana --by Rob --on-pages -", "the winter alone")],
  "injury step": [
    ("injury step i1 not-now --says Dana -", "Not this year."),
    ("injury step i1 apology --says Rob --despite r1 --why 'asked for by her'", ""),
  ],
  "injury pages": [("injury pages i1 yes --confirm dana-rob", "")],
  "win add": [("win add dana-rob --by Rob --noticed-by Dana 'came home early'", "")],
  "homework assign": [
    ("homework assign dana-rob weekly-check-in --every day --confidence Dana=7 --session s1 --due fri", ""),
    ("homework assign dana-rob --title 'A walk' --for Rob --plan 'go early' --goal g1 -", "Walk on Sunday."),
  ],
  "homework log": [
    ("homework log h1 Dana=3 Rob=5/7", ""),
    ("homework log h1 Dana=excused --member Rob --done 2 --barrier no-time -", "It rained."),
  ],
  "promise add": [("promise add dana-rob --by Rob --to Dana --due fri --size small 'home by six'", "")],
  "promise mark": [("promise mark p1 Dana=partly Rob=kept", "")],
  "promise kept": [("promise kept p1 --says Dana", "")],
  "promise partly": [("promise partly p1", "")],
  "promise missed": [("promise missed p1 --says Rob", "")],
  "promise renegotiated": [("promise renegotiated p1 --says Rob --due +7d", "")],
  "promise repaired": [("promise repaired p1 --says Dana -", "He rang."), ("promise repaired p1", "")],
  "measure": [
    ("measure dana-rob csi-16 --member Dana --answers 4333333333333333 --session s1 --apart", ""),
    ("measure dana-rob rdas --member Rob --total 44", ""),
  ],
  "answers review": [("answers review m2 -", "asked apart, safe plan made")],
  "answers fix": [("answers fix m1 --item 2=- --why 'asked again'", "")],
  "rate": [
    ("rate dana-rob Rob 2 4 3 1 - d 2 3 t8-6 a8", ""), ("rate dana-rob --member Dana trust=6 --alliance 3", ""),
  ],
  "goal add": [("goal add dana-rob --member Dana 'an evening a week'", "")],
  "goal rate": [("goal rate g1 4 --by Rob", "")],
  "goal close": [("goal close g1", "")],
  "aim": [("aim dana-rob Dana=improve Rob=unsure", "")],
  "scale add": [("scale add \(fixture("scale-total-only"))", "")],
  "scale figures": [
    ("scale figures csi-16 --r 0.9 --kind test-retest --sd 17 --sample 'own cases' --source 'own count'", "")
  ],
  "counselor": [("counselor --name 'Ada B. Voss' --credential LMFT --note-format dap --sign-within 3", "")],
  "strike": [
    ("strike n1 --why 'wrong couple' --belongs-to eve-max", ""), ("strike s1 --why 'entered twice'", ""),
    ("strike y1 --why 'wrong couple' --belongs-to eve-max", ""),
    ("strike w1 --lift --why 'it was right' --confirm dana-rob", ""),
  ],
  "audience": [("audience e1 Rob --why 'said in passing'", ""), ("audience s1 counselor --why 'not theirs'", "")],
  "risk add": [
    (
      "risk add dana-rob --member Dana --kind suicide --told-by Dana --asked alone --plan call --review +3d -",
      "passing thoughts"
    ),
    ("risk add dana-rob --member Rob --kind harm --part source --told-by 'a sister' --decision watch -", "a threat"),
  ],
  "risk asked": [("risk asked dana-rob --member Dana --kind violence --alone", "")],
  "risk review": [("risk review r1 --why 'asked again' --status watched --review +14d", "")],
  "held add": [("held add dana-rob --by Rob --session s1 --review +14d -", "told alone")],
  "held review": [("held review o1 --review +21d", "")],
  "held close": [("held close o1 --told --why 'told at home'", "")],
  "policy": [
    ("policy dana-rob --kind no-secrets --acknowledged-by Dana", ""),
    ("policy dana-rob --acknowledged-by Rob", ""),
  ],
  "private add": [("private add s1 -", "My own reading."), ("private add dana-rob -", "Another.")],
  "private move": [("private move x1 eve-max", ""), ("private move x1 dana-rob", "")],
  "private edit": [("private edit x1 -", "My reading anew.")],
  "tally": [
    ("tally s1 --member Dana --criticism 2 --contempt 0 --repair accepted --minutes-observed 40", ""),
    ("tally s1 --member Rob --validation +1 --timeout called --disclosure received", ""),
  ],
  "homework review": [("homework review h1 --set-aside --why 'not now' --session s1", "")],
  "exercise add": [("exercise add \(fixture("exercise-minimal"))", "")],
  "note format add": [("note format add \(fixture("format-minimal"))", "")],
  "note add": [
    ("note add s1 -", "They talked about money."),
    ("note add s1 --format dap-couples -", "## Data: Dana\n\nSaid it.\n\n## Plan\n\nA walk."),
  ],
  "note edit": [("note edit n1 -", "They talked about money and rent.")],
]

/// What stays as it is once it is said.
private let final: Set<String> = ["note sign", "note amend"]

@Suite struct UndoWalkTests {
  @Test func undoPutsEveryRowBackAfterEveryChangingCommand() async throws {
    let changing = CommandTree.leaves.filter { $0.type is any ChangingCommand.Type }.map {
      $0.path.joined(separator: " ")
    }
    #expect(changing.count > 20)
    let filled = try TestProgram()
    await Self.fill(filled)
    let files = try filled.files()
    let before = try Self.dump(filled.path)
    // The inbox belongs to files that are encrypted: SealedPracticeTests walk it.
    for command in changing where command != "undo" && !command.hasPrefix("inbox ") && !final.contains(command) {
      let lines = try #require(samples[command], "no sample for '\(command)'")
      for (line, input) in lines {
        let program = try TestProgram()
        try program.put(files)
        let result = await program.run(line, input: input)
        #expect(result.status == 0, "\(line): \(result.errors)")
        #expect(try Self.dump(program.path) != before, "\(line) changed nothing")
        // Whatever takes a record away is known to the check, which would call it lost.
        #expect(try Self.broken(program.path) == [], "\(line)")
        // Where others get to see something again, the handle has to be typed.
        await program.done("undo --confirm dana-rob")
        let after = try Self.dump(program.path)
        #expect(after == before, "\(line)")
      }
    }
  }

  /// A line of every changing command.
  static var lines: [String] { samples.values.flatMap { $0.map(\.line) } }

  @Test func everySampleIsACommand() {
    let leaves = Set(CommandTree.leaves.map { $0.path.joined(separator: " ") })
    #expect(Set(samples.keys).isSubset(of: leaves))
  }

  @Test func undoGoesBackOneCommandAfterTheOther() async throws {
    let program = try TestProgram()
    await program.withCouple()
    let before = try Self.dump(program.path)
    await program.done("jot dana-rob -", input: "one")
    await program.done("jot dana-rob -", input: "two")
    await program.done("undo")
    await program.done("undo")
    #expect(try Self.dump(program.path) == before)
    await program.done("undo")
    await program.done("undo")
    let result = await program.run("undo")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("error: there is nothing to undo\n"))
  }

  /// Something of every kind, so that each command finds its like.
  private static func fill(_ program: TestProgram) async {
    await program.withCouple()
    await program.done("session plan dana-rob --on 2026-11-24 --at 10:00")
    await program.done("client add 'Extra Person'")
    await program.done("couple add 'Eve & Max' --new-member 'Eve Noll' --new-member 'Max Noll'")
    await program.done("session add eve-max --on 2026-11-16")
    await program.done("session plan eve-max --on 2026-11-23 --at 16:00")
    await program.done("couple close eve-max --outcome paused")
    await program.done("jot dana-rob -", input: "a line")
    await program.done("agenda add dana-rob -", input: "start with the holidays")
    await program.done("note add s1 -", input: "They talked.")
    await program.done("homework assign dana-rob say-it-back")
    await program.done("promise add dana-rob --by Rob 'home by six'")
    await program.done("promise missed p1 --says Dana")
    await program.done("measure dana-rob csi-4 --member Rob --answers 3,3,3,3")
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111111")
    await program.done("goal add dana-rob 'talk about money'")
    await program.done("entry add dana-rob --kind need -", input: "a quiet hour")
    await program.done("injury add dana-rob --hurt Dana --by Rob -", input: "the summer")
    await program.done("win add dana-rob 'home early'")
    await program.done("strike w1 --why 'entered twice'")
    await program.done("policy dana-rob --kind limited --from 2026-09-01")
    await program.done("held add dana-rob --by Rob --review +7d -", input: "told alone")
    await program.done("risk add dana-rob --member Rob --kind violence --asked alone -", input: "pushed her once")
    await program.done("private add s1 -", input: "What I make of it.")
    await program.done("tally s1 --member Rob --validation 1")
  }

  /// What the check finds broken of halves, named ids and numbers.
  private static func broken(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read(Halves.findings).filter { $0.outcome == .broken }.map { "\($0.subject): \($0.text)" }
  }

  /// All rows of all tables but the journal's, and what the full-text index knows.
  static func dump(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.writeWithoutTransaction { database in
      try database.execute(sql: "INSERT INTO fact_text (fact_text, rank) VALUES ('integrity-check', 1)")
      try database.execute(sql: "CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', 'fact_text', 'instance')")
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_schema
          WHERE type = 'table' AND name NOT LIKE 'journal%' AND name NOT LIKE 'fact_text%' AND name NOT LIKE 'sqlite%'
            AND name <> 'file_state'
          ORDER BY name
          """)
      #expect(tables.count > 12)
      let rows = try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1").map { "\(table) \($0)" }
      }
      return rows
        + (try Row.fetchAll(database, sql: "SELECT * FROM words ORDER BY doc, col, offset").map(\.description))
    }
  }
}
