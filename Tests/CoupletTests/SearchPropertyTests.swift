import CoupletCore
import CoupletStore
import Foundation
import SeededNumbers
import Testing

@testable import couplet

/// Queries put together by chance, against a slow reading of the same texts.
@Suite struct SearchPropertyTests {
  /// Words that no stemmer changes, as they stand in texts, each with a way in which it is typed.
  private static let words = [
    ("zork", "ZORK"), ("łukum", "lukum"), ("ødok", "odok"), ("stroßak", "strossak"), ("вийму", "вии\u{306}му"),
    ("νίκα", "ΝΙΚΑ"), ("ærok", "aerok"),
    ("父亲的信", "亲的"), ("手紙", "紙"), ("할머니가", "할머니"), ("kavo\u{301}k", "kavok"),
  ]

  @Test func findsWhatASlowReadingFinds() async throws {
    let program = try TestProgram()
    await program.withCouple()
    var dice = SeededNumbers(state: 18)
    var texts: [String] = []
    for place in 0..<24 {
      let words = (0..<Int.random(in: 1...6, using: &dice)).map { _ in Self.words.randomElement(using: &dice)?.0 ?? "" }
      texts.append(words.joined(separator: [" ", "\n", ", "].randomElement(using: &dice) ?? " ") + " end\(place)e")
      await program.done("jot dana-rob -", input: texts[place])
    }
    for _ in 0..<160 {
      let (query, admits) = Self.query(&dice)
      let found = await program.run(["search", "--limit", "100", "--json", "--"] + [query])
      for (place, text) in texts.enumerated() {
        let isFound = found.output.contains("\"y\(place + 1)\"")
        #expect(isFound == admits(Folding.passage(text)), "\(query) in \(text)")
      }
    }
  }

  /// A query, and whether a folded text answers to it.
  private static func query(_ dice: inout SeededNumbers) -> (String, (String) -> Bool) {
    func word(_ dice: inout SeededNumbers) -> (String, (String) -> Bool) {
      let (text, typed) = words.randomElement(using: &dice) ?? ("", "")
      let written = Bool.random(using: &dice) ? text : typed
      let quoted = [written, "“\(written)”", "\"\(written)\""].randomElement(using: &dice) ?? written
      let folded = Folding.fold(written)
      let isInside = folded.unicodeScalars.contains { $0.value > 0x2FFF }
      return (
        quoted,
        { text in
          isInside ? text.contains(folded) : text.split { !$0.isLetter && !$0.isNumber }.contains(Substring(folded))
        }
      )
    }
    let first = word(&dice)
    let second = word(&dice)
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: return first
    case 1: return ("\(first.0) \(second.0)", { first.1($0) && second.1($0) })
    case 2: return ("\(first.0) AND \(second.0)", { first.1($0) && second.1($0) })
    case 3: return ("\(first.0) OR \(second.0)", { first.1($0) || second.1($0) })
    case 4: return ("\(first.0) NOT \(second.0)", { first.1($0) && !second.1($0) })
    default: return ("\(first.0) – -\(second.0)", { first.1($0) && !second.1($0) })
    }
  }

  /// Whatever is typed is read, or refused with the place; nothing of it is the index's syntax.
  @Test func anyQueryIsReadOrRefused() throws {
    let pieces = [
      "a", "OR", "AND", "NOT", "-", "–", "\"", "“", "(", ")", "near(", ",", "5", "*", ":", "^", "+", "父", " ", "'", "{",
      "}", "\u{FEFF}", "é", "text:",
    ]
    var dice = SeededNumbers(state: 4)
    for _ in 0..<800 {
      let text = (0..<Int.random(in: 0...8, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
        .joined(separator: Bool.random(using: &dice) ? " " : "")
      do {
        let query = try SearchQuery(text)
        _ = try Practice.search(query, in: [Exercise]())
      } catch {
        #expect(error.kind == .usage, "\(text): \(error.message)")
        #expect(error.message.hasPrefix("query: "), "\(text)")
      }
    }
  }
}
