import Testing

@testable import couplet

/// The list that is chosen from where something is left out, as keys go into it.
@Suite struct ChoiceListTests {
  private static let rows = (1...12).map { "couple-\($0) · \($0 == 7 ? "Zoë & Łukasz" : "Ann & Bo")" }

  /// What keys lead to, nil where none of them ends the choice.
  private static func answer(_ keys: [Key], isFirstMarked: Bool = false, room: Int = 9) -> ChoiceList.Answer? {
    var list = ChoiceList("which?", rows: rows, isFirstMarked: isFirstMarked, room: room)
    for key in keys {
      if let answer = list.apply(key) { return answer }
    }
    return nil
  }

  private static func text(_ text: String) -> [Key] { text.unicodeScalars.map { .text($0) } }

  @Test func aDigitTakesTheRowThatHasIt() {
    #expect(Self.answer(Self.text("3")) == .row(2))
    #expect(Self.answer([.later, .end] + Self.text("1")) == .row(3))
    #expect(Self.answer(Self.text("zo1")) == .row(6))
    // No row has the digit: it is typed.
    #expect(Self.answer(Self.text("5"), room: 3) == nil)
  }

  @Test func whatIsTypedNarrowsTheList() {
    var list = ChoiceList("which?", rows: Self.rows, isFirstMarked: false)
    for key in Self.text("lukasz zoe") { #expect(list.apply(key) == nil) }
    #expect(list.lines(width: 60) == ["which?", "  1  couple-7 · Zoë & Łukasz"])
    #expect(list.apply(.enter) == .row(6))
    #expect(list.apply(.text("q")) == nil)
    #expect(list.lines(width: 60) == ["which?", "     nothing has these words"])
    #expect(list.apply(.enter) == nil && list.apply(.later) == nil && list.apply(.text("3")) == nil)
    #expect(list.apply(.deleteToStart) == nil)
    #expect(list.lines(width: 60).count == 11 && list.lines(width: 60).last == "     3 more")
  }

  @Test func arrowsGoThroughAllRows() {
    let down = [Key](repeating: .later, count: 11)
    #expect(Self.answer(down + [.enter]) == .row(10))
    #expect(Self.answer(down + [.earlier, .enter]) == .row(9))
    #expect(Self.answer([.earlier, .enter]) == .row(11))
    #expect(Self.answer([.end, .start, .enter]) == .row(0))
    #expect(Self.answer([Key](repeating: .later, count: 40) + [.enter], room: 2) == .row(11))
  }

  @Test func enterAloneTakesNothingThatIsWritten() {
    #expect(Self.answer([.enter]) == .left)
    #expect(Self.answer([.enter], isFirstMarked: true) == .row(0))
    #expect(Self.answer(Self.text("ann") + [.enter]) == nil)
    #expect(Self.answer(Self.text("zoë") + [.enter]) == .row(6))
    #expect(Self.answer([.endOfInput], isFirstMarked: true) == .left)
  }

  @Test func aLineIsNoWiderThanTheScreen() {
    let list = ChoiceList("which?", rows: ["a\u{1B}[31m" + String(repeating: "字", count: 60)], isFirstMarked: false)
    let line = list.lines(width: 20)[1]
    #expect(line.hasPrefix("  1  a") && line.hasSuffix("…") && !line.contains("\u{1B}"))
    #expect(line.count < 20)
  }
}
