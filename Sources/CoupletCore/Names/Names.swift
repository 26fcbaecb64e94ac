/// Who is who: which stretches of a text are names, and whose.
///
/// It is decided here alone.
///
/// Pages with initials or letters, the sheet for supervision, what is said when a text moves to another chart, and the list
/// of what can't be decided all ask ``spans(in:)``. The rules:
///
/// 1. **Names come from people.** Full names, their words, short names, former names and names of records that were merged are
///    names; what they are compared with is folded: without case, accents, the unseen (soft hyphens, blanks without width),
///    ł as l, ß as ss, and ä as a or ae.
/// 2. **The longest name wins**: whole names, first and last, initial and last (`D. Reyes`), last and first (`Reyes, Dana`),
///    a middle initial, pieces between hyphens and apostrophes (`O'Brien`, `Al-Farsi`), a surname with its particles
///    (`van Dyk`), and all of them set together (`danareyes`, `DanaReyes`, `dana_reyes`).
/// 3. **A word alone is the one's who is called so**, and only then the one's who bears it otherwise: `Rob` is Rob Kane and not
///    Dana Rob. Behind a form of address it may be either. Where two bear it alike, it is both: `D. or R.`, and `D. & R.` in the
///    plural (`the Reyeses`), behind `the`, and behind `Mr and Mrs`. So a name that is one leaves no page, and nothing is said
///    of one that was said of the other.
/// 4. **Plurals and genitives** end in `s`, `es` after a hiss, or an apostrophe, from three letters on.
/// 5. **Pieces of two letters** (`Jo` of `Mary-Jo`) and names of people outside the couple are names where they are written
///    large. Single letters never are.
/// 6. **Particles** (`van`, `de`) are none by themselves where they are written small in a name that has capitals, or stand
///    in the midst of one that has none.
/// 7. **Everyday words** (``EverydayWords``) written small are words. With a capital within a sentence they are names. Where a
///    sentence begins it *can't be decided*, unless a form of address, a verb that takes a person, the other's name behind
///    `and`, a colon, or more of the name says so; nor can it where all is in capitals, nor for a month in `in May`. Small
///    words of a name that was entered small can't be decided either. Pronouns, articles and prepositions are words there.
/// 8. **What can't be decided is left as written**, and said where a page leaves: before `-o` and `--print`; a page for
///    supervision is refused until `--yes`.
/// 9. **Scripts without blanks**: see ``UnspacedNames``. In Hebrew and Arabic the prefixed `ל`, `ו`, `و`, `ال` and their like are
///    left standing before a name of three letters or more.
///
/// Beyond the rules, and to be read through for: misspelt and pet names that aren't entered, case endings (Russian, Polish,
/// Turkish, Finnish), other transliterations, traditional beside simplified characters, letters of another script that look
/// alike, letters with blanks between them, and names told in other words ("the nurse from Elm Street").
struct Names: Sendable {
  /// Somebody's name in a text, or what may be one.
  struct Span: Hashable {
    enum Meaning: Hashable {
      /// The name of one, or of several who bear it alike.
      case name(of: [Int])
      /// The plural: of all who bear it.
      case plural(of: [Int])
      /// A name or a word.
      case undecided
    }

    /// Counted in scalars.
    let range: Range<Int>
    let meaning: Meaning
  }

  let index: NameIndex

  init(_ people: [Named]) { index = NameIndex(people) }

  /// The names in a text, and what may be one, from front to back.
  func spans(in text: String) -> [Span] { self.spans(in: cut(text)) }

  /// The text cut into words as these names need it.
  func cut(_ text: String) -> NameText { NameText(text, isKnown: index.knows) }

  func spans(in text: NameText) -> [Span] {
    var spans: [Span] = []
    var place = 0
    let count = text.places.count
    while place < count {
      let isBroken = place + 1 < count && text.isBroken(before: place + 1)
      guard isBroken || index.mayBegin(text, at: place) else {
        place += 1
        continue
      }
      if let (span, next) = run(at: place, in: text) ?? broken(at: place, in: text) {
        spans.append(span)
        place = next
      } else {
        spans += single(at: place, in: text)
        place += 1
      }
    }
    return merged(spans, in: text)
  }

  /// Names of one that stand beside each other are one name: "Anna Lee", of Anna Maria Lee-Park.
  private func merged(_ spans: [Span], in text: NameText) -> [Span] {
    var merged: [Span] = []
    for span in spans {
      if let last = merged.last, case .name(let before) = last.meaning, case .name(let people) = span.meaning,
        case let both = before.filter(people.contains), !both.isEmpty,
        text.isOneName(last.range.upperBound..<span.range.lowerBound)
      {
        merged[merged.count - 1] = Span(
          range: last.range.lowerBound..<span.range.upperBound, meaning: .name(of: both))
      } else {
        merged.append(span)
      }
    }
    return merged
  }

  // MARK: Several words

  /// The longest name of several words that begins there, and the place behind it.
  private func run(at place: Int, in text: NameText) -> (Span, next: Int)? {
    var found: (people: [Int], end: Int, isOwn: Bool)?
    for run in index.runs[text.words[place].folded] ?? [] {
      guard let end = end(of: run, from: place, in: text) else { continue }
      let isOwn = index.people[run.person].isOwn
      guard let known = found, known.end > end || known.end == end && known.isOwn != isOwn else {
        let same = found.flatMap { $0.end == end && $0.isOwn == isOwn ? $0.people : nil } ?? []
        found = (same.contains(run.person) ? same : same + [run.person], end, isOwn)
        continue
      }
    }
    guard let found else { return nil }
    let range = text.words[place].range.lowerBound..<text.words[found.end].range.upperBound
    return (Span(range: range, meaning: .name(of: found.people)), found.end + 1)
  }

  /// The last word of a run that begins at a place, nil where the text has another.
  private func end(of run: NameIndex.Run, from place: Int, in text: NameText) -> Int? {
    var places = [place]
    for (number, word) in run.words.enumerated().dropFirst() {
      var next = (places.last ?? place) + 1
      func isJoined() -> Bool {
        next < text.words.count && text.joins(before: next, as: run.joints[number], takesComma: run.isReversed)
      }
      guard isJoined() else { return nil }
      // A middle initial.
      if text.words[next].folded != word, text.words[next].folded.count == 1,
        text.words[next].kind == .letter, number == run.words.count - 1
      {
        next += 1
        guard isJoined() else { return nil }
      }
      let isLast = number == run.words.count - 1
      guard text.words[next].folded == word || isLast && text.words[next].folded == word + "s" && word.count > 2 else {
        return nil
      }
      if run.isInitial, number == 1 {
        guard text.gap(before: next).hasPrefix(".") else { return nil }
      }
      places.append(next)
    }
    return isWrittenAsName(run, at: places, in: text) ? places.last : nil
  }

  /// Everyday words in a name are written as its other words are.
  private func isWrittenAsName(_ run: NameIndex.Run, at places: [Int], in text: NameText) -> Bool {
    guard run.isEveryday.contains(true), run.joints[0] != .hyphen else { return true }
    let everyday = zip(places, run.isEveryday).filter(\.1).map(\.0)
    if index.people[run.person].isWhole, everyday.count < places.count { return true }
    if everyday.count == places.count, isShouted(places[0], in: text), isShouted(places[places.count - 1], in: text) {
      return false
    }
    if everyday.allSatisfy({ text.words[$0].isLarge }) { return true }
    return everyday.count < places.count && !places.contains { text.words[$0].isLarge }
      && !everyday.contains { Self.closedClass.contains(text.words[$0].folded) }
  }

  // MARK: One word

  /// A name that is broken at the end of a line, and the place behind it.
  private func broken(at place: Int, in text: NameText) -> (Span, next: Int)? {
    guard place + 1 < text.words.count, text.isBroken(before: place + 1) else { return nil }
    let whole = text.words[place].folded + text.words[place + 1].folded
    let people = index.entries[whole].map { bearers($0, isAddressed: false) } ?? index.joined[whole].map(own)
    guard let people, !EverydayWords.contains(whole) else { return nil }
    let range = text.words[place].range.lowerBound..<text.words[place + 1].range.upperBound
    return (Span(range: range, meaning: .name(of: people)), place + 2)
  }

  private func single(at place: Int, in text: NameText) -> [Span] {
    let word = text.words[place]
    switch word.kind {
    case .unspaced, .hangul:
      guard !index.unspaced.isEmpty else { return [] }
      return index.unspaced.found(in: word, of: text).map { Span(range: $0.range, meaning: .name(of: own($0.people))) }
    case .letter: break
    default: return []
    }
    if let entries = index.entries[word.folded] {
      let meaning = decided(entries, isPlural: false, at: place, in: text)
      return meaning.map { [Span(range: word.range, meaning: $0)] } ?? []
    }
    if let people = index.joined[word.folded] { return [Span(range: word.range, meaning: .name(of: own(people)))] }
    if let singular = index.singular(of: word.folded) {
      guard let entries = index.entries[singular] else {
        return [Span(range: word.range, meaning: .plural(of: own(index.joined[singular] ?? [])))]
      }
      let meaning = decided(entries, isPlural: true, at: place, in: text)
      return meaning.map { [Span(range: word.range, meaning: $0)] } ?? []
    }
    if let parts = index.parts(of: word.folded) { return joined(parts, word, in: text) }
    return prefixed(word, in: text)
  }

  /// Names that are set together: one span for each.
  private func joined(_ parts: [String], _ word: NameText.Word, in text: NameText) -> [Span] {
    guard !EverydayWords.contains(word.folded) else { return [] }
    var start = word.range.lowerBound
    var spans: [Span] = []
    for (number, part) in parts.enumerated() {
      let end = number == parts.count - 1 ? word.range.upperBound : text.end(of: part, from: start, in: word.range)
      let people = bearers(index.entries[part] ?? [], isAddressed: false)
      if case .name(let last)? = spans.last?.meaning, last == people || !Set(last).isDisjoint(with: people) {
        // First name and surname of one are one name.
        let both = last.filter(people.contains)
        spans[spans.count - 1] = Span(
          range: spans[spans.count - 1].range.lowerBound..<end, meaning: .name(of: both.isEmpty ? last : both))
      } else {
        spans.append(Span(range: start..<end, meaning: .name(of: people)))
      }
      start = end
    }
    return spans
  }

  /// A name behind a preposition or an article that is written with it.
  private func prefixed(_ word: NameText.Word, in text: NameText) -> [Span] {
    guard let first = text.scalars[word.range].first, let prefixes = Self.prefixes(of: first) else { return [] }
    for prefix in prefixes where word.folded.hasPrefix(prefix) {
      let rest = String(word.folded.dropFirst(prefix.count))
      guard rest.count > 2, let entries = index.entries[rest] else { continue }
      let start = text.end(of: prefix, from: word.range.lowerBound, in: word.range)
      return [Span(range: start..<word.range.upperBound, meaning: .name(of: bearers(entries, isAddressed: false)))]
    }
    return []
  }

  private static func prefixes(of scalar: Unicode.Scalar) -> [String]? {
    switch scalar.value {
    case 0x5D0...0x5EA: ["ול", "וה", "וב", "של", "ו", "ל", "ה", "ב", "כ", "מ", "ש"]
    case 0x621...0x64A: ["وال", "بال", "فال", "كال", "ول", "وب", "ال", "و", "ف", "ب", "ل", "ك"]
    default: nil
    }
  }

  /// Whose a word is, and whether it is a name there; nil where it is none.
  private func decided(
    _ all: [NameIndex.Entry], isPlural: Bool, at place: Int, in text: NameText
  ) -> Span.Meaning? {
    let word = text.words[place]
    // "don't" and "won't" are nobody's.
    if place + 1 < text.words.count, text.words[place + 1].folded == "t",
      ["'", "’"].contains(text.gap(before: place + 1))
    {
      return nil
    }
    let entries = all.filter { !$0.isOnlyLarge || word.isLarge }
    guard !entries.isEmpty else { return nil }
    let isAddressed = text.isAddressed(place)
    switch isName(entries, isAddressed: isAddressed, at: place, in: text) {
    case .no: return nil
    case .unknown: return .undecided
    case .yes: break
    }
    // "Ms Rob" and "the Robs" may be those of that surname as well.
    let isOfFamily = isAddressed || isPlural && place > 0 && text.words[place - 1].folded == "the"
    let people = bearers(entries, isAddressed: isOfFamily)
    let isTogether = people.count > 1 && (isPlural || isOfBoth(place, in: text))
    return isPlural || isTogether ? .plural(of: people) : .name(of: people)
  }

  /// Those of the couple before others, and those who are called so before those who bear it otherwise.
  private func bearers(_ entries: [NameIndex.Entry], isAddressed: Bool) -> [Int] {
    let own = entries.filter { index.people[$0.person].isOwn }
    let near = own.isEmpty ? entries : own
    let called = near.filter(\.isCalled)
    return Set((called.isEmpty || isAddressed ? near : called).map(\.person)).sorted()
  }

  private func own(_ people: [Int]) -> [Int] {
    let own = people.filter { index.people[$0].isOwn }
    return Set(own.isEmpty ? people : own).sorted()
  }

  /// Whether a surname that several bear is that of all of them.
  private func isOfBoth(_ place: Int, in text: NameText) -> Bool {
    if place > 0, text.folded(place) != nil, text.words[place - 1].folded == "the" { return true }
    return text.isAddressed(place) && place > 2 && ["and", "und", "y", "et"].contains(text.words[place - 2].folded)
      && NameText.titles.contains(text.words[place - 3].folded)
      || text.isAddressed(place) && place > 1 && text.gap(before: place - 1).contains { "&+".contains($0) }
        && NameText.titles.contains(text.words[place - 2].folded)
  }

  // MARK: Words that may be everyday ones

  private enum Answer { case yes, no, unknown }

  private func isName(
    _ entries: [NameIndex.Entry], isAddressed: Bool, at place: Int, in text: NameText
  ) -> Answer {
    let word = text.words[place]
    guard EverydayWords.contains(word.folded), !isAddressed else { return .yes }
    let isClosed = Self.closedClass.contains(word.folded)
    guard word.isLarge else {
      let isEnteredSmall = entries.contains { $0.isEnteredSmall && index.people[$0.person].isOwn }
      return isEnteredSmall && !isClosed ? .unknown : .no
    }
    if isShouted(place, in: text) { return isClosed ? .no : .unknown }
    if let answer = ofCalendar(place, in: text) { return answer }
    guard text.isFirst(place) else { return .yes }
    if isClosed { return .no }
    return isSpokenOf(entries, place, in: text) ? .yes : .unknown
  }

  /// Whether it stands among words that are all in capitals.
  private func isShouted(_ place: Int, in text: NameText) -> Bool {
    guard text.words[place].isAllLarge else { return false }
    return [place - 1, place + 1].contains { near in
      text.words.indices.contains(near) && text.words[near].isAllLarge && !index.knows(text.words[near].folded)
    }
  }

  /// What a month or a weekday is where the calendar is spoken of, nil where it isn't.
  private func ofCalendar(_ place: Int, in text: NameText) -> Answer? {
    guard Self.calendar.contains(text.words[place].folded) else { return nil }
    let isBesideNumber = [place - 1, place + 1].contains { near in
      text.words.indices.contains(near) && text.words[near].kind == .digit
        && text.gap(before: max(place, near)).allSatisfy { $0.isWhitespace || $0 == "." }
    }
    if isBesideNumber { return .no }
    let before = place > 0 && text.folded(place) != nil ? text.words[place - 1].folded : ""
    if Self.calendarWords.contains(before) { return .unknown }
    // "From April to June".
    let isSpan = ["to", "and", "or", "through"].contains(before) && place > 1 && text.folded(place - 1) != nil
    return isSpan && ofCalendar(place - 2, in: text) != nil ? .unknown : nil
  }

  /// Whether what follows says that it is a person.
  private func isSpokenOf(_ entries: [NameIndex.Entry], _ place: Int, in text: NameText) -> Bool {
    let gap = text.gap(before: place + 1)
    // Who says something: "Grace: I never said so."
    if gap.hasPrefix(":"), entries.contains(where: \.isCalled) { return true }
    guard place + 1 < text.words.count else { return false }
    let next = text.words[place + 1].folded
    if let folded = text.folded(place + 1), Self.verbs.contains(folded) { return true }
    let isAnd = text.folded(place + 1) != nil && ["and", "und", "y", "et"].contains(next)
    let isSign =
      !gap.isEmpty && gap.allSatisfy { $0.isWhitespace || "&+".contains($0) } && gap.contains { "&+".contains($0) }
    let other = isAnd ? place + 2 : isSign ? place + 1 : text.words.count
    guard other < text.words.count, text.words[other].isLarge, !Self.closedClass.contains(text.words[other].folded)
    else { return false }
    return index.entries[text.words[other].folded]?.contains { index.people[$0.person].isOwn } == true
  }
}

extension NameText {
  /// Where the letters end of which the folded text is made.
  func end(of folded: String, from start: Int, in range: Range<Int>) -> Int {
    var end = start
    let length = folded.unicodeScalars.count
    while end < range.upperBound, NameLetters.fold(scalars[start..<end]).unicodeScalars.count < length { end += 1 }
    while end < range.upperBound, [.mark, .ignorable].contains(NameLetters.kind(scalars[end])) { end += 1 }
    return end
  }
}
