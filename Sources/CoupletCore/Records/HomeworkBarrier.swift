extension Homework {
  /// What was in the way, as a closed list: what is counted has to mean the same every time; for the counselor alone.
  public enum Barrier: String, Sendable, CaseIterable {
    case noTime = "no-time"
    case forgot, unclear
    case tooHard = "too-hard"
    case afraid, conflict, tension
    case notWanted = "not-wanted"
    case notUseful = "not-useful"
    case partnerNotReady = "partner-not-ready"
    case noPrivacy = "no-privacy"
    case unwell, away, other

    /// What it stands for, in a few words.
    public var meaning: String {
      switch self {
      case .noTime: "no time, or never the right moment"
      case .forgot: "it slipped from memory"
      case .unclear: "it wasn't clear what to do, or why"
      case .tooHard: "it asked for more than could be done yet"
      case .afraid: "afraid of how it would go, or of what the other would do"
      case .conflict: "a quarrel, or a disagreement about it, came first"
      case .tension: "too upset, too tired or too tense when the time came"
      case .notWanted: "did not want to"
      case .notUseful: "it didn't seem to help, or to fit the two of them"
      case .partnerNotReady: "the other wasn't ready, or wasn't there for it"
      case .noPrivacy: "no quiet place, or never alone"
      case .unwell: "ill or in pain"
      case .away: "one of them was away"
      case .other: "something else: write it as the text"
      }
    }

    /// The code as typed.
    ///
    /// - Throws: a usage problem that names the nearest code.
    public init(typed text: String) throws(Problem) {
      let word = Folding.fold(text.trimmed)
      guard let barrier = Self(rawValue: word) else {
        let codes = Self.allCases.map(\.rawValue)
        let near = Nearest.words(to: word, among: codes).first ?? codes.first { !word.isEmpty && $0.contains(word) }
        throw Problem(
          .usage, "barrier: '\(text.shownOnOneLine(limit: 40))' is no code",
          hint: near.map { .words("did you mean \($0)") } ?? .listBarriers)
      }
      self = barrier
    }
  }
}
