import CoupletCore

/// What is said of words that may be names, before a page leaves.
extension Invocation {
  /// Says which words of a desk page may be names; on the screen that would tell whoever stands by.
  func informOfUndecided(in page: String, of chart: Seen) {
    guard chart.isForDesk else { return }
    let undecided = chart.undecidedNames(on: page)
    if !undecided.isEmpty { tellCounselor("\(words(for: undecided)), and left as written") }
  }

  /// Refuses a sheet for supervision on which words may be names, until that is taken with `--yes`.
  func checkUndecided(in page: String, of chart: Seen) throws(Problem) {
    let undecided = chart.undecidedNames(on: page)
    guard !undecided.isEmpty else { return }
    guard !options.yes else { return tellCounselor("\(words(for: undecided)), and left as written") }
    throw Problem(
      .refused, "supervision: \(words(for: undecided)); nothing was shown",
      hint: "write more of the name there, or take the words as they stand with --yes")
  }

  /// The words, for the counselor at her terminal; what a script collects has no word of a text in it.
  private func words(for undecided: [UndecidedNames]) -> String {
    let all = undecided.flatMap(\.words)
    let places = undecided.map { $0.record?.description ?? "agreement" }.joined(separator: " ")
    let begin = "it can't be told whether \(all.count == 1 ? "a word is a name" : "\(all.count) words are names")"
    guard surroundings.isInteractive else { return "\(begin), in \(places)" }
    var counts: [(word: String, count: Int)] = []
    for word in all {
      if let place = counts.firstIndex(where: { $0.word == word }) {
        counts[place].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    let listed = counts.map { "\($0.word.shownOnOneLine(limit: 40))\($0.count > 1 ? " (\($0.count) times)" : "")" }
    return "\(begin): \(listed.joined(separator: ", ")), in \(places)"
  }

  /// Says whom of the couple in whose chart it stood a text names that was opened in another's; what a script collects has
  /// the client's id alone.
  func informOfNames(in text: String, opened: RecordID, from wrong: Seen, to right: Seen) {
    for client in wrong.membersNamed(in: text, besides: right) {
      let name = surroundings.isInteractive ? " \(wrong.fullName(client)) of \(wrong.handle)" : ""
      inform("\(opened) names \(client)\(name): read it through before it is shown")
    }
  }
}
