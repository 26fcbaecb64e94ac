import CoupletCore
import CoupletReports
import Testing

/// Definitions as they are read and asked.
@Suite struct LibraryTextTests {
  private func scale(window: String?, _ item: ScaleItem) throws -> ScaleDefinition {
    try ScaleDefinition(
      id: ScaleDefinition.ID("own"), version: 1, title: "Own", direction: .higherIsBetter,
      total: ScoreRange(min: Double(item.min), max: Double(item.max)), window: window, items: [item])
  }

  @Test func anItemStandsWithItsTimeAndItsWords() throws {
    let item = try ScaleItem(
      id: 2, min: 9, max: 11, text: "How far did \(String(repeating: "you ", count: 20))go?",
      anchors: ["not far", "far", String(repeating: "very ", count: 16) + "far"])
    #expect(
      LibraryText.question(item, of: try scale(window: "in the last week", item)) == [
        "", "In the last week",
        "2. How far did you you you you you you you you you you you you you you you you",
        "   you you you you go?",
        "    9  not far", "   10  far",
        "   11  very very very very very very very very very very very very very very",
        "       very very far",
      ])
  }

  @Test func whatAFormKeepsToItselfIsAskedByNumber() throws {
    let item = try ScaleItem(id: 7, min: 0, max: 5)
    #expect(LibraryText.question(item, of: try scale(window: nil, item)) == ["", "7. Item 7 of the form"])
  }

  @Test func whatStandsBeforeAnItemHasLinesOfItsOwn() throws {
    let item = try ScaleItem(id: 11, min: 0, max: 5, text: "Choose one.\nFULL 5 4 3 2 1 0 EMPTY")
    let scale = try scale(window: "now", item)
    #expect(LibraryText.question(item, of: scale) == ["", "Now", "11. Choose one.", "FULL 5 4 3 2 1 0 EMPTY"])
    #expect(LibraryText.page(scale).last == " 11  0–5: Choose one. FULL 5 4 3 2 1 0 EMPTY")
  }

  /// Copies in practice files may have a break in the middle of a sentence.
  @Test func aBrokenLineOfAnExerciseIsPrintedAsOne() throws {
    let exercise = try Exercise(
      id: Exercise.ID("own"), version: 1, title: "Own", theme: .trust, rows: [5], for: .each, minutes: 5,
      cadence: .daily, purpose: "To see.", steps: ["Look.", "Look again.", "Tell."], cautions: ["Not at night."],
      asksFor: [], followUp: ["What?", "When?"], record: "Kept or not\n  kept.")
    #expect(LibraryText.page(exercise).contains("- Kept or not kept."))
    #expect(LibraryText.handout(exercise).hasSuffix("\n\nTo note down: Kept or not kept."))
  }
}
