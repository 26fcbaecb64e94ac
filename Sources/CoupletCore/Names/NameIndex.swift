/// Somebody, or a couple, with the names under which a text may speak of them.
struct Named {
  /// The full names, today's first.
  var names: [String]
  /// What they are called beside those.
  var called: [String] = []
  /// Whether the text is about them; names of others give way to theirs.
  var isOwn = true
  /// Whether a name counts only as a whole: labels and handles.
  var isWhole = false

  init(of client: Client, isOwn: Bool = true) {
    let details = client.details
    self.init(names: [details.name] + details.formerNames, isOwn: isOwn)
    called = [details.called].compactMap { $0 }
  }

  init(names: [String], isOwn: Bool, isWhole: Bool = false) {
    (self.names, self.isOwn, self.isWhole) = (names, isOwn, isWhole)
  }
}

/// The forms of names by their words, made once for all texts of a page.
struct NameIndex {
  /// One's bearing of a single word.
  struct Entry {
    let person: Int
    /// Whether they are called by it: a first name, or a short one.
    let isCalled: Bool
    /// Whether it is the name only where it is written large: a piece of two letters, or somebody else's name.
    let isOnlyLarge: Bool
    /// Whether the name was entered in small letters.
    let isEnteredSmall: Bool
  }

  /// A name of several words.
  struct Run {
    let words: [String]
    let person: Int
    /// Whether a word may be an everyday one, and has to be written as the others are.
    let isEveryday: [Bool]
    /// What may stand before each word.
    let joints: [NameText.Joint]
    /// Whether the surname stands first, before a comma or none.
    let isReversed: Bool
    /// Whether the first word is an initial, with its point.
    let isInitial: Bool
  }

  let people: [Named]
  private(set) var entries: [String: [Entry]] = [:]
  /// By the first word, the longest first, and the couple's own before those of others.
  private(set) var runs: [String: [Run]] = [:]
  /// Names whose words are set together.
  private(set) var joined: [String: [Int]] = [:]
  private(set) var unspaced = UnspacedNames()
  /// How words of entries begin, to pass over others quickly.
  private var beginnings: Set<String> = []
  /// The words of all runs: also particles, which are no names by themselves.
  private var runWords: Set<String> = []
  /// The first letters of all that is known.
  private var firsts: Set<Unicode.Scalar> = []
  /// Whether names are of scripts that write prepositions with the word.
  private var hasPrefixes = false
  private var knownRuns: Set<[String]> = []
  /// Who of the couple is called by a word.
  private var called: [String: Set<Int>] = [:]

  init(_ people: [Named]) {
    self.people = people
    // The couple's own come first, so that runs of others give way.
    let order = people.indices.sorted { (people[$0].isOwn ? 0 : 1, $0) < (people[$1].isOwn ? 0 : 1, $1) }
    for person in order where people[person].isOwn {
      for word in Self.calledWords(people[person]) { called[word, default: []].insert(person) }
    }
    for person in order {
      for name in people[person].names { add(name, of: person, isCalled: false) }
      for name in people[person].called { add(name, of: person, isCalled: true) }
      addMixed(person)
    }
    runs = runs.mapValues { runs in
      runs.enumerated().sorted { ($1.element.words.count, $0.offset) < ($0.element.words.count, $1.offset) }
        .map(\.element)
    }
    firsts = Set((Array(entries.keys) + Array(runs.keys) + Array(joined.keys)).compactMap(\.unicodeScalars.first))
    hasPrefixes = firsts.contains { (0x5D0...0x64A).contains($0.value) }
    beginnings = Set(entries.keys.map { String($0.prefix(Self.leastJoined)) })
  }

  /// Letters from which on a word is found within others.
  static let leastJoined = 3

  // MARK: Asking

  /// Whether a word may be a name at all, told by its first letter.
  func mayBegin(_ text: NameText, at place: Int) -> Bool {
    let (range, kind) = text.places[place]
    let first = text.scalars[range.lowerBound]
    guard kind == .letter else { return true }
    if first.value < 0x80 { return firsts.contains(IndexLetters.fold(first) ?? first) }
    return hasPrefixes || NameLetters.fold(text.scalars[range]).unicodeScalars.first.map(firsts.contains) ?? true
  }

  /// Whether a folded word is a name, or the plural of one.
  func knows(_ word: String) -> Bool {
    entries[word] != nil || joined[word] != nil || runWords.contains(word) || singular(of: word) != nil
  }

  /// The word of which it is the plural, or a genitive without its apostrophe.
  func singular(of word: String) -> String? {
    guard word.hasSuffix("s"), word.count > Self.leastJoined else { return nil }
    let stem = String(word.dropLast())
    if entries[stem] != nil || joined[stem] != nil { return stem }
    guard stem.hasSuffix("e"), stem.count > Self.leastJoined else { return nil }
    let base = String(stem.dropLast())
    let takesE = ["s", "x", "z", "ch", "sh"].contains { base.hasSuffix($0) }
    return takesE && (entries[base] != nil || joined[base] != nil) ? base : nil
  }

  /// The words of which one is set together, all of them names; nil where it isn't.
  func parts(of word: String) -> [String]? {
    guard word.count >= 2 * Self.leastJoined, beginnings.contains(String(word.prefix(Self.leastJoined))) else {
      return nil
    }
    for length in (Self.leastJoined...(word.count - Self.leastJoined)).reversed() {
      let first = String(word.prefix(length))
      guard entries[first] != nil else { continue }
      let rest = String(word.dropFirst(length))
      if entries[rest] != nil { return [first, rest] }
      if let parts = parts(of: rest) { return [first] + parts }
    }
    return nil
  }

  // MARK: Making

  /// Small words within a name, which in somebody's language are everyday ones.
  private static let particles: Set = [
    "af", "al", "av", "bin", "bint", "ben", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "e",
    "el", "ibn", "la", "las", "le", "les", "lo", "los", "of", "op", "t", "ten", "ter", "the", "und", "van", "vom",
    "von",
    "y", "zu", "zum", "zur",
  ]
  /// What stands behind or before a name and is no part of it.
  private static let additions = NameText.titles.union(["jr", "sr", "ii", "iii", "iv", "phd", "md", "and"])

  /// A word of a name between blanks, with its pieces between hyphens and apostrophes.
  private struct Part {
    let pieces: [NameText.Word]
    let text: NameText
    let isParticle: Bool

    var folded: [String] { pieces.map(\.folded) }

    /// A piece as the name has it.
    func written(_ piece: NameText.Word) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text.scalars[piece.range])
      return String(view)
    }
  }

  private static func parts(of name: String) -> [Part] {
    let words = name.split(whereSeparator: \.isWhitespace).map { NameText(String($0)) { _ in true } }
      .filter { text in !text.words.isEmpty && !text.words.allSatisfy { additions.contains($0.folded) } }
    let hasCapital = words.contains { $0.words.contains { $0.isLarge } }
    return words.enumerated().map { place, text in
      // Where a whole name is written small, only what stands in its midst can be a particle.
      let isInside = place > 0 && place < words.count - 1
      let isSmall = text.words.count == 1 && !text.words[0].isLarge && particles.contains(text.words[0].folded)
      let isParticle = isSmall && place < words.count - 1 && (isInside || hasCapital)
      return Part(pieces: Array(text.words), text: text, isParticle: isParticle)
    }
  }

  /// The words by which somebody is called, folded.
  private static func calledWords(_ person: Named) -> [String] {
    person.names.compactMap { name in
      parts(of: name).first.flatMap { $0.pieces.count == 1 ? $0.folded.first : nil }
    } + person.called.flatMap { parts(of: $0).flatMap(\.folded) }
  }

  private mutating func add(_ name: String, of person: Int, isCalled: Bool) {
    let parts = Self.parts(of: name)
    let words = parts.flatMap(\.folded)
    unspaced.add(parts.map(\.text), of: person)
    let isSmall = !parts.contains { $0.pieces.contains { $0.isLarge } }
    let isHandle = people[person].isWhole && parts.count == 1
    addRun(words, of: person, parts, isHandle: isHandle)
    guard !people[person].isWhole else {
      if words.count == 1 { addEntry(words[0], of: person, isCalled: true, isOnlyLarge: true, isSmall: isSmall) }
      return
    }
    addWords(parts, of: person, isCalled: isCalled, isSmall: isSmall)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return }
    addRun(first.folded + last.folded, of: person, [first, last])
    // "Rob, Dana" is one by surname and first name, unless somebody is called Rob.
    if !last.folded.contains(where: { called[$0]?.contains { $0 != person } == true }) {
      addRun(last.folded + first.folded, of: person, [last, first], isReversed: true)
      if parts.count > 2 {
        addRun(last.folded + words.dropLast(last.folded.count), of: person, parts, isReversed: true)
      }
    }
    if let initial = first.folded.first?.first {
      addRun([String(initial)] + last.folded, of: person, [first, last], isInitial: true)
    }
    // A surname with its particles; "van" written large is one too.
    let particle = parts.indices.dropFirst().dropLast().first { place in
      parts[place].folded.allSatisfy(Self.particles.contains)
    }
    if let particle {
      let surname = parts[particle...]
      addRun(surname.flatMap(\.folded), of: person, Array(surname))
      addRun(
        surname.flatMap(\.folded) + words.prefix(words.count - surname.flatMap(\.folded).count), of: person, parts,
        isReversed: true)
    }
  }

  /// What somebody is or was called goes with each of their surnames.
  private mutating func addMixed(_ person: Int) {
    guard !people[person].isWhole else { return }
    let names = people[person].names.map { Self.parts(of: $0) }.filter { $0.count > 1 }
    let firsts = names.map { [$0[0]] } + people[person].called.map { Self.parts(of: $0) }
    for first in firsts {
      for name in names {
        addRun(first.flatMap(\.folded) + name[name.count - 1].folded, of: person, first + name.suffix(1))
      }
    }
  }

  private mutating func addWords(_ parts: [Part], of person: Int, isCalled: Bool, isSmall: Bool) {
    for (place, part) in parts.enumerated() where !part.isParticle {
      let isFirst =
        isCalled || place == 0 || part.text.scalars.first.map { "(\"'“‘".unicodeScalars.contains($0) } == true
      if part.pieces.count > 1 { addRun(part.folded, of: person, [part]) }
      for piece in part.pieces where piece.kind != .digit {
        let isPiece = part.pieces.count > 1
        let isUncased = piece.kind != .letter
        guard piece.folded.unicodeScalars.count > 1 || isUncased && !isPiece else { continue }
        if isPiece, !piece.isLarge, Self.particles.contains(piece.folded) { continue }
        // Who is entered as "mother" is nobody's name.
        if !people[person].isOwn, !piece.isLarge, EverydayWords.contains(piece.folded) { continue }
        let isParticle = place > 0 && place < parts.count - 1 && Self.particles.contains(piece.folded)
        let isShort = isPiece && piece.folded.count == 2 || isParticle
        for word in NameLetters.spellings(part.written(piece)) {
          addEntry(
            word, of: person, isCalled: isFirst && !isPiece, isOnlyLarge: isShort || !people[person].isOwn,
            isSmall: isSmall)
        }
      }
    }
  }

  private mutating func addEntry(_ word: String, of person: Int, isCalled: Bool, isOnlyLarge: Bool, isSmall: Bool) {
    let entry = Entry(person: person, isCalled: isCalled, isOnlyLarge: isOnlyLarge, isEnteredSmall: isSmall)
    if let place = entries[word]?.firstIndex(where: { $0.person == person }), let old = entries[word]?[place] {
      entries[word]?[place] = Entry(
        person: person, isCalled: old.isCalled || isCalled, isOnlyLarge: old.isOnlyLarge && isOnlyLarge,
        isEnteredSmall: old.isEnteredSmall || isSmall)
    } else {
      entries[word, default: []].append(entry)
    }
  }

  private mutating func addRun(
    _ words: [String], of person: Int, _ parts: [Part], isReversed: Bool = false, isInitial: Bool = false,
    isHandle: Bool = false
  ) {
    guard words.count > 1, knownRuns.insert(words + ["\(person)\(isHandle)"]).inserted else { return }
    // "Dana Rob" is one, and "Dana-Rob" may be the two of them.
    let joints = words.map { word -> NameText.Joint in
      isHandle ? .hyphen : called[word]?.contains { $0 != person } == true ? .tight : .loose
    }
    let isTight = joints.dropFirst().contains(.tight)
    runWords.formUnion(words)
    let whole = words.joined()
    if !isInitial, !isTight, !people[person].isWhole, !EverydayWords.contains(whole) {
      joined[whole, default: []].append(person)
    }
    // Particles are written small in any name, and of pieces with a hyphen the others tell.
    let certain = Set(
      parts.filter { part in
        part.isParticle || part.pieces.count > 1 && !part.folded.allSatisfy(EverydayWords.contains)
      }.flatMap(\.folded))
    runs[words[0], default: []].append(
      Run(
        words: words, person: person,
        isEveryday: words.map { !certain.contains($0) && $0.count > 1 && EverydayWords.contains($0) },
        joints: joints, isReversed: isReversed, isInitial: isInitial))
  }
}
