/// What narrows a search.
public struct SearchFilter: Hashable, Sendable {
  /// The kinds of record that `--in` names.
  public enum Place: String, Sendable, CaseIterable {
    case notes, jots, entries, contacts, wins, agenda, homework, promises, injuries, goals, risk, exercises

    /// The kind of record that it stands for; exercises are none.
    public var kind: RecordKind? {
      switch self {
      case .notes: .note
      case .jots: .jot
      case .entries: .entry
      case .contacts: .contact
      case .wins: .win
      case .agenda: .agendaLine
      case .homework: .homework
      case .promises: .promise
      case .injuries: .injury
      case .goals: .goal
      case .risk: .risk
      case .exercises: nil
      }
    }
  }

  /// What stands first.
  public enum Order: String, Sendable, CaseIterable {
    case best, newest
  }

  /// Whose chart is searched, nil for every couple's.
  public var couple: Couple.ID?
  /// The member from whom it comes or for whom alone it is, nil for anybody.
  public var member: Client.ID?
  /// The first day that counts, nil for no limit.
  public var since: Day?
  /// The last day that counts, nil for no limit.
  public var until: Day?
  /// The kinds that are searched, all of them where it is empty.
  public var places: Set<Place> = []
  /// The state of the notes that alone are found; nil for records of every kind.
  public var state: Note.State?

  /// No narrowing.
  public init() {}

  /// Whether a record passes; what the text has to say is the index's business.
  public func admits(_ fact: Fact, kind: RecordKind, state noteState: Note.State?) -> Bool {
    (couple.map { $0 == fact.couple } ?? true)
      && (member.map { $0 == fact.member || fact.audience == .member($0) } ?? true)
      && (since.map { $0 <= fact.day } ?? true) && (until.map { fact.day <= $0 } ?? true)
      && (places.isEmpty || places.contains { $0.kind == kind })
      && (state.map { $0 == noteState } ?? true)
  }
}

/// A record in which the words stand.
public struct SearchMatch: Hashable, Sendable {
  /// The record's id, whose letter says its kind.
  public let id: RecordID
  /// In whose chart it stands.
  public let couple: Couple.ID
  /// The calendar day that the record belongs to.
  public let day: Day
  /// Who may know of the record.
  public let audience: Audience
  /// The member it comes from, where it comes from one.
  public let member: Client.ID?
  /// The place in the text, on one line, with what was found between the two marks.
  public let snippet: String

  /// The mark before a found word in a snippet; a character that no text of a record is shown with.
  public static let opening: Character = "\u{E000}"
  /// The mark after a found word.
  public static let closing: Character = "\u{E001}"

  /// The place of a passage in a text, with some of what stands around it; without one its beginning.
  public static func snippet(of text: String, around passages: [String]) -> String {
    let around = 24
    let characters = Array(text)
    // What each character folds to, with the place of the character.
    var folded: [(Character, Int)] = []
    for (place, character) in characters.enumerated() {
      let letters = character.isWhitespace ? " " : Folding.fold(String(character))
      if letters == " ", folded.last?.0 == " " { continue }
      for letter in letters { folded.append((letter, place)) }
    }
    for passage in passages.map(Array.init) where !passage.isEmpty && passage.count <= folded.count {
      let start = (0...folded.count - passage.count).first { start in
        passage.indices.allSatisfy { folded[start + $0].0 == passage[$0] }
      }
      guard let start else { continue }
      let hit = folded[start].1...folded[start + passage.count - 1].1
      let shown = max(0, hit.lowerBound - around)..<min(characters.count, hit.upperBound + 1 + around)
      return (shown.lowerBound > 0 ? "…" : "") + String(characters[shown.lowerBound..<hit.lowerBound])
        + String(opening) + String(characters[hit]) + String(closing)
        + String(characters[(hit.upperBound + 1)..<shown.upperBound]) + (shown.upperBound < characters.count ? "…" : "")
    }
    return String(characters.prefix(2 * around)) + (characters.count > 2 * around ? "…" : "")
  }

  /// A snippet without the marks.
  public static func unmarked(_ snippet: String) -> String { snippet.filter { $0 != opening && $0 != closing } }

  /// A match.
  public init(id: RecordID, couple: Couple.ID, day: Day, audience: Audience, member: Client.ID?, snippet: String) {
    self.id = id
    self.couple = couple
    self.day = day
    self.audience = audience
    self.member = member
    self.snippet = snippet
  }
}

/// An exercise in which the words stand.
public struct ExerciseMatch: Hashable, Sendable {
  /// The exercise, in the version that was searched.
  public let exercise: Exercise
  /// The place in the text, with what was found between the two marks of a ``SearchMatch``.
  public let snippet: String

  /// A match.
  public init(exercise: Exercise, snippet: String) {
    self.exercise = exercise
    self.snippet = snippet
  }
}

extension Seen {
  /// A record with words in it, as a search reads them.
  public struct Passage: Sendable {
    /// The record's id, whose letter says its kind.
    public let id: RecordID
    /// Whose chart it stands in, its day, and who may know of it.
    public let fact: Fact
    /// The words that are searched, as this page shows them.
    public let text: String
    /// Whether a note is signed, nil for every other record.
    public let state: Note.State?
  }

  /// Every text that the audience may see, as this page shows it; held items and psychotherapy notes are never searched.
  ///
  /// - Parameter withRisks: whether risk entries are among them, which stand apart until they are asked for.
  public func passages(withRisks: Bool) -> [Passage] {
    records.all.compactMap { record in
      guard withRisks || !(record is Risk), let words = record.searchedText(byCounselor: isForCounselor) else {
        return nil
      }
      return Passage(id: record.id, fact: record.fact, text: text(words), state: (record as? Note)?.state)
    }
  }
}
