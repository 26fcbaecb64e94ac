import Testing

@testable import couplet

/// Keys, the line that they edit, and how it stands on the screen.
@Suite struct LineEditingTests {
  private static func keys(_ bytes: String) -> [Key] {
    var decoder = KeyDecoder()
    return bytes.utf8.flatMap { decoder.keys($0) }
  }

  /// The line after those bytes were typed, `|` at the cursor.
  private static func typed(_ bytes: String, earlier: [String] = []) -> String {
    var line = LineBuffer(earlier: earlier)
    for key in keys(bytes) { line.apply(key) }
    return line.before + "|" + line.after
  }

  @Test(arguments: [
    ("abc\u{1B}[D\u{1B}[DX", "aX|bc"), ("abc\u{1B}OD\u{1B}[CX", "abcX|"), ("abc\u{1}X", "X|abc"),
    ("abc\u{1B}[H\u{5}X", "abcX|"), ("abc\u{1B}[1~X\u{1B}[4~Y", "XabcY|"), ("one two\u{1B}b", "one |two"),
    ("one two\u{1B}[1;5D\u{1B}[1;3D", "|one two"), ("one two\u{1}\u{1B}f", "one| two"),
    ("one two\u{1}\u{1B}[1;5C\u{1B}[1;5C", "one two|"), ("it's - so\u{17}", "it's - |"),
    ("a well-kept\u{1B}\u{7F}", "a well-|"),
    ("a well-kept \u{17}", "a |"), ("one two\u{1}\u{1B}d", "| two"), ("one two\u{15}", "|"),
    ("one two\u{1B}b\u{B}X", "one X|"), ("one two\u{17}\u{1}\u{19}", "two|one "), ("abc\u{7F}\u{8}", "a|"),
    ("abc\u{1}\u{1B}[3~\u{1B}[3;5~", "|"), ("a\u{1B}[C\u{6}\u{2}\u{2}\u{2}X", "X|a"), ("a\tb", "a b|"),
  ])
  func keysEdit(_ bytes: String, _ line: String) {
    #expect(Self.typed(bytes) == line)
  }

  @Test func whatTakesMoreThanOneByteIsOneCharacter() {
    #expect(Self.typed("Zoë 愛\u{1B}[D\u{7F}") == "Zoë|愛")
    // A mark of its own, and people joined to one picture: taken away as one.
    #expect(Self.typed("Ame\u{301}lie\u{1B}[D\u{1B}[D\u{1B}[D\u{7F}") == "Am|lie")
    #expect(Self.typed("a👩‍👩‍👧b\u{7F}\u{7F}") == "a|")
  }

  @Test func bytesThatAreNoTextAreMarked() {
    var decoder = KeyDecoder()
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0xED, 0xA0, 0x80, 0xC2, 0x9B, 0x63]
    let keys = bytes.flatMap { decoder.keys($0) }
    // What continues no character is marked, a control character of two bytes is left out.
    #expect(keys == [.text("a"), .text("\u{FFFD}"), .text("\u{FFFD}"), .text("b"), .text("\u{FFFD}"), .text("c")])
  }

  @Test(arguments: [
    "a\u{1B}[31mb\u{1B}[0mc", "a\u{1B}[200~bc\u{1B}[201~", "a\u{1B}]0;title\u{7}bc", "a\u{1B}]8;;http://x\u{1B}\\bc",
    "a\u{1B}(Bbc", "a\u{1B}[[Abc", "a\u{1B}OPbc", "a\u{1B}[15~b\u{1B}[<35;10;20Mc", "a\u{1B}Pq#0\u{1B}\\bc",
    "a\u{1B}xbc",
    "a\u{1B}[?1049hbc", "abc\u{1B}[",
  ])
  func nothingOfAnEscapeSequenceStays(_ bytes: String) {
    #expect(Self.typed(bytes) == "abc|")
  }

  @Test(arguments: [
    ("a\u{1B}[200~b\r\nc\u{1B}[201~d", "ab cd|"), ("\u{1B}[200~\none\n\n  two\n\u{1B}[201~", "one   two |"),
    ("a\u{1B}[200~b\u{4}\u{1}\u{1B}[Dc\u{1B}[201~\u{1}d", "d|abc"),
  ])
  func pastedLinesAreOneLineAndNoKeys(_ bytes: String, _ line: String) { #expect(Self.typed(bytes) == line) }

  @Test func aPasteEndsNoLineAndCanBeLeft() {
    #expect(Self.keys("\u{1B}[200~a\r\u{1B}[201~\r") == [.text("a"), .pastedLineEnd, .enter])
    #expect(Self.keys("\u{1B}[200~\u{3}\u{1A}") == [.interrupt])
  }

  @Test func aSequenceThatIsCutOffDoesNotSwallowTheEnd() {
    #expect(Self.keys("\u{1B}[12\r") == [.enter])
    #expect(Self.keys("\u{1B}]title\na") == [.enter, .text("a")])
    #expect(Self.keys("a\r\nb\nc\rd").filter { $0 == .enter }.count == 3)
  }

  @Test func earlierLinesComeBackAndTheOwnStays() {
    let up = "\u{1B}[A"
    let down = "\u{1B}[B"
    #expect(Self.typed("own" + up, earlier: ["one", "two"]) == "two|")
    #expect(Self.typed("own" + up + up + up, earlier: ["one", "two"]) == "one|")
    #expect(Self.typed("own" + up + up + down + down + down, earlier: ["one", "two"]) == "own|")
    #expect(Self.typed("own" + up) == "own|")
  }

  private static func drawn(_ bytes: String, width: Int) -> LineDrawing {
    var line = LineBuffer()
    for key in keys(bytes) { line.apply(key) }
    return LineDrawing(prompt: "> ", line, width: width)
  }

  @Test func aLongQuestionIsBrokenBetweenWords() {
    let drawing = LineDrawing(prompt: "Make the draft? y, n: ", LineBuffer(), width: 12)
    #expect(drawing.rows == ["Make the", "draft? y,", "n: "] && drawing.row == 2 && drawing.column == 3)
  }

  @Test func longLinesGoOnInTheNextRow() {
    let ended = Self.drawn("abcdefgh", width: 5)
    #expect(ended.rows == ["> abc", "defgh", ""] && ended.row == 2 && ended.column == 0)
    let inside = Self.drawn("abcdefgh\u{1B}b\u{6}\u{6}\u{6}", width: 5)
    #expect(inside.rows == ["> abc", "defgh"] && inside.row == 1 && inside.column == 0)
    let start = Self.drawn("abcdefgh\u{1}", width: 5)
    #expect(start.row == 0 && start.column == 2)
  }

  @Test func wideCharactersAreNotCut() {
    let drawing = Self.drawn("ab愛c", width: 5)
    #expect(drawing.rows == ["> ab", "愛c"] && drawing.row == 1 && drawing.column == 3)
    // The cursor stands on the wide character, in the row where that is.
    let before = Self.drawn("ab愛c\u{2}\u{2}", width: 5)
    #expect(before.row == 1 && before.column == 0)
    #expect(Self.drawn("e\u{301}e\u{301}", width: 9).column == 4)
  }
}
