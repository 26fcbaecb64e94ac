/// Words of one text of which it can't be decided whether they are names; they stand as they were written.
public struct UndecidedNames: Hashable, Sendable {
  /// The record whose text it is, nil for the couple's agreement.
  public let record: RecordID?
  /// The words, as often as they stand there.
  public let words: [String]
}

extension Seen {
  /// The words of a page with initials or letters that may be names, by the records that they come from.
  ///
  /// They are found again on the page by the letters that follow. A word that stands on it and is found so in no record,
  /// as in a table, counts in all that have it: rather one too many.
  public func undecidedNames(on page: String) -> [UndecidedNames] {
    let undecided = recordTexts.map { record, text in (record, undecidedWords(in: text)) }.filter { !$0.1.isEmpty }
    guard !undecided.isEmpty else { return [] }
    let words = Set(page.split { !$0.isLetter }.map(String.init))
    let letters = Initials.letters(page)
    let found = Set(undecided.flatMap(\.1).filter { letters.contains($0.letters) }.map(\.letters))
    let foundWords = Set(undecided.flatMap(\.1).filter { found.contains($0.letters) }.map(\.word))
    return undecided.compactMap { record, all in
      let shown = all.filter { one in
        foundWords.contains(one.word)
          ? found.contains(one.letters)
          : one.word.split { !$0.isLetter }.allSatisfy { words.contains(String($0)) }
      }
      return shown.isEmpty ? nil : UndecidedNames(record: record, words: shown.map(\.word))
    }
  }

  /// What somebody wrote in each record, and in the couple's agreements.
  private var recordTexts: [(RecordID?, String)] {
    records.all.map { record in
      let words = [record.searchedText(byCounselor: viewer == .counselor) ?? record.writtenText]
      let others = (record as? Homework).map { [$0.title, $0.terms.purpose, $0.terms.obstacle, $0.terms.plan] } ?? []
      return (record.id, (others + words).compactMap { $0 }.joined(separator: "\n"))
    } + records.policies.map { (nil, $0.text) }
  }
}
