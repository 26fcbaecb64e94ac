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
  /// A record of which a part alone stands on the page counts with all its words that the page has: rather one too many.
  public func undecidedNames(on page: String) -> [UndecidedNames] {
    let onPage = Set(page.split { !$0.isLetter })
    let texts =
      records.all.map { record -> (RecordID?, String) in
        let words = [record.searchedText(byCounselor: viewer == .counselor) ?? record.writtenText]
        let others = (record as? Homework).map { [$0.title, $0.terms.purpose, $0.terms.obstacle, $0.terms.plan] } ?? []
        return (record.id, (others + words).compactMap { $0 }.joined(separator: "\n"))
      } + records.policies.map { (nil, $0.text) }
    return texts.compactMap { record, text in
      let words = undecidedWords(in: text).filter { $0.split { !$0.isLetter }.allSatisfy(onPage.contains) }
      return words.isEmpty ? nil : UndecidedNames(record: record, words: words)
    }
  }
}
