import ArgumentParser
import CoupletCore
import Foundation
import Testing

@testable import couplet

/// Words about people that don't stand on the command line.
@Suite struct AskedWordsTests {
  private static func practice() async throws -> TestProgram {
    let program = try TestProgram()
    await program.withCouple()
    return program
  }

  @Test func aDashIsALineOfStandardInput() async throws {
    let program = try await Self.practice()
    await program.done("client add - --phone - --called=-", input: "Maya Ortiz\n030 1234\nMay\n")
    let client = await program.done("client show 'Maya Ortiz'")
    #expect(client.contains("030 1234") && client.contains("May"))
    await program.done("couple add 'A & B' --new-member - --new-member -", input: "Ann Li\r\nBo Ek\r\n")
    #expect(await program.done("couple show ann-bo").contains("Ann Li & Bo Ek"))
    // The text is what is left.
    await program.done(
      "risk add dana-rob --member Dana --kind suicide --told-by - --plan - -",
      input: "a sister\ncall tomorrow\nPassing thoughts.\nAt night.\n")
    let risk = await program.done("risk list dana-rob --json")
    #expect(
      risk.contains("\"a sister\"") && risk.contains("\"call tomorrow\"")
        && risk.contains(#"Passing thoughts.\nAt night."#))
    let missing = await program.run("strike r1 --why -", input: "")
    #expect(missing.status == 65 && missing.errors == "error: why: is empty\n", "\(missing.errors)")
  }

  @Test func aDashIsAskedForAtATerminal() async throws {
    let program = try await Self.practice()
    await program.done("session plan dana-rob --on fri")
    let asked = await program.ask("session cancel s2 --by Rob --why - --couple dana-rob", answers: ["flu"])
    #expect(asked.status == 0 && asked.errors.hasPrefix("why: "), "\(asked.errors)")
    #expect(await program.done("session show s2 --json").contains("\"flu\""))
    let place = await program.ask("session add dana-rob --mode video --where Dana=-", answers: ["her sister's"])
    #expect(place.status == 0 && place.errors.hasPrefix("where Dana: "), "\(place.errors)")
    #expect(await program.done("session show s3").contains("her sister's"))
    #expect(await program.ask("strike s3 --why -", answers: []).status == 1)
    // What is wrong with the line is said before anything is asked.
    #expect(
      await program.ask("strike s3 --why - --sicne x", answers: ["never"]).errors.hasPrefix("error: unknown option"))
  }

  @Test func whyIsAskedForWhereItIsNeeded() async throws {
    let program = try await Self.practice()
    await program.done("win add dana-rob 'came home early'")
    await program.done("risk add dana-rob --member Dana --kind suicide -", input: "x")
    for line in ["audience w1 counselor", "risk review r1", "strike w1"] {
      let asked = await program.ask("\(line) --couple dana-rob", answers: ["as it is"])
      #expect(asked.status == 0 && asked.errors.contains("why: "), "\(line): \(asked.errors)")
    }
  }

  /// Options that carry something else than words about people, so that a new option has to say which it is.
  private static let others: Set = [
    "file", "passphrase-file", "color", "today", "audience", "confirm", "couple", "by", "noticed-by", "format", "on",
    "at",
    "minutes", "kind", "mode", "member", "code", "every", "review", "theme", "untried", "aim", "row", "session", "for",
    "due", "times", "confidence", "goal", "despite", "since", "until", "page", "output", "keep", "salvage", "add",
    "remove",
    "recovery-file", "new-passphrase-file", "idle", "draft", "handle", "born", "outcome", "present", "absent", "late",
    "alone", "left", "approach", "hurt", "says", "injury", "willingness", "effort", "tension-start", "tension-end",
    "alliance", "part", "asked", "status", "state", "sort", "limit", "count", "in", "scale", "total", "answers", "item",
    "r",
    "sd", "sample", "source", "edwards-nunnally", "belongs-to", "note-format", "sign-within", "from", "to", "text",
    "acknowledged-by", "done", "quality", "difficulty", "usefulness", "barrier", "reported-by", "size", "where", "o",
    "criticism", "contempt", "defensiveness", "stonewalling", "gentle-start", "appreciation", "responsibility",
    "soothing",
    "validation", "i-statement", "curiosity", "disclosure", "repair", "timeout", "minutes-observed", "into",
  ]

  @Test func everyOptionIsOneOrTheOther() throws {
    let help = try #require(Couplet._dumpHelp().data(using: .utf8))
    let tree = try #require(try JSONSerialization.jsonObject(with: help) as? [String: Any])
    var names: Set<String> = []
    func walk(_ command: [String: Any]) {
      for argument in command["arguments"] as? [[String: Any]] ?? [] where argument["kind"] as? String == "option" {
        guard argument["shouldDisplay"] as? Bool ?? true else { continue }
        for name in argument["names"] as? [[String: Any]] ?? [] { names.insert(name["name"] as? String ?? "") }
      }
      for child in command["subcommands"] as? [[String: Any]] ?? [] { walk(child) }
    }
    walk(try #require(tree["command"] as? [String: Any]))
    #expect(names.count > 80)
    let words = Set(AskedWords.options.map { String($0.dropFirst(2)) })
    #expect(names.subtracting(words).subtracting(Self.others).sorted() == [])
    #expect(words.subtracting(names).sorted() == [])
  }
}
