import Foundation
import Testing

@testable import CoupletCore

/// Names in texts by example: `Tests/Fixtures/names/corpus.txt`, which says at its head how it is read.
@Suite struct NameCorpusTests {
  /// A sentence with what pages show of it.
  private struct Sentence {
    let line: Int
    let text: String
    let desk: Initials
    let sheet: Initials
    /// What is expected, by its key.
    var expected: [String: String] = [:]
  }

  /// The people of the sentences that follow.
  private struct People {
    var members: [Client] = []
    var others: [Client] = []
    var third: [String] = []
    var couples: [String] = []
    var own: [String] = []
  }

  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/names/corpus.txt")

  /// `Dana Okafor [called Dee; formerly Dana Novak]`.
  private static func clients(_ text: String, from first: Int) -> [Client] {
    zip(first..., text.components(separatedBy: " + ")).map { number, text in
      let parts = text.components(separatedBy: " [")
      var details = Client.Details(name: parts[0])
      for more in parts.count > 1 ? parts[1].dropLast().components(separatedBy: "; ") : [] {
        if more.hasPrefix("called ") { details.called = String(more.dropFirst("called ".count)) }
        if more.hasPrefix("formerly ") { details.formerNames.append(String(more.dropFirst("formerly ".count))) }
      }
      return try! Client(id: Client.ID(number: number), details: details, today: Sample.today)
    }
  }

  /// `\n` is a new line, and `\u{AD}` a scalar.
  private static func unescaped(_ text: String) -> String {
    text.replacing("\\n", with: "\n").replacing(#/\\u\{([0-9A-Fa-f]+)\}/#) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }

  private static func sentences() throws -> [Sentence] {
    var people = People()
    var sentences: [Sentence] = []
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in zip(1..., lines) where !line.hasPrefix("#") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      let key = String(line[..<colon.lowerBound])
      let value = String(line[colon.upperBound...])
      switch key {
      case "members": people = People(members: clients(value, from: 1))
      case "others": people.others = clients(value, from: 50)
      case "people": people.third = value.components(separatedBy: " + ")
      case "couples": people.couples = value.components(separatedBy: " + ")
      case "couple": people.own = value.components(separatedBy: " + ")
      case "text":
        let known = KnownNames(clients: people.others, couples: people.couples, people: people.third)
        sentences.append(
          Sentence(
            line: number, text: unescaped(value), desk: Initials(of: people.members, couple: people.own),
            sheet: Initials(lettersFor: people.members, hiding: known)))
      default: sentences[sentences.count - 1].expected[key] = unescaped(value)
      }
    }
    return sentences
  }

  @Test func everySentenceIsShownAsItIsWrittenThere() throws {
    let sentences = try Self.sentences()
    #expect(sentences.count >= 300)
    for sentence in sentences {
      let (desk, sheet) = (sentence.desk, sentence.sheet)
      #expect(desk.replaced(in: sentence.text) == sentence.expected["desk"], "line \(sentence.line)")
      #expect(
        desk.undecided(in: sentence.text).map(\.word).joined(separator: ", ") == sentence.expected["undecided"] ?? "",
        "line \(sentence.line)")
      if let expected = sentence.expected["sheet"] {
        #expect(sheet.replaced(in: sentence.text) == expected, "line \(sentence.line)")
        #expect(
          sheet.undecided(in: sentence.text).map(\.word).joined(separator: ", ") == sentence.expected["sheet-undecided"]
            ?? "",
          "line \(sentence.line)")
      }
      let keys: Set = ["desk", "undecided", "sheet", "sheet-undecided"]
      #expect(keys.isSuperset(of: sentence.expected.keys), "line \(sentence.line)")
    }
  }

  @Test func whatIsReplacedOnceHasTheSameUndecidedWords() throws {
    for sentence in try Self.sentences() {
      let shown = sentence.sheet.replaced(in: sentence.text)
      let (before, after) = (sentence.sheet.undecided(in: sentence.text), sentence.sheet.undecided(in: shown))
      #expect(after.map(\.word) == before.map(\.word), "line \(sentence.line)")
    }
  }
}
