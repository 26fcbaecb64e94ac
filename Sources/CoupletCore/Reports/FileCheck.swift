/// What a look at the journal's chain found.
public struct ChainState: Hashable, Sendable {
  /// The end of the chain.
  public struct Head: Hashable, Sendable {
    /// The last row's number.
    public let number: Int
    /// A short code for paper.
    public let code: String

    /// The chain's head at a row.
    public init(number: Int, code: String) {
      self.number = number
      self.code = code
    }
  }

  /// A row at which the chain was made again under another key.
  public struct Anew: Hashable, Sendable {
    /// The last row at that time.
    public let number: Int
    /// The head's code until then.
    public let former: String

    /// Such a row.
    public init(number: Int, former: String) {
      self.number = number
      self.former = former
    }
  }

  /// Rows of the journal.
  public var rows: Int
  /// The first row that isn't as it was written, nil where all are.
  public var firstBroken: Int?
  /// The end, nil before the first row.
  public var head: Head?
  /// Whether a key is in the codes: a plain file has none.
  public var hasKey: Bool
  /// Where the chain was made again.
  public var madeAnew: [Anew]
  /// Rows that are dated before the one above them: the clock was set back.
  public var turnedBack: [Int] = []

  /// What a look along the chain found.
  public init(rows: Int, firstBroken: Int?, head: Head?, hasKey: Bool, madeAnew: [Anew]) {
    self.rows = rows
    self.firstBroken = firstBroken
    self.head = head
    self.hasKey = hasKey
    self.madeAnew = madeAnew
  }
}

/// What a check of the practice file found.
public struct FileCheck: Hashable, Sendable {
  /// How one thing was found.
  public enum Outcome: String, Sendable {
    case sound, warning, broken
  }

  /// One thing that was looked at.
  public struct Finding: Hashable, Sendable {
    /// What was looked at, as `pages`.
    public let subject: String
    /// How it was found.
    public let outcome: Outcome
    /// What was counted or found.
    public let text: String
    /// What to do about it, where there is something to do.
    public let remedy: Advice?

    /// What was looked at and what was found.
    public init(_ subject: String, _ outcome: Outcome, _ text: String, remedy: Advice? = nil) {
      self.subject = subject
      self.outcome = outcome
      self.text = text
      self.remedy = remedy
    }
  }

  /// In the order in which things were looked at.
  public var findings: [Finding] = []

  /// A check in which nothing was looked at yet.
  public init() {}

  /// Whether nothing is broken; warnings don't change it.
  public var isSound: Bool { !findings.contains { $0.outcome == .broken } }
}
