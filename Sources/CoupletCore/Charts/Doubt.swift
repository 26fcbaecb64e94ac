/// Words that leave open who or what is meant.
public struct Doubt<Meant> {
  /// Why they do.
  public enum Reason {
    /// They fit one alone, and are no whole word of its name.
    case isPart
    /// They fit several.
    case fitsSeveral
    /// They fit none.
    case isAbsent
  }

  /// Why they do.
  public let reason: Reason
  /// What is said where nobody can be asked.
  public let problem: Problem
  /// What the words may mean; none where nothing is near.
  public let candidates: [Meant]

  /// The decision without anybody to ask: a part that fits one alone means that one.
  public static func unasked(_ doubt: Doubt) throws(Problem) -> Meant {
    guard doubt.reason == .isPart else { throw doubt.problem }
    return doubt.candidates[0]
  }
}

/// Says what words in doubt mean, or that they can't be taken.
public typealias Decision<Meant> = (Doubt<Meant>) throws(Problem) -> Meant
