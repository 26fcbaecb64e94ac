import SeededNumbers
import Testing

@testable import CoupletCore

@Suite struct TextInTests {
  @Test(arguments: [
    ("First line.\r\nSecond line.\r\n", "First line.\nSecond line."), ("a\rb", "a\nb"),
    ("a\u{85}b\u{2028}c\u{2029}", "a\nb\nc"),
    ("\u{FEFF}## Subjective\r\nTired.", "## Subjective\nTired."),
    ("She called\tabout Friday\n", "She called about Friday"),
    ("a\u{1B}[31mred\u{1B}[0m", "ared"), ("a\u{1B}]0;title\u{7}b", "ab"), ("a\u{9B}2Jb\u{7}", "ab"), ("a\u{1B}[", "a"),
    ("a\u{1B}]0;cut\nb", "a0;cut\nb"), ("\u{200B}\u{200F} a \u{2060}\n\n", "a"), ("❤\u{FE0F}", "❤\u{FE0F}"),
    ("pass\u{AD}word", "password"),
    ("e\u{301}", "\u{E9}"), ("и\u{306}", "й"), ("か\u{3099}", "が"), ("\u{FA19}a\u{301}", "\u{FA19}\u{E1}"),
    ("a\u{A0}b", "a b"),
    ("  \n a\n  b\n", "a\n  b"), ("\u{1F468}\u{200D}\u{1F467}", "\u{1F468}\u{200D}\u{1F467}"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"),
  ])
  func reads(_ text: String, _ expected: String) {
    // Strings that mean the same are equal, so that the scalars are compared.
    #expect(Array(TextIn.text(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func aLineHasSingleBlanks() {
    #expect(TextIn.line(" half\r\na  line\u{3000}more\t") == "half a line more")
  }

  @Test func leavesNULToBeRefused() {
    let problem = #expect(throws: Problem.self) { try Wording.typed("a\u{0}b", field: "note") }
    #expect(problem?.message == "note: has a NUL character")
  }

  /// Whatever comes in: read twice it is the same, nothing in it steers, and no letter of it is lost.
  @Test func anyTextIsReadOnceForAll() {
    let pieces =
      [
        "a", "é", "e\u{301}", "\r\n", "\r", "\n", "\t", "\u{A0}", "\u{FEFF}", "\u{1B}[1m", "\u{1B}", "\u{7}", "\u{85}",
        "\u{2028}", "\u{200B}",
        "\u{AD}", "父", "क\u{93C}", "\u{958}", "\u{1100}\u{1161}", "\u{FA19}", "👩‍👧", "❤\u{FE0F}", " ", "\u{202E}",
        "и\u{306}", "w", "\u{9B}31m", "ß",
      ]
    var dice = SeededNumbers(state: 19)
    for _ in 0..<4_000 {
      let text = (0..<Int.random(in: 0...12, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
        .joined()
      let read = TextIn.text(text)
      #expect(Array(TextIn.text(read).unicodeScalars) == Array(read.unicodeScalars), "\(text.debugDescription)")
      #expect(!read.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
      #expect(Array(read.composed.unicodeScalars) == Array(read.unicodeScalars), "\(text.debugDescription)")
      for letter in ["父", "ß", "w"] where !text.contains("\u{1B}") {
        #expect(read.count { String($0) == letter } == text.count { String($0) == letter }, "\(text.debugDescription)")
      }
      #expect(read == read.shown(keepingLines: true) || read.unicodeScalars.contains(where: \.isDirectionMark))
    }
  }
}
