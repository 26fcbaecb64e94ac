import CoupletReports
import SeededNumbers
import Testing

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("naïve", 5), ("e\u{301}", 1), ("a\u{200B}b", 2), ("漢字", 4), ("ﾊﾝ", 2), ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("👍🏽", 2), ("❤", 1), ("❤\u{FE0F}", 2),
    ("1\u{FE0F}\u{20E3}", 2), ("שלום", 4), ("مرحبا", 5), ("…", 1), ("·", 1), ("┄", 1), ("〈", 2), ("𖿠", 2), ("㉈", 1),
    ("प्रिया शर्मा", 10), ("क्ष", 2), ("กำ", 2), ("พ่อ", 2), ("நி", 2), ("தமிழ்", 4), ("각", 2), ("བོད", 2), ("မြန်မာ", 5), ("ខ្មែរ", 4),
    ("が", 2), ("か\u{3099}", 2), ("\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}", 2), ("🧑🏽‍💻", 2),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", 2),
    ("\u{1F1E9}", 1), ("🇩🇪🇫🇷", 4), ("©", 1), ("©\u{FE0F}", 2), ("\u{600}1", 2), ("ﷺ", 1), ("𠀀", 2), ("ẤḀ", 2), ("Ж", 1),
    ("ά", 1),
    ("1\u{FE0F}", 2), ("👨‍👩‍👧x", 3), ("\u{3164}", 2), ("اَ", 1), ("a\u{200D}b", 2),
  ])
  func cells(_ text: String, _ cells: Int) {
    #expect(text.cellWidth == cells)
  }

  @Test func padding() {
    #expect("漢".padded(toCells: 4) == "漢  ")
    #expect("漢".padded(toCells: 4, alignment: .left) == "漢  ")
    #expect("漢".padded(toCells: 4, alignment: .right) == "  漢")
    #expect("longer".padded(toCells: 3) == "longer")
  }

  @Test(arguments: [
    ("short", 5, "short"), ("longer", 5, "long…"), ("漢字漢字", 4, "漢…"), ("漢字", 1, "…"), ("word", 0, ""),
    ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…"), ("שלום", 3, "של…"),
  ])
  func clipping(_ text: String, _ cells: Int, _ clipped: String) {
    #expect(text.clipped(toCells: cells) == clipped)
  }

  @Test func wrapping() {
    #expect("one two three".wrapped(toCells: 7) == ["one two", "three"])
    #expect("one two three".wrapped(toCells: 7, hanging: 2) == ["one two", "  three"])
    #expect("one\n\ntwo".wrapped(toCells: 7) == ["one", "", "two"])
    #expect("abcdefghij".wrapped(toCells: 4) == ["abcd", "efgh", "ij"])
    #expect("漢字漢字漢".wrapped(toCells: 5) == ["漢字", "漢字", "漢"])
    #expect("".wrapped(toCells: 5) == [""])
  }

  @Test func nothingIsWiderThanItMayBeAndNothingIsLost() {
    let words = ["a", "word", "漢字漢字", "👩‍👩‍👧‍👦", "שלום", "e\u{301}te\u{301}", String(repeating: "long", count: 30)]
    var generator = SeededNumbers(state: 7)
    for _ in 0..<400 {
      let text = (0..<12).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      let cells = Int.random(in: 2...60, using: &generator)
      let hanging = Int.random(in: 0...6, using: &generator)
      let lines = text.wrapped(toCells: cells, hanging: hanging)
      #expect(lines.allSatisfy { $0.cellWidth <= cells }, "\(cells) \(hanging)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(text.clipped(toCells: cells).cellWidth <= cells)
    }
  }

  @Test func tenThousandCharacters() {
    let lines = String(repeating: "漢", count: 10_000).wrapped(toCells: 80)
    #expect(lines.count == 250)
    #expect(lines.allSatisfy { $0.cellWidth == 80 })
  }
}

@Suite struct LeadingBlanksTests {
  @Test func linesThatBeginWithBlanksWrapToo() {
    #expect("    one two three".wrapped(toCells: 10, hanging: 2) == ["    one", "  two", "  three"])
    #expect("          ".wrapped(toCells: 4).allSatisfy { $0.cellWidth <= 4 })
  }
}
