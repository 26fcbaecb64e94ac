import CoupletCore
import Foundation
import Testing

@testable import couplet

/// A secret word in each kind of place and audience: none comes out for whom it isn't meant, and nothing tells that it is
/// there.
@Suite struct CanaryTests {
  /// A command that hides a word, the word, and who may read it besides the counselor.
  private struct Secret {
    let word: String
    let line: String
    var input = ""
    var readers: Set<String> = []
  }

  private static let both: Set<String> = ["joint", "Dana", "Rob"]

  /// Every kind of place, for every audience that it can have.
  ///
  /// `WORD` stands for the word.
  private static let secrets: [Secret] = {
    var secrets: [Secret] = []
    func add(_ place: String, _ audience: String, _ line: String, input: String = "") {
      let letters = Array("bcdfghjklmnprstvwz")
      let number = secrets.count
      let word = "qu\(letters[number / letters.count])\(letters[number % letters.count])ax"
      let readers: Set<String> =
        audience == "joint" ? both : ["counselor", "nobody"].contains(audience) ? [] : [audience]
      secrets.append(
        Secret(
          word: word, line: line.replacing("WORD", with: word).replacing("WHO", with: audience),
          input: input.replacing("WORD", with: word), readers: readers))
    }
    for audience in ["joint", "Dana", "Rob", "counselor"] {
      add("note", audience, "note add s1 --audience WHO -", input: "## Plan\n\nWORD said Rob.")
      add(
        "note in a format", audience, "note add s1 --format dap --audience WHO -", input: "## Data\n\nWORD\n\n## WORD\n"
      )
      add("jot", audience, "jot dana-rob --audience WHO -", input: "WORD")
      add("agenda", audience, "agenda add dana-rob --audience WHO -", input: "WORD")
      add("owed", audience, "agenda add dana-rob --mine --audience WHO -", input: "WORD")
      add("contact", audience, "contact add dana-rob --with Rob --audience WHO -", input: "WORD")
      add("third person", audience, "contact add dana-rob --with WORD --audience WHO -", input: "rang")
      add("entry", audience, "entry add dana-rob --kind need --by Rob --audience WHO -", input: "WORD")
      add("review", audience, "entry add dana-rob --kind agreement --review +1d --audience WHO -", input: "WORD")
      add("injury", audience, "injury add dana-rob --hurt Dana --by Rob --on-pages --audience WHO -", input: "WORD")
      add("cycle", audience, "cycle dana-rob --audience WHO -", input: "WORD")
      add("win", audience, "win add dana-rob --by Rob --noticed-by Dana --audience WHO WORD")
      add("homework", audience, "homework assign dana-rob --title WORD --audience WHO --plan WORD -", input: "WORD")
      add("promise", audience, "promise add dana-rob --by Rob --audience WHO WORD")
      add("goal", audience, "goal add dana-rob --audience WHO WORD")
    }
    for member in ["Dana", "Rob"] {
      add("session", member, "session add dana-rob --extra --present WHO --kind individual --approach WORD")
    }
    add("session", "joint", "session add dana-rob --extra --approach WORD")
    add("session", "counselor", "session add dana-rob --extra --audience counselor --approach WORD")
    add("why of a session", "counselor", "session cancel s2 --by Rob --why WORD")
    add("injury, not for pages", "counselor", "injury add dana-rob --hurt Dana --by Rob -", input: "WORD")
    add("crack", "counselor", "entry add dana-rob --kind crack --code conflict -", input: "WORD")
    add("commitment", "Rob", "entry add dana-rob --kind commitment --code parting --by Rob -", input: "WORD")
    add("leaving", "counselor", "entry add dana-rob --kind leaving --by Rob -", input: "WORD")
    add("log", "Rob", "homework log h1 --member Rob --done 2 --audience Rob -", input: "WORD")
    add(
      "reported by the counselor", "counselor", "homework log h1 --member Rob --done 1 --audience counselor -",
      input: "WORD")
    add("what for", "joint", "homework assign dana-rob --title Walk --purpose WORD --on 2026-11-23 -", input: "Walk")
    add("review of homework", "counselor", "homework review h1 --keep --why WORD --on 2026-11-23")
    add("set aside", "counselor", "homework review h4 --set-aside --why WORD --on 2026-11-23")
    add("missed", "nobody", "promise mark p1 Dana=missed Rob=partly")
    add("repair", "counselor", "promise repaired p1 --says Dana -", input: "WORD")
    add("held", "counselor", "held add dana-rob --by Rob --review +3d --on 2026-11-23 -", input: "WORD")
    add("held, told", "counselor", "held close o1 --told --why WORD")
    add("held, due", "counselor", "held add dana-rob --by Dana --review 2026-11-23 --on 2026-11-23 -", input: "WORD")
    add(
      "risk", "counselor", "risk add dana-rob --member Rob --kind violence --told-by WORD --asked alone -",
      input: "pushed")
    add(
      "risk, text", "counselor", "risk add dana-rob --member Dana --kind suicide --decision WORD --plan WORD -",
      input: "WORD")
    add("risk, review", "counselor", "risk review r2 --why WORD --status watched --review +1d")
    add("despite", "counselor", "homework assign dana-rob hard-talk-on-purpose --despite r1 --why WORD --on 2026-11-23")
    add("answer to a risk", "counselor", "answers review m1 -", input: "WORD")
    add("private", "counselor", "private add s1 -", input: "WORD")
    add("private of a couple", "counselor", "private add dana-rob -", input: "WORD")
    add("policy", "joint", "policy dana-rob --kind limited --text -", input: "WORD")
    add("closing", "counselor", "couple close dana-rob --outcome paused --why WORD")
    // Told to both, narrowed again, and struck: gone for everybody.
    add("narrowed", "counselor", "entry add dana-rob --kind memory -", input: "WORD")
    add("struck note", "nobody", "note add s1 -", input: "WORD")
    add("struck entry", "nobody", "entry add dana-rob --kind memory -", input: "WORD")
    add("why struck", "counselor", "strike e99 --why WORD")
    return secrets
  }()

  @Test func noWrongWordAppears() async throws {
    let program = try TestProgram()
    await program.withCouple()
    await program.done("session plan dana-rob --on 2026-11-24 --at 10:00")
    await program.done("measure dana-rob phq-9 --member Rob --answers 111111111")
    var words: [(word: String, readers: Set<String>)] = []
    for secret in Self.secrets where !secret.line.hasPrefix("strike") {
      let result = await program.run(secret.line, input: secret.input)
      #expect(result.status == 0, "\(secret.line): \(result.errors)")
      words.append((secret.word, secret.readers))
    }
    // The last three records: one that was widened and narrowed again, and two that are struck.
    let entries = await program.done("entry list dana-rob --json")
    let ids = entries.matches(of: /"id": "(e\d+)"/).map { String($0.1) }.sorted {
      Int($0.dropFirst())! < Int($1.dropFirst())!
    }
    let narrowed = ids[ids.count - 2]
    await program.done("audience \(narrowed) counselor --why once")
    await program.done("audience \(narrowed) joint --why twice --confirm dana-rob")
    await program.done("audience \(narrowed) counselor --why again")
    let notes = await program.done("note list dana-rob --json").matches(of: /"id": "(n\d+)"/).map { String($0.1) }
    let newest = try #require(notes.max { Int($0.dropFirst())! < Int($1.dropFirst())! })
    await program.done("note sign \(newest)")
    let reason = try #require(Self.secrets.last)
    await program.done("strike \(newest) --why \(reason.word)")
    await program.done("strike \(ids[ids.count - 1]) --why \(reason.word)")
    words.append((reason.word, []))

    var seen: Set<String> = []
    for viewer in ["joint", "desk", "Dana", "Rob"] {
      for command in Self.commands(for: viewer, program) + Self.closeLook(for: viewer) {
        let result = await program.run(command)
        let text = (result.output + result.errors).lowercased()
        for (word, readers) in words where text.contains(word) {
          seen.insert(word)
          #expect(readers.contains(viewer == "desk" ? "joint" : viewer), "\(word) in: \(command)")
        }
      }
    }
    // The words do come out where they may: the walk isn't blind.
    let missed = words.filter { !$0.readers.isEmpty && !seen.contains($0.word) }.map(\.word)
    let places = Self.secrets.filter { missed.contains($0.word) }.map(\.line)
    #expect(places.isEmpty, "no command shows these to anybody: \(places)")
  }

  /// Every way of reading for a viewer, in every format, and as a file.
  private static func commands(for viewer: String, _ program: TestProgram) -> [String] {
    let view = viewer == "desk" ? "--desk" : "--audience \(viewer)"
    let files = ["txt", "csv", "json"].map { "report dana-rob \(view) --force -o \(program.folder)/page.\($0)" }
    let searches = [
      "search quax --couple dana-rob \(view)", "search 'qu*' --couple dana-rob \(view) --limit 500 --json",
      "search 'qu*' --couple dana-rob --in risk \(view)", "search 'trsut' --couple dana-rob \(view)",
    ]
    // A desk page is a joint one with initials: what reads a chart is walked there, and what only a desk has here.
    if viewer == "desk" {
      return files + searches + [
        "brief dana-rob --desk", "brief --desk --json", "today --desk", "today --desk --json", "couple list --desk",
        "couple show dana-rob --desk", "session list --all --desk", "session list dana-rob --desk --json",
        "note list dana-rob --desk", "homework list dana-rob --desk", "entry list dana-rob --desk --json",
        "report dana-rob --desk",
      ]
    }
    let base = AudienceTests.readingCommands.filter { $0.contains("--audience Dana") }.map {
      $0.replacing("--audience Dana", with: view)
    }
    return base + (viewer == "joint" ? ["couple list \(view)", "session list --all \(view)"] : []) + files + searches
  }

  /// The same by ids, and by each word.
  private static func closeLook(for viewer: String) -> [String] {
    let view = viewer == "desk" ? "--desk" : "--audience \(viewer)"
    return (1...8).flatMap { number in
      [
        "note show n\(number) \(view)", "session show s\(number) \(view)", "promise show p\(number) \(view)",
        "homework show h\(number) \(view)",
      ]
    } + ["answers show m1 \(view)", "private show x1 \(view)"] + wordSearches(for: viewer).map { "\($0) \(view)" }
  }

  /// A search for every word, ten at a time: those that the viewer may read, and apart from them those that have to be
  /// found nowhere.
  private static func wordSearches(for viewer: String) -> [String] {
    let reader = viewer == "desk" ? "joint" : viewer
    return [true, false].flatMap { isOpen in
      let words = secrets.filter { $0.readers.contains(reader) == isOpen }.map(\.word)
      return stride(from: 0, to: words.count, by: 10).map { start in
        let ten = words[start..<min(start + 10, words.count)].joined(separator: " OR ")
        return "search '\(ten)' --couple dana-rob --limit 100"
      }
    }
  }

  // MARK: Nothing tells that it is there

  /// What differs between two practices that must look alike, and for whom.
  private struct Pair {
    let name: String
    let with: [(line: String, input: String)]
    var without: [(line: String, input: String)] = []
    var viewers = ["joint", "desk", "Dana", "Rob"]
  }

  private static let pairs: [Pair] = [
    Pair(
      name: "held", with: [("held add dana-rob --by Rob --session s1 --review 2026-11-20 -", "told alone")]),
    Pair(
      name: "held and told",
      with: [
        ("held add dana-rob --by Rob --session s1 -", "told alone"), ("held close o1 --told", ""),
      ]),
    Pair(
      name: "told to both and narrowed again",
      with: [
        ("entry add dana-rob --kind disclosure --audience counselor -", "told alone"),
        ("audience e1 joint --why told --confirm dana-rob", ""), ("audience e1 counselor --why again", ""),
      ]),
    Pair(
      name: "a struck note", with: [("note add s1 -", "of another couple"), ("strike n1 --why wrong", "")]),
    Pair(
      name: "a struck session with its note",
      with: [
        ("session add dana-rob --on 2026-11-14", ""), ("note add dana-rob@2026-11-14 -", "of another couple"),
        ("strike s2 --why wrong", ""),
      ]),
    Pair(
      name: "struck small records",
      with: [
        ("win add dana-rob 'not theirs'", ""), ("strike w1 --why wrong", ""),
        ("goal add dana-rob 'not theirs'", ""), ("strike g1 --why wrong", ""),
        ("promise add dana-rob --by Rob 'not theirs'", ""), ("strike p1 --why wrong", ""),
        ("measure dana-rob csi-4 --member Dana --answers 1111", ""), ("strike m1 --why wrong", ""),
        ("rate dana-rob Dana 1 1 1 1 1 1 1 1", ""), ("strike m2 --why wrong", ""),
        ("homework assign dana-rob --title Walk -", ""), ("strike h1 --why wrong", ""),
      ].map { $0.0.hasPrefix("homework") ? ($0.0, "a walk") : $0 }),
    Pair(
      name: "an open violence entry whose homework was taken back",
      with: [
        ("homework assign dana-rob hard-talk-on-purpose", ""),
        ("homework log h1 Dana=2 Rob=1", ""),
        ("risk add dana-rob --member Rob --kind violence --part source --asked alone -", "pushed her"),
        ("homework review h1 --set-aside --why 'not safe'", ""),
      ],
      without: [
        ("homework assign dana-rob hard-talk-on-purpose", ""), ("homework log h1 Dana=2 Rob=1", ""),
        ("homework review h1 --set-aside --why 'too much for now'", ""),
      ]),
    Pair(
      name: "homework dropped or set aside",
      with: [
        ("homework assign dana-rob say-it-back", ""), ("homework review h1 --drop --why boring", ""),
      ],
      without: [("homework assign dana-rob say-it-back", ""), ("homework review h1 --set-aside", "")]),
    Pair(
      name: "homework given nevertheless",
      with: [
        ("risk add dana-rob --member Rob --kind violence --asked alone -", "pushed her"),
        ("homework assign dana-rob hard-talk-on-purpose --despite r1 --why 'both asked'", ""),
      ], without: [("homework assign dana-rob hard-talk-on-purpose", "")]),
    Pair(
      name: "risks, private notes, tallies and jots",
      with: [
        ("risk add dana-rob --member Dana --kind suicide --review 2026-11-23 -", "thoughts"),
        ("risk asked dana-rob --member Rob --kind violence --alone", ""), ("private add s1 -", "My own reading."),
        ("tally s1 --member Dana --contempt 3", ""), ("jot dana-rob -", "a line"),
        ("agenda add dana-rob --mine -", "look it up"), ("counselor --sign-within 3", ""),
      ]),
    Pair(
      name: "the counselor's own record of a promise",
      with: [
        ("promise add dana-rob --by Rob --due fri 'home by six'", ""), ("promise missed p1 --on today", ""),
        ("promise repaired p1 -", "rang"), ("promise renegotiated p1 --due +14d", ""),
      ], without: [("promise add dana-rob --by Rob --due fri 'home by six'", "")]),
    Pair(
      name: "a note signed and amended for the counselor alone",
      with: [
        ("note add s1 --audience counselor -", "mine"), ("note sign n1", ""),
        ("note amend n1 --kind late-entry --why later -", "more"),
      ]),
    Pair(
      name: "a session of one narrowed with its note",
      with: [
        ("session add dana-rob --on 2026-11-14 --present Rob", ""), ("note add s2 -", "alone"),
        ("audience s2 counselor --why 'not even his'", ""),
      ]),
    Pair(
      name: "homework given while an hour of one is planned",
      with: [
        ("session plan dana-rob --on 2026-11-25 --kind individual --present Rob", ""),
        ("session plan dana-rob --on 2026-11-30", ""), ("homework assign dana-rob weekly-check-in", ""),
      ],
      without: [
        ("session plan dana-rob --on 2026-11-30", ""), ("homework assign dana-rob weekly-check-in", ""),
      ], viewers: ["joint", "desk", "Dana"]),
    Pair(
      name: "ratings of Dana after an hour of Rob's",
      with: [
        ("session add dana-rob --on 2026-11-18 --present Rob", ""), ("rate dana-rob Dana 5 5 5 5 5 5 5 5", ""),
      ], without: [("rate dana-rob Dana 5 5 5 5 5 5 5 5", "")], viewers: ["joint", "desk", "Dana"]),
    Pair(
      name: "what Rob alone has",
      with: [
        ("session add dana-rob --on 2026-11-14 --present Rob", ""), ("note add s2 -", "alone"),
        ("homework assign dana-rob --title Alone --session s2 --for Rob -", "x"),
        ("entry add dana-rob --kind need --audience Rob -", "alone"),
      ], viewers: ["joint", "desk", "Dana"]),
  ]

  /// What a practice answers, by viewer and command; its folder is left out of it.
  private struct Walk {
    struct Answer: Equatable {
      let output: String
      let errors: String
      let status: Int32
      /// What a command wrote to a file.
      let file: Data?
    }

    var answers: [String: Answer] = [:]
    /// What the counselor sees in any case.
    let counselor: String
  }

  /// Walks of practices without what a pair is about: several pairs have the same.
  private actor Walks {
    static let shared = Walks()
    private var known: [String: Task<Walk, any Error>] = [:]

    func walk(_ steps: [(line: String, input: String)]) async throws -> Walk {
      let key = steps.map { "\($0.line)\n\($0.input)" }.joined(separator: "\n")
      let task = known[key] ?? Task { try await CanaryTests.walk(steps, ["joint", "desk", "Dana", "Rob"]) }
      known[key] = task
      return try await task.value
    }
  }

  private static func walk(_ steps: [(line: String, input: String)], _ viewers: [String]) async throws -> Walk {
    let program = try TestProgram()
    await program.withCouple()
    for (line, input) in steps { await program.done(line, input: input) }
    await program.done("session add dana-rob --on 2026-11-20")
    await program.done("note add dana-rob@2026-11-20 -", input: "Trust again, and repair.")
    await program.done("entry add dana-rob --kind agreement --review fri -", input: "Phones away, Rob said.")
    await program.done("measure dana-rob csi-4 --member Dana --answers 3,3,3,3 --on 2026-11-20")
    await program.done("homework assign dana-rob say-it-back --on 2026-11-20")
    var walk = Walk(counselor: await program.done("log dana-rob") + (await program.done("homework list dana-rob")))
    for viewer in viewers {
      for command in commands(for: viewer, program) where !namesAnID(command) {
        let result = await program.run(command)
        let file = command.split(separator: " ").last.map(String.init).flatMap { $0.hasPrefix("/") ? $0 : nil }
        let written = try file.map { try Data(contentsOf: URL(filePath: $0)) }
        func placeless(_ text: String) -> String { text.replacing(program.folder, with: "") }
        walk.answers["\(viewer): \(placeless(command))"] = Walk.Answer(
          output: placeless(result.output), errors: placeless(result.errors), status: result.status, file: written)
      }
    }
    return walk
  }

  @Test(arguments: pairs.indices)
  func twoPracticesLookAlike(_ index: Int) async throws {
    let pair = Self.pairs[index]
    let with = try await Self.walk(pair.with, pair.viewers)
    let without = try await Walks.shared.walk(pair.without)
    #expect(with.answers.count > 40 * pair.viewers.count)
    for (command, answer) in with.answers {
      let other = try #require(without.answers[command])
      #expect(answer.output == other.output, "\(pair.name): \(command)")
      #expect(answer.errors == other.errors, "\(pair.name): \(command)")
      #expect(answer.status == other.status, "\(pair.name): \(command)")
      #expect(answer.file == other.file, "\(pair.name): \(command)")
    }
    // They do differ for the counselor: the pair isn't alike by chance.
    #expect(with.counselor != without.counselor, "\(pair.name)")
  }

  /// The numbers of ids are given in the order of entering, and only the counselor knows them.
  private static func namesAnID(_ command: String) -> Bool {
    command.contains(/\s[a-z]\d+(\s|$)/)
  }
}
